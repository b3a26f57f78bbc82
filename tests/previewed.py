"""The invented collection with preview cards."""

from dataclasses import replace
from pathlib import Path

from invented import collection

from newsdesk.collection import Collection
from newsdesk.model.settings import Cards
from newsdesk.views import Part, Preview
from newsdesk.views.pictures.previews import entry_preview, previews

DATA = Path(__file__).parent / "data"
LONG = "Неопровержимые доказательства: " + " и ".join(f"обстоятельство номер {n}" for n in range(40))


def with_cards(which: Cards, known: Collection | None = None, **settings: str | None) -> Collection:
    """The invented collection, or another, with this setting."""
    known = known or collection()
    extra = known.settings.extra.model_copy(update={"cards": which})
    return replace(known, settings=known.settings.model_copy(update={"extra": extra, **settings}), memo={})


def all_previews(known: Collection) -> list[Preview]:
    """What stands on all cards of a collection."""
    parts = [part for part in previews(known) if isinstance(part, Part)]
    found = [made for part in parts for made in part.make(known, *part.given)]
    found += [made for entry in known.entries for made in entry_preview(known, entry)]
    return [made for made in found if isinstance(made, Preview)]
