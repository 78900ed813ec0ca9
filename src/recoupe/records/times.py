"""When: time expressions (TIMEX3) and the dates of pages and events, with their precision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from recoupe.records.spans import Span, Words

DatingBasis = Literal["explicit", "markup", "url", "inferred", "other-article", "judgement"]
DateBasis = Literal["stated", "relative", "article", "unknown"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Span):
    """The words that a conclusion rests on: an article, a stretch of its text, and why they count."""

    article: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """When a page was published or updated: an interval of days (both ends included), or a set of days.

    `candidates` lists the days when only some days of the interval are possible (the Sundays of May).
    An open end is None. A page that cannot be dated has no Dating at all. `time` is the moment as it is stated (ISO
    8601, with the time zone where it is given), None where only days are known.
    """

    earliest: date | None
    latest: date | None
    basis: DatingBasis
    time: str | None = None
    candidates: tuple[date, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def day(self) -> date | None:
        """The day, when exactly one is possible."""
        return self.earliest if self.earliest == self.latest else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention(Words):
    """A time expression: `value` and `mod` as in TIMEX3, and the days it covers once anchored.

    Before anchoring `earliest` and `latest` are None where they depend on the page's date; `expression`
    is the reading of the words that anchoring needs (see `languages/timex.py`), written as one line.
    `bound` tells open-ended expressions: "from" (depuis, à compter de), "until" (jusqu'à), else "at".
    """

    id: str
    article: str
    type: TimexType
    expression: str
    rule: str
    value: str | None = None
    mod: str | None = None
    bound: Literal["at", "from", "until"] = "at"
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """The days in which an event happened, both ends included, and what that rests on."""

    earliest: date
    latest: date
    basis: DateBasis
    start: int = 0
    end: int = 0
