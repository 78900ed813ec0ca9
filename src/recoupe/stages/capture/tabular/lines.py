"""The lines of a table, decoded one by one and bounded, so that no file is ever held whole."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from recoupe.stages.capture.decoding import decode

_PIECE = 64 * 1024
_LINE = re.compile(r"[^\n]*\n|[^\n]+")  # not str.splitlines: that also parts at marks which stand inside fields
_WIDE = ("utf-16", "utf-32")


class TooLong(str):
    """The beginning of a line (or record) that goes over its bound; the rest of it was skipped."""

    __slots__ = ()


def read_lines(stream: BinaryIO, head: bytes, limit: int) -> Iterator[str]:
    """The lines of a text file with their ends; one longer than `limit` bytes comes cut, as `TooLong`.

    UTF-8 with or without mark, UTF-16 and UTF-32 by mark or look, and cp1252 line by line: tables glued together from
    two programs hold both. `head` are the first bytes, which the stream still holds.
    """
    charset = charset_of(head)
    if charset.startswith(_WIDE):
        yield from _wide_lines(stream, charset, limit)
        return
    first = True
    while True:
        line = stream.readline(limit + 1)
        if not line:
            return
        if first:
            line, first = line.removeprefix(codecs.BOM_UTF8), False
        if len(line) > limit and not line.endswith(b"\n"):
            _skip_line(stream)
            yield TooLong(decode(line[:1000])[0])
        else:
            yield _decoded(line)


def charset_of(head: bytes) -> str:
    """The character set that the first bytes of a file are written in; UTF-8 where they are cut or damaged."""
    name = decode(head)[1].partition(" ")[0]
    if name.startswith(_WIDE):
        return name
    try:
        head[:-4].decode("utf-8")
    except UnicodeDecodeError as problem:
        return "utf-8" if problem.start > len(head) - 8 else name
    return "utf-8"


def next_lines(head: bytes) -> list[str]:
    """The lines that the first bytes of a file hold, the last one perhaps cut short."""
    return _LINE.findall(head.decode(charset_of(head), "replace").removeprefix("\ufeff"))


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _skip_line(stream: BinaryIO) -> None:
    while True:
        piece = stream.readline(_PIECE)
        if not piece or piece.endswith(b"\n"):
            return


def _wide_lines(stream: BinaryIO, charset: str, limit: int) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(charset)("replace")
    begun, held, skipping, first = list[str](), 0, False, True  # the pieces of a line whose end has not come yet
    while True:
        piece = stream.read(_PIECE)
        text = decoder.decode(piece, not piece)
        if first:
            text, first = text.removeprefix("\ufeff"), False
        for line in _LINE.findall(text):
            begun.append(line)
            held += len(line)
            ends = line.endswith("\n")
            if ends and not skipping:
                yield "".join(begun)
            elif held > limit and not skipping:
                yield TooLong("".join(begun)[:1000])
            skipping = not ends and (skipping or held > limit)
            if ends or skipping:
                begun, held = [], 0
        if not piece:
            if begun:
                yield "".join(begun)
            return


class Whole(io.RawIOBase):
    """A stream with the bytes that were read off it put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, target: object) -> int:
        """Fill the buffer from the front piece, then from the stream."""
        view = memoryview(target).cast("B")  # type: ignore[arg-type]
        data = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(data)] = data
        return len(data)


def with_head(stream: BinaryIO, count: int) -> tuple[bytes, BinaryIO]:
    """The first `count` bytes of a stream, and a stream that still begins with them."""
    head = stream.read(count)
    return head, cast(BinaryIO, io.BufferedReader(Whole(head, stream), _PIECE))
