"""Takes a text apart into words and digits with their places, in one pass."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from newsdesk.evidence.support.reading.numerals import fold, numeric

HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0962\u0963"
_LETTER = rf"[^\W\d_{HAN}]"
_REST = rf"(?:{_LETTER}|[{_MARKS}])"
_BLANK = "\u0020\u00a0\u202f\u2009"
_PARTS = "¼-¾⅐-⅞"
_NUMERIC = "〇零○一二三四五六七八九十百千万萬亿億兆两兩廿"
_LEXEME = re.compile(
    rf"(?P<w>{_LETTER}{_REST}*(?:['’ʼʻ‘`]{_LETTER}{_REST}*)*['’ʼʻ‘`]?)"
    rf"|(?P<d>\d{{1,3}}(?:(?P<sep>[{_BLANK}'’٬.,·])\d{{3}})(?:(?P=sep)\d{{3}})*(?!\d)(?:[.,٫]\d+(?![.,\d]))?"
    rf"|\d{{1,3}}(?:,\d{{2}})+,\d{{3}}(?!\d)|\d+[{_PARTS}]|\d+(?:[.,٫:]\d+)*)"
    rf"|(?P<c>[{_NUMERIC}]+(?:点[{_NUMERIC}]+)?)"
)


_LONGEST = 24
"""A row of more digits is the number of something, and no figure."""


_WORD_BEFORE = re.compile(r"[^\W\d_]+[-‑–]\Z")


_CURRENCY = re.compile(r"(?<![A-Z])(?:USD|EUR|RUB|CNY|GBP|JPY|INR|TRY|CHF|[KU][GZ][ST]|TJS|TMT|RMB|US)\Z")


class Lexeme(NamedTuple):
    """A word, a figure in digits, or one in Chinese characters: `kind` is w, d or c; `text` is folded."""

    kind: str
    text: str
    start: int
    end: int


def lexemes(text: str) -> list[Lexeme]:
    """All of them, in order; other characters of Chinese and Japanese are left to whoever looks for them."""
    found = []
    for match in _LEXEME.finditer(text):
        kind = match.lastgroup or "w"
        if kind == "w":
            word = match[0]
            folded = fold(word)
            end = match.end()
            if folded.endswith("'") and folded[-2:] not in ("o'", "g'"):
                folded, end = folded[:-1], end - 1
            elif folded.endswith("'s"):
                folded, end = folded[:-2], end - 2
            if folded:  # a stroke of Arabic alone is none
                found.append(Lexeme("w", folded, match.start(), end))
        else:
            found.append(Lexeme("c" if kind == "c" else "d", match[0], match.start(), match.end()))
    return found


@lru_cache(maxsize=16384)
def digits(shown: str, decimal: str) -> tuple[tuple[float, ...], str]:
    """What a figure in digits may say, the likeliest first, and the hour that it may be ("3:40"); "" where none."""
    if not shown[-1].isdigit():  # 3½
        return (digits(shown[:-1], decimal)[0][0] + unicodedata.numeric(shown[-1]),), ""
    plain = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in shown)
    if ":" in plain:
        hour, minute, *rest = plain.split(":")
        if len(rest) == 1 and (hour + minute + rest[0]).isdigit():
            return (), f"{int(hour)}:{minute}:{rest[0]}"
        is_told = hour.isdigit() and minute.isdigit() and (len(minute) == 2 or (len(minute) == 1 and len(hour) < 3))
        return (), f"{int(hour)}:{minute}" if is_told else ""
    plain = re.sub(rf"[{_BLANK}'’٬·]", "", plain).replace("٫", "d")
    if len(plain) > _LONGEST:
        return (), ""
    marks = [char for char in plain if char in ".,"]
    if "d" in plain:
        return (float(re.sub("[.,]", "", plain).replace("d", ".")),), ""
    if not marks:
        return (float(plain),), ""
    if len(set(marks)) == 2:
        return (float(plain.replace(marks[0], "").replace(marks[-1], ".")),), ""
    if len(marks) > 1:
        return (float(re.sub("[.,]", "", plain)),), ""
    head, tail = re.split("[.,]", plain)
    point = float(f"{head}.{tail}")
    if len(tail) == 3 and len(head) <= 3 and head != "0":
        whole = float(head + tail)
        # Three digits behind the sign for decimals may be thousands all the same, and 000 always are.
        return ((whole,) if marks[0] != decimal or tail == "000" else (point, whole)), ""
    is_hour = marks[0] == "." and len(tail) == 2 and int(head) < 24 and int(tail) < 60
    return (point,), f"{int(head)}:{tail}" if is_hour else ""


@lru_cache(maxsize=4096)
def characters(shown: str) -> float | None:
    """The number that Chinese characters say: 二百三十, 二〇二二, 五万, 三点五; None where they say none."""
    if "点" in shown:
        whole = characters(shown.partition("点")[0])
        decimals = "".join(str(int(numeric(char) or 0)) for char in shown.partition("点")[2])
        return None if whole is None or not decimals else float(f"{int(whole)}.{decimals}")
    values = [value for char in shown if (value := numeric(char)) is not None]
    if len(values) < len(shown):
        return None
    if len(values) > 1 and all(value < 10 for value in values):
        return float("".join(str(int(value)) for value in values))
    total = part = 0.0
    unit: float | None = None
    for value in values:
        if value < 10:
            unit = value
        elif value < 10000:
            part += (1.0 if unit is None else unit) * value
            unit = None
        else:
            before = part + (unit or 0.0)
            total = total + before * value if before else (total or 1.0) * value
            part, unit = 0.0, None
    return total + part + (unit or 0.0)


_CASED = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u058f\u10a0-\u10ff\u1e00-\u1fff]")
_UNCASED = re.compile(f"[\u0590-\u08ff\u0900-\u0fff\ufb1d-\ufdff{HAN}]")
_SAMPLE = 6000


@lru_cache(maxsize=256)
def is_cased(text: str) -> bool:
    """Whether a text is written in letters of two cases; a few words of another script do not make it so."""
    sample = text[:_SAMPLE]
    cased = len(_CASED.findall(sample))
    return cased > 0 and cased >= len(_UNCASED.findall(sample)) and any(char.isupper() for char in text)


def is_part_of_name(text: str, lexeme: Lexeme) -> bool:
    """Whether digits belong to a name, a date of two parts or a decade: G20, COVID-19, 24/7, 1990s."""
    before, behind = text[max(0, lexeme.start - 2) : lexeme.start], text[lexeme.end : lexeme.end + 3]
    if (before[-1:].isupper() and not _CURRENCY.search(text, max(0, lexeme.start - 4), lexeme.start)) or (
        before[-1:] in ("-", "‑", "–") and before[:1].isalpha() and _is_name(text, lexeme.start)
    ):
        return True
    if (before[-1:] == "/" and before[:1].isdigit()) or (behind[:1] == "/" and behind[1:2].isdigit()):
        return True
    return len(lexeme.text) == 4 and behind.startswith(("s ", "s,", "s.", "’s", "-х", "-е"))


def _is_name(text: str, at: int) -> bool:
    word = _WORD_BEFORE.search(text, max(0, at - 24), at)
    return bool(word and word[0][0].isupper())


_OPENS, _CLOSES = frozenset('«“„"「《'), frozenset('»”“"」》')
_ABBREVIATION = re.compile(r"[A-ZА-ЯЁ]{1,3}|[kMGT][A-Z][a-z]?")


def is_unit(text: str, lexeme: Lexeme) -> bool:
    """Whether capitals beside a figure are a unit or currency: 5 GW, EUR 20,000."""
    beside = text[max(0, lexeme.start - 2) : lexeme.start].rstrip("\u00a0 ")[-1:]
    behind = text[lexeme.end : lexeme.end + 2].lstrip("\u00a0 ")[:1]
    shown = text[lexeme.start : lexeme.end]
    return bool(_ABBREVIATION.fullmatch(shown)) and (beside.isdigit() or (behind.isdigit() and len(shown) == 3))


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a name stands between marks of quotation: that of an outlet or a firm."""
    return start > 0 and text[start - 1] in _OPENS and text[end : end + 1] in _CLOSES


def day_number(shown: str) -> int | None:
    """The day of a month that digits may be."""
    number = int(shown) if shown.isdigit() and len(shown) <= 2 else 0
    return number if 1 <= number <= 31 else None


def close(text: str, end: int, start: int, most: int) -> bool:
    """Whether so few characters part two words, and no end of a sentence."""
    between = text[end:start]
    # A full stop may end the name of a month: Sept. 9.
    return len(between) <= most and "\n" not in between and not re.search(r"[;:!?]|.\.\s", between)
