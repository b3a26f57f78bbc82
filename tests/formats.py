"""An invented version 2 and 3 of the format."""

from pathlib import Path
from typing import Any

from newsdesk.model.versions import ANY, Format, renamed, split, terms

DATA = Path(__file__).parent / "data"


def _from_to(value: str) -> dict[str, Any]:
    first, _, last = value.partition("/")
    return {"published": first, "published_until": last or None}


TWO = {
    "entry": (
        renamed(("url",), "address"),
        split(("published",), _from_to, "an interval has two fields"),
        split(("reviewed",), lambda old: {"reviewer": old["by"], "day": old["on"]}, "reviewed is two fields", dict),
        terms(("sources", ANY, "actor"), {"ngo": "civil-society", "official": "authority"}),
        renamed(("sources", ANY, "cited"), "how"),
        terms(("countries", ANY), {"SU": "RU"}),
    ),
    "outlets": (
        renamed(("outlets", ANY, "funder"), "funders"),
        terms(("outlets", ANY, "kind", "value"), {"newspaper": "press"}),
    ),
}
SECOND = Format((TWO,))
THIRD = Format((TWO, {"entry": (renamed(("address",), "link"), renamed(("sources",), "voices"))}))
