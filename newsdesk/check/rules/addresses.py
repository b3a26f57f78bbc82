"""Rules on addresses, texts and places: one article is monitored once, one text is one report, and a place lies
where its country does."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import unquote

from newsdesk.check.draft import Draft, Finding, Item, Referring
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.evidence.fingerprint import Recorded
from newsdesk.load import Loc
from newsdesk.model import Entry
from newsdesk.model.archives import told_apart
from newsdesk.model.codes import week_days, week_of
from newsdesk.model.coordinates import lies_in
from newsdesk.model.register import newsroom
from newsdesk.problems import Severity

# From which share of the shorter text on two articles are pointed out.
LIKE = 0.4
_SAY = (
    "If one was taken from the other, write there syndicated_from: with the outlet that was first;"
    " if both have it from a third, in both."
)


def is_same_page(one: str, other: str) -> bool:
    """Whether two spellings lead to one page: letters written in numbers count as themselves."""
    return one == other or unquote(address_key(one)) == unquote(address_key(other))


def archive_of_another_page(draft: Draft) -> Iterator[Finding]:
    """An archived copy whose address tells which page it is of is one of the page that it stands beside."""
    for entry in draft.entries:
        pages = [entry.record.url, *(version.url for version in entry.record.versions)]
        yield from _other_copy(entry, ("archive_url",), entry.record.archive_url, pages)
    for item in draft.referencing():
        for name, reference in item.record.references.items():
            loc = ("references", name, "archive_url")
            yield from _other_copy(item, loc, reference.archive_url, [reference.url])


def _other_copy(item: Referring, loc: Loc, address: str | None, given: list[str | None]) -> Iterator[Finding]:
    pages = [page for page in given if page]
    if not address or not pages:
        return
    if any(is_same_page(address, page) for page in pages):
        hint = "Write the address of the copy, or remove it."
        yield Finding(item, loc, "This is the page itself, and no copy of it.", hint)
        return
    copied = told_apart(address)
    if copied.copy and copied.page and not any(is_same_page(copied.page, page) for page in pages):
        hint = f'It stands beside "{pages[0][:200]}": write the address of a copy of that page.'
        yield Finding(item, loc, f'This is a copy of "{copied.page[:200]}".', hint)


def duplicate_address(draft: Draft) -> Iterator[Finding]:
    """No two entries that stand are about one address; a language version belongs to the same entry."""
    for item in draft.looked_at:
        for loc, address, key in item.keys["addresses"]:
            if (other := draft.articles[key]) is not item:
                yield Finding(
                    item,
                    tuple(loc),
                    f'The article at "{address}" already has an entry.',
                    f"See {other.document.path}: keep one of them.",
                )


def same_text(draft: Draft) -> Iterator[Finding]:
    """Two articles with one text say where it comes from: else one report counts as two origins."""
    first: dict[str, Item[Entry]] = {}
    for item in draft.entries:
        if not (text := item.keys["text"]):
            continue
        other = first.setdefault(text, item)
        if other is item or _are_linked(draft, item, other):
            continue
        if draft.asked is None or item in draft.asked or other in draft.asked:
            message = 'Its text is that of "{}", word for word, and neither says which was first.'
            here, there = (other, item) if draft.asked and other in draft.asked else (item, other)
            yield Finding(here, ("evidence",), message.format(there.keys["id"]), _SAY, Severity.NOTE, key=True)


def possible_copy(draft: Draft) -> Iterator[Finding]:
    """An entry whose text stands for a good part in another article says so, or the other one does.

    The text must be at hand; of the other articles, which are those of the weeks around it in its language, the
    fingerprints are. So it looks at entries that are asked about, and not at all others.
    """
    for item in draft.asked or ():
        if not (text := draft.text_of(item.keys["id"])):
            continue
        monday = week_days(item.keys["week"])[0]
        weeks = {week_of(monday + timedelta(days=days)) for days in (-7, 0, 7)}
        for other in draft.entries:
            if (
                other is item
                or not other.keys["text"]
                or other.keys["text"] == item.keys["text"]
                or other.keys["language"] != item.keys["language"]
                or other.keys["week"] not in weeks
                or _are_linked(draft, item, other)
                or not (evidence := other.record.evidence)
            ):
                continue
            if (share := Recorded.of(evidence).likeness(text.words)) >= LIKE:
                percent, name = round(share * 100), other.keys["id"]
                said = f'About {percent} % of the text of this article and of "{name}" is the same.'
                yield Finding(item, ("outlet",), said, _SAY, Severity.NOTE, key=True)


def _are_linked(draft: Draft, one: Item[Entry], other: Item[Entry]) -> bool:
    """Whether two entries say how their texts hang together, or are of one newsroom."""
    pair = (one.keys, other.keys)
    outlets = [_newsroom(draft, keys["outlet"]) for keys in pair]
    first = [_newsroom(draft, keys["from"]) if keys["from"] else None for keys in pair]
    if outlets[0] == outlets[1] or (first[0] and first[0] == first[1]):
        return True
    if first[0] == outlets[1] or first[1] == outlets[0]:
        return True
    names = [{keys["id"], *(key for _, _, key in keys["addresses"])} for keys in pair]
    return any(keys["translates"] in names[1 - at] for at, keys in enumerate(pair) if keys["translates"])


def _newsroom(draft: Draft, outlet: str) -> str:
    """The outlet whose edition this one is, or itself."""
    return newsroom(outlet, lambda name: item.keys["edition_of"] if (item := draft.outlets.get(name)) else None)


def coordinates_elsewhere(draft: Draft) -> Iterator[Finding]:
    """The coordinates of a place lie in its country, or not far from it: borders are drawn roughly."""
    for item in draft.places.values():
        place = item.record
        if not (at := place.coordinates) or lies_in(place.country, at.longitude, at.latitude) is not False:
            continue
        is_exchanged = lies_in(place.country, at.latitude, at.longitude)
        yield Finding(
            item,
            ("coordinates",),
            f"Latitude {at.latitude:g} and longitude {at.longitude:g} lie outside {place.country}.",
            "Latitude and longitude seem to be exchanged." if is_exchanged else "Correct them, or the country.",
            Severity.WARNING,
            key=True,
        )


OF_ONE = (archive_of_another_page, coordinates_elsewhere)
RULES = (duplicate_address, same_text, possible_copy)
