"""Recoupe: from saved news pages to a chronology that shows its sources.

import recoupe

with recoupe.build(["pages/"]) as dossier:
    for event in dossier.view.events():
        print(event.date, event.summary, event.independent_origins)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recoupe.dossier import Dossier, build, code, open_dossier
    from recoupe.errors import RecoupeError
    from recoupe.records.events import Event, EventMention
    from recoupe.records.pages import Article
    from recoupe.records.statements import Statement

__all__ = ["Article", "Dossier", "Event", "EventMention", "RecoupeError", "Statement", "build", "code", "open_dossier"]

_HOME = {
    "Dossier": "recoupe.dossier",
    "build": "recoupe.dossier",
    "code": "recoupe.dossier",
    "open_dossier": "recoupe.dossier",
    "RecoupeError": "recoupe.errors",
    "Event": "recoupe.records.events",
    "EventMention": "recoupe.records.events",
    "Article": "recoupe.records.pages",
    "Statement": "recoupe.records.statements",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use: `import recoupe.records` must not load every stage."""
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'recoupe' has no attribute {name!r}")
