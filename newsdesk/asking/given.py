"""What is asked with: values as a program writes them come in, values as the database has them go out, or a refusal.

Nothing is taken for an absence that is a slip of the pen: a value that nothing can have is refused with those there
are and the nearest, and one that nothing here happens to have is said.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError, get_global

from newsdesk.asking.addresses import TOOLS, Found, found_at
from newsdesk.asking.database import MOST, Database, NotFound, Row
from newsdesk.asking.offices import Offices
from newsdesk.asking.spelled import Spellings
from newsdesk.interface import languages as interface_languages
from newsdesk.model import Edtf
from newsdesk.model.codes import countries, country_meant, languages, meant_week, week_days
from newsdesk.model.terms import Actor, Cited, Identified, PersonKind, Term
from newsdesk.problems import closest, did_you_mean
from newsdesk.views.search.keys import words

TERMS: Mapping[str, type[Term]] = {"identified": Identified, "cited": Cited, "actor": Actor}
_NAMED = {"outlets": "outlet", "people": "person"}
_TITLES = {"stories": ("title",), "entries": ("title", "title_en")}
_DAY = re.compile(r"(\d{4})(?:[-./ ](\d{1,2})(?:[-./ ](\d{1,2}))?)?", re.ASCII)
_SOLID = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)


def plain(text: str | None) -> str:
    """A value without blanks around it and signs that nobody sees; "" for none."""
    shown = "".join(char for char in text or "" if unicodedata.category(char) not in ("Cc", "Cf") or char.isspace())
    return " ".join(unicodedata.normalize("NFKC", shown).split())


class Given:
    """The values of one question; `notices` say how they were taken, and what of them nothing here has."""

    def __init__(self, db: Database, spellings: Spellings, offices: Offices) -> None:
        self.db, self.spellings, self.offices = db, spellings, offices
        self.notices: list[str] = []

    def record(self, kind: str, text: str | None) -> Row:
        """The record of a kind with an id, an address, a title or a name; NotFound says what comes close."""
        asked = plain(text)
        one = TOOLS[kind]
        if not asked:
            raise NotFound(f"Say which {one}: by its id, its address or its name.")
        at = found_at(asked, self.db.meta.get("web") or "")
        if at and at.elsewhere:
            return self._elsewhere(kind, asked, at)
        if at and at.kind != kind:
            tool = TOOLS.get(at.kind)
            other = f"the address of a record in {at.kind}, and no {one}"
            raise NotFound(f'"{asked}" is {other}. ' + (f"`{tool}` answers with it." if tool else f"Ask for a {one}."))
        if kind == "digests":
            return self._week(at.name if at else asked)
        name = at.name if at else re.sub(r"[\s_]+", "-", asked.casefold())
        if found := self.db.rows(f'SELECT * FROM "{kind}" WHERE id = ?', [name]):
            return found[0]
        return self._named(kind, asked) if kind in _NAMED else self._titled(kind, asked, name)

    def _elsewhere(self, kind: str, asked: str, at: Found) -> Row:
        """The entry of an article by the article's own address."""
        ways = [at.elsewhere, at.elsewhere.rstrip("/"), f"{at.elsewhere.rstrip('/')}/"]
        marks = ", ".join("?" * len(ways))
        found = self.db.rows(f"SELECT * FROM entries WHERE address IN ({marks}) ORDER BY id", ways)
        if kind == "entries" and found:
            others = f" So do {', '.join(row['id'] for row in found[1:])}." if len(found) > 1 else ""
            self.notices.append(f'This is the entry of the article at "{asked}".{others}')
            return found[0]
        root = self.db.meta.get("web")
        raise NotFound(
            f'"{asked}" is no address of this collection{f", which stands at {root}" if root else ""}'
            + (f", nor of an article in it. {_ELSEWHERE}" if kind == "entries" else ".")
        )

    def _named(self, kind: str, asked: str) -> Row:
        one = _NAMED[kind]
        ids, is_whole = self.spellings.named(one, asked)
        if kind == "people" and not is_whole and (holders := self.offices.holders(asked)):
            ids, is_whole = holders, True
            self.notices += self.office(asked)
        if not ids and (meant := self.spellings.meant(asked, one)):
            taken = " ".join(meant.get(word, word) for word in words(asked))
            if self.spellings.named(one, taken)[0]:
                self.notices.append(f'No name in {kind} is "{asked}": it is taken for another spelling of "{taken}".')
                return self._named(kind, taken)
        if len(ids) == 1:
            (row,) = self.db.rows(f'SELECT * FROM "{kind}" WHERE id = ?', ids)
            if not is_whole and row["kind"] != PersonKind.PERSON:  # of a body, a part of its name may be another one
                raise NotFound(f'There is no "{asked}" in {kind}. Did you mean "{row["name"]}" ({row["id"]})?')
            if not is_whole:
                self.notices.append(f'"{asked}" is taken for {row["name"]} ({row["id"]}), the only one so called here.')
            return row
        if ids:
            more = f" and {len(ids) - 20} more" if len(ids) > 20 else ""
            raise NotFound(f'"{asked}" may be {", ".join(sorted(ids)[:20])}{more}: ask with one of these ids.')
        near = self.spellings.near(one, asked)
        private = " Private persons have no record; `search` finds the entries that name them."
        raise NotFound(
            f'There is no "{asked}" in {kind}.'
            + (f' Did you mean "{near.text}" ({near.of[1]})?' if near else self._other(kind, asked))
            + (private if kind == "people" else "")
        )

    def office(self, text: str | None) -> list[str]:
        """Who holds an office that a text names, where that is one."""
        ids = self.offices.holders(plain(text))
        names = [self.spellings.by_record["person", id][0].text for id in ids]
        return [f'"{plain(text)}" is recorded here as an office of {names[0]} ({ids[0]}).'] if len(ids) == 1 else []

    def _other(self, kind: str, asked: str) -> str:
        """Where there is a record of that name, if not in this register."""
        for other, one in _NAMED.items():
            ids, _ = self.spellings.named(one, asked) if other != kind else ([], False)
            if len(ids) == 1:
                return f" There is one in {other}: {ids[0]}."
        near = closest(
            asked.casefold().replace(" ", "-"), [row["id"] for row in self.db.rows(f'SELECT id FROM "{kind}"')]
        )
        return f' Did you mean "{near}"?' if near else ""

    def _titled(self, kind: str, asked: str, name: str) -> Row:
        """The story or entry with a title, in whichever case."""
        rows = self.db.rows(f'SELECT id, {", ".join(_TITLES[kind])} FROM "{kind}" ORDER BY id')
        by_title = {plain(row[c]).casefold(): row["id"] for c in _TITLES[kind] for row in reversed(rows) if row[c]}
        if found := by_title.get(asked.casefold()):
            (row,) = self.db.rows(f'SELECT * FROM "{kind}" WHERE id = ?', [found])
            return row
        near = closest(name, [row["id"] for row in rows]) or by_title.get(closest(asked, by_title) or "")
        ids = [row["id"] for row in rows]
        there = f" There are: {', '.join(ids)}." if kind == "stories" and len(ids) <= MOST else ""
        ways = "" if kind == "stories" else " `search` finds entries by their words."
        raise NotFound(f'There is no "{asked}" in {kind}.' + (f' Did you mean "{near}"?' if near else there or ways))

    def week(self, text: str | None) -> str:
        """The week of a digest, as the database has it; "" for none given."""
        return str(self.record("digests", text)["week"]) if plain(text) else ""

    def _week(self, asked: str) -> Row:
        weeks = [row["week"] for row in self.db.rows("SELECT week FROM digests ORDER BY week")]
        meant = meant_week(asked)
        if meant in weeks:
            return self.db.rows("SELECT * FROM digests WHERE week = ?", [meant])[0]
        what = f'"{asked}"' + (
            f" ({meant})" if meant and meant != asked else "" if meant else ", which is no ISO 8601 week"
        )
        near = did_you_mean(meant or asked.upper(), weeks)
        there = f"There are: {', '.join(weeks[-MOST:]) or 'none'}."
        raise NotFound(" ".join(filter(None, (f"There is no digest of {what}.", near, there))))

    def term(self, name: str, text: str | None) -> str:
        """A term of one of the closed lists: `identified`, `cited` or `actor`; "" for none given."""
        asked = plain(text)
        if not asked:
            return ""
        terms, value = TERMS[name], re.sub(r"[\s_]+", "-", asked.casefold())
        if value not in list(terms):
            meant = next((term for term in terms if _says(term, value)), None)
            hint = f'Did you mean "{meant}" ({meant.meaning})?' if meant else did_you_mean(value, map(str, terms))
            there = f"There are: {', '.join(terms)}."
            raise NotFound(" ".join(filter(None, (f'No source can be "{asked}" by `{name}`.', hint, there))))
        self._tell_absent(
            f"SELECT {name} AS value, count(*) AS n FROM sources", value, f'No source here is "{value}"', name
        )
        return value

    def country(self, text: str | None) -> str:
        """The code of a country, of which any code or name in a language of the collection was given; "" for none."""
        asked = plain(text)
        if not asked:
            return ""
        if at := found_at(asked, self.db.meta.get("web") or ""):
            asked = at.name if at.kind == "countries" else asked
        alias = get_global("territory_aliases").get(asked.upper(), [])
        names = _country_names(tuple(self._languages()))
        known = {row["country"] for row in self.db.rows("SELECT DISTINCT country FROM entry_countries")}
        code = country_meant(asked) or (alias[0] if len(alias) == 1 else None) or names.get(asked.casefold())
        code = code or (asked.upper() if asked.upper() in known else None)
        if not code:
            near = closest(asked, names)
            hint = f' Did you mean "{names[near]}" ({near})?' if near else ""
            there = ", ".join(f"{one} ({countries().get(one, one)})" for one in sorted(known)[:MOST])
            raise NotFound(f'"{asked}" is no country.{hint} Entries here are about: {there}.')
        said = f"No entry here is about {countries().get(code, code)} ({code})"
        self._tell_absent("SELECT country AS value, count(*) AS n FROM entry_countries", code, said, "country")
        return code

    def language(self, text: str | None) -> list[str]:
        """The languages of entries that a tag or a name means, such as `zh-Hant` too for `zh`; [] for none given."""
        asked = plain(text)
        if not asked:
            return []
        if at := found_at(asked, self.db.meta.get("web") or ""):
            asked = at.name if at.kind == "languages" else asked
        known = self._languages()
        tag = _canonical(asked)
        if tag.partition("-")[0] not in languages() or not re.fullmatch("[a-z]{2,3}(-[a-z0-9]{2,8})*", tag):
            names = _language_names(tuple(known))
            tag = names.get(asked.casefold(), "")
            if not tag:
                near = closest(asked, names)
                hint = f' Did you mean "{names[near]}" ({near})?' if near else ""
                raise NotFound(f'"{asked}" is no language.{hint} Entries here are in: {_said(known)}.')
        found = [one for one in known if _canonical(one) == tag or _canonical(one).startswith(f"{tag}-")]
        if not found:
            name = languages().get(tag.partition("-")[0], tag)
            self.notices.append(f"No entry here is in {name} ({tag}). Entries here are in: {_said(known)}.")
        return found or [tag]

    def _languages(self) -> list[str]:
        found = self.db.rows("SELECT language, count(*) AS n FROM entries GROUP BY language ORDER BY n DESC, language")
        return [row["language"] for row in found]

    def days(self, first: str | None, last: str | None) -> tuple[str, str]:
        """The first day of `first` and the last of `last`, which may be days, months, years or weeks; "" for none."""
        begin, end = (_span(name, plain(text)) for name, text in (("first", first), ("last", last)))
        if begin and end and begin[0] > end[1]:
            raise NotFound(f"`first` ({plain(first)}) is after `last` ({plain(last)}): change them round.")
        own = self.db.rows("SELECT min(published_first) AS first, max(published_last) AS last FROM entries")[0]
        if own["first"] and ((begin and str(begin[0]) > own["last"]) or (end and str(end[1]) < own["first"])):
            self.notices.append(f"The entries here are of {own['first']} to {own['last']}.")
        return str(begin[0]) if begin else "", str(end[1]) if end else ""

    def _tell_absent(self, query: str, value: str, said: str, name: str) -> None:
        known = {row["value"]: row["n"] for row in self.db.rows(f"{query} GROUP BY {name} ORDER BY {name}")}
        if value not in known:
            self.notices.append(f"{said}. There are: {', '.join(known) or 'none'}.")


