"""Dates that an HTML page shows beside its headline, where its markup tells none or only the moment in UTC."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

from recoupe.languages.timex import Grammar, find, resolve
from recoupe.records.pages import Capture
from recoupe.records.spans import Span
from recoupe.stages.dating.stating.clocks import moment
from recoupe.stages.dating.stating.cues import Cues
from recoupe.stages.dating.stating.signals import Signal

READ = 2_000_000  # characters of markup looked through
MOST = 60  # texts with a year that are read
ABOVE = 600  # and before its beginning
BESIDE = 2_500  # characters of markup between the end of the headline and a date that is still its own
TEXT = r">(?P<words>[^<>]{0,80}(?:19|20)\d\d[^<>]{0,40})<"
HEADLINE = r"</h1>"
WORTH, ALONE = 20, 47  # beside a machine date; without one, a little more than what htmldate reads


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def shown_signals(capture: Capture, signals: list[Signal], grammars: Iterable[Grammar], cues: Cues) -> list[Signal]:
    """The dates that readers see as the page's own, where its markup tells none, or tells the moment in UTC.

    Without a machine date: the one day that stands beside the headline. With one in UTC: the days next to it that stand
    right behind the headline, or whose minutes are those of the markup.
    """
    if any(signal.basis == "explicit" and signal.role != "updated" for signal in signals):
        return []
    machine = next((signal for signal in signals if signal.basis == "markup"), None)
    if machine is not None and not (machine.time or "").endswith("+00:00"):
        return []
    seen = list(_seen(capture.text[:READ], list(grammars), cues))
    if machine is None:
        days = {day for day, _, _, beside in seen if beside}
        return [_signal(day, words, ALONE) for day, _, words, beside in seen[:MOST] if beside and len(days) == 1][:1]
    minute = (machine.time or "")[14:16]
    return [
        _signal(day, words, WORTH)
        for day, time, words, beside in seen
        if abs(day - machine.day) <= timedelta(days=1) and (beside or (time is not None and time[14:16] == minute))
    ]


def _seen(markup: str, grammars: list[Grammar], cues: Cues) -> Iterator[tuple[date, str | None, str, bool]]:
    """The full dates between tags: the day, the moment, the words, and whether they stand beside the headline."""
    opened = [match.start() for match in _pattern(r"<h1\b").finditer(markup)][:3]
    heads = [match.end() for match in _pattern(HEADLINE).finditer(markup)][:3]
    for number, match in enumerate(_pattern(TEXT).finditer(markup)):
        if number >= MOST:
            return
        beside = any(0 <= match.start() - head <= BESIDE for head in heads)
        beside = beside or any(0 <= head - match.end() <= ABOVE for head in opened)
        for day, time in _days(match["words"], grammars, cues):
            yield day, time, " ".join(match["words"].split()), beside


def _days(words: str, grammars: Iterable[Grammar], cues: Cues) -> Iterator[tuple[date, str | None]]:
    for grammar in grammars:
        for hit in find(words, grammar):
            period = resolve(hit.expression, None) if hit.expression.get("year") else None
            if period and period.day and not cues.updated.search(words[: hit.start]):
                yield period.day, moment(words, hit.start, hit.end, period.day)


def _signal(day: date, words: str, worth: int) -> Signal:
    return Signal(
        day=day,
        latest=day,
        role="published",
        worth=worth,
        basis="explicit",
        span=Span(start=0, end=0),
        why=f"date that the page shows: {words[:120]}",
    )
