"""WACZ: a crawl with its web archives in one ZIP file."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, cast

from recoupe.records.pages import Capture, Declared, Refusal
from recoupe.settings import MEBIBYTE, Limits
from recoupe.stages.capture.readers.seam import STAGE, Context

_ARCHIVE = re.compile(r"archive/[^/]{1,250}\.warc(?:\.gz)?")
_TITLES = re.compile(r"pages/[^/]{1,100}\.jsonl")
_LIST_BYTES = 16 * MEBIBYTE  # read of the crawl's own list of pages
_TITLES_KEPT = 50_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
_MEND = "save the crawl again, or unpack it and give its archive folder"


@dataclass(frozen=True, slots=True)
class WaczReader:
    """Crawls saved as WACZ (ArchiveWeb.page, Browsertrix)."""

    name: str = "wacz"
    suffixes: frozenset[str] = field(default=frozenset({".wacz"}))

    def sniff(self, head: bytes) -> bool:
        """Say whether the file is a ZIP file whose first member is one of a WACZ."""
        if not head.startswith(b"PK\x03\x04"):
            return False
        member = head[30 : 30 + int.from_bytes(head[26:28], "little")]
        return member.startswith((b"datapackage", b"archive/", b"pages/pages.jsonl", b"indexes/"))

    def read(self, stream: BinaryIO, page: str, context: Context) -> Iterator[Capture | Refusal]:
        """Yield the pages of the archives inside, with the titles that the crawl noted; nothing is unpacked to disk."""
        if not stream.seekable():
            yield _refuse(page, "a WACZ file cannot be read from a stream", "give the file itself")
            return
        opened = context.opened(stream)
        try:
            archive = zipfile.ZipFile(stream)
        except (*_BROKEN, OSError) as broken:
            yield _refuse(page, f"its ZIP directory cannot be read ({broken})", _MEND)
            return
        with archive:
            members = archive.infolist()
            reason = _unsound(members, context.limits)
            if reason:
                yield _refuse(page, reason, "give the archives inside by themselves")
                return
            crawls = [member for member in members if _ARCHIVE.fullmatch(member.filename)]
            if not crawls:
                yield _refuse(page, "no web archive (archive/*.warc.gz) in it", _MEND)
            titles = _titles(archive, members)
            for member in crawls:
                for item in _inside(archive, member, page, opened.context):
                    yield _titled(item, titles) if isinstance(item, Capture) else item


def _inside(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, page: str, context: Context
) -> Iterator[Capture | Refusal]:
    label = f"{page}!{member.filename}"
    try:
        with _open(archive, member) as opened:
            yield from context.inside(cast(BinaryIO, opened), label)
    except (*_BROKEN, OSError) as broken:
        yield _refuse(label, f"cannot be read: {broken}", _MEND)


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> io.BufferedReader:
    """A member as a stream. One that is stored as it is, the rule in WACZ, is read past a wrong checksum."""
    opened = cast(BinaryIO, archive.open(member))
    file = archive.fp
    if member.compress_type == zipfile.ZIP_STORED and not member.flag_bits & 1 and file is not None:
        file.seek(member.header_offset)
        head = file.read(30)
        begins = (
            member.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        )
        return io.BufferedReader(_Stored(cast(BinaryIO, file), begins, member.compress_size))
    return io.BufferedReader(_Member(opened))


class _Stored(io.RawIOBase):
    """A stretch of the ZIP file itself."""

    def __init__(self, file: BinaryIO, begins: int, size: int) -> None:
        super().__init__()
        self._file, self._at, self._ends = file, begins, begins + size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        self._file.seek(self._at)
        data = self._file.read(min(len(view), self._ends - self._at))
        self._at += len(data)
        view[: len(data)] = data
        return len(data)


class _Member(io.RawIOBase):
    """A member of a ZIP file whose damage reads as that of a file."""

    def __init__(self, opened: BinaryIO) -> None:
        self._opened = opened

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        try:
            data = self._opened.read(len(view))
        except _BROKEN as broken:
            raise OSError(f"damaged in the ZIP file: {broken}") from broken
        view[: len(data)] = data
        return len(data)


def _unsound(members: list[zipfile.ZipInfo], limits: Limits) -> str | None:
    """Say what is wrong with a directory that no crawler writes: too much, too large, or parts read twice."""
    if len(members) > limits.container_records:
        return f"more than {limits.container_records} files in it (limit container_records)"
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        return f"unpacks to more than {limits.unpacked_bytes} bytes (limit unpacked_bytes)"
    ends = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < ends:
            return f"its files overlap ({member.filename[:100]})"
        ends = member.header_offset + member.compress_size
        if member.file_size > max(MEBIBYTE, member.compress_size * limits.unpacked_ratio):
            return f"unpacks to more than {limits.unpacked_ratio} times its size (limit unpacked_ratio)"
    return None


def _titles(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, str]:
    """The titles that the crawl noted of its pages, by address; a list that does not read as one tells nothing."""
    titles: dict[str, str] = {}
    for member in members:
        if not _TITLES.fullmatch(member.filename):
            continue
        try:
            with archive.open(member) as opened:
                lines = opened.read(_LIST_BYTES).splitlines()
        except (*_BROKEN, OSError):
            continue
        for line in lines:
            if len(titles) >= _TITLES_KEPT:
                return titles
            url, title = _entry(line)
            if url and title:
                titles.setdefault(url, title)
    return titles


def _entry(line: bytes) -> tuple[str | None, str | None]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None, None
    if not isinstance(entry, dict):
        return None, None
    url, title = entry.get("url"), entry.get("title")
    return (url if isinstance(url, str) else None), (title.strip()[:1000] if isinstance(title, str) else None)


def _titled(capture: Capture, titles: dict[str, str]) -> Capture:
    title = titles.get(capture.url or "")
    if title is None or title == capture.url or capture.declared is not None:
        return capture
    return replace(capture, declared=Declared(source="the crawl's list of pages", title=title))


def _refuse(page: str, reason: str, mend: str) -> Refusal:
    return Refusal(page=page, stage=STAGE, reason=reason, mend=mend)
