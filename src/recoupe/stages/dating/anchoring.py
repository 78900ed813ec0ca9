"""The last step: time mentions and event mentions get their days from the date of the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from recoupe.languages.timex import Period, read, resolve_over
from recoupe.records.readings import Reading
from recoupe.records.times import TimeMention
from recoupe.stages.dating.days import page_days
from recoupe.stages.dating.happened import date_events


def anchor(reading: Reading) -> Reading:
    """Resolve every time of a reading with the date of its page, and date its events.

    A page dated as an interval or a set of days gives intervals. Times that hang on an unknown date keep None. Never
    raises on content; calling it again after the page's date changed gives the answer for the new date.
    """
    times = resolve_times(reading.mentions.times, page_days(reading.article.published))
    dated = replace(reading, mentions=replace(reading.mentions, times=times))
    return replace(dated, events=date_events(dated))


def resolve_times(times: Iterable[TimeMention], days: list[date]) -> tuple[TimeMention, ...]:
    """Resolve time mentions in the order of the text; a mention that counts from another one finds it before itself."""
    told: dict[str, Period] = {}
    done: list[TimeMention] = []
    for mention in times:
        expression = read(mention.expression)
        period = resolve_over(expression, days, told.get(expression.get("to") or ""))
        if period is not None:
            told[mention.id] = period
        done.append(
            replace(
                mention,
                value=period.value if period else None,
                mod=period.mod if period and period.mod else mention.mod,
                earliest=period.earliest if period else None,
                latest=period.latest if period else None,
            )
        )
    return tuple(done)
