"""What words given as verbatim differ in from the nearest passage of a page: a word, a figure, a "not"."""

from dataclasses import dataclass
from enum import Enum

from newsdesk.evidence.languages import language_of
from newsdesk.evidence.passages import Text, pieces
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.words import words


class Differs(Enum):
    """In what."""

    NEGATION = "negation"
    FIGURE = "figure"
    WORDS = "words"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Difference:
    """The passage that is nearest, what of it the quotation lacks, and what the quotation has instead."""

    kind: Differs
    nearest: str
    theirs: str = ""
    ours: str = ""


def compared(quotation: str, page: Page) -> Difference | None:
    """In what a quotation differs from a page; None where it stands there word for word, and whole."""
    text = page.article
    at = 0
    parts = pieces(quotation)
    for number, piece in enumerate(parts):
        left_out = number > 0, number + 1 < len(parts)
        wrong: Difference | None = None
        found = None
        for place in text.places_of(piece.words, at):
            size = len(piece.words)
            if cut := text.figure_cut(place, size, page.language):
                wrong = wrong or Difference(Differs.FIGURE, cut, cut)
            elif cut := text.negation_cut(place, size, page.language, left_out):
                wrong = wrong or Difference(Differs.NEGATION, _around(text, place, size), cut)
            else:
                found = place
                break
        if found is None:
            if wrong:
                return wrong
            if text.find(piece.words) is not None:
                return Difference(Differs.ORDER, _around(text, text.find(piece.words) or 0, len(piece.words)))
            return _nearest(" ".join(piece.words), text, page)
        at = found + len(piece.words)
    return None


def _around(text: Text, place: int, size: int) -> str:
    start, end = text.located[place].start, text.located[place + size - 1].end
    before = max(text.text.rfind(mark, 0, start) for mark in ".!?。\n")
    behind = min((at for mark in ".!?。\n" if (at := text.text.find(mark, end)) >= 0), default=len(text.text))
    return " ".join(text.text[before + 1 : behind + 1].split())


def _nearest(sought: str, text: Text, page: Page) -> Difference:
    """The nearest passage, and the words in which it differs. It is shown, and never taken for the quotation."""
    near = text.nearest(sought)
    mine, theirs = words(sought), words(near)
    lacking = [word for word in theirs if word not in mine]
    added = [word for word in mine if word not in theirs]
    language = language_of(page.language)
    denials = [*language.before, *language.behind, *language.near]
    said = [
        bool(any(phrase.at(some, at) for phrase in denials for at in range(len(some)))) for some in (lacking, added)
    ]
    if any(said):
        kind = Differs.NEGATION
    elif any(word[0].isdigit() for word in (*lacking, *added)):
        kind = Differs.FIGURE
    else:
        kind = Differs.WORDS
    return Difference(kind, near, " ".join(lacking), " ".join(added))
