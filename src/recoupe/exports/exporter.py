"""What an exporter is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from recoupe.records.readings import Findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A format by name: `write` turns findings and the made-with facts into the file's text, the same each time."""

    name: str
    suffix: str
    what: str
    write: Callable[[Findings, Mapping[str, str]], str]
