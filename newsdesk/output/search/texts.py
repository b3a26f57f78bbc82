"""What Pagefind is fed with, of some of the records: keys of words, and beside them what results show."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import escape

from newsdesk.views.search.abroad import names_abroad
from newsdesk.views.search.han import simplified
from newsdesk.views.search.keys import fold, is_unspaced, pairs, parts, token, units
from newsdesk.views.search.records import SearchRecord
from newsdesk.views.search.vocabulary import PARTICLES, Held, Split

# Stands before each sentence of what a result shows; no word itself.
_MARK = "‖"
# The title itself weighs 7.
_TEXTS, _KEYS, _SPELLINGS, _NAMED = "1", "1", "1.5", "0.5"
_FIRST = '<html lang="en"><body><main data-pagefind-body>'


@dataclass(slots=True)
class Fed:
    """A page that only Pagefind sees, in two halves, and between them the tokens of words that stand inside others.

    `particles` are keys of words that have more such tokens where the vocabulary of all records says so.
    """

    path: str
    sort: str
    shown: str
    """What its result shows, as the members of a JSON object."""
    above: str
    inside: list[str]
    below: str


@dataclass(slots=True)
class Texts:
    """The pages of some of the records, their words, and the characters of those that are written without blanks."""

    pages: list[Fed]
    held: Held
    letters: str
    particles: list[str] = field(default_factory=list)
    """Keys of words whose tokens depend on the words of all records."""


# In a list of tokens: what follows is a key of `particles`, and stands for what is behind the particle.
_LATER = "\0"


def texts_of(records: Sequence[SearchRecord]) -> Texts:
    """The records as Pagefind is to see them."""
    split = Split()
    held = Held.of(records, split)
    tokens = _Tokens(split)
    pages = [_fed(record, tokens) for record in records]
    return Texts(pages, held, tokens.letters, sorted(tokens.later))


def html(page: Fed, behind: Mapping[str, Sequence[str]]) -> str:
    """The page; `behind` has for each key of `particles` the keys of what is behind its particle."""
    found: dict[str, None] = {}
    for made in page.inside:
        found |= dict.fromkeys(map(token, behind[made[1:]]) if made[0] == _LATER else [made])
    return "\n".join(filter(None, (page.above, _paragraph(_KEYS, " ".join(found)), page.below)))


class _Tokens:
    """What the words of texts are in the index."""

    def __init__(self, split: Split) -> None:
        self.split = split
        printed = {word for found in split.values() for word in found}
        runs = sorted(filter(is_unspaced, printed))
        table = simplified() if runs else {}
        self.letters = "".join(sorted({letter for run in runs for letter in units(run, table)}))
        spaced = printed.difference(runs)
        self.key = {word: fold(word) for word in printed}
        self.of_word = {word: " ".join(token(pair) for pair in pairs(word, table)) for word in runs}
        self.of_word |= {word: token(self.key[word]) for word in spaced}
        self.later: set[str] = set()
        # Parts of words that a joiner holds together, and what is behind an Arabic particle.
        inner = {word: self._inside(word) for word in spaced if not word.isascii()}
        self.inner = {word: found for word, found in inner.items() if found}

    def _inside(self, word: str) -> list[str]:
        found = [token(fold(part)) for part in parts(word)]
        if (key := self.key[word])[0] in PARTICLES:
            self.later.add(key)
            found.append(f"{_LATER}{key}")
        return found

    def of(self, texts: Iterable[str]) -> str:
        """All tokens, in the order of the words: a phrase is a row of them."""
        return " ".join(" ".join(map(self.of_word.__getitem__, self.split[text])) for text in texts)

    def inside(self, texts: Iterable[str]) -> list[str]:
        """The tokens of words that stand inside others, each once."""
        found = self.inner.keys() & {word for text in texts for word in self.split[text]} if self.inner else ()
        return list(dict.fromkeys(made for word in sorted(found) for made in self.inner[word]))

    def new(self, texts: Iterable[str], known: set[str]) -> str:
        """The tokens of words that are not known yet, each once, since their order tells nothing; then they are."""
        made: list[str] = []
        for text in texts:
            for word in self.split[text]:
                if (key := self.key[word]) not in known:
                    known.add(key)
                    made.append(self.of_word[word])
        return " ".join(made)


def _fed(record: SearchRecord, tokens: _Tokens) -> Fed:
    """Tokens are of letters and digits, so that none has to be escaped."""
    texts = [record.title, *record.texts]
    known = {key for text in texts for key in map(tokens.key.__getitem__, tokens.split[text])}
    abroad = [name.text for place in record.abroad for name in names_abroad(place)]
    above = [_FIRST, f"<h1>{tokens.of([record.title])}</h1>", _paragraph(_TEXTS, tokens.of(record.texts))]
    below = [
        _paragraph(_SPELLINGS, tokens.new(record.spellings, known)),
        _paragraph(_NAMED, tokens.new([*record.named, *abroad, *record.also], known)),
        _paragraph(_KEYS, " ".join(map(token, record.days))),
        '<div data-pagefind-ignore="index">',
        *(f'<span data-pagefind-filter="{name}">{escape(value)}</span>' for name, value in record.filters),
        f'<span data-pagefind-sort="date">{escape(record.sort)}</span>',
        "</div></main></body></html>",
    ]
    return Fed(
        record.path,
        record.sort,
        _shown(record),
        "\n".join(filter(None, above)),
        tokens.inside([*texts, *record.also]),
        "\n".join(filter(None, below)),
    )


def _paragraph(weight: str, made: str) -> str:
    return f'<p data-pagefind-weight="{weight}">{made}</p>' if made.strip() else ""


def _shown(record: SearchRecord) -> str:
    """What a result shows, in place of the keys that Pagefind saw."""
    facts = [("title", record.title), ("kind", record.kind), ("language", record.language)]
    facts += [("direction", record.direction), *record.shown]
    content = " ".join(f"{_MARK} {' '.join(text.replace(_MARK, ' ').split())}" for text in record.texts)
    meta = {name: value for name, value in facts if value}
    shown: dict[str, Any] = {"content": content, "meta": meta, "filters": {}, "anchors": []}
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))[1:-1]
