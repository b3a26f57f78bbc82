"""What pages say in the place of an article, or at the end of what they show of one."""

from functools import cache
from importlib.resources import files

import yaml

_DATA = files("newsdesk") / "data" / "walls.yaml"
# So far from its end a text that is cut says what the rest costs, in characters.
_END = 600


@cache
def phrases(mark: str) -> tuple[str, ...]:
    """The phrases of all languages by which a page says one thing, such as `payment` or `login`, in small letters."""
    found = yaml.safe_load(_DATA.read_text("utf-8"))[mark]
    return tuple(phrase for each in found.values() for phrase in each)


def asks_for_payment(text: str) -> str:
    """The phrase near the end of a text by which it asks its reader to pay for the rest; "" where there is none."""
    end = text[-_END:].casefold()
    return next((phrase for phrase in phrases("payment") if phrase in end), "")


def breaks_off(text: str) -> bool:
    """Whether a text ends in the middle of something, by its last letters."""
    return text.rstrip(' \n"”»').endswith(("…", "..."))
