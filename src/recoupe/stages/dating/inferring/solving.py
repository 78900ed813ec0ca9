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
from recoupe.languages.timex.choosing import day_of_month, day_of_year
from recoupe.languages.timex.expression import Expression
from recoupe.records.pages import Article
from recoupe.records.times import Dating, Evidence
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.dating.inferring.clues import find_clues
from recoupe.stages.dating.inferring.marks import Bound, Clues, Told, evidences, make_evidence

WIDEST = timedelta(days=3 * 366)
NEAR = 200  # days: a day and month told without a year lies within half a year or so, else writers add the year
INTENDED = 60  # days: an offer or order names a start within two months
SERIES, LEAST = 31, 3  # days between the first and last of so many told days that make them one series of events
WEEK = 6  # a bare weekday reaches back six days at most
ONE = timedelta(days=1)
MONTHLESS = 20  # days: "mardi 15" without its month is of this month or just around it
CLOSE, APART = timedelta(days=5), timedelta(days=25)  # a day in words that settles 11/08 against 08/11
NEXT = "weekday of the news: the next one within a week after the last of the days that the text tells in a row"
MOST = 400  # candidate days that a dating lists

Stretches = list[tuple[date, date]]

Packs = Mapping[str, LanguagePack]


def infer(article: Article, packs: Packs, knowledge: Knowledge, *, latest: date | None, why: str = "") -> Dating | None:
    """Date a page from its text alone; `latest` is a day after which it cannot be, `why` what says so (its fetch)."""
    pack = packs.get(article.language)
    if pack is None:
        return None
    found = solve(find_clues(article, pack, knowledge), latest)
    if found is None or latest is None or found.latest is None or latest - found.latest > WEEK * ONE or not why:
        return found
    return replace(found, evidence=(*found.evidence, make_evidence(article, 0, 0, f"{why} {latest.isoformat()}")))


def solve(clues: Clues, latest: date | None) -> Dating | None:
    """The days that satisfy all clues, as a dating with the evidence of every clue that took part.

    Bounds are intersected as stretches first; days are looked at one by one only where a weekday or a day told without
    its year asks for it, and each once.
    """
    stretches = _intersection(clues.bounds, latest)
    if not stretches:
        return None
    first, last = stretches[0][0], stretches[-1][1]
    if last - first > 4 * WIDEST:
        return None
    told = [item for item in clues.days if item.looks != "near" or item.expression.get("side")]
    used: list[Bound | Told] = [*_binding(clues.bounds, first, last), *told]
    weekday = clues.weekday
    if weekday is None and not told:
        return _stretched(stretches, evidences(used))
    days = [day for day in _days(stretches, weekday) if all(_fits(day, item) for item in told)]
    if weekday is not None:
        recent = _right_after(days, told, weekday.reach)
        used.append(replace(weekday, evidence=replace(weekday.evidence, why=NEXT)) if recent else weekday)
        days = recent or days
    return _answer(days, weekday is not None, evidences(used)) if days else None


def contradict(clues: Clues, latest: date | None) -> bool:
    """Whether no day at all satisfies the clues, which is not the same as leaving a side open."""
    stretches = _overlap(clues.bounds, latest)
    if not stretches:
        return True
    if _open(stretches) or stretches[-1][1] - stretches[0][0] > 4 * WIDEST:
        return False
    told = [item for item in clues.days if item.looks != "near" or item.expression.get("side")]
    return not any(all(_fits(day, item) for item in told) for day in _days(stretches, clues.weekday))


def _stretched(stretches: Stretches, evidence: tuple[Evidence, ...]) -> Dating | None:
    """The answer of bounds alone: one stretch, or the hull of several close ones."""
    first, last = stretches[0][0], stretches[-1][1]
    if last - first > WIDEST:
        return None
    days = _days(stretches, None) if len(stretches) > 1 else []
    candidates = tuple(days) if len(days) <= MOST else ()
    return Dating(earliest=first, latest=last, basis="inferred", candidates=candidates, evidence=evidence)


def _answer(days: list[date], weekday: bool, evidence: tuple[Evidence, ...]) -> Dating | None:
    if days[-1] - days[0] > WIDEST:
        return None
    scattered = len(days) > 1 and (weekday or (days[-1] - days[0]).days + 1 != len(days))
    return Dating(
        earliest=days[0],
        latest=days[-1],
        basis="inferred",
        candidates=tuple(days) if scattered and len(days) <= MOST else (),
        evidence=evidence,
    )


def _intersection(bounds: tuple[Bound, ...], latest: date | None) -> Stretches:
    """The stretches of days inside all bounds, in order; none where one side stays open."""
    stretches = _overlap(bounds, latest)
    return [] if _open(stretches) else stretches


def _open(stretches: Stretches) -> bool:
    return bool(stretches) and (stretches[0][0] == date.min or stretches[-1][1] == date.max)


def _overlap(bounds: tuple[Bound, ...], latest: date | None) -> Stretches:
    kept: Stretches = [(date.min, latest or date.max)]
    for bound in bounds:
        allowed = _merged([(start or date.min, end or date.max) for start, end in bound.stretches])
        kept = [
            (max(first, start), min(last, end))
            for first, last in kept
            for start, end in allowed
            if start <= last and first <= end
        ]
    return kept


def _merged(stretches: Stretches) -> Stretches:
    """The same days as stretches that do not overlap, in order."""
    kept: Stretches = []
    for first, last in sorted(stretches):
        if kept and first <= kept[-1][1]:
            kept[-1] = kept[-1][0], max(kept[-1][1], last)
        elif first <= last:
            kept.append((first, last))
    return kept


