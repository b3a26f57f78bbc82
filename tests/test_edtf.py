"""EDTF dates: what is read, what is refused and why, their order, and an independent reader's view."""

import calendar
from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from tables import each

from newsdesk.model import Edtf, Point
from newsdesk.model.edtf import HINT

ADAPTER = TypeAdapter(Edtf)


@each(
    ("text", "first", "last", "exact"),
    [
        ("2022-10-22", "2022-10-22", "2022-10-22", True),
        ("2022-10-22~", "2022-10-22", "2022-10-22", False),
        ("2022-10", "2022-10-01", "2022-10-31", False),
        ("2022-10~", "2022-10-01", "2022-10-31", False),
        ("2022-02", "2022-02-01", "2022-02-28", False),
        ("2024-02", "2024-02-01", "2024-02-29", False),
        ("2024-02-29", "2024-02-29", "2024-02-29", True),
        ("2022", "2022-01-01", "2022-12-31", False),
        ("2022~", "2022-01-01", "2022-12-31", False),
        ("0001", "0001-01-01", "0001-12-31", False),
        ("9999-12-31", "9999-12-31", "9999-12-31", True),
        ("2022-10-03/2022-10-09", "2022-10-03", "2022-10-09", False),
        ("2022-10-03~/2022-10-09", "2022-10-03", "2022-10-09", False),
        ("2022-10/2022-11", "2022-10-01", "2022-11-30", False),
        ("2021/2022-03", "2021-01-01", "2022-03-31", False),
        ("2022-03/2022", "2022-03-01", "2022-12-31", False),
        ("2022-10-03/2022-10-03", "2022-10-03", "2022-10-03", False),
    ],
)
def test_good_dates(text: str, first: str, last: str, exact: bool) -> None:
    found = Edtf.parse(text)
    assert (str(found.first), str(found.last), found.is_exact) == (first, last, exact)
    assert str(found) == text


