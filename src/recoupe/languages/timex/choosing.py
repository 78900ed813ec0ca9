"""Which one is meant: the year of "le 6 juin", the week of "mercredi", by the direction in which the sentence looks.

`direction` is "past", "future" or "near" (the sentence does not tell); `side` is "last" (dernier), "next" (prochain) or
"this" (ce). "last" and "next" leave out the day itself; a direction includes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from recoupe.languages.timex.periods import Period, make_day, month_of, on, season_of

YEARS_AROUND = 8  # a weekday falls on the same date again within at most 12 years, mostly 5, 6 or 11
SLACK = timedelta(days=1)  # a page may be dated a day before what it tells (time zones)
WITHIN_A_YEAR = 370


def day_of_year(month: int, day: int, weekday: int | None, base: date, look: str) -> date | None:
    """The day meant by day and month without a year; a weekday told with it must agree."""
    # without a weekday the nearest year decides; only 29 February may have to look farther
    around = 1 if weekday is None and (month, day) != (2, 29) else YEARS_AROUND
    years = range(base.year - around, base.year + around + 1)
    days = [found for year in years if (found := make_day(year, month, day))]
    if weekday is None:
        return _nearest(days, base, look)
    agreeing = [found for found in days if found.isoweekday() == weekday]
    wanted = _nearest(agreeing, base, look)
    if wanted is not None and abs((wanted - base).days) <= WITHIN_A_YEAR:
        return wanted
    return _nearest(agreeing, base, "near")


def day_of_month(day: int, weekday: int | None, base: date, look: str) -> date | None:
    """The day meant by its number alone ("mardi 15", "le 15"), in the months around the base."""
    first = base.year * 12 + base.month - 1
    months = [divmod(first + step, 12) for step in range(-12, 13)]
    days = [found for year, month in months if (found := make_day(year, month + 1, day))]
    return _nearest([found for found in days if weekday in (None, found.isoweekday())], base, look)


def _nearest(days: Iterable[date], base: date, look: str) -> date | None:
    past = max((day for day in days if day < base or (day <= base + SLACK and look == "past")), default=None)
    if look in ("past", "last"):
        return past if look == "past" else max((day for day in days if day < base), default=None)
    if look in ("future", "next"):
        return min((day for day in days if day > base or (day == base and look == "future")), default=None)
    if look == "this":
        return next((day for day in days if day.year == base.year), None)
    return min(days, key=lambda day: (abs((day - base).days), day > base), default=None)


def month_meant(month: int, base: date, look: str) -> Period | None:
    """The month meant by its name without a year."""
    now = base.year * 12 + base.month - 1
    counts = [(base.year + step) * 12 + month - 1 for step in (-1, 0, 1)]
    if look in ("past", "last"):
        found = max((count for count in counts if count < now or (count == now and look == "past")), default=None)
    elif look in ("future", "next"):
        found = min((count for count in counts if count > now or (count == now and look == "future")), default=None)
    elif look == "this":
        found = counts[1]
    else:
        found = min(counts, key=lambda count: (abs(count - now), count > now))
    return month_of(found // 12, found % 12 + 1) if found is not None else None


def season_meant(season: str, base: date, look: str) -> Period | None:
    """The season meant by its name without a year."""
    seasons = [season_of(base.year + step, season) for step in (-2, -1, 0, 1)]
    begun = [found for found in seasons if found.earliest and found.earliest <= base]
    over = [found for found in begun if found.latest and found.latest < base]
    coming = [found for found in seasons if found.latest and found.latest >= base]
    if look == "last":
        return over[-1] if over else None
    if look == "next":
        return next((found for found in coming if found.earliest and found.earliest > base), None)
    if look == "future":
        return coming[0] if coming else None
    if look == "past":
        return begun[-1] if begun else None
    return min(seasons, key=lambda found: _distance(found, base))


def _distance(period: Period, base: date) -> int:
    if not period.earliest or not period.latest:
        return 10**6
    return max((period.earliest - base).days, (base - period.latest).days, 0)


def weekday_meant(weekday: int, base: date, look: str) -> Period:
    """The day meant by a weekday's name.

    "vendredi prochain" said on a Wednesday is the coming Friday for some writers and the one after for others: both
    days are covered, and the value is the first.
    """
    back = (base.isoweekday() - weekday) % 7
    if look == "last":
        return on(base - timedelta(days=back or 7))
    if look == "next":
        coming = base + timedelta(days=(7 - back) % 7 or 7)
        same_week = coming.isocalendar()[:2] == base.isocalendar()[:2]
        return Period(
            coming.isoformat(), coming, coming + timedelta(days=7 if same_week else 0), "APPROX" if same_week else None
        )
    if look == "future":
        return on(base + timedelta(days=(7 - back) % 7))
    if look == "this" and back > 3:
        return on(base + timedelta(days=7 - back))
    return on(base - timedelta(days=back))
