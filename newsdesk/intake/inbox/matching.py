"""What a source lists becomes an item of the inbox, with its clean address, its language, and what it is a copy of."""

import re
from base64 import b32encode
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from typing import Any

from newsdesk.evidence.cited.addresses import address_key
from newsdesk.evidence.words import WORD, size, words
from newsdesk.intake.inbox import Listed
from newsdesk.intake.inbox.reading.values import lead
from newsdesk.intake.inbox.sketches import Sketches, sketch
from newsdesk.model.candidates import Item

# A headline of fewer words is that of a column, or of two articles by chance.
_FEWEST_WORDS = 5
_DAYS_AROUND = range(-3, 4)
# The detector reads so many letters; of a title alone it says little.
_HEARD, _FEWEST_LETTERS = 5000, 12
# How likely a language is that a text is hardly in, or surely, where there is enough of it.
_HARDLY, _SURELY, _ENOUGH = 0.001, 0.9, 60
_ID = 10


def item_of(one: Listed, page: str = "") -> Item:
    """The item of an article that a source lists; `page` is the name of the file in which its page is kept."""
    key = address_key(one.url) if one.url else ""
    language, certainty = language_of(one)
    return Item(
        id=_id(key or "\n".join([one.title, one.outlet, one.date, one.text])),
        origin=one.place,
        title=one.title,
        url=one.url,
        key=key,
        outlet=one.outlet,
        date=one.date,
        language=language,
        certainty=certainty,
        lead=lead(one.text),
        page=page,
        sketch=sketch(one.text),
    )


def _id(text: str) -> str:
    raw = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10, person=b"inbox").digest()
    return b32encode(raw).decode().lower()[:_ID]


def language_of(one: Listed) -> tuple[str, float]:
    """The language of an article and how certain it is: what its source says, unless the text is surely in another.

    A feed names one language for all that it lists, in whatever language that is.
    """
    text = f"{one.title}. {one.text}"[:_HEARD]
    letters = sum(map(str.isalpha, text))
    heard = _heard(text) if letters >= _FEWEST_LETTERS else {}
    best = max(heard, key=lambda language: heard[language], default="")
    if one.language:
        own = heard.get(one.language.partition("-")[0])
        is_other = own is not None and (own < _HARDLY or (heard[best] > _SURELY and letters >= _ENOUGH))
        if own is None or not is_other or best == one.language.partition("-")[0]:
            return one.language, 1.0
    # The detector is never as certain as somebody who knows.
    return best, min(0.99, round(heard.get(best, 0.0), 2))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _heard(text: str) -> dict[str, float]:
    """How likely each language is, of those that the detector knows."""
    with suppress(Exception):  # a guess that only helps is never worth a failure
        return {str(language): float(share) for language, share in _identifier().rank(text)}
    return {}


class Copies:
    """The candidates that there are, to find the one that another article is a copy of."""

    def __init__(self, known: Iterable[Item] = ()) -> None:
        self._sketches = Sketches()
        self._titles: dict[tuple[str, date], tuple[int, str]] = {}
        for item in known:
            self.add(item)

    def add(self, item: Item) -> None:
        """One more candidate."""
        self._sketches.add(item.id, item.sketch)
        if item.day and (title := title_key(item.title)):
            self._titles.setdefault((title, item.day), (len(self._titles), item.id))

    def placed(self, item: Item) -> Item:
        """The item, as a copy of what it is a copy of; one that is none is known from now on."""
        if head := self._sketches.nearest(item.sketch):
            return item._replace(head=head, why="text")
        if item.day and (title := title_key(item.title)):
            around = ((title, item.day + timedelta(days=days)) for days in _DAYS_AROUND)
            if found := min(filter(None, map(self._titles.get, around)), default=None):
                return item._replace(head=found[1], why="title")
        self.add(item)
        return item


def title_key(title: str) -> str:
    """A headline as it is compared with others; "" of one that is too short to tell articles apart."""
    found = words(re.sub(r"\s[-|–—]\s[^-|–—]{2,40}$", "", title))
    return " ".join(found) if sum(map(size, found)) >= _FEWEST_WORDS * WORD else ""
