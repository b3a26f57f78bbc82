"""Which weeks there may be: none is opened, and nothing dated, before it has begun somewhere."""

from datetime import date

from newsdesk.model.codes import week_of
from newsdesk.problems import Refusal


def need_begun(week: str, begun: date) -> None:
    """Refusal of a week that begins after the last day that has begun somewhere."""
    if week > week_of(begun):
        raise Refusal(f"{week} has not begun yet.")
