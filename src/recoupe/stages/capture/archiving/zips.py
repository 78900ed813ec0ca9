"""ZIP files: whether their directory may be read at all, and their members as bounded streams."""

from __future__ import annotations

import io
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from typing import IO, BinaryIO, cast

from recoupe.settings import MEBIBYTE, Limits
from recoupe.stages.capture.archiving.members import Member
from recoupe.stages.capture.unpacking import Budget, Unpacked, bomb, exceeds

ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, LZMAError, OSError, EOFError, ValueError, RuntimeError, struct.error)
_UNKNOWN = 1 << 62
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OTHER_METHOD = "packed in a way that needs the missing end"
_TAIL = 66_000  # the end record stands in the last 64 KiB, before a comment
_ENTRY = 64  # bytes of a short directory entry: 46 and a name
_PIECE = 64 * 1024
_SMALL_PIECE = 4096  # bzip2 and LZMA give all that a piece holds at once


def directory_size(stream: BinaryIO) -> int | None:
    """Bytes that the directory of a ZIP file claims, None where its end record is missing (a file cut short)."""
    size = stream.seek(0, io.SEEK_END)
    start = stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return None
    claimed = int.from_bytes(tail[at + 12 : at + 16], "little")
    if claimed == 0xFFFFFFFF and at >= 76 and tail[at - 76 : at - 72] == b"PK\x06\x06":
        claimed = int.from_bytes(tail[at - 36 : at - 28], "little")
    return min(claimed, start + len(tail))


def directory_bound(limits: Limits) -> int:
    """The largest directory that is read: every entry costs memory before the first page is seen."""
    return max(MEBIBYTE, limits.container_records * _ENTRY)


def spooled(stream: BinaryIO, limits: Limits) -> IO[bytes] | str:
    """A stream that cannot be wound back, kept in memory and, over 8 MiB, in a nameless temporary file.

    Only the archive itself is kept, still packed. Over `limits.spooled_bytes` it is the sentence that says so.
    """
    kept = tempfile.SpooledTemporaryFile(max_size=8 * MEBIBYTE)  # noqa: SIM115 - the caller closes it
    while True:
        piece = stream.read(_PIECE)
        if not piece:
            kept.seek(0)
            return kept
        if kept.tell() + len(piece) > limits.spooled_bytes:
            kept.close()
            return f"a ZIP archive of more than {limits.spooled_bytes} bytes inside a stream (limit spooled_bytes)"
        kept.write(piece)


def what_is(info: zipfile.ZipInfo) -> str:
    """ "file", "folder", or the reason why a member is not read."""
    mode = info.external_attr >> 16
    if info.filename.endswith("/"):  # ZipInfo.is_dir fails on a member without a name
        return "folder"
    if info.flag_bits & 1:
        return "encrypted"
    if stat.S_ISLNK(mode):
        return "links"
    special = stat.S_ISCHR(mode) or stat.S_ISBLK(mode) or stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)
    return "devices and other special files" if special else "file"


def office_kind(names: list[str]) -> str | None:
    """What a ZIP file is that is no archive of pages: the marks of Office, OpenDocument and EPUB files."""
    if "[Content_Types].xml" in names:
        return "an office document"
    return "an office document or e-book" if names[:1] == ["mimetype"] else None


def read_cut(stream: BinaryIO, budget: Budget) -> Iterator[tuple[str, str, Member | Unpacked]]:
    """The members of a ZIP file whose directory is missing, by the headers before each: name, what it is, its bytes.

    Ends where a header or a member is cut or damaged, or where a member does not tell its length and is not deflated.
    """
    while True:
        head = stream.read(30)
        if len(head) < 30 or not head.startswith(b"PK\x03\x04"):
            return
        flags, method, packed = struct.unpack_from("<2xHH8xI", head, 4)
        length, extra = struct.unpack_from("<HH", head, 26)
        name = stream.read(length).decode("utf-8" if flags & 0x800 else "cp437", "replace")
        start = stream.tell() + len(stream.read(extra))
        known = not flags & 8 and packed != 0xFFFFFFFF
        if not known and (method != zipfile.ZIP_DEFLATED or flags & 1):
            return
        source = Member(stream, packed if known else _UNKNOWN)
        member = source if method == zipfile.ZIP_STORED else Unpacked(cast(BinaryIO, source), "deflate", budget)
        what = "folder" if name.endswith("/") else "encrypted" if flags & 1 else "file"
        yield name, what if method in _METHODS else _OTHER_METHOD, member
        if known:
            stream.seek(start + packed)
        elif not _pass_descriptor(stream, cast(Unpacked, member), start):
            return


def _pass_descriptor(stream: BinaryIO, member: Unpacked, start: int) -> bool:
    """Go to the header behind a member that does not tell its length: read it to its end, skip its descriptor."""
    buffer = bytearray(_PIECE)
    while member.readinto(buffer):
        pass
    if member.problem is not None:
        return False
    stream.seek(start + member.taken)
    behind = stream.read(28).find(b"PK\x03\x04")
    stream.seek(start + member.taken + max(behind, 0))
    return behind >= 0


class ZipMember(io.RawIOBase):
    """The bytes of a member; where it is damaged or goes over a limit (`over`) it ends, and `problem` says why."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> None:
        super().__init__()
        self.problem: str | None = None
        self.over = False
        self._info, self._budget = info, budget
        self._given = 0
        self._piece = _PIECE if info.compress_type in _METHODS else _SMALL_PIECE
        self._source: IO[bytes] | None = None
        try:
            self._source = archive.open(info)
        except (*ZIP_ERRORS, NotImplementedError) as problem:
            self.problem = f"cannot be unpacked ({problem})"

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, target: object) -> int:
        """Fill the buffer as far as one step goes; 0 at the end."""
        view = memoryview(target).cast("B")  # type: ignore[arg-type]
        data = self._step(min(len(view), self._piece))
        view[: len(data)] = data
        return len(data)

    def _step(self, size: int) -> bytes:
        if self._source is None or self.problem or self._budget.problem:
            return b""
        try:
            data = self._source.read(size)
        except ZIP_ERRORS as problem:
            self.problem = f"damaged after {self._given} bytes ({problem})"
            return b""
        self._given += len(data)
        self._budget.spend(len(data))
        if exceeds(self._given, self._info.compress_size, self._budget.limits):
            self.problem, self.over = bomb(self._budget.limits), True
        return data
