"""Rules on ids: what an entry refers to exists, and no id stands for two things."""

from collections.abc import Iterator, Set

from newsdesk.check.draft import Draft, Finding
from newsdesk.model.codes import country_meant
from newsdesk.problems import Severity, did_you_mean


def unknown_outlet(draft: Draft) -> Iterator[Finding]:
    """An outlet is named by its id in outlets.yaml."""
    yield from _unknown(draft, "outlets", draft.known("outlets"), "outlets.yaml")


def unknown_person(draft: Draft) -> Iterator[Finding]:
    """Whoever says something, `who`, is an id in people.yaml or outlets.yaml."""
    yield from _unknown(draft, "people", draft.known("people", "outlets"), "people.yaml or outlets.yaml")


def unknown_side(draft: Draft) -> Iterator[Finding]:
    """A side is a country in capitals, or a body in people.yaml."""
    known, bodies = draft.known("people"), set[str]()
    for name, item in draft.people.items():
        if item.keys["body"]:
            bodies.add(name)
    for mentioning in draft.mentioning():
        for loc, name in mentioning.keys.get("sides", ()):
            is_person = name in draft.people and name not in bodies
            if name in known and not is_person:
                continue
            said = "is a person in people.yaml, and no body" if is_person else "is neither a country nor in people.yaml"
            country = country_meant(name)
            hint = f'Did you mean "{country}"?' if country else did_you_mean(name, bodies, _NO_SIDE)
            yield Finding(mentioning, tuple(loc), f'"{name}" {said}.', hint)


_NO_SIDE = "Write a country in capitals, such as AQ, or add the body to people.yaml."


def unknown_story(draft: Draft) -> Iterator[Finding]:
    """A story is named by its id in stories.yaml."""
    yield from _unknown(draft, "stories", draft.known("stories"), "stories.yaml")


def unknown_topic(draft: Draft) -> Iterator[Finding]:
    """A topic is named by its id in topics.yaml."""
    yield from _unknown(draft, "topics", draft.known("topics"), "topics.yaml")


def unknown_place(draft: Draft) -> Iterator[Finding]:
    """A place is named by its id in places.yaml."""
    yield from _unknown(draft, "places", draft.known("places"), "places.yaml")


def unknown_entry(draft: Draft) -> Iterator[Finding]:
    """Another entry is named by its id, which is the name of its file without .yaml."""
    yield from _unknown(draft, "entries", draft.known("entries"), "the collection", draft.unfinished.keys())


def unfinished_entry(draft: Draft) -> Iterator[Finding]:
    """What is left out since it is not finished cannot stand first, and nothing can rest on it."""
    for item in draft.mentioning() if draft.unfinished else ():
        for loc, name in item.keys.get("entries", ()):
            if name in draft.unfinished and name not in draft.ids:
                message = f'"{name}" is left out, since it is not finished.'
                yield Finding(item, tuple(loc), message, f"Finish {draft.unfinished[name]}, or name another entry.")


def self_reference(draft: Draft) -> Iterator[Finding]:
    """An entry is no reference for itself."""
    for item in draft.entries:
        for name, reference in item.record.references.items():
            if reference.entry == item.record.id:
                yield Finding(
                    item,
                    ("references", name, "entry"),
                    "The entry refers to itself.",
                    "Name the page that the statement rests on.",
                )


def account_of_another(draft: Draft) -> Iterator[Finding]:
    """Whoever gives an account of a story speaks in an entry that it rests on, or has published it."""
    for item in draft.stories.values():
        for loc, who, names in item.keys.get("accounts", ()):
            speakers: set[str] = set()
            for name in names:
                keys = draft.ids[name].keys if name in draft.ids else {}
                speakers.update(id_ for _, id_ in keys.get("people", ()))
                speakers.update(id_ for place, id_ in keys.get("outlets", ()) if place[0] != "references")
            if who not in speakers and all(name in draft.ids for name in names):
                yield Finding(
                    item,
                    tuple(loc),
                    f'"{who}" is no source of {", ".join(names)}, and has not published it.',
                    "Name who gives this account there, correct the source of the entry, or cite where it stands.",
                    Severity.WARNING,
                )


def lead_elsewhere(draft: Draft) -> Iterator[Finding]:
    """The lead of a digest is one of its own entries."""
    weeks: dict[str, list[str]] = {}
    for item in draft.entries:
        weeks.setdefault(item.keys["id"], []).append(item.keys["week"])
    for week, digest in draft.digests.items():
        lead = digest.keys["lead"]
        if lead in weeks and week not in weeks[lead]:
            yield Finding(digest, ("lead",), f'"{lead}" belongs to {weeks[lead][0]}.', f"Name an entry of {week}.")


def duplicate_id(draft: Draft) -> Iterator[Finding]:
    """No two entries have the same file name, not even in different weeks."""
    for item in draft.looked_at:
        name = item.keys["id"]
        if (other := draft.ids[name]) is not item:
            yield Finding(item, (), f'"{name}" is also the name of {other.document.path}.', "Rename the newer one.")


def id_for_two(draft: Draft) -> Iterator[Finding]:
    """No id stands both in people.yaml and in outlets.yaml: a source's `who` could be either."""
    for name in draft.people.keys() & draft.outlets.keys():
        item = draft.people[name]
        yield Finding(item, (), f'"{name}" also stands in outlets.yaml.', "Give one of them another id.", key=True)


def _unknown(draft: Draft, kind: str, known: Set[str], where: str, others: Set[str] = frozenset()) -> Iterator[Finding]:
    for item in draft.mentioning():
        for loc, name in item.keys.get(kind, ()):
            if name not in known and name not in others:
                hint = did_you_mean(name, known, f"Add it to {where}, or correct the spelling.")
                yield Finding(item, tuple(loc), f'"{name}" is not in {where}.', hint)


def edition_circle(draft: Draft) -> Iterator[Finding]:
    """An outlet is no edition of itself, by whatever way."""
    first = {name: item.keys["edition_of"] for name, item in draft.outlets.items() if item.keys["edition_of"]}
    for name in first:
        passed = [name]
        while (after := first.get(passed[-1])) and after not in passed:
            passed.append(after)
        if after == name:
            hint = "Name the outlet that was there first in all of them, and none in that one."
            yield Finding(draft.outlets[name], ("edition_of",), f'"{name}" is said to be an edition of itself.', hint)


RULES = (
    edition_circle,
    unknown_outlet,
    unknown_person,
    unknown_side,
    unknown_story,
    unknown_topic,
    unknown_place,
    unknown_entry,
    unfinished_entry,
    account_of_another,
    lead_elsewhere,
    duplicate_id,
    id_for_two,
)
OF_ONE = (self_reference,)
