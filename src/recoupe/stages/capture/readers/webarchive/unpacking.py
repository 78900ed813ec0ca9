"""The bytes of a web archive, unpacked as they are asked for, past damage and within the limits."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from recoupe.settings import MEBIBYTE
from recoupe.stages.capture.unpacking import Budget, bomb

PIECE = 64 * 1024  # bytes read, and unpacked, in one go
DAMAGES = 1000  # places of damage in one archive that are read past; what has more is no archive any more
GZIP = b"\x1f\x8b\x08"
_ZSTD = b"\x28\xb5\x2f\xfd"
_OPENS = b"WARC/"
_CAREFUL = 256  # packed bytes fed at a time towards the place where a gzip stream breaks, then one by one


class Unpacker:
    """Reads a web archive piece by piece, whether it is plain, one gzip member, or a member a record.

    `packed` is the number of bytes taken from the file, `member` where in the file the gzip member at hand begins (0
    in a plain archive), `unpacked` how many bytes were handed out. `next_piece` ends at damage; `problem` then says in
    the user's words what is wrong, and `resume` goes on behind it, at the next gzip member that opens as a record does.
    `over` is set, for good, where a limit is passed.
    """

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self._stream, self._budget = stream, budget
        self._held = b""  # packed bytes that are read and not yet unpacked
        self._engine: zlib._Decompress | None = None
        self._member_size = 0
        self._damages = self._members = 0
        self.packed = self.member = self.unpacked = 0
        self.problem: str | None = None
        self.over: str | None = None
        self._fill()
        self.gzip = self._held.startswith(GZIP[:2])
        if self._held.startswith(_ZSTD):
            self.over = "it is packed with Zstandard; unpack it first (zstd -d)"

    def next_piece(self) -> bytes:
        """Hand out the next bytes, at most 64 KiB and never of two gzip members; none at the end and at damage."""
        if self.problem or self.over:
            return b""
        data = self._inflate() if self.gzip else self._plain()
        self.unpacked += len(data)
        if self.gzip:
            self._spend(len(data))
        return data

    def resume(self) -> bool:
        """Go on behind damage, at the next gzip member that opens as a record does; say whether there is one."""
        self._damages += 1
        if self._damages > DAMAGES:
            self.over = f"damaged in more than {DAMAGES} places"
        if self.over or not self.gzip:
            return False
        self._engine = None
        behind = self.member + 1 - (self.packed - len(self._held))  # the damaged member is not tried again
        while True:
            at = self._held.find(GZIP, max(0, behind))
            behind = 0
            while at >= 0:
                if len(self._held) - at < PIECE // 2:
                    self._held, at = self._held[at:], 0
                    self._fill()
                if opens(self._held[at : at + PIECE // 2]):
                    self._held, self.problem = self._held[at:], None
                    return True
                at = self._held.find(GZIP, at + 1)
            self._held = self._held[-2:]
            if not self._fill():
                return False

    def _plain(self) -> bytes:
        if not self._held:
            self._fill()
        data, self._held = self._held, b""
        return data

    def _inflate(self) -> bytes:
        while True:
            if self._engine is None and not self._begin():
                return b""
            if not self._held and not self._fill():
                self.problem = self.problem or "the gzip data is cut off"
                return b""
            data = self._step()
            if data or self.problem:
                return data

    def _begin(self) -> bool:
        """Open the next gzip member; blanks between members are passed over, anything else is damage."""
        while len(self._held) < 3 and self._fill():
            pass
        if not self._held.strip(b"\0\r\n"):
            while self._fill() and not self._held.strip(b"\0\r\n"):
                self._held = b""
        self._held = self._held.lstrip(b"\0\r\n")
        if not self._held:
            return False
        if not self._held.startswith(GZIP[: len(self._held)]):
            self.problem = "there is no gzip data where the next member should begin"
            return False
        self._members += 1
        if self._members > 2 * self._budget.limits.container_records:  # empty ones cost time and are no records
            self.over = "it has more gzip members than records are allowed (limit container_records)"
            return False
        self.member, self._member_size = self.packed - len(self._held), 0
        self._engine = zlib.decompressobj(16 + zlib.MAX_WBITS)
        return True

    def _step(self) -> bytes:
        assert self._engine is not None
        before = self._engine.copy()  # what breaks in the middle of a piece would lose the sound bytes before it
        try:
            data = self._engine.decompress(self._held, PIECE)
        except zlib.error as broken:
            self.problem = f"the gzip data is damaged ({broken})"
            return sound_part(before, self._held, PIECE)
        self._held = self._engine.unconsumed_tail
        if self._engine.eof:
            self._held, self._engine = self._engine.unused_data, None
        return data

    def _fill(self) -> bool:
        try:
            data = self._stream.read(PIECE)
        except (OSError, EOFError, zlib.error) as broken:
            data, self.problem = b"", f"it cannot be read further ({broken})"
        self.packed += len(data)
        if self._budget.grows:
            self._budget.packed += len(data)
        self._held += data
        return bool(data)

    def _spend(self, count: int) -> None:
        self._member_size += count
        self._budget.spend(count)
        limits = self._budget.limits
        # below the size of a page a member's own ratio does no harm; the whole file's is the budget's matter
        large = self._member_size > max(MEBIBYTE, limits.page_bytes)
        if self._budget.problem is not None:
            self.over, self._budget.told = f"it {self._budget.problem}", True
        elif large and self._member_size > max(1, self.packed - self.member) * limits.unpacked_ratio:
            self.over = f"it {bomb(limits)}"


def opens(head: bytes) -> bool:
    """Say whether the first bytes of a file open a web archive, plain or in gzip."""
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, len(_OPENS) + 8)
        except zlib.error:
            return False
    return head.startswith((b"WARC/1.", b"WARC/0."))


def sound_part(engine: zlib._Decompress, packed: bytes, most: int) -> bytes:
    """What unpacks in front of the place where compressed data is damaged, at most `most` bytes and 64 KiB more."""
    sound, at, step = bytearray(), 0, _CAREFUL
    while at < len(packed) and len(sound) < most:
        before = engine.copy()
        try:
            sound += engine.decompress(packed[at : at + step], PIECE)
        except zlib.error:
            if step == 1:
                break
            engine, step = before, 1
            continue
        if engine.unconsumed_tail:
            break
        at += step
    return bytes(sound)
