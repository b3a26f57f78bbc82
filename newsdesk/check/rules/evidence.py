"""Rules on evidence: what an entry attributes stands in the article, by its fingerprint or its text."""

from collections.abc import Callable, Iterator, Set

from newsdesk.check.draft import Draft, Finding
from newsdesk.evidence import Kind, Verdict, seal_of
from newsdesk.evidence.cited.passages import differences
from newsdesk.problems import COMMAND_LINE, Severity

COMMAND = COMMAND_LINE + " fingerprint {0} captures/{0}.txt"
_AGAIN = "If it does, run the capture again: " + COMMAND + "."
# Message, way out; {shown} is from the entry, {other} from the text or the source of the words, {0} the entry.
_SAID: dict[Kind, tuple[str, str]] = {
    Kind.QUOTATION_MISSING: ('"{shown}" does not stand in the article.', "Quote it word for word."),
    Kind.QUOTATION_ALTERED: (
        '"{shown}" is no quotation that was compared with the article.', "Quote it word for word. " + _AGAIN
    ),
    Kind.QUOTATION_EMPTY: ('The quotation "{shown}" has no words.', "Quote some, or remove quote."),
    Kind.INVISIBLE: (
        '"{shown}" has the invisible character {other} inside a word.', "Delete it, or type the text anew."
    ),
    Kind.ORDER: ('"{shown}" stands in the article, but further up.', "Keep the order of the article."),
    Kind.NEGATION: (
        'Beside "{shown}" the article says "{other}", which the quotation leaves out.',
        "Quote that word too, or another passage.",
    ),
    Kind.FIGURE: (
        '"{shown}" keeps only a part of "{other}".', "Quote the whole figure or word, or another passage."
    ),
    Kind.NAME_MISSING: (
        'The name "{shown}" does not stand in the article.', "Write name_printed exactly as it is printed."
    ),
    Kind.NAME_ALTERED: (
        'The name "{shown}" is none that was compared with the article.',
        "Write name_printed exactly as it is printed. " + _AGAIN,
    ),
    Kind.NAME_UNPRINTED: (
        '"{shown}" is named in the article, and name_printed is missing.',
        "Add name_printed exactly as it is printed, or write identified: described.",
    ),
    Kind.OTHER_SPEAKER: (
        '"{shown}" was compared with the article as words of {other}.',
        "Put it back under that source. If the article gives it to this one, run " + COMMAND + ".",
    ),
    Kind.NEAR_OTHER: ('Where "{shown}" stands, the article names {other}.', "Look who says it."),
    Kind.UNMARKED: (
        '"{shown}" stands in the article, outside quotation marks.',
        "Look whose words they are: the reporter's are no quotation.",
    ),
    Kind.COPIED: (
        'The summary shares "{shown}" with the article.', "Say it in words of our own, or quote it: at most 8 in a row."
    ),
    Kind.LEFTOVER: (
        "The evidence still has the hashes of names that the entry no longer shows: {shown}.",
        "A name can be guessed from its hash. Run " + COMMAND_LINE + " fingerprint {0} --forget.",
    ),
    Kind.MAY_COPY: (
        'The summary may share "{shown}" with the article.',
        "Without the article this cannot be told from chance. Run the capture again: " + COMMAND + ".",
    ),
    Kind.NEW_QUOTATION: ('"{shown}" cannot be checked without the article.', "Run the capture again: " + COMMAND + "."),
    Kind.NEW_NAME: (
        'The name "{shown}" cannot be checked without the article.', "Run the capture again: " + COMMAND + "."
    ),
    Kind.TITLE_UNPRINTED: ('The title "{shown}" does not stand in the article.', "Write it as it is printed."),
    Kind.BYLINE_UNPRINTED: ('The byline "{shown}" does not stand in the article.', "Write it as it is printed."),
    Kind.DAY_UNPRINTED: (
        'The article does not print {shown} as its day.', "Look at the day, or say in published_basis what it rests on."
    ),
    Kind.ROLE_UNPRINTED: (
        'Beside the name the article does not say "{shown}".', "Write the role as the article has it."
    ),
    Kind.UNRECORDED: (
        '"{shown}" stands in the article, and evidence does not say so yet.', "Run " + COMMAND + "."
    ),
    Kind.OLD_METHOD: (
        '"{shown}" was compared by an earlier version of the method, which does not tell it from others like it.',
        "Run the capture again: " + COMMAND + ".",
    ),
    Kind.OLD_EVIDENCE: (
        "The evidence is of an earlier version of the method, and the text is at hand.", "Run " + COMMAND + "."
    ),
    Kind.OTHER_TEXT: (
        "The captured text is another than the one that evidence was made from.",
        "Run " + COMMAND + ", or take the earlier text.",
    ),
}  # fmt: skip
_QUOTATION = frozenset(
    {Kind.QUOTATION_MISSING, Kind.QUOTATION_ALTERED, Kind.QUOTATION_EMPTY, Kind.ORDER, Kind.NEGATION, Kind.FIGURE}
)
_NAME = frozenset({Kind.NAME_MISSING, Kind.NAME_ALTERED})
_SEEN = frozenset({Kind.INVISIBLE})
_SPEAKER = frozenset({Kind.OTHER_SPEAKER, Kind.NEAR_OTHER, Kind.UNMARKED})
_NEW = frozenset(
    {Kind.NEW_QUOTATION, Kind.NEW_NAME, Kind.UNRECORDED, Kind.OLD_METHOD, Kind.OLD_EVIDENCE, Kind.OTHER_TEXT,
     Kind.MAY_COPY}
)  # fmt: skip
_PRINTED = frozenset({Kind.TITLE_UNPRINTED, Kind.BYLINE_UNPRINTED, Kind.DAY_UNPRINTED, Kind.ROLE_UNPRINTED})
# Of these a neighbour that is nearly the same tells that a letter or a word is wrong.
_TELLING = frozenset({Kind.TITLE_UNPRINTED, Kind.BYLINE_UNPRINTED})
_LONGEST_SHOWN = 160