def _days(stretches: Stretches, weekday: Told | None) -> list[date]:
    """The days of the stretches; with a weekday only those on it, or up to its reach after it."""
    days: list[date] = []
    wanted = weekday.expression.number("weekday") if weekday is not None else None
    for first, last in stretches:
        if wanted is None or weekday is None:
            days += [first + step * ONE for step in range((last - first).days + 1)]
            continue
        for back in range(weekday.reach + 1):
            start = first + ((wanted + back - first.isoweekday()) % 7) * ONE
            days += [start + 7 * step * ONE for step in range((last - start).days // 7 + 1)]
    return sorted(set(days))


def _binding(bounds: tuple[Bound, ...], first: date, last: date) -> list[Bound]:
    """The bounds that set the first and the last day: one a side is evidence enough."""

    def sets(bound: Bound, index: int, day: date) -> bool:
        return any(stretch[index] == day for stretch in bound.stretches)

    chosen = [
        next((bound for bound in bounds if sets(bound, index, day)), None) for index, day in ((0, first), (1, last))
    ]
    return list(dict.fromkeys(bound for bound in chosen if bound))


@lru_cache(maxsize=16384)
def _resolved(day: date, item: Told) -> date | None:
    """The day that a page of that day means; asked several times of the same day by a dossier's rounds."""
    month, number, weekday = _parts(item.expression)
    look = item.expression.get("side") or ("future" if item.looks == "intended" else item.looks)
    if not month:
        return day_of_month(number, weekday, day, look)
    return day_of_year(month, number, weekday, day, look)


@lru_cache(maxsize=256)
def _parts(expression: Expression) -> tuple[int, int, int | None]:
    """Month, day and weekday of an expression: read once, asked for thousands of days."""
    return expression.number("month") or 0, expression.number("day") or 0, expression.number("weekday")


def _fits(day: date, item: Told) -> bool:
    """Whether a page of that day would tell this day without its year (or without its month)."""
    if item.looks == "dateline":
        month, number, weekday = _parts(item.expression)
        return (day.month, day.day) == (month, number) and weekday in (None, day.isoweekday())
    meant = _resolved(day, item)
    if meant is None:
        return False
    reach = timedelta(days=_reach(item))
    ahead = item.looks in ("future", "intended") or item.expression.get("side") == "next"
    return day <= meant <= day + reach if ahead else day - reach <= meant <= day


def _reach(item: Told) -> int:
    if not _parts(item.expression)[0]:
        return MONTHLESS
    if item.expression.get("side"):
        return 366
    return INTENDED if item.looks == "intended" else NEAR


def _right_after(days: list[date], told: list[Told], reach: int) -> list[date]:
    """The days within a week after the last of a series of recent days that the text tells.

    Only where at least three past days stand close together, the last two within a week: such a text follows the
    happenings as they come, and its news, told with a bare weekday, is the next of them.
    """
    past = [item for item in told if item.looks == "past" or item.expression.get("side") == "last"]
    if len(past) < LEAST:
        return []
    kept: list[date] = []
    for day in days:
        meant = sorted({found for item in past if (found := _resolved(day, item))})
        if len(meant) < LEAST or (meant[-1] - meant[-LEAST]).days > SERIES or (meant[-1] - meant[-2]).days > WEEK:
            continue
        if (day - meant[-1]).days <= WEEK + reach:
            kept.append(day)
    return kept


def settle_by_weekday(article: Article, stated: Dating, packs: Packs, knowledge: Knowledge) -> Dating:
    """A date in figures whose order is open: what leaves one of its readings, or both stay possible.

    Days told in words just before one reading and far from the other settle it, else the weekday of the news.
    """
    both = [day for day in (stated.earliest, stated.latest) if day]
    pack = packs.get(article.language)
    clues = find_clues(article, pack, knowledge) if pack else None
    for item in clues.days if clues else ():
        near = _just_after(both, item)
        if near is not None:
            return _settled(stated, near, item)
    weekday = clues.spoken if clues else None
    wanted = weekday.expression.number("weekday") if weekday else None
    fitting = [day for day in both if wanted and (day.isoweekday() - wanted) % 7 <= 1]
    if weekday is None or len(fitting) != 1:
        return replace(stated, candidates=tuple(both))
    why = "the weekday of the news is that of one reading of the figures only"
    return _settled(stated, fitting[0], replace(weekday, evidence=replace(weekday.evidence, why=why)))


def _just_after(both: list[date], item: Told) -> date | None:
    """The reading of which a past day told in words is just before, while it is far from the other."""
    if item.looks != "past":
        return None
    away = [(day, day - meant) for day in both if (meant := _resolved(day, item))]
    near = [day for day, days in away if timedelta(0) <= days <= CLOSE]
    return near[0] if len(near) == 1 and all(days > APART for day, days in away if day != near[0]) else None


def _settled(stated: Dating, day: date, by: Told) -> Dating:
    return replace(stated, earliest=day, latest=day, evidence=(*stated.evidence, by.evidence))


def infer_with_update(article: Article, updated: Dating, packs: Packs, knowledge: Knowledge) -> Dating | None:
    """Date a page that shows only when it was changed: the news's weekday tells whether that is the day it came out."""
    pack, day = packs.get(article.language), updated.latest
    if pack is None or day is None:
        return None
    weekday = find_clues(article, pack, knowledge).spoken
    wanted = weekday.expression.number("weekday") if weekday else None
    if weekday is None or wanted is None:
        return Dating(earliest=day, latest=day, basis=updated.basis, evidence=updated.evidence)
    back = (day.isoweekday() - wanted) % 7
    told = f"the day of the update{f', or {back} days before it' if back else ''}"
    evidence = replace(weekday.evidence, why=f"only an update is stated; the news is of this weekday, {told}")
    return Dating(
        earliest=day - timedelta(days=back), latest=day, basis=updated.basis, evidence=(*updated.evidence, evidence)
    )
