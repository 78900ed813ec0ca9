"""A signal: one thing on a page that tells its date, with the words that tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from recoupe.records.spans import Span
from recoupe.records.times import Dating, DatingBasis, Evidence

Role = Literal["published", "updated", "unsure"]
FIRST_YEAR, LAST_YEAR = 1990, 2099  # pages are no older than the web and not from the next century


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A day that something on the page gives, what it dates, and how much the place is worth (higher is better).

    `span` is the stretch of the article's text that tells it; for markup that the clean text does not hold it is
    empty. `latest` differs from `day` where the order of day and month is unknown or only a month is told. `time` is
    the moment as stated (ISO 8601), with the offset only where the page states one.
    """

    day: date
    latest: date
    role: Role
    worth: int
    basis: DatingBasis
    span: Span
    why: str
    time: str | None = None

    def evidence(self, article: str) -> Evidence:
        """The signal as a piece of evidence."""
        return Evidence(article=article, start=self.span.start, end=self.span.end, why=self.why)


def dating(signal: Signal, article: str, more: tuple[Evidence, ...] = ()) -> Dating:
    """A signal as the date of a page."""
    return Dating(
        earliest=signal.day,
        latest=signal.latest,
        basis=signal.basis,
        time=signal.time if signal.day == signal.latest else None,
        evidence=(signal.evidence(article), *more),
    )


def plausible(day: date) -> bool:
    """Say whether a page of the web can be of that day."""
    return FIRST_YEAR <= day.year <= LAST_YEAR
