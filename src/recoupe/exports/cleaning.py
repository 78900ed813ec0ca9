"""Words of a saved page made safe for the file that they go into: a saved page is hostile."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

# marks that turn the direction of the text beside them, and the byte-order mark, which hides what comes after it
DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
FORMULA = frozenset("=+-@\t\r＝＋－＠")  # what spreadsheets read as the start of a formula, full-width forms too
UNWRITABLE = frozenset("\ufffe\uffff")  # no XML file may hold them
Cell = str | int | float | None
Delimiter = Literal[",", "\t"]


def clean(text: str) -> str:
    """Words without control and direction characters; line ends become line feeds, tabs stay."""
    ended = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in ended if char in "\n\t" or not _steers(char))


def one_line(text: str) -> str:
    """Clean words on one line, each stretch of white space one blank."""
    return " ".join(clean(text).split())


def cell(value: Cell) -> str:
    """A cell that no spreadsheet reads as a formula: words that open like one get an apostrophe, numbers never do."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    words = clean(value)
    openings = set(words[:1] + words.lstrip()[:1])  # spreadsheets pass over white space of any kind
    return "'" + words if openings & FORMULA else words


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: Delimiter = ",") -> str:
    """A table as RFC 4180 text: header, CRLF, cells quoted where they need it; tab-separated ones keep to one line."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_flat(value) if delimiter == "\t" else cell(value) for value in row])
    return target.getvalue()


def _flat(value: Cell) -> str:
    return cell(one_line(value) if isinstance(value, str) else value)


def _steers(char: str) -> bool:
    return char in DIRECTION or char in UNWRITABLE or unicodedata.category(char) in ("Cc", "Cs")
