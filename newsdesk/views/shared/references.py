"""References of a page, numbered in the order of their first mention, ready for a list."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from markupsafe import Markup

from newsdesk.check.cited.told import Told
from newsdesk.check.prose import marks_in
from newsdesk.collection import Collection
from newsdesk.collection.measures.sentences import sentences_told
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.interface import Words
from newsdesk.model import Entry, Read, Record, Reference, Translation
from newsdesk.model.addresses import entry_path
from newsdesk.model.archives import copied_on
from newsdesk.model.evidence import HowCompared
from newsdesk.model.references import Passage
from newsdesk.model.terms import Knowing, Stance
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.naming import called, in_english, iri
from newsdesk.views.setting.numbers import numeral
from newsdesk.views.setting.page import host_of, marked
from newsdesk.views.shared.looks import Looked, reference_look

# Where readers are told what it means that a page was compared.
METHOD = "how-we-work/#evidence"
_MARK_HERE = re.compile(r"\s*\[([^\[\]\s]+)\]")


class Said(NamedTuple):
    """A passage of the page, or that it does not say it."""

    text: str
    """In its own language; "" where the page does not say it."""
    language: str
    translation: Translation | None
    about: str
    """How we cite it, and how the page knows it."""
    anchor: str = ""
    """Its id on the page, by which the data has it."""


class Comparing(NamedTuple):
    """That a program compared a page with what cites it, in a word."""

    word: str
    about: str
    """What that means, in a sentence."""
    href: str
    """Where the method is told."""


class Cite(NamedTuple):
    """A numbered reference, ready for a list."""

    number: int
    title: str
    title_language: str | None
    """None where nobody recorded it."""
    publisher: str
    publisher_language: str | None
    published: str
    accessed: str
    href: str
    """Where the link leads; "" where the policy on designations allows none."""
    address: str
    """The address as text, where it is no link or the publisher's name does not show it."""
    all_seen: bool
    """Whether every reference of the list was seen on the same day."""
    title_en: Translation | None = None
    """The translation of the title of one of our entries, where that is not in the language of the site."""
    printed: str = ""
    """What paper writes out of the link's address, where that is not the address itself."""
    withdrawn: bool = False
    """Whether it is an entry of ours that no longer stands."""
    archived: str = ""
    """The address of an archived copy; "" where there is none, or the policy on designations allows no link to it."""
    archived_on: str = ""
    """The day of that copy, where its address tells it."""
    passages: tuple[Said, ...] = ()
    """The words of the page that carry what cites it."""
    looked: Looked | None = None
    """What is known of the page since; None where nobody has looked again."""
    compared: Comparing | None = None
    """How far the page was compared; None where nobody has captured it."""
    how_many: str = ""
    """How many pages of the list were compared, in a sentence; "" where that needs no saying."""


def mentions(text: str) -> list[str]:
    """Ids of the references that a text mentions."""
    return [mark.id for mark in marks_in(text)]


def numbered(names: Iterable[str]) -> dict[str, int]:
    """Numbers of references in the order of first mention on the page."""
    numbers: dict[str, int] = {}
    for name in names:
        numbers.setdefault(name, len(numbers) + 1)
    return numbers


def cites(
    collection: Collection,
    references: Mapping[str, Reference],
    numbers: Mapping[str, int],
    root: str,
    outlet: str | None = None,
    owner: tuple[str, Record] | None = None,
) -> list[Cite]:
    """The references in the order of their numbers; `outlet` is the publisher they are affiliated to.

    With the `owner`, its name in the file of looks and the record, each says what its page was like since, and how far
    that was compared.
    """
    order = sorted((number, name) for name, number in numbers.items() if name in references)
    days = {references[name].accessed for number, name in order}
    all_seen = len(days) == 1 and None not in days and len(order) > 1
    site = collection.settings.root
    found = [_cite(collection, name, references[name], number, root, site, outlet, all_seen) for number, name in order]
    if owner is None:
        return found
    listed = [(name, references[name]) for _, name in order]
    how_many = _how_many(collection, [reference for _, reference in listed])
    return [
        cite._replace(
            looked=reference_look(collection, *owner, name, reference),
            compared=_comparing(collection, reference, root),
            how_many=how_many,
        )
        for cite, (name, reference) in zip(found, listed, strict=True)
    ]


def _compared(collection: Collection, reference: Reference) -> HowCompared | None:
    # Whoever never captures pages has no keys of them in what is kept of a build.
    return collection.compared.get(address_key(reference.url)) if reference.url and collection.compared else None


def _comparing(collection: Collection, reference: Reference, root: str) -> Comparing | None:
    """How far the page of a reference was compared, and no word of what came of it."""
    words, how = collection.words, _compared(collection, reference)
    if how is None:
        return None
    is_part = how.read is Read.EXCERPT
    word = words("Compared in part") if is_part else words("Compared")
    if is_part:
        about = words(
            "On {day} a program looked in a part of this page for the figures, dates and names for which we cite it."
        )
    else:
        about = words("On {day} a program looked in this page for the figures, dates and names for which we cite it.")
    return Comparing(word, about.format(day=say_date(words, how.captured)), root + METHOD)


