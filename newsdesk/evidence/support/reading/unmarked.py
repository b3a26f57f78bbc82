"""People in scripts without capitals, told from other words by what stands around them: offices, verbs, a dot."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from newsdesk.evidence.support.reading.calendar import months_of
from newsdesk.evidence.support.reading.concepts import is_common, places_of
from newsdesk.evidence.support.reading.lexemes import HAN, Lexeme
from newsdesk.evidence.support.reading.names import Name
from newsdesk.evidence.support.reading.numerals import fold, read
from newsdesk.evidence.support.reading.roles import is_of_person

_DOTTED = rf"[{HAN}]{{1,8}}(?:[·・•][{HAN}]{{1,9}})+"
# A given name has none of these, which stand behind an office and before a verb: the mayor had already said.
_GIVEN = rf"(?![曾就也还已在的了是不将对与及都又再被把则等们后前上下里间内外])[{HAN}]"
_FAR, _LEAST = 9, 4
"""So many words a verb may have before what it says."""


def unmarked(text: str, lexemes: Sequence[Lexeme], code: str) -> Iterator[Name]:
    """Names that a text most likely has besides those of the registers. They are only ever compared with others."""
    if code in ("zh", "yue"):
        yield from _chinese(text)
    elif read("attribution", code).get("letters") == "uncased":
        yield from _behind_verbs(text, lexemes, code)


def alone(found: Sequence[Name], lexemes: Sequence[Lexeme]) -> Iterator[Name]:
    """The last words alone of people who stand somewhere in full: أشار الدمنهوري."""
    lasts = {one.words[-1]: one for one in found if one.person and len(one.words) > 1 and len(one.words[-1]) > _LEAST}
    taken = {at for one in found for at in range(one.start, one.end)}
    for lexeme in lexemes if lasts else ():
        if lexeme.text in lasts and lexeme.start not in taken:
            yield replace(lasts[lexeme.text], words=(lexeme.text,), start=lexeme.start, end=lexeme.end, full=True)


def _chinese(text: str) -> Iterator[Name]:
    taken = []
    offices, verbs = _trimmed()
    for match in re.finditer(_DOTTED, text):
        start, end = match.span()
        # The office before and the verb behind are no part of the name.
        first, last = match[0].index("·") if "·" in match[0] else 0, re.split("[·・•]", match[0])[-1]
        if before := list(offices.finditer(match[0][: max(first - 1, 0)])):
            start += before[-1].end()
        if behind := verbs.search(last, 1):
            end -= len(last) - behind.start()
        taken.append((start, end))
        yield Name((text[start:end],), start, end)
    for pattern in (_titled(), _saying()):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                yield Name((match["name"],), start, end)


def _any(name: str, also: str = "") -> str:
    told = [*read("attribution", "zh").get(name, ()), *read("figures", "zh").get(also or name, ())]
    return "|".join(sorted(map(re.escape, told), key=len, reverse=True))


@cache
def _trimmed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_any("offices") or "(?!)"), re.compile(_any("verbs") or "(?!)")


@cache
def _saying() -> re.Pattern[str]:
    """A family name with one or two characters more right before a verb of saying, behind a word for who it is."""
    return re.compile(
        rf"(?<=[{HAN}])(?P<name>(?:{_any('surnames')})(?:{_GIVEN}){{1,2}}?)"
        rf"(?=(?:{_any('offices')})?则?(?:{_any('verbs', 'sayings')}))"
    )


@cache
def _titled() -> re.Pattern[str]:
    """An office, a Chinese family name with one or two characters more, and what no name goes on with."""
    data = read("attribution", "zh")
    offices = "|".join(sorted(map(re.escape, data.get("offices", ())), key=len, reverse=True))
    surnames = _any("surnames")
    verbs = "|".join(sorted(map(re.escape, data.get("verbs", ())), key=len, reverse=True))
    behind = (
        rf"(?=[：，、。；“”‘’《》（）:,]|则|在|对|也|还|{verbs}|{offices}|{'|'.join(data.get('openers', ('在',)))})"
    )
    return re.compile(rf"(?:{offices})[ \u3000]?(?P<name>(?:{surnames})(?:{_GIVEN}){{1,2}}?){behind}")


@cache
def sayings(code: str) -> frozenset[str]:
    """The words by which a language says that somebody says something."""
    data = read("attribution", code)
    told = (str(item) for name in ("verbs", "sources", "behind") for item in data.get(name) or ())
    return frozenset(fold(item) for item in told if " " not in item)


@cache
def pronouns(code: str) -> frozenset[str]:
    """The words of a language for somebody who was named before."""
    return frozenset(fold(str(word)) for word in read("attribution", code).get("persons", ()))


@cache
def own_pronouns(code: str) -> frozenset[str]:
    """Its words for who speaks: I, we, our."""
    return frozenset(fold(str(word)) for word in read("figures", code).get("own", ()))


@cache
def third_pronouns(code: str) -> frozenset[str]:
    """Its words for somebody who was named before, in every case: she, her."""
    return frozenset(fold(str(word)) for word in read("figures", code).get("third", ()))


@cache
def saying_phrases(code: str) -> Mapping[str, list[tuple[str, ...]]]:
    """The same of several words, by the first of them: ба қавли, по словам."""
    data = read("attribution", code)
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in ("verbs", "sources", "behind"):
        for item in data.get(name) or ():
            parts = tuple(map(fold, str(item).split()))
            if len(parts) > 1:
                found.setdefault(parts[0], []).append(parts)
    return found


@cache
def source_words(code: str) -> frozenset[str]:
    """The nouns of its phrases before or behind a source: *according*, словам, айтымында."""
    data = read("attribution", code)
    told = {part for name in ("sources", "behind") for item in data.get(name) or () for part in fold(str(item)).split()}
    return frozenset(part for part in told if len(part) > 3)


@cache
def subordinators(code: str) -> frozenset[str]:
    """The words with which begins what is said: that, что, أن."""
    return frozenset(fold(str(word)) for word in read("attribution", code).get("subordinators", ()))


def _by_form(lexemes: Sequence[Lexeme], code: str) -> Iterator[Name]:
    """Arabic names by how they look: a word and a family name in -i with the article, and sons of somebody."""
    if code != "ar":
        return
    for at, (one, two) in enumerate(pairwise(lexemes)):
        if one.kind != "w" or two.kind != "w" or len(one.text) < 3 or one.text.startswith("ال"):
            continue
        if at + 2 < len(lexemes) and two.text in ("بن", "بنت", "ابن", "ولد", "ود"):
            yield Name((one.text, lexemes[at + 2].text), one.start, lexemes[at + 2].end)
            continue
        looks_so = two.text.startswith("ال") and two.text.endswith("ي") and len(two.text) > 5
        if f"{one.text} {two.text}" in months_of(code) or _NO_NAME.search(one.text):
            continue
        if {one.text, one.text.removeprefix("و")} & sayings(code):
            continue
        if looks_so and not is_common(one.text, code) and not is_common(two.text, code) and two.text not in _peoples():
            yield Name((one.text, two.text), one.start, two.end)


@cache
def _peoples() -> frozenset[str]:
    """Of which country somebody is, in Arabic, made from the countries of CLDR: المغربي, الكيني."""
    bare = (name.removeprefix("ال") for name in places_of("ar") if " " not in name)
    return frozenset(f"ال{re.sub('(?:يا|ا|ه)$', '', name)}ي" for name in bare if len(name) > 2)


# Endings and beginnings of Arabic words that names do not have: his, her, plurals, "for the", "and the".
_NO_NAME = re.compile(r"(?:ته|ئه|ها|هم|هما|ات|ون)\Z|\A(?:لل|وال|بال|فال)")


def _behind_offices(lexemes: Sequence[Lexeme]) -> Iterator[tuple[Lexeme, Lexeme, Lexeme]]:
    """Each word with the two behind it, and each noun and adjective with the two behind both: الخبيرة الاقتصادية."""
    yield from zip(lexemes, lexemes[1:], lexemes[2:], strict=False)
    for noun, adjective, one, two in zip(lexemes, lexemes[1:], lexemes[2:], lexemes[3:], strict=False):
        if noun.text.startswith("ال") and adjective.text.startswith("ال"):
            yield Lexeme(noun.kind, noun.text, noun.start, adjective.end), one, two


_BLANKS = re.compile(r"\s+")


def _by_office(text: str, lexemes: Sequence[Lexeme], code: str) -> Iterator[Name]:
    """Two words that are no ordinary ones right behind an office: المحلل شريف منصوري."""
    for office, one, two in _behind_offices(lexemes):
        if (
            office.kind == one.kind == two.kind == "w"
            and len(one.text) > 2
            and len(two.text) > 2
            and not one.text.startswith("ال")
            and (is_of_person(office.text, code) or office.text.removeprefix("و").removesuffix("ة") in _peoples())
            and not is_common(one.text, code)
            and not is_common(two.text, code)
            and not _NO_NAME.search(one.text)
            and not _NO_NAME.search(two.text)
            and _BLANKS.fullmatch(text, office.end, one.start)
            and _BLANKS.fullmatch(text, one.end, two.start)
        ):
            yield Name((one.text, two.text), one.start, two.end)


def _behind_verbs(text: str, lexemes: Sequence[Lexeme], code: str) -> Iterator[Name]:
    """The last two words between a verb of saying and what is said, where they are no ordinary ones."""
    yield from _by_form(lexemes, code)
    yield from _by_office(text, lexemes, code)
    verbs, ends = sayings(code), subordinators(code)
    for at, lexeme in enumerate(lexemes):
        if lexeme.kind != "w" or (lexeme.text not in verbs and lexeme.text[1:] not in verbs):
            continue
        for size in range(2, _FAR):
            end = at + size
            if end >= len(lexemes):
                break
            between = text[lexemes[end - 1].end : lexemes[end].start]
            if lexemes[end].text in ends or re.search(r"[،:.؛«]", between):
                here = lexemes[max(at + 1, end - 2) : end]
                # Two words with the article are a noun and its adjective.
                is_name = len(here) == 2 and not here[0].text.startswith("ال")
                if f"{here[0].text} {here[-1].text}" in months_of(code):
                    break
                if is_name and not any(one.kind != "w" or is_common(one.text, code) for one in here):
                    yield Name(tuple(one.text for one in here), here[0].start, here[-1].end)
                break
