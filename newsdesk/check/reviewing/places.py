"""Where words of an entry stand in the text of its article, or what the fingerprint says of them where it is away."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.check.draft import Draft, Item
from newsdesk.check.rules.evidence import message
from newsdesk.evidence import Claims, Text, Verdict, claims_of, judge, verified_in
from newsdesk.evidence.claims import Said
from newsdesk.model import Entry, Evidence

# So many characters around the words are shown.
_AROUND = 70


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in a captured text, by line and column from 1, with what stands around them."""

    line: int
    column: int
    around: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words that an entry gives as the article's own, and what is known of them."""

    text: str
    state: str
    """`stands`, `recorded` (by the fingerprint), `wrong`, or `not-compared`."""
    place: Place | None = None
    said: str = ""
    """What is wrong with them, or why nobody knows."""


class Beside:
    """The claims of an entry beside the text of its article, or beside its evidence."""

    def __init__(self, draft: Draft, item: Item[Entry]) -> None:
        entry = item.record
        self.text: Text | None = draft.text_of(entry.id)
        self._claims: Claims = claims_of(entry, draft.official)
        self._evidence: Evidence | None = entry.evidence
        self._verdicts: dict[tuple[str | int, ...], list[Verdict]] = {}
        for verdict in judge(self._claims, self._evidence, self.text):
            self._verdicts.setdefault(verdict.loc, []).append(verdict)
        self._entry = entry.id
        quoted, named = verified_in(self._claims, self._evidence) if self._evidence else (frozenset(), frozenset())
        self._recorded = {"quote": quoted, "name_printed": named}

    def quotation(self, at: int) -> Words | None:
        """The quotation of the source with this number."""
        said = self._claims.said[at]
        if not said.quotation:
            return None
        return self._words(said.quotation, at, ("sources", at, "quote", "text"), "quote", self._quoted(said))

    def name(self, at: int) -> Words | None:
        """The printed name of the source with this number."""
        said = self._claims.said[at]
        if not said.printed:
            return None
        return self._words(said.printed, at, ("sources", at, "name_printed"), "name_printed", self._named(said))

    def _words(self, shown: str, at: int, loc: tuple[str | int, ...], kind: str, place: Place | None) -> Words:
        told = " ".join(" ".join(message(verdict, self._entry)) for verdict in self._verdicts.get(loc, ()))
        if self.text:
            return Words(shown, "stands" if place else "wrong", place, told)
        if at in self._recorded[kind]:
            return Words(shown, "recorded", None, told)
        if self._evidence is None:
            return Words(shown, "not-compared", None, "No program has compared it with the article.")
        from_others = any(one.kind.name.startswith("NEW") for one in self._verdicts.get(loc, ()))
        return Words(shown, "not-compared" if from_others or not told else "wrong", None, told)

    def _quoted(self, said: Said) -> Place | None:
        text, at = self.text, 0
        if text is None or not said.pieces:
            return None
        first = None
        for piece in said.pieces:
            found = text.find(piece.words, at)
            if found is None:
                return None
            first = (found, len(piece.words)) if first is None else first
            at = found + len(piece.words)
        return place_of(text, *first) if first else None

    def _named(self, said: Said) -> Place | None:
        if self.text is None:
            return None
        found = self.text.find_name(said.printed, self._claims.language)
        return place_of(self.text, found, 1) if found is not None else None


def place_of(text: Text, first: int, words: int) -> Place:
    """The place of so many words of a text, from the one with this number on."""
    start, end = text.located[first].start, text.located[first + words - 1].end
    line, column = text.text.count("\n", 0, start) + 1, start - text.text.rfind("\n", 0, start)
    left = max(text.text.rfind("\n", 0, start) + 1, start - _AROUND)
    right = text.text.find("\n", end)
    right = min(len(text.text) if right < 0 else right, end + _AROUND)
    cut = text.text.rfind("\n", 0, start) + 1 < left, right < len(text.text) and text.text[right] != "\n"
    if cut[0]:  # whole words, in scripts that set blanks
        left += max(0, text.text[left:start].find(" "))
    if cut[1]:
        right = max(end, text.text.rfind(" ", end, right)) if " " in text.text[end:right] else right
    around = " ".join(text.text[left:right].split())
    return Place(line, column, f"{'…' * cut[0]}{around}{'…' * cut[1]}")


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that hold anything, with their numbers."""
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
