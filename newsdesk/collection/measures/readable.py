"""How long and how hard our own texts are, by field: a collection goes in, figures come out."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median, quantiles

from newsdesk.check.prose import sentences, word_count
from newsdesk.check.prose.grade import grade_of_sentences
from newsdesk.check.voice.fields import fields_of
from newsdesk.collection import Collection

# Texts of which a reader reads several sentences in a row; the others are a line each.
_FIELDS = ("summary of an entry", "context", "summary of a story", "note")


@dataclass(frozen=True, slots=True)
class Readable:
    """The texts of one field taken together; lengths of sentences in words, the grade in years of school."""

    field: str
    texts: int
    sentences: int
    median: float
    ninth: float
    """Nine of ten sentences have no more words."""
    longest: int
    grade: float | None
    """None in a language that has no formula, and where there is little text."""


def readable(collection: Collection) -> list[Readable]:
    """The figures of each field that has a sentence, in the language of the collection."""
    texts: dict[str, list[str]] = {name: [] for name in _FIELDS}
    for name, text in _texts(collection):
        texts[name].append(text)
    return [_figures(name, found, collection.settings.language) for name, found in texts.items() if found]


def _texts(collection: Collection) -> Iterator[tuple[str, str]]:
    for records, names in (
        (collection.entries, {"summary": "summary of an entry", "context": "context"}),
        (collection.stories.values(), {"summary": "summary of a story"}),
        (collection.digests.values(), {"note": "note"}),
    ):
        for record in records:
            yield from ((names[one.kind], one.text) for one in fields_of(record.whole_apart()) if one.kind in names)


def _figures(name: str, texts: list[str], language: str) -> Readable:
    said = [one.text for text in texts for one in sentences(text)]
    counts = sorted(map(word_count, said))
    ninth = quantiles(counts, n=10, method="inclusive")[-1] if len(counts) > 1 else counts[0]
    return Readable(
        name, len(texts), len(counts), median(counts), ninth, counts[-1], grade_of_sentences(said, language)
    )
