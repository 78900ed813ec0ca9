"""Dates as feeds, tables and agencies write them, turned into ISO 8601 as precise as they are stated; never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Literal

Order = Literal["day", "month"]

_ZONE = r"(?P<zone>Z|UTC|GMT|UT|[ECMP][SD]T|CES?T|[+-](?:0\d|1[0-4]):?[0-5]\d)"
_TIME = rf"(?P<hour>\d{{1,2}})[:h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{{1,9}})?)?(?:\s*{_ZONE})?"
_ISO = re.compile(
    rf"(?P<year>\d{{4}})(?:([-/.])(?P<month>\d\d?)(?:\2(?P<day>\d\d?)(?:[T\s,]\s*(?:à\s)?{_TIME})?)?)?(?:\s*\[.{{1,40}}\])?",
    re.I,
)
_BASIC = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?P<zone>Z)?)?"
)
_NUMERIC = re.compile(
    rf"(?P<first>\d\d?)(?P<mark>[-/.])(?P<second_>\d\d?)(?P=mark)(?P<year>\d{{4}})(?:,?\s+(?:à\s)?{_TIME})?", re.I
)
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<day>\d\d?)(?:er|st|nd|rd|th)?[\s-](?P<name>[^\W\d_]{{3,10}})\.?,?[\s-](?P<year>\d{{4}})"
    rf"(?:,?\s+(?:à\s|at\s)?{_TIME})?(?:\s*\([A-Z]{{1,5}}\))?",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<name>[^\W\d_]{{3,10}})\.?\s(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})(?:,?\s+(?:at\s)?{_TIME})?",
    re.I,
)
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d{1,6})?|(\d{12,13})")
_ZONES = {  # RFC 822, and the two of Central Europe
    "EST": "-05:00",
    "EDT": "-04:00",
    "CST": "-06:00",
    "CDT": "-05:00",
    "MST": "-07:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
    "CET": "+01:00",
    "CEST": "+02:00",
}
_MONTHS = (
    ("jan", "january", "janv", "janvier"),
    ("feb", "february", "fev", "fevr", "fevrier"),
    ("mar", "march", "mars"),
    ("apr", "april", "avr", "avril"),
    ("may", "mai"),
    ("jun", "june", "juin"),
    ("jul", "july", "juil", "juillet"),
    ("aug", "august", "aout"),
    ("sep", "sept", "september", "septembre"),
    ("oct", "october", "octobre"),
    ("nov", "november", "novembre"),
    ("dec", "december", "decembre"),
)


def read_date(value: Any, order: Order | None = None) -> str | None:
    """A stated date as ISO 8601, with the time and zone that it gives; None where it cannot be read for sure.

    ISO 8601 (also cut short to a year or month, and without hyphens), RFC 2822, a month in French or English words,
    seconds or milliseconds since 1970. Of 03/04/2015 nothing is known unless `order` says which comes first; 13/04/2015
    and 03.04.2015 (dots are only written day first) need none.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _epoch(value)
    if not isinstance(value, str):
        return None
    text = " ".join(value[:100].split())
    for pattern in (_BASIC, _ISO, _DAY_FIRST, _MONTH_FIRST):
        found = pattern.fullmatch(text)
        if found:
            return _from_parts(found.groupdict())
    number = _EPOCH.fullmatch(text)
    if number:
        return _epoch(float(number.group(1) or number.group(2)))
    numeric = _NUMERIC.fullmatch(text)
    return _numeric(numeric.groupdict(), order) if numeric else None


def settle_order(values: Iterable[Any]) -> Order | None:
    """Whether a column writes the day or the month first, by its values that can only be one; None if they disagree."""
    seen: set[Order] = set()
    for value in values:
        found = _NUMERIC.fullmatch(" ".join(value[:100].split())) if isinstance(value, str) else None
        if found is None or found["mark"] == ".":
            continue
        first, second = int(found["first"]), int(found["second_"])
        if first > 12 >= second:
            seen.add("day")
        elif second > 12 >= first:
            seen.add("month")
    return seen.pop() if len(seen) == 1 else None


def ambiguous(value: Any) -> bool:
    """Say whether a date is written so that day and month cannot be told apart ("03/04/2015")."""
    found = _NUMERIC.fullmatch(" ".join(value[:100].split())) if isinstance(value, str) else None
    return bool(found and found["mark"] != "." and int(found["first"]) <= 12 and int(found["second_"]) <= 12)


def _numeric(parts: dict[str, str | None], order: Order | None) -> str | None:
    first, second = str(parts.pop("first")), str(parts.pop("second_"))
    if parts.pop("mark") == ".":
        order = "day"
    elif int(first) > 12 or int(second) > 12:
        order = "day" if int(first) > 12 else "month"
    elif first == second:
        order = "day"
    if order is None:
        return None
    day, month = (first, second) if order == "day" else (second, first)
    return _from_parts({**parts, "day": day, "month": month})


def _from_parts(parts: dict[str, str | None]) -> str | None:
    month = _month(parts["name"]) if parts.get("name") else parts.get("month")
    if parts.get("name") and month is None:
        return None
    year, day, hour = parts["year"], parts.get("day"), parts.get("hour")
    stated = [int(part) for part in (year, month, day, hour, parts.get("minute"), parts.get("second")) if part]
    try:
        moment = datetime(*(stated + [1] * (3 - len(stated)))[:6])  # type: ignore[arg-type]
    except ValueError:
        return None
    if month is None:
        return f"{moment:%Y}" if 1800 <= moment.year <= 2100 else None
    if day is None:
        return f"{moment.year:04}-{moment:%m}"
    if hour is None:
        return moment.date().isoformat()
    return moment.isoformat() + _zone(parts.get("zone"))


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT", "UT"):
        return "Z"
    if zone.upper() in _ZONES:
        return _ZONES[zone.upper()]
    if zone == "-0000":  # RFC 2822: the zone is not known
        return ""
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"


def _month(name: str | None) -> str | None:
    bare = unicodedata.normalize("NFKD", (name or "").casefold())
    letters = "".join(character for character in bare if not unicodedata.combining(character))
    return next((str(number) for number, names in enumerate(_MONTHS, 1) if letters in names), None)


def _epoch(value: float) -> str | None:
    """Seconds, or milliseconds, since 1970 UTC; only from 1973 to 2100, other numbers are no dates."""
    seconds = value / 1000 if value >= 1e11 else value
    if not 1e8 <= seconds < 4102444800:
        return None
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
