"""How much there is of something, in a line: entries, outlets, and the origins that these have it from."""

from collections.abc import Iterable, Sequence

from newsdesk.collection import Collection
from newsdesk.collection.origins import Origins
from newsdesk.model import Dispute, Entry, Story
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.numbers import counted, numeral


def counts_of(collection: Collection, entries: Sequence[Entry], origins: Origins | None = None) -> dict[str, int]:
    """How many entries there are, of how many outlets and from how many independent origins, where these are known."""
    return {
        "entries": len(entries),
        "outlets": len({entry.outlet for entry in entries}),
        "origins": (origins or collection.origins(entries)).count,
    }


def extent_of(collection: Collection, entries: Sequence[Entry], origins: Origins | None = None) -> str:
    """The same in words: `22 entries from 21 outlets, 18 independent origins`; of one entry without the last."""
    words = collection.words
    if len(entries) < 2:
        outlets = len({entry.outlet for entry in entries})
        return _from(collection, len(entries), outlets)
    counts = counts_of(collection, entries, origins)
    return words("{extent}, {origins}").format(
        extent=_from(collection, counts["entries"], counts["outlets"]),
        origins=origins_of(collection, counts["origins"]),
    )


def _from(collection: Collection, entries: int, outlets: int) -> str:
    words = collection.words
    return words("{entries} from {outlets}").format(
        entries=counted(words, entries, "entry", "entries"), outlets=counted(words, outlets, "outlet", "outlets")
    )


def origins_of(collection: Collection, number: int) -> str:
    """How many origins there are: `18 independent origins`."""
    return counted(collection.words, number, "independent origin", "independent origins")


def story_origins(collection: Collection, story: Story) -> Origins:
    """Where the articles of a story come from; worked out once a story."""
    return collection.once(("origins of", story.id), lambda: collection.origins(collection.by_story[story.id]))


def account_counts(collection: Collection, story: Story, dispute: Dispute) -> dict[str, int]:
    """How many accounts there are of a question, how many give them, and from how many origins they are known."""
    origins = story_origins(collection, story)
    told = (origins.told(account, story.references) for account in dispute.accounts)
    speakers = {account.who or account.speaker for account in dispute.accounts}
    return {"accounts": len(dispute.accounts), "speakers": len(speakers), "origins": len(frozenset().union(*told))}


def accounts(collection: Collection, story: Story, dispute: Dispute) -> str:
    """The same in words: `3 accounts, 2 origins`; `3 accounts, known from 4 origins` where there are more of these.

    Where somebody gives several, it is said how many speak: newsrooms that relay one ministry are no other voices.
    """
    words, counts = collection.words, account_counts(collection, story, dispute)
    said = counted(words, counts["accounts"], "account", "accounts")
    if counts["speakers"] < counts["accounts"]:
        form = words.ngettext("{accounts} by {number} speaker", "{accounts} by {number} speakers", counts["speakers"])
        said = form.format(accounts=said, number=numeral(words, counts["speakers"]))
    if counts["origins"] > counts["accounts"]:  # one account can be known by several ways
        form = words.ngettext(
            "{accounts}, known from {number} origin", "{accounts}, known from {number} origins", counts["origins"]
        )
        return form.format(accounts=said, number=numeral(words, counts["origins"]))
    return words("{extent}, {origins}").format(
        extent=said, origins=counted(words, counts["origins"], "origin", "origins")
    )


def news_line(collection: Collection, entries: Iterable[Entry]) -> str:
    """How many of some entries are new, and since which edition: a sentence; "" where none is."""
    words = collection.words
    names = dict.fromkeys(entry.id for entry in entries)
    days = [day for name in names if (day := collection.new_since(name))]
    if not days:
        return ""
    return words("New since the edition of {day}: {number}.").format(
        day=say_date(words, days[0]), number=numeral(words, len(days))
    )
