"""Why there is another edition: what has happened to its week since the last one, in words for readers."""

from collections.abc import Iterable

from newsdesk.check.changes.told import Told
from newsdesk.interface import Words


def reasons(words: Words, told: Told) -> str:
    """What has happened, a sentence for each kind, entries by their ids; "" where nothing has."""
    found = [
        *_named(words("Withdrawn: {names}."), told.withdrawn),
        *_named(words("Corrected: {names}."), told.corrected),
        *_named(words("Renamed: {names}."), (_renamed(words, old, new) for old, new in told.renamed)),
        *_named(words("Merged: {names}."), (_merged(words, old, new) for old, new in told.merged)),
        *_by_week(words, words("Moved here from {week}: {names}."), told.arrived),
        *_by_week(words, words("Moved to {week}: {names}."), told.left),
        *_named(words("Removed: {names}."), (_shown(words, name) for name in told.removed)),
        *_named(words.pgettext("entries", "Added: {names}."), told.added),
        *_named(words("Replies to: {names}."), told.replied),
        *_named(words("Details added: {names}."), told.completed),
        *_named(words("Other typography: {names}."), told.edited),
        *(_parts(words)[part] for part in told.digest),
        *_named(words("Stories corrected: {names}."), told.stories),
        *_named(words("Changed without a correction: {names}."), dict.fromkeys(told.silent)),
    ]
    return " ".join(found)


def _named(sentence: str, names: Iterable[str]) -> list[str]:
    said = ", ".join(names)
    return [sentence.format(names=said)] if said else []


def _by_week(words: Words, sentence: str, pairs: Iterable[tuple[str, str]]) -> list[str]:
    weeks: dict[str, list[str]] = {}
    for name, week in pairs:
        weeks.setdefault(week, []).append(_shown(words, name))
    return [sentence.format(week=week, names=", ".join(names)) for week, names in sorted(weeks.items())]


def _shown(words: Words, name: str) -> str:
    return name or words("an entry that is not named")


def _renamed(words: Words, old: str, new: str) -> str:
    return words("{old} is now {new}").format(old=old, new=new) if old else new


def _merged(words: Words, old: str, new: str) -> str:
    return words("{old} is part of {new}").format(old=_shown(words, old), new=new)


def _parts(words: Words) -> dict[tuple[str, str], str]:
    return {
        ("note", "corrected"): words("The editor’s note was corrected."),
        ("note", "removed"): words("The editor’s note was removed."),
        ("note", "added"): words("The editor’s note says more."),
        ("note", "edited"): words("Other typography in the editor’s note."),
        ("lead", "corrected"): words("Another entry stands first."),
        ("lead", "removed"): words("No entry stands first any more."),
        ("lead", "added"): words("The entry that stands first was chosen."),
        ("lead", "edited"): words("Another entry stands first."),
        ("screened", "corrected"): words("What was screened was corrected."),
        ("screened", "removed"): words("What was screened is no longer told."),
        ("screened", "added"): words("More is told of what was screened."),
        ("screened", "edited"): words("Other typography in what was screened."),
        ("digest", "corrected"): words("The digest was corrected."),
    }
