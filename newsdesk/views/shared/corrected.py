"""Corrections of records: what a page says of them, how the list and the feed name what was corrected."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsdesk.collection import Collection
from newsdesk.interface import Words, kept
from newsdesk.model import Digest, Entry, Outlet, Story, Translation
from newsdesk.model.addresses import entry_path, week_path
from newsdesk.model.corrected import AnyRecord, Corrected
from newsdesk.views.setting.dates import say_week
from newsdesk.views.setting.naming import called, in_english
from newsdesk.views.setting.numbers import numeral
from newsdesk.views.shared.notices import Notice


@dataclass(frozen=True, slots=True)
class Named:
    """What was corrected, as a list names it: the title with its language, and beside it the publisher or the kind."""

    title: str
    language: str
    path: str
    """The address of its page below the site; "" where it has none."""
    beside: str
    beside_language: str
    outlets: tuple[str, ...] = ()
    """The publishers that it is about."""
    title_en: Translation | None = None
    """What an article's title says in English; None where it has none, or is in the language of the site."""


@kept
def _kinds(words: Words) -> dict[str, str]:
    return {
        "digests": words.pgettext("what was corrected", "weekly digest"),
        "stories": words.pgettext("what was corrected", "story"),
        "outlets": words.pgettext("what was corrected", "outlet"),
        "people": words.pgettext("what was corrected", "person or organisation"),
        "places": words.pgettext("what was corrected", "place"),
    }


def named(collection: Collection, corrected: Corrected) -> Named:
    """What a correction corrects."""
    return named_as(collection, corrected.kind, corrected.name, corrected.record)


def named_as(collection: Collection, kind: str, name: str, record: AnyRecord) -> Named:
    """How a record is named in a list, by the kind and the name of its record."""
    words = collection.words
    if isinstance(record, Entry):
        outlet = collection.outlets[record.outlet]
        beside, tag = called(words, outlet)
        english = in_english(words, record)
        return Named(record.title, record.language, entry_path(record), beside, tag or words.tag, (outlet.id,), english)
    title, language, path = "", words.tag, f"{kind}/{name}/"
    if isinstance(record, Digest):
        title, path = words("Weekly digest, {week}").format(week=say_week(words, record.week)), week_path(record.week)
    elif isinstance(record, Story):
        title = record.title
    else:
        title = record.name
    if isinstance(record, Outlet):
        title, tag = called(words, record)
        return Named(title, tag or words.tag, path, _kinds(words)[kind], words.tag, (record.id,))
    return Named(title, language, path, _kinds(words)[kind], words.tag)


def many_notices(words: Words, notices: Sequence[Notice]) -> str:
    """A line for several corrections, which opens them: a box of many would hide what the page is about."""
    if len(notices) < 2:
        return ""
    return words.ngettext(
        "{number} correction that changes what a reader takes from this page",
        "{number} corrections that change what a reader takes from this page",
        len(notices),
    ).format(number=numeral(words, len(notices)))
