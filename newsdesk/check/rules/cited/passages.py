"""Rules on pages that references lead to: what stands there word for word, and what nobody can compare."""

from collections.abc import Iterator

from newsdesk.check.draft import Draft, Finding, Referring
from newsdesk.check.prose import word_count
from newsdesk.check.rules.evidence import shortened
from newsdesk.evidence.cited.passages import Page, PassageVerdict, differences, judge_passage
from newsdesk.evidence.judging import Kind
from newsdesk.load import Loc
from newsdesk.model import Digest, Entry, Outlet, Person, Reference, Story
from newsdesk.problems import COMMAND_LINE

PASSAGE_WORDS = 25
_REGISTERS: dict[type, str] = {Outlet: "outlets", Person: "people", Story: "stories"}
# Message and way out; {shown} is from the passage, {other} from the page.
_SAID = {
    Kind.QUOTATION_EMPTY: ('The passage "{shown}" has no words.', "Copy the words that carry the statement."),
    Kind.QUOTATION_MISSING: ('"{shown}" does not stand in the page.', "Copy it word for word."),
    Kind.ORDER: ('"{shown}" stands in the page, but further up.', "Keep the order of the page."),
    Kind.NEGATION: (
        'Beside "{shown}" the page says "{other}", which the passage leaves out.',
        "Copy that word too, or another passage.",
    ),
    Kind.FIGURE: ('"{shown}" keeps only a part of "{other}".', "Copy the whole figure or word, or another passage."),
}


def passage_length(draft: Draft) -> Iterator[Finding]:
    """A passage at a reference has at most 25 words, and so has its translation not many more."""
    for item in draft.referencing():
        for loc, text in _passages(item):
            if (words := word_count(text)) > PASSAGE_WORDS:
                yield Finding(
                    item,
                    loc,
                    f"The passage has {words} words.",
                    f"Shorten it to {PASSAGE_WORDS} or fewer; mark what is left out with ….",
                )


def passage_not_found(draft: Draft) -> Iterator[Finding]:
    """A passage at a reference stands word for word in the page; its parts between … stand there in this order."""
    for item, loc, page, verdict in judged_passages(draft):
        if verdict.kind in _SAID and not (page.is_part and verdict.kind is Kind.QUOTATION_MISSING):
            text, hint = said_of(verdict)
            if there := _elsewhere(draft, item, loc):
                hint = f"It stands in the page of {', '.join(f'[{name}]' for name in there)}. {hint}"
            yield Finding(item, loc, text, hint, offset=verdict.offset)


def _elsewhere(draft: Draft, item: Referring, loc: Loc) -> list[str]:
    """The other references of a record whose pages have a passage, as far as they can tell."""
    passage = item.record.references[str(loc[1])].passages[int(loc[3])]
    found = []
    for name, reference in item.record.references.items():
        page = draft.at_hand.behind(reference)
        if name != loc[1] and page.is_captured and passage.text:
            verdict = judge_passage(passage.text, passage.language or "und", page)
            if verdict is None or verdict.kind is Kind.UNRECORDED:
                found.append(name)
    return found


def again_for(item: Referring, reference: str) -> str:
    """The command that captures the page of a reference anew."""
    return f"{COMMAND_LINE} fingerprint {name_of(item)} --reference {reference}"


def name_of(item: Referring) -> str:
    """How commands name a record: an entry by its id, a digest by its week, others by their file and id."""
    record = item.record
    if isinstance(record, Entry):
        return record.id
    if isinstance(record, Digest):
        return record.week
    return f"{_REGISTERS[type(record)]}.yaml#{record.id}"


def said_of(verdict: PassageVerdict) -> tuple[str, str]:
    """What a verdict says of a passage, and the way out."""
    said, hint = _SAID[verdict.kind]
    shown, other = shortened(verdict.shown), shortened(verdict.other)
    if verdict.other and verdict.kind is Kind.QUOTATION_MISSING:
        differs = differences(verdict.shown, verdict.other)
        hint = f'The nearest passage is "{other}"{f": {differs}" if differs else ""}. {hint}'
    return said.format(shown=shown, other=other), hint


def passages_of(name: str, reference: Reference) -> Iterator[tuple[Loc, str, str]]:
    """The passages of a reference that have words: their places, texts and languages."""
    for at, passage in enumerate(reference.passages):
        if passage.text is not None:
            yield ("references", name, "passages", at, "text"), passage.text, passage.language or "und"


def _passages(item: Referring) -> Iterator[tuple[Loc, str]]:
    for name, reference in item.record.references.items():
        if reference.passages:
            yield from ((loc, text) for loc, text, _ in passages_of(name, reference))


def judged_passages(draft: Draft) -> Iterator[tuple[Referring, Loc, Page, PassageVerdict]]:
    """What is wrong with each passage, or not known of it."""
    for item in draft.referencing():
        for name, reference in item.record.references.items():
            for loc, text, language in passages_of(name, reference) if reference.passages else ():
                page = draft.at_hand.behind(reference)
                if verdict := judge_passage(text, language, page):
                    yield item, loc, page, verdict


OF_ONE = (passage_length,)
WITH_PAGES = (passage_not_found,)
