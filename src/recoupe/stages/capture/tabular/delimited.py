"""Delimited text (CSV, TSV): the records, one by one, with quoted line breaks, and how the file parts its fields.

The standard library's reader keeps its bound on a field in one global setting; this one has its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from recoupe.stages.capture.tabular.lines import TooLong

DELIMITERS = (",", ";", "\t", "|")
_RETRIES = 5  # open quotes behind which a file is read again: each costs one more pass over what it swallowed
_LINE_COST = 50  # characters that a line held back counts beside its own: so much memory it takes at least
_SAMPLE = 30  # records looked at; a delimiter that is right is right in all of them


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that cannot be read, and why."""

    reason: str


def read_records(lines: Iterable[str], delimiter: str, limit: int) -> Iterator[list[str] | Broken]:
    """The records of a delimited text (RFC 4180): fields may be quoted, hold line breaks, and quotes doubled.

    A quote inside an unquoted field is an ordinary character. A record of more than `limit` characters, or one whose
    last quote is never closed, is Broken; reading goes on behind its first line, a few times. Empty lines are none.
    """
    fields: list[str] = []
    parts: list[str] | None = None  # the pieces of a quoted field that is still open
    source, held, size, retries = iter(lines), list[str](), 0, _RETRIES
    while True:
        line = next(source, None)
        if line is None and parts is None:
            return
        if line is None or isinstance(line, TooLong) or size + len(line) + _LINE_COST * len(held) > limit:
            yield _broken(line, limit)
            if parts is not None and held[1:] and retries:
                source, retries = chain(held[1:], [] if line is None else [line], source), retries - 1
            fields, parts, held, size = [], None, [], 0
        elif parts is None and '"' not in line:
            if line.strip("\r\n"):
                yield line.rstrip("\r\n").split(delimiter)
        else:
            held.append(line)
            size += len(line)
            parts = _split(line, delimiter, fields, parts)
            if parts is None:
                yield fields
                fields, held, size = [], [], 0


def _broken(line: str | None, limit: int) -> Broken:
    if line is None:
        return Broken("a quotation mark that is never closed")
    if isinstance(line, TooLong):
        return Broken(f"a line of more than {limit} bytes (limit page_bytes)")
    return Broken(f"a quotation mark that is not closed within {limit} characters (limit page_bytes)")


def _split(line: str, delimiter: str, fields: list[str], parts: list[str] | None) -> list[str] | None:
    """Add a line's fields to `fields`; return the pieces of its last one where its quote is still open."""
    at, end = 0, len(line.rstrip("\r\n"))
    while True:
        if parts is None:
            if at < end and line[at] == '"':
                parts, at = [], at + 1
            else:
                stop = line.find(delimiter, at, end)
                fields.append(line[at : stop if stop >= 0 else end])
                if stop < 0:
                    return None
                at = stop + 1
                continue
        at, closed = _quoted(line, at, parts)
        if not closed:
            return parts
        stop = line.find(delimiter, at, end)
        fields.append("".join(parts) + line[at : stop if stop >= 0 else max(at, end)])
        parts = None
        if stop < 0:
            return None
        at = stop + 1


def _quoted(line: str, at: int, parts: list[str]) -> tuple[int, bool]:
    """Gather a quoted field from `at` on; where it stops, and whether its quote was closed."""
    while True:
        quote = line.find('"', at)
        if quote < 0:
            parts.append(line[at:])
            return len(line), False
        parts.append(line[at:quote])
        if not line.startswith('"', quote + 1):
            return quote + 1, True
        parts.append('"')
        at = quote + 2


def find_delimiter(sample: list[str], score: Callable[[list[str]], int]) -> str | None:
    """Which character parts the fields, by the first lines of a file; None where it is no table.

    The one whose header `score` likes best (how many names it knows), then the one under which most records have as
    many fields as the header, then the one with most fields.
    """
    best: tuple[int, float, int] = (0, 0.0, 1)
    found = None
    for delimiter in DELIMITERS:
        records = [item for item in read_records(sample, delimiter, 1 << 20) if isinstance(item, list)][:_SAMPLE]
        if not records or len(records[0]) < 2:
            continue
        width = len(records[0])
        even = sum(len(record) == width for record in records) / len(records)
        rank = (score(records[0]), even, width)
        if found is None or rank > best:
            found, best = delimiter, rank
    return found
