"""The door of the stage: refs of articles become actors of the dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recoupe.records.actors import Actor
from recoupe.records.judgements import Judgement
from recoupe.records.pages import Refusal
from recoupe.records.readings import Reading
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.linking.judged import judge, open_bench, refused
from recoupe.stages.linking.rewriting import rewrite


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Readings with ids of actors, the actors by id, and the judgements on actors that do not apply."""

    readings: list[Reading]
    actors: tuple[Actor, ...]
    misfits: tuple[Refusal, ...]


def link_actors(
    readings: Sequence[Reading], knowledge: Knowledge, judgements: Iterable[Judgement] = ()
) -> tuple[list[Reading], tuple[Actor, ...]]:
    """Say who is who across articles: the readings with ids of actors in place of refs, and the actors, sorted by id.

    A ref of the tables is one actor everywhere. Somebody whom only the pages name is one actor on two pages when the
    full names agree, transliterations included, and the countries do not conflict; a surname alone joins nothing, an
    unnamed official stays the page's own. Judgements on actors are applied to that, the oldest first, and outrank it;
    one that does not apply changes nothing (`unused` tells which). The order of the readings is kept; neither it nor
    that of the judgements changes the result.
    """
    found = link(readings, knowledge, judgements)
    return found.readings, found.actors


def link(readings: Sequence[Reading], knowledge: Knowledge, judgements: Iterable[Judgement] = ()) -> Linked:
    """The same, with the judgements that do not apply."""
    bench = open_bench(readings, knowledge)
    misfits = refused(judge(bench, judgements))
    actors: dict[str, Actor] = {}
    ids: dict[tuple[str, str], str] = {}
    for cluster in bench.clusters:
        actor = bench.actor(cluster)
        actors.setdefault(actor.id, actor)
        for local in cluster.locals:
            ids[local.article, local.ref] = actor.id
    linked = [_with_ids(reading, ids) for reading in bench.readings]
    return Linked(readings=linked, actors=tuple(actors[key] for key in sorted(actors)), misfits=misfits)


def _with_ids(reading: Reading, ids: Mapping[tuple[str, str], str]) -> Reading:
    def mapped(refs: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ids[reading.article.id, ref] for ref in refs))

    return rewrite(
        reading, lambda item: mapped(item.refs), lambda item: mapped(item.actors), lambda _, refs: mapped(refs)
    )
