"""Happenings counted in a series: the second call is dated by the page that tells the third.

Page 1 tells "mercredi … pour la deuxième fois en quelques jours", page 2, whose date is known, tells of Tuesday the
15th "une troisième conversation en une semaine" between the same two: the second lies in the week before the 15th, on
a Wednesday, so it is the 9th.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import msgspec

from recoupe.languages.rules import read_shape
from recoupe.languages.timex import read
from recoupe.records.readings import Reading
from recoupe.records.spans import Span
from recoupe.records.times import Evidence, TimeMention
from recoupe.stages.dating.inferring.marks import Bound

AROUND = 110  # characters around an ordinal in which what is counted and the stretch stand
SENTENCE_END = re.compile(r"[.!?…]\s|\n")
SHARED = 2  # known actors that both pages must name


class Within(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words for the stretch in which the counted happenings lie, and its days."""

    words: str
    days: int


class SeriesFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The shape of series.yaml."""

    ordinals: dict[str, int]
    kinds: dict[str, str]
    within: tuple[Within, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A counted happening: its kinds, its number, the days in which the series lies, its time and its actors."""

    kinds: frozenset[str]
    number: int
    within: int
    span: Span
    time: TimeMention | None
    refs: frozenset[str]


@cache
def _file() -> SeriesFile:
    return read_shape(__package__, "series.yaml", SeriesFile)


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_file().ordinals, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(words, re.IGNORECASE) for name, words in _file().kinds.items()}


@cache
def _within() -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((re.compile(entry.words, re.IGNORECASE), entry.days) for entry in _file().within)


def find_marks(reading: Reading) -> list[Mark]:
    """The counted happenings of a page's headline and paragraphs."""
    marks: list[Mark] = []
    for block in reading.article.blocks:
        if block.kind in ("title", "body"):
            marks += _block_marks(reading, block)
    return marks


def _block_marks(reading: Reading, block: Span) -> Iterator[Mark]:
    text = reading.article.text
    for match in _ordinal().finditer(text, block.start, block.end):
        start, end = _sentence(text, match.start(), match.end(), block)
        near = text[max(start, match.start() - AROUND) : min(end, match.end() + AROUND)]
        kinds = frozenset(name for name, words in _kinds().items() if words.search(near))
        within = next((days for words, days in _within() if words.search(near)), None)
        if kinds and within:
            yield Mark(
                kinds=kinds,
                number=_file().ordinals[match.group().lower()],
                within=within,
                span=Span(start=start, end=end),
                time=_time(reading, start, end),
                refs=known_refs(reading, start, end),
            )


def _sentence(text: str, start: int, end: int, block: Span) -> tuple[int, int]:
    first = max((match.end() for match in SENTENCE_END.finditer(text, block.start, start)), default=block.start)
    after = SENTENCE_END.search(text, end, block.end)
    return first, after.start() if after else block.end


def _time(reading: Reading, start: int, end: int) -> TimeMention | None:
    """The day of the sentence: a weekday or date without an open end."""
    days = [
        time
        for time in reading.mentions.times
        if start <= time.start < end
        and time.bound == "at"
        and read(time.expression).kind in ("weekday", "calendar", "shift")
    ]
    return days[0] if days else None


def known_refs(reading: Reading, start: int, end: int) -> frozenset[str]:
    """The actors of a stretch that the tables know; descriptions that only the page has are no ground for a join."""
    return frozenset(
        ref
        for mention in reading.mentions.actors
        if start <= mention.start < end
        for ref in mention.refs
        if not ref.startswith("~")
    )


def told_alike(mark: Mark, theirs: Mark, reading: Reading) -> bool:
    """Whether two pages count the same series: an actor in common where it is told, more on the other page."""
    if not mark.kinds & theirs.kinds or mark.number == theirs.number or not mark.refs & theirs.refs:
        return False
    return len(mark.refs & known_refs(reading, 0, len(reading.article.text))) >= SHARED


def series_bound(mark: Mark, other: Reading, theirs: Mark, weekday: int, reach: int) -> Bound | None:
    """What a counted happening of a dated page says about the day of a page that counts the same series.

    `weekday` is the day of the news on the undated page, `reach` the days that may lie between it and the page.
    """
    days = _days(mark, theirs, weekday)
    if not days:
        return None
    stretches = tuple((day, day + timedelta(days=reach)) for day in days)
    return Bound(stretches=stretches, evidence=_evidence(other, theirs, mark, days))


def weekday_of(time: TimeMention) -> int | None:
    """The weekday that a time names, Monday = 1."""
    return read(time.expression).number("weekday")


def _days(mark: Mark, theirs: Mark, weekday: int) -> list[date]:
    """The days of that weekday on which the undated happening can lie, seen from the dated one."""
    day = theirs.time.earliest if theirs.time and theirs.time.earliest == theirs.time.latest else None
    if day is None:
        return []
    earlier = mark.number < theirs.number
    reach = theirs.within if earlier else mark.within
    span = [day + timedelta(days=-step if earlier else step) for step in range(1, reach + 1)]
    return sorted(found for found in span if found.isoweekday() == weekday)


def _evidence(other: Reading, theirs: Mark, mark: Mark, days: list[date]) -> Evidence:
    told = theirs.time.earliest.isoformat() if theirs.time and theirs.time.earliest else "?"
    why = (
        f"this page tells number {theirs.number} of the same series on {told}, {theirs.within} days in all; "
        f"number {mark.number} on its weekday is {', '.join(day.isoformat() for day in days)}"
    )
    return Evidence(article=other.article.id, start=theirs.span.start, end=theirs.span.end, why=why)
