"""The words of the interface: catalogues of translations, the reader's choice, dates and numbers of a locale."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from importlib import resources

from babel.dates import format_date, format_interval
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

SOURCE = "en"  # the language that the templates are written in
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
Catalogues = Mapping[str, Mapping[str, str]]


def load_catalogues() -> dict[str, dict[str, str]]:
    """The translations by language, read from the package's .po files; the source language needs none."""
    found: dict[str, dict[str, str]] = {SOURCE: {}}
    for item in resources.files("recoupe.web").joinpath("catalogues").iterdir():
        if item.name.endswith(".po"):
            with item.open("rb") as file:
                entries = read_po(file)
            found[item.name.removesuffix(".po")] = {str(m.id): str(m.string) for m in entries if m.id and m.string}
    return found


def choose(known: Catalogues, asked: str | None, kept: str | None, accepted: str) -> str:
    """The interface's language: asked for in the address, else kept in the cookie, else the browser's, else English."""
    for wish in (asked, kept):
        if wish in known:
            return str(wish)
    for tag in _accepted(accepted):
        if tag in known:
            return tag
    return SOURCE


def clean(value: object) -> object:
    """A page's words with every control and direction character replaced by a visible mark (U+FFFD)."""
    if not isinstance(value, str):
        return value
    told = "".join("\ufffd" if _steers(char) else char for char in value)
    return value if told == value else type(value)(told)  # text that is marked as safe stays marked


def number(value: int, language: str) -> str:
    """A number as the locale writes it."""
    return str(format_decimal(value, locale=language))


def day(value: str, language: str) -> str:
    """An ISO day as the locale writes it; anything else as it is."""
    try:
        return str(format_date(date.fromisoformat(value), "long", locale=language))
    except ValueError:
        return value


def month(value: str, language: str) -> str:
    """A month (YYYY-MM) as the locale writes it."""
    return str(format_date(date.fromisoformat(f"{value}-01"), "LLLL y", locale=language))


def days(earliest: str, latest: str, language: str) -> str:
    """A day, a whole month, a whole year, or a range of days (ISO, both ends included): as precise as told."""
    start, end = date.fromisoformat(earliest), date.fromisoformat(latest)
    after = end + timedelta(days=1) if end < date.max else end
    if start == end:
        return day(earliest, language)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(format_date(start, "y", locale=language))
    if start.day == 1 and after.day == 1 and (start.year, start.month) == (end.year, end.month):
        return str(format_date(start, "LLLL y", locale=language))
    return str(format_interval(start, end, "yMMMd", locale=language))


def _accepted(header: str) -> list[str]:
    wishes: list[tuple[float, str]] = []
    for part in header[:500].split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            wishes.append((-float(weight or 1), tag.split("-")[0].lower()))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(wishes, key=lambda wish: wish[0]) if weight < 0]


def _steers(char: str) -> bool:
    return char in BIDI or (unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t")
