"""When events happened, as far as the page tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from recoupe.records.events import EventMention
from recoupe.records.readings import Reading
from recoupe.records.times import EventDate
from recoupe.stages.dating.days import page_days
from recoupe.stages.dating.happened.context import by_page, by_sameness, by_telling
from recoupe.stages.dating.happened.telling import Telling
from recoupe.stages.dating.happened.timed import by_event, by_time

Way = Callable[[Telling, EventMention], EventDate | None]
ROUNDS: tuple[tuple[Way, ...], ...] = (  # each round goes through the page from top to bottom
    (by_time,),
    (by_event, by_sameness),
    (by_telling,),
    (by_page, by_event, by_sameness),
)


def date_events(reading: Reading) -> tuple[EventMention, ...]:
    """Date the events of a reading whose times are resolved; those whose day the page does not tell get None.

    The time of the event's own sentence comes first; then a happening that it counts from; then the same happening told
    elsewhere on the page; then the day of what is told in one go with it; last, for the news, the day of the page or
    the day before. What is told as background without a time stays undated.
    """
    telling = Telling(
        reading=reading,
        times={mention.id: mention for mention in reading.mentions.times},
        days=page_days(reading.article.published),
        dates={},
    )
    ordered = sorted(reading.events, key=lambda event: (event.trigger.start, event.id))
    for ways in ROUNDS:
        for event in ordered:
            for way in ways:
                if event.id not in telling.dates and (found := way(telling, event)):
                    telling.dates[event.id] = found
    return tuple(replace(event, date=telling.dates.get(event.id)) for event in reading.events)
