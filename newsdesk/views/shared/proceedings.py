"""Proceedings against persons: an entry or a story comes in, the newest state of each person's goes out, in a line."""

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.model import Entry, Person, Story
from newsdesk.model.addresses import entry_path
from newsdesk.model.proceedings import Proceeding, newest_of
from newsdesk.views.setting.dates import say_date


def state(words: Words, proceeding: Proceeding) -> str:
    """The newest state of proceedings as a sentence, with authority and date."""
    outcome = proceeding.outcome
    if outcome:
        authority = outcome.authority or proceeding.authority
        said = {"act": outcome.wording, "authority": authority, "day": say_date(words, outcome.date)}
        return words("{act} ({authority}, {day}).").format(**said)
    said = {"act": proceeding.wording, "authority": proceeding.authority, "day": say_date(words, proceeding.date)}
    if not proceeding.no_outcome_by:
        return words("{act} ({authority}, {day}).").format(**said)
    until = say_date(words, proceeding.no_outcome_by)
    return words("{act} ({authority}, {day}); no outcome was found by {until}.").format(**said, until=until)


def accused_in(collection: Collection, entry: Entry) -> list[Person]:
    """Persons with proceedings whom an entry cites or names."""
    if not collection.accused:
        return []
    cited = {source.who for source in entry.sources}
    texts = [entry.summary, entry.context, entry.title, *(source.name for source in entry.sources)]
    texts += [source.says or "" for source in entry.sources]
    return list(_named(collection, cited, texts))


def accused_in_story(collection: Collection, story: Story) -> list[Person]:
    """Persons with proceedings whom the text of a story or one of its accounts names."""
    if not collection.accused:
        return []
    accounts = [account for dispute in story.disputed for account in dispute.accounts]
    texts = [story.title, story.summary, *(text for account in accounts for text in (account.by, account.says))]
    return list(_named(collection, {account.who for account in accounts}, texts))


def proceeding_lines(
    collection: Collection, persons: Iterable[Person], root: str
) -> Iterator[tuple[Markup, str, str, str]]:
    """Of each person the newest state, what its reference is called, where that leads, and its address on paper."""
    for person in persons:
        newest = newest_of(person.proceedings)
        if newest is None:
            continue
        said = Markup("{}: {}").format(person.name, state(collection.words, newest))
        reference = person.references.get(newest.newest_refs[0])
        href = address = ""
        if reference and reference.entry and reference.entry in collection.by_id:
            path = entry_path(collection.by_id[reference.entry])
            href, address = root + path, collection.settings.root and collection.settings.root + path
        elif reference and reference.url and collection.may_cite(reference):
            href = address = reference.url
        yield said, collection.words("Reference") if href else "", href, address


def _named(collection: Collection, cited: set[str | None], texts: Iterable[str]) -> Iterator[Person]:
    text = "\n".join(texts)
    for name, person in collection.accused.items():
        # Whoever is private is named where an entry cites them, and found nowhere else.
        if name in cited or (person.public and _spellings(collection, person).search(text)):
            yield person


def _spellings(collection: Collection, person: Person) -> re.Pattern[str]:
    def make() -> re.Pattern[str]:
        forms = [person.name, *(name.text for name in (person.name_native, *person.aliases) if name)]
        # A surname alone may be somebody else's.
        whole = [form for form in forms if " " in form] or forms
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, whole))})", re.IGNORECASE)

    return collection.once(("spellings of the accused", person.id), make)
