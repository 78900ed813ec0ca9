"""Ages and short dates beside the headline ("il y a 3 heures", "hier à 18h", "lundi 24 août"), counted from the fetch.

Without the moment at which the page was fetched they date nothing. "depuis 7 années" tells how old the page was when
it was saved, in a unit too coarse for a day: it is never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from recoupe.languages.timex import Expression, Found, Grammar, find, resolve
from recoupe.records.pages import Article
from recoupe.records.spans import Span
from recoupe.stages.dating.stating.clocks import read_clocks
from recoupe.stages.dating.stating.cues import Cues
from recoupe.stages.dating.stating.signals import Role, Signal
from recoupe.stages.dating.stating.visible import Line, read_lines

WORTH = 42  # below every full date beside the headline: an age is counted from somebody else's clock
SHORT = 90  # a byline; a longer line is prose
BESIDE = 5  # lines below the headline in which an age is the page's own
ROW = 3  # ages in more lines than this are a list of teasers or comments
EXACT = ("minute", "hour", "second")
LENGTH = {"week": (7, 7), "month": (28, 31), "year": (365, 366)}  # days at least, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """When the page was fetched: the day, and the moment where the container tells it."""

    day: date
    moment: datetime | None


def read_fetch(fetched: str | None) -> Fetch | None:
    """The moment of the fetch from ISO 8601; None where there is none or it is not readable."""
    try:
        found = datetime.fromisoformat(fetched.replace("Z", "+00:00")) if fetched else None
    except ValueError:
        return None
    if found is None or fetched is None:
        return None
    return Fetch(day=found.date(), moment=found if len(fetched) > 10 else None)


def age_signals(article: Article, grammars: Iterable[Grammar], cues: Cues, fetch: Fetch | None) -> list[Signal]:
    """What ages and dates without a year beside the headline say, counted from the fetch."""
    if fetch is None:
        return []
    lines = [line for line in read_lines(article) if _beside(line)]
    languages = list(grammars)
    found = [signal for line in lines for signal in _of_line(article, line, languages, cues, fetch)]
    return found if len(found) <= ROW else []


def _beside(line: Line) -> bool:
    if line.kind in ("body", "caption", "title") or line.end - line.start > SHORT or line.past_body is not None:
        return False
    return line.from_title is not None and 0 <= line.from_title <= BESIDE


def _of_line(article: Article, line: Line, grammars: list[Grammar], cues: Cues, fetch: Fetch) -> Iterator[Signal]:
    words = article.text[line.start : line.end]
    for start, end, expression in _expressions(words, grammars):
        stretch = _counted(expression, fetch)
        if stretch is None or cues.other.search(words[:start]):
            continue
        first, last = stretch
        role: Role = "updated" if cues.updated.search(words[:start]) else "published"
        clock = expression.get("clock") if first == last else None
        yield Signal(
            day=first,
            latest=last,
            role=role,
            worth=WORTH,
            basis="explicit",
            span=Span(start=line.start + start, end=line.start + end),
            why=f"told beside the headline, counted from the fetch of the page on {fetch.day.isoformat()}",
            time=f"{first.isoformat()}T{clock}" if clock else None,
        )
        return


@cache
def _short_ages() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(words, re.IGNORECASE) for words in read_clocks().ages)


def _expressions(words: str, grammars: list[Grammar]) -> Iterator[tuple[int, int, Expression]]:
    for pattern in _short_ages():
        match = pattern.search(words)
        if match:
            unit = read_clocks().units[match["unit"].lower()]
            yield match.start(), match.end(), Expression.of("shift", {"n": f"-{int(match['n'])}", "unit": unit})
    for grammar in grammars:
        for hit in find(words, grammar):
            if _useful(hit):
                yield hit.start, hit.end, hit.expression


def _useful(hit: Found) -> bool:
    expression = hit.expression
    if expression.kind == "shift":
        return hit.told is None and not expression.get("to") and (expression.number("n") or 0) <= 0
    partial = expression.kind == "calendar" and not expression.get("year")
    return bool(partial and expression.get("day") and expression.get("month"))


def _counted(expression: Expression, fetch: Fetch) -> tuple[date, date] | None:
    """The first and the last day that an age means.

    An age is rounded down: "3 hours" is up to four. Days are the calendar's; coarser units give a stretch.
    """
    if expression.kind == "calendar":
        period = resolve(expression.having(dir="past"), fetch.day)
        day = period.day if period else None
        return (day, day) if day and timedelta(0) <= fetch.day - day <= timedelta(days=366) else None
    number, unit = -(expression.number("n") or 0), expression.get("unit") or ""
    try:
        if unit in EXACT:
            return _hours(number, unit, fetch)
        if unit == "day":
            day = fetch.day - timedelta(days=number)
            return day, day
        least, most = LENGTH[unit]
        return fetch.day - timedelta(days=most * (number + 1)), fetch.day - timedelta(days=least * number)
    except (KeyError, OverflowError):
        return None


def _hours(number: int, unit: str, fetch: Fetch) -> tuple[date, date]:
    if fetch.moment is None:
        return fetch.day - timedelta(**{f"{unit}s": number}) - timedelta(days=1), fetch.day
    last = fetch.moment - timedelta(**{f"{unit}s": number})
    first = last - timedelta(**{f"{unit}s": 1})
    return first.date(), last.date()
