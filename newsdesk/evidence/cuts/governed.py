"""Whether the clause that governs the words of a quotation denies them: *I do not think that*, *nobody said that*."""

import re
from collections.abc import Sequence

from newsdesk.evidence.cuts.clauses import Gap, begins, clause_end, clause_start, ends_clause, first_of, places
from newsdesk.evidence.languages import Language, Phrase
from newsdesk.evidence.words import WORD

# How many words are looked at: of the clause of the quotation, of the one that governs it, between its verb and the
# quotation, and between two parts of "neither, nor".
_OWN, _GOVERNING, _BETWEEN, _BARE, _BEHIND, _APART = 14 * WORD, 9 * WORD, 4, 1, 5 * WORD, 9
_COMMA = re.compile(r"\s*[,،，、]\s*")
_SENTENCE = re.compile(r"[.!?…。！？؟;؛\n\"“”„«»‹›「」『』]")
_ASKS = re.compile(r"[?？؟]")

Span = tuple[int, int]


def denied_before(words: Sequence[str], gap: Gap, first: int, language: Language) -> Span | None:
    """From where to where the denial stands that governs the words from `first` on; None where there is none."""
    if not (language.saying or language.twofold) or not first:
        return None
    found = _twofold(words, gap, first, language)
    start = clause_start(words, gap, first, _OWN, language)
    if not found and start < first:
        found = _denial(words, start, first, start, language)
    found = found or _linked(words, gap, start, first, language)
    return None if found and _is_question(words, gap, first) else found


def _linked(words: Sequence[str], gap: Gap, start: int, first: int, language: Language) -> Span | None:
    """The denial before the link with which the clause begins, or before that clause where it may have none."""
    is_bare = _stands(words, start, language.bare)
    link = _link_of(words, gap, start, first, language)
    if link is None:
        if not is_bare or not start or not (_COMMA.fullmatch(gap(start)) if language.mood else not gap(start).strip()):
            return None
        if language.mood and not places(words, start, min(start + 8, len(words)), language.mood):
            return None
        found = _governing(words, gap, start, language, _BARE)
        # "I said nothing they could use": the denial behind the verb is what is said.
        return None if found and places(words, found[0], found[0] + 1, language.saying) else found
    at, end = link
    # "Not that because": what the link begins with is another conjunction.
    if language.bare and end <= start and begins(words, start, language) and not is_bare:
        return None
    if (
        not at
        or not _is_open(gap(at))
        or any(one[1] == at for one in places(words, max(0, at - 2), at, language.unlinked))
    ):
        return None
    return _governing(words, gap, at, language, _BETWEEN)


def _link_of(words: Sequence[str], gap: Gap, start: int, first: int, language: Language) -> Span | None:
    """The link that a clause begins with, or that stands right before it."""
    here = [one for one in places(words, start, min(start + 3, len(words)), language.link) if one[0] == start]
    if here and start <= first:
        return max(here, key=lambda one: one[1])
    before = [one for one in places(words, max(0, start - 3), start, language.link) if one[1] == start]
    if before and not ends_clause(gap(start), language):
        return min(before)
    return None


def _governing(words: Sequence[str], gap: Gap, end: int, language: Language, between: int) -> Span | None:
    """The denial in the clause that ends before a word; over what stands between commas: as some say."""
    start = clause_start(words, gap, end - 1, _GOVERNING, language)
    if _stands(words, start, language.aside) and start and _COMMA.fullmatch(gap(start)):
        return _governing(words, gap, start, language, between)
    if start and not _SENTENCE.search(gap(start)) and _stands(words, start - 1, language.supposed):
        return None
    if _stands(words, start, language.supposed):
        return None
    return _denial(words, start, end, end - between, language)


def _denial(words: Sequence[str], start: int, end: int, least: int, language: Language) -> Span | None:
    """A negated verb of saying or a denying one in a stretch of words, which ends no sooner than `least`."""
    denying = [one for one in places(words, start, end, language.denying) if one[1] >= least]
    saying = [one for one in places(words, start, end, language.saying) if one[1] >= least]
    verb = max([*denying, *saying], key=lambda one: (one[1], one[0]), default=None)
    if verb is None:
        return None
    negations = _negations(words, start, end, verb, language)
    if verb in denying:
        return None if negations or first_of(words, start, end, language.near, ()) else verb
    return (min(verb[0], negations[0]), max(verb[1], negations[1])) if negations else None


