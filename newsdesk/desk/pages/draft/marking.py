"""Words that an editor marks in an article: places in its text come in, what stands there word for word goes out."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from newsdesk.check.prose import CJK
from newsdesk.desk.registering.pages import Line
from newsdesk.intake.capture.said.datewords import days_in
from newsdesk.intake.draft.quotations import Passage, passages, unwrapped
from newsdesk.intake.speakers import Speaker, speakers
from newsdesk.problems import Refusal
from newsdesk.store.editing import Document

ORDER = tuple("name name_printed who side role role_verified actor identified cited via via_text says quote".split())
"""The fields of a source, as a file has them."""
# Who said something is looked for in so many characters before it and behind it: articles are shorter.
BEFORE, BEHIND = 60_000, 4_000
_CHARACTER = re.compile(f"[{CJK}]")
_MARKS = {"“": "”", "„": "“”", "«": "»", "‘": "’", "「": "」", "『": "』", '"': '"', "‹": "›", "”": "”"}
# Figures of which nobody can tell the month from the day: 08/01/2014.
_EITHER = re.compile(r"(?<!\d)(?:0?\d|1[0-2])[./-](?:0?\d|1[0-2])[./-]\d{4}(?!\d)")


def marked(text: str, start: int, end: int) -> tuple[int, int]:
    """What is marked from `start` to `end`, counted as browsers count, as characters of the text.

    Blanks and quotation marks at the ends are no part of it, and words that it cuts are taken whole.
    Refusal where no word is marked.
    """
    first, last = _characters(text, start), _characters(text, end)
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    if first >= last:
        raise Refusal("No words of the article are marked. Mark some, and do it again.")
    first, last = _whole(text, first, last)
    if text[first] in _MARKS and text[last - 1] in _MARKS[text[first]] and last - first > 2:
        first, last = first + 1, last - 1
    elif text[first] in _MARKS and not any(mark in text[first:last] for mark in _MARKS[text[first]]):
        first += 1
    elif any(text[last - 1] in closing and opening not in text[first:last] for opening, closing in _MARKS.items()):
        last -= 1
    return first, max(first + 1, last)


def words_at(text: str, first: int, last: int) -> str:
    """The words of the text from one character to another, in one line."""
    return " ".join(text[first:last].split())


def day_in(words: str, language: str | None) -> str:
    """The day that some words name, as a date of ours; Refusal where they name none, or several."""
    found = re.fullmatch(r"\D*(\d{4}-\d{2}-\d{2})(?:T.*)?\D*", words)
    days = {date.fromisoformat(found[1])} if found and _is_day(found[1]) else set(days_in(words, language))
    if not days and _EITHER.search(words):
        raise Refusal(f"“{words[:80]}” can be two days, since day and month can be exchanged. Write the date yourself.")
    if len(days) != 1:
        raise Refusal(f"“{words[:80]}” names {'several days' if days else 'no day in full'}. Write the date yourself.")
    return days.pop().isoformat()


@lru_cache(maxsize=256)
def speaker_of(text: str, quote: str, language: str | None) -> Speaker | None:
    """Who says a quotation in an article, as far as its grammar tells; None where it does not stand there."""
    place = _place(text, quote)
    if place is None:
        return None
    start = max(0, place[0] - BEFORE)
    piece = unwrapped(text[start : place[1] + BEHIND])
    own = Passage(piece[place[0] - start : place[1] - start], place[0] - start, place[1] - start, 0)
    around = [one for one in passages(piece) if one.end <= own.start or one.start >= own.end]
    # The whole passage in marks of which these words are a part is attributed as one.
    holding = [one for one in passages(piece) if one.start <= own.start and one.end >= own.end]
    wanted = holding[0] if holding else own
    found = zip(*speakers(piece, sorted([*around, wanted], key=lambda one: one.start), language), strict=True)
    said = {(passage.start, passage.end): speaker for passage, speaker in found}
    exact = said.get((wanted.start, wanted.end))
    return exact or next((who for (a, b), who in said.items() if who and a <= own.start and b >= own.end), None)


def put_of_head(document: Document, step: Mapping[str, Any], head: Sequence[Line]) -> None:
    """Put words of the head of an article, its lines one after another, where they belong."""
    if step.get("as") not in ("title", "byline", "date"):
        raise Refusal("This stands beside the article, and is no part of its text: mark words of the text.")
    lines = "\n".join(one.text for one in head)
    put_words(document, step, lines, is_printed=not _line_at(head, lines, step).why)


def _line_at(head: Sequence[Line], lines: str, step: Mapping[str, Any]) -> Line:
    start, end = step.get("start"), step.get("end")
    if type(start) is int and type(end) is int and lines:
        first, _ = marked(lines, start, end)
        if (number := lines.count("\n", 0, first)) < len(head):
            return head[number]
    raise Refusal("No words of the article are marked. Mark some, and do it again.")


def put_words(document: Document, step: Mapping[str, Any], article: str, *, is_printed: bool = True) -> None:
    """Put words of the article where they belong: they are taken from its text, and never from the page.

    On a day that is not printed rests no date until somebody says on what it does.
    """
    start, end, what = step.get("start"), step.get("end"), step.get("as")
    if type(start) is not int or type(end) is not int or not article:
        raise Refusal("No words of the article are marked. Mark some, and do it again.")
    first, last = marked(article, start, end)
    words = words_at(article, first, last)
    language = document.get("language")
    tag = language if isinstance(language, str) and language != "TODO" else None
    number = step.get("source")
    if what in ("title", "byline"):
        document.set((what,), words)
    elif what == "date":
        document.set(("published",), day_in(words, tag))
        if is_printed and document.get("published_basis") == "TODO":
            document.set(("published_basis",), "printed")
    elif what == "quotation":
        _quotation(document, words, tag, number if type(number) is int else None, article)
    elif what in ("name", "role"):
        field = "name_printed" if what == "name" else "role"
        beside = _quoted_beside(document.get("sources"), article, (first, last), field)
        _named(document, field, words, number if type(number) is int else beside)
    else:
        raise Refusal("The page asks for something that the desk does not know. Reload it, and do it again.")


def _quotation(document: Document, words: str, tag: str | None, number: int | None, article: str) -> None:
    quote: dict[str, Any] = {"text": words, "language": tag or "TODO"}
    if (tag or "").partition("-")[0] != "en":
        quote["translation"] = {"text": "TODO", "by": "TODO"}
    sources = document.get("sources")
    if number is None and isinstance(sources, list):
        number = _same_speaker(sources, speaker_of(article, words, tag))
    if number is None:
        source = {"name": "TODO", "actor": "TODO", "identified": "TODO", "cited": "quoted", "says": "TODO"}
        add_source(document, {**source, "quote": quote})
        return
    _need_source(document, number)
    document.set(("sources", number, "quote"), quote)
    if document.get("sources", number, "cited") != "relayed":
        document.set(("sources", number, "cited"), "quoted")
    if document.get("sources", number, "says") is None:
        document.set(("sources", number, "says"), "TODO")


def _same_speaker(sources: list[Any], said: Any) -> int | None:
    """The one source without a quotation that has the name of the speaker."""
    if said is None or not said.name or not said.is_certain:
        return None
    names = {said.name.casefold()}
    found = [
        number
        for number, one in enumerate(sources)
        if isinstance(one, dict)
        and not one.get("quote")
        and {str(one.get("name", "")).casefold(), str(one.get("name_printed", "")).casefold()} & names
    ]
    return found[0] if len(found) == 1 else None


def _quoted_beside(sources: Any, article: str, words: tuple[int, int], field: str) -> int | None:
    """The one source that lacks a field and whose quotation stands in the same paragraph as some words."""
    if not isinstance(sources, list):
        return None
    start, end = article.rfind("\n\n", 0, words[0]) + 1, article.find("\n\n", words[1])
    found = []
    for number, one in enumerate(sources):
        quote = one.get("quote") if isinstance(one, dict) and one.get(field) in (None, "TODO") else None
        place = _place(article, str(quote.get("text", ""))) if isinstance(quote, dict) else None
        is_named = field == "name_printed" and one.get("name") not in (None, "TODO")
        if place and not is_named and start <= place[0] and (end < 0 or place[1] <= end):
            found.append(number)
    return found[0] if len(found) == 1 else None


def _named(document: Document, field: str, words: str, number: int | None) -> None:
    if number is None:
        source = {"name": "TODO", "actor": "TODO", "identified": "TODO", "cited": "TODO", "says": "TODO"}
        source |= {field: words}
        add_source(document, {name: source[name] for name in ORDER if name in source})
        return
    _need_source(document, number)
    document.set(("sources", number, field), words)


def add_source(document: Document, source: dict[str, Any]) -> None:
    """Put a source behind those that are there."""
    if isinstance(document.get("sources"), list) and document.get("sources"):
        document.append(("sources",), source)
    else:
        document.set(("sources",), [source])


def _need_source(document: Document, number: int) -> None:
    sources = document.get("sources")
    if not isinstance(sources, list) or not 0 <= number < len(sources):
        raise Refusal("This source is no longer in the file.")


def _place(text: str, quote: str) -> tuple[int, int] | None:
    at = text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    if not quote.strip():
        return None
    # A line end of the article may stand for a blank of the quotation.
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return found.span() if found else None


def _is_day(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def _characters(text: str, units: int) -> int:
    """A place counted in units of UTF-16, as a place counted in characters."""
    if text.isascii() or units <= 0:
        return max(0, min(units, len(text)))
    before = text.encode("utf-16-le", "surrogatepass")[: units * 2]
    return len(before.decode("utf-16-le", "ignore"))


def _whole(text: str, first: int, last: int) -> tuple[int, int]:
    while first > 0 and _joins(text[first - 1], text[first]):
        first -= 1
    while last < len(text) and _joins(text[last - 1], text[last]):
        last += 1
    return first, last


def _joins(one: str, other: str) -> bool:
    """Whether two signs stand in one word: there are no words to cut in a script without blanks."""
    return one.isalnum() and other.isalnum() and not (_CHARACTER.match(one) or _CHARACTER.match(other))
