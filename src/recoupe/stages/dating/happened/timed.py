"""Dates of events from the times of their own sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from recoupe.languages.timex import Expression, read, resolve_over
from recoupe.languages.timex.periods import moved
from recoupe.records.events import EventMention
from recoupe.records.times import EventDate, TimeMention
from recoupe.stages.dating.happened.telling import COARSE, SAID, Telling, made

ABSOLUTE = frozenset({"calendar", "range", "season", "decade", "century", "quarter", "half", "either"})
TO_COME = frozenset({"planned", "proposed", "demanded", "conditional"})
AFTER_REACH = 140  # characters behind "au lendemain de" in which the happening stands


def by_time(telling: Telling, event: EventMention) -> EventDate | None:
    """The days of the time that stands with the event."""
    time = _own(telling, event) or telling.time_of(event)
    if time is None:
        return None
    time = _point(telling, event, time)
    expression = read(time.expression)
    if expression.get("own") and not _right_before(telling, event, time):
        return None
    if expression.kind in COARSE and event.status != "ongoing":
        return None  # "la porte de la mosquée du XVe siècle": the time of a thing, not of the act
    if expression.kind == "ref":
        return _recent(telling, event, expression, time)
    period = _days(telling, event, expression, time)
    if period is None:
        return None
    first, last = period
    page = telling.page
    if (
        page
        and first > page[1]
        and event.type in SAID
        and event.status in ("happened", "demanded", "refused", "alleged")
    ):
        return None  # "a appelé à voter dimanche": the appeal is not on Sunday
    if page and event.status == "planned" and last < page[0]:
        return None
    first, last = _opened(event, time, first, last, page)
    return made(first, last, "stated" if expression.kind in ABSOLUTE else "relative", time)


def _own(telling: Telling, event: EventMention) -> TimeMention | None:
    """The time that owns the event's noun: "Monday's raid"."""
    return next(
        (
            time
            for time in telling.times_in(event)
            if read(time.expression).get("own") and _right_before(telling, event, time)
        ),
        None,
    )


def _right_before(telling: Telling, event: EventMention, time: TimeMention) -> bool:
    between = telling.text[time.end : event.trigger.start] if time.end <= event.trigger.start else "far away from it"
    return len(between.split()) <= 2


def _point(telling: Telling, event: EventMention, time: TimeMention) -> TimeMention:
    """For an act done once, a day of the sentence rather than the stretch since when something lasts."""
    expression = read(time.expression)
    stretch = expression.get("open") == "now" or (expression.kind == "span" and time.bound == "from")
    if not stretch or event.status != "happened":
        return time
    points = [
        other
        for other in telling.times_in(event)
        if other.earliest and other.latest and (other.latest - other.earliest).days <= 1 and other.bound == "at"
    ]
    return min(points, key=lambda other: abs(other.start - event.trigger.start), default=time)


def _recent(telling: Telling, event: EventMention, expression: Expression, time: TimeMention) -> EventDate | None:
    within, page = expression.number("within"), telling.page
    if not within or page is None or event.status == "planned":
        return None
    first = moved(page[0], -within, "day")
    return made(first, page[1], "relative", time) if first else None


def _days(telling: Telling, event: EventMention, expression: Expression, time: TimeMention) -> tuple[date, date] | None:
    if event.status == "planned" and expression.kind == "weekday" and expression.get("dir") != "future":
        ahead = resolve_over(expression.having(dir="future"), telling.days)
        if ahead and ahead.earliest and ahead.latest:
            return ahead.earliest, ahead.latest
    return (time.earliest, time.latest) if time.earliest and time.latest else None


def _opened(
    event: EventMention, time: TimeMention, first: date, last: date, page: tuple[date, date] | None
) -> tuple[date, date]:
    """The days of an event with an open-ended time: what goes on lasts until the day of the page."""
    if page is None:
        return first, last
    if time.bound == "from" and event.status == "ongoing":
        return first, max(last, page[1])
    if time.bound == "until" and event.status in TO_COME:
        return min(page[0], last), last
    if time.bound == "until" and event.status == "ongoing":
        return min(page[0], last), min(page[1], last)
    return first, last


def by_event(telling: Telling, event: EventMention) -> EventDate | None:
    """Dates that count from another happening: "au lendemain de l'accord", "two days after jets hit the convoy"."""
    for time, later, earlier in _joined(telling, event):
        expression = read(time.expression)
        count, unit = expression.number("n"), expression.get("unit") or "day"
        other = earlier if event.id == later.id else later
        dated = telling.dates.get(other.id)
        if dated is None or count is None:
            continue
        step = abs(count) if event.id == later.id else -abs(count)
        first, last = moved(dated.earliest, step, unit), moved(dated.latest, step, unit)
        if first and last:
            return replace(made(first, last, "relative", time))
    return None


def _joined(telling: Telling, event: EventMention) -> Iterator[tuple[TimeMention, EventMention, EventMention]]:
    """The time mentions of the sentence that join two happenings, with the later and the earlier of the two."""
    for time in telling.times_in(event):
        expression = read(time.expression)
        if expression.kind != "event":
            continue
        here = [other for other in telling.reading.events if other.sentence == event.sentence]
        named = [other for other in here if 0 <= other.trigger.start - time.end <= AFTER_REACH]
        if not named:
            continue
        reference = min(named, key=lambda other: other.trigger.start)
        others = [other for other in here if other.id != reference.id]
        if not others:
            continue
        main = min(others, key=lambda other: (other.trigger.start < time.start, abs(other.trigger.start - time.end)))
        if event.id not in (reference.id, main.id):
            continue
        backward = (expression.number("n") or 0) < 0
        yield (time, reference, main) if backward else (time, main, reference)
