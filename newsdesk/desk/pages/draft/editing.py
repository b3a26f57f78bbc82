"""What a page asks to be changed in a draft: steps come in, the same file with those changes alone is written.

Each step changes single fields; comments and the order of everything else stay. A draft that has no TODO any more says
that it is one, until it is finished.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsdesk.desk.entries import keep_draft
from newsdesk.desk.pages.draft.entry import Article
from newsdesk.desk.pages.draft.guesses import Guesses, guesses, is_open, may_be_role, source_guesses
from newsdesk.desk.pages.draft.known import Known
from newsdesk.desk.pages.draft.marking import ORDER, add_source, put_of_head, put_words
from newsdesk.desk.pages.draft.offers import Offer, notes_in, offers_in, without_lines, without_note
from newsdesk.desk.registering.pages import Line
from newsdesk.intake.capture.characters import without_hints
from newsdesk.interface import ENGLISH
from newsdesk.load import Loc
from newsdesk.model import Entry
from newsdesk.model.codes import check_id
from newsdesk.problems import Refusal
from newsdesk.store.editing import Document

# What a program writes, or another page of the desk.
_NOT_HERE = frozenset({"schema", "status", "evidence", "reviewed", "corrections", "replies"})
FIELDS = frozenset(Entry.model_fields) - _NOT_HERE - {"id", "week", "schema_version"}
"""The fields of an entry that this page writes."""
_DEEPEST, _LONGEST, _MOST = 6, 40_000, 200
_NEEDED = frozenset({"name", "actor", "identified", "cited", "says"})
_REMOVABLE = frozenset({"title_en", "published_note", "versions", "not_captured", "allow", "archive_refused"})
_OPTIONAL = frozenset({"section", "genre", "byline", "archive_url", "translation_of", "syndicated_from"})


@dataclass(frozen=True, slots=True)
class Rest:
    """What a change rests on beside the file itself."""

    article: Article
    known: Known
    head: Sequence[Line] = ()
    """What stands at the head of the article and is no part of its text."""


def take(document: Document, steps: list[Any], rest: Rest) -> None:
    """Do the steps of a page, one after another; Refusal where one cannot be done: then nothing is to be written."""
    for step in steps:
        does = _STEPS.get(step.get("do")) if isinstance(step, dict) else None
        if does is None:
            raise Refusal("The page asks for something that the desk does not know. Reload it, and do it again.")
        does(document, step, rest)
    _without_needless(document)
    if steps:
        keep_draft(document)


def rests(document: Document, steps: list[Any]) -> bool:
    """Whether each field that a page fills still holds what the page saw there, where it says so as `was`."""
    told = [one for one in steps if isinstance(one, dict) and one.get("do") == "set" and "was" in one]
    return all(document.get(*_path(one)) == one["was"] for one in told)


def _without_needless(document: Document) -> None:
    """What is in English needs no translation: one that a draft asked for, before anybody knew, goes unwritten."""
    data = document.get()
    sources = data.get("sources")
    found: dict[Loc, Any] = {
        ("sources", number, "quote", "translation"): source["quote"].get("language")
        for number, source in enumerate(sources if isinstance(sources, list) else ())
        if isinstance(source, dict) and isinstance(source.get("quote"), dict)
    }
    found["title_en",] = data.get("language")
    for at, language in found.items():
        made = document.get(*at)
        is_english = isinstance(language, str) and language.partition("-")[0] == ENGLISH
        if is_english and (made == "TODO" or (isinstance(made, dict) and made.get("text") == "TODO")):
            document.remove(at)


def _set(document: Document, step: Mapping[str, Any], rest: Rest) -> None:
    at, value = _path(step), _value(step.get("value"))
    if value == "":
        _empty(document, at)
        return
    if at[:1] == ("sources",) and len(at) > 1:
        _need_list(document)
    _set_value(document, at, value)


def _set_value(document: Document, at: Loc, value: Any) -> None:
    if len(at) > 1 and at[0] in ("references", "quote", "title_en") and document.get(at[0]) in ("TODO", None, {}):
        # Nothing was there but a TODO, or a TODO with its comment.
        for step in reversed(at[1:]):
            value = {step: value}
        at = at[:1]
    elif len(at) > 1 and isinstance(document.get(*at[:-1]), str):
        at, value = at[:-1], {at[-1]: value}
    document.set(at, value)
    # Whoever types a translation has made it.
    if at[-1] == "text" and document.get(*at[:-1], "by") == "TODO" and value != "TODO":
        document.set((*at[:-1], "by"), "human")


def _empty(document: Document, at: Loc) -> None:
    """A field without a value: what has to be there is TODO again, and anything else is left out."""
    if len(at) == 1 and at[0] in _OPTIONAL:
        document.set(at, None)
    elif len(at) == 1 or at[-1] in _NEEDED or (at[-1] == "text" and at[-2] in ("title_en", "translation")):
        document.set(at, "TODO")
    else:
        document.remove(at)


def _remove(document: Document, step: Mapping[str, Any], rest: Rest) -> None:
    at = _path(step)
    if len(at) == 1 and at[0] not in _REMOVABLE:
        raise Refusal(f"The field {at[0]} cannot be taken out here.")
    document.remove(at)


def _rename(document: Document, step: Mapping[str, Any], rest: Rest) -> None:
    """Give a reference another mark, in the note and wherever a field names it."""
    at, name = _path(step), step.get("value")
    if len(at) != 2 or at[0] != "references" or not isinstance(name, str):
        raise Refusal("Only a reference has another name here.")
    try:
        check_id(name)
    except ValueError as error:
        raise Refusal(f"{error} A mark is made of small Latin letters, digits and hyphens.") from None
    document.rename(at, name)
    context, sources = document.get("context"), document.get("sources")
    if isinstance(context, str):
        document.set(("context",), context.replace(f"[{at[1]}]", f"[{name}]"))
    for number, source in enumerate(sources if isinstance(sources, list) else ()):
        verified = source.get("role_verified") if isinstance(source, dict) else None
        if isinstance(verified, dict) and verified.get("ref") == at[1]:
            document.set(("sources", number, "role_verified", "ref"), name)


def _append(document: Document, step: Mapping[str, Any], rest: Rest) -> None:
    at, value = _path(step), _value(step.get("value"))
    there = document.get(*at)
    if at == ("sources",):
        add_source(document, value if isinstance(value, dict) else {})
    elif is_open(there):
        document.set(at, [value])
    elif isinstance(there, list) and value not in there:
        document.append(at, value)


def _accept(document: Document, step: Mapping[str, Any], rest: Rest) -> None:
    """Take offered sources over, with what is guessed of them: an editor has seen both."""
    wanted = step.get("offers")
    offers = offers_in(document.text)
    chosen = [one for one in offers if isinstance(wanted, list) and one.number in wanted]
    if not chosen:
        raise Refusal("This offer is no longer in the file.")
    _without(document, chosen)
    for offer in chosen:
        add_source(document, completed(offer, document.get(), rest))


def _reject(document: Document, step: Mapping[str, Any], rest: Rest) -> None:
    wanted = step.get("offers")
    chosen = [one for one in offers_in(document.text) if isinstance(wanted, list) and one.number in wanted]
    if not chosen:
        raise Refusal("This offer is no longer in the file.")
    _without(document, chosen)
    if document.get("sources") == "TODO" and not offers_in(document.text) and step.get("none") is True:
        document.set(("sources",), [])


def _without(document: Document, offers: list[Offer]) -> None:
    text = document.text
    for one in reversed(offers):
        text = without_lines(text, *one.lines)
    document.reword(text)


def completed(offer: Offer, data: Mapping[str, Any], rest: Rest) -> dict[str, Any]:
    """An offered source with its guesses in their places; what nobody knows is TODO, or left out where it may be."""
    language = data.get("language")
    source = dict(offer.source)
    if not may_be_role(str(source.get("role", ""))):
        del source["role"]
    for name, guess in source_guesses(source, rest.article.text, language, rest.known).items():
        if guess.is_weak:
            continue  # it is looked at by itself
        if name == "quote.language":
            source["quote"] = {**source["quote"], "language": guess.value}
        else:
            source[name] = guess.value
    if source.get("role") == "TODO":
        del source["role"]
    for name in ("name", "actor", "identified", "cited"):
        source.setdefault(name, "TODO")
    if source["cited"] != "mentioned":
        source.setdefault("says", "TODO")
    return {name: source[name] for name in ORDER if name in source}


def _confirm(document: Document, step: Mapping[str, Any], rest: Rest) -> None:
    """Write guesses down: all below a path, or all that are not weak; with `only`, those of the fields named there."""
    below = _path(step) if step.get("at") else ()
    only = step.get("only")
    found: Guesses = guesses(document.get(), rest.article.text, rest.known, document.text)
    chosen = {at: guess for at, guess in found.items() if at[: len(below)] == below}
    if not below and not isinstance(only, list):
        chosen = {at: guess for at, guess in chosen.items() if not guess.is_weak}
    if isinstance(only, list):
        chosen = {at: guess for at, guess in chosen.items() if list(at) in only}
    if not chosen:
        raise Refusal("Nothing is guessed here any more.")
    for at, guess in chosen.items():
        document.set(at, guess.value)


def _leave_note(document: Document, step: Mapping[str, Any], rest: Rest) -> None:
    at = _path(step)
    document.reword(without_note(document.text, str(at[0])))


def _candidate(document: Document, step: Mapping[str, Any], rest: Rest) -> None:
    """Take a value over that a comment names, and the comment goes."""
    at, value = _path(step), step.get("value")
    known = {one.value for note in notes_in(document.text) if note.field == at[0] for one in note.candidates}
    if len(at) != 1 or value not in known:
        raise Refusal("This value is no longer offered.")
    document.set(at, value)
    _leave_note(document, step, rest)


def _mark(document: Document, step: Mapping[str, Any], rest: Rest) -> None:
    if step.get("in") == "head":
        put_of_head(document, step, rest.head)
    else:
        put_words(document, step, rest.article.text)


def _need_list(document: Document) -> None:
    if not isinstance(document.get("sources"), list):
        raise Refusal("There are no sources yet.")


def _path(step: Mapping[str, Any]) -> Loc:
    at = step.get("at")
    if (
        not isinstance(at, list)
        or not 1 <= len(at) <= _DEEPEST
        or not all((type(one) is int and one >= 0) or (isinstance(one, str) and 0 < len(one) <= 100) for one in at)
        or at[0] not in FIELDS
    ):
        raise Refusal("The page names no field that can be changed here. Reload it, and do it again.")
    return tuple(at)


def _value(value: Any, depth: int = 0) -> Any:
    """A value as a file may hold it, without blanks around its texts."""
    if isinstance(value, str):
        if len(value) > _LONGEST:
            raise Refusal(f"This text has more than {_LONGEST:,} letters.")
        value = without_hints(value)
        return " ".join(value.split()) if "\n" not in value.strip() else "\n".join(_lines(value))
    if value is None or type(value) in (bool, int):
        return value
    if isinstance(value, dict | list) and depth < _DEEPEST and len(value) <= _MOST:
        if isinstance(value, dict):
            return {str(key): _value(one, depth + 1) for key, one in value.items()}
        return [_value(one, depth + 1) for one in value]
    raise Refusal("The page sent a value that no field can hold. Reload it, and do it again.")


def _lines(text: str) -> list[str]:
    """The paragraphs of a text: where a line ends in the form, the file has a blank."""
    return [" ".join(" ".join(line.split()) for line in text.strip().splitlines())]


_STEPS: dict[Any, Callable[[Document, Mapping[str, Any], Rest], None]] = {
    "set": _set,
    "remove": _remove,
    "append": _append,
    "rename": _rename,
    "accept": _accept,
    "reject": _reject,
    "confirm": _confirm,
    "candidate": _candidate,
    "leave": _leave_note,
    "mark": _mark,
}
