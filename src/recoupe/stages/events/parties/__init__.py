"""Who does it to whom."""

from __future__ import annotations

from recoupe.stages.events.parties.arguments import find_parties
from recoupe.stages.events.parties.phrases import Parties

__all__ = ["Parties", "find_parties"]
