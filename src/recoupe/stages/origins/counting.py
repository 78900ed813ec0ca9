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
from recoupe.stages.origins.grouping import group, likely_links
from recoupe.stages.origins.levels import level_of, sides_of
from recoupe.stages.origins.rivals import with_rivals
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
    `level` sums it up (see `levels.py`). Events that tell one blow with different doers are tied as a disagreement.
    `independent_origins` is an upper bound: rewriting leaves no trace in the words. Events keep their order.
    """
    ground = survey(readings, actors, copies, knowledge)
    voices = {event.id: _voices(event, ground) for event in events}
    denied = deniers(events)
    counted = [_counted(event, voices, denied.get(event.id, frozenset()), ground) for event in events]
    return with_rivals(counted, ground)


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
    disputing = {side for voice in own if voice.denies for side in voice.sides}
    disputing |= {side for key in denials for voice in voices[key] for side in voice.sides}
    sides = sides_of(event, telling, disputing, ground.actors)
    mentions = [ground.mentions[key][0] for key in event.mentions if key in ground.mentions]
    counted = replace(
        event,
        origins=origins,
        independent_origins=len(origins),
        confirmed_by=sides.confirming,
        disputed_by=sides.disputing,
        silent_sides=sides.silent,
        disagreements=disagreements(mentions, ground),
    )
    level, reason = level_of(counted, own, sides)
    count = f"at most {len(origins)} independent origin{'s' if len(origins) != 1 else ''}"
    reasons = [f"{origin.name}: {origin.why}" for origin in origins]
    return replace(counted, level=level, why=(*event.why, count, reason, *reasons, *likely_links(origins, ground)))
