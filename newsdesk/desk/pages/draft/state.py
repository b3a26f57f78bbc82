"""What a page shows of a draft: its file, its article and the collection come in, plain data for its script go out."""

from typing import Any

from newsdesk.desk.office import Desk
from newsdesk.desk.pages.draft.checking import checked, counts
from newsdesk.desk.pages.draft.editing import Rest, completed
from newsdesk.desk.pages.draft.entry import Opened, article_of, dated, is_published, stage_of
from newsdesk.desk.pages.draft.guesses import guesses, source_guesses
from newsdesk.desk.pages.draft.known import Known, known_of
from newsdesk.desk.pages.draft.offers import Offer, notes_in, offers_in, read_from
from newsdesk.desk.registering.pages import head_seen
from newsdesk.load import parse, shown_path
from newsdesk.model.codes import week_of
from newsdesk.model.terms import Actor, Author, Cited, DateBasis, Genre, Identified, Read, Term
from newsdesk.problems import has_errors
from newsdesk.store.editing import Document

TERMS: dict[str, type[Term]] = {
    "actor": Actor,
    "identified": Identified,
    "cited": Cited,
    "read": Read,
    "genre": Genre,
    "published_basis": DateBasis,
    "drafted_by": Author,
}
"""The closed vocabularies of the form, by the names of their fields."""


def rest_of(desk: Desk, entry: Opened) -> Rest:
    """What changes of an entry rest on."""
    return Rest(article_of(desk.project, entry.id), known_of(desk), head_seen(desk, entry.id))


# To compare an entry with a longer article takes seconds: an edit does not wait for it.
_LONG = 150_000


def state_of(desk: Desk, entry: Opened, rest: Rest | None = None) -> dict[str, Any]:
    """All that the form shows of an entry; where its file cannot be read, the text and what is wrong with it.

    With `rest`, that of an edit, its problems are None where the article is so long that they are asked for later.
    """
    shown = shown_path(entry.path, desk.project.root)
    head = {
        "entry": entry.id,
        "week": entry.week,
        "path": shown,
        "digest": entry.digest,
        "text": entry.text,
        "published": is_published(desk.project, entry.inner),
        "today": desk.today().isoformat(),
    }
    if broken := faults(desk, entry.raw, shown):
        return {**head, "broken": broken}
    document = Document(entry.path, entry.raw, shown)
    is_later = rest is not None and len(rest.article.text) > _LONG
    rest = rest or rest_of(desk, entry)
    data = document.get()
    guessed = guesses(data, rest.article.text, rest.known, document.text)
    return {
        **head,
        "broken": [],
        "stage": stage_of(data),
        "data": data,
        "dated": week if (week := dated(data)) <= week_of(desk.begun()) else "",
        "notes": [
            {
                "field": one.field,
                # What stands above a field is said beside it; what is to be looked at, as it is.
                "words": desk.say(one.words) if one.words.startswith("Look: ") else "",
                "candidates": [
                    {"value": each.value, "why": read_from(desk.words, each.why)} for each in one.candidates
                ],
                "domain": one.domain,
                "source": read_from(desk.words, one.source) if one.source else "",
            }
            for one in notes_in(document.text)
        ],
        "offers": [_offer(desk, one, data, rest) for one in offers_in(document.text)],
        "guesses": [
            {"at": list(at), "value": one.value, "why": desk.say(one.why), "weak": one.is_weak}
            for at, one in guessed.items()
        ],
        "problems": None if is_later else checked(desk, entry, document),
        "counts": counts(data),
        "called": _called(data, rest.known),
    }


def faults(desk: Desk, raw: bytes, shown: str) -> list[dict[str, Any]]:
    """Why a file cannot be read as a record, each fault with its place; [] where it can."""
    document, problems = parse(shown, raw if raw.endswith(b"\n") else raw + b"\n")
    if document is not None and not has_errors(problems):
        return []
    fill = desk.say
    return [
        {"line": one.line, "column": one.column, "rule": one.rule, "message": fill(one.message), "hint": fill(one.hint)}
        for one in problems
    ]


def _offer(desk: Desk, offer: Offer, data: dict[str, Any], rest: Rest) -> dict[str, Any]:
    language = data.get("language")
    guessed = source_guesses(offer.source, rest.article.text, language, rest.known)
    return {
        "number": offer.number,
        "said": [desk.say(one) for one in offer.said],
        "source": completed(offer, data, rest),
        "guessed": {name: desk.say(one.why) for name, one in guessed.items()},
    }


def _called(data: dict[str, Any], known: Known) -> dict[str, str]:
    """How the records are called whose ids the entry names."""
    found: dict[str, str] = {}
    for register, ids in (
        ("outlets", [data.get("outlet"), data.get("syndicated_from")]),
        ("topics", data.get("topics")),
        ("stories", data.get("stories")),
    ):
        names = known.names[register]
        found |= {f"{register}/{id}": names[id] for id in ids or () if isinstance(id, str) and id in names}
    sources = data.get("sources")
    for source in sources if isinstance(sources, list) else ():
        for register, field in (("people", "who"), ("outlets", "who"), ("outlets", "via")):
            id = source.get(field) if isinstance(source, dict) else None
            if isinstance(id, str) and id in known.names[register]:
                found[f"{register}/{id}"] = known.names[register][id]
    return found
