"""A calendar (RFC 5545): one all-day entry an event, over the days in which it can have happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from recoupe.exports import lookup
from recoupe.exports.cleaning import one_line
from recoupe.exports.exporter import Exporter, Given, Package, Remark, text_file
from recoupe.exports.lookup import Lookup
from recoupe.records.actors import Place
from recoupe.records.events import Event
from recoupe.records.readings import Findings
from recoupe.records.times import EventDate

OCTETS = 75  # of a content line, its line end not counted (RFC 5545, 3.1)
UNDATED = "undated: a calendar has no place for it"
NO_NEXT_DAY = "its last day has no day after it, and an entry ends on the day after"
SPANS = "known to a span of days: the entry covers all of them"
# a calendar must hold a component: one without entries holds the clock that it goes by
EMPTY = (
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def make_ics(findings: Findings, given: Given) -> Package:
    """Write the dated events; the stamp of an entry is its event's own first day, so that the file never changes."""
    known = Lookup(findings)
    entries: list[str] = []
    left: list[Remark] = []
    written = 0
    for event in findings.events:
        if event.date is None or event.date.latest == date.max:
            left.append(Remark(record=event.id, reason=NO_NEXT_DAY if event.date else UNDATED))
            continue
        entries.extend(_entry(event, event.date, known))
        written += 1
    version = escaped(given.made_with.get("recoupe") or "")
    opening = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Recoupe//Recoupe {version}//EN", "CALSCALE:GREGORIAN")
    text = "".join(map(fold, (*opening, *(entries or EMPTY), "END:VCALENDAR")))
    spans = [e.id for e in findings.events if e.date and e.date.earliest < e.date.latest < date.max]
    notes = tuple(Remark(record=key, reason=SPANS) for key in spans)
    return Package(files=(text_file("events.ics", text, written),), left=tuple(left), notes=notes)


ICS = Exporter(name="ics", suffix=".ics", what="the dated events, for a calendar", make=make_ics)


def escaped(text: str) -> str:
    """Words as a TEXT value: marks escaped, line feeds written as such, no control character."""
    lines = (one_line(line) for line in text.splitlines())
    marked = (line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for line in lines)
    return "\\n".join(marked)


def fold(line: str) -> str:
    """A content line cut into lines of at most 75 octets, never inside a character, each ended by CRLF."""
    parts: list[str] = []
    part, size = "", 0
    for char in line:
        octets = len(char.encode("utf-8"))
        if size + octets > OCTETS:
            parts.append(part)
            part, size = " ", 1
        part += char
        size += octets
    return "\r\n".join((*parts, part)) + "\r\n"


def _entry(event: Event, told: EventDate, known: Lookup) -> Iterator[str]:
    first, after = _day(told.earliest), _day(told.latest + timedelta(days=1))
    yield from ("BEGIN:VEVENT", f"UID:{event.id}@recoupe", f"DTSTAMP:{first}T000000Z")
    yield from (f"DTSTART;VALUE=DATE:{first}", f"DTEND;VALUE=DATE:{after}")
    yield from (f"SUMMARY:{escaped(event.summary)}", f"DESCRIPTION:{escaped(_description(event, told, known))}")
    if event.place is not None:
        yield from _place(event.place)
    sure = event.status in ("happened", "ongoing") and told.earliest == told.latest
    yield from (f"CATEGORIES:{escaped(event.type)}", f"STATUS:{'CONFIRMED' if sure else 'TENTATIVE'}")
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _place(place: Place) -> Iterator[str]:
    yield f"LOCATION:{escaped(place.name)}"
    lat, lon = lookup.pin(place)
    if lat is not None:
        yield f"GEO:{lat:.6f};{lon:.6f}"


def _description(event: Event, told: EventDate, known: Lookup) -> str:
    said = "; ".join(known.according_to(event))
    parts = [
        f"On one of these days: {lookup.when(told)}" if told.earliest != told.latest else "",
        f"{lookup.kind(event)}, {event.status}; {event.level}: {lookup.origins(event)}",
        f"According to {said}" if said else "",
        f"Told by {'; '.join(known.outlets_of(event))}",
        *lookup.beside(event),
    ]
    return "\n".join(one_line(part) for part in parts if part)


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")
