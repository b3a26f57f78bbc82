"""Items of feeds: an entry, a digest and a correction, each as HTML and as plain text."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from xml.sax.saxutils import escape

from markupsafe import Markup

from newsdesk.check.prose import without_marks
from newsdesk.collection import Collection
from newsdesk.collection.measures.changes import Change
from newsdesk.interface import ENGLISH, Words, kept
from newsdesk.model import CorrectionKind, Entry
from newsdesk.model.addresses import entry_path, week_path
from newsdesk.model.corrected import Corrected
from newsdesk.model.minting import tag_uri
from newsdesk.views.setting.codes.told import told
from newsdesk.views.setting.dates import instant, say_date, say_week
from newsdesk.views.setting.naming import called, in_english, translated
from newsdesk.views.setting.page import environment, opening, paragraphs
from newsdesk.views.shared.corrected import named, named_as
from newsdesk.views.shared.extents import extent_of
from newsdesk.views.shared.happened import sections, summary
from newsdesk.views.shared.lines import modes, outlet_line
from newsdesk.views.shared.looks import said_of as said_of_change
from newsdesk.views.shared.made import standing_of
from newsdesk.views.shared.notices import FIRST, Notice, designated, designation_notices, notices

# Of one day so many things are told.
TOLD = 60
# XML 1.0 cannot write these at all. No entry holds them; mkdocs.yml, which is not ours to check, may.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@kept
def _tiers(words: Words) -> dict[CorrectionKind, str]:
    return {
        CorrectionKind.MINOR: words.pgettext("tier of a correction", "Minor correction"),
        CorrectionKind.MATERIAL: words.pgettext("tier of a correction", "Material correction"),
        CorrectionKind.WITHDRAWN: words.pgettext("tier of a correction", "Withdrawn"),
    }


@dataclass(frozen=True, slots=True)
class Item:
    """An item as both formats need it; `language` is that of the title, all else is in the site's own."""

    id: str
    title: str
    language: str
    url: str
    via: str
    """The original, or "" where it is not known or may not be linked to."""
    published: str
    updated: str
    summary: str
    html: str
    original: str = ""
    """The language of the original."""
    tags: tuple[tuple[str, str], ...] = ()
    """Ids and names."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """An item as it stands in every feed that has it."""

    updated: str
    atom: Markup
    json: str


def rendered(words: Words, item: Item) -> Rendered:
    """The item in both formats."""
    fields = {
        "id": item.id,
        "url": item.url,
        "external_url": item.via,
        "title": item.title,
        # All but a title that has no translation is in the site's own, and the HTML says of what else it holds.
        "language": words.tag,
        "summary": item.summary,
        "content_html": item.html,
        "date_published": item.published,
        "date_modified": item.updated,
        "tags": list(dict.fromkeys(name for term, name in item.tags)),
    }
    return Rendered(
        item.updated,
        # In an element quotation marks need no escape, and HTML is full of them.
        Markup(from_template(words, "feed_item.atom", item=item, html=Markup(escape(item.html)))),
        json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False),
    )


def from_template(words: Words, name: str, **values: object) -> str:
    """A template rendered outside of any page."""
    return environment(words).get_template(name).render(values)


def writable(text: str) -> str:
    """A text without the characters that XML cannot write."""
    return _NOT_XML.sub("", text)


def entry_item(collection: Collection, entry: Entry, base: str) -> Item:
    """An entry; `base` is the way to the top of the site."""
    words, entry = collection.words, entry.whole()
    url = base + entry_path(entry)
    outlet = collection.outlets[entry.outlet]
    # Readers cut an item short: what may be punishable stands before all else, even a withdrawal.
    notes = sorted(notices(collection, entry, base, url), key=lambda notice: notice.kind not in FIRST)
    via = entry.url if entry.url and collection.may_link(entry.url, entry.outlet) else ""
    replies = [
        (reply, reply.url if reply.url and collection.may_link(reply.url, entry.outlet) else "")
        for reply in entry.replies
    ]
    html = from_template(
        words, "feed_entry.html",
        base=base, url=url, via=via, entry=entry, outlet=outlet, line=outlet_line(words, outlet),
        modes=modes(entry), notices=notes, replies=replies,
    )  # fmt: skip
    title, tag = _titled(collection, entry)
    return Item(
        id=collection.minted.of_entry(collection.settings, entry),
        title=title,
        language=tag,
        url=url,
        via=via,
        published=instant(entry.added),
        updated=instant(entry.updated),
        summary=_plain(notes, translated(words, entry.title_en), opening(entry.summary)),
        html=html,
        original=entry.language,
        tags=tuple((name, collection.topics[name].name) for name in dict.fromkeys(entry.topics)),
    )


def _titled(collection: Collection, entry: Entry) -> tuple[str, str]:
    """The title of an item and its language: one in another language is read in translation, with its outlet."""
    words, outlet = collection.words, collection.outlets[entry.outlet]
    if entry.language.split("-")[0] == words.tag.split("-")[0]:
        return entry.title, entry.language
    name, _ = called(words, outlet)
    english = in_english(words, entry) if words.tag == ENGLISH else None
    if english:
        is_machine = english.by == "machine"
        said = (
            words("{translation} (machine translation; {outlet}: {title})")
            if is_machine
            else words("{translation} ({outlet}: {title})")
        )
        return said.format(translation=english.text, outlet=name, title=entry.title), words.tag
    return words("{outlet}: {title}").format(outlet=name, title=entry.title), entry.language


# Entries that an item on a digest lists, as many as the first page of a week has.
LISTED = 60


def digest_item(collection: Collection, week: str, base: str) -> Item:
    """A published digest: the editor's note and the list of its entries."""
    words = collection.words
    digest, entries, lead = collection.digests[week], collection.by_week[week], collection.lead(week)
    assert digest.published
    url = base + week_path(week)
    note = paragraphs(without_marks(digest.note or ""))
    notes = _designations(collection, entries, base)
    ordered = sorted(entries, key=lambda entry: entry is not lead)
    extent = words("In this digest: {extent}.").format(extent=extent_of(collection, entries))
    extent = " ".join(filter(None, [extent, standing_of(collection, entries)]))
    html = from_template(
        words, "feed_digest.html",
        base=base, url=url, digest=digest, note=note, notices=notes, collection=collection, extent=extent,
        entries=[(entry, collection.outlets[entry.outlet]) for entry in ordered[:LISTED]],
        more=max(0, len(ordered) - LISTED),
    )  # fmt: skip
    return Item(
        id=tag_uri(collection.settings, digest.published, f"digests/{week.lower()}"),
        title=words("Weekly digest, {days}").format(days=say_week(words, week)),
        language=words.tag,
        url=url,
        via="",
        published=instant(digest.published),
        updated=instant(digest_updated(collection, week)),
        summary=_plain(notes, *note, extent),
        html=html,
    )


