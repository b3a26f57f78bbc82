"""Pictures: what templates need to draw bars over time and bars of shares. Lengths are units of the drawing."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from newsdesk.interface import Words
from newsdesk.model import Entry
from newsdesk.model.addresses import week_path
from newsdesk.model.codes import week_days, week_of
from newsdesk.views.setting.dates import say_month, say_short, say_week
from newsdesk.views.setting.numbers import counted, listed, numeral, percent

# The drawing is as wide as the text on a phone, so that its letters are as large as they say.
WIDTH, TOP, HEIGHT = 360, 16, 64
# More bars than these are too narrow to tell apart: months take the place of weeks, years that of months.
MOST = 40
# Counts stand above the bars where there is room for them.
LABELLED = 20
# Lines of a table of outlets or countries: the rest stands in the list that the table leads to.
LINES = 10
# Fewer entries than these are seen faster in the list below.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A span of time: `said` names it in full, `href` is the page below the site that has its entries, or ""."""

    said: str
    short: str
    href: str
    count: int
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where a label stands."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars of equal spans without a gap; `unit` is week, month or year."""

    unit: str
    bars: tuple[Bar, ...]
    summary: str

    @property
    def labelled(self) -> bool:
        """Whether each bar has room for its count."""
        return len(self.bars) <= LABELLED


def timeline(words: Words, entries: Sequence[Entry], least: int = FEWEST) -> Timeline | None:
    """Entries by the week of their digest; None for fewer than `least`, or where all are of one week.

    The spans run from the first entry to the last, so that an entry elsewhere changes nothing here.
    """
    weeks = Counter(entry.week for entry in entries)
    if len(entries) < least or len(weeks) < 2:
        return None
    # A week belongs to the month and year of its Thursday, as in ISO 8601.
    counts = {week_days(week)[0] + timedelta(days=3): count for week, count in weeks.items()}
    first, last = min(counts), max(counts)
    if (last - first).days // 7 < MOST:
        unit, spans = "week", [first + timedelta(days=days) for days in range(0, (last - first).days + 1, 7)]
        held = counts
    elif (months := _months(last) - _months(first)) < MOST:
        unit, spans = "month", [_month(_months(first) + number) for number in range(months + 1)]
        held = _summed(counts, lambda day: day.replace(day=1))
    else:
        unit, spans = "year", [date(year, 1, 1) for year in range(first.year, last.year + 1)]
        held = _summed(counts, lambda day: date(day.year, 1, 1))
    return _drawn(words, unit, spans, held)


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _summed(counts: dict[date, int], start: Callable[[date], date]) -> dict[date, int]:
    found: Counter[date] = Counter()
    for day, count in counts.items():
        found[start(day)] += count
    return found


def _drawn(words: Words, unit: str, spans: list[date], counts: dict[date, int]) -> Timeline:
    most = max(counts.values())
    step = WIDTH / len(spans)
    width = round(min(step * 0.75, 28), 1)
    bars = []
    for number, day in enumerate(spans):
        count = counts.get(day, 0)
        height = round(HEIGHT * count / most, 1)
        said, short, href = _names(words, unit, day, bool(count))
        x = round(step * number + (step - width) / 2, 1)
        bars.append(Bar(said, short, href, count, x, round(TOP + HEIGHT - height, 1), width, height))
    tops = [bar.said for bar in bars if bar.count == most]
    total = sum(counts.values())
    summary = _summary(words, unit, len(bars)).format(
        entries=counted(words, total, "entry", "entries"), spans=numeral(words, len(bars)),
        first=bars[0].said, last=bars[-1].said, number=numeral(words, most), top=_tops(words, tops),
    )  # fmt: skip
    return Timeline(unit, tuple(bars), summary)


def _tops(words: Words, tops: list[str]) -> str:
    """The spans that have the most, however many they are."""
    if len(tops) < 3:
        return listed(words, tops)
    return words("{first} and {number} more").format(first=tops[0], number=numeral(words, len(tops) - 1))


def _summary(words: Words, unit: str, spans: int) -> str:
    """The sentences below a picture, whose places are to be filled in."""
    if unit == "week":
        return words.ngettext(
            "{entries} in {spans} week, from {first} to {last}. The most in one week: {number}, in {top}.",
            "{entries} in {spans} weeks, from {first} to {last}. The most in one week: {number}, in {top}.",
            spans,
        )
    if unit == "month":
        return words.ngettext(
            "{entries} in {spans} month, from {first} to {last}. The most in one month: {number}, in {top}.",
            "{entries} in {spans} months, from {first} to {last}. The most in one month: {number}, in {top}.",
            spans,
        )
    return words.ngettext(
        "{entries} in {spans} year, from {first} to {last}. The most in one year: {number}, in {top}.",
        "{entries} in {spans} years, from {first} to {last}. The most in one year: {number}, in {top}.",
        spans,
    )


def _names(words: Words, unit: str, day: date, is_held: bool) -> tuple[str, str, str]:
    """In full, in short, and the page of the entries."""
    if unit == "week":
        week = week_of(day)
        return say_week(words, week), say_short(words, week_days(week)[0]), week_path(week) if is_held else ""
    if unit == "month":
        return say_month(words, day), say_month(words, day), ""
    return str(day.year), str(day.year), ""


@dataclass(frozen=True, slots=True)
class Share:
    """A line of a table with a bar: `percent` of the whole; `length` of the bar, of 100."""

    said: str
    href: str
    count: int
    percent: str
    length: float
    language: str | None = ""
    note: str = ""


def shares(
    words: Words,
    rows: Iterable[tuple[str, str, int, str | None, str]],
    whole: int | None = None,
    *,
    ordered: bool = False,
) -> list[Share]:
    """Lines from (label, address below the site, count, language of the label, note), the most first unless `ordered`.

    `whole` is what a percentage is of, and then the bar as well; without it the longest bar has the whole length. Of
    fewer cases than `FEWEST` neither a share nor a bar is shown: a single case would be a bar of 100 per cent.
    """
    rows = [row for row in rows if row[2]]
    rows = rows if ordered else sorted(rows, key=lambda row: (-row[2], row[0].casefold()))
    most = whole or max((row[2] for row in rows), default=1)
    is_drawn = (whole or sum(row[2] for row in rows)) >= FEWEST
    return [
        Share(
            said,
            href,
            count,
            _percent(words, count, whole) if whole and is_drawn else "",
            round(100 * count / most, 1) if is_drawn else 0,
            language,
            note,
        )
        for said, href, count, language, note in rows
    ]


def first(rows: list[Share]) -> list[Share]:
    """The first lines of a long table, which ends before the lines of one count that would be cut apart."""
    if len(rows) <= LINES + 1:
        return rows
    whole = [n for n in range(1, LINES + 1) if rows[n - 1].count > rows[n].count]
    return rows[: whole[-1] if whole else LINES]


def _percent(words: Words, count: int, whole: int) -> str:
    """A share in whole per cent; what is not nothing and not all never looks so."""
    if 0 < count <= whole / 200:
        return words("under {share}").format(share=percent(words, 1))
    if whole > count >= whole * 199 / 200:
        return words("over {share}").format(share=percent(words, 99))
    return percent(words, round(count * 100 / whole))
