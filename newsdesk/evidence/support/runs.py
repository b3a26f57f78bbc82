"""Names in a text by their capitals: runs of capitalised words, and bodies of which only the first word has one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsdesk.evidence.support.reading.concepts import (
    function_words,
    is_common,
    is_han,
    is_office,
    is_ordinary,
    may_be_word,
)
from newsdesk.evidence.support.reading.lexemes import Lexeme, is_cased, is_quoted, is_unit
from newsdesk.evidence.support.reading.names import PARTICLE, TOGETHER, Name, Names, starts_sentence
from newsdesk.evidence.support.reading.roles import is_of_person, names_body

_POSSESSIVE = ("’s ", "'s ", "’ ", "' ")
_LINE, _SHOUTED = re.compile(r"[^\n]+"), 4
"""A line of so many words, in which capitals mark no name where it has nothing else."""
_LONGEST = 3
"""So many words more may belong to a body of which only the first has a capital."""


def names_in(
    text: str, lexemes: Sequence[Lexeme], code: str, names: Names, taken: Sequence[tuple[int, int]], bodies: bool
) -> list[Name]:
    """The names of a text, in order: of the registers, and runs of capitalised words that are none of those taken.

    With `bodies` also those of which only the first word has a capital.
    """
    known = [
        replace(name, person=False) if name.person and is_quoted(text, name.start, name.end) else name
        for name in names.found(text, lexemes, code)
    ]
    if is_han(code) or not is_cased(text):
        return known
    covered = sorted([*((name.start, name.end) for name in known), *taken])
    runs: list[list[Lexeme]] = []
    lines = (match for match in _LINE.finditer(text) if match[0].isupper())
    shouted = [match.span() for match in lines if len(match[0].split()) >= _SHOUTED]
    at = 0
    for lexeme in lexemes:
        while at < len(covered) and covered[at][1] <= lexeme.start:
            at += 1
        is_taken = at < len(covered) and covered[at][0] <= lexeme.start < covered[at][1]
        if lexeme.kind != "w" or is_taken or not text[lexeme.start].isupper() or _is_in(lexeme.start, shouted):
            continue
        last = runs[-1][-1] if runs else None
        if last and (_is_one_name(text, last, lexeme) or _is_of_body(text, runs[-1], lexeme, code)):
            runs[-1].append(lexeme)
        else:
            runs.append([lexeme])
    made = [name for run in runs if (name := _name(text, run, code))]
    if bodies:
        made += _bodies(text, lexemes, code, [*covered, *((name.start, name.end) for name in made)])
    return sorted([*known, *made], key=lambda name: name.start)


def _is_in(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _is_one_name(text: str, last: Lexeme, lexeme: Lexeme) -> bool:
    """Whether two capitalised words are of one name: side by side, or joined as in Salim al-Kandarani."""
    if TOGETHER.fullmatch(text, last.end, lexeme.start):
        return not _parted(text, last, lexeme)
    if text[last.end : lexeme.start] in _POSSESSIVE:
        return is_common(last.text, "en")  # the Farmers’ Union, but Kyrgyzstan’s Health Ministry
    return lexeme.start - last.end < 9 and PARTICLE.fullmatch(text, last.end, lexeme.start) is not None


def _bodies(text: str, lexemes: Sequence[Lexeme], code: str, taken: Sequence[tuple[int, int]]) -> Iterator[Name]:
    """Bodies of whose names only the first word has a capital: Счётная палата, Комиссия по ценным бумагам."""
    if code not in _ONE_CAPITAL:
        return
    little = function_words(code)
    for at, lexeme in enumerate(lexemes):
        if lexeme.kind != "w" or not text[lexeme.start].isupper() or not is_common(lexeme.text, code):
            continue
        if any(start <= lexeme.start < end for start, end in taken):
            continue
        here = [lexeme]
        for one in lexemes[at + 1 : at + 2 + _LONGEST]:
            between = text[here[-1].end : one.start]
            if one.kind != "w" or between.strip() or text[one.start].isupper():
                break
            if one.text.endswith(_VERB_ENDS):
                break
            if one.text in little or is_common(one.text, code) or here[-1].text in little:
                here.append(one)
                if names_body(one.text, code) or len(here) > _LONGEST:
                    break
            else:
                break
        while len(here) > 1 and here[-1].text in little:
            here.pop()
        heads = [number for number, one in enumerate(here[:2]) if names_body(one.text, code)]
        if len(here) > 1 and heads:
            yield Name(tuple(one.text for one in here), lexeme.start, here[-1].end, person=False)


_VERB_ENDS = ("ла", "ли", "ло", "ет", "ит", "ут", "ют", "ат", "ят", "ть", "ся", "ены", "ил", "ал", "ел")
_ONE_CAPITAL = frozenset(["ru", "uk"])
_OF = re.compile(r" (?:of|for|on)(?: the)? ")


def _is_of_body(text: str, run: Sequence[Lexeme], lexeme: Lexeme, code: str) -> bool:
    """Whether a word goes on the name of a body that is made of ordinary words: Ministry of Economy and Finance."""
    if code != "en" or not any(names_body(one.text, code) for one in run[:3]) or not is_common(lexeme.text, code):
        return False
    between = text[run[-1].end : lexeme.start]
    return bool(_OF.fullmatch(between)) or (len(run) > 1 and between in (" and ", ", "))


def _parted(text: str, last: Lexeme, lexeme: Lexeme) -> bool:
    between = text[last.end : lexeme.start]
    if (
        last.end - last.start > 1
        and text[last.start : last.end].isupper()
        and not text[lexeme.start : lexeme.end].isupper()
    ):
        return True  # an abbreviation stands before a name: ЦИК Ольга
    return "\n\n" in between or ("." in between and len(last.text) > 2)


def _name(text: str, run: list[Lexeme], code: str) -> Name | None:
    """The name that a run of capitalised words is, without the offices before it; None of ordinary words."""
    stripped, is_body = False, False
    if len(run) > 1 and run[0].text in function_words(code) and starts_sentence(text, run[0].start):
        run = run[1:]  # The Transport Ministry
    if len(run) == 2 and starts_sentence(text, run[0].start) and may_be_word(run[0].text, code):
        stripped, run = True, run[1:]
    while len(run) > 1 and is_common(run[0].text, code) and len(run[0].text) > 1:
        if all(is_common(one.text, code) for one in run):
            break
        if not is_office(run[0].text, code):
            # A word with a capital within a sentence is part of the name, but in English: Saltanat is a ceremony too.
            if code != "en" and not starts_sentence(text, run[0].start):
                break
            stripped = True
        is_body = is_body or (names_body(run[0].text, code) and not is_of_person(run[0].text, code))
        run = run[1:]
    if not run:
        return None
    common = [len(one.text) > 1 and is_common(one.text, code) for one in run]
    parts = tuple(one.text for one in run)
    if all(common):
        if len(run) == 1 or (
            starts_sentence(text, run[0].start) and not any(names_body(one.text, code) for one in run)
        ):
            return None
        return Name(parts, run[0].start, run[-1].end, person=False)
    if len(run) == 1 and (len(parts[0]) < 3 or is_unit(text, run[0])):
        return None
    quoted = is_quoted(text, run[0].start, run[-1].end)
    if len(run) == 2 and code != "en" and not is_office(parts[0], code):
        common = common[1:]
    person = not any(common) and not quoted and not (is_body and len(run) == 1)
    return Name(
        parts,
        run[0].start,
        run[-1].end,
        person=person,
        full=len(run) > 1 or (stripped and not is_ordinary(parts[0], code)),
    )