_ELSEWHERE = "That says nothing of what was published elsewhere."


def nothing(kind: str, why: Iterable[str] = ()) -> list[str]:
    """What an empty answer means, after why it is empty where that is known."""
    return [*why, f"No {kind} in this collection fits. {_ELSEWHERE}"]


def _says(term: Term, word: str) -> bool:
    return bool(re.search(rf"\b{re.escape(word.removesuffix('s'))}", term.meaning.casefold()))


def _span(name: str, asked: str) -> tuple[date, date] | None:
    """The first and the last day that a value means; None for none given."""
    if not asked:
        return None
    text = asked.rstrip("~?%")
    match = _SOLID.fullmatch(text) or _DAY.fullmatch(text)
    try:
        if match:
            year, *rest = (part for part in match.groups() if part)
            when = Edtf.parse("-".join([year, *(part.zfill(2) for part in rest)]))
            return when.first, when.last
        if "w" in text.casefold() and (week := meant_week(text)):
            return week_days(week)
    except ValueError:
        pass
    raise NotFound(f'"{asked}" is no day for `{name}`: write 2022-10-09, 2022-10 or 2022, or a week such as 2026-W47.')


def _canonical(tag: str) -> str:
    """A language tag in small letters, by the language that CLDR puts for another code of it: `zh` for `cmn`."""
    code, *rest = tag.replace("_", "-").casefold().split("-")
    for key in ("_".join([code, *rest]), code):
        if alias := get_global("language_aliases").get(key):
            return "-".join([*alias.casefold().split("_"), *(rest if key == code else [])])
    return "-".join([code, *rest])


def _said(known: Iterable[str]) -> str:
    return ", ".join(f"{tag} ({languages().get(_canonical(tag).partition('-')[0], tag)})" for tag in known)


@cache
def _locales(known: tuple[str, ...]) -> list[Locale]:
    found: dict[str, Any] = {}
    for tag in ("en", *interface_languages(), *known):
        try:
            found.setdefault(str(Locale.parse(tag, sep="-")), Locale.parse(tag, sep="-"))
        except (UnknownLocaleError, ValueError):
            continue
    return list(found.values())


@cache
def _country_names(known: tuple[str, ...]) -> dict[str, str]:
    """Codes of countries by their names in languages."""
    named = ((locale.territories.get(code), code) for locale in _locales(known) for code in countries())
    return {name.casefold(): code for name, code in named if name}


@cache
def _language_names(known: tuple[str, ...]) -> dict[str, str]:
    """Tags by the names of languages in languages, and in their own."""
    named = [(locale.languages.get(code), code) for locale in _locales(known) for code in languages()]
    named += [(locale.languages.get(locale.language), locale.language) for locale in _locales(known)]
    return {name.casefold(): code for name, code in named if name}
