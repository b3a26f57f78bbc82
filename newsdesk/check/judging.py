"""An entry beside its article: by its fingerprint alone, or with the text and the registered names at hand.

What is found is plain data that JSON can keep. It stays true as long as the entry and the text do, and where
registered names were looked up, as long as these do.
"""

from collections.abc import Sequence
from typing import TypedDict

from newsdesk.check.draft import Draft, Item
from newsdesk.check.rules import WITH_ARTICLE
from newsdesk.check.telling import Told, findings, told_all
from newsdesk.evidence import Verdict
from newsdesk.evidence.names import Official
from newsdesk.evidence.words import Word
from newsdesk.model import Entry


class Judged(TypedDict):
    """What was found, and the digest of the registered names if they were looked up."""

    problems: list[Told]
    official: str | None


class _Noticed(Official):
    """Registered names that know whether anybody looked them up."""

    def __init__(self, names: Official) -> None:
        super().__init__()
        self.names, self.were_asked = names, False

    def taken(self, text: str, found: Sequence[Word], language: str) -> set[int]:
        self.were_asked = True
        return self.names.taken(text, found, language)


def judged_alone(item: Item[Entry]) -> list[Told] | None:
    """What the fingerprint of an entry does not bear out; None where that depends on the registers."""
    if item.record.evidence is None:
        return []
    problems, depends = _judged(item, None, Official())
    return None if depends else problems


def judged(item: Item[Entry], text: str | None, official: Official, digest: str) -> Judged:
    """What the text, or without it the fingerprint, does not bear out; `digest` is that of the registered names."""
    problems, depends = _judged(item, text, official)
    return {"problems": problems, "official": digest if depends else None}


def _judged(item: Item[Entry], text: str | None, official: Official) -> tuple[list[Told], bool]:
    names = _Noticed(official)
    own = Draft(entries=[item], texts={} if text is None else {item.record.id: text}, official=names)
    return told_all(findings(WITH_ARTICLE, own)), names.were_asked


def telling_verdicts(item: Item[Entry], text: str | None, official: Official) -> list[Verdict]:
    """The verdicts behind what is told of an entry beside its article."""
    own = Draft(entries=[item], texts={} if text is None else {item.record.id: text}, official=official)
    return [verdict for _, verdict in own.verdicts]
