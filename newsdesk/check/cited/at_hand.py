"""What is known of pages that references lead to: evidence and texts come in, a page to compare with goes out."""

from collections.abc import Callable, Mapping

from newsdesk.evidence.cited import capture_name
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.evidence.cited.passages import Page
from newsdesk.evidence.passages import Text
from newsdesk.model import Evidence, Reference
from newsdesk.model.evidence import PageEvidence

_MOST = 200


class AtHand:
    """Pages and articles, each put together when it is asked for, and once."""

    def __init__(
        self,
        page: Callable[[str], PageEvidence | None],
        article: Callable[[str], Evidence | None],
        texts: Mapping[str, str],
    ) -> None:
        self._page, self._article, self._texts = page, article, texts
        self._known: dict[tuple[str, str], Page] = {}
        self._given: dict[str, Page] = {}

    def with_page(self, evidence: PageEvidence, raw: str) -> "AtHand":
        """The same, with what is newly known of one page."""
        own = AtHand(self._page, self._article, self._texts)
        own._given = {**self._given, evidence.address: Page(evidence, Text(raw), frozenset(evidence.passages))}
        return own

    def behind(self, reference: Reference) -> Page:
        """What is known of the page of a reference, or of the article of the entry that it names."""
        if reference.url:
            return self.at(address_key(reference.url))
        return self.entry(reference.entry or "")

    def at(self, address: str) -> Page:
        """What is known of a page by its clean address."""
        if address in self._given:
            return self._given[address]
        if ("page", address) not in self._known:
            self._make_room()
            evidence, text = self._page(address), self._texts.get(capture_name(address))
            kept = frozenset(evidence.passages) if evidence else frozenset[str]()
            self._known["page", address] = Page(evidence, Text(text) if text is not None else None, kept)
        return self._known["page", address]

    def entry(self, name: str) -> Page:
        """What is known of the article of an entry."""
        if ("entry", name) not in self._known:
            self._make_room()
            text = self._texts.get(name)
            self._known["entry", name] = Page(self._article(name), Text(text) if text is not None else None)
        return self._known["entry", name]

    def _make_room(self) -> None:
        """Texts that were taken apart are large: a collection has more of them than fit into memory."""
        if len(self._known) >= _MOST:
            self._known.clear()
