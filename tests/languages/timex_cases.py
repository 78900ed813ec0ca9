"""Tables of time expressions for the tests: one case a line, ``day of the page | sentence | value, value``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recoupe.languages.pack import LanguagePack
from recoupe.languages.timex import Period, find, load, resolve


@dataclass(frozen=True)
class Case:
    """A sentence on a page of that day, and the TIMEX3 values that are right (none: it holds no time)."""

    day: date
    sentence: str
    values: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.sentence[:60]} -> {'|'.join(self.values) or 'nothing'}"


def read_cases(table: str) -> list[Case]:
    """Read a table; blank lines and lines that open with # are headings."""
    rows = [line.split(" |") for line in table.splitlines() if line.strip() and not line.startswith("#")]
    return [
        Case(
            date.fromisoformat(day.strip()),
            sentence.strip(),
            tuple(value.strip() for value in values.split(",") if value.strip()),
        )
        for day, sentence, values in rows
    ]


def periods_of(case: Case, pack: LanguagePack) -> list[Period]:
    """What the times of a case's sentence come to, by word patterns alone (no parse)."""
    periods: dict[int, Period] = {}
    for index, hit in enumerate(find(case.sentence, load(pack))):
        told = periods.get(hit.told) if hit.told is not None else None
        period = resolve(hit.expression, case.day, told)
        if period is not None:
            periods[index] = period
    return list(periods.values())


def values_of(case: Case, pack: LanguagePack) -> list[str]:
    """The values of a case's times."""
    return [period.value for period in periods_of(case, pack) if period.value]


def days_of(case: Case, pack: LanguagePack) -> list[tuple[date | None, date | None]]:
    """The days that a case's times cover."""
    return [(period.earliest, period.latest) for period in periods_of(case, pack)]
