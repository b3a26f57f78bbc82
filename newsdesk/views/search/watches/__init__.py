"""Saved searches: what the settings look for comes in, the entries of each and what it says of itself go out."""

from collections.abc import Callable, Iterable, Sequence, Set

from newsdesk.check.prose import without_marks
from newsdesk.collection import Collection
from newsdesk.collection.sorts import BY_COLLECTION, Sort
from newsdesk.model import Entry
from newsdesk.model.watches import SavedSearch
from newsdesk.views.search import keys
from newsdesk.views.search.keys import fold, is_unspaced, parts
from newsdesk.views.setting.codes import country_name
from newsdesk.views.setting.naming import called
from newsdesk.views.setting.numbers import listed

KIND = "watches"


def found_by(collection: Collection, name: str) -> Sequence[Entry]:
    """The entries that a saved search finds, the newest first."""
    groups = collection.sorted_by(KIND)
    return groups.get(name, ())


def _settled(collection: Collection) -> tuple[Callable[[], Iterable[str]], Sort, str]:
    watches = collection.settings.extra.watches
    phrases = {watch.id: {way for phrase in watch.words for way in _folded(phrase)} for watch in watches}

    def sort(entry: Entry) -> Iterable[str]:
        text = "\n".join(_folded(_text(entry))) if any(phrases.values()) else ""
        return (watch.id for watch in watches if _fits(watch, phrases[watch.id], entry, text))

    return (lambda: [watch.id for watch in watches]), sort, str(watches)


BY_COLLECTION[KIND] = _settled


def _fits(watch: SavedSearch, phrases: Set[str], entry: Entry, text: str) -> bool:
    return (
        (not watch.outlets or entry.outlet in watch.outlets)
        and (not watch.stories or not {*watch.stories}.isdisjoint(entry.stories))
        and (not watch.countries or not {*watch.countries}.isdisjoint(entry.countries))
        and (not watch.people or any(source.who in watch.people for source in entry.sources))
        and (not phrases or any(phrase in text for phrase in phrases))
    )


def _folded(text: str) -> set[str]:
    """The words of a text as search compares them, each between blanks; runs of letters without blanks have none.

    What a joiner holds together, as in Persian, is one word and several.
    """
    found = keys.words(text)
    return {_run(found), _run([part for word in found for part in (parts(word) or [word])])}


def _run(found: Sequence[str]) -> str:
    run = "".join(fold(word) if is_unspaced(word) else f" {fold(word)} " for word in found)
    return run.replace("  ", " ")


def _text(entry: Entry) -> str:
    """What of an entry is looked through: whatever search finds it by, but the names of registers."""
    texts: list[str | None] = [
        entry.title,
        entry.byline,
        entry.title_en.text if entry.title_en else None,
        entry.summary,
    ]
    texts.append(without_marks(entry.context))
    for source in entry.sources:
        texts += [source.name, source.name_printed, source.role, source.says]
        if source.quote:
            translation = source.quote.translation
            texts += [source.quote.text, translation.text if translation else None]
    # A line between two texts, so that no phrase runs from one into the next.
    return " \N{SYMBOL FOR UNIT SEPARATOR}0 ".join(filter(None, texts))


def said_of(collection: Collection, watch: SavedSearch) -> str:
    """What a saved search looks for, in sentences."""
    words = collection.words
    outlets = [called(words, collection.outlets[name])[0] for name in watch.outlets]
    people = [collection.people[name].name for name in watch.people]
    stories = [collection.stories[name].title for name in watch.stories]
    said = [
        (watch.words, words("Words: {list}.")),
        (people, words("Cited: {list}.")),
        (outlets, words("Published by: {list}.")),
        (stories, words("Stories: {list}.")),
        ([country_name(words, code) for code in watch.countries], words("About: {list}.")),
    ]
    found = " ".join(text.format(list=listed(words, names, "or")) for names, text in said if names)
    return f"{watch.about} {found}" if watch.about else found
