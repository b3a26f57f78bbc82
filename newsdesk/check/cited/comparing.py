"""A page or article whose text is at hand beside all that rests on it: what is to be kept of it, and what was found."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from newsdesk.check.cited.at_hand import AtHand, Known, Target
from newsdesk.check.cited.judged import asides_in, judged, pages_of, said_with, targets_of, tokens_in
from newsdesk.check.cited.statements import Statement, statements_of
from newsdesk.check.draft import Draft, Item, Referring
from newsdesk.check.rules import WITH_PAGES
from newsdesk.check.rules.cited.passages import again_for, passages_of
from newsdesk.check.telling import at_place, findings
from newsdesk.evidence import sealed
from newsdesk.evidence.cited import page_evidence, passage_hash
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.evidence.cited.passages import Page, judge_passage
from newsdesk.evidence.cited.sentences import Hashed, State, borne_hash, hashes_of, is_of_name, looked, said_hash
from newsdesk.evidence.fingerprint import key_of
from newsdesk.evidence.passages import Text
from newsdesk.evidence.words import digest
from newsdesk.load import Loc
from newsdesk.model import Entry, Evidence, Read, Reference
from newsdesk.model.evidence import Compared, PageEvidence
from newsdesk.model.notes import severity_of
from newsdesk.problems import COMMAND_LINE, Problem, Severity

_KINDS = ("digests", "outlets", "people", "stories")


@dataclass(slots=True)
class Found:
    """What stands in a page: of which record, where in it, and the words, or the tokens of a sentence."""

    item: Referring
    loc: Loc
    offset: int
    words: str
    tokens: tuple[str, ...] = ()


@dataclass(slots=True)
class Comparison:
    """What came of comparing a page with all that cites it."""

    evidence: PageEvidence
    stands: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """What does not stand there, or was not compared."""
    waiting: int = 0
    """How many sentences of the records that cite it wait for other pages."""


def citing(draft: Draft, target: Target) -> Iterator[tuple[Referring, str]]:
    """Every record that rests on a page or an article, and of which kind it is."""
    kind, name = target
    if kind == "entry" and name in draft.ids:
        yield draft.ids[name], "entries"
    for item in draft.entries:
        if _rests(item, target) and (kind, name) != ("entry", item.keys["id"]):
            yield item, "entries"
    for kind_ in _KINDS:
        for other in getattr(draft, kind_).values():
            if _rests(other, target):
                yield other, kind_


def _rests(item: Referring, target: Target) -> bool:
    kind, name = target
    if kind == "page":
        return name in item.keys.get("cites", ())
    return any(loc[0] == "references" and other == name for loc, other in item.keys.get("entries", ()))


def references_to(item: Referring, address: str) -> Iterator[tuple[str, Reference]]:
    """The references of a record that lead to a page."""
    for name, reference in item.record.references.items():
        if reference.url and address_key(reference.url) == address:
            yield name, reference


def compared(draft: Draft, address: str, raw: str, captured: date, language: str, read: Read) -> Comparison:
    """Look in the text of a page for all that rests on it."""
    text, target = Text(raw), ("page", address)
    key, page = key_of(digest(text.words)), Page(None, text)
    first = page_evidence(address, text, captured, language=language, read=read)
    at_hand = draft.at_hand.with_known(target, first, raw, language)
    made = Comparison(first)
    passages = []
    for item, _ in citing(draft, target):
        for name, reference in references_to(item, address):
            for loc, passage, tongue in passages_of(name, reference):
                verdict = judge_passage(passage, tongue, page)
                if verdict is None or not verdict.is_wrong:
                    passages.append(passage_hash(key, passage))
                    made.stands.append(Found(item, loc, 0, passage))
    hashed = hashed_of(draft, at_hand, target, key, made.stands)

    def with_hashes() -> PageEvidence:
        return page_evidence(address, text, captured, language=language, read=read, passages=passages, **hashed.fields)

    hashed.sentences |= borne_by(draft, draft.at_hand.with_known(target, with_hashes(), raw, language), target, key)
    made.evidence = with_hashes()
    whole = replace(draft, _at_hand=draft.at_hand.with_known(target, made.evidence, raw, language))
    for item, kind in citing(draft, target):
        own = whole.beside(item, kind)
        made.waiting += sum(outcome.waits_for_others(address) for _, _, outcome in own.judged_statements)
        told = [(one, said, outcome.of_this(address)) for one, said, outcome in own.judged_statements]
        made.problems += findings(WITH_PAGES, replace(own, _statements=told))
    return made


def compared_again(draft: Draft, page: PageEvidence, raw: str) -> Iterator[PageEvidence]:
    """Other pages that sentences cite together with a page, as far as they are at hand and it changes their evidence.

    What stands in a passage of one page may fit a passage of another far better.
    """
    target = ("page", page.address)
    whole = replace(draft, _at_hand=draft.at_hand.with_known(target, page, raw, page.language))
    others: dict[str, None] = {}
    for item, _ in citing(draft, target):
        for statement in statements_of(item.record, item.document, item.loc):
            targets = targets_of(statement, item.record)
            if target in targets:
                others |= dict.fromkeys(name for kind, name in targets if kind == "page" and name != page.address)
    for address in others:
        known = draft.at_hand.at(("page", address))
        if known.raw is not None and isinstance(old := known.evidence, PageEvidence):
            made = compared(whole, address, known.raw, old.captured, old.language, old.read).evidence
            if made != old and made.sha256 == old.sha256:
                yield made


def article_hashed(draft: Draft, entry: str, evidence: Evidence, raw: str, language: str) -> Hashed:
    """What is to be kept of the article of an entry, of all sentences that rest on it."""
    target = ("entry", entry)
    at_hand, key = draft.at_hand.with_known(target, evidence, raw, language), key_of(evidence.sha256)
    hashed = hashed_of(draft, at_hand, target, key)
    known = {name: tuple(hashes) for name, hashes in hashed.fields.items()}
    at_hand = at_hand.with_known(target, evidence.model_copy(update=known), raw, language)
    hashed.sentences |= borne_by(draft, at_hand, target, key)
    return hashed


def borne_by(draft: Draft, at_hand: AtHand, target: Target, key: bytes) -> set[str]:
    """Hashes of all sentences that rest on a page or an article and of which there is nothing to say."""
    found = set()
    for item, _ in citing(draft, target):
        for statement in statements_of(item.record, item.document, item.loc):
            targets = list(dict.fromkeys(targets_of(statement, item.record)))
            pages = pages_of(statement, item.record, at_hand)
            if target not in targets or any(page.evidence is None for page in pages):
                continue
            outcome = judged(statement, item.record, at_hand)
            # What evidence does not say yet it is about to say.
            if outcome is None or outcome.why == "unrecorded":
                found.add(borne_hash(key, said_with(statement, item.record, pages, at_hand)))
    return found


def hashed_of(draft: Draft, at_hand: AtHand, target: Target, key: bytes, stands: list[Found] | None = None) -> Hashed:
    """What is to be kept of a page or an article of the sentences that rest on it; what stands goes to `stands`."""
    hashed = Hashed(said=set(said_now(draft, target, key)))
    for item, _ in citing(draft, target):
        for statement in statements_of(item.record, item.document, item.loc):
            targets = list(dict.fromkeys(targets_of(statement, item.record)))
            if target in targets:
                pages = pages_of(statement, item.record, at_hand)
                told, shown = _looked(statement, list(zip(targets, pages, strict=True)), target, at_hand)
                hashed.add(key, told)
                if stands is not None and shown:
                    stands.append(Found(item, statement.loc, statement.start, statement.text, shown))
    return hashed


def _looked(
    statement: Statement, known: list[tuple[Target, Known]], target: Target, at_hand: AtHand
) -> tuple[dict[str, State], tuple[str, ...]]:
    """What became of the tokens of a statement on one page, beside all others that are at hand, and which stand."""
    here = [(one, page, opened) for one, page in known if (opened := page.opened)]
    found, each = looked(
        statement.whole, statement.shift, at_hand.language, [opened for *_, opened in here],
        [page.is_part for _, page, _ in here], at_hand.names,
    )  # fmt: skip
    told = next(told for (one, *_), told in zip(here, each, strict=True) if one == target)
    shown = [finding.token.shown for finding in found if told.get(finding.token.key) is State.STANDS]
    return told, tuple(dict.fromkeys(" ".join(one.split()) for one in shown))


def said_now(draft: Draft, target: Target, key: bytes) -> tuple[str, ...]:
    """The hash of all sentences that rest on a page or an article now; none where there are none."""
    found = (item.keys.get("said", {}).get(" ".join(target)) for item, _ in citing(draft, target))
    digests = list(filter(None, found))
    return (said_hash(key, digests),) if digests else ()


def kept_hashes(draft: Draft, target: Target, evidence: Compared) -> dict[str, tuple[str, ...]]:
    """The hashes of evidence that sentences still call for, by its fields."""
    # Imported here: most checks take no sentence apart.
    from newsdesk.evidence.support import Names

    key, at_hand = key_of(evidence.sha256), draft.at_hand
    wanted: set[str] = set()
    for item, _ in citing(draft, target):
        for statement in statements_of(item.record, item.document, item.loc):
            targets = list(dict.fromkeys(targets_of(statement, item.record)))
            if target in targets:
                # Who is registered meanwhile was looked for under a name of no register.
                for known in (at_hand.names, Names.of(())):
                    tokens = [*tokens_in(statement, at_hand, known), *asides_in(statement, at_hand, known)]
                    wanted |= hashes_of(key, tokens, evidence)
                pages = pages_of(statement, item.record, at_hand)
                wanted.add(borne_hash(key, said_with(statement, item.record, pages, at_hand)))
    fields = ("tokens", "absent", "sentences")
    kept = {name: tuple(one for one in getattr(evidence, name) if one in wanted) for name in fields}
    return {**kept, "said": said_now(draft, target, key) if evidence.said or any(kept.values()) else ()}


def leftover(draft: Draft, target: Target, item: Item[PageEvidence] | Item[Entry]) -> Iterator[Problem]:
    """What evidence still tells of names, and of figures and dates, that were taken out of our sentences."""
    record = item.record
    evidence = record if isinstance(record, PageEvidence) else record.evidence
    if evidence is None:
        return
    kept = kept_hashes(draft, target, evidence)
    left = [one for name in ("tokens", "absent") for one in getattr(evidence, name) if one not in kept[name]]
    kind, name = target
    whose, loc = (f'The evidence of "{name}"', item.loc) if kind == "page" else ("The evidence", ("evidence",))
    again = f"{COMMAND_LINE} fingerprint {name}"
    if kind == "page":
        again = _again_for(draft, name)
    way = f"Run {again} --forget, or compare the text anew where it is at hand." if again else "Delete its block."
    names = sum(map(is_of_name, left))
    found = [("name-leftover", "names", names)]
    # That a page is cited no more is a note of its own.
    found += [("token-leftover", "figures or dates", len(left) - names)] if again else []
    for rule, what, number in found:
        if number:
            message = f"{whose} still has hashes of {what} that our sentences no longer have: {number}."
            problem = at_place(item.document, loc, rule, message, f"They can be guessed. {way}", key=True)
            # An edit of one record leaves hashes with others: that stops nobody. `withdraw --name` leaves none.
            yield replace(problem, severity=severity_of(rule, Severity.WARNING))


def _again_for(draft: Draft, address: str) -> str:
    """The command that captures a page anew; "" where nothing cites it."""
    for item, _ in citing(draft, ("page", address)):
        for reference, _ in references_to(item, address):
            return again_for(item, reference)
    return ""


def kept_passages(draft: Draft, page: PageEvidence) -> tuple[str, ...]:
    """The hashes of passages that references still show."""
    key = key_of(page.sha256)
    wanted = {
        passage_hash(key, passage)
        for item, _ in citing(draft, ("page", page.address))
        for name, reference in references_to(item, page.address)
        for _, passage, _ in passages_of(name, reference)
    }
    return tuple(one for one in page.passages if one in wanted)


def forgotten_page(draft: Draft, page: PageEvidence) -> PageEvidence:
    """The evidence of a page without what no record shows any more; equal to what it was where that is nothing."""
    kept = {**kept_hashes(draft, ("page", page.address), page), "passages": kept_passages(draft, page)}
    made = page.model_copy(update=kept)
    return sealed(made)


def lost(draft: Draft, old: PageEvidence, new: PageEvidence) -> list[str]:
    """The passages that the old evidence of a page bears out and the new one does not."""
    before, after = key_of(old.sha256), key_of(new.sha256)
    return [
        passage
        for item, _ in citing(draft, ("page", old.address))
        for name, reference in references_to(item, old.address)
        for _, passage, _ in passages_of(name, reference)
        if passage_hash(before, passage) in old.passages and passage_hash(after, passage) not in new.passages
    ]
