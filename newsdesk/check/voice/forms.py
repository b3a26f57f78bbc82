"""The forms of words: a dictionary form comes in, what stands in texts goes out, or the other way round."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from newsdesk.check.voice.rules import Word
from newsdesk.model.attribution import folded

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")
_FILE = files("newsdesk") / "check" / "voice" / "irregular.yaml"
_TWICE = {"rebut", "kidnap", "backpedal", "gaslight"}


def tokens(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, with their places."""
    return _WORD.finditer(text)


def forms_of(word: Word, language: str) -> set[tuple[str, ...]]:
    """What a dictionary form may look like in a text: each form as a row of keys, see `keys_of`."""
    if language != "en":
        return {tuple(_first(part, language) for part in _parts(word.word))}
    parts = _parts(word.word)
    if word.kind == "verb":
        return {(form, *parts[1:]) for form in _verb(parts[0])}
    if word.kind == "noun":
        return {parts, (*parts[:-1], _plural(parts[-1])), (*parts[:-1], f"{parts[-1]}'s")}
    return {parts}


def _parts(phrase: str) -> tuple[str, ...]:
    return tuple(folded(found[0]) for found in tokens(phrase))


def _verb(word: str) -> set[str]:
    found = {word, _plural(word)}
    if word.endswith("ie"):
        ed, ing = f"{word}d", f"{word[:-2]}ying"
    elif word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        ed, ing = f"{word}d", f"{word[:-1]}ing"
    elif word.endswith("e"):
        ed, ing = f"{word}d", f"{word}ing"
    elif re.search(r"[^aeiou]y$", word):
        ed, ing = f"{word[:-1]}ied", f"{word}ing"
    elif _DOUBLED.fullmatch(word) or word in _TWICE:
        ed, ing = f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"
    else:
        ed, ing = f"{word}ed", f"{word}ing"
    if re.search(r"[^aeiou][aeiou]l$", word):  # as one side of the ocean writes it, and as the other does
        found |= {f"{word}led", f"{word}ling"}
    return found | {ing, *(_irregular().get(word, ed).split())}


@cache
def _irregular() -> dict[str, str]:
    """The other forms of verbs whose past does not end in -ed."""
    known: dict[str, str] = yaml.safe_load(_FILE.read_text("utf-8"))
    return known


def _plural(word: str) -> str:
    if re.search(r"(?:[sxz]|[cs]h)$", word):
        return f"{word}es"
    return f"{word[:-1]}ies" if re.search(r"[^aeiou]y$", word) else f"{word}s"


def keys_of(word: str, language: str) -> tuple[str, ...]:
    """Under what a word of a text may be listed: itself, and its dictionary forms where a library knows them."""
    return _lemmas(folded(word)) if language == "ru" else (folded(word),)


def _first(word: str, language: str) -> str:
    return _lemmas(word)[-1] if language == "ru" else word


@lru_cache(maxsize=65536)
def _lemmas(word: str) -> tuple[str, ...]:
    """The word, and its dictionary forms by weight; of an adjective or a participle its masculine form, too."""
    found = {word: None}
    for parse in _morphology().parse(word)[:3]:
        if parse.score >= 0.15:
            found[folded(parse.normal_form)] = None
            if "PRTF" in parse.tag and (whole := parse.inflect({"masc", "sing", "nomn"})):
                found[folded(whole.word)] = None
    return tuple(found)


@cache
def _morphology() -> Any:
    # Loaded where a Russian text is read, and nowhere else.
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")
