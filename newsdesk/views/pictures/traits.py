"""Traits that figures count, each with the entries behind it: kinds of sources, ways of citing, evidence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.model import Actor, Cited, Entry, Identified, Source
from newsdesk.model.terms import Term
from newsdesk.views.setting.terms import word
from newsdesk.views.shared.evidence import NOT_COMPARED, compared_with


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a trait: `count` is of sources or of entries, as the trait says."""

    slug: str
    said: str
    count: int
    entries: tuple[Entry, ...]


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


def traits(collection: Collection, words: Words) -> list[Trait]:
    """All traits, in any words; values without an entry are left out, all are in the order of their vocabulary."""
    return [
        _of_sources(
            words, collection, "kinds", words("Kinds of sources"), words("Entries that cite a source of this kind."),
            Actor, lambda source: source.actor,
        ),
        _of_sources(
            words, collection, "identified", words("How sources are identified"),
            words("Entries with a source that its article identifies in this way."), Identified,
            lambda source: source.identified,
        ),
        _of_sources(
            words, collection, "cited", words("How sources are cited"),
            words("Entries that cite a source in this way."),
            Cited, lambda source: source.cited,
        ),
        _of_entries(
            collection, "evidence", words("Compared with the article"),
            words("Entries by whether a program compared them."),
            {
                "full": words("compared with the full text"), "excerpt": words("compared with an excerpt"),
                NOT_COMPARED: words("not compared yet"),
            },
            compared_with,
        ),
        _of_entries(
            collection, "read", words("How much of the article was read"),
            words("Entries by how much the editor saw."),
            {"full": words("read in full"), "excerpt": words("read in part")}, lambda entry: str(entry.read),
        ),
        _of_entries(
            collection, "reviewed", words("Reviewed by a person"),
            words("Entries by whether a person has read them again."),
            {"yes": words("reviewed by a person"), "no": words("not reviewed yet")},
            lambda entry: "yes" if entry.reviewed else "no",
        ),
    ]  # fmt: skip


def _of_sources(
    words: Words,
    collection: Collection,
    slug: str,
    title: str,
    about: str,
    terms: Iterable[Term],
    key: Callable[[Source], Term],
) -> Trait:
    counts: dict[str, int] = {}
    entries: dict[str, list[Entry]] = {}
    for entry in collection.entries:
        found = [str(key(source)) for source in entry.sources]
        for name in found:
            counts[name] = counts.get(name, 0) + 1
        for name in dict.fromkeys(found):
            entries.setdefault(name, []).append(entry)
    values = [Value(str(t), word(words, t), counts[str(t)], tuple(entries[str(t)])) for t in terms if str(t) in counts]
    return Trait(slug, title, "sources", about, tuple(values))


def _of_entries(
    collection: Collection, slug: str, title: str, about: str, words: dict[str, str], key: Callable[[Entry], str]
) -> Trait:
    entries: dict[str, list[Entry]] = {}
    for entry in collection.entries:
        entries.setdefault(key(entry), []).append(entry)
    values = [Value(n, said, len(entries[n]), tuple(entries[n])) for n, said in words.items() if n in entries]
    return Trait(slug, title, "entries", about, tuple(values))
