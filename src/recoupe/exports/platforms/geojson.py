"""GeoJSON (RFC 7946): the events that have a place, longitude first; areas say that they are areas."""

from __future__ import annotations

import json
from typing import Any

from recoupe.exports import lookup
from recoupe.exports.cleaning import one_line
from recoupe.exports.exporter import Exporter, Given, Package, Remark, text_file
from recoupe.exports.lookup import POINTS, Lookup
from recoupe.records.actors import Place
from recoupe.records.events import Event
from recoupe.records.readings import Findings

NOWHERE = "no place that has coordinates"
OFF_EARTH = "coordinates that are not on the earth"


def make_geojson(findings: Findings, _: Given) -> Package:
    """Write one feature an event: a point, which for an area is its centre (`area` true, `place_precision` tells)."""
    known = Lookup(findings)
    features: list[dict[str, Any]] = []
    left: list[Remark] = []
    for event in findings.events:
        place = event.place
        if place is None or place.lat is None or place.lon is None:
            left.append(Remark(record=event.id, reason=NOWHERE))
        elif (point := lookup.coordinates(place)) is None:
            left.append(Remark(record=event.id, reason=OFF_EARTH))
        else:
            features.append(_feature(event, place, point, known))
    document = {"type": "FeatureCollection", "features": features}
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    return Package(files=(text_file("events.geojson", text, len(features)),), left=tuple(left))


GEOJSON = Exporter(name="geojson", suffix=".geojson", what="the events that have a place, for a map", make=make_geojson)


def _feature(event: Event, place: Place, point: tuple[float, float], known: Lookup) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": [point[1], point[0]]}
    return {"type": "Feature", "id": event.id, "geometry": geometry, "properties": _properties(event, place, known)}


def _properties(event: Event, place: Place, known: Lookup) -> dict[str, Any]:
    return {
        "summary": one_line(event.summary),
        "type": event.type,
        "modes": list(event.modes),
        "status": event.status,
        "level": event.level,
        "independent_origins_at_most": event.independent_origins,
        "earliest": event.date.earliest.isoformat() if event.date else None,
        "latest": event.date.latest.isoformat() if event.date else None,
        "date_basis": event.date.basis if event.date else None,
        "actors": [one_line(name) for name in known.names(event.actors)],
        "recipients": [one_line(name) for name in known.names(event.recipients)],
        "place": one_line(place.name),
        "country": place.country,
        "place_precision": place.precision,
        "area": place.precision not in POINTS,
        "according_to": [one_line(words) for words in known.according_to(event)],
        "outlets": [one_line(name) for name in known.outlets_of(event)],
        "beside": [one_line(note) for note in lookup.beside(event)],
    }
