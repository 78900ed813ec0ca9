"""What was left out, where, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A page or record that a stage could not use; `mend` tells the user what would help."""

    page: str
    stage: str
    reason: str
    mend: str = ""
