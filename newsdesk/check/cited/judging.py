"""Records beside the pages that their references lead to: what is found stays true as long as all of these do."""

import hashlib
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import cached_property

from newsdesk.check.cited.comparing import leftover
from newsdesk.check.draft import Draft, Item, Referring
from newsdesk.check.judging import Judged
from newsdesk.check.rules import WITH_PAGES
from newsdesk.check.telling import findings, problem_of, told, told_all
from newsdesk.evidence.cited import capture_name
from newsdesk.evidence.cited.sentences import said_hash
from newsdesk.evidence.fingerprint import key_of
from newsdesk.load import DIGEST_FILE, PAGES
from newsdesk.model import Entry
from newsdesk.model.evidence import PageEvidence
from newsdesk.problems import Problem

_KINDS = ("digests", "outlets", "people", "stories")


@dataclass
class Beside:
    """Records beside their pages; what was found is looked for in `judged` and put there."""

    draft: Draft
    entries: Mapping[str, Item[Entry]]
    judged: MutableMapping[tuple[str, str], Judged]
    _digests: dict[str, str] = field(default_factory=dict)

    def problems(self) -> Iterator[Problem]:
        """What pages do not bear out of the records that are looked at."""
        for inner, kind, name, item in self._items():
            if not (what := self._what(item)):
                continue
            key = inner, f"cited\0{name}\0{what}"
            found = self.judged.get(key)
            if found is None:
                problems = told_all(findings(WITH_PAGES, self.draft.beside(item, kind)))
                found = self.judged[key] = {"problems": problems, "official": None}
            for said in found["problems"]:
                yield problem_of(item.document.path, said)
        yield from self._left()

    def _left(self) -> Iterator[Problem]:
        """Hashes of figures, dates and names that no sentence has any more, looked for where sentences have changed."""
        draft = self.draft
        if draft.asked is not None or draft.others or draft.unfinished or any(draft.faulty.values()) or draft.unread:
            return  # what is not looked at, is not finished or has a fault may have them
        said: dict[str, list[str]] = {}
        for citing in draft.referencing():
            for target, digest in citing.keys.get("said", {}).items():
                said.setdefault(target, []).append(digest)
        kept: list[tuple[str, str, str, Item[PageEvidence] | Item[Entry]]]
        kept = [(PAGES, "page", address, page) for address, page in draft.cited.items()]
        kept += [(inner, "entry", entry.keys["id"], entry) for inner, entry in self.entries.items()]
        for inner, kind, name, item in kept:
            digests = said.get(f"{kind} {name}", [])
            if not (known := item.keys.get("kept")):
                continue
            now = said_hash(key_of(known[0]), digests)
            if known[1:] == [now]:
                continue
            key = inner, f"left\0{kind} {name}\0{now}{self._names}"
            found = self.judged.get(key)
            if found is None:
                told_ = [told(problem) for problem in leftover(draft, (kind, name), item)]
                found = self.judged[key] = {"problems": told_, "official": None}
            for one in found["problems"]:
                yield problem_of(item.document.path, one)

    def _items(self) -> Iterator[tuple[str, str, str, Referring]]:
        """Path, kind and id of every record that has references to look at."""
        asked = {id(item) for item in self.draft.looked_at}
        for inner, item in self.entries.items():
            if id(item) in asked:
                yield inner, "entries", "", item
        for kind in _KINDS if self.draft.asked is None else ():
            for name, other in getattr(self.draft, kind).items():
                yield (f"{name}/{DIGEST_FILE}" if kind == "digests" else f"{kind}.yaml"), kind, name, other

    def _what(self, item: Referring) -> str:
        """The digest of all that is known of its pages and its article; "" where there is nothing to compare."""
        keys, draft = item.keys, self.draft
        known = []
        for address in keys.get("cites", ()):
            page, name = draft.cited.get(address), capture_name(address) if draft.texts else ""
            if page or name in draft.texts:
                known.append(f"{address} {page.keys['digest'] if page else ''} {self._digest_of(name)}")
            elif draft.cited:
                known.append(address)
        # Who publishes the article of another entry, its title and its day belong to it.
        own, beside = keys.get("id"), list[str]()
        for name in dict.fromkeys([own, *(name for _, name in keys.get("entries", ()))]):
            article = draft.ids.get(name) if name else None
            seal = article.keys["compared"] if article else ""
            if seal or name in draft.texts:
                known.append(f"{name} {seal} {self._digest_of(name)}")
            # Its own as well: where two entries have one id, it is that of the other one.
            if article:
                beside.append(f"{article.keys['from']} {article.keys['little']}")
        if not known and not keys.get("passages"):
            return ""
        known += [*beside, draft.language, self._names, str(bool(draft.cited))]
        return hashlib.blake2b("\n".join(known).encode(), digest_size=16).hexdigest()

    @cached_property
    def _names(self) -> str:
        """The digest of all names by which tokens are known."""
        groups = (self.draft.people, self.draft.outlets, self.draft.places)
        told = [(name, list(item.keys["names"])) for group in groups for name, item in group.items()]
        return hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def _digest_of(self, name: str) -> str:
        if name not in self._digests:
            text = self.draft.texts.get(name)
            raw = "" if text is None else hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16)
            self._digests[name] = raw if isinstance(raw, str) else raw.hexdigest()
        return self._digests[name]
