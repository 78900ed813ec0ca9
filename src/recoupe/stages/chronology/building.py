"""The door of the stage: events in the order of what is known of their days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from recoupe.records.actors import Actor
from recoupe.records.events import Event, EventMention
from recoupe.records.readings import Reading
from recoupe.stages.chronology.lines import summarise


def build_chronology(
    events: Sequence[Event], readings: Sequence[Reading], actors: Sequence[Actor]
) -> tuple[Event, ...]:
    """Give each event its line and its place in the order of days.

    Ordered by the first day on which an event can have happened, then by the last (what is known exactly before what is
    known roughly), then by where the earliest page tells it: pages by their day, words by their place. Events that
    nobody dates come last. `rank` counts from 0; events come back in that order.
    """
    mentions = {mention.id: mention for reading in readings for mention in reading.events}
    articles = {reading.article.id: reading.article for reading in readings}
    known_actors = {actor.id: actor for actor in actors}
    order = _text_order(readings)
    ranked = sorted(events, key=lambda event: (_days(event), _told(event, mentions, order), event.id))
    return tuple(
        replace(
            event,
            rank=rank,
            summary=summarise(
                event, [mentions[key] for key in event.mentions if key in mentions], articles, known_actors
            ),
        )
        for rank, event in enumerate(ranked)
    )


def _days(event: Event) -> tuple[bool, date, date]:
    if event.date is None:
        return True, date.max, date.max
    return False, event.date.earliest, event.date.latest


def _text_order(readings: Sequence[Reading]) -> dict[str, int]:
    """Articles by the day they came out, undated ones last."""

    def when(reading: Reading) -> tuple[date, str]:
        dating = reading.article.published
        return (dating.earliest or dating.latest or date.max) if dating else date.max, reading.article.id

    return {reading.article.id: place for place, reading in enumerate(sorted(readings, key=when))}


def _told(event: Event, mentions: Mapping[str, EventMention], order: Mapping[str, int]) -> tuple[int, int]:
    """Where the earliest page tells it first."""
    places = [
        (order[mentions[key].article], mentions[key].trigger.start)
        for key in event.mentions
        if key in mentions and mentions[key].article in order
    ]
    return min(places, default=(len(order), 0))
