"""What a browser or a layout program prints around the text of every page: addresses, dates, numbers, running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from recoupe.stages.capture.readers.pdf.extracting import Sheet, Stretch

_EDGE = 0.07  # share of the page's height where browsers print; their smallest margin is 0.4 inch of 11
_HEAD = 0.12  # share of the page's height where running heads stand
_GRID = 4.0  # points by which the place of a running head may differ from page to page
_ADDRESS = re.compile(r"((?:https?|file)://\S{3,2000})(?:\s+(?:page\s+)?\d+\s*(?:/|of|sur|de)\s*\d+)?", re.I)
_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}\s*(?:/|of|sur|de|von|di)\s*\d{1,4}", re.I)
_STAMP = re.compile(
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})|(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2}))"
    r"(?:,?\s+(?:à\s+|at\s+)?(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?::\d{2})?\s?(?P<half>[AP]M)?)?",
    re.I,
)
_CREATED = re.compile(r"D?:?(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(?:([+-])(\d{2})'?(\d{2})?|(Z))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What the print lines of a browser say: the page's address, and the day or days that their date can mean."""

    url: str | None = None
    stamps: tuple[str, ...] = ()


def take_print_lines(sheets: Sequence[Sheet]) -> tuple[list[Sheet], Printed]:
    """Take the browser's print lines and the running heads out of the pages, and tell what the print lines say."""
    found: list[Stretch] = []
    cleaned: list[Sheet] = []
    for sheet in sheets:
        lines = _print_lines(sheet)
        gone = frozenset(lines)
        found += lines
        cleaned.append(replace(sheet, stretches=tuple(one for one in sheet.stretches if one not in gone)))
    return _without_heads(cleaned), Printed(url=_address(found), stamps=_stamps(found))


def print_time(printed: Printed, created: str | None) -> str | None:
    """When the page was printed, as ISO 8601, from the print line's date and the file's own; None where they differ.

    03/04/2016 is a day of March or of April: it counts where only one reading is a date, where the other half of the
    clock is named (AM, PM), or where the file's creation lies within a day of one reading.
    """
    created = read_created(created)
    if not printed.stamps:
        return created
    if created:
        made = date.fromisoformat(created[:10])
        near = [one for one in printed.stamps if abs(date.fromisoformat(one[:10]) - made) <= timedelta(days=1)]
        if near:
            return created
    return printed.stamps[0] if len(printed.stamps) == 1 else None


def read_created(value: str | None) -> str | None:
    """The date of a PDF's metadata (D:20160312102200+01'00') as ISO 8601, as precise as it is given."""
    found = _CREATED.match(value or "")
    if found is None:
        return None
    year, month, day, hour, minute, second, sign, off, minutes, zulu = found.groups()
    text = f"{year}-{month}-{day}"
    if hour:
        text += f"T{hour}:{minute}:{second or '00'}"
        text += "+00:00" if zulu else f"{sign}{off}:{minutes or '00'}" if sign else ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return text if moment.year >= 1990 else None  # the format was published in 1993


def _print_lines(sheet: Sheet) -> list[Stretch]:
    """The outermost line at the head and at the foot, where a part of it is an address, a date or a page number."""
    taken: list[Stretch] = []
    ordered = sorted(sheet.stretches, key=lambda one: one.base)
    for outer in (ordered[:1], ordered[-1:]):
        if outer and not _EDGE * sheet.height < outer[0].base < (1 - _EDGE) * sheet.height:
            line = [one for one in ordered if abs(one.base - outer[0].base) <= 2]
            marks = [one for one in line if _ADDRESS.fullmatch(one.text) or _STAMP.fullmatch(one.text)]
            counted = [one for one in line if _NUMBER.fullmatch(one.text)]
            if marks or counted:
                taken += line
    return taken


def _without_heads(sheets: list[Sheet]) -> list[Sheet]:
    """Take out what stands at the same place of many pages, numbers apart."""
    places = Counter(place for sheet in sheets for place in {_place(sheet, one) for one in sheet.stretches})
    least = max(2, -(-len(sheets) * 2 // 5))  # left and right pages have heads of their own
    repeated = {place for place, count in places.items() if place is not None and count >= least}
    return [
        replace(sheet, stretches=tuple(one for one in sheet.stretches if _place(sheet, one) not in repeated))
        for sheet in sheets
    ]


def _place(sheet: Sheet, stretch: Stretch) -> tuple[str, int] | None:
    if _HEAD * sheet.height < stretch.base < (1 - _HEAD) * sheet.height:
        return None
    return re.sub(r"\d+", "#", stretch.text.casefold()), round(stretch.base / _GRID)


def _address(lines: Iterable[Stretch]) -> str | None:
    """The one whole address of the print lines; one cut with "…" is none."""
    found = {match.group(1) for one in lines if (match := _ADDRESS.fullmatch(one.text))}
    found = {url for url in found if url.startswith("http") and "…" not in url and "..." not in url}
    return found.pop() if len(found) == 1 else None


def _stamps(lines: Iterable[Stretch]) -> tuple[str, ...]:
    """The readings that all dates of the print lines allow, the day before the month first."""
    readings = [_readings(match) for one in lines if (match := _STAMP.fullmatch(one.text))]
    if not readings:
        return ()
    return tuple(one for one in readings[0] if all(one[:10] in {other[:10] for other in more} for more in readings))


def _readings(found: re.Match[str]) -> list[str]:
    if found["iso"]:
        days = [found["iso"]]
    else:
        year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
        one, two = found["one"].zfill(2), found["two"].zfill(2)
        days = [f"{year}-{one}-{two}"] if found["half"] else [f"{year}-{two}-{one}"]
        if found["mark"] == "/" and not found["half"] and one != two:
            days.append(f"{year}-{one}-{two}")
    return [moment for day in days if (moment := _moment(day, found))]


def _moment(day: str, found: re.Match[str]) -> str | None:
    if found["hour"] is None:
        text = day
    else:
        hour = int(found["hour"])
        if found["half"]:
            hour = hour % 12 + (12 if found["half"].lower() == "pm" else 0)
        text = f"{day}T{hour:02d}:{found['minute']}"
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text
