"""Who drafted what, and who reviewed it: of one record in a sentence, of many entries in a line."""

from collections.abc import Sequence

from newsdesk.collection import Collection
from newsdesk.model import Author, Digest, Entry, Outlet, Person, Place, Read, Story, Topic
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.numbers import numeral
from newsdesk.views.setting.terms import word

Made = Digest | Outlet | Person | Story


def author_of(collection: Collection, record: Made | Place | Topic) -> Author | None:
    """Who drafted a record: as it says itself, else as the settings say of all; None where nobody recorded it."""
    own = None if isinstance(record, Place | Topic) else record.drafted_by
    return own or collection.settings.extra.publishing.drafted_by


def made_of(collection: Collection, record: Made | Place | Topic) -> str:
    """The same in a sentence, with the review: nothing that no person has read may look as if one had."""
    words, author = collection.words, author_of(collection, record)
    review = None if isinstance(record, Place | Topic) else record.reviewed
    if review and author:
        said = words("Drafted by {who}; reviewed by {name} on {day}.")
        return said.format(who=word(words, author), name=review.by, day=say_date(words, review.on))
    if review:
        return words("Reviewed by {name} on {day}.").format(name=review.by, day=say_date(words, review.on))
    if author is Author.MACHINE:
        return words.pgettext("a text", "Drafted by a machine; no person has reviewed it yet.")
    if author:
        return words("Drafted by a person; nobody else has reviewed it yet.")
    return words("Who drafted this text is not recorded, nor that anybody reviewed it.")


def is_raw(entry: Entry) -> bool:
    """Whether a machine drafted an entry and no person has reviewed it."""
    return entry.drafted_by is Author.MACHINE and not entry.reviewed


def standing_of(collection: Collection, entries: Sequence[Entry], *, with_parts: bool = True) -> str:
    """How many entries are drafts of a machine that nobody reviewed, and how many rest on a part of their article.

    Without `with_parts` where the page says that in other words.
    """
    words, total = collection.words, len(entries)
    raw = sum(map(is_raw, entries))
    in_part = sum(entry.read is Read.EXCERPT for entry in entries) if with_parts else 0
    said = []
    if raw and raw == total:
        text = words.ngettext(
            "Drafted by a machine, not reviewed.", "All {number} entries drafted by a machine, not reviewed.", total
        )
        said.append(text.format(number=numeral(words, total)))
    elif raw:
        text = words.ngettext(
            "{number} of {total} entry drafted by a machine, not reviewed.",
            "{number} of {total} entries drafted by a machine, not reviewed.",
            total,
        )
        said.append(text.format(number=numeral(words, raw), total=numeral(words, total)))
    if in_part and total == 1:
        said.append(words("Read in part."))
    elif in_part:
        text = words.ngettext("{number} article read in part.", "{number} articles read in part.", in_part)
        said.append(text.format(number=numeral(words, in_part)))
    return " ".join(said)
