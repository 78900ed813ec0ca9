"""The reading of a time expression, written as one line, so that it can be resolved again when the page's date changes.

The line is a kind and its fields, ``key=value`` with single spaces, the keys in alphabetical order:

    calendar dir=past day=6 month=6 side=last      "le 6 juin dernier"
    weekday dir=past weekday=3                     "mercredi"
    shift n=-1 unit=day                            "hier"
    shift n=1 to=t0123456789ab unit=day            "le lendemain", one day after what that time mention tells
    span back=1 n=X unit=day                       "ces derniers jours"
    range day=3 day2=5 month=12 year=2015          "du 3 au 5 décembre 2015"

The kinds and their fields are listed in `anchoring`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recoupe.records.times import TimexType


@dataclass(frozen=True, slots=True)
class Expression:
    """What the words say, before any date is known: a kind and its fields, plain words without white space."""

    kind: str
    fields: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, kind: str, fields: Mapping[str, str]) -> Expression:
        """Build one from a mapping; the order of its keys does not matter."""
        return cls(kind, tuple(sorted((key, value) for key, value in fields.items() if value)))

    def get(self, key: str) -> str | None:
        """A field's value, None when the words do not tell it."""
        return next((value for name, value in self.fields if name == key), None)

    def number(self, key: str) -> int | None:
        """A field as an integer; None when it is absent or no number ("X")."""
        value = self.get(key)
        return int(value) if value is not None and value.lstrip("-").isdigit() else None

    def having(self, **fields: str) -> Expression:
        """The same reading with fields added or replaced."""
        return Expression.of(self.kind, {**dict(self.fields), **fields})

    def without(self, *keys: str) -> Expression:
        """The same reading without some fields."""
        return Expression(self.kind, tuple(field for field in self.fields if field[0] not in keys))


def write(expression: Expression) -> str:
    """Write a reading as one line."""
    return " ".join([expression.kind, *(f"{key}={value}" for key, value in expression.fields)])


def read(line: str) -> Expression:
    """Read back what `write` wrote; pieces without "=" are left out, so a damaged line never raises."""
    kind, *pieces = line.split() or [""]
    return Expression.of(kind, dict(_pairs(pieces)))


def _pairs(pieces: Iterable[str]) -> Iterable[tuple[str, str]]:
    for piece in pieces:
        key, equals, value = piece.partition("=")
        if equals and key:
            yield key, value


def timex_type(expression: Expression) -> TimexType:
    """The TIMEX3 type: TIME as soon as an hour, a part of the day or a unit below the day is told."""
    if expression.kind == "set":
        return "SET"
    if expression.kind == "duration":
        return "DURATION"
    if expression.kind == "span":
        return "DATE" if expression.get("back") == "ref" else "DURATION"
    fine = expression.get("clock") or expression.get("part") or expression.get("unit") in ("hour", "minute", "second")
    return "TIME" if fine or expression.kind in ("night", "clock") else "DATE"
