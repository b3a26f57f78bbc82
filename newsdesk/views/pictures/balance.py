"""The balance of sides in figures: for a terminal as text, and for programs as data, each figure with its entries."""

from collections import Counter
from collections.abc import Iterator, Mapping
from heapq import nsmallest
from typing import Any

from newsdesk.collection import Collection
from newsdesk.collection.balance import ALPHA, CHARGED, MOST, NONE, Balance, Difference
from newsdesk.collection.balance.chances import CONFIDENCE, LEAST, interval
from newsdesk.collection.balance.tallies import Tallies, Tally
from newsdesk.interface import ENGLISH, Words, words_of
from newsdesk.model import Cited, Identified
from newsdesk.model.attribution import KINDS
from newsdesk.views.setting.codes import country_name

PLACES = (
    "sentences", CHARGED, "figures", "summaries", "context notes", "story summaries",
    "weekly notes", "accounts",
)  # fmt: skip
"""Where one of two sides stands first, in the order in which it is told."""
RULE = (
    f"Shares stand with Wilson's interval of {CONFIDENCE:.0%}. Of fewer than {LEAST} cases nothing is drawn."
    " Two shares are compared by Fisher's exact test, two counts by the exact binomial test,"
    f" of at most {MOST} sides. Told is what chance alone"
    f" would make in less than {ALPHA:.0%} of such reports, all comparisons of a report corrected by Holm's method."
    " Sentences that repeat a formula are counted each time, though they are no independent cases."
    " There is no score and no verdict: what differs may have its reason."
)
_MEASURES = {"speaks": "identified", "office": "actor", "cited": "cited"}


def side_name(collection: Collection, side: str, words: Words | None = None) -> str:
    """What a side is called: a country or a body by its name."""
    words = words or collection.words
    if side == NONE:
        return words("no side")
    if person := collection.people.get(side):
        return person.name
    own = collection.words.countries.get(side)
    return own[0] if own else country_name(words, side)


def as_data(
    collection: Collection, balance: Balance, scope: dict[str, str | None], most: int | None = None
) -> dict[str, Any]:
    """The balance for programs: each figure with the ids of its entries, as often as they were counted.

    With `most` only so many of these, the first by their ids.
    """
    words = words_of(ENGLISH)
    sides = {}
    for side in balance.sides:
        sides[side or "none"] = {
            "name": side_name(collection, side, words),
            "words": _words(balance, side),
            **{name: _tally(getattr(balance, field), side, most) for name, field in _MEASURES.items()},
            "verbs": _tally(balance.kinds, side, most),
            "verbs_by_lemma": _tally(balance.verbs, side, most),
        }
    first = [
        {
            "place": place,
            "sides": list(pair),
            "counts": [tally.count(side) for side in pair],
            "share": _share(tally.count(pair[0]), tally.whole),
            "entries": {side: _ids(tally.found.get(side, {}), most) for side in pair},
        }
        for pair, place, tally in _firsts(balance)
    ]
    return {
        "balance": {
            "scope": scope,
            "entries": balance.entries,
            "rule": RULE,
            "unassigned": balance.cited[NONE].whole if NONE in balance.cited else 0,
            "sides": sides,
            "first": first,
            "compared": balance.compared,
            "asymmetries": [_asymmetry(difference) for difference in balance.differences],
        }
    }


def _asymmetry(difference: Difference) -> dict[str, Any]:
    return {
        "measure": difference.measure,
        "value": difference.value or None,
        "sides": list(difference.sides),
        "counts": list(difference.counts),
        "of": list(difference.wholes) if difference.wholes else None,
        "p": float(f"{difference.chance:.3g}"),
    }


def _words(balance: Balance, side: str) -> int:
    return balance.says[side].whole if side in balance.says else 0


def _tally(tallies: Tallies, side: str, most: int | None) -> dict[str, Any]:
    tally = tallies.get(side) or Tally()
    return {
        "n": tally.whole,
        "values": {
            value: {
                "count": tally.count(value),
                "share": _share(tally.count(value), tally.whole),
                "entries": _ids(tally.found[value], most),
            }
            for value in sorted(tally.found, key=lambda value: (-tally.count(value), value))
        },
    }


def _share(count: int, whole: int) -> dict[str, float] | None:
    """A share and its interval; None of too few cases."""
    if whole < LEAST:
        return None
    low, high = interval(count, whole)
    return {"share": round(count / whole, 4), "low": round(low, 4), "high": round(high, 4)}


def _ids(found: Mapping[str, int], most: int | None) -> dict[str, int]:
    return {id: found[id] for id in (sorted(found) if most is None else nsmallest(most, found))}


