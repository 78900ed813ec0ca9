"""One blow told with different doers: events of one target, place and day that disagree over who did it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from recoupe.records.actors import Place
from recoupe.records.events import Event
from recoupe.stages.origins.disputes import Told, countries_of, disagreement
from recoupe.stages.origins.ground import Ground, fold

ACTS = frozenset({"ASSAULT", "COERCE", "SANCTION"})
REAL = frozenset({"happened", "ongoing", "alleged"})
MOST_DAYS = 3  # a wider date says when about; two blows may fall in it
SPOTS = ("point", "city")
MOST_RIVALS = 8  # events of one target, place and day that are compared with each other


def with_rivals(events: Sequence[Event], ground: Ground) -> tuple[Event, ...]:
    """Add to each event the other doers that other events name for the same blow.

    Two events are one blow told twice over when they share type, target, a spot and a told day, and name doers of no
    country in common. They stay two events: only a judgement can join them. Order is kept.
    """
    blocks: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        for key in _keys(event, ground):
            blocks[key].append(number)
    pairs = {
        pair
        for numbers in blocks.values()
        for pair in combinations(numbers[:MOST_RIVALS], 2)
        if _rival(events[pair[0]], events[pair[1]], ground)
    }
    against: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        against[one].add(other)
        against[other].add(one)
    return tuple(
        _told_against(event, [events[other] for other in sorted(against[number])], ground)
        if number in against
        else event
        for number, event in enumerate(events)
    )


def _keys(event: Event, ground: Ground) -> Iterator[tuple[str, str, str, str]]:
    when = event.date
    place = _spot(event.place)
    if event.type not in ACTS or event.status not in REAL or place is None or when is None:
        return
    if when.basis not in ("stated", "relative") or (when.latest - when.earliest).days >= MOST_DAYS:
        return
    targets = countries_of(event.recipients, ground) | {f"actor {key}" for key in event.recipients}
    for offset in range((when.latest - when.earliest).days + 1):
        for target in sorted(targets):
            yield event.type, place, target, str(when.earliest + timedelta(days=offset))


def _spot(place: Place | None) -> str | None:
    return fold(place.name) if place is not None and place.precision in SPOTS else None


def _rival(one: Event, other: Event, ground: Ground) -> bool:
    ours, theirs = countries_of(one.actors, ground), countries_of(other.actors, ground)
    return bool(ours and theirs) and not ours & theirs


def _told_against(event: Event, rivals: Sequence[Event], ground: Ground) -> Event:
    """The event with a disagreement over its doers; one that its own tellings have is widened."""
    values: dict[str, Told] = defaultdict(Told)
    for told in (event, *rivals):
        name = ", ".join(sorted(countries_of(told.actors, ground)))
        for key in told.mentions:
            if key in ground.mentions:
                values[name].add(ground.mentions[key][0], ground.mentions[key][0].trigger.text)
    kept = tuple(known for known in event.disagreements if known.field != "actors")
    why = tuple(f"event {rival.id} tells the same blow with other doers" for rival in rivals)
    return replace(
        event, disagreements=(*kept, disagreement("actors", values, compatible=False)), why=(*event.why, *why)
    )
