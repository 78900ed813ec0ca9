"""The door of the stage: events with their origins, sides and disagreements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from recoupe.records.actors import Actor
from recoupe.records.copies import Copy
from recoupe.records.events import Event, EventMention
from recoupe.records.readings import Reading
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.origins.disputes import deniers, disagreements
from recoupe.stages.origins.ground import Ground, survey
from recoupe.stages.origins.grouping import group
from recoupe.stages.origins.voices import Voice, page_voices


def count_origins(
    events: Sequence[Event],
    readings: Sequence[Reading],
    actors: Sequence[Actor],
    copies: Sequence[Copy],
    knowledge: Knowledge,
) -> tuple[Event, ...]:
    """Tell of each event who could know it of their own, which sides confirm or dispute it, and where tellings differ.

    An origin is a speaker, a government, an organisation or, where a page tells in its own name, its outlet or agency.
    Voices are one origin when they are one side, one house (outlets of one owner), one agency, when one is heard only
    through the other, or when pages share words: at least 40 outside quotations, or the passage that tells the event.
    `independent_origins` is an upper bound: rewriting leaves no trace in the words. Events keep their order.
    """
    ground = survey(readings, actors, copies, knowledge)
    voices = {event.id: _voices(event, ground) for event in events}
    denied = deniers(events)
    return tuple(_counted(event, voices, denied.get(event.id, frozenset()), ground) for event in events)


def _voices(event: Event, ground: Ground) -> list[Voice]:
    pages: dict[str, list[EventMention]] = defaultdict(list)
    for key in event.mentions:
        if key in ground.mentions:
            pages[ground.mentions[key][0].article].append(ground.mentions[key][0])
    voices: list[Voice] = []
    for _, mentions in sorted(pages.items()):
        ordered = sorted(mentions, key=lambda mention: (mention.trigger, mention.id))
        voices += page_voices(ordered, ground.mentions[ordered[0].id][1], ground)
    return voices


def _counted(event: Event, voices: Mapping[str, list[Voice]], denials: frozenset[str], ground: Ground) -> Event:
    own = voices[event.id]
    telling = [voice for voice in own if not voice.denies] or own
    origins = group(telling, ground)
    mentions = [ground.mentions[key][0] for key in event.mentions if key in ground.mentions]
    parties = {ground.actors[key].country for key in (*event.actors, *event.recipients) if key in ground.actors}
    disputing = {side for voice in own if voice.denies for side in voice.sides}
    disputing |= {side for key in denials for voice in voices[key] for side in voice.sides}
    asserting = {side for voice in telling for side in voice.sides if side in parties}
    if event.status == "denied":
        disputing, asserting = disputing | asserting, set()
    count = f"at most {len(origins)} independent origin{'s' if len(origins) != 1 else ''}"
    reasons = [f"{origin.name}: {origin.why}" for origin in origins]
    return replace(
        event,
        origins=origins,
        independent_origins=len(origins),
        confirmed_by=tuple(sorted(asserting)),
        disputed_by=tuple(sorted(disputing)),
        disagreements=disagreements(mentions, ground),
        why=(*event.why, count, *reasons),
    )
