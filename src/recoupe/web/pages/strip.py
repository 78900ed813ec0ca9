"""The density strip: how many events may fall into each month (or more months, where the time is long)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from recoupe.records.events import Event
from recoupe.web.content import link

MOST_BARS = 120
WIDTH, HEIGHT = 960, 80  # units of the drawing


def month_of(day: date) -> str:
    """The month of a day as YYYY-MM: sorts as it reads."""
    return f"{day.year:04d}-{day.month:02d}"


def density(events: Sequence[Event], given: dict[str, str]) -> dict[str, Any]:
    """The bars of the strip. `sure` counts events that lie wholly in a bar's months, `maybe` those that only may.

    An event with an imprecise date is counted under every bar that its range touches, and drawn as possible there:
    never on the first day of its range. Each bar's address lists exactly the events that it counts.
    """
    dated = [event.date for event in events if event.date is not None]
    if not dated:
        return {"bars": [], "width": WIDTH, "height": HEIGHT}
    first, last = min(_index(d.earliest) for d in dated), max(_index(d.latest) for d in dated)
    step = _step(last - first + 1)
    first -= first % step
    number = (last - first) // step + 1
    sure, maybe = [0] * number, [0] * number
    for d in dated:
        start, end = (_index(d.earliest) - first) // step, (_index(d.latest) - first) // step
        for place in range(start, end + 1):
            (sure if start == end else maybe)[place] += 1
    highest = max(s + m for s, m in zip(sure, maybe, strict=True))
    bars = [
        _bar(p, (first, step, number), (s, m, highest), given)
        for p, (s, m) in enumerate(zip(sure, maybe, strict=True))
        if s + m
    ]
    return {"bars": bars, "width": WIDTH, "height": HEIGHT}


def _bar(place: int, scale: tuple[int, int, int], told: tuple[int, int, int], given: dict[str, str]) -> dict[str, Any]:
    first, step, number = scale
    sure, maybe, highest = told
    since, until = _month(first + place * step), _month(first + (place + 1) * step - 1)
    wide = WIDTH / number
    low, high = round(sure / highest * HEIGHT, 1), round(maybe / highest * HEIGHT, 1)
    return {
        "since": since,
        "until": until,
        "sure": sure,
        "maybe": maybe,
        "x": round(place * wide, 1),
        "wide": round(max(1.0, min(wide - 1, 40)), 1),
        "low": low,
        "high": high,
        "href": link("/chronology", **{**given, "since": since, "until": until}),
    }


def _step(months: int) -> int:
    """Months in a bar: one, or whole years as soon as there would be too many bars."""
    return 1 if months <= MOST_BARS else -(-months // (MOST_BARS * 12)) * 12


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(index: int) -> str:
    year, month = divmod(index, 12)
    return f"{year:04d}-{month + 1:02d}"
