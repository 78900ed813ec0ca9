"""The whole dossier as JSON Lines: one record a line with its kind, nothing lost, and the JSON Schema beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from recoupe.exports.exporter import Exporter, Given, Package, text_file
from recoupe.exports.lines.kinds import SCHEMA, Opening
from recoupe.exports.lines.schema import write_schema
from recoupe.records.codec import encode
from recoupe.records.readings import Findings, Reading


def make_jsonl(findings: Findings, given: Given) -> Package:
    """Write every record of the findings as `{"kind": …, "record": …}`, one a line, and the schema of these lines."""
    lines = list(_lines(findings, given.made_with))
    schema = json.dumps(write_schema(), ensure_ascii=False, indent=1) + "\n"
    text = "".join(f"{line}\n" for line in lines)
    files = (text_file("dossier.jsonl", text, len(lines)), text_file("dossier.schema.json", schema, 0))
    return Package(files=files)


JSONL = Exporter(name="jsonl", suffix=".jsonl", what="every record, one a line, to be read back in", make=make_jsonl)


def _lines(findings: Findings, made_with: Mapping[str, str]) -> Iterator[str]:
    recoupe, recipe = made_with.get("recoupe"), made_with.get("recipe")
    yield _line("dossier", Opening(schema=SCHEMA, recoupe=recoupe, recipe=recipe))
    for reading in findings.readings:
        yield from _reading(reading)
    lists = (
        ("actor", findings.actors),
        ("event", findings.events),
        ("copy", findings.copies),
        ("refusal", findings.refusals),
    )
    for kind, records in lists:
        yield from (_line(kind, record) for record in records)


def _reading(reading: Reading) -> Iterator[str]:
    """An article and what was found in it; each finding names its article."""
    yield _line("article", reading.article)
    mentions = reading.mentions
    lists = (
        ("actor_mention", mentions.actors),
        ("place_mention", mentions.places),
        ("time_mention", mentions.times),
        ("statement", reading.statements),
        ("event_mention", reading.events),
    )
    for kind, records in lists:
        yield from (_line(kind, record) for record in records)


def _line(kind: str, record: object) -> str:
    return f'{{"kind":"{kind}","record":{encode(record)}}}'
