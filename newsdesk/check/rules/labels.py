"""Rules on labels: what an outlet is stands in the register, and what a person is charged with, with its outcome."""

import re
from collections.abc import Container, Iterable, Iterator, Set

from newsdesk.check.charges import charges
from newsdesk.check.draft import AnyItem, Draft, Finding
from newsdesk.check.prose import sentences
from newsdesk.load import Loc
from newsdesk.model.quoting import QUOTED

_PATTERN = (
    r"\b(?:(?:state|government)[- ](?:owned|run|controlled|funded|backed|affiliated|aligned)"
    r"|(?:privately|publicly|foreign|western)[- ](?:owned|run|funded|backed)|private|independent"
    r"|(?:pro|anti)-[\w-]+|opposition(?:al)?|propaganda|mouthpiece|tabloid|partisan|nonpartisan"
    r"|liberal|conservative|left-wing|right-wing|far-right|far-left|nationalist|mainstream"
    r"|reputable|respected|influential|leading|controversial|notorious|fringe"
    r"|независим\w+|государственн\w+|провластн\w+|оппозиционн\w+|про\w*кремл\w+|про(?:российск|западн)\w+"
    r"|частн\w+)\b"
)
_KIND_WORDS = re.compile(_PATTERN, re.IGNORECASE)
# Each kind-word holds one of these. Most texts hold none, which is found out in a tenth of the time.
_STEMS = (
    " run", "-run", "owned", "controlled", "funded", "backed", "affiliated", "aligned", "private", "independent",
    "pro-", "anti-", "opposition", "propaganda", "mouthpiece", "tabloid", "partisan", "liberal", "conservative",
    "-wing", "far-", "nationalist", "mainstream", "reputable", "respected", "influential", "leading", "controversial",
    "notorious", "fringe", "независим", "государственн", "провластн", "оппозиционн", "кремл", "пророссийск",
    "прозападн", "частн",
)  # fmt: skip
# Before a name up to two words may stand between ("independent Danish agency Ritzau"), without a
# comma; behind it, an apposition or "is" opens the label ("Ritzau, an independent agency").
_BEFORE = re.compile(r"(?:\s+[^\s,;:.()]+){0,3}\s+(?:the\s+)?$")
_AFTER = re.compile(r"(?:\s*[,(–—]\s*|\s+(?:is|was|which is|,)\s+)(?:[^\s,;:.()]+\s+){0,3}$")


def kind_word(draft: Draft) -> Iterator[Finding]:
    """No word such as state-owned or independent stands beside a registered outlet's name.

    Typed by hand such labels drift: the same outlet was private one week and state-owned in the
    next. They belong in outlets.yaml, with a date and a reference. Quotations are exempt.
    """
    items = [item for item in draft.mentioning() if item.keys.get("labelled")]
    if not items or not (names := _names(draft)):
        return
    for item in items:
        for loc, start, sentence in item.keys["labelled"]:
            named = list(names.finditer(sentence))
            for word in _KIND_WORDS.finditer(sentence) if named else ():
                if name := _beside(sentence, word, named):
                    yield Finding(
                        item,
                        tuple(loc),
                        f'"{word[0]}" stands beside the outlet "{name}".',
                        "Delete it: what an outlet is stands in outlets.yaml, with its basis.",
                        offset=start + word.start(),
                    )


def charge_without_outcome(draft: Draft) -> Iterator[Finding]:
    """A charge, suspicion, detention or label against a person stands with its outcome, or with the day of the search.

    Whoever is suspected in one year is often acquitted in the next. The outcome stands in a text of the same record,
    or in the proceedings of the person's record, whose newest state every page about them shows.
    """
    items = [item for item in draft.mentioning() if item.keys.get("charges")]
    if not items:
        return
    bodies = _spelt([*draft.outlets.values(), *draft.places.values()])
    bodies |= _spelt(item for item in draft.people.values() if item.keys.get("body"))
    accused = {name: item for name, item in draft.people.items() if item.keys.get("proceedings")}
    closed = _spelt(accused.values())
    for item in items:
        for loc, start, kind, said, party, names in item.keys["charges"]:
            if any(party.endswith(name) for name in bodies):
                continue
            if closed and _is_of(party, names, closed, accused, item.keys.get("people", ())):
                continue
            yield Finding(
                item,
                tuple(loc),
                f'"{said}" tells of {_TOLD[kind]} without what came of it.',
                "Write the outcome, with its date, into a text of this record, or that no outcome was found by a day"
                " with its year; or record the proceedings in people.yaml.",
                offset=start,
            )


_TOLD = {"charge": "a charge", "suspicion": "a suspicion", "detention": "a detention", "label": "a label"}


def _spelt(items: Iterable[AnyItem]) -> set[str]:
    return {name for item in items for name in item.keys["names"] if len(name) > 1}


def _is_of(
    party: str, names: Iterable[str], closed: Set[str], accused: Container[str], cited: Iterable[tuple[Loc, str]]
) -> bool:
    """Whether a charge is against somebody whose proceedings are on record, by name or as the only one it can be."""
    around = [party, *names]
    if any(word in closed or any(name.endswith(f" {word}") for name in closed) for word in around if word):
        return True
    return not names and any(who in accused for _, who in cited)


def charged(texts: Iterable[tuple[Loc, str]], year: int | None) -> list[tuple[Loc, int, str, str, str, list[str]]]:
    """The charges without outcome in the texts of a record: field, offset, kind, words, against whom, names around."""
    fields = list(texts)
    return [
        (fields[one.field][0], one.start, one.kind, one.text, one.party, list(one.names))
        for one in charges([text for _, text in fields], year)
    ]


def labelled(texts: Iterable[tuple[Loc, str]]) -> list[tuple[Loc, int, str]]:
    """The sentences of some texts that hold such a word outside quotations: field, offset there, and the sentence."""
    found = []
    for loc, text in texts:
        folded = text.casefold()
        if not any(map(folded.__contains__, _STEMS)):
            continue
        masked = QUOTED.sub(lambda quoted: "·" * len(quoted[0]), text)
        found += [(loc, s.start, s.text) for s in sentences(masked) if _KIND_WORDS.search(s.text)]
    return found


def _names(draft: Draft) -> re.Pattern[str] | None:
    spellings = {spelling for item in draft.outlets.values() for spelling in item.keys["names"] if len(spelling) > 1}
    if not spellings:
        return None
    longest_first = sorted(spellings, key=lambda s: (-len(s), s))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


def _beside(sentence: str, word: re.Match[str], names: list[re.Match[str]]) -> str | None:
    for name in names:
        if name.start() >= word.end() and _BEFORE.fullmatch(sentence, word.end(), name.start()):
            return name[0]
        if word.start() >= name.end() and _AFTER.fullmatch(sentence, name.end(), word.start()):
            return name[0]
    return None


RULES = (kind_word, charge_without_outcome)
