"""Each sentence of a context note beside the pages that it cites: evidence comes in, no text is read."""

from newsdesk.check.cited.at_hand import AtHand, Sources
from newsdesk.check.cited.told import Told, told_of
from newsdesk.collection import Collection
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.model import Entry
from newsdesk.model.evidence import PageEvidence


def sentences_told(collection: Collection, entry: Entry) -> tuple[Told, ...] | None:
    """The sentences of the context of an entry; None where none of its pages was ever captured."""
    if not collection.compared:
        return None
    addresses = {address_key(one.url) for one in entry.references.values() if one.url}
    if not any(address in collection.compared for address in sorted(addresses)):
        return None

    def page(address: str) -> PageEvidence | None:
        # What is read unwatched has the same digest as what is watched.
        return collection.captured.get(address) if address in collection.compared else None

    # Made for each entry: what one has read of it is not yet read by the next.
    sources = Sources(page, collection.by_id.get, {}, collection.names, collection.settings.language, has_begun=True)
    return collection.once(("sentences", entry.id), lambda: tuple(told_of(entry, AtHand(sources))))
