"""Files to hand on: one module a format."""

from __future__ import annotations

from recoupe.exports.dossiers.to_docx import DOCX
from recoupe.exports.dossiers.to_html import HTML
from recoupe.exports.exporter import Choice, Exporter, File, Given, Package, Remark, make_package
from recoupe.exports.lines.from_jsonl import read_jsonl
from recoupe.exports.lines.to_jsonl import JSONL
from recoupe.exports.manifest import write_manifest
from recoupe.exports.platforms.geojson import GEOJSON
from recoupe.exports.platforms.ics import ICS
from recoupe.exports.platforms.timelinejs import TIMELINEJS, TIMELINEJS_CSV
from recoupe.exports.tables.acled import ACLED
from recoupe.exports.tables.polecat import POLECAT
from recoupe.exports.tables.to_csv import CSV
from recoupe.exports.to_json import JSON
from recoupe.exports.to_markdown import MARKDOWN
from recoupe.exports.writing import named_for, write_package

BUILT_IN: tuple[Exporter, ...] = (
    JSON,
    MARKDOWN,
    HTML,
    DOCX,
    CSV,
    JSONL,
    TIMELINEJS,
    TIMELINEJS_CSV,
    POLECAT,
    ACLED,
    GEOJSON,
    ICS,
)

__all__ = [
    "BUILT_IN",
    "Choice",
    "Exporter",
    "File",
    "Given",
    "Package",
    "Remark",
    "make_package",
    "named_for",
    "read_jsonl",
    "write_manifest",
    "write_package",
]
