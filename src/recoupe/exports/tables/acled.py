"""Rows in the shape of ACLED's tables. They are not ACLED data: its taxonomy columns stay empty."""

from __future__ import annotations

from recoupe.exports import lookup
from recoupe.exports.cleaning import Cell, table
from recoupe.exports.exporter import Exporter, Given, Package, Remark, text_file
from recoupe.exports.lookup import Lookup
from recoupe.exports.tables.days import dated, time_precision
from recoupe.records.actors import Place
from recoupe.records.events import Event, Figure
from recoupe.records.readings import Findings

HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
COLUMNS = tuple(HEADER.split(","))
GEO_PRECISION = {"point": 1, "city": 1, "area": 2, "region": 3}  # a country or an unknown place has none in ACLED
DEAD = "killed"
FLOORS = ("exactly", "about", "at least", "more than")  # the others bound the dead from above only
LOWEST = "tellings give several figures of the dead, or no exact one: the row holds the lowest"
Row = dict[str, Cell]


def make_acled(findings: Findings, given: Given) -> Package:
    """Write the dated events under ACLED's 31 columns; what cannot be filled stays empty.

    actor1 is who acts and actor2 to whom it is done, and `notes` says so; fatalities are the lowest figure that a page
    gives. Events without a day, or known only to more than a month, are left out.
    """
    known = Lookup(findings)
    kept, left, notes = dated(findings.events)
    rows = [_row(event, known, given) for event in kept]
    text = table(COLUMNS, ([row.get(column) for column in COLUMNS] for row in rows))
    blurred = tuple(Remark(record=event.id, reason=LOWEST) for event in kept if not _agreed(_dead(event, known)))
    return Package(files=(text_file("acled-shaped.csv", text, len(rows)),), left=left, notes=(*notes, *blurred))


ACLED = Exporter(name="acled", suffix=".csv", what="rows in the shape of ACLED's tables, not its data", make=make_acled)


def _row(event: Event, known: Lookup, given: Given) -> Row:
    actors, recipients = known.names(event.actors), known.names(event.recipients)
    dead = _dead(event, known)
    when: Row = {}
    if event.date is not None:
        first = event.date.earliest
        when = {"event_date": first.isoformat(), "year": first.year, "time_precision": time_precision(event)}
    return {
        "event_id_cnty": event.id,
        **when,
        "actor1": actors[0] if actors else None,
        "assoc_actor_1": "; ".join(actors[1:]),
        "actor2": recipients[0] if recipients else None,
        "assoc_actor_2": "; ".join(recipients[1:]),
        **(_where(event.place) if event.place else {}),
        "source": "; ".join(known.outlets_of(event)),
        "notes": _notes(event, known, given, dead),
        "fatalities": min((f.value for f in dead if f.relation in FLOORS), default=None),
    }


def _where(place: Place) -> Row:
    """Country as a code; a pin only for what a pin can stand for: the centre of a country is no place."""
    level = GEO_PRECISION.get(place.precision)
    told: Row = {"country": place.country, "geo_precision": level}
    if place.precision == "region":
        told["admin1"] = place.name
    elif level is not None:
        told["location"] = place.name
    point = lookup.coordinates(place) if level is not None else None
    return {**told, "latitude": point[0], "longitude": point[1]} if point else told


def _dead(event: Event, known: Lookup) -> list[Figure]:
    return [figure for mention in known.mentions_of(event) for figure in mention.figures if figure.what == DEAD]


def _agreed(dead: list[Figure]) -> bool:
    return len({figure.value for figure in dead}) <= 1 and all(figure.relation == "exactly" for figure in dead)


def _notes(event: Event, known: Lookup, given: Given, dead: list[Figure]) -> str:
    """What no column holds: the line, the direction, type and status, the count of origins, the figures as told."""
    type_ = given.reduced(event.type, event.status)
    raw = f" (told as {lookup.kind(event)})" if type_ != event.type else ""
    said = "; ".join(known.according_to(event))
    figures = "; ".join(dict.fromkeys(f"{figure.relation} {figure.value}" for figure in dead))
    parts = [
        event.summary,
        "actor1 acts on actor2" if event.actors and event.recipients else "",
        f"date: {lookup.when(event.date)}",
        f"PLOVER {type_ if raw else lookup.kind(event)}{raw}, status {event.status}",
        f"{event.level}: {lookup.origins(event)}",
        f"killed: {figures}" if figures else "",
        f"according to {said}" if said else "",
        *lookup.beside(event),
    ]
    return ". ".join(part for part in parts if part)
