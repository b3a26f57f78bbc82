"""How to refer to an article, and to what this site makes of it: the parts of a reference in APA and Chicago style.

Names stand as printed and are not taken apart, but where the editor gave their parts. Dates are as exact as they are
known.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from babel import Locale
from markupsafe import Markup

from newsdesk.collection import Collection
from newsdesk.model import Edtf, Entry, Point, Signer, Story
from newsdesk.model.addresses import entry_path, week_path
from newsdesk.model.placeholders import no_answer
from newsdesk.views.data.citations import Citation
from newsdesk.views.data.published import web
from newsdesk.views.setting.dates import say_date, say_week
from newsdesk.views.setting.naming import letters, name_in

# Both styles are American and write their dates so, whatever language the site is in.
_MONTHS = Locale("en", "US").months["format"]["wide"]
_STOPS = tuple(".?!…؟。！？")
Style = Literal["apa", "chicago"]


class Work(NamedTuple):
    """What the two styles need to know; texts that do not apply are "".

    What has a `kind` is this site's own; `container` is the outlet that published the article. Our entry on
    an article is called by the article's title and outlet, the day of publication and that of a withdrawal.
    """

    author: str
    title: str
    apa: str
    chicago: str
    url: str
    language: str = ""
    published: str = ""
    withdrawn: str = ""
    translation: str = ""
    container: str = ""
    container_language: str = ""
    kind: str = ""
    author_chicago: str = ""
    """Where it is another one than in APA style."""

    @property
    def address(self) -> Markup:
        """The address as it is read, in letters; it leads where `url` does."""
        return letters(self.url)

    @property
    def is_to_come(self) -> bool:
        """Whether the address is one of this site, which has none yet and stands at a placeholder."""
        return bool(self.kind and self.url and no_answer(self.url))

    @property
    def within(self) -> str:
        """The title as it stands between double quotation marks: its own are single there."""
        return nested(self.title)

    @property
    def within_single(self) -> str:
        """The title as it stands between single quotation marks: its own are double there."""
        return nested(self.title, is_double=True)

    @property
    def stop(self) -> str:
        """The full stop that ends the title, unless it ends in a sign of its own."""
        # An entry's ends in a bracket, whatever the title in it ends in.
        return "" if self.title.endswith(_STOPS) and not self.published else "."

    @property
    def author_stop(self) -> str:
        """The same for the author's name, which may be that of a company: `Company Inc.`"""
        return "" if self.author.endswith(_STOPS) else "."

    @property
    def author_chicago_stop(self) -> str:
        """The same for its form in Chicago style."""
        return "" if self.author_chicago.endswith(_STOPS) else "."


def article(collection: Collection, entry: Entry, citation: Citation) -> Work:
    """The monitored article, without an address where the policy on designations allows no link."""
    outlet, tag = name_in(collection.outlets[entry.outlet], entry.language)
    return Work(
        author=_apa(entry.authors) or entry.byline or "",
        author_chicago=_chicago(entry.authors) or entry.byline or "",
        title=citation.title,
        language=entry.language,
        translation=entry.title_en.text if entry.title_en else "",
        container=outlet,
        container_language=tag,
        apa=dated(entry.published, "apa"),
        chicago=dated(entry.published, "chicago"),
        url=citation.url or "",
    )


def _apa(authors: Sequence[Signer]) -> str:
    """Authors in APA style: `Mora, A.-K., & Ek, I.`; "" for none."""
    names = [one.literal or ", ".join(filter(None, (one.family, _initials(one.given or "")))) for one in authors]
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)


def _initials(given: str) -> str:
    return " ".join("-".join(f"{part[0]}." for part in name.split("-") if part) for name in given.split())


def _chicago(authors: Sequence[Signer]) -> str:
    """Authors in Chicago style, the first by the family: `Mora, Ana, and Ivo Ek`; "" for none."""
    if not authors:
        return ""
    names = [
        ", ".join(authors[0].parts),
        *(one.literal or " ".join(filter(None, (one.given, one.family))) for one in authors[1:]),
    ]
    return f"{', '.join(names[:-1])}, and {names[-1]}" if len(names) > 1 else names[0]


