"""The chronology: what happened, by month, filtered; a strip that shows how much is told when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from recoupe.records.events import Event
from recoupe.web.content import Ask, Content, link, paged
from recoupe.web.holding import MOST_HITS, Shelf
from recoupe.web.pages.strip import density, month_of

PER_PAGE = 50
MOST_ACTORS = 200  # actors that the form offers, the busiest; any other is asked for from its own page
FIELDS = ("q", "actor", "did", "had", "outlet", "type", "status", "level", "article", "story", "since", "until")
Test = Callable[[Event], bool]


def page(ask: Ask) -> Content:
    """The events that pass the filters, those without a date last, with counts that open what they count."""
    tests = list(_tests(ask))
    found = [event for event in ask.shelf.findings.events if all(test(event) for test in tests)]
    found.sort(key=lambda event: (event.date is None, event.rank))
    shown, way = paged(ask, found, PER_PAGE)
    given = {name: ask.value(name) for name in (*FIELDS, "origins", "disputed", "undated")}
    data = {
        "given": given,
        "partial": bool(given["q"]) and len(ask.holding.search(given["q"])) >= MOST_HITS,
        "choices": _choices(ask.shelf, given["actor"]),
        "counts": _counts(found, given),
        "strip": density(found, given),
        "months": _months(ask.shelf, shown),
        "way": way,
    }
    return Content(template="chronology.html", title="Chronology", data=data)


def line(shelf: Shelf, event: Event) -> dict[str, Any]:
    """One event as a line: plain values, the date as two ISO days with what it rests on."""
    told = shelf.lines[event.id]
    return {
        "id": event.id,
        "href": f"/events/{event.id}",
        "summary": event.summary,
        "type": event.type,
        "modes": list(event.modes),
        "status": event.status,
        "level": event.level,
        "date": date_of(event),
        "according_to": list(told.according_to),
        "origins": event.independent_origins,
        "pages": told.pages,
        "disputed": is_disputed(event),
    }


def date_of(event: Event) -> dict[str, str] | None:
    """An event's days in ISO form with what they rest on; None where it has no date."""
    if event.date is None:
        return None
    return {key: str(value) for key, value in asdict(event.date).items() if key in ("earliest", "latest", "basis")}


def is_disputed(event: Event) -> bool:
    """Say whether a side disputes the event, or the tellings differ in a way that cannot all be true."""
    told = bool(event.disputed_by) or event.level in ("disputed", "denied")
    return told or any(not d.compatible for d in event.disagreements)


def _tests(ask: Ask) -> Iterator[Test]:
    shelf, origins = ask.shelf, ask.count("origins", 0)
    given = {name: ask.value(name) for name in FIELDS}
    if given["q"]:
        hits = ask.holding.search(given["q"])
        yield lambda event: event.id in hits or any(_cites(shelf, key, hits) for key in event.mentions)
    if given["actor"]:
        yield lambda event: given["actor"] in (*event.actors, *event.recipients)
    if given["did"]:
        yield lambda event: given["did"] in event.actors
    if given["had"]:
        yield lambda event: given["had"] in event.recipients
    if given["outlet"]:
        yield lambda event: any(
            shelf.readings[key].article.outlet == given["outlet"] for key in shelf.articles_of(event)
        )
    if given["article"]:
        yield lambda event: given["article"] in shelf.articles_of(event)
    if given["story"]:
        yield lambda event: event.story is not None and event.story.id == given["story"]
    for name in ("type", "status", "level"):
        if given[name]:
            yield lambda event, name=name: getattr(event, name) == given[name]  # type: ignore[misc]
    if given["since"]:
        yield lambda event: event.date is not None and month_of(event.date.latest) >= given["since"]
    if given["until"]:
        yield lambda event: event.date is not None and month_of(event.date.earliest) <= given["until"]
    if origins:
        yield lambda event: event.independent_origins >= origins
    if ask.value("disputed"):
        yield is_disputed
    if ask.value("undated"):
        yield lambda event: event.date is None


def _cites(shelf: Shelf, mention: str, hits: frozenset[str]) -> bool:
    return any(key in hits for key in shelf.mentions[mention].according_to)


def _choices(shelf: Shelf, asked: str) -> dict[str, list[tuple[str, str]]]:
    events = shelf.findings.events
    parties = Counter(key for event in events for key in (*event.actors, *event.recipients) if key in shelf.actors)
    offered = {key for key, _ in parties.most_common(MOST_ACTORS)} | ({asked} & shelf.actors.keys())
    named = sorted((shelf.actors[key].name, key) for key in offered)
    outlets = sorted({r.article.outlet for r in shelf.findings.readings if r.article.outlet})
    return {
        "actor": [(key, name) for name, key in named],
        "outlet": [(name, name) for name in outlets],
        "type": _seen(event.type for event in events),
        "status": _seen(event.status for event in events),
        "level": _seen(event.level for event in events),
    }


def _seen(values: Iterator[str]) -> list[tuple[str, str]]:
    return [(value, value) for value in sorted(set(values))]


def _counts(found: Sequence[Event], given: dict[str, str]) -> list[dict[str, Any]]:
    """How many of the events shown have each level, no date, a dispute: each with the address of that list."""
    levels = Counter(event.level for event in found)
    told: list[dict[str, Any]] = [
        {"what": level, "level": level, "count": n, "href": link("/chronology", **{**given, "level": level})}
        for level, n in sorted(levels.items())
    ]
    others = (("no date", "undated", lambda e: e.date is None), ("disagreements", "disputed", is_disputed))
    for what, name, test in others:
        count = sum(1 for event in found if test(event))
        if count:
            href = link("/chronology", **{**given, name: "1"})
            told.append({"what": what, "level": "", "count": count, "href": href})
    return told


def _months(shelf: Shelf, shown: Sequence[Event]) -> list[dict[str, Any]]:
    """The lines under the month in which their dates begin; "" holds those without a date."""
    months: dict[str, list[dict[str, Any]]] = {}
    for event in shown:
        name = month_of(event.date.earliest) if event.date else ""
        months.setdefault(name, []).append(line(shelf, event))
    return [{"month": name, "lines": lines} for name, lines in months.items()]
