"""Pages that a collection cites: its records come in, each page with the words of ours that stood there goes out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from newsdesk.check.prose import marks_in, sentences, without_marks
from newsdesk.collection import Collection
from newsdesk.evidence import Claims, Text, claims_of, evidence_of, verified_in
from newsdesk.evidence.cited import capture_name, passage_hash
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.evidence.cited.sentences import token_hash
from newsdesk.evidence.fingerprint import Recorded, key_of
from newsdesk.evidence.passages import pieces
from newsdesk.evidence.standing import Wanted, figures_in
from newsdesk.evidence.standing.mending import canonical
from newsdesk.evidence.support import Names, tokens_of
from newsdesk.evidence.words import words
from newsdesk.model import Entry, Evidence, Reference
from newsdesk.model.evidence import Compared, PageEvidence
from newsdesk.model.looks import Thing

# A figure in a shorter paragraph may be that of a date, a counter or a page.
_PARAGRAPH = 8
# The text of each kind of record in which sentences cite pages.
_NOTED = {"digests": "note", "stories": "summary"}


@dataclass(slots=True)
class CitedPage:
    """A page with what is cited of it."""

    key: str
    address: str
    """As the first record that cites it writes it."""
    wanted: list[Wanted] = field(default_factory=list)
    recorded: Recorded | None = None
    """The fingerprint of its captured text."""
    captured: date | None = None
    """The day on which that text was captured or compared."""
    records: set[str] = field(default_factory=set)
    """Those that cite it."""


@dataclass(slots=True)
class CitedPages:
    """The pages of a collection, by their keys."""

    pages: dict[str, CitedPage] = field(default_factory=dict)
    forbidden: set[str] = field(default_factory=set)
    """Keys of those that the policy on designations keeps us from: nobody asks for them."""

    def page(self, address: str) -> CitedPage:
        """The page at an address."""
        key = address_key(address)
        return self.pages.setdefault(key, CitedPage(key, address))


def cited_pages(collection: Collection, week: str | None = None, texts: Mapping[str, str] | None = None) -> CitedPages:
    """All pages that records cite which stand, or those of one week; `texts` are captured articles by their entry."""
    found = CitedPages()
    entries = collection.entries if week is None else collection.by_week[week]
    for entry in entries:
        if not entry.withdrawn:
            _article(found, collection, entry, (texts or {}).get(entry.id))
            _references(found, collection, entry.id, entry.references, entry.outlet)
            _stated(found, collection, entry.id, "context", entry.context, entry.references)
    for record, references, outlet in _others(collection, week):
        _references(found, collection, record, references, outlet)
        group, _, name = record.partition("/")
        if group in _NOTED:
            text = getattr(getattr(collection, group)[name], _NOTED[group]) or ""
            _stated(found, collection, record, _NOTED[group], text, references)
    for key, page in found.pages.items():
        _compared(page, collection.captured.get(key), (texts or {}).get(capture_name(key)))
    for key in found.forbidden:  # one record may not know what another one does
        found.pages.pop(key, None)
    return found


def _others(collection: Collection, week: str | None) -> Iterator[tuple[str, Mapping[str, Reference], str | None]]:
    for name, digest in collection.digests.items():
        if week in (None, name):
            yield f"digests/{name}", digest.references, None
    if week is None:
        for name, story in collection.stories.items():
            yield f"stories/{name}", story.references, None
        for name, outlet in collection.outlets.items():
            yield f"outlets/{name}", outlet.references, name
        for name, person in collection.people.items():
            if person.public:
                yield f"people/{name}", person.references, None


def _references(
    found: CitedPages, collection: Collection, record: str, references: Mapping[str, Reference], outlet: str | None
) -> None:
    for name, reference in references.items():
        if reference.url is None:
            continue
        if not collection.may_cite(reference, outlet):
            found.forbidden.add(address_key(reference.url))
            continue
        page = found.page(reference.url)
        page.records.add(record)
        if reference.title:
            page.wanted.append(Wanted(record, f"references.{name}.title", Thing.TITLE, reference.title))
        for number, passage in enumerate(reference.passages):
            if passage.text:
                place, language = f"references.{name}.passages.{number}.text", passage.language or "und"
                page.wanted.append(Wanted(record, place, Thing.PASSAGE, passage.text, language))


def _stated(
    found: CitedPages, collection: Collection, record: str, at: str, text: str, references: Mapping[str, Reference]
) -> None:
    """The figures of sentences that cite pages, where the evidence of a page says that it has them."""
    urls = {
        name: one.url for name, one in references.items() if one.url and address_key(one.url) in collection.captured
    }
    if not urls:
        return
    for sentence in sentences(text):
        cited = [address_key(urls[mark.id]) for mark in marks_in(sentence.text) if mark.id in urls]
        tokens = tokens_of(without_marks(sentence.text), collection.settings.language, Names.of(())) if cited else ()
        for key in cited:
            evidence, page = collection.captured[key], found.pages.get(key)
            for token in tokens if page else ():
                if token.kind == "figure" and _kept(evidence, token.key):
                    assert page is not None
                    page.wanted += [
                        Wanted(record, at, Thing.FIGURE, figure, evidence.language, has_stood=True, key=token.key)
                        for figure in figures_in(token.shown)
                    ]


def _compared(page: CitedPage, evidence: PageEvidence | None, text: str | None) -> None:
    """Note of a page which words at references its captured text is known to have."""
    if evidence is None and text is None:
        return
    recorded = Recorded.of(evidence) if evidence else None
    captured = Text(text) if text else None

    def has_stood(one: Wanted) -> bool:
        if one.thing is Thing.TITLE:
            return recorded is not None and _has(recorded, one.text)
        if one.thing is not Thing.PASSAGE:
            return False
        if evidence and recorded and passage_hash(recorded.key, one.text) in evidence.passages:
            return True
        return captured is not None and all(captured.find(part.words) is not None for part in pieces(one.text))

    page.wanted = [one if one.has_stood else replace(one, has_stood=has_stood(one)) for one in page.wanted]
    if page.recorded is None and evidence:
        page.recorded, page.captured = recorded, evidence.captured


def _article(found: CitedPages, collection: Collection, entry: Entry, text: str | None) -> None:
    if entry.url is None:
        return
    if not collection.may_link(entry.url, entry.outlet):
        found.forbidden.add(address_key(entry.url))
        return
    page = found.page(entry.url)
    page.records.add(entry.id)
    claims, evidence = claims_of(entry), entry.evidence
    captured = Text(text) if text else None
    if captured and captured.words and (evidence is None or evidence.version < 2):
        evidence = evidence_of(captured, claims, entry.accessed)
    page.wanted += _of_entry(entry, claims, evidence, captured, collection.settings.language)
    if evidence:
        page.recorded, page.captured = Recorded.of(evidence), evidence.captured


def _of_entry(
    entry: Entry, claims: Claims, evidence: Evidence | None, captured: Text | None, own: str
) -> Iterator[Wanted]:
    quoted, named = verified_in(claims, evidence) if evidence else (frozenset[int](), frozenset[int]())
    language = entry.language
    has_title = evidence is not None and _has(Recorded.of(evidence), entry.title)
    yield Wanted(entry.id, "title", Thing.TITLE, entry.title, language, has_title)
    for said in claims.said:
        if said.quotation:
            place = f"sources.{said.at}.quote.text"
            yield Wanted(entry.id, place, Thing.QUOTATION, said.quotation, language, said.at in quoted)
        if said.printed:
            place = f"sources.{said.at}.name_printed"
            yield Wanted(entry.id, place, Thing.NAME, said.printed, language, said.at in named)
    there = _figures_of(captured.text) if captured else set()
    seen: set[str] = set()
    for place, text in _prose(entry):
        keys = _keys(text, own)
        for figure in figures_in(text):
            if canonical(figure) not in seen:
                seen.add(canonical(figure))
                key = keys.get(figure, "")
                has_stood = canonical(figure) in there or (evidence is not None and _kept(evidence, key))
                yield Wanted(entry.id, place, Thing.FIGURE, figure, language, has_stood, key)


def _keys(text: str, language: str) -> dict[str, str]:
    """The keys of the figures of our own prose, by how they are written there."""
    found = (token for token in tokens_of(text, language, Names.of(())) if token.kind == "figure")
    return {figure: token.key for token in found for figure in figures_in(token.shown)}


def _kept(evidence: Compared, key: str) -> bool:
    """Whether the evidence of an article says that a figure stands in it."""
    return bool(key) and token_hash(key_of(evidence.sha256), key) in evidence.tokens


def _prose(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "summary", entry.summary
    for at, source in enumerate(entry.sources):
        if source.says:
            yield f"sources.{at}.says", source.says


def _figures_of(text: str) -> set[str]:
    paragraphs: Iterable[str] = (part for part in text.splitlines() if len(words(part)) >= _PARAGRAPH)
    return {canonical(figure) for part in paragraphs for figure in figures_in(part)}


def _has(recorded: Recorded, text: str) -> bool:
    found = words(text)
    return bool(recorded.sequences(found)) and not recorded.lacks(found)
