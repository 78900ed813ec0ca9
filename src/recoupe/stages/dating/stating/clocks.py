"""The time of day beside a date, with its offset where one is stated; never an offset that nobody wrote."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import msgspec

from recoupe.languages.rules import read_shape

AFTER, BEFORE = 40, 24  # characters behind and before a date in which its hour is sought
GAP = r"[\s,;|·•\-–—/(]*(?:(?:à|at|vers|@|T)\s*)?"  # what may stand between a date and its hour
HOUR = (
    r"(?P<h>[01]?\d|2[0-3])(?:(?:\s?(?:h|heures?)\s?(?P<m>[0-5]\d)?(?!\w)|[:.](?P<m2>[0-5]\d)(?::(?P<s>[0-5]\d))?"
    r"(?P<dot>(?<=\.\d\d))?)\s?(?P<half>[AaPp]\.?\s?[Mm]\b\.?)?|\s?(?P<half2>[AaPp]\.?\s?[Mm]\b\.?))(?![\d%€$])"
)
ZONE = r"\s*\(?(?P<zone>[A-Z]{1,4})?(?P<offset>\s?[+\-−]\d{1,2}(?::?\d\d)?(?!\d))?(?![\w])"
MACHINE_CLOCK = r"(?:[T ](?P<clock>[0-2]\d:[0-5]\d(?::[0-5]\d)?)(?:[.,]\d{1,9})?\s?(?P<zone>Z|[+-][01]\d:?[0-5]\d)?)?"


class Figures(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Who writes the day first in dates in figures, and who the month."""

    dmy: frozenset[str]
    mdy: frozenset[str]
    domains: dict[str, str]


class ClocksFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The shape of clocks.yaml."""

    zones: dict[str, str]
    ages: tuple[str, ...]
    units: dict[str, str]
    first_published: str
    byline: str
    figures: Figures


@cache
def read_clocks() -> ClocksFile:
    """The zones, short ages and orders of figures."""
    return read_shape(__package__, "clocks.yaml", ClocksFile)


@cache
def _after() -> re.Pattern[str]:
    return re.compile(GAP + HOUR + f"(?:{ZONE})?")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(r"(?<![\d:.,])" + HOUR + f"(?:{ZONE})?" + r"[\s,;|·•\-–—/)]*(?:le\s+|on\s+)?$")


@cache
def _inside() -> re.Pattern[str]:
    return re.compile(r"(?<![\d:.,/-])" + HOUR + r"$")


def moment(words: str, start: int, end: int, day: date) -> str | None:
    """The moment that a line tells beside its date, ISO 8601; None where it tells only the day.

    `words[start:end]` is the date, which may hold its hour already ("le 9 octobre 2017 à 14h02"). The offset is given
    only for "GMT+2" and for abbreviations that mean one offset everywhere; "heure de Paris" stays a local time.
    """
    inside = _inside().search(words[start:end])
    hour = inside or _after().match(words[end : end + AFTER]) or _before().search(words[max(0, start - BEFORE) : start])
    if hour is None or (hour["dot"] is not None and not hour["half"]):  # "14.02" may be anything
        return None
    clock = _clock(hour)
    if clock is None:
        return None
    zoned = re.match(ZONE, words[end : end + AFTER]) if inside else hour
    return f"{day.isoformat()}T{clock}{_offset(zoned) if zoned else ''}"


def _clock(hour: re.Match[str]) -> str | None:
    number, half = int(hour["h"]), (hour["half"] or hour["half2"] or "").lower()
    if half and not 1 <= number <= 12:
        return None
    if half:
        number = number % 12 + (12 if half.startswith("p") else 0)
    minutes = hour["m"] or hour["m2"] or "00"
    return f"{number:02d}:{minutes}" + (f":{hour['s']}" if hour["s"] else "")


def _offset(found: re.Match[str]) -> str:
    """The offset that the words state: a known abbreviation, or figures behind UTC or GMT (or behind nothing)."""
    zone, figures = found["zone"], found["offset"]
    known = read_clocks().zones.get(zone or "")
    if not figures:
        return known or ""
    if zone and known != "+00:00":
        return known or ""
    if not zone and not re.fullmatch(r"[+-]\d\d:\d\d", figures):
        return ""
    digits = re.sub(r"\D", "", figures)
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    if int(hours) > 14 or int(minutes) > 59:
        return ""
    return f"{'+' if '+' in figures else '-'}{int(hours):02d}:{minutes}"


def machine_moment(match: re.Match[str], day: date) -> str | None:
    """The moment of a machine date (`MACHINE_CLOCK`); midnight sharp is how machines write a day without an hour."""
    clock, zone = match["clock"], match["zone"]
    if not clock or clock in ("00:00", "00:00:00"):
        return None
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{day.isoformat()}T{clock}{'+00:00' if zone == 'Z' else zone or ''}"
