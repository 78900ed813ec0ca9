"""TimelineJS: its JSON, and its spreadsheet with exactly its columns (extra ones break hosted timelines)."""

from __future__ import annotations

import json
from calendar import monthrange
from datetime import date
from html import escape
from typing import Any

from recoupe.exports import lookup
from recoupe.exports.cleaning import Cell, one_line, table
from recoupe.exports.exporter import Exporter, Given, Package, Remark, text_file
from recoupe.exports.lookup import Lookup
from recoupe.records.events import Event
from recoupe.records.readings import Findings
from recoupe.records.times import EventDate

HEADER = (
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,"
    "Media Caption,Media Thumbnail,Alt Text,Type,Group,Background"
)
COLUMNS = tuple(HEADER.split(","))
UNDATED = "undated: a timeline has no place for it"
Parts = tuple[int, ...]


def make_json(findings: Findings, _: Given) -> Package:
    """Write TimelineJS's JSON; all text is escaped HTML, links are not made, undated events are left out."""
    known = Lookup(findings)
    slides = [_slide(event, event.date, known) for event in findings.events if event.date]
    document = {"events": slides, "scale": "human"}
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return Package(files=(text_file("timeline.json", text, len(slides)),), left=_undated(findings))


def make_csv(findings: Findings, _: Given) -> Package:
    """Write TimelineJS's spreadsheet as CSV; unknown months and days stay empty, undated events are left out."""
    known = Lookup(findings)
    rows = [_row(event, event.date, known) for event in findings.events if event.date]
    return Package(files=(text_file("timeline.csv", table(COLUMNS, rows), len(rows)),), left=_undated(findings))


TIMELINEJS = Exporter(name="timelinejs", suffix=".json", what="a timeline for TimelineJS, as JSON", make=make_json)
TIMELINEJS_CSV = Exporter(
    name="timelinejs-csv", suffix=".csv", what="a timeline for TimelineJS, as its spreadsheet", make=make_csv
)


def _undated(findings: Findings) -> tuple[Remark, ...]:
    return tuple(Remark(record=event.id, reason=UNDATED) for event in findings.events if not event.date)


def bounds(told: EventDate) -> tuple[Parts, Parts | None]:
    """Start and end as year, month, day, no finer than known: a year is (year,), a month (year, month)."""
    first, last = told.earliest, told.latest
    if first == last:
        return _day(first), None
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return (first.year,), (last.year,) if last.year != first.year else None
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        same = (first.year, first.month) == (last.year, last.month)
        return (first.year, first.month), None if same else (last.year, last.month)
    return _day(first), _day(last)


def _day(day: date) -> Parts:
    return day.year, day.month, day.day


def _slide(event: Event, told: EventDate, known: Lookup) -> dict[str, Any]:
    start, end = bounds(told)
    dates = {"start_date": _date(start), **({"end_date": _date(end)} if end else {})}
    text = {"headline": _safe(event.summary), "text": _text(event, known)}
    shown = {"display_date": lookup.when(told), "group": event.type, "unique_id": event.id, "autolink": False}
    return {**dates, "text": text, **shown}


def _date(parts: Parts) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), parts, strict=False))


def _row(event: Event, told: EventDate, known: Lookup) -> list[Cell]:
    start, end = bounds(told)
    when = [*_padded(start), None, *_padded(end or ()), None, lookup.when(told)]
    return [*when, _safe(event.summary), _text(event, known), *[None] * 6, event.type, None]


def _padded(parts: Parts) -> list[Cell]:
    return [*parts, *[None] * (3 - len(parts))]


def _text(event: Event, known: Lookup) -> str:
    """What stands under the headline: status and count, who says so, the outlets, where tellings differ."""
    said = "; ".join(known.according_to(event))
    parts = [
        f"{event.status}; {event.level}: {lookup.origins(event)}",
        f"According to {said}" if said else "",
        f"Told by {'; '.join(known.outlets_of(event))}",
        *lookup.beside(event),
    ]
    return "".join(f"<p>{_safe(part)}</p>" for part in parts if part)


def _safe(text: str) -> str:
    return escape(one_line(text), quote=True)
