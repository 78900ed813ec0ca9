"""Compressed streams, unpacked piece by piece within bounds; nothing is ever unpacked to disk."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal

from recoupe.settings import MEBIBYTE, Limits

Packing = Literal["gzip", "bzip2", "xz", "deflate"]
_PIECE = 16 * 1024
_DICTIONARY = 128 * MEBIBYTE  # memory of one xz stream; "xz -9" needs 65 MiB
_MARKS: dict[bytes, Packing] = {b"\x1f\x8b\x08": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\0": "xz"}


@dataclass(slots=True, kw_only=True)
class Budget:
    """What one file given by the user may still unpack to, shared by all the containers inside it.

    `packed` is the size of that file in bytes, or as much of it as was read so far where it `grows` (standard input).
    `problem` is set, once, to the sentence that names the limit that was reached; `told` says that it was refused with.
    """

    limits: Limits
    packed: int = 0
    grows: bool = False
    unpacked: int = 0
    problem: str | None = None
    told: bool = False

    def spend(self, count: int) -> None:
        """Count unpacked bytes; set `problem` where the total or the ratio goes over its limit."""
        self.unpacked += count
        if self.problem is not None:
            return
        if self.unpacked > self.limits.unpacked_bytes:
            self.problem = f"unpacks to more than {self.limits.unpacked_bytes} bytes (limit unpacked_bytes)"
        elif exceeds(self.unpacked, self.packed, self.limits):
            self.problem = bomb(self.limits)


def exceeds(unpacked: int, packed: int, limits: Limits) -> bool:
    """Say whether so many bytes come out of so few; the first mebibyte is free, a short page may repeat itself."""
    return unpacked > max(MEBIBYTE, packed * limits.unpacked_ratio)


def bomb(limits: Limits) -> str:
    """The sentence for a file that unpacks to too many times its size."""
    return f"unpacks to more than {limits.unpacked_ratio} times its size (limit unpacked_ratio)"


def packing(head: bytes) -> Packing | None:
    """How a file is compressed, by its first bytes; None where it is not."""
    if head.startswith(b"BZh") and head[4:10] != b"1AY&SY":
        return None  # the three letters also open ordinary text
    return next((form for mark, form in _MARKS.items() if head.startswith(mark)), None)


def size_of(stream: BinaryIO) -> int | None:
    """Bytes in an open file, None where it cannot be wound back (standard input, a file inside a container)."""
    if not stream.seekable():
        return None
    here = stream.tell()
    size = stream.seek(0, io.SEEK_END)
    stream.seek(here)
    return size - here


class Unpacked(io.RawIOBase):
    """The bytes inside a gzip, bzip2 or xz file, or inside one deflated member of a ZIP file.

    Where the file is damaged or a limit is reached (`over`) the stream ends there and `problem` says why: what stood
    before can be read. Concatenated members are read as one, zero padding behind them is no damage.
    """

    def __init__(self, packed: BinaryIO, form: Packing, budget: Budget) -> None:
        super().__init__()
        self.problem: str | None = None
        self.over = False
        self.given = 0
        self._packed, self._form, self._budget = packed, form, budget
        self._taken = 0
        self._input = b""
        self._decoder = _decoder(form)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, target: object) -> int:
        """Fill the buffer; it stays short only at the end: readers look at the first block before they decide."""
        view = memoryview(target).cast("B")  # type: ignore[arg-type]
        filled = 0
        while filled < len(view):
            data = self._step(len(view) - filled)
            if not data:
                break
            view[filled : filled + len(data)] = data
            filled += len(data)
        return filled

    @property
    def taken(self) -> int:
        """Packed bytes used so far; what was read beyond the end does not count."""
        return self._taken - len(self._decoder.unused_data)

    def _step(self, size: int) -> bytes:
        while self.problem is None and self._budget.problem is None:
            try:
                data, ended = self._decode(size)
            except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as problem:
                self.problem = f"damaged {self._form} data after {self.given} bytes ({problem})"
                return b""
            if data:
                self._count(len(data))
                return data
            if ended:
                return b""
        return b""

    def _decode(self, size: int) -> tuple[bytes, bool]:
        """One step: some bytes, or none and whether the stream has ended."""
        if self._decoder.eof and not self._next_member():
            return b"", True
        hungry = not self._input and getattr(self._decoder, "needs_input", True)
        fresh = self._take() if hungry else b""
        data = self._decoder.decompress(self._input or fresh, size)
        self._input = getattr(self._decoder, "unconsumed_tail", b"")
        if hungry and not fresh and not data and not self._decoder.eof:
            self.problem = f"the {self._form} data ends in the middle, after {self.given} bytes"
            return b"", True
        return data, False

    def _next_member(self) -> bool:
        """Whether another compressed stream follows in the same file (pigz, bgzip and appended logs write such)."""
        if self._form == "deflate":
            return False
        rest = self._decoder.unused_data.lstrip(b"\0")
        while len(rest) < 10:
            fresh = self._take()
            if not fresh:
                break
            rest = (rest + fresh).lstrip(b"\0")
        if not rest:
            return False
        if packing(rest[:10]) != self._form:
            self.problem = f"bytes that are no {self._form} data stand behind the end, not read"
            return False
        self._decoder, self._input = _decoder(self._form), rest
        return True

    def _take(self) -> bytes:
        data = self._packed.read(_PIECE)
        self._taken += len(data)
        if self._budget.grows:
            self._budget.packed += len(data)
        return data

    def _count(self, count: int) -> None:
        self.given += count
        self._budget.spend(count)
        if exceeds(self.given, self._taken, self._budget.limits):
            self.problem, self.over = bomb(self._budget.limits), True


def _decoder(form: Packing) -> Any:
    """A decoder with `decompress(data, max_length)`, `eof` and `unused_data`: the three modules agree on these."""
    if form in ("gzip", "deflate"):
        return zlib.decompressobj(zlib.MAX_WBITS | 16 if form == "gzip" else -zlib.MAX_WBITS)
    return bz2.BZ2Decompressor() if form == "bzip2" else lzma.LZMADecompressor(lzma.FORMAT_XZ, _DICTIONARY)
