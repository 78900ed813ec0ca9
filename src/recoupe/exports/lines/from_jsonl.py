"""JSON Lines of a dossier read back into the findings that they were written from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from recoupe.errors import InputError
from recoupe.exports.lines.kinds import KINDS, OF_ARTICLES, SCHEMA
from recoupe.records.codec import decode
from recoupe.records.readings import Findings, Mentions, Reading

MOST_BYTES = 64 * 2**20  # of one line: more than an article within the limits can take
MEND = "write the file again with `recoupe export FILE --format jsonl`"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    kind: str
    record: msgspec.Raw


class _Heap:
    """The records read so far, by kind; those of an article by its id."""

    def __init__(self) -> None:
        self.lists: dict[str, list[Any]] = {kind: [] for kind in KINDS if kind not in OF_ARTICLES}
        self.found: dict[str, dict[str, list[Any]]] = {}

    def take(self, kind: str, record: Any, where: str) -> None:
        """Put a record in its place; raises `InputError` when it belongs nowhere."""
        if kind in OF_ARTICLES:
            if record.article not in self.found:
                raise InputError(f"no article {record.article!r} stands above this line", where=where, mend=MEND)
            self.found[record.article][kind].append(record)
            return
        if kind == "article":
            if record.id in self.found:
                raise InputError(f"the article {record.id!r} stands here twice", where=where, mend=MEND)
            self.found[record.id] = {kind: [] for kind in OF_ARTICLES}
        self.lists[kind].append(record)

    def findings(self) -> Findings:
        """All of them, as they were written."""
        return Findings(
            readings=tuple(self._reading(article) for article in self.lists["article"]),
            actors=tuple(self.lists["actor"]),
            events=tuple(self.lists["event"]),
            copies=tuple(self.lists["copy"]),
            refusals=tuple(self.lists["refusal"]),
        )

    def _reading(self, article: Any) -> Reading:
        actors, places, times, statements, events = (tuple(self.found[article.id][kind]) for kind in OF_ARTICLES)
        mentions = Mentions(actors=actors, places=places, times=times)
        return Reading(article=article, mentions=mentions, statements=statements, events=events)


def read_jsonl(lines: bytes | Iterable[bytes]) -> Findings:
    """Read the lines of an export in the format jsonl: equal findings come back.

    `lines` are the bytes of the file, or its lines (an open binary file will do). Raises `InputError` with the number
    of the line, from 1, that is no such record, is longer than 64 MiB, or names an article that no line above holds.
    """
    heap = _Heap()
    for number, line in enumerate(_split(lines), start=1):
        if line.strip():
            kind, record = _record(line, f"line {number}")
            if kind == "dossier" and record.schema != SCHEMA:
                raise InputError(f"lines of another schema: {record.schema!r}", where=f"line {number}", mend=MEND)
            heap.take(kind, record, f"line {number}")
    if not heap.lists["dossier"]:
        raise InputError("no line of the kind `dossier`: not an export of Recoupe's", mend=MEND)
    return heap.findings()


def _split(lines: bytes | Iterable[bytes]) -> Iterator[bytes]:
    # only the line feed ends a line: JSON lets U+2028 stand in a string
    return iter(lines.split(b"\n")) if isinstance(lines, bytes) else iter(lines)


def _record(line: bytes, where: str) -> tuple[str, Any]:
    if len(line) > MOST_BYTES:
        raise InputError(f"longer than {MOST_BYTES} bytes", where=where, mend=MEND)
    try:
        read = decode(line, _Line)
        if read.kind not in KINDS:
            raise InputError(f"no record is of the kind {read.kind[:40]!r}", where=where, mend=MEND)
        return read.kind, decode(bytes(read.record), KINDS[read.kind])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise InputError(f"not a line of a dossier: {problem}", where=where, mend=MEND) from problem
