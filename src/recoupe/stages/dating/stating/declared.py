"""Dates that the container of a page states: a feed, a table, a mail, an archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from recoupe.languages.timex.periods import make_day, month_of
from recoupe.records.pages import Declared
from recoupe.records.spans import Span
from recoupe.stages.dating.stating.clocks import MACHINE_CLOCK, machine_moment
from recoupe.stages.dating.stating.signals import Role, Signal, plausible

WORTH = 94  # just above JSON-LD: whoever filled the container knew more than the page's template
MONTH_WORTH = 25  # a month alone yields to any day that the page states
ISO = r"(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)(?:-(?P<d>[0-3]\d)" + MACHINE_CLOCK + r")?$"


def declared_signals(declared: Declared | None) -> Iterator[Signal]:
    """What the container states as published and as updated; values that are no ISO dates are left out."""
    if declared is None:
        return
    told: tuple[tuple[Role, str | None], ...] = (("published", declared.published), ("updated", declared.updated))
    for role, value in told:
        match = _iso().match(value.strip()) if value else None
        stretch = _stretch(match) if match else None
        if match and stretch:
            first, last = stretch
            yield Signal(
                day=first,
                latest=last,
                role=role,
                worth=WORTH if first == last else MONTH_WORTH,
                basis="markup",
                span=Span(start=0, end=0),
                why=f"stated outside the page, in {declared.source}: {role} {value}",
                time=machine_moment(match, first) if first == last else None,
            )


@cache
def _iso() -> re.Pattern[str]:
    return re.compile(ISO)


def _stretch(match: re.Match[str]) -> tuple[date, date] | None:
    if match["d"]:
        day = make_day(int(match["y"]), int(match["m"]), int(match["d"]))
        return (day, day) if day and plausible(day) else None
    if not 1 <= int(match["m"]) <= 12:
        return None
    month = month_of(int(match["y"]), int(match["m"]))
    return (month.earliest, month.latest) if month.earliest and month.latest and plausible(month.earliest) else None


def day_of(value: str | None) -> date | None:
    """The day of an ISO 8601 moment; None for anything else."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def not_after(signals: list[Signal], fetched: date | None) -> list[Signal]:
    """The signals without those of days after the page was fetched (a day's slack for time zones)."""
    return [signal for signal in signals if fetched is None or signal.day <= fetched + timedelta(days=1)]
