"""Solves the clues of an undated page together: which days satisfy them all?

The answer is a day, a stretch, or the days of one weekday; never a guess. Where the clues leave the page open on one
side, or a stretch wider than `WIDEST`, the answer is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from recoupe.languages.pack import LanguagePack
from recoupe.languages.timex.choosing import day_of_year
from recoupe.languages.timex.expression import Expression
from recoupe.records.pages import Article
from recoupe.records.times import Dating, Evidence
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.dating.inferring.clues import Bound, Clues, Told, evidences, find_clues

WIDEST = timedelta(days=3 * 366)
NEAR = 200  # days: a day and month told without a year lies within half a year or so, else writers add the year
INTENDED = 60  # days: an offer or order names a start within two months
SERIES = 31  # days between two told days that make them one series of recent events
WEEK = 6  # a bare weekday reaches back six days at most
ONE = timedelta(days=1)

Packs = Mapping[str, LanguagePack]


def infer(article: Article, packs: Packs, knowledge: Knowledge, *, latest: date | None) -> Dating | None:
    """Date a page from its text alone; `latest` is a day after which it cannot be (its update, its capture)."""
    pack = packs.get(article.language)
    if pack is None:
        return None
    clues = find_clues(article, pack, knowledge)
    return solve(clues, latest)


def solve(clues: Clues, latest: date | None) -> Dating | None:
    """The days that satisfy all clues, as a dating with the evidence of every clue that took part."""
    first, last = _window(clues.bounds, latest)
    if first is None or last is None or first > last or last - first > 4 * WIDEST:
        return None
    used: list[Bound | Told] = list(_binding(clues.bounds, first, last))
    wanted = clues.weekday.expression.number("weekday") if clues.weekday is not None else None
    days = [day for day in _days(first, last) if wanted is None or day.isoweekday() == wanted]  # the cheap test first
    days = [day for day in days if all(_inside(day, bound) for bound in clues.bounds)]
    told = [item for item in clues.days if item.looks != "near" or item.expression.get("side")]
    if told:
        days = [day for day in days if all(_fits(day, item) for item in told)]
        used += told
    if clues.weekday is not None:
        used.append(clues.weekday)
    recent = _right_after(days, told) if clues.weekday is not None else []
    days = recent or days
    return _answer(days, clues.weekday is not None, evidences(used)) if days else None


def _answer(days: list[date], weekday: bool, evidence: tuple[Evidence, ...]) -> Dating | None:
    if days[-1] - days[0] > WIDEST:
        return None
    scattered = len(days) > 1 and (weekday or (days[-1] - days[0]).days + 1 != len(days))
    return Dating(
        earliest=days[0],
        latest=days[-1],
        basis="inferred",
        candidates=tuple(days) if scattered and len(days) <= 400 else (),
        evidence=evidence,
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def _window(bounds: tuple[Bound, ...], latest: date | None) -> tuple[date | None, date | None]:
    """The first and the last day that the bounds leave; None where nothing bounds that side."""
    starts: list[date] = []
    ends: list[date] = [latest] if latest else []
    for bound in bounds:
        opens = [start for start, _ in bound.stretches]
        closes = [end for _, end in bound.stretches]
        if all(opens):
            starts.append(min(day for day in opens if day))
        if all(closes):
            ends.append(max(day for day in closes if day))
    return max(starts, default=None), min(ends, default=None)


def _binding(bounds: tuple[Bound, ...], first: date, last: date) -> list[Bound]:
    """The bounds that set the first and the last day: one a side is evidence enough."""

    def sets(bound: Bound, index: int, day: date) -> bool:
        return any(stretch[index] == day for stretch in bound.stretches)

    chosen = [
        next((bound for bound in bounds if sets(bound, index, day)), None) for index, day in ((0, first), (1, last))
    ]
    return list(dict.fromkeys(bound for bound in chosen if bound))


def _inside(day: date, bound: Bound) -> bool:
    return any((start is None or start <= day) and (end is None or day <= end) for start, end in bound.stretches)


def _resolved(day: date, item: Told) -> date | None:
    month, number, weekday = _parts(item.expression)
    look = item.expression.get("side") or ("future" if item.looks == "intended" else item.looks)
    return day_of_year(month, number, weekday, day, look)


@lru_cache(maxsize=256)
def _parts(expression: Expression) -> tuple[int, int, int | None]:
    """Month, day and weekday of an expression: read once, asked for thousands of days."""
    return expression.number("month") or 0, expression.number("day") or 0, expression.number("weekday")


def _fits(day: date, item: Told) -> bool:
    """Whether a page of that day would tell this day and month without its year."""
    meant = _resolved(day, item)
    if meant is None:
        return False
    reach = 366 if item.expression.get("side") else INTENDED if item.looks == "intended" else NEAR
    ahead = item.looks in ("future", "intended") or item.expression.get("side") == "next"
    return day <= meant <= day + timedelta(days=reach) if ahead else day - timedelta(days=reach) <= meant <= day


def _right_after(days: list[date], told: list[Told]) -> list[date]:
    """The days within a week after the last of a series of recent days that the text tells.

    Only where at least two past days stand close together: such a text follows the happenings as they come, and
    its news, told with a bare weekday, is the next of them.
    """
    past = [item for item in told if item.looks == "past" or item.expression.get("side") == "last"]
    kept: list[date] = []
    for day in days:
        meant = sorted({found for item in past if (found := _resolved(day, item))})
        if len(meant) >= 2 and (meant[-1] - meant[-2]).days <= SERIES and (day - meant[-1]).days <= WEEK:
            kept.append(day)
    return kept


def settle_by_weekday(article: Article, stated: Dating, packs: Packs, knowledge: Knowledge) -> Dating:
    """A date in figures whose order is open: the news's weekday leaves one of its readings, or both stay possible."""
    both = [day for day in (stated.earliest, stated.latest) if day]
    pack = packs.get(article.language)
    weekday = find_clues(article, pack, knowledge).weekday if pack else None
    wanted = weekday.expression.number("weekday") if weekday else None
    fitting = [day for day in both if wanted and (day.isoweekday() - wanted) % 7 <= 1]
    if weekday is None or len(fitting) != 1:
        return replace(stated, candidates=tuple(both))
    return replace(stated, earliest=fitting[0], latest=fitting[0], evidence=(*stated.evidence, weekday.evidence))


def infer_with_update(article: Article, updated: Dating, packs: Packs, knowledge: Knowledge) -> Dating | None:
    """Date a page that shows only when it was changed: the news's weekday tells whether that is the day it came out."""
    pack, day = packs.get(article.language), updated.latest
    if pack is None or day is None:
        return None
    weekday = find_clues(article, pack, knowledge).weekday
    wanted = weekday.expression.number("weekday") if weekday else None
    if weekday is None or wanted is None:
        return Dating(earliest=day, latest=day, basis=updated.basis, evidence=updated.evidence)
    back = (day.isoweekday() - wanted) % 7
    return Dating(
        earliest=day - timedelta(days=back),
        latest=day,
        basis=updated.basis,
        evidence=(*updated.evidence, weekday.evidence),
    )
