"""Where a sentence looks: back or forward, told by the verb forms around a time.

Used for bare weekdays and dates without a year. The word patterns stand in times.yaml; a parse, where there is one, is
asked first by the stage that has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from recoupe.languages.timex.grammar import Direction

Look = Literal["past", "future"]
REACH = 160  # characters on either side in which the clause of a time is sought
JUST_BEFORE = 32  # "prévu ", "fixée au ", "à partir du "


@dataclass(frozen=True, slots=True)
class Forms:
    """The compiled word patterns of a language."""

    boundary: re.Pattern[str]
    foreseen: re.Pattern[str]
    intended: re.Pattern[str]
    relived: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    not_future: frozenset[str]


@cache
def _forms(direction: Direction) -> Forms:
    insensitive = re.IGNORECASE
    return Forms(
        re.compile(direction.boundary, insensitive),
        re.compile(rf"(?:{direction.foreseen})\W*(?:\w+\W+)?$", insensitive),
        re.compile(rf"(?:{direction.intended})$", insensitive),
        re.compile(direction.relived, insensitive),
        re.compile(direction.future),
        re.compile(direction.past, insensitive),
        frozenset(direction.not_future),
    )


def foreseen(text: str, start: int, direction: Direction) -> bool:
    """Say whether the words right before a time fix or foresee it ("reportée au", "prévu", "scheduled for")."""
    return bool(_forms(direction).foreseen.search(text[max(0, start - JUST_BEFORE) : start]))


def intended(text: str, start: int, direction: Direction) -> bool:
    """Say whether the words right before a time tell an intention for that day: an infinitive with its start."""
    return bool(_forms(direction).intended.search(text[max(0, start - 2 * JUST_BEFORE) : start]))


def look(text: str, start: int, end: int, direction: Direction) -> Look | None:
    """Say where the clause around `text[start:end]` looks, by its nearest verb form; None when no form tells."""
    forms = _forms(direction)
    first, last = window(text, start, end, direction)
    clause = text[first:last]
    found: list[tuple[int, Look]] = []
    for regex, way in ((forms.relived, "past"), (forms.future, "future"), (forms.past, "past")):
        for match in regex.finditer(clause):
            if way == "future" and (
                match.group().lower() in forms.not_future or forms.relived.match(clause, match.start())
            ):
                continue
            at = match.start() + first, match.end() + first
            if at[1] <= start or at[0] >= end:
                distance = start - at[1] if at[1] <= start else at[0] - end
                found.append((distance, "past" if way == "past" else "future"))
    return min(found)[1] if found else None


def window(text: str, start: int, end: int, direction: Direction) -> tuple[int, int]:
    """The stretch of the clause around a time, cut at the file's boundaries and at `REACH`."""
    forms = _forms(direction)
    first = max(0, start - REACH)
    for match in forms.boundary.finditer(text, first, start):
        first = match.end()
    after = forms.boundary.search(text, end, min(len(text), end + REACH))
    return first, after.start() if after else min(len(text), end + REACH)
