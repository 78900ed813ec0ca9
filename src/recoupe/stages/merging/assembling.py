"""The event record: what a dossier says of one happening, drawn from its mentions."""

from __future__ import annotations

from collections import Counter
from typing import cast

from recoupe.records.events import Event, EventMention, PloverType, Status
from recoupe.records.ids import make_id
from recoupe.records.times import EventDate
from recoupe.stages.merging.facts.portraits import Portrait
from recoupe.stages.merging.pages import Happening

# the furthest that the affair got by any telling; a denial counts only when nobody tells more than the denial
PROGRESS: tuple[Status, ...] = (
    "happened",
    "ongoing",
    "alleged",
    "refused",
    "planned",
    "demanded",
    "proposed",
    "conditional",
    "denied",
)
MOST_REASONS = 24


def assemble(known: Happening) -> Event:
    """Write down a happening as an event; origins, summary and rank are filled by later stages."""
    portrait = known.portrait
    fullest = max(portrait.mentions, key=lambda mention: (_fullness(mention), mention.id))
    counted = Counter(mode for mention in portrait.mentions for mode in mention.modes)
    return Event(
        id=make_id("e", *portrait.key),
        type=cast(PloverType, portrait.type),
        modes=tuple(sorted(counted, key=lambda mode: (-counted[mode], mode))),
        status=_status(portrait),
        summary=" ".join(fullest.trigger.text.split()),
        actors=_side(portrait, "actors"),
        recipients=_side(portrait, "recipients"),
        mentions=portrait.key,
        date=_date(portrait),
        place=portrait.where,
        why=known.why[:MOST_REASONS],
    )


def _fullness(mention: EventMention) -> int:
    return (
        2 * bool(mention.actors)
        + 2 * bool(mention.recipients)
        + bool(mention.date)
        + bool(mention.place)
        + bool(mention.modes)
        + bool(mention.figures)
    )


def _side(portrait: Portrait, side: str) -> tuple[str, ...]:
    """The parties on one side, most often told first; whoever most tellings put on the other side is left there."""
    here = Counter(key for mention in portrait.mentions for key in getattr(mention, side))
    there = Counter(
        key for mention in portrait.mentions for key in getattr(mention, "recipients" if side == "actors" else "actors")
    )
    kept = [key for key in here if here[key] > there[key] or (here[key] == there[key] and side == "actors")]
    return tuple(sorted(kept, key=lambda key: (-here[key], key)))


def _status(portrait: Portrait) -> Status:
    told = {mention.status for mention in portrait.mentions}
    return next(status for status in PROGRESS if status in told)


def _date(portrait: Portrait) -> EventDate | None:
    when = portrait.when
    if when is None:
        return None
    return EventDate(
        earliest=when.first, latest=when.last, basis=when.source.basis, start=when.source.start, end=when.source.end
    )
