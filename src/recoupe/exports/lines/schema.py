"""The JSON Schema of the lines, made from the records themselves, so that the two cannot differ."""

from __future__ import annotations

from typing import Any

import msgspec

from recoupe.exports.lines.kinds import KINDS, SCHEMA


def write_schema() -> dict[str, Any]:
    """The schema of one line (JSON Schema 2020-12): an object with `kind` and the `record` of that kind."""
    parts, named = msgspec.json.schema_components(KINDS.values(), ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:recoupe:{SCHEMA}",
        "title": "One line of a Recoupe dossier",
        "anyOf": [_line(kind, part) for kind, part in zip(KINDS, parts, strict=True)],
        "$defs": named,
    }


def _line(kind: str, record: dict[str, Any]) -> dict[str, Any]:
    properties = {"kind": {"const": kind}, "record": record}
    return {"type": "object", "properties": properties, "required": ["kind", "record"], "additionalProperties": False}
