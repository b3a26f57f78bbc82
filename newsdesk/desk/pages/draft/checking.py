"""The check of an entry while it is written: its text comes in, problems beside the fields they are about go out.

A rule looks only at an entry that is whole. So what is still TODO is filled with values that no rule minds, in memory
alone, and what is said of these is left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from newsdesk.check.prose import word_count
from newsdesk.check.rules.lengths import CONTEXT_WORDS, QUOTATION_WORDS, SUMMARY_WORDS
from newsdesk.check.shape import shape, todos
from newsdesk.check.unfinished import says_draft
from newsdesk.desk.office import Desk
from newsdesk.desk.pages.draft.beside import beside
from newsdesk.desk.pages.draft.entry import Opened
from newsdesk.interface import Words
from newsdesk.load import REGISTERS, Loc, parse, shown_path
from newsdesk.load.ordinary import Stamp, stamp_of
from newsdesk.model import Entry
from newsdesk.model.codes import week_days
from newsdesk.problems import Problem, Refusal
from newsdesk.store.editing import Document
from newsdesk.store.editing.drafted import without_comments

_SEEN: WeakKeyDictionary[Desk, list[Stamp]] = WeakKeyDictionary()
# Fields that name a record of a register.
_REGISTERED = ("outlet", "syndicated_from", "topics", "stories")
_WORDS = ("one two three four five six seven eight nine ten " * 4).strip().capitalize()


def checked(desk: Desk, entry: Opened, document: Document) -> list[dict[str, Any]]:
    """All problems of an entry as the check finds them, each with the path of its field, and what is still TODO."""
    shown = shown_path(entry.path, desk.project.root)
    open_ = list(todos(document.get()))
    # What the draft says in comments is ours, and goes when it is finished; each other line keeps its number.
    document = Document(document.path, without_comments(document.text).blanked.encode(), document.shown)
    if says_draft(document.get()):
        # The line is ours, and goes when the entry is finished, which is what it is judged as.
        document = Document(document.path, document.text.encode(), document.shown)
        document.remove(("status",))
    with desk.reading():
        # A panel may have registered somebody since.
        if _SEEN.get(desk) != (seen := _stamps(desk)):
            desk.living.again(f"{name}.yaml" for name in REGISTERS)
            _SEEN[desk] = seen
        text, ignored, misshapen = _whole(desk, entry, document, open_)
        problems = desk.living.entry(entry.inner, desk.begun(), text)
        # What stands in for what is open is shown on no other page.
        desk.living.again([entry.inner])
    # That it goes out with the next edition of its week is told where that is done: on the page of the week.
    problems = [one for one in problems if one.rule != "late-entry"]
    told = [one for one in beside(text, shown, problems, desk.say) if not _is_below(one["at"], ignored)]
    said = [*beside(document.text, shown, misshapen, desk.say), *told]
    return [*(_todo(at, desk.words) for at in open_), *(_of_register(one, desk.words) for one in said)]


def _of_register(problem: dict[str, Any], words: Words) -> dict[str, Any]:
    """A name in the place of an id is no fault of its letters: nobody of that name is chosen, or registered yet."""
    at = problem["at"]
    if problem["rule"] != "bad-id" or not at or not (at[0] in _REGISTERED or at[-1] in ("who", "via")):
        return problem
    hint = words("Choose one from the list that opens while you type, or register it.")
    return {**problem, "message": words("Nothing is registered under this name."), "hint": hint}


def _stamps(desk: Desk) -> list[Stamp]:
    """What tells that a register has changed."""
    return [stamp_of(desk.project.digests / f"{name}.yaml") for name in REGISTERS]


def _whole(desk: Desk, entry: Opened, document: Document, open_: list[Loc]) -> tuple[str, list[Loc], list[Problem]]:
    """The text with values for what is open and for what cannot be read, the paths of these, and why it cannot."""
    if not open_ and not _misshapen(entry, document.text, document.shown):
        return document.text, [], []
    text, filled_ = filled(entry, document, open_, desk)
    said = _misshapen(entry, text, document.shown)
    wrong = [tuple(one["at"]) for one in beside(text, document.shown, said, desk.say)]
    if not (wrong := [at for at in wrong if at and not _is_below(at, filled_)]):
        return text, filled_, []
    more, also = filled(entry, Document(document.path, text.encode(), document.shown), wrong, desk)
    if _misshapen(entry, more, document.shown):
        return text, filled_, []  # nobody knows what else would be said
    first = _misshapen(entry, document.text, document.shown)
    places = beside(document.text, document.shown, first, desk.say)
    kept = [one for one, place in zip(first, places, strict=True) if _is_below(place["at"], also)]
    return more, [*filled_, *also], [one for one in kept if one.rule != "todo"]


def _misshapen(entry: Opened, text: str, shown: str) -> list[Problem]:
    """Why no record can be made of the text of an entry."""
    document, problems = parse(shown, text.encode())
    return shape(Entry, document, id=entry.id, week=entry.week)[1] if document else problems


def _is_below(at: Sequence[str | int], places: Iterable[Loc]) -> bool:
    return any(tuple(at)[: len(place)] == place for place in places)


def counts(data: Mapping[str, Any]) -> dict[str, list[int]]:
    """How many words texts have, with the least and the most that the check allows, by their paths."""
    found: dict[str, list[int]] = {}
    for name, bounds in (("summary", SUMMARY_WORDS), ("context", CONTEXT_WORDS)):
        if isinstance(text := data.get(name), str):
            found[name] = [0 if text.strip() == "TODO" else word_count(text), *bounds]
    sources = data.get("sources")
    for number, source in enumerate(sources if isinstance(sources, list) else ()):
        quote = source.get("quote") if isinstance(source, dict) else None
        if isinstance(quote, dict) and isinstance(text := quote.get("text"), str):
            found[f"sources.{number}.quote.text"] = [word_count(text), 0, QUOTATION_WORDS]
    return found


def filled(entry: Opened, document: Document, open_: list[Loc], desk: Desk) -> tuple[str, list[Loc]]:
    """The text of an entry with values for what is TODO, and the paths of these."""
    copy = Document(document.path, document.text.encode(), document.shown)
    done = list[Loc]()
    for at, value in _fillings(entry, document.get(), open_, desk):
        try:
            copy.set(at, value)
        except Refusal:
            continue
        done.append(at)
    return copy.text, done


def _fillings(entry: Opened, data: Mapping[str, Any], open_: list[Loc], desk: Desk) -> Iterator[tuple[Loc, Any]]:
    """A value for each path that is open; a reference that nothing cites yet is cited."""
    references = data.get("references")
    ids = list(references) if isinstance(references, dict) and ("references",) not in open_ else []
    documents = desk.living.documents
    for at in open_:
        name = at[-1]
        mine = _source_at(data, at)
        value: Any = {
            "title": "Title", "byline": None, "section": None, "url": None, "language": "en", "read": "full",
            "published_basis": "printed", "drafted_by": "human", "sources": [], "name": "Name", "actor": "other",
            "identified": "described", "says": "That it is so.", "text": "Words", "by": "human", "summary": _WORDS,
            "title_en": {"text": "Title", "by": "human"}, "genre": None, "role": "A role", "archive_url": None,
        }.get(str(name), ...)  # fmt: skip
        if at in (("outlet",), ("topics", 0)):
            value = _first(documents, "outlets" if at[0] == "outlet" else "topics")
        elif at == ("published",):
            value = week_days(entry.week)[0].isoformat()
        elif at == ("countries", 0):
            value = "AQ"
        elif name == "cited":
            value = "quoted" if isinstance(mine, dict) and mine.get("quote") else "paraphrased"
        elif name == "translation":
            value = {"text": "Words", "by": "human"}
        elif at == ("references",):
            value = {"todo": {"url": "https://todo.invalid/"}}
            ids = ["todo"]
        if at != ("context",) and value is not ...:
            yield at, value
    if ("context",) in open_:
        marks = "".join(f"[{id}]" for id in ids)
        yield ("context",), f"{_WORDS} {marks}."


def _source_at(data: Mapping[str, Any], at: Loc) -> Any:
    sources = data.get("sources")
    if at[0] != "sources" or len(at) < 2 or not isinstance(sources, list) or not isinstance(at[1], int):
        return {}
    return sources[at[1]]


def _first(documents: Mapping[str, Any], register: str) -> str:
    document = documents.get(f"{register}.yaml")
    records = document.data.get(register) if document else None
    return next(iter(records), "none") if isinstance(records, dict) else "none"


def _todo(at: Loc, words: Words) -> dict[str, Any]:
    return {
        "at": list(at), "rule": "todo", "severity": "error", "message": words("Still to be filled in."), "hint": "",
        "line": 0, "column": 0, "path": "",
    }  # fmt: skip
