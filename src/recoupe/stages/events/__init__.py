"""Events: who did what to whom, coded in PLOVER with status, from the parsed passages of one article."""

from __future__ import annotations

from recoupe.stages.events.coder import code_events

__all__ = ["code_events"]
