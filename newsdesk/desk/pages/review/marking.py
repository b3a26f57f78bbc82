"""Pieces of texts as links: what is lit comes in, and for each piece where it leads and how it looks goes out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsdesk.check.reviewing.lit import Lit
from newsdesk.check.reviewing.pieces import Piece


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a text; `href` is "" where nothing is lit."""

    text: str
    href: str = ""
    looks: str = ""
    """Its kind and its state, as classes."""
    numbers: str = ""
    """All numbers under which it is lit, with blanks between."""
    begins: tuple[int, ...] = ()
    """Those that begin here."""
    ids: tuple[str, ...] = ()
    """The places that links to it name."""


@dataclass(slots=True)
class Marking:
    """Makes the marks of one page; each number is named once on each side."""

    lits: Sequence[Lit]
    _named: set[str] = field(default_factory=set)

    def of_entry(self, pieces: Iterable[Piece]) -> list[Mark]:
        """Marks in the entry: they lead to the text that has them, or to the list of those that none has."""
        return [self._mark(piece, "e", "") for piece in pieces]

    def of_text(self, name: str, pieces: Iterable[Piece]) -> list[Mark]:
        """Marks in a text on which the entry rests: they lead back into the entry."""
        return [self._mark(piece, "t", name) for piece in pieces]

    def _mark(self, piece: Piece, side: str, name: str) -> Mark:
        if not piece.numbers:
            return Mark(piece.text)
        lit = self.lits[piece.numbers[0] - 1]
        other = "e" if side == "t" else "t" if lit.places else "m"
        ids = tuple(f"{side}{n}" for n in piece.begins if self._is_first(side, n, name))
        self._named.update(ids)
        return Mark(
            piece.text,
            f"#{other}{lit.number}",
            f"{lit.kind} {lit.state}",
            " ".join(map(str, piece.numbers)),
            piece.begins,
            ids,
        )

    def _is_first(self, side: str, number: int, name: str) -> bool:
        return f"{side}{number}" not in self._named and (side == "e" or self.lits[number - 1].places[0][0] == name)