def _negations(words: Sequence[str], start: int, end: int, verb: Span, language: Language) -> Span | None:
    """The negation in the clause of a verb; none that belongs to what only looks like one.

    What has the verb itself in it excuses nothing: *nicht wahr* is harmless, and *es ist nicht wahr, dass* is not.
    """
    harmless = [p for p in language.harmless if not any(a < verb[1] and verb[0] < b for a, b in _near(words, verb, p))]
    weak = {phrase.parts for phrase in language.weak}
    phrases = [one for one in (*language.before, *language.behind, *language.scant) if one.parts not in weak]
    return first_of(words, start, end, phrases, harmless)


def _near(words: Sequence[str], verb: Span, phrase: Phrase) -> list[Span]:
    return places(words, max(0, verb[0] - 3), min(len(words), verb[1] + 3), (phrase,))


def denied_behind(words: Sequence[str], gap: Gap, end: int, language: Language) -> Span | None:
    """The same of a denial behind the words that end before `end`, in languages whose verb comes last."""
    if not language.quoting or end >= len(words):
        return None
    at = end
    stop = clause_end(words, gap, end - 1, _BEHIND, language)
    if denial := first_of(words, end, stop, language.denying, ()):
        denied = first_of(words, denial[1], min(stop + 2, len(words)), language.behind, ())
        return None if denied else denial
    if not _stands(words, end - 1, language.quoting):
        at = clause_end(words, gap, end - 1, _OWN, language)
        if at >= len(words) or not _stands(words, at, language.quoting) or not _is_open(gap(at)):
            return None
        at += 1
    if at >= len(words) or ends_clause(gap(at), language):
        return None
    stop = clause_end(words, gap, at, 6 * WORD, language)
    verb = next(iter(places(words, at, stop, language.saying)), None)
    denying = next(iter(places(words, at, stop, language.denying)), None)
    if verb is None and denying is None:
        return None
    negation = first_of(words, at, stop, (*language.before, *language.behind), language.harmless)
    if _is_question(words, gap, stop - 1):
        return None
    if denying and (verb is None or denying[0] <= verb[0]):
        return None if negation and negation != denying else denying
    assert verb is not None
    # "Who said so did not come": a denial further on is of another verb.
    if negation is None or negation[0] > verb[1]:
        return None
    return min(verb[0], negation[0]), max(verb[1], negation[1])


def _twofold(words: Sequence[str], gap: Gap, first: int, language: Language) -> Span | None:
    """The second of two words of which each denies what follows it, where the first stands before it."""
    for at in range(first - 1, max(0, first - 4) - 1, -1):
        if at + 1 < len(words) and at + 1 <= first and _parted(gap(at + 1)):
            return None
        for one, other in language.twofold:
            if not other.at(words, at):
                continue
            for before in range(at - 1, max(0, at - _APART) - 1, -1):
                if _SENTENCE.search(gap(before + 1)):
                    break
                excused = places(words, before, min(before + 3, at), language.harmless)
                if one.at(words, before) and not any(begin == before for begin, _ in excused):
                    return at, at + 1
    return None


def _parted(between: str) -> bool:
    return _COMMA.fullmatch(between) is not None or _SENTENCE.search(between) is not None


def _stands(words: Sequence[str], at: int, phrases: Sequence[Phrase]) -> bool:
    return 0 <= at < len(words) and any(phrase.at(words, at) for phrase in phrases)


def _is_open(between: str) -> bool:
    """Whether what stands between two clauses leaves them in one sentence, and opens no quotation."""
    return not between.strip() or _COMMA.fullmatch(between) is not None


def _is_question(words: Sequence[str], gap: Gap, at: int) -> bool:
    """Whether the sentence of a word asks: *did I not say that* says that."""
    for number in range(at + 1, len(words)):
        if _SENTENCE.search(between := gap(number)):
            return _ASKS.search(between) is not None
    return False
