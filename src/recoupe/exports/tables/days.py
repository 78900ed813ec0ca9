"""The one day that a row of an event data set can hold, and how well it is known."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.exports.exporter import Remark
from recoupe.records.events import Event

WEEK, MONTH = 7, 31  # days that a span may hold and still be known "to the week", "to the month"
UNDATED = "undated: the format needs a day"
TOO_WIDE = "known to no better than a span of more than a month"
FIRST_DAY = "known to a span of days: the row holds the first of them"


def dated(events: Sequence[Event]) -> tuple[list[Event], tuple[Remark, ...], tuple[Remark, ...]]:
    """The events that a day stands for; remarks on those left out; remarks on those whose day opens a span."""
    kept: list[Event] = []
    left: list[Remark] = []
    notes: list[Remark] = []
    for event in events:
        level = time_precision(event)
        if level is None:
            left.append(Remark(record=event.id, reason=TOO_WIDE if event.date else UNDATED))
            continue
        kept.append(event)
        if level > 1:
            notes.append(Remark(record=event.id, reason=FIRST_DAY))
    return kept, tuple(left), tuple(notes)


def time_precision(event: Event) -> int | None:
    """ACLED's precision: 1 the day, 2 a span of a week at most, 3 of a month at most; None where it is wider."""
    if event.date is None:
        return None
    days = (event.date.latest - event.date.earliest).days + 1
    if days > MONTH:
        return None
    return 1 if days == 1 else 2 if days <= WEEK else 3
