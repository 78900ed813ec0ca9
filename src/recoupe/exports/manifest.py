"""The account of an export as data: version, filters, files with their rows, and what was left out and why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from recoupe.exports.exporter import Exporter, Given, Package, Remark
from recoupe.records.readings import Findings

SCHEMA = "recoupe-export/1"
NAME = "manifest.json"


def write_manifest(exporter: Exporter, package: Package, findings: Findings, given: Given) -> str:
    """Write the manifest of an export: one JSON object, described in docs/exports.md.

    `left_out` and `notes` count records by reason and list their ids; `pages_left_out` are the dossier's own refusals.
    """
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "format": exporter.name,
        "recoupe": given.made_with.get("recoupe"),
        "recipe": given.made_with.get("recipe"),
        "filters": dict(given.filters),
        "events_in_dossier": len(findings.events),
        "files": [
            {"name": f.name, "rows": f.rows, "bytes": len(f.data), "sha256": hashlib.sha256(f.data).hexdigest()}
            for f in package.files
        ],
        "left_out": _by_reason(package.left),
        "notes": _by_reason(package.notes),
        "pages_left_out": [
            {"page": r.page, "stage": r.stage, "reason": r.reason, "mend": r.mend} for r in findings.refusals
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _by_reason(remarks: Iterable[Remark]) -> list[dict[str, Any]]:
    found: dict[str, list[str]] = {}
    for remark in remarks:
        found.setdefault(remark.reason, []).append(remark.record)
    return [{"reason": reason, "count": len(records), "records": records} for reason, records in found.items()]
