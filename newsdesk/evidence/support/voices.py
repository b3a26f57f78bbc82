"""Who is named where on a page, and who is meant where nobody is named: by a pronoun, an office, or as its author."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.concepts import is_han, stem
from newsdesk.evidence.support.reading.lexemes import Lexeme
from newsdesk.evidence.support.reading.names import Name, Names
from newsdesk.evidence.support.reading.roles import is_head, is_of_person
from newsdesk.evidence.support.reading.sounds import consonants
from newsdesk.evidence.support.reading.unmarked import (
    own_pronouns,
    pronouns,
    saying_phrases,
    sayings,
    source_words,
    subordinators,
    third_pronouns,
)
from newsdesk.evidence.support.text import Text

_SAID = re.compile(r"“[^”]+”|«[^»]+»|\"[^\"]+\"|„[^“”]+[“”]|「[^」]+」")
_ASKED = re.compile(r"(?m)^\s*(?:[QВСJ]|问|Савол|Суроо|س|Question|Вопрос|Savol)\s*[:：.]")
_WORD = re.compile(r"[^\W\d_]+")
_WE = re.compile("我们?")
_SHE = re.compile("[他她](?!们)")
_OPENING = 4
"""So many words of a sentence say whether it goes on with whom the one before named."""
_FIRST = 12
"""So near the beginning of a sentence an office is who it speaks of."""
_HE = re.compile(r"\s*(?:据|按照?|在|但是?|而|不过)?，?(?:[他她](?!们)|其(?![他中余次实它]))")


def who(name: Name) -> str:
    """The same for every mention of somebody: the id, or the consonants of the last word."""
    return name.id or consonants(name.words[-1]) or name.words[-1]


def is_somebody(name: Name) -> bool:
    """Whether a name is that of a person, as far as can be told."""
    return name.person and (name.full or bool(name.id))


def says(text: Text, name: Name) -> bool:
    """Whether a verb of saying follows a name of a sentence."""
    behind = next((one.text for one in text.lexemes if one.start >= name.end), "")
    return behind in sayings(text.code)


def speaks(text: Text, name: Name) -> bool:
    """Whether a sentence gives words to a name: a verb of saying stands near, or what stands before a source."""
    verbs, phrases = sayings(text.code), saying_phrases(text.code)
    words = text.lexemes
    at = next((number for number, one in enumerate(words) if one.start >= name.start), len(words))
    behind = next((number for number, one in enumerate(words) if one.start >= name.end), len(words))
    for number in (*range(max(0, at - 6), at), *range(behind, min(len(words), behind + 6))):
        one = words[number]
        if one.text in verbs or any(
            tuple(word.text for word in words[number : number + len(phrase)]) == phrase
            for phrase in phrases.get(one.text, ())
        ):
            return True
    return False


def named_in(page: Page, names: Names, people: bool) -> Mapping[int, Mapping[str, int]]:
    """Who is named in each sentence, by its number, and where last: the people, or the bodies."""
    return page.known(names, "named", _named)[people]


def _named(page: Page, names: Names) -> tuple[dict[int, dict[str, int]], dict[int, dict[str, int]]]:
    bodies: dict[int, dict[str, int]] = {}
    people: dict[int, dict[str, int]] = {}
    for one in page.everybody(names):
        if is_somebody(one):
            people.setdefault(page.spot(one.start)[0], {})[who(one)] = one.start
        elif (one.full or one.id) and not names.is_place(one.id):
            bodies.setdefault(page.spot(one.start)[0], {})[who(one)] = one.start
    for person, places in said_by_office(page, names).items():
        for at in places:
            number = page.spot(at)[0]
            if at - page.breaks[0][number] < _FIRST:
                people.setdefault(number, {}).setdefault(person, at)
    return bodies, people


def said_by_head(name: Name, page: Page, names: Names) -> list[int]:
    """Where a body is named by what it is alone: the bank, the association, behind its whole name."""
    first = page.order.get(name.start)
    if first is None:
        return []
    last = first
    while last + 1 < len(page.lexemes) and page.lexemes[last + 1].start < name.end:
        last += 1
    near = page.lexemes[max(0, first - 1) : last + 2]
    heads = {stem(one.text) for one in near if one.kind == "w" and is_head(one.text, page.code)}
    inside = [(one.start, one.end) for one in page.names(names) if one.id or len(one.words) > 1]
    found = (at for _, at in _where(heads, page) if at > name.end) if heads else ()
    return [at for at in found if not any(start <= at < end for start, end in inside)]


def _where(stems: Container[str], page: Page) -> Iterator[tuple[str, int]]:
    """Where words with one of some stems stand."""
    for one in page.lexemes:
        if one.kind == "w" and (begin := stem(one.text)) in stems:
            yield begin, one.start


def said_by_office(page: Page, names: Names) -> Mapping[str, list[int]]:
    """Where somebody is named by an office alone that the page gives to nobody else: the blogger, the minister."""
    return page.known(names, "offices", _offices)


def _offices(page: Page, names: Names) -> dict[str, list[int]]:
    holders: dict[str, set[str]] = {}
    beside = set()
    for one in page.everybody(names):
        at = page.order.get(one.start, 0) - 1
        if at < 0 or not is_somebody(one) or page.lexemes[at].kind != "w":
            continue
        before = page.lexemes[at]
        if one.start - before.end > 2 or len(before.text) < 4 or is_head(before.text, page.code):
            continue
        if is_of_person(before.text, page.code):
            holders.setdefault(stem(before.text), set()).add(who(one))
            beside.add(before.start)
    single = {office: next(iter(people)) for office, people in holders.items() if len(people) == 1 and office}
    found: dict[str, list[int]] = {}
    for office, at in _where(single, page):
        if at not in beside:
            found.setdefault(single[office], []).append(at)
    return found


def going_on(page: Page) -> frozenset[int]:
    """The numbers of the sentences that begin with a pronoun for who was named before."""
    return page.remembered("going on", _going_on)


def _going_on(page: Page) -> frozenset[int]:
    if is_han(page.code):
        return frozenset(number for number, at in enumerate(page.breaks[0]) if _HE.match(page.text, at))
    begins: dict[int, list[Lexeme]] = {}
    for one in page.lexemes:
        here = begins.setdefault(page.spot(one.start)[0], [])
        if len(here) < _OPENING:
            here.append(one)
    said, third, sources = pronouns(page.code), third_pronouns(page.code), source_words(page.code)
    return frozenset(
        number
        for number, here in begins.items()
        if here[0].text in said
        or _is_of_nobody(here, page)
        or any(one.text in third and two.text in sources for one in here for two in here if one is not two)
    )


def _is_of_nobody(here: Sequence[Lexeme], page: Page) -> bool:
    """Whether a sentence begins with a verb of saying of which nobody is the subject: وأضاف أن."""
    verbs = sayings(page.code)
    joined = here[0].text in verbs or (page.code == "ar" and here[0].text[1:] in verbs)
    if not joined or len(here) < 2:
        return False
    return here[1].text in subordinators(page.code) or ":" in page.text[here[0].end : here[1].start]


def is_of_one_voice(page: Page) -> bool:
    """Whether the whole page is somebody's own words: an interview, a statement, a diary."""
    return page.remembered("one voice", _is_of_one_voice)


def _is_of_one_voice(page: Page) -> bool:
    text = _SAID.sub("", page.text)
    if len(_ASKED.findall(text)) > 1:
        return True
    if is_han(page.code):
        said = len(_WE.findall(text))
    else:
        own = own_pronouns(page.code)
        said = sum(word.lower() in own for word in _WORD.findall(text)) if own else 0
    return said >= max(3, len(page.breaks[0]) / 4)


def is_about(name: Name, page: Page, names: Names) -> bool:
    """Whether a page is about somebody: named first, before all others, and *she* in a third of the sentences."""
    return page.known(names, "about", _about) == who(name)


def _about(page: Page, names: Names) -> str:
    people = [one for one in page.everybody(names) if is_somebody(one)]
    if not people or page.spot(people[0].start)[1] > 1:
        return ""
    if is_han(page.code):
        she = {page.spot(match.start())[0] for match in _SHE.finditer(page.text)}
    else:
        said = third_pronouns(page.code)
        she = {page.spot(one.start)[0] for one in page.lexemes if one.text in said}
    return who(people[0]) if len(she) >= max(4, len(page.breaks[0]) / 3) else ""
