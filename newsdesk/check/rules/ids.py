"""Rules on ids: what an entry refers to exists, and no id stands for two things."""

from collections.abc import Iterator, Set

from newsdesk.check.draft import AnyItem, Draft, Finding
from newsdesk.load import Loc
from newsdesk.problems import did_you_mean

Mention = tuple[AnyItem, Loc, str | None]


def unknown_outlet(draft: Draft) -> Iterator[Finding]:
    """An outlet is named by its id in outlets.yaml."""
    mentions: list[Mention] = [
        mention
        for item in draft.entries
        for mention in (
            (item, ("outlet",), item.record.outlet),
            (item, ("syndicated_from",), item.record.syndicated_from),
            *((item, ("sources", i, "via"), s.via) for i, s in enumerate(item.record.sources)),
        )
    ]
    mentions += [
        (item, ("references", name, "outlet"), reference.outlet)
        for item in draft.referencing()
        for name, reference in item.record.references.items()
    ]
    yield from _unknown(mentions, draft.known("outlets"), "outlets.yaml")


def unknown_person(draft: Draft) -> Iterator[Finding]:
    """Whoever says something, `who`, is an id in people.yaml or outlets.yaml."""
    mentions: list[Mention] = [
        (item, ("sources", i, "who"), source.who)
        for item in draft.entries
        for i, source in enumerate(item.record.sources)
    ]
    mentions += [
        (item, ("disputed", i, "accounts", j, "who"), account.who)
        for item in draft.stories.values()
        for i, dispute in enumerate(item.record.disputed)
        for j, account in enumerate(dispute.accounts)
    ]
    yield from _unknown(mentions, draft.known("people", "outlets"), "people.yaml or outlets.yaml")


def unknown_story(draft: Draft) -> Iterator[Finding]:
    """A story is named by its id in stories.yaml."""
    mentions: list[Mention] = [
        (item, ("stories", i), story) for item in draft.entries for i, story in enumerate(item.record.stories)
    ]
    yield from _unknown(mentions, draft.known("stories"), "stories.yaml")


def unknown_topic(draft: Draft) -> Iterator[Finding]:
    """A topic is named by its id in topics.yaml."""
    mentions: list[Mention] = [
        (item, ("topics", i), topic) for item in draft.entries for i, topic in enumerate(item.record.topics)
    ]
    yield from _unknown(mentions, draft.known("topics"), "topics.yaml")


def unknown_place(draft: Draft) -> Iterator[Finding]:
    """A place is named by its id in places.yaml."""
    mentions: list[Mention] = [
        (item, ("places", i), place) for item in draft.stories.values() for i, place in enumerate(item.record.places)
    ]
    yield from _unknown(mentions, draft.known("places"), "places.yaml")


def unknown_entry(draft: Draft) -> Iterator[Finding]:
    """Another entry is named by its id, which is the name of its file without .yaml."""
    mentions = [mention for mention in _entries_named(draft) if mention[2] not in draft.unfinished]
    yield from _unknown(mentions, draft.known("entries"), "the collection")


def _entries_named(draft: Draft) -> list[Mention]:
    """Wherever an entry is named by its id."""
    mentions: list[Mention] = [
        (item, ("references", name, "entry"), reference.entry)
        for item in draft.referencing()
        for name, reference in item.record.references.items()
    ]
    for item in draft.entries:
        original = item.record.translation_of
        if original and ":" not in original:
            mentions.append((item, ("translation_of",), original))
    return mentions + [(item, ("lead",), item.record.lead) for item in draft.digests.values()]


def unfinished_entry(draft: Draft) -> Iterator[Finding]:
    """What is left out since it is not finished cannot stand first, and nothing can rest on it."""
    for item, loc, name in _entries_named(draft) if draft.unfinished else ():
        if name in draft.unfinished:
            message = f'"{name}" is left out, since it is not finished.'
            yield Finding(item, loc, message, f"Finish {draft.unfinished[name]}, or name another entry.")


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


def lead_elsewhere(draft: Draft) -> Iterator[Finding]:
    """The lead of a digest is one of its own entries."""
    weeks: dict[str, list[str]] = {}
    for item in draft.entries:
        weeks.setdefault(item.record.id, []).append(item.record.week)
    for week, digest in draft.digests.items():
        lead = digest.record.lead
        if lead in weeks and week not in weeks[lead]:
            yield Finding(digest, ("lead",), f'"{lead}" belongs to {weeks[lead][0]}.', f"Name an entry of {week}.")


def duplicate_id(draft: Draft) -> Iterator[Finding]:
    """No two entries have the same file name, not even in different weeks."""
    first: dict[str, AnyItem] = {}
    for item in draft.entries:
        other = first.setdefault(item.record.id, item)
        if other is not item:
            yield Finding(
                item, (), f'"{item.record.id}" is also the name of {other.document.path}.', "Rename the newer one."
            )


def id_for_two(draft: Draft) -> Iterator[Finding]:
    """No id stands both in people.yaml and in outlets.yaml: a source's `who` could be either."""
    for name in draft.people.keys() & draft.outlets.keys():
        item = draft.people[name]
        yield Finding(item, (), f'"{name}" also stands in outlets.yaml.', "Give one of them another id.", key=True)


def _unknown(mentions: list[Mention], known: Set[str], where: str) -> Iterator[Finding]:
    for item, loc, name in mentions:
        if name is not None and name not in known:
            hint = did_you_mean(name, known, f"Add it to {where}, or correct the spelling.")
            yield Finding(item, loc, f'"{name}" is not in {where}.', hint)


RULES = (
    unknown_outlet,
    unknown_person,
    unknown_story,
    unknown_topic,
    unknown_place,
    unknown_entry,
    unfinished_entry,
    self_reference,
    lead_elsewhere,
    duplicate_id,
    id_for_two,
)
