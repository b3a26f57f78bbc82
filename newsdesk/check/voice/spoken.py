"""What is told of the voice of one record: its item comes in, findings as plain data go out."""

from collections.abc import Iterator
from statistics import median
from typing import Any

from newsdesk.check.draft import Item
from newsdesk.check.prose import sentences, without_marks, word_count
from newsdesk.check.prose.grade import grade_of
from newsdesk.check.telling import Told
from newsdesk.check.voice.families import Alternatives, beside, named
from newsdesk.check.voice.fields import Field, fields_of
from newsdesk.check.voice.reading import Found, read
from newsdesk.check.voice.rules import rules
from newsdesk.model.settings import Sentences
from newsdesk.problems import Severity, did_you_mean

Name = tuple[int, int, str, int]
"""A name that a text gives to a thing: line, column, the name, and the number of the thing."""
PREFIX = "voice-"
"""What the ids of problems of voice begin with; behind it stands the id of the rule."""


def spoken(
    item: Item[Any], language: str, alternatives: Alternatives, limits: Sentences, article: str | None = None
) -> list[Told]:
    """What the rules find in the texts of a record, without what it allows; and what it allows without need.

    `alternatives` are the words that answer the questions of its stories on which accounts differ; `limits` say how
    long sentences may be, and how hard to read; `article` is the captured text of an entry, where it is at hand.
    """
    allowed: dict[str, int] = {one.rule: at for at, one in enumerate(getattr(item.record, "allow", ()))}
    needed, told = set[str](), list[Told]()
    placed = [
        (field, one) for field in fields_of(item.record) for one in read(field.text, language, is_owned=field.is_owned)
    ]
    for field, found in [*placed, *beside(item.record, language, alternatives, article)]:
        if found.rule.id in allowed:
            needed.add(found.rule.id)
        else:
            told.append(_told(item, field, found))
    for field in fields_of(item.record):
        told += _length(item, field, limits)
        told += _hard(item, field, language, limits.grade)
    told += [_unneeded(item, at, rule) for rule, at in allowed.items() if rule not in needed]
    return told


def _unneeded(item: Item[Any], at: int, rule: str) -> Told:
    """An exception that is of no use: nothing is found, or there is no such rule."""
    line, column = item.document.where((*item.loc, "allow", at))
    known = [one.id for one in rules()]
    if rule not in known:
        message, hint = f'"{rule}" is not a rule of voice.', did_you_mean(rule, known, "They stand at about/voice/.")
        return line, column, "unknown-voice-rule", message, hint, Severity.WARNING
    message = f'This exception from "{rule}" is not needed any more: the rule finds nothing.'
    return line, column, "unneeded-exception", message, "Delete it.", Severity.WARNING


def names_in(item: Item[Any], language: str) -> list[Name]:
    """The names that the texts of a record give to things that have several."""
    found = []
    for field, offset, name, thing in named(item.record, language):
        line, column = item.document.where(item.loc + field.loc, offset=offset)
        found.append((line, column, name, thing))
    return found


def _told(item: Item[Any], field: Field, found: Found) -> Told:
    line, column = item.document.where(item.loc + field.loc, offset=found.start)
    message = f'"{" ".join(found.text.split())}": {found.rule.reason}'
    hint = f"{found.rule.better} See about/voice/{found.rule.id}/ on the site."
    return line, column, PREFIX + found.rule.id, message, hint, found.severity


def _hard(item: Item[Any], field: Field, language: str, most: int) -> Iterator[Told]:
    """A text that asks more years of school than the collection wants to ask."""
    grade = grade_of([field.text], language)
    if grade is not None and round(grade) > most:
        line, column = item.document.where(item.loc + field.loc)
        message = f"By the length of its words and sentences this text is for readers with {grade:.0f} years of school."
        yield (
            line,
            column,
            "hard-to-read",
            message,
            f"{most} are the most: shorter sentences help first.",
            Severity.NOTE,
        )


def _length(item: Item[Any], field: Field, limits: Sentences) -> Iterator[Told]:
    """Sentences that are too long to be read once."""
    longest, middle = limits.longest, limits.median
    counts = []
    for sentence in sentences(field.text):
        count = word_count(without_marks(sentence.text))
        counts.append(count)
        if count > longest:
            line, column = item.document.where(item.loc + field.loc, offset=sentence.start)
            message = f"This sentence has {count} words; a reader takes in {longest} at most."
            yield line, column, "long-sentence", message, "Make two of it: one thought a sentence.", Severity.NOTE
    if len(counts) > 2 and median(counts) > middle:
        line, column = item.document.where(item.loc + field.loc)
        message = f"Half of the sentences have {median(counts):g} words or more; {middle} is the most for this text."
        yield line, column, "long-sentences", message, "One thought a sentence, about 20 words.", Severity.NOTE
