"""Files to hand on: one module a format."""

from __future__ import annotations

from recoupe.exports.exporter import Exporter
from recoupe.exports.to_json import JSON
from recoupe.exports.to_markdown import MARKDOWN

BUILT_IN: tuple[Exporter, ...] = (JSON, MARKDOWN)

__all__ = ["BUILT_IN", "Exporter"]
