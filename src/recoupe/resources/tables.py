"""One-record-a-line tables: tab-separated fields under a header line, `|` between the members of a list.

TSV and not YAML, because all tables together hold some ten thousand records and must be read in a fraction of a second
(the fastest YAML loader needs about 100 times as long a record). A line that is blank or opens with `#` is skipped; a
line may leave out trailing empty fields.
"""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources

from recoupe.errors import ResourceError
from recoupe.records.actors import Role

PACKAGE = "recoupe.resources"
LIST_MARK = "|"


def read_rows(*path: str) -> Iterator[list[str]]:
    """The records of one table, each padded to the length of the header, in the order of the file.

    `path` is relative to the package `recoupe.resources`. Raises ResourceError when the file is missing or a record has
    more fields than the header.
    """
    where = "/".join(path)
    try:
        text = resources.files(PACKAGE).joinpath(*path).read_text("utf-8")
    except OSError as problem:
        raise ResourceError(f"cannot read {where}: {problem}", where=PACKAGE, mend="reinstall Recoupe") from problem
    width = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if not width:
            width = len(fields)
            continue
        if len(fields) > width:
            raise ResourceError(
                f"{len(fields)} fields under a header of {width}", where=f"{where}:{number}", mend="correct that line"
            )
        yield fields + [""] * (width - len(fields))


@cache
def particles(column: str) -> frozenset[str]:
    """The small words of names that a column of names/particles.tsv marks: "link" or "weightless"."""
    place = {"link": 1, "weightless": 2}[column]
    return frozenset(row[0] for row in read_rows("names", "particles.tsv") if row[place] == "1")


@cache
def coalitions() -> dict[str, tuple[tuple[str, ...], date | None, date | None]]:
    """Military coalitions by ref: the countries where each fought, its first and its last day."""
    return {
        ref: (members(theatres), read_day(start, last=False), read_day(end, last=True))
        for ref, theatres, start, end in read_rows("names", "coalitions.tsv")
    }


def table_names(*folder: str) -> tuple[str, ...]:
    """The tables of a subfolder, in the order of their names."""
    found = resources.files(PACKAGE).joinpath(*folder)
    return tuple(sorted(item.name for item in found.iterdir() if item.name.endswith(".tsv")))


def members(field: str) -> tuple[str, ...]:
    """A list field as its members; an empty field has none."""
    return tuple(field.split(LIST_MARK)) if field else ()


def bare_initials(names: tuple[str, ...]) -> tuple[str, ...]:
    """French names with the spellings that leave the accent off capitals ("États-Unis" -> also "Etats-Unis")."""
    if all(name.isascii() for name in names):
        return names
    if not any(ord(letter) > 127 and letter.isupper() for name in names for letter in name):
        return names
    found = list(names)
    for name in names:
        bare = "".join(unicodedata.normalize("NFD", letter)[0] if letter.isupper() else letter for letter in name)
        if bare not in found:
            found.append(bare)
    return tuple(found)


def both_articles(names: tuple[str, ...]) -> tuple[str, ...]:
    """Arabic names with the article as the east and as the west of the Arab world write it ("al-Assad", "el-Assad")."""
    if " al-" not in "|".join(names):
        return names
    found = list(names)
    for name in names:
        western = name.replace(" al-", " el-")
        if western not in found:
            found.append(western)
    return tuple(found)


def read_roles(field: str, country: str | None) -> tuple[Role, ...]:
    """Offices with their terms: "president:2012-05-15/2017-05-14|envoy@UNO:2018/", as ISO 8601 intervals.

    The country of an office is the person's own unless `@` names another. A term known to the year or month opens on
    the first and closes on the last day of it: the widest interval that it may be.
    """
    return tuple(_role(entry, country) for entry in members(field))


def _role(entry: str, country: str | None) -> Role:
    office, _, term = entry.partition(":")
    title, _, other = office.partition("@")
    start, _, end = term.partition("/")
    try:
        return Role(
            title=title, country=other or country, start=read_day(start, last=False), end=read_day(end, last=True)
        )
    except ValueError as problem:
        raise ResourceError(f"not a term: {entry}", where="people", mend="write office:start/end") from problem


def read_day(text: str, *, last: bool) -> date | None:
    """A day written as 2012-05-15, or the first or last day of 2012-05 or 2012; raises ValueError for what is none."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], (parts[1] if len(parts) > 1 else (12 if last else 1))
    day = parts[2] if len(parts) > 2 else (monthrange(year, month)[1] if last else 1)
    return date(year, month, day)
