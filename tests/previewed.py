"""The invented collection with preview cards."""

from dataclasses import replace
from pathlib import Path

from invented import collection

from newsdesk.collection import Collection
from newsdesk.model.settings import Cards

DATA = Path(__file__).parent / "data"
LONG = "Неопровержимые доказательства: " + " и ".join(f"обстоятельство номер {n}" for n in range(40))


def with_cards(which: Cards, known: Collection | None = None, **settings: str | None) -> Collection:
    """The invented collection, or another, with this setting."""
    known = known or collection()
    extra = known.settings.extra.model_copy(update={"cards": which})
    return replace(known, settings=known.settings.model_copy(update={"extra": extra, **settings}), memo={})
