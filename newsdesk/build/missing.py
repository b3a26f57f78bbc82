"""What a collection lacks and says in its settings that it must not."""

from collections.abc import Iterator

from newsdesk.check import Draft
from newsdesk.check.draft import AnyItem
from newsdesk.model.settings import Settings
from newsdesk.problems import Problem


def missing(draft: Draft, settings: Settings) -> Iterator[Problem]:
    """The gaps of those kinds that `extra.gaps` names, each where its record begins."""
    # Imported here: most collections weigh no gaps, and a check alone makes no collection.
    from newsdesk.collection import Collection
    from newsdesk.collection.measures.gaps import Gap, gaps_of
    from newsdesk.interface import ENGLISH, words_of
    from newsdesk.views.gaps.said import detail_of, sayings

    words = words_of(ENGLISH)
    collection = Collection.of(draft, settings)
    entries = {item.keys["id"]: item for item in draft.entries}

    def item_of(gap: Gap) -> AnyItem:
        return entries[gap.name] if gap.group == "entries" else getattr(draft, gap.group)[gap.name]

    for kind, saying in sayings(words).items():
        if (severity := settings.extra.gaps.get(kind)) is None:
            continue
        for gap in gaps_of(collection, kind):
            item, detail = item_of(gap), detail_of(collection, words, gap)
            line, column = item.document.where(item.loc, key=True)
            said = f"{saying.title} ({detail}). {saying.why}" if detail else f"{saying.title}. {saying.why}"
            yield Problem(item.document.path, line, column, f"gap-{kind}", said, saying.remedy, severity)
