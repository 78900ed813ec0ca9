"""A statement in the making: its stretches as offsets, before ids and nesting."""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.records.spans import Words
from recoupe.records.statements import Polarity, Speaker, Stance
from recoupe.stages.statements.basis.ground import Line
from recoupe.stages.statements.voices.memory import Voice

Offsets = tuple[int, int]


@dataclass(eq=False, slots=True)
class Draft:
    """What was found: `content` in order, the cue's words, who speaks, through what; `line` is where the cue stands."""

    line: Line
    content: list[Offsets]
    voice: Voice
    rule: str
    cue: Words | None = None
    polarity: Polarity = "asserted"
    stance: Stance = "neutral"
    via: list[Words] = field(default_factory=list)
    addressee: Speaker | None = None
    own: bool = False  # the speaker of a quotation speaks of himself in it
    relayed: bool = False  # the speaker is a medium
    interrupts: bool = False  # the cue stands inside the marks of its own quotation
    weight: int = 2  # of two drafts of the same words the heavier stays

    @property
    def start(self) -> int:
        """The offset of the first word."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """The offset behind the last word."""
        return self.content[-1][1]

    @property
    def size(self) -> int:
        """How many characters are said."""
        return sum(end - start for start, end in self.content)

    def covers(self, start: int, end: int) -> bool:
        """Say whether a stretch lies inside the outer limits of the content."""
        return self.start <= start and end <= self.end
