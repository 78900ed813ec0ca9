"""The parts of a MIME message, read line by line: what is not asked for is counted and never held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from typing import BinaryIO

from recoupe.settings import Limits
from recoupe.stages.capture.readers.mail.fields import FIELD, decode_transfer, make_fields, parameter

LINE = 65536  # bytes of a line that are read in one go; a longer line comes in pieces
_HEADERS = 256 * 1024  # bytes of one header section; the longest ones seen in the wild are a tenth of it
_NESTED = 20  # multiparts inside multiparts
_BOUNDARY = 998  # bytes of a line (RFC 5322) up to which it may be a boundary


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One leaf of a message: its fields, its bytes with the transfer encoding undone, and whether they are all there.

    `group` is the same number for the alternatives of one text. `body` is empty where the part was not asked for.
    """

    fields: Message
    media: str
    body: bytes
    group: int
    whole: bool = True
    held: bool = True


@dataclass(slots=True)
class _Open:
    """A multipart that is being read: its boundary, its subtype, its number."""

    boundary: bytes
    subtype: str
    number: int


@dataclass(slots=True)
class MimeWalk:
    """Walks through one message's lines and yields its parts in their order.

    The standard library's parser holds the whole message several times and calls itself once per nested part; this
    one holds one part, and of the parts that `wanted` declines nothing. Bytes, lines and parts are bounded by `limits`
    (message_bytes, message_lines, message_parts).
    After the walk `damage` says in words what was wrong, and `top` are the fields of the message itself.
    """

    lines: Iterator[bytes]
    wanted: Callable[[Message, str], bool]
    limits: Limits
    top: Message = field(default_factory=Message)
    damage: str | None = None
    _taken: int = 0
    _lines_taken: int = 0
    _back: bytes | None = None
    _stack: list[_Open] = field(default_factory=list)
    _numbers: int = 0

    def parts(self) -> Iterator[Part]:
        """Yield the leaves of the message."""
        first, more, number = True, True, 0
        while more:
            number += 1
            if number > self.limits.message_parts:
                self.damage = f"more than {self.limits.message_parts} parts (limit message_parts)"
                return
            fields, ended = self._read_fields()
            if first:
                self.top, first = fields, False
            media = fields.get_content_type()
            if ended is not None:  # nothing but fields
                more = ended or self._skip()
            elif self._enter(fields, media):
                more = self._skip()
            else:
                part, more = self._read_body(fields, media)
                yield part

    def _line(self) -> bytes | None:
        """The next line, or None at the end of the message or of what may be read of it."""
        if self._back is not None:
            kept, self._back = self._back, None
            return kept
        line = next(self.lines, None)
        if line is None:
            return None
        self._taken += len(line)
        self._lines_taken += 1
        if self._taken > self.limits.message_bytes:
            self.damage = f"larger than {self.limits.message_bytes} bytes (limit message_bytes)"
            return None
        if self._lines_taken > self.limits.message_lines:
            self.damage = f"more than {self.limits.message_lines} lines (limit message_lines)"
            return None
        return line

    def _read_fields(self) -> tuple[Message, bool | None]:
        """The fields, and whether a boundary ended them: None for no, else whether another part follows."""
        lines: list[bytes] = []
        size = 0
        while (line := self._line()) is not None and line.strip(b"\r\n"):
            size += len(line)
            crossed = self._boundary(line)
            if crossed is not None:
                return make_fields(lines), crossed
            if size > _HEADERS:
                self.damage = self.damage or f"a header section of more than {_HEADERS} bytes"
                break
            if line[:1] not in b" \t" and not FIELD.match(line):  # a body without the blank line before it
                self._back = line
                break
            lines.append(line)
        return make_fields(lines), None

    def _enter(self, fields: Message, media: str) -> bool:
        """Begin a multipart; one without a boundary, or nested too deep, cannot be told into parts."""
        if not media.startswith("multipart/"):
            return False
        boundary = (parameter(fields, "boundary") or "").encode("utf-8", "replace")
        if not boundary or len(self._stack) >= _NESTED:
            self.damage = self.damage or ("a multipart without a boundary" if not boundary else "parts nested too deep")
            return True
        self._numbers += 1
        self._stack.append(_Open(boundary, media.partition("/")[2], self._numbers))
        return True

    def _skip(self) -> bool:
        """Pass over what stands between parts; say whether a part follows."""
        while (line := self._line()) is not None:
            if self._boundary(line):
                return True
        if self._stack:
            self._ends_early()
        return False

    def _read_body(self, fields: Message, media: str) -> tuple[Part, bool]:
        """One leaf's body, and whether another part follows."""
        held = self.wanted(fields, media)
        body, crossed, starts = bytearray(), None, True
        group = self._group()
        while (line := self._line()) is not None:
            if starts and (crossed := self._boundary(line)) is not None:
                break
            starts = line.endswith(b"\n")
            if held:
                body += line
        if line is None and self._stack:
            self._ends_early()
        if crossed is not None and body.endswith(b"\n"):  # the line end before a boundary belongs to the boundary
            del body[-2 if body.endswith(b"\r\n") else -1 :]
        encoding = str(fields.get("Content-Transfer-Encoding", "")).strip(" \"'").lower()
        whole = line is not None or (not self._stack and self.damage is None)
        data = decode_transfer(bytes(body), encoding)
        part = Part(fields=fields, media=media, body=data, group=group, whole=whole, held=held)
        return part, crossed is not None and (crossed or self._skip())

    def _ends_early(self) -> None:
        self.damage = self.damage or "it ends before its closing boundary"

    def _group(self) -> int:
        """The outermost alternative that this leaf stands in, else a number of its own."""
        inside = next((multipart.number for multipart in self._stack if multipart.subtype == "alternative"), None)
        if inside is not None:
            return inside
        self._numbers += 1
        return self._numbers

    def _boundary(self, line: bytes) -> bool | None:
        """None for a common line; True where a part begins, False where a multipart closes."""
        if not self._stack or line[:2] != b"--" or len(line) > _BOUNDARY:
            return None
        name = line[2:].rstrip()
        for at in range(len(self._stack) - 1, -1, -1):
            boundary = self._stack[at].boundary
            if name == boundary:
                del self._stack[at + 1 :]
                return True
            if name == boundary + b"--":
                del self._stack[at:]
                return False
        return None


def read_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of an open file with their line ends, long ones in pieces of `LINE` bytes."""
    while line := stream.readline(LINE):
        yield line
