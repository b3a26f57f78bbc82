"""The words of the interface: English texts come in, those of the collection's language go out, as from gettext.

The English texts in code and templates are the ids of messages; `locale/<tag>.po` holds one language.
Babel reads it as it is, so that nothing has to be compiled and a language is one file.

No language is ambient. `Words` travel with a collection, as `collection.words`; what takes no collection takes
them as its first argument. Two collections in two languages can be built side by side, also in two threads.
"""

import gettext as standard
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache, partial, update_wrapper
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar, overload

from babel import Locale

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

P = ParamSpec("P")
R = TypeVar("R")

ENGLISH = "en"
# Where CLDR's bare language is not what we write.
_FORMATS = {ENGLISH: "en_GB"}


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one language: forms by (context or None, English text), and the rule that picks a form.

    `words("All entries")` is that text in the language; `ngettext` and its kin are those of gettext.
    """

    tag: str
    """The language, by BCP 47."""
    messages: Mapping[tuple[str | None, str], tuple[str, ...]] = field(default_factory=dict)
    plural: Callable[[int], int] = lambda number: int(number != 1)
    countries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the collection itself calls countries and their people, by code: the name to show first."""
    kept: dict[Hashable, Callable[..., Any]] = field(default_factory=dict, repr=False)
    """What was made of these words already, by the functions marked `kept`."""

    def forms(self, one: str, many: str | None = None, context: str | None = None) -> tuple[str, ...] | None:
        """What a message is here, all its plural forms in order; None where it is not translated."""
        return self.messages.get((context, one))

    def __call__(self, text: str) -> str:
        """A text of the interface, `words("All entries")`; where it has {places}, call `format` on what comes back."""
        forms = self.forms(text)
        return forms[0] if forms else text

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The form of a text that goes with a number."""
        return self.npgettext(None, one, many, number)

    def pgettext(self, context: str, text: str) -> str:
        """A text whose English is ambiguous; the context tells a translator what is meant."""
        forms = self.forms(text, context=context)
        return forms[0] if forms else text

    def npgettext(self, context: str | None, one: str, many: str, number: int) -> str:
        """The form that goes with a number, of a text whose English is ambiguous."""
        forms = self.forms(one, many, context)
        if not forms:
            return one if number == 1 else many
        return forms[self.plural(number)] if len(forms) > 1 else forms[0]

    @cached_property
    def locale(self) -> Locale:
        """How the language writes dates, numbers and lists."""
        return Locale.parse(_FORMATS.get(self.tag, self.tag), sep="_" if self.tag in _FORMATS else "-")

    @cached_property
    def names(self) -> Locale:
        """How the language calls languages, scripts and countries."""
        return Locale.parse(self.tag, sep="-")


class Kept(Generic[P, R]):
    """A function of words and of what else it takes, whose results are kept with those words: see `kept`."""

    def __init__(self, function: Callable[Concatenate[Words, P], R], maxsize: int | None) -> None:
        self.function, self.maxsize = function, maxsize
        update_wrapper(self, function)

    def __call__(self, words: Words, *values: P.args, **named: P.kwargs) -> R:
        made: Callable[P, R] = words.kept.get(self) or self.of(words)
        return made(*values, **named)

    def of(self, words: Words) -> Callable[P, R]:
        """The function of these words alone, as templates get it."""
        made: Callable[P, R] | None = words.kept.get(self)
        if made is None:
            # Of two threads that come here at once, the first decides for both.
            made = words.kept.setdefault(self, lru_cache(self.maxsize)(partial(self.function, words)))
        return made


@overload
def kept(function: Callable[Concatenate[Words, P], R]) -> Kept[P, R]: ...


@overload
def kept(*, maxsize: int) -> Callable[[Callable[Concatenate[Words, P], R]], Kept[P, R]]: ...


def kept(function: Any = None, *, maxsize: int | None = None) -> Any:
    """`lru_cache` for a function whose first argument is `words`: its results stay with the words and go with them."""
    return Kept(function, maxsize) if function else partial(Kept, maxsize=maxsize)


def languages() -> tuple[str, ...]:
    """The languages that the interface speaks, English first, as BCP 47 tags."""
    found = (file.name for file in (files("newsdesk") / "interface" / "locale").iterdir())
    return (ENGLISH, *sorted(name.removesuffix(".po") for name in found if name.endswith(".po")))


def po_text(tag: str) -> str:
    """The file of a language's messages as it stands; "" for English, which has none."""
    return "" if tag == ENGLISH else (files("newsdesk") / "interface" / "locale" / f"{tag}.po").read_text("utf-8")


def catalogue(tag: str) -> "Catalog":
    """The messages of a language other than English, by Babel."""
    # Imported here: English has none, and most commands say nothing in another language.
    from babel.messages.pofile import read_po

    return read_po(po_text(tag).splitlines(keepends=True), locale=tag.replace("-", "_"), abort_invalid=True)


@cache
def words_of(tag: str, countries: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Words:
    """The words of a language; fuzzy and empty messages are left out, so that English stands for them.

    `countries` are names that a collection has itself, by the codes of countries.
    """
    if countries:
        return replace(words_of(tag), countries=dict(countries), kept={})
    if tag == ENGLISH:
        return Words(ENGLISH)
    known = catalogue(tag)
    messages: dict[tuple[str | None, str], tuple[str, ...]] = {}
    for message in known:
        if not message.id or message.fuzzy or not message.string:
            continue
        # Of a text that goes with a number, both are tuples of forms.
        one = message.id if isinstance(message.id, str) else message.id[0]
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string)
        if all(forms):
            messages[message.context, one] = forms
    return Words(tag, messages, standard.c2py(known.plural_expr))
