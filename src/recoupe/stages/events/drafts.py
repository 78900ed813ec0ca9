"""An event while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.records.statements import Statement
from recoupe.stages.events.parties.phrases import Parties
from recoupe.stages.events.reading.ground import Ground
from recoupe.stages.events.spotting.candidates import Candidate
from recoupe.stages.events.statuses import Effect


@dataclass(slots=True)
class Draft:
    """A candidate with its parties and status; `over` are the statements that hold it, the innermost first."""

    ground: Ground
    candidate: Candidate
    parties: Parties
    effect: Effect = "happened"
    why: str = ""
    over: list[Statement] = field(default_factory=list)
    dropped: str = ""

    @property
    def type(self) -> str:
        """The PLOVER type."""
        return self.candidate.trigger.type

    def drop(self, why: str) -> None:
        """Leave the candidate out, and say why (the first reason stays)."""
        self.dropped = self.dropped or why
