"""When: intervals of days compared, and narrowed when tellings of one event are put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from recoupe.records.events import EventMention
from recoupe.records.pages import Article
from recoupe.records.times import DateBasis, EventDate

WIDE_DAYS = 14  # an interval longer than this says when about, not when
MOST_LEEWAY = 3  # days by which two estimated intervals of one event may miss each other
STRONG: tuple[DateBasis, ...] = ("stated", "relative")


@dataclass(frozen=True, slots=True)
class Interval:
    """Days, both ends included; `told` when the page tells the day, not when it was taken from the page's own date."""

    first: date
    last: date
    told: bool
    source: EventDate

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.last - self.first).days + 1

    @property
    def calendar(self) -> bool:
        """Whether it is whole months or years: a day told roughly, not a stretch of time."""
        return self.first.day == 1 and (self.last + timedelta(days=1)).day == 1


def interval_of(mention: EventMention) -> Interval | None:
    """The days of an event mention, None where nobody tells."""
    when = mention.date
    if when is None or when.latest < when.earliest:
        return None
    return Interval(when.earliest, when.latest, when.basis in STRONG, when)


def gap(one: Interval, other: Interval) -> int:
    """Days between two intervals; 0 or less when they share a day."""
    return max(one.first.toordinal() - other.last.toordinal(), other.first.toordinal() - one.last.toordinal())


def within(one: Interval, other: Interval) -> bool:
    """Whether one interval lies inside the other: "the end of 2014" in "2014"."""
    short, long = sorted((one, other), key=lambda known: known.days)
    return long.first <= short.first and short.last <= long.last


def apart(one: Interval | None, other: Interval | None) -> bool:
    """Whether two events cannot fall on the same day.

    Long intervals are estimates ("ces derniers jours"): they may miss each other by up to half the shorter one, three
    days at most. A day taken from the page's date forbids nothing.
    """
    if one is None or other is None or not (one.told and other.told):
        return False
    leeway = min(MOST_LEEWAY, (min(one.days, other.days) - 1) // 2)
    return gap(one, other) > leeway


def meet(one: Interval | None, other: Interval | None) -> Interval | None:
    """The days that both allow; a told day outweighs one taken from the page."""
    if one is None or other is None:
        return one or other
    if one.told != other.told:
        return one if one.told else other
    first, last = max(one.first, other.first), min(one.last, other.last)
    if first > last:
        return min(one, other, key=lambda known: (known.days, known.first))
    narrower = min(one, other, key=lambda known: (known.days, known.first))
    return Interval(first, last, one.told, narrower.source)


def joined(one: Interval | None, other: Interval | None) -> Interval | None:
    """The interval that holds both: when a page was published, over several pages."""
    if one is None or other is None:
        return one or other
    return Interval(min(one.first, other.first), max(one.last, other.last), one.told and other.told, one.source)


def published(article: Article) -> Interval | None:
    """When the page was published, where both ends are known."""
    dating = article.published
    if dating is None or dating.earliest is None or dating.latest is None:
        return None
    when = EventDate(earliest=dating.earliest, latest=dating.latest, basis="article")
    return Interval(dating.earliest, dating.latest, False, when)
