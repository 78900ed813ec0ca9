"""The events of one page on their way to dates, and what all ways of dating ask about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from recoupe.languages.timex import Expression, read
from recoupe.records.events import EventMention
from recoupe.records.readings import Reading
from recoupe.records.times import DateBasis, EventDate, TimeMention

SAID = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})  # done by speaking
COARSE = frozenset({"century", "decade"})  # times of things, mostly, and not of acts
STOP = re.compile(r"[.!?…][\"”»)]*\s")
DAY = timedelta(days=1)


@dataclass(slots=True)
class Telling:
    """A page's events, its times by id, the days on which it may be published, and the dates found so far."""

    reading: Reading
    times: dict[str, TimeMention]
    days: list[date]
    dates: dict[str, EventDate]

    @property
    def page(self) -> tuple[date, date] | None:
        """The first and the last day on which the page may have been published."""
        return (self.days[0], self.days[-1]) if self.days else None

    @property
    def text(self) -> str:
        """The article's text."""
        return self.reading.article.text

    def time_of(self, event: EventMention) -> TimeMention | None:
        """The time mention that dates an event."""
        return self.times.get(event.when or "")

    def reading_of(self, event: EventMention) -> Expression | None:
        """The reading of the time that dates an event."""
        time = self.time_of(event)
        return read(time.expression) if time else None

    def times_in(self, event: EventMention) -> list[TimeMention]:
        """The time mentions of an event's sentence."""
        return [time for time in self.reading.mentions.times if event.sentence.start <= time.start < event.sentence.end]

    def stops_between(self, one: EventMention, other: EventMention) -> int:
        """How many sentences end between two triggers; many, where a blank line stands between."""
        between = self.text[min(one.trigger.end, other.trigger.end) : max(one.trigger.start, other.trigger.start)]
        return 99 if "\n\n" in between else len(STOP.findall(between))


def made(first: date, last: date, basis: DateBasis, time: TimeMention | None = None) -> EventDate:
    """An event's date; the quoted stretch is the time mention's, empty where the date comes from elsewhere."""
    return EventDate(
        earliest=min(first, last),
        latest=max(first, last),
        basis=basis,
        start=time.start if time else 0,
        end=time.end if time else 0,
    )


def parties(event: EventMention) -> set[str]:
    """Everybody who takes part."""
    return {*event.actors, *event.recipients}