def _firsts(balance: Balance) -> Iterator[tuple[tuple[str, str], str, Tally]]:
    """Who stands first, by the two sides with most cases and by place."""
    order = sorted(balance.first, key=lambda pair: (-max(t.whole for t in balance.first[pair].values()), pair))
    for pair in order:
        for place in PLACES:
            if place in balance.first[pair]:
                yield pair, place, balance.first[pair][place]


def as_text(collection: Collection, balance: Balance) -> str:
    """The balance for a terminal."""
    return "\n".join(_lines(collection, balance)) + "\n"


def _lines(collection: Collection, balance: Balance) -> Iterator[str]:
    words = words_of(ENGLISH)
    names = {side: side_name(collection, side, words) for side in balance.sides}
    sources = sum(tally.whole for tally in balance.cited.values())
    none = balance.cited[NONE].whole if NONE in balance.cited else 0
    yield f"Balance of {balance.entries:,} entries with {sources:,} sources, {none:,} of which have no side."
    yield RULE
    if not names:
        yield ""
        yield "Nobody speaks for a side here, and no side is named."
        return
    width = max(18, *map(len, names.values()))
    yield ""
    columns = [*map(str, Identified), *map(str, Cited)]
    heads = ["sources", "speak", *columns, "words"]
    yield "Who speaks".ljust(width) + "".join(f"{head:>13}" for head in heads)
    for side in balance.sides:
        if side in balance.cited:
            yield names[side].ljust(width) + "".join(f"{count:>13,}" for count in _row(balance, side))
    yield from _shares("In which office", names, balance.actor, width)
    yield from _shares("Verbs of our own prose", names, balance.kinds, width, [*KINDS])
    yield from _verbs(names, balance.verbs, width)
    yield from _first_lines(names, balance)
    yield ""
    if balance.differences:
        yield f"More than chance ({balance.compared:,} comparisons)"
        yield from (f"  {said(difference, names)}" for difference in balance.differences)
    else:
        yield f"Nothing differs by more than chance would make it ({balance.compared:,} comparisons)."


def _row(balance: Balance, side: str) -> list[int]:
    cited, named = balance.cited[side], balance.identified.get(side) or Tally()
    return [
        cited.whole, named.whole, *(named.count(str(value)) for value in Identified),
        *(cited.count(str(value)) for value in Cited), _words(balance, side),
    ]  # fmt: skip


def _shares(
    title: str, names: dict[str, str], tallies: Tallies, width: int, order: list[str] | None = None
) -> Iterator[str]:
    yield ""
    yield title
    for side, name in names.items():
        tally = tallies.get(side) or Tally()
        if not tally.whole:
            continue
        values = sorted(tally.found, key=lambda value: (-tally.count(value), value))
        parts = [f"{value} {_with_share(tally.count(value), tally.whole)}" for value in values]
        yield f"{name.ljust(width)}{tally.whole:>5}  {', '.join(parts)}"


def _with_share(count: int, whole: int) -> str:
    share = _share(count, whole)
    return f"{count} ({share['low']:.0%}-{share['high']:.0%})" if share else f"{count}"


def _verbs(names: dict[str, str], verbs: Tallies, width: int) -> Iterator[str]:
    yield ""
    yield "Each verb"
    for side, name in names.items():
        if tally := verbs.get(side):
            counts = Counter({value.partition(" ")[2]: tally.count(value) for value in tally.found})
            order = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
            yield f"{name.ljust(width)}{tally.whole:>5}  {', '.join(f'{verb} {count}' for verb, count in order)}"


def _first_lines(names: dict[str, str], balance: Balance) -> Iterator[str]:
    yield ""
    yield "Who stands first"
    few: set[tuple[str, str]] = set()
    told: set[tuple[str, str]] = set()
    for pair, place, tally in _firsts(balance):
        if tally.whole < LEAST:
            few.add(pair)
            continue
        told.add(pair)
        one, other = pair
        counts = f"{names[one]} {tally.count(one)} : {tally.count(other)} {names[other]}"
        share = interval(tally.count(one), tally.whole)
        yield f"  {place + ':':<36}{counts} ({share[0]:.0%}-{share[1]:.0%})"
    if few - told:
        yield f"  {len(few - told)} more pairs of sides stand together too seldom to draw."


def said(difference: Difference, names: dict[str, str]) -> str:
    """A difference in one line."""
    one, other = difference.sides
    chance = f"p {'<' if difference.chance < 0.001 else '='} {max(difference.chance, 0.001):.3f}"
    what = f"{difference.measure}, {difference.value}" if difference.value else difference.measure
    if difference.wholes is None:
        return f"{what}: {names[one]} {difference.counts[0]} : {difference.counts[1]} {names[other]} ({chance})"
    parts = [
        f"{names[side]} {count} of {whole}"
        for side, count, whole in zip(difference.sides, difference.counts, difference.wholes, strict=True)
    ]
    return f"{what}: {', '.join(parts)} ({chance})"
