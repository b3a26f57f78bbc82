"""Whose turn it is on a page that takes down what several say: an interview, a transcript, minutes with speakers.

A name before a colon at the beginning of a line says whose the words behind it are, until the next such name. Where
only questions and answers are marked, or dashes, the answers are those of the person whom the page names first.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.concepts import is_office
from newsdesk.evidence.support.reading.names import Name, Names
from newsdesk.evidence.support.reading.numerals import fold
from newsdesk.evidence.support.reading.sounds import consonants

_LABEL = re.compile(
    r"(?m)^[ \t]*(?:[-—–―][ \t]*)?(?P<label>[^\W\d_《「][^\n:：?!。？！]{0,89}?)[ \t]*[:：](?=\s|[“«\"„「『]|[^\W\d_])"
)
_ASKED = "q|question|вопрос|в|savol|савол|суроо|с|س|سؤال|السؤال|问|問|پرسش"
_ANSWERED = "a|answer|ответ|о|javob|жавоб|жооп|ҷавоб|ж|ҷ|ج|جواب|الجواب|答|پاسخ"
_QUESTION = re.compile(rf"(?:{_ASKED})\.?", re.IGNORECASE)
_ANSWER = re.compile(rf"(?:{_ANSWERED})\.?", re.IGNORECASE)
_SHORT = re.compile(rf"(?m)^[ \t]*(?P<label>{_ASKED}|{_ANSWERED})[ \t]*[:：.][ \t]", re.IGNORECASE)
_DASH = re.compile(r"(?m)^[ \t]*[—–―][ \t]*(?=\S)")
_LEAST, _LABELS, _DASHES = 2, 3, 4
"""So many questions or answers make an interview, so many names before a colon a transcript, so many dashes one too."""
ASKER = "?"
"""Who asks in an interview, whom it need not name."""


@dataclass(frozen=True, slots=True)
class Turn:
    """From where to where somebody speaks, and who: as `who` has it, or "?" where only somebody asks."""

    start: int
    end: int
    holder: str


def holder_of(name: Name) -> str:
    """The same for every mention of somebody: the id, or the consonants of the last word."""
    return name.id or consonants(name.words[-1]) or name.words[-1]


def turns(page: Page, names: Names) -> Sequence[Turn]:
    """The turns of a page, in order; none where it is no transcript."""
    return page.known(names, "turns", _turns)


def turn_at(page: Page, names: Names, offset: int) -> Turn | None:
    """The turn in which a place stands."""
    told = turns(page, names)
    at = bisect_right(told, offset, key=_start) - 1
    return told[at] if at >= 0 and offset < told[at].end else None


def _start(turn: Turn) -> int:
    return turn.start


def held(page: Page, names: Names) -> Mapping[str, list[Turn]]:
    """The turns of each holder."""
    return page.known(names, "held", _held)


def _held(page: Page, names: Names) -> dict[str, list[Turn]]:
    found: dict[str, list[Turn]] = {}
    for one in turns(page, names):
        found.setdefault(one.holder, []).append(one)
    return found


def _turns(page: Page, names: Names) -> list[Turn]:
    marks = list(_labelled(page, names))
    first = next((at for at, (_, holder) in enumerate(marks) if holder in (ASKER, "")), None)
    asked = [one for one in marks if one[1] == ""]
    if asked and first:
        marks = marks[first:]  # the title of an interview may look like a label
    if len(marks) < (_LEAST if asked else _LABELS):
        marks = list(_dashed(page))
    if len(marks) < _LEAST:
        return []
    ends = [start for start, _ in marks[1:]]
    ends.append(_end(page, marks[-1][0]))
    if any(holder == "" for _, holder in marks):
        answers = _interviewed(page, names, (marks[0][0], ends[1], ends[-1]))
        marks = [(start, holder or answers) for start, holder in marks]
    return [Turn(start, end, holder) for (start, holder), end in zip(marks, ends, strict=True)]


def _end(page: Page, start: int) -> int:
    """Where the last turn ends: with its paragraph."""
    number = page.paragraph_at(start)
    starts = page.breaks[1]
    return starts[number + 1] if number + 1 < len(starts) else len(page.text)


def _labelled(page: Page, names: Names) -> Iterator[tuple[int, str]]:
    """Where a turn begins, and whose it is: "" that of who answers."""
    people = page.everybody(names)
    aliases: dict[str, str] = {}
    found = {one.start("label"): one for one in (*_SHORT.finditer(page.text), *_LABEL.finditer(page.text))}
    for _, match in sorted(found.items()):
        label, start, end = match["label"], match.start("label"), match.end("label")
        if _QUESTION.fullmatch(label) or page.text[end - 1] in "】》":
            yield start, ASKER
            continue
        if _ANSWER.fullmatch(label):
            yield start, ""
            continue
        if re.search(r"[^\W\d_]{4,}\.\s", label):
            continue  # a sentence ended
        here = [one for one in people if start <= one.start < end and (one.person or one.id)]
        head = " ".join(re.split(r"[(（,，]", fold(label))[0].split())
        said = next((one for one in here if _may_speak(one, start) and (one.full or one.id)), None)
        said = said or next((one for one in here if _may_speak(one, start)), None)
        if head in aliases:
            yield start, aliases[head]
        elif said:
            aliases.setdefault(head, holder_of(said))
            yield start, holder_of(said)
        elif _is_role(head, page.code):
            yield start, ASKER


def _may_speak(name: Name, start: int) -> bool:
    return name.person and (name.start - start < 60)


def _is_role(label: str, code: str) -> bool:
    """Whether a label is an office alone: the chair, the host."""
    words = label.split()
    return 0 < len(words) <= 3 and is_office(words[-1], code)


def _dashed(page: Page) -> Iterator[tuple[int, str]]:
    """An interview of which each paragraph begins with a dash: questions and answers by turns."""
    starts = [match.start() for match in _DASH.finditer(page.text)]
    if len(starts) < _DASHES:
        return
    asks = [_asks(page.text[start : _paragraph_end(page.text, start)]) for start in starts]
    if sum(asks) < _LEAST:
        return
    for even in (0, 1):
        mine, theirs = asks[even::2], asks[1 - even :: 2]
        if sum(mine) > sum(theirs) and sum(mine) * 2 >= len(mine):
            for number, start in enumerate(starts):
                yield start, ASKER if number % 2 == even else ""
            return


def _asks(text: str) -> bool:
    return text.rstrip().endswith(("?", "؟", "？"))


def _paragraph_end(text: str, start: int) -> int:
    found = text.find("\n", start)
    return len(text) if found < 0 else found


def _interviewed(page: Page, names: Names, at: tuple[int, int, int]) -> str:
    """Who answers: whom the page names first before the questions, in the first two turns, or behind them all."""
    first, second, last = at
    people = [
        one for one in page.everybody(names) if one.person and (one.full or one.id) and not names.is_place(one.id)
    ]
    for told in (
        [one for one in people if one.start < first],
        [one for one in people if first <= one.start < second and page.sentence_at(one.start) in page.speaking],
        [one for one in people if one.start >= last],
    ):
        if told:
            return holder_of(told[0])
    return ASKER
