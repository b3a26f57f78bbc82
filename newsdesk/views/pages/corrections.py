"""All corrections: fifty a page, the newest first, under a heading for each tier."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from newsdesk.collection import Collection
from newsdesk.interface import Words, kept
from newsdesk.model import Correction, CorrectionKind
from newsdesk.views.feeds.links import CORRECTIONS, feed_links
from newsdesk.views.setting.numbers import counted, numeral
from newsdesk.views.setting.page import Page, Part, render
from newsdesk.views.shared.corrected import Named, named
from newsdesk.views.shared.notices import sharing_line
from newsdesk.views.shared.paging import page_numbers, page_of

# Each may quote a whole text as it was and as it is: a hundred of them made a page of 160 kB.
SIZE = 50


@dataclass(frozen=True, slots=True)
class Tier:
    """The corrections of one kind on a page, newest first."""

    kind: CorrectionKind
    heading: str
    meaning: str
    """What the tier means, in a sentence."""
    days: Sequence[tuple[date, Sequence[tuple[Named, Sequence[Correction]]]]]
    """For each day what was corrected, with all that the day changed in it."""


@kept
def _headings(words: Words) -> dict[CorrectionKind, str]:
    return {
        CorrectionKind.MINOR: words.pgettext("corrections of one kind", "Minor"),
        CorrectionKind.MATERIAL: words.pgettext("corrections of one kind", "Material"),
        CorrectionKind.WITHDRAWN: words.pgettext("corrections of one kind", "Withdrawn"),
    }


@kept
def _meanings(words: Words) -> dict[CorrectionKind, str]:
    return {
        CorrectionKind.MINOR: words("It does not change what a reader takes from the text."),
        CorrectionKind.MATERIAL: words("It changes what a reader takes from the text."),
        CorrectionKind.WITHDRAWN: words("The entry no longer stands; its address stays and says why."),
    }


def corrections(collection: Collection) -> Iterator[Part]:
    """The list at `/corrections/`, below the hand-written text, and pages of older ones."""
    return (Part(_page, place) for place in page_numbers(len(collection.corrections), SIZE))


def _page(collection: Collection, number: int, newer: int) -> Iterator[Page]:
    words = collection.words
    part = page_of("corrections/", collection.corrections, number, newer, SIZE)
    if part.is_first:
        # Older pages never change, so there may be few that have none yet: the first one repeats what follows these.
        part = replace(part, items=collection.corrections[:SIZE])
    tiers = _tiers(words, [(made.correction, named(collection, made)) for made in part.items])
    outlets = {name for tier in tiers for _, found in tier.days for of, _ in found for name in of.outlets}
    sharing = {name: said for name in sorted(outlets) if (said := sharing_line(collection, name))}
    counts = _counts(collection, len(part.items)) if part.is_first else ""
    content = render("corrections.html", part.path, collection, part=part, tiers=tiers, sharing=sharing, counts=counts)
    toc = tuple((str(tier.kind), tier.heading) for tier in tiers)
    head = feed_links(words, part.path, CORRECTIONS)
    title, about = part.titled(words, words("Corrections")), words("All corrections.")
    yield Page(part.path, "corrections", title, about, content, toc, head)


def _counts(collection: Collection, shown: int) -> str:
    """How many corrections there are of each tier, and how many of them stand on the first page."""
    words, total = collection.words, len(collection.corrections)
    kinds = Counter(made.correction.kind for made in collection.corrections)
    tiers = [
        f"{_headings(words)[kind].lower()} {numeral(words, kinds[kind])}"
        for kind in reversed(CorrectionKind)
        if kinds[kind]
    ]
    said = words("{corrections} in all: {tiers}.").format(
        corrections=counted(words, total, "correction", "corrections"), tiers=", ".join(tiers)
    )
    if shown == total:
        return said
    newest = words("The newest {number} stand on this page.").format(number=numeral(words, shown))
    return f"{said} {newest}"


def _tiers(words: Words, items: Sequence[tuple[Correction, Named]]) -> list[Tier]:
    """What weighs most comes first; tiers without a correction are left out."""
    found = {kind: [pair for pair in items if pair[0].kind is kind] for kind in reversed(CorrectionKind)}
    return [
        Tier(kind, _headings(words)[kind], _meanings(words)[kind], _by_day(pairs))
        for kind, pairs in found.items()
        if pairs
    ]


def _by_day(pairs: Sequence[tuple[Correction, Named]]) -> list[tuple[date, list[tuple[Named, list[Correction]]]]]:
    days = groupby(pairs, key=lambda pair: pair[0].date)
    return [(day, _together(list(group))) for day, group in days]


def _together(pairs: Sequence[tuple[Correction, Named]]) -> list[tuple[Named, list[Correction]]]:
    """Corrections of one text under one name, as long as nothing stands between them."""
    groups = groupby(pairs, key=lambda pair: (pair[1].path, pair[1].title))
    together = [list(group) for _, group in groups]
    return [(group[0][1], [correction for correction, _ in group]) for group in together]
