"""Which refs of which articles are one actor. Homonyms stay apart; two transliterations join."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from recoupe.resources.knowledge import Knowledge
from recoupe.stages.linking.gathering import PARTS, Local
from recoupe.stages.linking.spelling import same_spelling, skeleton

TERM = timedelta(days=120)  # the unnamed holder of an office on two pages is one person if they are no further apart
FULL = 2  # words that a name must have to join pages: a surname alone does not

_PERSONS: dict[int, tuple[Knowledge, dict[tuple[str, ...], list[tuple[str, str, str | None]]]]] = {}


def groups(locals_: list[Local], knowledge: Knowledge) -> list[list[Local]]:
    """The actors as lists of what the articles say of each, in a fixed order whatever the order of the readings."""
    by_ref: dict[str, list[Local]] = defaultdict(list)
    loose: dict[tuple[str, str], list[Local]] = defaultdict(list)
    named: dict[tuple[str, ...], list[Local]] = defaultdict(list)
    apart: list[list[Local]] = []
    for local in locals_:
        ref = local.ref if local.known else _known_person(local, knowledge)
        if ref is not None:
            by_ref[ref].append(local)
        elif local.stateless:
            loose[local.ref, local.country or local.article].append(local)
        elif _is_name(local):
            full = len(skeleton(local.name)) >= FULL
            if full or local.kind != "person":
                named[(local.kind or "", *skeleton(local.name))].append(local)
            else:
                apart.append([local])
        elif local.ref.count(".") >= PARTS and local.kind == "person":
            apart.append([local])  # "un responsable américain": two pages hardly mean the same one
        else:
            by_ref[local.ref].append(local)
    found = [*apart]
    for ref in sorted(by_ref):
        found += [by_ref[ref]] if not ref.startswith("~") or not _office(by_ref[ref]) else _terms(by_ref[ref])
    found += [loose[key] for key in sorted(loose)]
    for key in sorted(named):
        found += _same_names(named[key])
    return sorted(found, key=lambda group: (group[0].article, group[0].ref))


def _is_name(local: Local) -> bool:
    """Say whether a "~" ref is the slug of a proper name (those of descriptions hold a point)."""
    return "." not in local.ref and bool(local.name)


def _office(group: list[Local]) -> bool:
    return any(local.kind == "person" and not local.described for local in group)


def _terms(group: list[Local]) -> Iterable[list[Local]]:
    """Runs of pages near in time that name an office's holder by title alone; undated ones join a single run."""
    dated = sorted((local for local in group if local.day is not None), key=lambda local: (local.day, local.article))
    undated = [local for local in group if local.day is None]
    runs: list[list[Local]] = []
    for local in dated:
        before = runs[-1][-1].day if runs else None
        if before is not None and local.day is not None and local.day - before <= TERM:
            runs[-1].append(local)
        else:
            runs.append([local])
    if len(runs) <= 1:
        return [[*(runs[0] if runs else []), *undated]]
    return [*runs, *([undated] if undated else [])]


def _same_names(candidates: list[Local]) -> list[list[Local]]:
    """Refs whose full names agree and countries do not conflict; who has no country joins a single group."""
    found: list[list[Local]] = []
    for local in sorted(candidates, key=lambda local: (local.country is None, local.article, local.ref)):
        fitting = [
            group
            for group in found
            if all(same_spelling(local.name, other.name) for other in group)
            and (
                local.country is None
                or (local.country in {other.country for other in group} | {None} and not _conflict(local, group))
            )
        ]
        if len(fitting) == 1 or (fitting and local.country is not None):
            fitting[0].append(local)
        else:
            found.append([local])
    return found


def _conflict(local: Local, group: list[Local]) -> bool:
    countries = {other.country for other in group if other.country}
    return bool(countries) and local.country is not None and local.country not in countries


def _known_person(local: Local, knowledge: Knowledge) -> str | None:
    """The person of the tables whose name differs from the page's only in transliteration, if exactly one does."""
    if local.kind != "person" or not _is_name(local) or len(skeleton(local.name)) < FULL:
        return None
    found = {
        ref
        for ref, name, country in _table(knowledge).get(skeleton(local.name), ())
        if same_spelling(name, local.name) and (local.country is None or country is None or local.country == country)
    }
    return next(iter(found)) if len(found) == 1 else None


def _table(knowledge: Knowledge) -> dict[tuple[str, ...], list[tuple[str, str, str | None]]]:
    """The persons of the tables by the consonants of their names, made once for each Knowledge."""
    if id(knowledge) not in _PERSONS:
        table: dict[tuple[str, ...], list[tuple[str, str, str | None]]] = defaultdict(list)
        for actor in knowledge.actors:
            if actor.kind == "person":
                for name in dict.fromkeys(name for names in actor.names.values() for name in names):
                    if len(skeleton(name)) >= FULL:
                        table[skeleton(name)].append((actor.ref, name, actor.country))
        _PERSONS.clear()
        _PERSONS[id(knowledge)] = (knowledge, dict(table))
    return _PERSONS[id(knowledge)][1]
