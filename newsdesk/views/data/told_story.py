"""A story as it is published: what is contested in it with numbers, sides and routes."""

from newsdesk.collection import Collection
from newsdesk.model import Story
from newsdesk.views.data.published import first_of, ids_of, joined, public_id, with_author
from newsdesk.views.data.tables.disputes import accounts_told, counts_told
from newsdesk.views.shared.extents import counts_of


def story_json(collection: Collection, story: Story) -> str:
    """A story with its accounts worked out, and the ids of its entries, newest first."""
    disputed = tuple(
        dispute.model_copy(
            update={
                "accounts": tuple(
                    account.model_copy(
                        update={"who": public_id(collection, account.who), "side": public_id(collection, account.side)}
                    )
                    for account in dispute.accounts
                )
            }
        )
        for dispute in story.disputed
    )
    shown = story.model_copy(update={"disputed": disputed})
    entries = collection.by_story[story.id]
    added = {
        **first_of(collection, story),
        "counts": counts_of(collection, entries),
        "disputed_counts": [counts_told(collection, story, dispute) for dispute in story.disputed],
        "accounts": accounts_told(collection, story),
        "entries": ids_of(entries),
    }
    return joined(with_author(collection, shown), added)