def evidence_edited(draft: Draft) -> Iterator[Finding]:
    """Evidence stands as the tool wrote it, and agrees with the entry on how much was read."""
    for item in draft.entries:
        evidence = item.record.evidence
        if evidence is None:
            continue
        again = COMMAND.format(item.record.id)
        if seal_of(evidence) != evidence.seal:
            yield Finding(
                item,
                ("evidence",),
                "The evidence is not as the tool wrote it.",
                f"Take it back from the version history, or write it again: {again}.",
                key=True,
            )
        elif evidence.read != item.record.read:
            yield Finding(
                item,
                ("read",),
                f'The entry says "{item.record.read}", its evidence "{evidence.read}".',
                f"Correct it, or write the evidence again: {again}.",
            )


def evidence_leftover(draft: Draft) -> Iterator[Finding]:
    """A name that was taken out of an entry leaves its evidence too: its hash tells whoever guesses it."""
    yield from _found(draft, {Kind.LEFTOVER})


def quotation_not_found(draft: Draft) -> Iterator[Finding]:
    """A quotation stands word for word in the article; its parts between … stand there in this order.

    With the text at hand it may not leave out a "not" right before or behind it, nor "I do not think that".
    """
    yield from _found(draft, _QUOTATION)
    yield from _found(draft, _SEEN, Severity.WARNING)


def other_speaker(draft: Draft) -> Iterator[Finding]:
    """A quotation stays with the source whose words it was when it was compared with the article.

    With the text at hand a passage that names another source, and not this one, is pointed out, and one that stands
    outside the quotation marks of the article.
    """
    yield from _found(draft, {Kind.OTHER_SPEAKER})
    yield from _found(draft, {Kind.NEAR_OTHER}, Severity.WARNING)
    yield from _found(draft, {Kind.UNMARKED}, Severity.NOTE)


def name_not_found(draft: Draft) -> Iterator[Finding]:
    """A printed name stands in the article; where there is evidence, each named source has one.

    With the text at hand its case endings are allowed for. Where there is no evidence yet, it is a note that the
    evidence will need one: a text on one machine alone stops nobody.
    """
    yield from _found(draft, _NAME)
    yield from _found(draft, {Kind.NAME_UNPRINTED}, without=Severity.NOTE)


def not_as_printed(draft: Draft) -> Iterator[Finding]:
    """Title, byline, offices and day are those that the article prints, as far as it was compared with them.

    A note; a warning where the text at hand has another title, or another author. Older evidence tells nothing of them.
    """
    for item, verdict in draft.verdicts:
        if verdict.kind in _PRINTED:
            text, hint = message(verdict, item.record.id)
            weight = Severity.WARNING if verdict.kind in _TELLING and verdict.other else Severity.NOTE
            yield Finding(item, verdict.loc, text, hint, weight, offset=verdict.offset)


def summary_copies(draft: Draft) -> Iterator[Finding]:
    """A summary shares no more than 8 words in a row with the article, outside quotation marks."""
    yield from _found(draft, {Kind.COPIED})


def not_checkable_here(draft: Draft) -> Iterator[Finding]:
    """What came into an entry after its evidence was written is compared with the article once more."""
    yield from _found(draft, _NEW, Severity.WARNING)


_OF: dict[Callable[[Draft], Iterator[Finding]], Set[Kind]] = {
    evidence_leftover: {Kind.LEFTOVER}, quotation_not_found: _QUOTATION | _SEEN, other_speaker: _SPEAKER,
    name_not_found: {*_NAME, Kind.NAME_UNPRINTED}, not_as_printed: _PRINTED,
    summary_copies: {Kind.COPIED}, not_checkable_here: _NEW,
}  # fmt: skip


def rule_of(verdict: Verdict) -> str:
    """The id of the rule that a verdict belongs to."""
    return next(rule.__name__.replace("_", "-") for rule, kinds in _OF.items() if verdict.kind in kinds)


def message(verdict: Verdict, entry: str) -> tuple[str, str]:
    """What a verdict says of an entry, and the way out."""
    said, hint = _SAID[verdict.kind]
    shown, other = shortened(verdict.shown), shortened(verdict.other)
    if verdict.other and verdict.kind in _PRINTED:
        hint = f'The article has "{other}". {hint}'
    if verdict.other and verdict.kind in (Kind.QUOTATION_MISSING, Kind.NAME_MISSING):
        differs = differences(verdict.shown, verdict.other) if verdict.kind is Kind.QUOTATION_MISSING else ""
        hint = f'Altered? The nearest passage is "{other}"{f": {differs}" if differs else ""}. {hint}'
    return said.format(shown=shown, other=other), hint.format(entry)


def _found(
    draft: Draft, kinds: Set[Kind], severity: Severity = Severity.ERROR, without: Severity | None = None
) -> Iterator[Finding]:
    """The verdicts of some kinds; `without` is how much they weigh where there is no evidence yet."""
    for item, verdict in draft.verdicts:
        if verdict.kind in kinds:
            text, hint = message(verdict, item.record.id)
            weight = without if without and not item.record.evidence else severity
            yield Finding(item, verdict.loc, text, hint, weight, offset=verdict.offset)


def shortened(text: str) -> str:
    """A text in one line, as long as a message can bear."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


OF_ONE = (evidence_edited,)
WITH_ARTICLE: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    evidence_leftover, quotation_not_found, other_speaker, name_not_found, not_as_printed, summary_copies,
    not_checkable_here,
)  # fmt: skip
