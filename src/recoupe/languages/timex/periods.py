"""Periods of the calendar: a TIMEX3 value and the days that it covers.

All functions are total over the years 1 to 9999 that `datetime.date` knows; what lies outside gives None.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

SEASON_START = {"SP": (3, 20), "SU": (6, 21), "FA": (9, 22), "WI": (12, 21)}  # northern hemisphere, day of the change
SEASON_END = {"SP": (6, 20), "SU": (9, 21), "FA": (12, 20), "WI": (3, 19)}
DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365, "decade": 3652, "century": 36524}
VAGUE = {"second": 0, "minute": 0, "hour": 1, "day": 7, "week": 21, "month": 91, "year": 3 * 365, "decade": 7305}
LETTER = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE"}
CLOCK_LETTER = {"hour": "H", "minute": "M", "second": "S"}


@dataclass(frozen=True, slots=True)
class Period:
    """A TIMEX3 value with the days it covers, both ends included; `earliest` None where no day can be told."""

    value: str | None
    earliest: date | None = None
    latest: date | None = None
    mod: str | None = None

    @property
    def day(self) -> date | None:
        """The day, when the period is exactly one."""
        return self.earliest if self.earliest == self.latest else None

    def marked(self, suffix: str) -> Period:
        """The same days with a time of day written behind the value."""
        return replace(self, value=f"{self.value}T{suffix}" if self.value else None)


def on(day: date) -> Period:
    """A day."""
    return Period(day.isoformat(), day, day)


def make_day(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(year: int, month: int) -> Period:
    """A month."""
    last = calendar.monthrange(year, month)[1]
    return Period(f"{year:04d}-{month:02d}", date(year, month, 1), date(year, month, last))


def year_of(year: int) -> Period | None:
    """A year."""
    return Period(f"{year:04d}", date(year, 1, 1), date(year, 12, 31)) if 1 <= year <= 9999 else None


def week_of(day: date) -> Period:
    """The ISO week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return Period(f"{year:04d}-W{week:02d}", monday, monday + timedelta(days=6))


def weekend_of(day: date) -> Period:
    """Saturday and Sunday of the ISO week of a day."""
    saturday = day + timedelta(days=5 - day.weekday())
    year, week, _ = day.isocalendar()
    return Period(f"{year:04d}-W{week:02d}-WE", saturday, saturday + timedelta(days=1))


def quarter_of(year: int, quarter: int) -> Period:
    """A quarter of a year."""
    first = month_of(year, 3 * quarter - 2)
    return Period(f"{year:04d}-Q{quarter}", first.earliest, month_of(year, 3 * quarter).latest)


def half_of(year: int, half: int) -> Period:
    """A half of a year."""
    return Period(f"{year:04d}-H{half}", month_of(year, 6 * half - 5).earliest, month_of(year, 6 * half).latest)


def season_of(year: int, season: str) -> Period:
    """A season; the winter of a year begins in December of that year, as TIMEX3 has it."""
    ends = year + 1 if season == "WI" else year
    return Period(f"{year:04d}-{season}", date(year, *SEASON_START[season]), date(ends, *SEASON_END[season]))


def decade_of(year: int) -> Period:
    """The decade that a year stands in: 199X."""
    first = year - year % 10
    return Period(f"{first // 10}X", date(first, 1, 1), date(first + 9, 12, 31))


def century_of(number: int) -> Period:
    """The century with that ordinal: the nineteenth is 18XX."""
    first = 100 * (number - 1)
    return Period(f"{number - 1:02d}XX", date(first + 1, 1, 1), date(first + 100, 12, 31))


def add_months(day: date, months: int) -> date | None:
    """The same day some months on, or the last of the month where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def moved(day: date, count: int, unit: str) -> date | None:
    """A day some units on; None beyond the calendar."""
    try:
        if unit in ("month", "quarter", "year", "decade", "century"):
            factor = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
            return add_months(day, factor * count)
        if unit in CLOCK_LETTER:
            seconds = {"hour": 3600, "minute": 60, "second": 1}[unit]
            return day + timedelta(days=int(count * seconds / 86400))
        return day + timedelta(days=count * (7 if unit in ("week", "weekend") else 1))
    except OverflowError:
        return None


def holding(day: date, unit: str) -> Period:
    """The period of that unit in which a day stands."""
    if unit == "week":
        return week_of(day)
    if unit == "weekend":
        return weekend_of(day)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        return quarter_of(day.year, (day.month + 2) // 3)
    if unit == "year":
        return year_of(day.year) or on(day)
    if unit == "decade":
        return decade_of(day.year)
    if unit == "century":
        return century_of((day.year + 99) // 100)
    return on(day)


def duration_value(count: str, unit: str) -> str:
    """A TIMEX3 duration: P3D, PT48H, PXM."""
    return f"PT{count}{CLOCK_LETTER[unit]}" if unit in CLOCK_LETTER else f"P{count}{LETTER.get(unit, 'D')}"


def hull(periods: list[Period]) -> Period | None:
    """The smallest stretch that holds all; its value only where all have the same."""
    starts = [period.earliest for period in periods if period.earliest]
    ends = [period.latest for period in periods if period.latest]
    if not periods:
        return None
    value = periods[0].value if len({period.value for period in periods}) == 1 else None
    return Period(value, min(starts, default=None), max(ends, default=None), periods[0].mod)
