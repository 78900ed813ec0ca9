"""Actors: what each said, did, and had done to it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from recoupe.records.events import Event
from recoupe.web.content import Ask, Content, WrongAddressError, cell, link, paged, table
from recoupe.web.holding import Shelf
from recoupe.web.pages.statements import COLUMNS, row

FIRST = 50  # rows of each list on the page of one actor; the whole list is one step away


def page(ask: Ask) -> Content:
    """The actors that say or do something, the busiest first, then by name."""
    shelf = ask.shelf
    said = Counter(key for statement in shelf.statements.values() for key in statement.speaker.actors)
    did = Counter(key for event in shelf.findings.events for key in event.actors)
    had = Counter(key for event in shelf.findings.events for key in event.recipients)
    lists = ((said, "/statements", "actor"), (did, "/chronology", "did"), (had, "/chronology", "had"))
    found = sorted(shelf.findings.actors, key=lambda a: (-(said[a.id] + did[a.id] + had[a.id]), a.name))
    shown, way = paged(ask, found)
    rows = [
        [
            cell(actor.name, f"/actors/{actor.id}"),
            cell(actor.kind, kind="code"),
            cell(actor.country or ""),
            *(cell(count[actor.id], link(path, **{name: actor.id}), "number") for count, path, name in lists),
        ]
        for actor in shown
    ]
    columns = ("actor", "kind", "country", "said", "did", "had done to it")
    data = {"tables": [table("Who acts and speaks", columns, rows)], "way": way, "facts": []}
    return Content(template="table.html", title="Actors", data=data)


def one(ask: Ask) -> Content:
    """One actor: other names, offices, statements, deeds, and what was done to it."""
    shelf, actor = ask.shelf, ask.shelf.actors.get(ask.key)
    if actor is None:
        raise WrongAddressError(404)
    said = [s for s in shelf.statements.values() if actor.id in s.speaker.actors]
    did = [event for event in shelf.findings.events if actor.id in event.actors]
    had = [event for event in shelf.findings.events if actor.id in event.recipients]
    columns = ("date", "event", "status", "level", "origins at most")
    tables = [
        table("Said", COLUMNS, [row(shelf, s) for s in said[:FIRST]], link("/statements", actor=actor.id)),
        table("Did", columns, [_event(event) for event in did[:FIRST]], link("/chronology", did=actor.id)),
        table("Had done to it", columns, [_event(event) for event in had[:FIRST]], link("/chronology", had=actor.id)),
    ]
    facts: list[dict[str, Any]] = [
        {"field": "kind", "value": actor.kind},
        {"field": "country", "value": actor.country or ""},
        {"field": "other names", "value": ", ".join(actor.aliases)},
        {"field": "offices", "value": ", ".join(role.title for role in actor.roles)},
        {"field": "words on the pages", "value": _mentions(shelf, actor.id)},
    ]
    data = {"tables": tables, "way": None, "facts": [fact for fact in facts if fact["value"]]}
    return Content(template="table.html", title=actor.name, data=data, phrase=False)


def _event(event: Event) -> list[dict[str, Any]]:
    days = (str(event.date.earliest), str(event.date.latest)) if event.date else ()
    told = " – ".join(dict.fromkeys(days))
    return [
        cell(told or "no date", kind="date" if told else "code"),
        cell(event.summary, f"/events/{event.id}"),
        cell(event.status, kind="code"),
        cell(event.level, kind="code"),
        cell(event.independent_origins, f"/events/{event.id}#origins", "number"),
    ]


def _mentions(shelf: Shelf, actor: str) -> int:
    """How often the pages name it, by any words."""
    readings = shelf.findings.readings
    return sum(1 for reading in readings for mention in reading.mentions.actors if actor in mention.refs)
