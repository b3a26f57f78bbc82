"""Where stories are set: the collection comes in, stories by place go out."""

from collections.abc import Mapping, Sequence

from newsdesk.collection import Collection
from newsdesk.model import Story


def stories_at(collection: Collection, place: str) -> Sequence[Story]:
    """The stories that are set at a place, the newest first."""
    return _by_place(collection).get(place, ())


def _by_place(collection: Collection) -> Mapping[str, Sequence[Story]]:
    return collection.once(("stories by place",), lambda: _grouped(collection))


def _grouped(collection: Collection) -> dict[str, list[Story]]:
    found: dict[str, list[Story]] = {}
    for story in sorted(collection.stories.values(), key=lambda story: (story.date, story.id), reverse=True):
        for place in dict.fromkeys(story.places):
            found.setdefault(place, []).append(story)
    return found
