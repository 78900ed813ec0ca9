"""Where tellings of one event differ: figures, days, places, who did it; and who denies it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from recoupe.records.events import Disagreement, DisagreementValue, Event, EventMention, Figure
from recoupe.stages.origins.ground import Ground

OPEN_UP = ("at least", "more than")
OPEN_DOWN = ("at most", "less than")
ABOUT = 0.15  # "about 60" allows 51 to 69


def disagreements(mentions: Sequence[EventMention], ground: Ground) -> tuple[Disagreement, ...]:
    """The fields on which the tellings cannot all be true, with each value and the mentions that give it."""
    found = [*_figures(mentions), _days(mentions), _places(mentions), _doers(mentions, ground)]
    return tuple(one for one in found if one is not None)


def bounds(figure: Figure) -> tuple[float, float]:
    """The numbers that a figure allows: "more than 60" is 61 and up."""
    value = float(figure.value)
    if figure.relation in OPEN_UP:
        return value + (figure.relation == "more than"), float("inf")
    if figure.relation in OPEN_DOWN:
        return 0.0, value - (figure.relation == "less than")
    return (value * (1 - ABOUT), value * (1 + ABOUT)) if figure.relation == "about" else (value, value)


def _figures(mentions: Iterable[EventMention]) -> list[Disagreement]:
    told: dict[str, dict[str, tuple[Figure, set[str]]]] = defaultdict(dict)
    for mention in mentions:
        for figure in mention.figures:
            words = str(figure.value) if figure.relation == "exactly" else f"{figure.relation} {figure.value}"
            told[figure.what].setdefault(words, (figure, set()))[1].add(mention.id)
    found: list[Disagreement] = []
    for what, values in sorted(told.items()):
        limits = [bounds(figure) for figure, _ in values.values()]
        if max(low for low, _ in limits) > min(high for _, high in limits):
            found.append(_disagreement(f"figure:{what}", {words: ids for words, (_, ids) in values.items()}))
    return found


def _days(mentions: Iterable[EventMention]) -> Disagreement | None:
    told: dict[str, set[str]] = defaultdict(set)
    limits = []
    for mention in mentions:
        when = mention.date
        if when is not None and when.basis in ("stated", "relative"):
            one_day = when.earliest == when.latest
            told[f"{when.earliest}" if one_day else f"{when.earliest}/{when.latest}"].add(mention.id)
            limits.append((when.earliest, when.latest))
    if not limits or max(low for low, _ in limits) <= min(high for _, high in limits):
        return None
    return _disagreement("date", told)


def _places(mentions: Iterable[EventMention]) -> Disagreement | None:
    """Spots a good way apart; two spellings of one spot are no disagreement."""
    told: dict[str, set[str]] = defaultdict(set)
    spots = []
    for mention in mentions:
        place = mention.place
        if place is None or place.lat is None or place.lon is None or place.precision not in ("point", "city"):
            continue
        told[place.name].add(mention.id)
        spots.append((place.lat, place.lon))
    far = any(abs(a - c) > 0.1 or abs(b - d) > 0.1 for a, b in spots for c, d in spots)
    return _disagreement("place", told) if far and len(told) > 1 else None


def _doers(mentions: Iterable[EventMention], ground: Ground) -> Disagreement | None:
    """Who did it: tellings that name doers of no country in common, or leave one out that others name."""
    told: dict[str, set[str]] = defaultdict(set)
    sides: set[frozenset[str]] = set()
    for mention in mentions:
        countries = _countries(mention, ground)
        if countries:
            told[", ".join(sorted(countries))].add(mention.id)
            sides.add(countries)
    return _disagreement("actors", told) if len(sides) > 1 else None


def _countries(mention: EventMention, ground: Ground) -> frozenset[str]:
    actors = (ground.actors.get(key) for key in mention.actors)
    return frozenset(actor.country for actor in actors if actor is not None and actor.country)


def _disagreement(field: str, values: Mapping[str, Iterable[str]]) -> Disagreement:
    return Disagreement(
        field=field,
        values=tuple(
            DisagreementValue(value=value, mentions=tuple(sorted(ids))) for value, ids in sorted(values.items())
        ),
    )


def deniers(events: Sequence[Event]) -> dict[str, frozenset[str]]:
    """For each event that somebody else denies: the ids of the denied events, looked up by type and party."""
    denied: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.status == "denied":
            for key in (*event.actors, *event.recipients):
                denied[event.type, key].append(event)
    found: dict[str, frozenset[str]] = {}
    for event in events:
        if event.status == "denied":
            continue
        against = {
            other.id
            for key in (*event.actors, *event.recipients)
            for other in denied.get((event.type, key), ())
            if _same_matter(event, other)
        }
        if against:
            found[event.id] = frozenset(against)
    return found


def _same_matter(event: Event, denial: Event) -> bool:
    """Whether a denial is about the event: the same doer or, with a common target, the same days."""
    days = (
        event.date is None
        or denial.date is None
        or (event.date.earliest <= denial.date.latest and denial.date.earliest <= event.date.latest)
    )
    doer = bool(set(event.actors) & set(denial.actors)) or not denial.actors or not event.actors
    target = bool(set(event.recipients) & set(denial.recipients)) or not denial.recipients or not event.recipients
    dated = event.date is not None and denial.date is not None
    return days and doer and target and (dated or bool(set(event.actors) & set(denial.actors)))
