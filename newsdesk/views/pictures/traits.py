"""Traits that figures count, each with the entries behind it: kinds of sources, ways of citing, evidence."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from newsdesk.collection import Collection, sorting
from newsdesk.interface import ENGLISH, Words, kept, words_of
from newsdesk.model import Actor, Cited, Entry, Identified
from newsdesk.model.terms import Term
from newsdesk.views.setting.terms import word
from newsdesk.views.shared.evidence import NOT_COMPARED, compared_with


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a trait: `count` is of sources or of entries, as the trait says."""

    slug: str
    said: str
    count: int
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Trait:
    """What figures count: `of` is sources or entries, `slug` stands in addresses, as in /collection/kinds-official/."""

    slug: str
    title: str
    of: str
    about: str
    values: tuple[Value, ...]

    @property
    def whole(self) -> int:
        """How many are counted together."""
        return sum(value.count for value in self.values)


@dataclass(frozen=True, slots=True)
class _Sort:
    """How entries are sorted by a trait: `values` are all it can have, in order, each with its words."""

    slug: str
    title: str
    of: str
    about: str
    values: tuple[tuple[str, str], ...]
    key: Callable[[Entry], Sequence[str]]
    """The values that an entry has, one a source where sources are counted."""


# The name by which a collection knows these groups: see `Collection.sorted_by`.
TRAITS = "traits"


def _names() -> Iterator[str]:
    return (f"{way.slug}-{value}" for way in _sorts(words_of(ENGLISH)) for value, _ in way.values)


@sorting(TRAITS, _names)
def _sorted(entry: Entry) -> Iterator[str]:
    return chain.from_iterable([map(named, values(entry)) for values, named in _namings()])


@cache
def _namings() -> list[tuple[Callable[[Entry], Sequence[str]], Callable[[str], str]]]:
    """Of each trait what tells the values of an entry, and what makes the name of a group of one: spelt only once."""
    return [
        (way.key, {value: f"{way.slug}-{value}" for value, _ in way.values}.__getitem__)
        for way in _sorts(words_of(ENGLISH))
    ]


def traits(collection: Collection, words: Words) -> list[Trait]:
    """All traits, in any words; values without an entry are left out, all are in the order of their vocabulary."""
    groups = collection.sorted_by(TRAITS)
    counts = {way.slug: Counter(chain.from_iterable(map(way.key, collection.entries))) for way in _sorts(words)}
    return [
        Trait(
            way.slug, way.title, way.of, way.about,
            tuple(
                Value(value, said, counts[way.slug][value], entries)
                for value, said in way.values if (entries := groups.get(f"{way.slug}-{value}", ()))
            ),
        )
        for way in _sorts(words)
    ]  # fmt: skip


@kept
def said_of(words: Words) -> dict[str, tuple[str, str]]:
    """Title and description of the list of each value, by the name of its group."""
    return {f"{way.slug}-{v}": (f"{way.title}: {said}", way.about) for way in _sorts(words) for v, said in way.values}


@kept
def _sorts(words: Words) -> tuple[_Sort, ...]:
    compared = {
        "full": words("compared with the full text"), "excerpt": words("compared with an excerpt"),
        NOT_COMPARED: words("not compared yet"),
    }  # fmt: skip
    read = {"full": words("read in full"), "excerpt": words("read in part")}
    reviewed = {"yes": words("reviewed by a person"), "no": words("not reviewed yet")}
    return (
        _Sort(
            "kinds", words("Kinds of sources"), "sources", words("Entries that cite a source of this kind."),
            _terms(words, Actor), lambda entry: [str(source.actor) for source in entry.sources],
        ),
        _Sort(
            "identified", words("How sources are identified"), "sources",
            words("Entries with a source that its article identifies in this way."),
            _terms(words, Identified), lambda entry: [str(source.identified) for source in entry.sources],
        ),
        _Sort(
            "cited", words("How sources are cited"), "sources", words("Entries that cite a source in this way."),
            _terms(words, Cited), lambda entry: [str(source.cited) for source in entry.sources],
        ),
        _Sort(
            "evidence", words("Compared with the article"), "entries",
            words("Entries by whether a program compared them."),
            tuple(compared.items()), lambda entry: [compared_with(entry)],
        ),
        _Sort(
            "read", words("How much of the article was read"), "entries",
            words("Entries by how much the editor saw."), tuple(read.items()), lambda entry: [str(entry.read)],
        ),
        _Sort(
            "reviewed", words("Reviewed by a person"), "entries",
            words("Entries by whether a person has read them again."),
            tuple(reviewed.items()), lambda entry: ["yes" if entry.reviewed else "no"],
        ),
    )  # fmt: skip


def _terms(words: Words, terms: Iterable[Term]) -> tuple[tuple[str, str], ...]:
    return tuple((str(term), word(words, term)) for term in terms)
