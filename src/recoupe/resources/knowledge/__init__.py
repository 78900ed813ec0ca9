"""The knowledge tables, with a user's own where they are given. `load_knowledge` is the door."""

from __future__ import annotations

from recoupe.resources.knowledge.loading import load_knowledge
from recoupe.resources.knowledge.model import (
    Agency,
    Ambiguity,
    Country,
    Knowledge,
    KnownActor,
    KnownPlace,
    Names,
    Outlet,
)

__all__ = [
    "Agency",
    "Ambiguity",
    "Country",
    "Knowledge",
    "KnownActor",
    "KnownPlace",
    "Names",
    "Outlet",
    "load_knowledge",
]
