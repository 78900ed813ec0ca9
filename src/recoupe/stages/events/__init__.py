"""Events: who did what to whom, coded in PLOVER with status, from the parsed passages of one article."""

from __future__ import annotations

from recoupe.stages.events.coder import code_events
from recoupe.stages.events.near import NearMiss, near_misses

__all__ = ["NearMiss", "code_events", "near_misses"]
