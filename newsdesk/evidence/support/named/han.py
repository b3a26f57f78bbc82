"""Where a name stands on a page in Chinese: by what its characters sound like, or by how they are romanised."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from newsdesk.evidence.support.named.palladius import pinyin_of
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.concepts import HAN_RUN
from newsdesk.evidence.support.reading.lexemes import HAN
from newsdesk.evidence.support.reading.numerals import fold, read
from newsdesk.evidence.support.reading.roles import surnames
from newsdesk.evidence.support.reading.sounds import also_read, in_chinese, pinyin, syllable

_HAN = re.compile(f"[{HAN}]")
_DOT = re.compile("[·・•]")


def in_han(parts: Sequence[str], page: Page) -> Iterator[tuple[int, int]]:
    """A foreign name by its sounds; a Chinese one by its romanisation."""
    joined = "".join(pinyin(word) for word in parts)
    if _HAN.search("".join(parts)):
        for match in re.finditer(re.escape("".join(parts)), page.text):
            yield match.span()
        return
    if "\u0400" <= parts[-1][0] <= "\u052f" and (told := pinyin_of("".join(parts))):
        yield from _said(page, told)
    if not joined:
        return
    if len(parts) > 1:
        # Families from Korea, of whom many live in Central Asia.
        korean = read("figures", page.code).get("korean", {})
        for sign in (sign for sign, told in korean.items() if fold(parts[-1]) in told):
            for match in re.finditer(f"[·・•]{sign}", page.text):
                if _given_before(parts[:-1], match.start() + 1, page):
                    yield match.span()
    last = in_chinese(parts[-1])
    yield from _said(page, joined)
    if len(parts) == 2 and not "".join(parts).isascii():
        # Chinese names as Russian writes them: Мяо Цуйлань.
        for start, end in _sounding(page, in_chinese("".join(parts))):
            if page.text[start] in surnames() and end - start <= 4 and not _DOT.search(page.text, start, end):
                yield start, end
    if len(last) >= 3 or (len(last) >= 2 and len(parts) > 1):
        for start, end in _sounding(page, last):
            behind_dot = page.text[start - 1 : start] in ("·", "・", "•")
            if len(parts) == 1 or (behind_dot and _given_before(parts[:-1], start, page)):
                yield start, end


def _given_before(given: Sequence[str], start: int, page: Page) -> bool:
    """Whether what stands before the dot in a name sounds like one of these given names."""
    match = re.search(rf"[{HAN}]+$", page.text[max(0, start - 9) : start - 1])
    if not match:
        return False
    for word in given:
        sought = in_chinese(fold(word))
        if len(word) <= 2:
            return True
        for size in range(1, min(6, len(match[0])) + 1):
            if sought in readings(match[0][-size:]):
                return True
    return False


def readings(characters: str) -> set[str]:
    """Everything that characters may sound like, as `in_chinese` writes it."""
    found = {""}
    for char in characters:
        found = {
            before if after and before.endswith(after) else before + after
            for before in found
            for after in syllable(char)
        }
        if len(found) > 32:
            break
    return found


def _sounds(page: Page) -> dict[str, list[tuple[int, int]]]:
    """What every two to six characters of a run may sound like."""
    found: dict[str, list[tuple[int, int]]] = {}
    for run in re.finditer(HAN_RUN, page.text):
        for start in range(run.start(), run.end()):
            heard = {""}
            for end in range(start, min(start + 7, run.end())):
                if page.text[end] in "·・•":
                    break
                after = syllable(page.text[end])
                heard = {one if two and one.endswith(two) else one + two for one in heard for two in after}
                if len(heard) > 16:
                    break
                for sound in heard:
                    if len(sound) > 1 and end > start:
                        found.setdefault(sound, []).append((start, end + 1))
    return found


def _sounding(page: Page, sound: str) -> list[tuple[int, int]]:
    """Where characters sound like a name of another language, as `in_chinese` writes it."""
    return page.remembered("chinese sounds", _sounds).get(sound, [])


def _syllables(page: Page, read: Callable[[str], str]) -> tuple[str, list[int]]:
    """The whole text as it is romanised, and the place of each letter."""
    parts, places = [], []
    for at, char in enumerate(page.text):
        said = read(char) if "\u3400" <= char <= "\u9fff" else "|"
        parts.append(said)
        places += [at] * len(said)
    return "".join(parts), places


def _said(page: Page, romanised: str) -> Iterator[tuple[int, int]]:
    """Where characters are romanised so, from the beginning of one to the end of another."""
    for name, told in (("pinyin", pinyin), ("also", also_read)):
        said, places = page.remembered(name, partial(_syllables, read=told))
        at, found = said.find(romanised), False
        while at >= 0:
            end = at + len(romanised)
            if (at == 0 or places[at - 1] != places[at]) and (end == len(said) or places[end] != places[end - 1]):
                found = True
                yield places[at], places[end - 1] + 1
            at = said.find(romanised, at + 1)
        if found:
            return
