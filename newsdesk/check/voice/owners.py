"""Whether a sentence says whose word something is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from newsdesk.check.voice.rules import tag_of
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
    grammar, more = grammar_of(language), _more().get(tag_of(language), {})
    listed, found, at = [folded(word) for word in words], [], 0
    while at < len(listed):
        count, verb = grammar.verbs.at(listed, at)
        if own := next(_standing(more, listed, at), None):
            count, kind = own
            found.append(Owner(at, at + count, kind == "naming"))
        elif count and verb is not None:
            found.append(Owner(at, at + count, verb.kind in ("names", "charges") or verb.lemma in grammar.sources))
        at += max(count, 1)
    return found


def _standing(more: Mapping[str, Listed], words: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    """How many words of ours stand here, and of which kind they are."""
    for kind, phrases in more.get(words[at], {}).items():
        yield from ((len(one), kind) for one in phrases if tuple(words[at : at + len(one)]) == one)


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
