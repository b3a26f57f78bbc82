"""The language of a page: what it declares, unless its letters or its words say otherwise."""

import re

import regex
from babel.core import get_global

from newsdesk.intake.capture import Found, jsonld
from newsdesk.intake.capture.detector import rank
from newsdesk.intake.capture.tree import Page
from newsdesk.model.codes import check_language

# Letters of several scripts make one way of writing.
_PARTS = {
    "Jpan": ("Hani", "Hira", "Kana"), "Kore": ("Hang", "Hani"), "Hans": ("Hani",), "Hant": ("Hani",),
    "Hrkt": ("Hira", "Kana"), "Aran": ("Arab",),
}  # fmt: skip
# Written in both by their own press.
_TWO_SCRIPTS = frozenset({"uz", "sr", "kk", "ky", "az", "tk", "bs", "tt", "mn", "ku"})
# Letters of a text that is long enough to tell, and by how much (nats a letter) another language has to be likelier.
_LONG, _MARGIN = 400, 0.15
_ALIKE = [
    {"sr", "hr", "bs", "sh", "sl"}, {"id", "ms", "jv", "in"}, {"nb", "nn", "no", "da"}, {"cs", "sk"}, {"gl", "pt"},
    {"tl", "fil"}, {"iw", "he"}, {"en", "pcm"}, {"kk", "ky", "tt", "ba"}, {"fa", "tg", "prs"}, {"uz", "tk"},
    {"ji", "yi"},
]  # fmt: skip


def language_of(page: Page, text: str) -> Found | None:
    """What the page declares; not where its script cannot be that of the text, as with a template's lang."""
    declared = [
        (page.root.get("lang") or page.root.get("{http://www.w3.org/XML/1998/namespace}lang"), "<html lang>"),
        (jsonld.text(page.article.get("inLanguage")) if page.article else None, "JSON-LD inLanguage"),
        (page.metas.get("content-language"), "the meta tag content-language"),
        (page.metas.get("og:locale"), "og:locale"),
    ]
    seen: Found | None = None
    for value, why in declared:
        tag = _tag(value or "")
        if tag is None:
            continue
        if _writes(tag, text):
            if other := _heard(tag, text):
                return Found(tag, f"{why}, but the text reads like {other}", certain=False)
            return Found(tag, why)
        seen = seen or Found(tag, f"{why}, but the text is in another script", certain=False)
    return seen


def _tag(value: str) -> str | None:
    """A BCP 47 tag of language and script, or None; a region says nothing that an entry needs."""
    parts = re.split(r"[-_,;\s]", value.strip())
    script = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), None)
    tag = parts[0].lower() + (f"-{script}" if script else "")
    try:
        return check_language(tag)
    except ValueError:
        return None


def _writes(tag: str, text: str) -> bool:
    """Whether a language is written in the script of a text, by Unicode's and CLDR's own data."""
    likely = str(get_global("likely_subtags").get(tag, "")).split("_")
    script = tag.partition("-")[2] or next((part for part in likely if len(part) == 4), "")
    letters = regex.findall(r"\p{L}", text[:3000])
    if not script or not letters:
        return True
    scripts = {*_PARTS.get(script, (script,)), *(("Latn", "Cyrl") if tag in _TWO_SCRIPTS else ())}
    of_script = regex.compile("[" + "".join(rf"\p{{Script={one}}}" for one in scripts) + "]")
    return sum(1 for letter in letters if of_script.match(letter)) * 2 >= len(letters)


def _heard(tag: str, text: str) -> str | None:
    """The language that the letters of a long text say it is, where that is not the one declared; else None.

    Languages that a program does not tell apart from one another are taken for the same.
    """
    if len(text) < _LONG:
        return None
    (heard, best), *others = rank(text[:5000])
    base = tag.partition("-")[0]
    # Of a language that the detector does not know it cannot say that it is another.
    declared = dict(others).get(base, best)
    if best - declared < _MARGIN * len(text[:5000]) or any({heard, base} <= group for group in _ALIKE):
        return None
    return heard
