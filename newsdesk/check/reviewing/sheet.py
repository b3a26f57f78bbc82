"""The sheet of a reviewer: an entry, what bears out each part of it, and the questions that only a reader answers."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from newsdesk.check.cited.statements import in_context
from newsdesk.check.cited.told import Bearing, Told, told_of
from newsdesk.check.draft import Draft, Item
from newsdesk.check.prose import without_marks
from newsdesk.check.reviewing.places import Beside, Words
from newsdesk.check.reviewing.privacy import privately_named
from newsdesk.check.rules.cited.passages import said_of
from newsdesk.check.rules.evidence import shortened
from newsdesk.evidence.cited.passages import judge_passage
from newsdesk.model import Entry, Read, Reference
from newsdesk.model.terms import Author, DateBasis
from newsdesk.problems import COMMAND_LINE, Problem, Severity


@dataclass(frozen=True, slots=True)
class Question:
    """What is still open, and the command that helps, or ""."""

    what: str
    command: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with the words that the article is said to have."""

    number: int
    name: str
    who: str | None
    role: str | None
    actor: str
    identified: str
    cited: str
    via: str | None
    says: str | None
    printed: Words | None
    quotation: Words | None
    translation: str | None


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A reference, and how far its page was compared: `full`, `part`, `not`, or `entry` for one of ours."""

    id: str
    leads_to: str
    about: str
    compared: str
    on: str | None
    passages: tuple[Words, ...]
    stances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a reviewer reads; plain data, with the commands as marks of `problems`."""

    entry: str
    path: str
    head: dict[str, str | None] = field(default_factory=dict)
    text: str | None = None
    """The captured text, where it is at hand."""
    summary: str = ""
    sources: tuple[SourceRow, ...] = ()
    context: tuple[Told, ...] = ()
    references: tuple[ReferenceRow, ...] = ()
    evidence: dict[str, str | int] | None = None
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether the entry has the right shape: of another one only the text and the problems are known."""
        return bool(self.head)

    @property
    def data(self) -> dict[str, Any]:
        """The same as JSON has it."""
        return {
            "entry": self.entry,
            "path": self.path,
            **self.head,
            "text": self.text,
            "summary": self.summary,
            "sources": [asdict(row) for row in self.sources],
            "context": [
                {
                    "sentence": told.text,
                    "cites": list(told.statement.cites),
                    "tokens": [
                        {"text": one.token.shown, "kind": one.token.kind, "bearing": str(one.bearing),
                         "references": list(one.references)}
                        for one in told.tokens
                    ],
                }
                for told in self.context
            ],
            "references": [asdict(row) for row in self.references],
            "evidence": self.evidence,
            "problems": [asdict(problem) for problem in self.problems],
            "questions": [asdict(question) for question in self.questions],
        }  # fmt: skip


def sheet_of(draft: Draft, item: Item[Entry], problems: Iterable[Problem]) -> Sheet:
    """The sheet of an entry in a draft that was checked; `problems` are those of its file."""
    entry, beside = item.record, Beside(draft, item)
    sources = tuple(_source(beside, entry, at) for at in range(len(entry.sources)))
    references = tuple(_reference(draft, name, one) for name, one in entry.references.items())
    if any(row.compared != "not" for row in references):
        context = tuple(told_of(entry, draft.at_hand))
    else:  # there is nothing to compare with, and it takes long to find out what of
        context = tuple(Told(one, marked, _unmarked(marked), ()) for one, marked in in_context(entry))
    sheet = Sheet(
        entry.id,
        item.document.path,
        _head(draft, entry),
        beside.text.text if beside.text else None,
        entry.summary,
        sources,
        context,
        references,
        _evidence(entry),
        tuple(problems),
    )
    return replace(sheet, questions=(*_questions(entry, sheet), *_of_privacy(draft, entry)))


def _unmarked(sentence: str) -> str:
    return " ".join(without_marks(sentence).split())


def _head(draft: Draft, entry: Entry) -> dict[str, str | None]:
    outlet = draft.outlets.get(entry.outlet)
    name = next(iter(outlet.keys["names"]), entry.outlet) if outlet else entry.outlet
    review = entry.reviewed
    return {
        "title": entry.title,
        "title_en": entry.title_en.text if entry.title_en else None,
        "outlet": f"{name} ({entry.outlet})" if name != entry.outlet else entry.outlet,
        "byline": entry.byline,
        "published": f"{entry.published} ({entry.published_basis})",
        "language": entry.language,
        "url": entry.url,
        "archive_url": entry.archive_url,
        "read": str(entry.read),
        "drafted_by": str(entry.drafted_by),
        "reviewed": f"{review.by}, {review.on}" if review else None,
    }


def _source(beside: Beside, entry: Entry, at: int) -> SourceRow:
    source = entry.sources[at]
    quote = source.quote
    return SourceRow(
        at + 1, source.name, source.who, source.role, str(source.actor), str(source.identified), str(source.cited),
        source.via or source.via_text, source.says, beside.name(at), beside.quotation(at),
        quote.translation.text if quote and quote.translation else None,
    )  # fmt: skip


def _reference(draft: Draft, name: str, reference: Reference) -> ReferenceRow:
    page = draft.at_hand.behind(reference)
    compared, on = "not", None
    if page.evidence is not None:
        compared, on = ("part" if page.is_part else "full"), page.evidence.captured.isoformat()
    elif page.raw is not None:
        compared = "full"
    words = []
    for passage in reference.passages:
        verdict = judge_passage(passage.text, passage.language or "und", page) if passage.text else None
        state = "stands" if page.text else "recorded"
        if passage.text and verdict:
            state = "wrong" if verdict.is_wrong else "stands" if page.text else "not-compared"
        said = " ".join(said_of(verdict)) if verdict and verdict.is_wrong else ""
        words.append(Words(passage.text or "", state if passage.text else "", None, said))
    about = ", ".join(filter(None, [reference.title, reference.publisher or reference.outlet]))
    leads_to = reference.url or f"entry {reference.entry}"
    return ReferenceRow(
        name, leads_to, about, compared, on, tuple(words), tuple(str(one.stance) for one in reference.passages)
    )


def _evidence(entry: Entry) -> dict[str, str | int] | None:
    if (evidence := entry.evidence) is None:
        return None
    return {
        "captured": evidence.captured.isoformat(),
        "read": str(evidence.read),
        "words": evidence.words,
        "names": len(evidence.names),
        "quotations": len(evidence.quotations),
        "summary": "compared" if evidence.summary else "not compared",
    }


_OPEN = {
    Bearing.NOT_COMPARED: "nobody has compared with the pages that the sentence cites",
    Bearing.ABSENT: "stands in none of the pages that the sentence cites",
    Bearing.ELSEWHERE: "stands elsewhere in the pages that the sentence cites",
}


def _questions(entry: Entry, sheet: Sheet) -> Iterator[Question]:
    """What nothing has answered, from what the entry rests on to what it says."""
    if errors := sum(problem.severity is Severity.ERROR for problem in sheet.problems):
        what = "an error" if errors == 1 else f"{errors} errors"
        yield Question(f"The entry has {what}, and cannot be signed.", f"{COMMAND_LINE} check {entry.id}")
    if sheet.text is None:
        where = f" at {entry.url}" if entry.url else ""
        yield Question(f"The text of the article is not on this machine: read it{where}.")
    if entry.evidence is None:
        command = f"{COMMAND_LINE} fingerprint {entry.id} captures/{entry.id}.txt" if sheet.text else ""
        yield Question("No program has compared the entry with its article.", command)
    if entry.read is Read.EXCERPT:
        yield Question("Only a part of the article was read: does the rest say otherwise?")
    if entry.published_basis is DateBasis.INFERRED:
        yield Question(f"Its date was worked out: {entry.published_note}")
    if entry.title_en and entry.title_en.by is Author.MACHINE:
        yield Question("A program translated the title.")
    for row, source in zip(sheet.sources, entry.sources, strict=True):
        if source.quote and source.quote.translation and source.quote.translation.by is Author.MACHINE:
            yield Question(f"A program translated the quotation of {row.name}.")
        for words in (row.printed, row.quotation):
            if words and words.state in ("wrong", "not-compared"):
                what = "is not borne out" if words.state == "wrong" else "nobody has compared with the article"
                yield Question(f'"{shortened(words.text)}" ({row.name}) {what}.')
    for reference in sheet.references:
        if reference.compared == "not" and not reference.leads_to.startswith("entry "):
            command = f"{COMMAND_LINE} fingerprint {entry.id} --reference {reference.id}"
            yield Question(f"Nobody has compared the page of [{reference.id}]: read it.", command)
        for words in reference.passages:
            if words.state in ("wrong", "not-compared"):
                yield Question(f'The passage "{shortened(words.text)}" at [{reference.id}] is not borne out.')
    captured = {row.id for row in sheet.references if row.compared != "not"}
    for told in sheet.context if captured else ():
        for bearing, said in _OPEN.items():
            # Of a page that nobody has captured it is said above.
            if not captured.intersection(told.statement.cites):
                continue
            if tokens := [f'"{one.token.shown}"' for one in told.tokens if one.bearing is bearing]:
                yield Question(f"In “{_beginning(told.text)}”: {', '.join(tokens)} {said}.")
    if entry.drafted_by is Author.MACHINE:
        yield Question("A program drafted it: read every sentence against the article and the pages it cites.")


def _of_privacy(draft: Draft, entry: Entry) -> Iterator[Question]:
    return (Question(one.question, one.command) for one in privately_named(draft, entry))


def _beginning(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"
