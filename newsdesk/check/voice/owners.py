"""Whether a sentence says whose word something is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from newsdesk.model.attribution import folded, grammar_of

Listed = dict[str, list[tuple[str, ...]]]
"""Phrases by their kind."""
_FILE = files("newsdesk") / "check" / "voice" / "owners.yaml"


@dataclass(frozen=True, slots=True)
class Owner:
    """Words that attribute: from which word to which, and whether they give a name to somebody."""

    start: int
    end: int
    is_naming: bool


def owners(words: Iterable[str], language: str) -> list[Owner]:
    """Where words stand that attribute what a sentence says."""
    grammar, more = grammar_of(language), _more().get(language.split("-")[0], {})
    listed, found, at = [folded(word) for word in words], [], 0
    while at < len(listed):
        count, verb = grammar.verbs.at(listed, at)
        own = next((size, kind) for size, kind in [*_standing(more, listed, at), (0, "")])
        if own[0]:
            count = own[0]
            found.append(Owner(at, at + count, own[1] == "naming"))
        elif count and verb is not None:
            found.append(Owner(at, at + count, verb.kind in ("names", "charges") or verb.lemma in grammar.sources))
        at += max(count, 1)
    return found


def _standing(
    more: dict[str, dict[str, list[tuple[str, ...]]]], words: Sequence[str], at: int
) -> list[tuple[int, str]]:
    return [
        (len(phrase), kind)
        for kind, phrases in more.get(words[at], {}).items()
        for phrase in phrases
        if tuple(words[at : at + len(phrase)]) == phrase
    ]


@cache
def _more() -> dict[str, dict[str, Listed]]:
    """What the file has, by language, first word and kind."""
    made: dict[str, dict[str, Listed]] = {}
    for tag, kinds in yaml.safe_load(_FILE.read_text("utf-8")).items():
        for kind, phrases in kinds.items():
            for phrase in phrases:
                words = tuple(folded(phrase).split())
                made.setdefault(tag, {}).setdefault(words[0], {}).setdefault(kind, []).append(words)
    return made