def entry_of(collection: Collection, entry: Entry) -> Work:
    """Our entry on an article; a withdrawn one says so."""
    words = collection.words
    title = " ".join(entry.title.split())
    outlet, tag = name_in(collection.outlets[entry.outlet], words.tag)
    return _own(
        collection,
        entry_path(entry),
        title,
        entry.updated,
        words("Summary with sources and context"),
        language=entry.language,
        published=say_date(words, entry.published),
        withdrawn=say_date(words, entry.withdrawn.date) if entry.withdrawn else "",
        translation=entry.title_en.text if entry.title_en else "",
        container=outlet,
        container_language=tag,
    )


def digest_of(collection: Collection, week: str, updated: date | None) -> Work:
    """A weekly digest."""
    words = collection.words
    title = words("Weekly digest {week}, {days}").format(week=week, days=say_week(words, week))
    return _own(collection, week_path(week), title, updated, words("Media digest"))


def story_of(collection: Collection, story: Story, updated: date | None) -> Work:
    """The page of a story."""
    return _own(collection, f"stories/{story.id}/", story.title, updated, collection.words("Comparison of coverage"))


def _own(collection: Collection, path: str, title: str, updated: date | None, kind: str, **of_an_entry: str) -> Work:
    return Work(
        author=collection.settings.site_name,
        author_chicago=collection.settings.site_name,
        title=title,
        kind=kind,
        apa=dated(updated, "apa"),
        chicago=dated(updated, "chicago"),
        url=web(collection, path) or "",
        **of_an_entry,
    )


_QUOTED = re.compile(
    r"[“„]([^“”„]*)[”“]|«([^«»]*)»|\"([^\"]*)\"|(?<!\w)‘((?:[^‘’]|(?<=\w)’(?=\w))*)’(?!\w)|(?<!\w)'([^']*)'(?!\w)"
)


def nested(text: str, *, is_double: bool = False) -> str:
    """A text that is to stand between double quotation marks, or else single ones: its own take turns with those.

    Whichever marks it was printed with, apostrophes stay.
    """
    opens, closes = "“”" if is_double else "‘’"

    def turned(found: re.Match[str]) -> str:
        return (
            f"{opens}{nested(next(one for one in found.groups() if one is not None), is_double=not is_double)}{closes}"
        )

    return _QUOTED.sub(turned, text)


@lru_cache(maxsize=4096)
def dated(when: Edtf | date | None, style: Style) -> str:
    """A date in a style: `2022, October 3` (APA), `October 3, 2022` (Chicago), `ca. 2022`, or `n.d.`

    Of an interval it says between which days that was: `2022, October 3–9` (APA), `between October 3 and 9, 2022`.
    """
    if when is None:
        return "n.d."
    if isinstance(when, date):
        return _whole(Point(when.year, when.month, when.day), style)
    start, end = when.start, when.end
    if end is None:
        return _whole(start, style)
    begins, links = ("", "–") if style == "apa" else ("between ", " and ")
    about = "ca. " if start.approximate else ""
    share = start.year == end.year and start.approximate == end.approximate and start.month and end.month
    if not share:
        # Between two dates of which one has a blank in it, a dash of this style has blanks as well.
        dash = f" {links.strip()} " if start.month or end.month else links
        return f"{begins}{_whole(start, style)}{dash}{_whole(end, style)}"
    same_month = start.month == end.month and start.day and end.day
    inner = f"{_inner(start)}{links}{end.day if same_month else _inner(end)}"
    if style == "apa":
        return f"{about}{start.year}, {inner}"
    return _joined(start.year, f"{begins}{about}{inner}", style, has_day=bool(end.day))


def _whole(point: Point, style: Style) -> str:
    about = "ca. " if point.approximate else ""
    return f"{about}{_joined(point.year, _inner(point), style, has_day=bool(point.day))}"


def _joined(year: int, inner: str, style: Style, *, has_day: bool) -> str:
    if not inner:
        return str(year)
    return f"{year}, {inner}" if style == "apa" else f"{inner}{',' if has_day else ''} {year}"


def _inner(point: Point) -> str:
    """What a date says beside its year: `October 3`, `October`, or nothing."""
    month = _MONTHS[point.month] if point.month else ""
    return f"{month} {point.day}" if point.day else month
