"""The door of the stage: refs of articles become actors of the dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from recoupe.records.actors import Actor, ActorMention
from recoupe.records.events import EventMention
from recoupe.records.readings import Mentions, Reading
from recoupe.records.statements import Speaker, Statement
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.linking.assembly import Tables, make_actor
from recoupe.stages.linking.gathering import Local, gather
from recoupe.stages.linking.identity import groups


def link_actors(readings: Sequence[Reading], knowledge: Knowledge) -> tuple[list[Reading], tuple[Actor, ...]]:
    """Say who is who across articles: the readings with ids of actors in place of refs, and the actors, sorted by id.

    A ref of the tables is one actor everywhere. Somebody whom only the pages name is one actor on two pages when the
    full names agree, transliterations included, and the countries do not conflict; a surname alone joins nothing, an
    unnamed official stays the page's own. The order of the readings is kept and changes nothing in the result.
    """
    tables = Tables(knowledge)
    actors: dict[str, Actor] = {}
    ids: dict[tuple[str, str], str] = {}
    for group in groups(gather(readings), knowledge):
        ref = _ref_of(group)
        actor = make_actor(group, ref, tables)
        actors.setdefault(actor.id, actor)
        for local in group:
            ids[local.article, local.ref] = actor.id
    linked = [_rewrite(reading, ids) for reading in readings]
    return linked, tuple(actors[key] for key in sorted(actors))


def _ref_of(group: list[Local]) -> str:
    """The ref of the tables, where one of the group has it, else the first in the alphabet."""
    refs = sorted({local.ref for local in group})
    return next((ref for ref in refs if not ref.startswith("~")), refs[0])


def _rewrite(reading: Reading, ids: Mapping[tuple[str, str], str]) -> Reading:
    article = reading.article.id

    def mapped(refs: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ids[article, ref] for ref in refs))

    def mention(item: ActorMention) -> ActorMention:
        return replace(item, refs=mapped(item.refs))

    def speaker(item: Speaker) -> Speaker:
        return replace(item, actors=mapped(item.actors))

    def statement(item: Statement) -> Statement:
        addressee = speaker(item.addressee) if item.addressee is not None else None
        return replace(item, speaker=speaker(item.speaker), addressee=addressee)

    def event(item: EventMention) -> EventMention:
        return replace(item, actors=mapped(item.actors), recipients=mapped(item.recipients))

    found = reading.mentions
    return replace(
        reading,
        mentions=Mentions(actors=tuple(map(mention, found.actors)), places=found.places, times=found.times),
        statements=tuple(map(statement, reading.statements)),
        events=tuple(map(event, reading.events)),
    )
