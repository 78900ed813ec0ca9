"""The members of a tar file, read forward only; the headers' claims are bounded before they are believed."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from recoupe.stages.capture.archiving.members import Member

BLOCK = 512
_LONGEST_NAME = 64 * 1024
_LONGEST_HEADER = 1024 * 1024  # extended headers hold names and times; a gibibyte of them is an attack
_PIECE = 64 * 1024
_EXTENDED = frozenset([tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.XGLTYPE])


@dataclass(frozen=True, slots=True)
class Entry:
    """A member: its name, what it is ("file", or the reason why it is none) and its bytes."""

    name: str
    what: str
    member: Member


@dataclass(frozen=True, slots=True)
class Damage:
    """Where and why reading stopped."""

    reason: str


def is_tar(head: bytes) -> bool:
    """Say whether a file opens with a tar header whose checksum is right."""
    if len(head) < BLOCK or not head[:BLOCK].strip(b"\0"):
        return False
    try:
        tarfile.TarInfo.frombuf(head[:BLOCK], "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        return False
    return True


def read_tar(stream: BinaryIO) -> Iterator[Entry | Damage]:
    """The members of a tar file in their order; a damaged header ends it. A member need not be read to its end."""
    name: str | None = None
    extended: dict[str, str] = {}
    offset = 0
    while True:
        block = stream.read(BLOCK)
        if len(block) < BLOCK or not block.strip(b"\0"):
            if 0 < len(block) < BLOCK or not block:
                yield Damage(f"the tar file ends in the middle, after {offset + len(block)} bytes")
            return
        offset += BLOCK
        try:
            info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        except (tarfile.HeaderError, ValueError) as problem:
            yield Damage(f"damaged tar header at byte {offset - BLOCK} ({problem})")
            return
        if info.type in _EXTENDED or info.type in (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK):
            bound = _LONGEST_HEADER if info.type in _EXTENDED else _LONGEST_NAME
            data = _data(stream, info.size) if 0 <= info.size <= bound else None
            if data is None:
                yield Damage(f"a tar header of {info.size} bytes at byte {offset - BLOCK}: damaged or an attack")
                return
            offset += _padded(info.size)
            if info.type == tarfile.GNUTYPE_LONGNAME:
                name = data.rstrip(b"\0").decode("utf-8", "surrogateescape")
            elif info.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE):
                extended = _records(data)
            continue
        size = _size(info, extended)
        if size is None:
            yield Damage(f"a member without a size at byte {offset - BLOCK}")
            return
        member = Member(stream, size)
        yield Entry(extended.get("path") or name or info.name, _what(info, extended), member)
        if not _skip(stream, member, size):
            yield Damage(f"the tar file ends in the middle of {info.name}")
            return
        offset += _padded(size)
        name, extended = None, {}


def _what(info: tarfile.TarInfo, extended: dict[str, str]) -> str:
    if info.type == tarfile.GNUTYPE_SPARSE or any(key.startswith("GNU.sparse") for key in extended):
        return "sparse files"
    if info.isdir():
        return "folder"
    if info.issym() or info.islnk():
        return "links"
    return "file" if info.isreg() else "devices and other special files"


def _size(info: tarfile.TarInfo, extended: dict[str, str]) -> int | None:
    """Bytes that the member has in the file; links and folders have none, whatever they claim."""
    claimed = extended.get("size", str(info.size))
    if not (info.isreg() or info.type == tarfile.GNUTYPE_SPARSE):
        return 0
    return int(claimed) if claimed.isascii() and claimed.isdigit() and len(claimed) < 20 else None


def _data(stream: BinaryIO, size: int) -> bytes | None:
    data = stream.read(_padded(size))
    return data[:size] if len(data) == _padded(size) else None


def _skip(stream: BinaryIO, member: Member, size: int) -> bool:
    """Pass what is left of a member and its padding."""
    left = member.left + _padded(size) - size
    if member.problem:
        return False
    while left > 0:
        piece = stream.read(min(_PIECE, left))
        if not piece:
            return False
        left -= len(piece)
    return True


def _padded(size: int) -> int:
    return (size + BLOCK - 1) // BLOCK * BLOCK


def _records(data: bytes) -> dict[str, str]:
    """The records of an extended header, "LENGTH KEY=VALUE" each; what is no record ends them."""
    found: dict[str, str] = {}
    at = 0
    while at < len(data):
        space = data.find(b" ", at, at + 20)
        length = data[at:space]
        if space < 0 or not length.isdigit() or int(length) <= space - at + 1:
            break
        key, _, value = data[space + 1 : at + int(length) - 1].partition(b"=")
        found[key.decode("utf-8", "replace")] = value.decode("utf-8", "surrogateescape")
        at += int(length)
    return found
