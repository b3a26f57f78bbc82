"""The monitored articles for reference managers: CSL-JSON, BibTeX and RIS.

What is cited is the article, as printed; our summary is its abstract, and our page stands in the note.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from newsdesk.collection import Collection
from newsdesk.model import Author, Edtf, Entry, Point, Signer
from newsdesk.model.addresses import entry_path
from newsdesk.views.data.authors import people_of, undivided
from newsdesk.views.data.published import brief_notices, dumped, may_link, web
from newsdesk.views.setting.naming import name_in
from newsdesk.views.setting.page import File

# What LaTeX would take for a command or for something else; braces by name, since BibTeX counts bare ones.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
    }
)

_SPECIAL = re.compile("[" + re.escape("".join(map(chr, _LATEX))) + "]")


class Citation(NamedTuple):
    """An article and what stands beside it; `url` is None where it is not known or must be no link."""

    id: str
    title: str
    outlet: str
    byline: str | None
    """As printed."""
    authors: tuple[Signer, ...]
    """Those who signed it as the entry gives them, else one by one where the byline certainly lists them, or whole."""
    section: str | None
    published: Edtf
    accessed: str
    language: str
    url: str | None
    archived: str | None
    """An archived copy, where pages may lead to the article."""
    abstract: str
    notes: tuple[str, ...]
    keywords: tuple[str, ...]

    @property
    def creators(self) -> list[str]:
        """The authors for formats in which a comma divides a name: the family first, where the parts are known."""
        return [
            undivided(one.literal) if one.literal else ", ".join(undivided(part) for part in one.parts)
            for one in self.authors
        ]

    @property
    def day(self) -> str:
        """When it was published in EDTF, as exact as it is known; "" where not even the year is."""
        point, is_about = _about(self.published)
        return f"{_digits(point)}{'~' * is_about}" if point else ""


def citation(collection: Collection, entry: Entry) -> Citation:
    """The article of one entry, which stands on its page and in the files of its digest and stories."""
    return collection.once(("citation", entry.id), lambda: _citation(collection, entry), is_large=True)


def _citation(collection: Collection, entry: Entry) -> Citation:
    words = collection.words
    path, settings = entry_path(entry), collection.settings
    notes, states = brief_notices(collection, entry)
    if entry.title_en:
        is_machine = entry.title_en.by is Author.MACHINE
        said = (
            words("Title in English (machine translation): {title}")
            if is_machine
            else words("Title in English (our translation): {title}")
        )
        notes.append(said.format(title=entry.title_en.text))
    said = words("Entry in {site} ({states}): {address}") if states else words("Entry in {site}: {address}")
    address = web(collection, path) or path
    notes.append(said.format(site=settings.site_name, states=", ".join(states), address=address))
    return Citation(
        id=entry.id,
        title=_line(entry.title),
        outlet=name_in(collection.outlets[entry.outlet], entry.language)[0],
        byline=entry.byline,
        authors=signers(entry),
        section=entry.section,
        published=entry.published,
        accessed=entry.accessed.isoformat(),
        language=entry.language,
        url=entry.url if may_link(collection, entry) else None,
        archived=entry.archive_url if may_link(collection, entry) and _may_link_copy(collection, entry) else None,
        abstract=_line(entry.summary),
        notes=tuple(map(_line, notes)),
        keywords=tuple(collection.topics[topic].name for topic in entry.topics),
    )


def signers(entry: Entry) -> tuple[Signer, ...]:
    """Those who signed an article: no name is taken apart that the editor did not give in parts."""
    return entry.authors or tuple(Signer(literal=name) for name in (people_of(entry.byline) if entry.byline else ()))


def _may_link_copy(collection: Collection, entry: Entry) -> bool:
    return bool(entry.archive_url) and collection.may_link(entry.archive_url or "", entry.outlet)


def cited_copies(collection: Collection, entry: Entry) -> list[dict[str, str]]:
    """The pages that an entry cites and that have an archived copy, in the terms of schema.org."""
    found = []
    for one in entry.references.values():
        copy = one.archive_url or ""
        if copy and collection.may_cite(one, entry.outlet) and collection.may_link(copy, one.outlet):
            named = {"name": one.title} if one.title else {}
            found.append({"@type": "WebPage", **named, "url": one.url or "", "archivedAt": copy})
    return found


def _line(text: str) -> str:
    return " ".join(text.split())


def _parts(point: Point) -> list[int]:
    return [part for part in (point.year, point.month, point.day) if part]


def short(article: Citation) -> list[tuple[str, str]]:
    """One article for the page of its entry, in each format under its name: as in the files, without what the page
    itself holds, abstract and topics."""
    bare = article._replace(abstract="", keywords=())
    return [("BibTeX", _bibtex(bare)), ("RIS", _ris_lines(bare)), ("CSL-JSON", _in_lines(_filled(bare)))]


def _in_lines(fields: dict[str, Any]) -> str:
    """A list of one item as JSON, a field a line, for people."""
    lines = ",\n".join(f"{dumped(name)}: {dumped(value)}" for name, value in fields.items())
    return f"[{{\n{lines}\n}}]\n"


def cite_files(collection: Collection, path: str, entries: Iterable[Entry]) -> Iterator[File]:
    """The articles of a digest or story in each format, beside its page: `cite.bib`, `cite.ris`, `cite.csl.json`."""
    articles = [citation(collection, entry) for entry in entries]
    rows = ",\n".join(as_csl(collection, article) for article in articles)
    yield File(f"{path}cite.csl.json", f"[\n{rows}\n]\n")
    yield File(f"{path}cite.bib", "\n".join(as_bibtex(collection, article) for article in articles))
    yield File(f"{path}cite.ris", "".join(as_ris(collection, article) for article in articles))


def as_csl(collection: Collection, article: Citation) -> str:
    """An item of CSL-JSON, in a line."""
    return collection.once(("csl", article.id), lambda: _csl_row(article), is_large=True)


def as_bibtex(collection: Collection, article: Citation) -> str:
    """An `@article`, with the fields of BibTeX and, in `date`, of biblatex."""
    return collection.once(("bib", article.id), lambda: _bibtex(article), is_large=True)


def as_ris(collection: Collection, article: Citation) -> str:
    """A record of type NEWS; its lines end as RIS wants them."""
    return collection.once(("ris", article.id), lambda: _ris_lines(article), is_large=True)


def _csl_row(article: Citation) -> str:
    return dumped(_filled(article))


def _filled(article: Citation) -> dict[str, Any]:
    return {name: value for name, value in _csl(article).items() if value}


def _csl(article: Citation) -> dict[str, Any]:
    point, is_about = _about(article.published)
    # Two dates would be a period, and an article comes out on one day.
    issued: dict[str, Any] = {"date-parts": [_parts(point)]} if point else {"literal": _between(article.published)}
    if point and is_about:
        issued["circa"] = True
    return {
        "id": article.id,
        "type": "article-newspaper",
        "note": "\n".join(article.notes),
        "title": article.title,
        "container-title": article.outlet,
        "author": [one.model_dump(exclude_none=True) for one in article.authors],
        "section": article.section,
        "issued": issued,
        "accessed": {"date-parts": [[int(part) for part in article.accessed.split("-")]]},
        "language": article.language,
        "URL": article.url,
        "archive": urlsplit(article.archived).hostname if article.archived else None,
        "archive_location": article.archived,
        "abstract": article.abstract,
        "keyword": ", ".join(article.keywords),
    }


def latex(text: str) -> str:
    """A text as LaTeX prints it, character by character."""
    return _SPECIAL.sub(lambda found: _LATEX[ord(found[0])], _line(text))


def _bibtex_name(one: Signer) -> str:
    """A name for BibTeX: `Mora, Ana`; braces hold together what has no parts, and what a part might be divided by."""
    if one.literal:
        return f"{{{latex(one.literal)}}}"
    parts = [latex(part) for part in one.parts]
    return ", ".join(f"{{{part}}}" if "," in part or " and " in part else part for part in parts)


def _bibtex(article: Citation) -> str:
    start = article.published.start
    point, _ = _about(article.published)
    # The last note ends in an address, to which no full stop may stick.
    notes = [note if note.endswith(".") else f"{note}." for note in article.notes[:-1]] + [article.notes[-1]]
    fields = {
        "note": latex(" ".join(notes)),
        # Titles, and names that have no parts, in braces of their own: they stay as printed, and are not taken apart.
        "title": f"{{{latex(article.title)}}}",
        "journal": f"{{{latex(article.outlet)}}}",
        "author": " and ".join(map(_bibtex_name, article.authors)),
        # An interval would be a period to biblatex: what both of its ends share, about then.
        "date": article.day or f"{start.year:04}~",
        "year": f"{start.year:04}",
        "month": str(point.month) if point and point.month else None,
        "url": article.url,  # as it is: no address holds a brace or a backslash
        "urldate": article.accessed if article.url else None,
        "language": article.language,
        "abstract": latex(article.abstract),
        "keywords": latex(", ".join(article.keywords)),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{{article.id},\n{lines}}}\n"


def _ris_lines(article: Citation) -> str:
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris(article))


def _ris(article: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", article.id
    for note in article.notes:
        yield "N1", note
    yield "TI", article.title
    yield "T2", _line(article.outlet)
    for name in article.creators:
        yield "AU", name
    if article.section:
        yield "SE", _line(article.section)
    yield "PY", f"{article.published.start.year:04}"
    yield "DA", _ris_date(article.published)
    yield "LA", article.language
    if article.url:
        yield "UR", article.url
    yield "Y2", article.accessed.replace("-", "/")
    if article.abstract:
        yield "AB", article.abstract
    for keyword in article.keywords:
        yield "KW", _line(keyword)
    yield "ER", ""


def _ris_date(when: Edtf) -> str:
    """`2026/11/21/`, `2026/11//about`, `2026/11//between 2026-11-19 and 2026-11-22`: as exact as it is known."""
    point = _about(when)[0] or Point(when.start.year)
    parts = [f"{point.year:04}", *(f"{part:02}" if part else "" for part in (point.month, point.day))]
    more = _between(when) if when.end else "about" if point.approximate else ""
    return "/".join([*parts, more])


def _about(when: Edtf) -> tuple[Point | None, bool]:
    """The date as far as it is known, and whether it is about then; None where not even the year is.

    An article came out on one day, so that an interval says between which days that was.
    """
    start, end = when.start, when.end
    if end is None or (start.year, start.month, start.day) == (end.year, end.month, end.day):
        return start, start.approximate
    if start.year != end.year:
        return None, True
    month = start.month if start.month == end.month else None
    return Point(start.year, month), True


def _between(when: Edtf) -> str:
    return f"between {when.start} and {when.end}"


def _digits(point: Point) -> str:
    return "-".join(f"{part:02}" for part in _parts(point)).rjust(4, "0")
