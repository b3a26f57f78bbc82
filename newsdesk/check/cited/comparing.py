"""A page whose text is at hand beside all that cites it: what is to be kept of it goes out, and what was found."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from newsdesk.check.draft import Draft, Referring
from newsdesk.check.rules import WITH_PAGES
from newsdesk.check.rules.cited.passages import passages_of
from newsdesk.check.telling import findings
from newsdesk.evidence.cited import page_evidence, passage_hash
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.evidence.cited.passages import Page, judge_passage
from newsdesk.evidence.fingerprint import key_of
from newsdesk.evidence.passages import Text
from newsdesk.evidence.words import digest
from newsdesk.load import Loc
from newsdesk.model import Read, Reference
from newsdesk.model.evidence import PageEvidence
from newsdesk.problems import Problem

_KINDS = ("digests", "outlets", "people", "stories")


@dataclass(slots=True)
class Comparison:
    """What came of comparing a page with all that cites it."""

    evidence: PageEvidence
    stands: list[tuple[Referring, Loc, str]] = field(default_factory=list)
    """What was found: the record, the place in it, and the words that stand in the page."""
    problems: list[Problem] = field(default_factory=list)
    """What was not, or not compared."""


def citing(draft: Draft, address: str) -> Iterator[tuple[Referring, str]]:
    """Every record with a reference that leads to a page, and of which kind it is."""
    for item in draft.entries:
        if address in item.keys.get("cites", ()):
            yield item, "entries"
    for kind in _KINDS:
        for other in getattr(draft, kind).values():
            if address in other.keys.get("cites", ()):
                yield other, kind


def references_to(item: Referring, address: str) -> Iterator[tuple[str, Reference]]:
    """The references of a record that lead to a page."""
    for name, reference in item.record.references.items():
        if reference.url and address_key(reference.url) == address:
            yield name, reference


def compared(draft: Draft, address: str, raw: str, captured: date, language: str, read: Read) -> Comparison:
    """Look in the text of a page for all that rests on it."""
    text = Text(raw)
    key, page = key_of(digest(text.words)), Page(None, text)
    made = Comparison(page_evidence(address, text, captured, language=language, read=read))
    passages = []
    for item, _ in citing(draft, address):
        for name, reference in references_to(item, address):
            for loc, passage, tongue in passages_of(name, reference):
                verdict = judge_passage(passage, tongue, page)
                if verdict is None or not verdict.is_wrong:
                    passages.append(passage_hash(key, passage))
                    made.stands.append((item, loc, passage))
    made.evidence = page_evidence(address, text, captured, language=language, read=read, passages=passages)
    made.problems = list(_left(draft, made.evidence, raw))
    return made


def _left(draft: Draft, page: PageEvidence, raw: str) -> Iterator[Problem]:
    """What the page does not bear out, beside all other pages that its sentences cite."""
    whole = replace(draft, _at_hand=draft.at_hand.with_page(page, raw))
    for item, kind in citing(draft, page.address):
        yield from findings(WITH_PAGES, whole.beside(item, kind))


def lost(draft: Draft, old: PageEvidence, new: PageEvidence) -> list[str]:
    """The passages that the old evidence of a page bears out and the new one does not."""
    before, after = key_of(old.sha256), key_of(new.sha256)
    return [
        passage
        for item, _ in citing(draft, old.address)
        for name, reference in references_to(item, old.address)
        for _, passage, _ in passages_of(name, reference)
        if passage_hash(before, passage) in old.passages and passage_hash(after, passage) not in new.passages
    ]