@each(
    ("text", "message"),
    [
        ("", '"" is no date.'),
        ("22 October 2022", '"22 October 2022" is no date.'),
        ("22.10.2022", '"22.10.2022" is no date.'),
        ("2022-1-2", '"2022-1-2" is no date.'),
        ("20221022", '"20221022" is no date.'),
        ("999", '"999" is no date.'),
        ("-2022", '"-2022" is no date.'),
        ("2022-10-22?", '"2022-10-22?" is no date.'),
        ("~2022", '"~2022" is no date.'),
        ("2022~~", '"2022~~" is no date.'),
        ("2022-10-22T10:00", '"2022-10-22T10:00" is no date.'),
        ("2022-10-22 ", '"2022-10-22 " is no date.'),
        ("2022\n", '"2022\n" is no date.'),
        ("٢٠٢٢", '"٢٠٢٢" is no date.'),
        ("2022-10-03/", '"" is no date.'),
        ("../2022", '".." is no date.'),
        ("2020/2021/2022", '"2020/2021/2022" is no date: an interval has two ends.'),
        ("0000", "There is no year 0000."),
        ("2022-00", '"2022-00": there is no month 00.'),
        ("2022-13", '"2022-13": there is no month 13.'),
        ("2022-21", '"2022-21": there is no month 21.'),
        ("2022-10-00", '"2022-10-00": 2022-10 has no day 00.'),
        ("2022-11-31~", '"2022-11-31~": 2022-11 has no day 31.'),
        ("2023-02-29", '"2023-02-29": 2023-02 has no day 29.'),
        ("2022-10-09/2022-10-03", '"2022-10-09/2022-10-03" ends before it starts.'),
        ("2022-11/2022-10-31", '"2022-11/2022-10-31" ends before it starts.'),
        ("2022-10-32/x", '"2022-10-32": 2022-10 has no day 32.'),
    ],
)
def test_bad_dates(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared
        Edtf.parse(text)
    assert str(caught.value) == message
    with pytest.raises(ValidationError) as refused:
        ADAPTER.validate_python(text)
    [detail] = refused.value.errors()
    assert (detail["type"], detail["msg"], detail["ctx"]["hint"]) == ("bad-date", message, HINT)


@each("value", [None, True, False, 2022.0, [2022], {"year": 2022}, date(2022, 10, 22)])
def test_a_date_is_text(value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        ADAPTER.validate_python(value)
    [detail] = refused.value.errors()
    assert (detail["type"], detail["msg"], detail["ctx"]["hint"]) == ("bad-date", "A date is text.", HINT)


def test_a_bare_year_is_a_year_whether_yaml_calls_it_a_number_or_not() -> None:
    assert ADAPTER.validate_python(2022) == ADAPTER.validate_python("2022") == Edtf(Point(2022))
    for number in (0, 999, -2022, 20221022):
        with pytest.raises(ValidationError, match="is no date"):
            ADAPTER.validate_python(number)


def test_order_is_by_first_day_then_last_day() -> None:
    in_order = [
        "2021",
        "2022-01-01",
        "2022-01-01~",
        "2022-01-01/2022-01-02",
        "2022-01",
        "2022",
        "2022~",
        "2022-01-01/2023",
        "2022-10",
        "2022-10-03/2022-10-09",
        "2022-10-04",
        "2023",
    ]
    dates = [Edtf.parse(text) for text in in_order]
    assert sorted(set(dates)) == dates
    assert dates[0] < dates[1] <= dates[1]
    assert dates[-1] > dates[0]
    with pytest.raises(TypeError):
        _ = dates[0] < "2022"


@each(
    ("text", "first", "last", "touches"),
    [
        ("2022-10-17", "2022-10-17", "2022-10-23", True),
        ("2022-10-16", "2022-10-17", "2022-10-23", False),
        ("2022-10-24", "2022-10-17", "2022-10-23", False),
        ("2022-10", "2022-10-17", "2022-10-23", True),
        ("2022-10-10/2022-10-17", "2022-10-17", "2022-10-23", True),
        ("2022-10-10/2022-10-16", "2022-10-17", "2022-10-23", False),
    ],
)
def test_overlap_counts_both_ends(text: str, first: str, last: str, touches: bool) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert Edtf.parse(text).overlaps(*days) is touches


@st.composite
def points(draw: st.DrawFn) -> Point:
    year = draw(st.integers(1, 9999))
    month = draw(st.none() | st.integers(1, 12))
    day = draw(st.none() | st.integers(1, calendar.monthrange(year, month)[1])) if month else None
    return Point(year, month, day, approximate=draw(st.booleans()))


@st.composite
def values(draw: st.DrawFn) -> Edtf:
    start, end = draw(points()), draw(st.none() | points())
    if end and end.last < start.last:
        start, end = end, start
    return Edtf(start, end)


@given(values())
def test_printing_and_reading_are_inverse(value: Edtf) -> None:
    assert Edtf.parse(str(value)) == value
    assert ADAPTER.validate_python(str(value)) == value
    assert ADAPTER.dump_python(value, mode="json") == str(value)
    assert value.first <= value.last


@given(values(), values())
def test_order_is_total_and_agrees_with_the_days(one: Edtf, other: Edtf) -> None:
    assert (one < other) + (other < one) + (one == other) == 1
    if (one.first, one.last) < (other.first, other.last):
        assert one < other


@given(values(), st.dates(), st.integers(0, 400))
def test_overlap_is_what_it_says(value: Edtf, first: date, span: int) -> None:
    last = min(first, date.max - timedelta(days=span)) + timedelta(days=span)
    first = last - timedelta(days=span)
    apart = value.last < first or last < value.first
    assert value.overlaps(first, last) is not apart


@given(st.text() | st.text("0123456789-/~") | st.from_regex(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?~?(/.*)?"))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = str(Edtf.parse(text))
    except ValueError:
        return
    assert found == text


@given(values())
def test_an_independent_reader_agrees(value: Edtf) -> None:
    theirs = parse_edtf(str(value))
    assert date(*theirs.lower_strict()[:3]) == value.first
    assert date(*theirs.upper_strict()[:3]) == value.last
