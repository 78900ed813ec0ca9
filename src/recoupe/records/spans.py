"""Places in a text. Offsets are Unicode code points, from 0, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span must run forward from 0: {self.start}..{self.end}")

    def overlaps(self, other: Span) -> bool:
        """Say whether the two stretches share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Say whether the other stretch lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Words(Span):
    """A stretch together with the words that stand there; the store checks that they agree."""

    text: str


def words_at(text: str, start: int, end: int) -> Words:
    """Quote a text: the words between two offsets, white space at both ends left out."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Words(start=start, end=end, text=text[start:end])
