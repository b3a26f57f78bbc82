"""Where a place lies on the earth, and who says so."""

import json
import re
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from newsdesk.model.codes import Address, Day
from newsdesk.model.record import Record, Text

PLACES = 4
"""Places behind the point of a degree: some ten metres. Whatever says more says where a door is."""
_BOXES = files("newsdesk") / "data" / "outline" / "boxes.json"
# What is drawn roughly may lie so many degrees off.
_ROUGHLY = 0.5
_WRITTEN = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]+)?")


def _degrees(value: Any) -> Any:
    """A number, which is read from a file as it is written there."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _WRITTEN.fullmatch(value.strip()):
        return float(value)
    if value is None:
        return value
    raise PydanticCustomError(
        "no-degrees",
        '"{value}" is no number of degrees.',
        {"value": str(value)[:40], "hint": "Write degrees with a point, such as 64.13, and -21.9 for south or west."},
    )


Degrees = Annotated[float, BeforeValidator(_degrees), Field(allow_inf_nan=False)]


class Gazetteer(Record):
    """The page on which coordinates stand."""

    url: Address
    """The address of the page."""
    title: Text | None = None
    """Title as printed; leave it out where it was not seen."""
    publisher: Text | None = None
    """Who published it; without it the page shows the domain."""
    accessed: Day
    """When the editor saw it."""


class Coordinates(Record):
    """One point by which a place is marked on maps, in degrees of WGS 84."""

    latitude: Degrees
    """Degrees north of the equator, those south of it with a minus; at most four places behind the point."""
    longitude: Degrees
    """Degrees east of Greenwich, those west of it with a minus; at most four places behind the point."""
    reference: Gazetteer
    """Where they stand."""

    @model_validator(mode="after")
    def _on_earth(self) -> Self:
        for name, value, most in (("latitude", self.latitude, 90), ("longitude", self.longitude, 180)):
            if (places := _places(value)) > PLACES:
                raise PydanticCustomError(
                    "coordinates-too-exact",
                    "The {name} has {places} places behind the point, and may have {most}.",
                    {"name": name, "places": places, "most": PLACES, "field": name,
                     "hint": f"Round it: {round(value, PLACES)}. That is exact to some ten metres."},
                )  # fmt: skip
            if abs(value) > most:
                exchanged = name == "latitude" and abs(self.longitude) <= most
                hint = (
                    "Latitude and longitude seem to be exchanged." if exchanged else "Look at it in the source again."
                )
                raise PydanticCustomError(
                    "coordinates-off-earth",
                    "The {name} is between -{most} and {most}, and cannot be {value}.",
                    {"name": name, "most": most, "value": f"{value:g}", "field": name, "hint": hint},
                )
        return self


def _places(value: float) -> int:
    """How many places behind the point a number has, as it is written shortest."""
    exponent = Decimal(repr(value)).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def lies_in(country: str, longitude: float, latitude: float) -> bool | None:
    """Whether a point lies in a box around a part of a country; None where no outline has that country."""
    boxes = _boxes().get(country)
    if not boxes:
        return None
    return any(
        south - _ROUGHLY <= latitude <= north + _ROUGHLY
        and any(west - _ROUGHLY <= longitude + around <= east + _ROUGHLY for around in (-360, 0, 360))
        for west, south, east, north in boxes
    )


@cache
def _boxes() -> dict[str, list[list[int]]]:
    boxes: dict[str, list[list[int]]] = json.loads(_BOXES.read_text("utf-8"))
    return boxes
