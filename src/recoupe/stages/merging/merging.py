"""The door of the stage: from readings to events."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.records.actors import Actor
from recoupe.records.copies import Copy
from recoupe.records.events import Event
from recoupe.records.readings import Reading
from recoupe.stages.merging.affairs import tell_stories, tied
from recoupe.stages.merging.assembling import assemble
from recoupe.stages.merging.clustering import cluster
from recoupe.stages.merging.evidence import aligned, told_together
from recoupe.stages.merging.facts.parties import cast_of
from recoupe.stages.merging.pages import happenings


def merge_events(readings: Sequence[Reading], actors: Sequence[Actor], copies: Sequence[Copy]) -> tuple[Event, ...]:
    """Tell which event mentions, on one page or several, are one happening, and why.

    First each page by itself, then the pages with each other; every mention belongs to exactly one event. Rules that
    forbid come first (days apart, other persons, other places, other status), then features are weighed (`model.py`).
    The order of pages changes nothing, and merging again gives the same events. Events come in the order of their ids;
    their origins, summary and rank are left to later stages. Events that are steps of one affair carry its `history`,
    and those of one storyline its `story`; neither makes them one.
    """
    cast = cast_of(actors)
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    told = [known for reading in ordered for known in happenings(reading, cast)]
    whole = sorted(cluster(told, aligned(ordered, copies), cast), key=lambda known: known.portrait.key)
    events, portraits = [assemble(known) for known in whole], [known.portrait for known in whole]
    ties, together = tied(portraits, cast), told_together(portraits, copies)
    states = {actor.country: actor.name for actor in actors if actor.kind == "state" and actor.country}
    stories = tell_stories(events, portraits, ties, together, cast, states)
    return tuple(sorted(stories, key=lambda event: event.id))
