"""The words of the interface in the language of the collection, in the way of gettext.

The English texts in code and templates are the ids of messages; `locale/<tag>.po` holds one language.
Babel reads it as it is, so that nothing has to be compiled and a language is one file.

The language is ambient: one process builds one collection, which has one language, and hundreds of
small functions, from the name of a month upwards, would have to hand it through. `speak` sets it where the
views of a collection begin, and empties every cache that was marked with `spoken`.
"""

import gettext as standard
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, ParamSpec, TypeVar

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

P = ParamSpec("P")
R = TypeVar("R")

ENGLISH = "en"
# Where CLDR's bare language is not what we write.
_FORMATS = {ENGLISH: "en_GB"}


@dataclass(frozen=True)
class Words:
    """The words of one language: forms by (context or None, English text), and the rule that picks a form."""

    tag: str
    messages: Mapping[tuple[str | None, str], tuple[str, ...]] = field(default_factory=dict)
    plural: Callable[[int], int] = lambda number: int(number != 1)

    def forms(self, one: str, many: str | None = None, context: str | None = None) -> tuple[str, ...] | None:
        """What a message is here, all its plural forms in order; None where it is not translated."""
        return self.messages.get((context, one))


def languages() -> tuple[str, ...]:
    """The languages that the interface speaks, English first, as BCP 47 tags."""
    found = (file.name for file in (files("newsdesk") / "interface" / "locale").iterdir())
    return (ENGLISH, *sorted(name.removesuffix(".po") for name in found if name.endswith(".po")))


def po_text(tag: str) -> str:
    """The file of a language's messages as it stands; "" for English, which has none."""
    return "" if tag == ENGLISH else (files("newsdesk") / "interface" / "locale" / f"{tag}.po").read_text("utf-8")


def catalogue(tag: str) -> Catalog:
    """The messages of a language other than English, by Babel."""
    return read_po(po_text(tag).splitlines(keepends=True), locale=tag.replace("-", "_"), abort_invalid=True)


@cache
def words_of(tag: str) -> Words:
    """The words of a language; fuzzy and empty messages are left out, so that English stands for them."""
    if tag == ENGLISH:
        return Words(ENGLISH)
    known = catalogue(tag)
    messages = {}
    for message in known:
        if not message.id or message.fuzzy or not message.string:
            continue
        one, forms = message.id, (message.string,)
        if message.pluralizable:
            one, forms = message.id[0], tuple(message.string)
        if all(forms):
            messages[message.context, one] = forms
    return Words(tag, messages, standard.c2py(known.plural_expr))


_now = words_of(ENGLISH)
_caches: list[Callable[[], None]] = []


def speak(language: str | Words) -> None:
    """Make a language that of the process, by its tag or by its words."""
    global _now
    words = words_of(language) if isinstance(language, str) else language
    if words is not _now:
        _now = words
        for clear in _caches:
            clear()


@contextmanager
def speaking(language: str | Words) -> Iterator[None]:
    """Speak a language for a while."""
    before = _now
    speak(language)
    try:
        yield
    finally:
        speak(before)


def spoken(function: Callable[P, R] | None = None, *, maxsize: int | None = None) -> Any:
    """`lru_cache` for a function whose result holds words: it forgets everything when the language changes."""
    if function is None:
        return lambda inner: spoken(inner, maxsize=maxsize)
    cached = lru_cache(maxsize)(function)
    _caches.append(cached.cache_clear)
    return cached


def current() -> Words:
    """The words that are spoken now."""
    return _now


def site_language() -> str:
    """The BCP 47 tag of the language that is spoken now."""
    return _now.tag


@spoken
def locale() -> Locale:
    """How the language that is spoken now writes dates, numbers and lists."""
    return Locale.parse(_FORMATS.get(_now.tag, _now.tag), sep="_" if _now.tag in _FORMATS else "-")


@spoken
def names() -> Locale:
    """How the language that is spoken now calls languages, scripts and countries."""
    return Locale.parse(_now.tag, sep="-")


def _(text: str) -> str:
    """A text of the interface; where it has {places}, call `format` on what comes back."""
    forms = _now.forms(text)
    return forms[0] if forms else text


def ngettext(one: str, many: str, number: int) -> str:
    """The form of a text that goes with a number."""
    return npgettext(None, one, many, number)


def pgettext(context: str, text: str) -> str:
    """A text whose English is ambiguous; the context tells a translator what is meant."""
    forms = _now.forms(text, context=context)
    return forms[0] if forms else text


def npgettext(context: str | None, one: str, many: str, number: int) -> str:
    """The form that goes with a number, of a text whose English is ambiguous."""
    forms = _now.forms(one, many, context)
    if not forms:
        return one if number == 1 else many
    return forms[_now.plural(number)] if len(forms) > 1 else forms[0]
