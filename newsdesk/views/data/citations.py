"""The monitored articles for reference managers: CSL-JSON, BibTeX and RIS.

What is cited is the article, as printed; our summary is its abstract, and our page stands in the note.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from newsdesk.collection import Collection
from newsdesk.model import Author, Edtf, Entry, Point
from newsdesk.model.addresses import entry_path
from newsdesk.views.data.published import dumped, indented, may_link, notice_texts, web
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
Memo = dict[tuple[Any, ...], Any]


class Citation(NamedTuple):
    """An article and what stands beside it; `url` is None where it is not known or must be no link."""

    id: str
    title: str
    outlet: str
    byline: str | None
    section: str | None
    published: Edtf
    accessed: str
    language: str
    url: str | None
    abstract: str
    notes: tuple[str, ...]
    keywords: tuple[str, ...]


def citations(collection: Collection) -> list[Citation]:
    """All articles by the id of their entry."""
    return [citation(collection, entry) for unused, entry in sorted(collection.by_id.items())]


def citation(collection: Collection, entry: Entry) -> Citation:
    """The article of one entry, which stands on its page and in the files of its digest and stories."""
    key = ("citation", entry.id)
    if key not in collection.memo:
        collection.memo[key] = _citation(collection, entry)
    found: Citation = collection.memo[key]
    return found


def _citation(collection: Collection, entry: Entry) -> Citation:
    words = collection.words
    path, settings = entry_path(entry), collection.settings
    notes = notice_texts(collection, entry)
    if entry.title_en:
        is_machine = entry.title_en.by is Author.MACHINE
        said = (
            words("Title in English (machine translation): {title}")
            if is_machine
            else words("Title in English (our translation): {title}")
        )
        notes.append(said.format(title=entry.title_en.text))
    notes.append(
        words("Entry in {site}: {address}").format(site=settings.site_name, address=web(collection, path) or path)
    )
    return Citation(
        id=entry.id,
        title=_line(entry.title),
        outlet=collection.outlets[entry.outlet].name,
        byline=entry.byline,
        section=entry.section,
        published=entry.published,
        accessed=entry.accessed.isoformat(),
        language=entry.language,
        url=entry.url if may_link(collection, entry) else None,
        abstract=_line(entry.summary),
        notes=tuple(map(_line, notes)),
        keywords=tuple(collection.topics[topic].name for topic in entry.topics),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _parts(point: Point) -> list[int]:
    return [part for part in (point.year, point.month, point.day) if part]


def short(article: Citation) -> list[tuple[str, str]]:
    """One article for the page of its entry, in each format under its name: as in the files, without what the page
    itself holds, abstract and topics."""
    bare = article._replace(abstract="", keywords=())
    return [("BibTeX", _bibtex(bare)), ("RIS", _ris_lines(bare)), ("CSL-JSON", indented([_filled(bare)]))]


def cite_files(collection: Collection, path: str, entries: Iterable[Entry]) -> Iterator[File]:
    """The articles of a digest or story in each format, beside its page: `cite.bib`, `cite.ris`, `cite.csl.json`."""
    articles = [citation(collection, entry) for entry in entries]
    memo = collection.memo
    for name, file in (("csl.json", csl), ("bib", bibtex), ("ris", ris)):
        yield file(articles, f"{path}cite.{name}", memo)


def _once(memo: Memo, kind: str, article: Citation, make: Callable[[Citation], str]) -> str:
    """An article in one format, made once for all the files that hold it."""
    key = (kind, article.id)
    if key not in memo:
        memo[key] = make(article)
    found: str = memo[key]
    return found


def csl(articles: Iterable[Citation], path: str, memo: Memo) -> File:
    """An array of CSL items, one a line."""
    rows = (_once(memo, "csl", article, _csl_row) for article in articles)
    return File(path, "[\n" + ",\n".join(rows) + "\n]\n")


def _csl_row(article: Citation) -> str:
    return dumped(_filled(article))


def _filled(article: Citation) -> dict[str, Any]:
    return {name: value for name, value in _csl(article).items() if value}


def _csl(article: Citation) -> dict[str, Any]:
    when = article.published
    ends = [when.start, when.end] if when.end else [when.start]
    issued: dict[str, Any] = {"date-parts": [_parts(point) for point in ends]}
    if any(point.approximate for point in ends):
        issued["circa"] = True
    return {
        "id": article.id,
        "type": "article-newspaper",
        "note": "\n".join(article.notes),
        "title": article.title,
        "container-title": article.outlet,
        "author": [{"literal": article.byline}] if article.byline else None,
        "section": article.section,
        "issued": issued,
        "accessed": {"date-parts": [[int(part) for part in article.accessed.split("-")]]},
        "language": article.language,
        "URL": article.url,
        "abstract": article.abstract,
        "keyword": ", ".join(article.keywords),
    }


def bibtex(articles: Iterable[Citation], path: str, memo: Memo) -> File:
    """An `@article` each, with the fields of BibTeX and, in `date`, of biblatex."""
    return File(path, "\n".join(_once(memo, "bib", article, _bibtex) for article in articles))


def latex(text: str) -> str:
    """A text as LaTeX prints it, character by character."""
    return _SPECIAL.sub(lambda found: _LATEX[ord(found[0])], _line(text))


def _bibtex(article: Citation) -> str:
    start = article.published.start
    # The last note ends in an address, to which no full stop may stick.
    notes = [note if note.endswith(".") else f"{note}." for note in article.notes[:-1]] + [article.notes[-1]]
    fields = {
        "note": latex(" ".join(notes)),
        # Names and titles in braces of their own: they stay as printed, and are not taken apart.
        "title": f"{{{latex(article.title)}}}",
        "journal": f"{{{latex(article.outlet)}}}",
        "author": f"{{{latex(article.byline)}}}" if article.byline else None,
        "date": str(article.published),
        "year": f"{start.year:04}",
        "month": str(start.month) if start.month else None,
        "url": article.url,  # as it is: no address holds a brace or a backslash
        "urldate": article.accessed if article.url else None,
        "language": article.language,
        "abstract": latex(article.abstract),
        "keywords": latex(", ".join(article.keywords)),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{{article.id},\n{lines}}}\n"


def ris(articles: Iterable[Citation], path: str, memo: Memo) -> File:
    """A record of type NEWS each; lines end as RIS wants them."""
    return File(path, "".join(_once(memo, "ris", article, _ris_lines) for article in articles))


def _ris_lines(article: Citation) -> str:
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris(article))


def _ris(article: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", article.id
    for note in article.notes:
        yield "N1", note
    yield "TI", article.title
    yield "T2", _line(article.outlet)
    if article.byline:
        yield "AU", _line(article.byline)
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
    """`2022/10/22/`, `2022/10//about`, `2022/10/20/to 2022-10-23`: year, month, day, and what else there is to say."""
    start = when.start
    parts = [f"{start.year:04}", *(f"{part:02}" if part else "" for part in (start.month, start.day))]
    more = ["about"] if start.approximate else []
    more += [f"to {when.end}"] if when.end else []
    return "/".join([*parts, " ".join(more)])