def digest_updated(collection: Collection, week: str) -> date:
    """The day on which a published digest or one of its entries last changed."""
    digest = collection.digests[week]
    assert digest.published
    corrected = (correction.date for correction in digest.corrections)
    return max([digest.published, *corrected, *(entry.updated for entry in collection.by_week[week])])


def correction_item(collection: Collection, made: Corrected, base: str) -> Item:
    """A correction: its tier, what was, what is now, and why."""
    words, correction, record = collection.words, made.correction, made.record
    said_of = named(collection, made)
    url = base + (said_of.path or "corrections/")
    entry = record if isinstance(record, Entry) else None
    notes = designation_notices(collection, designated(collection, entry) if entry else said_of.outlets, base)
    if entry and entry.withdrawn and entry.withdrawn is not correction:
        notes += [notice for notice in notices(collection, entry, base, url) if notice.kind == "withdrawn"]
    tier = _tiers(words)[correction.kind]
    html = from_template(
        words, "feed_correction.html",
        base=base, url=url, entry=entry, outlet=collection.outlets[entry.outlet] if entry else None,
        collection=collection, correction=correction, tier=tier, notices=notes, named=said_of,
    )  # fmt: skip
    changes = [
        (label, told(collection, text))
        for label, text in ((words("Before:"), correction.was), (words("Now:"), correction.now))
        if text
    ]
    said = words("{tier}, {day}.").format(tier=tier, day=say_date(words, correction.date))
    known = collection.minted.name(said_of.path) if said_of.path and made.kind != "digests" else made.name.lower()
    name = f"corrections/{'' if entry else f'{made.kind}/'}{known}" + (f"/{made.number}" if made.number > 1 else "")
    return Item(
        id=tag_uri(collection.settings, correction.date, name),
        title=f"{tier}: {said_of.title}",
        language=words.tag,
        url=f"{url}#corrections" if said_of.path else url,
        via="",
        published=instant(correction.date),
        updated=instant(correction.date),
        summary=_plain(notes, said, correction.why, *(f"{label} {text}" for label, text in changes)),
        html=html,
    )


def change_item(collection: Collection, change: Change, base: str) -> Item:
    """A page that no longer has what a record cites of it, or is not there any more; it is named and not linked to."""
    words = collection.words
    record = (
        collection.by_id[change.name] if change.group == "entries" else getattr(collection, change.group)[change.name]
    )
    entry = record if isinstance(record, Entry) else None
    said_of = named_as(collection, change.group, change.name, record)
    notes = designation_notices(collection, designated(collection, entry) if entry else said_of.outlets, base)
    url, said = base + said_of.path, said_of_change(collection, change)
    html = from_template(
        words, "feed_change.html", base=base, url=url, notices=notes, named=said_of, said=said, address=change.key,
    )  # fmt: skip
    digest = blake2b(change.key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return Item(
        id=tag_uri(collection.settings, change.since, f"changes/{change.group}/{change.name}/{digest}"),
        title=words("{title}: a page has changed").format(title=said_of.title),
        language=words.tag,
        url=url,
        via="",
        published=instant(change.since),
        updated=instant(change.since),
        summary=_plain(notes, said, change.key),
        html=html,
    )


def day_item(collection: Collection, day: str, base: str) -> Item:
    """All that happened on a day, by its ISO date; of very many the first are told, and how many there are."""
    words, found = collection.words, collection.happened_on[day]
    when, said = date.fromisoformat(day), summary(words, found)
    told = sections(collection, found[:TOLD])
    outlets = {name for section in told for line in section.lines for name in line.named.outlets}
    notes = designation_notices(collection, sorted(outlets), base)
    html = from_template(
        words, "feed_happened.html", base=base, url=f"{base}changes/", notices=notes, said=said, told=told
    )
    return Item(
        id=tag_uri(collection.settings, when, f"news/{day}"),
        title=words("What has changed, {day}").format(day=say_date(words, when)),
        language=words.tag,
        url=f"{base}changes/#d{day}",
        via="",
        published=instant(when),
        updated=instant(when),
        summary=_plain(notes, said),
        html=html,
    )


def _designations(collection: Collection, entries: Iterable[Entry], base: str) -> list[Notice]:
    """One notice for each publisher under the policy among entries."""
    return designation_notices(collection, designated(collection, *entries), base)


def _plain(notes: Iterable[Notice], *texts: str) -> str:
    """Notices and texts one after the other, without markup."""
    return " ".join([*(notice.text.striptags() for notice in notes), *filter(None, texts)])
