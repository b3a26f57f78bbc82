"""Lines that several pages show: an outlet by the register, who is quoted, what a digest was chosen from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.model import Basis, Cited, Entry, Fact, Outlet, Screened, Source, Story
from newsdesk.views.setting.codes import country_name
from newsdesk.views.setting.numbers import counted, numeral
from newsdesk.views.setting.page import shared
from newsdesk.views.setting.terms import word


def outlet_line(words: Words, outlet: Outlet, *, brief: bool = False) -> str:
    """One line from the register: kind, country, and unless it is `brief` owner, as far as they are known."""
    parts = []
    if outlet.kind.value:
        parts.append(word(words, outlet.kind.value) + _unchecked(words, outlet.kind))
    if outlet.country.value:
        parts.append(country_name(words, outlet.country.value) + _unchecked(words, outlet.country))
    if not brief and outlet.owner.value and outlet.owner.basis is Basis.REFERENCED:
        parts.append(words("owner: {name}").format(name=outlet.owner.value))
    return " · ".join(parts)


def _unchecked(words: Words, fact: Fact[Any]) -> str:
    return f" ({words('not yet checked')})" if fact.basis is Basis.UNREFERENCED else ""


@dataclass(frozen=True, slots=True)
class Mode:
    """The sources that an article cites in one way."""

    cited: Cited
    sources: tuple[Source, ...]


def modes(entry: Entry) -> list[Mode]:
    """Sources by the way they are cited, quoted ones first; ways without a source left out."""
    found = ((c, tuple(s for s in entry.sources if s.cited is c)) for c in Cited)
    return [Mode(cited, sources) for cited, sources in found if sources]


def who(collection: Collection, entry: Entry) -> Markup:
    """Who is quoted, in a few lines, which an entry shows on its own page and wherever it is listed."""

    def make() -> Markup:
        return shared(collection.words, "who", modes(entry), entry.read)

    return collection.once(("who", entry.id), make, is_large=True)


def by_first_story(collection: Collection, entries: Iterable[Entry]) -> list[tuple[Story | None, list[Entry]]]:
    """Entries of a digest under their first story, the largest group first; those without a story last."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.stories[0] if entry.stories else "", []).append(entry)
    order = sorted(groups, key=lambda name: (not name, -len(groups[name]), name))
    return [(collection.stories.get(name), groups[name]) for name in order]


def screened(words: Words, known: Screened, kept: int) -> str:
    """What was looked at for a digest, as far as it was counted, and how many entries came of it: a sentence."""
    here = words.ngettext("{number} is in this digest", "{number} are in this digest", kept).format(
        number=numeral(words, kept)
    )
    if not known.outlets:
        return words.ngettext(
            "{number} article was looked at; {kept}.", "{number} articles were looked at; {kept}.", known.articles
        ).format(number=numeral(words, known.articles), kept=here)
    return words.ngettext(
        "{number} article of {outlets} was looked at; {kept}.",
        "{number} articles of {outlets} were looked at; {kept}.",
        known.articles,
    ).format(
        number=numeral(words, known.articles), outlets=counted(words, known.outlets, "outlet", "outlets"), kept=here
    )