def _how_many(collection: Collection, references: Iterable[Reference]) -> str:
    """How many of some pages were compared; "" for all of them, and where no page of the collection ever was."""
    pages = {address_key(one.url): _compared(collection, one) for one in references if one.url}
    number = sum(how is not None for how in pages.values())
    if number == len(pages) or not collection.compared:
        return ""
    words = collection.words
    if number == 0:
        return words.ngettext(
            "No program has compared this page with the sentences that cite it.",
            "No program has compared these pages with the sentences that cite them.",
            len(pages),
        )
    said = words("A program compared {number} of {total} pages with the sentences that cite them.")
    return said.format(number=numeral(words, number), total=numeral(words, len(pages)))


def _said(words: Words, passage: Passage, anchor: str) -> Said:
    match passage.stance, passage.source:
        case Stance.SUPPORTS, Knowing.FIRST_HAND:
            about = words("Cited in support; the page has it at first hand.")
        case Stance.SUPPORTS, _:
            about = words("Cited in support; the page passes it on.")
        case Stance.DISPUTES, Knowing.FIRST_HAND:
            about = words("The page says otherwise, at first hand.")
        case Stance.DISPUTES, _:
            about = words("The page says otherwise, and passes it on.")
        case _:
            about = words("Somebody has looked: the page does not say it.")
    return Said(passage.text or "", passage.language or "", passage.translation, about, anchor)


def _cite(
    collection: Collection,
    name: str,
    reference: Reference,
    number: int,
    root: str,
    site: str,
    outlet: str | None,
    all_seen: bool,
) -> Cite:
    words = collection.words
    published = say_date(words, reference.published) if reference.published else ""
    accessed = say_date(words, reference.accessed) if reference.accessed else ""
    title_en, withdrawn, copied = None, False, None
    if reference.entry:
        entry = collection.by_id[reference.entry]
        source = collection.outlets[entry.outlet]
        title, language = (reference.title, None) if reference.title else (entry.title, entry.language)
        title_en = None if reference.title else in_english(words, entry)
        publisher, publisher_language = called(words, source)
        path, withdrawn = entry_path(entry), entry.withdrawn is not None
        href, address, printed = root + path, "", site and site + path
        published = published or say_date(words, entry.published)
    else:
        url = reference.url or ""
        title, language = reference.title or "", None
        publisher, publisher_language = reference.publisher or host_of(url), words.tag
        if reference.outlet and not reference.publisher:
            source = collection.outlets[reference.outlet]
            publisher, publisher_language = called(words, source)
        href = url if collection.may_cite(reference, outlet) else ""
        copied = reference.archive_url if href and collection.may_link(reference.archive_url or "") else None
        bare = iri(url.split("://", 1)[1].removeprefix("www."))
        printed = iri(href) if "%" in href else ""
        address = bare if not href else host_of(url) if host_of(url) not in publisher else ""
    return Cite(
        number,
        title,
        language,
        publisher,
        publisher_language,
        published,
        accessed,
        href,
        address,
        all_seen,
        title_en,
        printed,
        withdrawn,
        copied or "",
        say_date(words, day) if copied and (day := copied_on(copied)) else "",
        tuple(
            _said(words, passage, f"{name}-passage-{at}" if passage.text else "")
            for at, passage in enumerate(reference.passages, 1)
        ),
    )


def carried(collection: Collection, entry: Entry, numbers: Mapping[str, int]) -> list[Markup]:
    """The paragraphs of a context note once more, in which each thing that a page has leads to its reference.

    None where no figure, date or name is known to stand in a page.
    """
    told = sentences_told(collection, entry) or ()
    if not any(one.references for sentence in told for one in sentence.tokens):
        return []
    paragraphs: dict[int, list[Markup]] = {}
    for sentence in told:
        paragraph = entry.context.count("\n", 0, sentence.statement.start)
        paragraphs.setdefault(paragraph, []).append(_carried(collection.words, sentence, numbers))
    return [Markup(" ").join(sentences) for sentences in paragraphs.values()]


def _carried(words: Words, told: Told, numbers: Mapping[str, int]) -> Markup:
    parts, at = [], 0
    for one in told.tokens:
        if one.references and one.token.start >= at:
            parts.append(marked(words, told.marked[at : one.token.start], numbers))
            parts.append(Markup("<mark>{}</mark>").format(told.marked[one.token.start : one.token.end]))
            parts.append(marked(words, "".join(f"[{name}]" for name in one.references), numbers))
            at = one.token.end
            # The same mark is not said twice.
            while (mark := _MARK_HERE.match(told.marked, at)) and mark[1] in one.references:
                at = mark.end()
    return Markup("").join([*parts, marked(words, told.marked[at:], numbers)])


def noted(words: Words, text: str, numbers: Mapping[str, int]) -> list[Markup]:
    """The paragraphs of a referenced text, with numbered links for its marks."""
    return [marked(words, part.strip(), numbers) for part in text.splitlines() if part.strip()]
