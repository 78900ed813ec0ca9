"""A stretch of words that may tell an event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from recoupe.languages.nominals import Nominal
from recoupe.languages.triggers import Trigger, VerbPattern
from recoupe.records.clauses import Clause, Phrase

Kind = Literal["verb", "noun", "word"]


@dataclass(slots=True)
class Candidate:
    """A stretch that may tell an event. `clause` is the verb's own, for a noun or adjective the one it stands in.

    `first`..`last` are the trigger's tokens (end exclusive), `taken` the tokens that no other trigger may use.
    """

    trigger: Trigger
    word: str
    kind: Kind
    head: int
    first: int
    last: int
    clause: Clause | None
    nominal: Nominal | None = None
    light: Clause | None = None
    noun: Phrase | None = None
    pattern: VerbPattern | None = None
    taken: set[int] = field(default_factory=set)

    @property
    def verb(self) -> Clause | None:
        """The clause whose tense and parties count: the verb's own or the light verb's."""
        return self.clause if self.kind == "verb" else self.light
