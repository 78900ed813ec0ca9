"""Coded loose texts as JSON Lines: the records of the JSON contract, with the actors written into them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from recoupe.exports.to_json import actor_json, mention_json, statement_json
from recoupe.records.actors import Actor
from recoupe.records.readings import Reading

Json = dict[str, Any]
Reduce = Callable[[Any, Any], str]


def loose_line(
    key: object,
    language: str | None,
    found: tuple[Reading, Sequence[Actor]] | None,
    refusal: str | None,
    notes: Sequence[str] = (),
    reduced: Reduce = lambda type_, _: type_,
) -> str:
    """One line: id, language, event mentions, statements, refusal; `notes` only where there are any.

    `type` is the raw type that goes with the status; `plover` is what bare PLOVER makes of the two (`reduced`).
    """
    events: list[Json] = []
    statements: list[Json] = []
    if found is not None:
        reading, actors = found
        told = {actor.id: actor_json(actor) for actor in actors}
        events = [_event(mention_json(mention, None), told, reduced) for mention in reading.events]
        statements = [_statement(statement_json(statement), told) for statement in reading.statements]
    line: Json = {"id": key, "lang": language, "event_mentions": events, "statements": statements, "refusal": refusal}
    return json.dumps({**line, "notes": list(notes)} if notes else line, ensure_ascii=False)


def _event(mention: Json, told: dict[str, Json], reduced: Reduce) -> Json:
    sides = {side: [told[key] for key in mention[side] if key in told] for side in ("actors", "recipients")}
    kept = {name: value for name, value in mention.items() if name not in ("article", "event")}
    return {**kept, **sides, "plover": reduced(mention["type"], mention["status"])}


def _statement(statement: Json, told: dict[str, Json]) -> Json:
    kept = {name: value for name, value in statement.items() if name != "article"}
    return {**kept, **{role: _named(statement[role], told) for role in ("speaker", "addressee")}}


def _named(words: Json | None, told: dict[str, Json]) -> Json | None:
    if words is None:
        return None
    actors = [told[key] for key in words["actors"] if key in told]
    return {**words, "actor": actors[0] if actors else None, "actors": actors}
