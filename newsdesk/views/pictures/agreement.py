"""How far two readers agree on what sources are: figures that were kept with the codings come in, rows go out."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.model.codings import FIELDS, Agreement
from newsdesk.views.setting.numbers import decimal, numeral


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was coded twice."""

    name: str
    same: str
    alpha: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far two readers agree, in words and figures."""

    basis: str
    rows: tuple[Row, ...]


def agreements(collection: Collection) -> Iterator[Agreed]:
    """The agreement of the codings that there are; none where they are too few."""
    for agreement in collection.agreements:
        yield Agreed(_basis(collection.words, agreement), tuple(_rows(collection.words, agreement)))


def _basis(words: Words, agreement: Agreement) -> str:
    said = words.ngettext(
        "A second reader coded {sources} sources of {number} entry.",
        "Second readers coded {sources} sources of {number} entries.",
        agreement.entries,
    )
    return said.format(sources=numeral(words, agreement.sources), number=numeral(words, agreement.entries))


def _rows(words: Words, agreement: Agreement) -> Iterator[Row]:
    names = {
        "cited": words("How the article cites the source"),
        "identified": words("How it identifies the source"),
        "actor": words("What kind of source it is"),
    }
    whole = words("{number} of {total}")
    for field in FIELDS:
        found = getattr(agreement, field)
        same = whole.format(number=numeral(words, found.same), total=numeral(words, agreement.sources))
        alpha = decimal(words, float(found.alpha)) if found.alpha else words("not defined, since all were coded alike")
        yield Row(names[field], same, alpha)
