"""How well an event is vouched for, in a word that a reporter understands at a glance, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recoupe.records.actors import Actor
from recoupe.records.events import Event, Level
from recoupe.stages.origins.grouping import NARRATORS
from recoupe.stages.origins.voices import Voice

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class Sides:
    """The countries and organisations that took part, and which of them confirm, deny or stay silent."""

    confirming: tuple[str, ...]
    disputing: tuple[str, ...]
    silent: tuple[str, ...]
    facing: tuple[frozenset[str], frozenset[str]]


def sides_of(event: Event, telling: Sequence[Voice], disputing: Iterable[str], actors: Mapping[str, Actor]) -> Sides:
    """Which parties to an event confirm it, dispute it, or say nothing of it.

    A party confirms when somebody who speaks for it tells the event; sides that took no part confirm nothing. A denied
    event has no confirming side: whoever tells it denies it.
    """
    doers, others = _countries(event.actors, actors), _countries(event.recipients, actors)
    speaking = {side for voice in telling for side in voice.sides if side in doers | others}
    against = set(disputing)
    if event.status == "denied":
        against, speaking = against | speaking, set()
    return Sides(
        tuple(sorted(speaking)),
        tuple(sorted(against)),
        tuple(sorted((doers | others) - speaking - against)),
        (doers, others - doers),
    )


def level_of(event: Event, voices: Sequence[Voice], sides: Sides) -> tuple[Level, str]:
    """The level of an event whose origins are counted, and the reason in plain words.

    The first that fits: denied (nobody tells more than the denial), disputed (one side or one speaker denies what
    others tell), confirmed by both sides (whoever acted and whoever it was done to, or two parties to a meeting),
    narrated (no page names who knows it), then by the number of origins and of pages through which they reach us.
    """
    denying = sorted({voice.name for voice in voices if voice.denies} | set(sides.disputing))
    if event.status == "denied":
        return "denied", f"level: {_names(denying) or 'the telling'} denies it and nobody tells it as true"
    if denying:
        return "disputed", f"level: {_names(denying)} denies what others tell"
    if _both(event, sides):
        return "confirmed by both sides", f"level: {_names(sides.confirming)} each confirm it"
    outlets = sorted({article for origin in event.origins for article in origin.articles})
    pages = f"{len(outlets)} page{'s' if len(outlets) != 1 else ''}"
    if all(origin.kind in NARRATORS for origin in event.origins):
        return "narrated", f"level: no source is named; {pages} tell it in their own name"
    if event.independent_origins > 1:
        return "several origins", f"level: at most {event.independent_origins} origins that do not depend on each other"
    if len(outlets) > 1:
        return "one origin, several outlets", f"level: {pages}, all from {event.origins[0].name}"
    return "one origin", f"level: only {event.origins[0].name}, on one page"


def _both(event: Event, sides: Sides) -> bool:
    """Whether parties that face each other confirm it."""
    speaking, (doers, others) = set(sides.confirming), sides.facing
    if event.type in SYMMETRIC:
        return len(speaking) > 1
    return bool(speaking & doers) and bool(speaking & others)


def _countries(keys: Iterable[str], actors: Mapping[str, Actor]) -> frozenset[str]:
    found = (actors[key].country for key in keys if key in actors)
    return frozenset(country for country in found if country)


def _names(names: Sequence[str]) -> str:
    return ", ".join(names)
