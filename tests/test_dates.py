"""Dates and weeks in words."""

from datetime import date

import pytest
from invented import EN
from tables import each

from newsdesk.model import Edtf
from newsdesk.views.setting.dates import say_date, say_period, say_week, with_days

SAID = {
    # One date.
    "2022-10-22": "22 October 2022",
    "2022-10-02": "2 October 2022",
    "2022-10": "October 2022",
    "2022": "2022",
    "0987-01-02": "2 January 987",
    "2024-02-29": "29 February 2024",
    # Approximate.
    "2022-10-22~": "about 22 October 2022",
    "2022-10~": "about October 2022",
    "2022~": "about 2022",
    # Days to days: what the second end says, the first leaves out.
    "2022-10-03/2022-10-09": "between 3 and 9 October 2022",
    "2022-09-30/2022-10-02": "between 30 September and 2 October 2022",
    "2021-12-31/2022-01-01": "between 31 December 2021 and 1 January 2022",
    "2021-10-03/2022-10-09": "between 3 October 2021 and 9 October 2022",
    # Months to months.
    "2022-09/2022-10": "between September and October 2022",
    "2021-12/2022-01": "between December 2021 and January 2022",
    # Years to years.
    "2004/2006": "between 2004 and 2006",
    # Ends of different precision.
    "2022-10-03/2022-10": "between 3 October and October 2022",
    "2022-10-03/2022-11": "between 3 October and November 2022",
    "2022-09/2022-10-09": "between September and 9 October 2022",
    "2022-10/2022-10-31": "between October and 31 October 2022",
    "2021-10-03/2022": "between 3 October 2021 and 2022",
    "2021/2022-10": "between 2021 and October 2022",
    "2021/2022-10-09": "between 2021 and 9 October 2022",
    # A year as an end names neither day nor month, so the first end keeps its own year.
    "2022-03/2022": "between March 2022 and 2022",
    "2022-03-05/2022": "between 5 March 2022 and 2022",
    # Approximate ends.
    "2022-10-03~/2022-10-09": "between about 3 and 9 October 2022",
    "2022-10-03/2022-10-09~": "between 3 and about 9 October 2022",
    "2022-10-03~/2022-10-09~": "between about 3 and about 9 October 2022",
    "2022-09~/2022-10": "between about September and October 2022",
    "2004~/2006~": "between about 2004 and about 2006",
}


@each(("edtf", "words"), SAID.items())
def test_a_date_is_said_as_exactly_as_it_is_known(edtf: str, words: str) -> None:
    assert say_date(EN, Edtf.parse(edtf)) == words


@each(("edtf", "words"), SAID.items())
def test_a_time_that_something_took_is_said_as_a_period(edtf: str, words: str) -> None:
    assert say_period(EN, Edtf.parse(edtf)) == words.replace("between ", "").replace(" and ", " to ")


def test_days_in_a_text_are_said_as_readers_write_them() -> None:
    text = "Seen 2022-11-22; of 2022-13-45, at https://example.org/2022-11-22/ and /2022-11-22-a"
    said = "Seen 22 November 2022; of 2022-13-45, at https://example.org/2022-11-22/ and /2022-11-22-a"
    assert with_days(EN, text) == said


def test_a_plain_day_is_said_like_an_exact_date() -> None:
    assert say_date(EN, date(2022, 10, 22)) == say_date(EN, Edtf.parse("2022-10-22")) == "22 October 2022"


@each(
    ("week", "words"),
    [
        ("2022-W42", "17–23 October 2022"),
        ("2022-W40", "3–9 October 2022"),
        ("2022-W39", "26 September – 2 October 2022"),
        ("2022-W52", "26 December 2022 – 1 January 2023"),
        ("2020-W53", "28 December 2020 – 3 January 2021"),
        ("2021-W01", "4–10 January 2021"),
        ("2024-W09", "26 February – 3 March 2024"),
    ],
)
def test_a_week_is_said_by_its_days(week: str, words: str) -> None:
    assert say_week(EN, week) == words


@pytest.mark.parametrize("week", ["2021-W53", "2022-W00", "2022-42", "w42"])
def test_a_week_that_does_not_exist_is_refused(week: str) -> None:
    with pytest.raises(ValueError, match="week"):
        say_week(EN, week)
