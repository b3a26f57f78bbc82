"""A sheet as text: beside the article on a wide terminal, one after the other on a narrow one and in a file."""

from collections.abc import Iterator

from newsdesk.check.reviewing.columns import Column, beside
from newsdesk.check.reviewing.places import Words, numbered
from newsdesk.check.reviewing.sheet import ReferenceRow, Sheet, SourceRow
from newsdesk.problems import Problem, Severity

_NARROW = 100
"""Below so many cells there is no room for two columns."""
_MOST = 180
_PLAIN = 100
_STATES = {
    "stands": "stands in the article",
    "recorded": "stood in the article when it was captured, by the fingerprint",
    "wrong": "NOT BORNE OUT",
    "not-compared": "not compared",
}
_COMPARED = {"full": "compared in full", "part": "a part of it was compared", "not": "not compared"}


def laid_out(sheet: Sheet, width: int | None) -> str:
    """The sheet for a terminal of so many cells; None where it goes elsewhere, as into a file."""
    whole = Column(min(width or _PLAIN, _MOST), cuts=width is not None)
    if width is None or width < _NARROW or not sheet.is_readable:
        lines = [*_ours(sheet, whole), "", *_article(sheet, whole)]
    else:
        half = Column((whole.width - 3) // 2)
        lines = list(beside(_ours(sheet, half), _article(sheet, half), half.width))
    lines += ["", *_problems(sheet, whole), *_questions(sheet, whole)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _article(sheet: Sheet, column: Column) -> Iterator[str]:
    yield from column.wrapped("THE ARTICLE, as it was captured; numbers are lines of its file")
    if sheet.text is None:
        yield from column.wrapped("Its text is not on this machine.")
        return
    for number, line in numbered(sheet.text):
        yield from column.wrapped(line, f"{number:>4} ")


def _ours(sheet: Sheet, column: Column) -> Iterator[str]:
    yield from column.wrapped(f"ENTRY {sheet.entry}: {sheet.path}")
    if not sheet.is_readable:
        return
    for name, value in sheet.head.items():
        if value is not None:
            yield from column.wrapped(value, f"  {name}: ", "    ")
    yield from ("", "SUMMARY")
    yield from column.wrapped(sheet.summary, "  ")
    yield from ("", "SOURCES" if sheet.sources else "SOURCES: none")
    for row in sheet.sources:
        yield from _source(row, column)
    yield from ("", "CONTEXT")
    for told in sheet.context:
        yield from column.wrapped(told.marked, "  ")
        for one in told.tokens:
            pages = ", ".join(f"[{name}]" for name in one.references)
            yield from column.wrapped(f"{one.token.shown}: {one.bearing}{f' in {pages}' if pages else ''}", "      ")
    yield from ("", "REFERENCES")
    for reference in sheet.references:
        yield from _reference(reference, column)
    yield from ("", "EVIDENCE" if sheet.evidence else "EVIDENCE: none")
    if sheet.evidence:
        said = ", ".join(f"{name} {value}" for name, value in sheet.evidence.items())
        yield from column.wrapped(said, "  ")


def _source(row: SourceRow, column: Column) -> Iterator[str]:
    via = f" via {row.via}" if row.via else ""
    role = f", {row.role}" if row.role else ""
    yield from column.wrapped(f"{row.name}{role}", f"  {row.number}. ")
    known = f", {row.who}" if row.who else ""
    yield from column.wrapped(f"{row.identified}, {row.cited}{via}, {row.actor}{known}", "     ")
    if row.says:
        yield from column.wrapped(row.says, "     ")
    if row.printed:
        yield from _words("printed", row.printed, column)
    if row.quotation:
        yield from _words("quotation", row.quotation, column)
    if row.translation:
        yield from column.wrapped(row.translation, "     translation: ", "       ")


def _words(what: str, words: Words, column: Column, stance: str = "") -> Iterator[str]:
    yield from column.wrapped(f"“{words.text}”" if words.text else "", f"     {what}: ", "       ")
    place = words.place
    where = f", line {place.line}, column {place.column}: {place.around}" if place else ""
    state = _STATES.get(words.state, "")
    if said := f"{stance}{'; ' if stance and state else ''}{state}{where}":
        yield from column.wrapped(said, "       = ", "         ")
    if words.said:
        yield from column.wrapped(words.said, "       ! ", "         ")


def _reference(row: ReferenceRow, column: Column) -> Iterator[str]:
    yield from column.wrapped(f"[{row.id}] {row.about}".rstrip(), "  ", "    ")
    yield from column.wrapped(row.leads_to, "    ")
    if row.compared in _COMPARED:
        yield from column.wrapped(f"{_COMPARED[row.compared]}{f' on {row.on}' if row.on else ''}", "    = ")
    for words, stance in zip(row.passages, row.stances, strict=True):
        yield from _words("passage", words, column, stance)


def _problems(sheet: Sheet, column: Column) -> Iterator[str]:
    groups = {
        "PROBLEMS": [one for one in sheet.problems if one.severity in (Severity.ERROR, Severity.WARNING)],
        "QUESTIONS OF VOICE": [one for one in sheet.problems if one.severity is Severity.ASK],
        "NOTES": [one for one in sheet.problems if one.severity is Severity.NOTE],
    }
    for title, found in groups.items():
        if found:
            yield title
            for problem in found:
                yield from column.wrapped(_told(problem), "  ", "    ")
            yield ""


def _told(problem: Problem) -> str:
    weight = "" if problem.severity is Severity.ERROR else f"{problem.severity}: "
    return f"{problem.line}:{problem.column}: {weight}{problem.rule}: {problem.sentence}"


def _questions(sheet: Sheet, column: Column) -> Iterator[str]:
    yield "OPEN QUESTIONS" if sheet.questions else "OPEN QUESTIONS: none"
    for question in sheet.questions:
        yield from column.wrapped(question.what, "  - ")
        if question.command:  # in one line, to be copied
            yield f"      {question.command}"
