"""Where tellings of one event differ: figures, days, places, who did it; and who denies it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from recoupe.records.events import Disagreement, DisagreementValue, Event, EventMention, Figure
from recoupe.stages.origins.ground import Ground

OPEN_UP = ("at least", "more than")
OPEN_DOWN = ("at most", "less than")
ABOUT = 0.15  # "about 60" allows 51 to 69
SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# statuses that say the same of an event but for time or certainty; a denial goes with none of them
GOING_ON = frozenset({"happened", "ongoing"})
SPOT_DEGREES = 0.1  # about ten kilometres: two transcriptions of one spot lie nearer


@dataclass
class Told:
    """One value while it is gathered: the mentions that give it and their own words."""

    mentions: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def add(self, mention: EventMention, words: str) -> None:
        """Note one more mention of the value."""
        self.mentions.add(mention.id)
        self.words.add(" ".join(words.split()))


Values = dict[str, Told]


def disagreements(mentions: Sequence[EventMention], ground: Ground) -> tuple[Disagreement, ...]:
    """The fields on which the tellings differ, each value with its mentions and their words.

    `compatible` tells whether all can be true at once: "more than 60" and "87", Russia and Russia with Syria, alleged
    and happened. Days and spots are listed only where they cannot. Who acted is asked of acts, who took the
    initiative of meetings and agreements.
    """
    symmetric = any(mention.type in SYMMETRIC for mention in mentions)
    agency = _initiative(mentions, ground) if symmetric else _doers(mentions, ground)
    found = [*_figures(mentions), _days(mentions, ground), _places(mentions), agency, _statuses(mentions)]
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
    told: dict[str, Values] = defaultdict(lambda: defaultdict(Told))
    limits: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for mention in mentions:
        for figure in mention.figures:
            value = str(figure.value) if figure.relation == "exactly" else f"{figure.relation} {figure.value}"
            told[figure.what][value].add(mention, figure.text)
            limits[figure.what].append(bounds(figure))
    return [
        disagreement(f"figure:{what}", values, compatible=_meet(limits[what]))
        for what, values in sorted(told.items())
        if len(values) > 1
    ]


def _meet(limits: Sequence[tuple[float, float]]) -> bool:
    """Whether one number satisfies all bounds."""
    return max(low for low, _ in limits) <= min(high for _, high in limits)


def _days(mentions: Iterable[EventMention], ground: Ground) -> Disagreement | None:
    told: Values = defaultdict(Told)
    limits = []
    for mention in mentions:
        when = mention.date
        if when is not None and when.basis in ("stated", "relative"):
            one_day = when.earliest == when.latest
            value = f"{when.earliest}" if one_day else f"{when.earliest}/{when.latest}"
            text = ground.mentions[mention.id][1].text if mention.id in ground.mentions else ""
            told[value].add(mention, text[when.start : when.end])
            limits.append((when.earliest, when.latest))
    if not limits or max(low for low, _ in limits) <= min(high for _, high in limits):
        return None
    return disagreement("date", told, compatible=False)


def _places(mentions: Iterable[EventMention]) -> Disagreement | None:
    """Spots a good way apart; two spellings of one spot are no disagreement."""
    told: Values = defaultdict(Told)
    spots = []
    for mention in mentions:
        place = mention.place
        if place is None or place.lat is None or place.lon is None or place.precision not in ("point", "city"):
            continue
        told[place.name].add(mention, place.name)
        spots.append((place.lat, place.lon))
    far = any(abs(a - c) > SPOT_DEGREES or abs(b - d) > SPOT_DEGREES for a, b in spots for c, d in spots)
    return disagreement("place", told, compatible=False) if far and len(told) > 1 else None


def _doers(mentions: Iterable[EventMention], ground: Ground) -> Disagreement | None:
    """Who did it: tellings that name doers of no country in common, or leave one out that others name."""
    told, sides = _sides_told(mentions, ground)
    if len(sides) < 2:
        return None
    return disagreement("actors", told, compatible=bool(frozenset.intersection(*sides)))


def _initiative(mentions: Iterable[EventMention], ground: Ground) -> Disagreement | None:
    """Who called or invited whom: tellings that set another party in front of the others."""
    told, sides = _sides_told((mention for mention in mentions if mention.recipients), ground)
    if len(sides) < 2 or frozenset.intersection(*sides):
        return None
    return disagreement("initiative", told, compatible=False)


def _sides_told(mentions: Iterable[EventMention], ground: Ground) -> tuple[Values, set[frozenset[str]]]:
    told: Values = defaultdict(Told)
    sides: set[frozenset[str]] = set()
    for mention in mentions:
        countries = countries_of(mention.actors, ground)
        if countries:
            told[", ".join(sorted(countries))].add(mention, mention.trigger.text)
            sides.add(countries)
    return told, sides


def _statuses(mentions: Iterable[EventMention]) -> Disagreement | None:
    """How far it got: a fact for one, alleged, planned or denied for another."""
    told: Values = defaultdict(Told)
    for mention in mentions:
        told["happened" if mention.status in GOING_ON else mention.status].add(mention, mention.trigger.text)
    return disagreement("status", told, compatible="denied" not in told) if len(told) > 1 else None


def countries_of(keys: Iterable[str], ground: Ground) -> frozenset[str]:
    """The known countries and organisations of some actors."""
    actors = (ground.actors.get(key) for key in keys)
    return frozenset(actor.country for actor in actors if actor is not None and actor.country)


def disagreement(name: str, values: Mapping[str, Told], *, compatible: bool) -> Disagreement:
    """The record of a disagreement, its values in the order of their names."""
    return Disagreement(
        field=name,
        values=tuple(
            DisagreementValue(
                value=value, mentions=tuple(sorted(told.mentions)), words=tuple(sorted(told.words - {""}))
            )
            for value, told in sorted(values.items())
        ),
        compatible=compatible,
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
