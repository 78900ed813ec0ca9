"""Storylines: events of the same parties within days of each other, and the steps of one affair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from recoupe.records.events import Event, HistoryStep, Story
from recoupe.records.ids import make_id
from recoupe.stages.merging.affairs.history import Tie
from recoupe.stages.merging.facts.parties import Cast
from recoupe.stages.merging.facts.places import SPOTS
from recoupe.stages.merging.facts.portraits import Portrait
from recoupe.stages.merging.facts.wording import fold

NEAR_DAYS = 3  # between two events of one story
LONGEST_DAYS = 21  # from the first to the last: without a bound the days of a war are one chain
MOST_COUNTRIES = 3  # a dyad or a triangle; who meets in larger rounds has no story by that alone
STATUS_ORDER = (
    "conditional",
    "proposed",
    "demanded",
    "planned",
    "refused",
    "alleged",
    "ongoing",
    "happened",
    "denied",
)


def tell_stories(
    events: Sequence[Event],
    portraits: Sequence[Portrait],
    ties: Iterable[Tie],
    copied: Iterable[tuple[int, int]],
    cast: Cast,
    states: Mapping[str, str],
) -> list[Event]:
    """Give events the steps of their affair and the story that they belong to; order is kept.

    `states` gives the name of each country in the dossier. `portraits` and the numbers in `ties` and `copied` (events
    told in one copied passage) follow the order of events. A story needs two events. Events of the same two or three
    countries, or of one country at one spot, are one story while no more than three days lie between them and no more
    than three weeks from first to last; years never run together.
    """
    ties = list(ties)
    affairs = _components(len(events), ((tie.earlier, tie.later) for tie in ties))
    whole = _components(
        len(events),
        [
            *((tie.earlier, tie.later) for tie in ties),
            *(pair for pair in copied if _of_one_time(portraits[pair[0]], portraits[pair[1]], cast)),
            *_near_days(portraits, cast),
        ],
    )
    told = list(events)
    for members in affairs:
        steps = _steps(members, events, ties)
        for number in members:
            told[number] = replace(told[number], history=steps)
    for members in whole:
        counted = Counter(country for number in members for country in cast.countries(portraits[number].parties))
        story = Story(
            id=make_id("y", *sorted(events[number].id for number in members)),
            label=_label(members, events, counted, states),
        )
        for number in members:
            told[number] = replace(told[number], story=story)
    return told


def _components(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Connected groups of at least two, each in rising order."""
    parent = list(range(count))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, other in pairs:
        a, b = root(one), root(other)
        parent[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(count):
        groups[root(number)].append(number)
    return [members for members in groups.values() if len(members) > 1]


def _steps(members: Sequence[int], events: Sequence[Event], ties: Iterable[Tie]) -> tuple[HistoryStep, ...]:
    why = {tie.later: tie.why for tie in ties}

    def place(number: int) -> tuple[int, int, str]:
        event = events[number]
        day = event.date.earliest.toordinal() if event.date else 0
        return STATUS_ORDER.index(event.status), day, event.id

    depth = _depths(members, ties)
    ordered = sorted(members, key=lambda number: (depth[number], place(number)))
    return tuple(
        HistoryStep(
            event=events[number].id, status=events[number].status, date=events[number].date, why=why.get(number, "")
        )
        for number in ordered
    )


def _depths(members: Sequence[int], ties: Iterable[Tie]) -> dict[int, int]:
    """How many steps lie before each: an event has at most one step before it."""
    before = {tie.later: tie.earlier for tie in ties}
    found: dict[int, int] = {}
    for number in members:
        at, depth = number, 0
        while at in before and depth < len(members):
            at, depth = before[at], depth + 1
        found[number] = depth
    return found


def _of_one_time(one: Portrait, other: Portrait, cast: Cast) -> bool:
    """Whether two events have a country in common and days within three weeks; one passage may tell years."""
    if not cast.countries(one.parties) & cast.countries(other.parties) or one.when is None or other.when is None:
        return False
    spread = max(one.when.last, other.when.last) - min(one.when.first, other.when.first)
    return spread.days <= LONGEST_DAYS


def _near_days(portraits: Sequence[Portrait], cast: Cast) -> Iterable[tuple[int, int]]:
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, portrait in enumerate(portraits):
        key = _subject(portrait, cast)
        if key is not None and portrait.when is not None and portrait.when.days <= LONGEST_DAYS:
            blocks[key].append(number)
    for members in blocks.values():
        members.sort(key=lambda number: (*_days(portraits[number]), portraits[number].key))
        opening, last = members[0], members[0]
        for number in members[1:]:
            first, end = _days(portraits[number])
            if first - _days(portraits[last])[1] <= NEAR_DAYS and end - _days(portraits[opening])[0] <= LONGEST_DAYS:
                yield opening, number
            else:
                opening = number
            last = number


def _days(portrait: Portrait) -> tuple[int, int]:
    assert portrait.when is not None  # only dated ones are filed
    return portrait.when.first.toordinal(), portrait.when.last.toordinal()


def _subject(portrait: Portrait, cast: Cast) -> tuple[str, ...] | None:
    """Whose story it is: two or three countries, or one country at a spot."""
    countries = sorted(cast.countries(portrait.parties))
    if 2 <= len(countries) <= MOST_COUNTRIES:
        return tuple(countries)
    if len(countries) == 1 and portrait.where is not None and portrait.where.precision in SPOTS:
        return countries[0], f"at {fold(portrait.where.name)}"
    return None


def _label(members: Sequence[int], events: Sequence[Event], counted: Counter[str], names: Mapping[str, str]) -> str:
    """ "Norvège – Danemark, 2031-03-04 … 2031-03-09": the countries that most events share, and their days."""
    chief = sorted(counted, key=lambda country: (-counted[country], country))[:2]
    days = [event.date for event in (events[number] for number in members) if event.date]
    near = [day for day in days if (day.latest - day.earliest).days < LONGEST_DAYS] or days
    who = " – ".join(sorted(names.get(country, country) for country in chief)) or "…"
    if not near:
        return who
    first, last = min(day.earliest for day in near), max(day.latest for day in near)
    return f"{who}, {first}" if first == last else f"{who}, {first} … {last}"
