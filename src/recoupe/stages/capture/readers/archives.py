"""Archives of pages: ZIP, tar (plain, gzip, bzip2, xz) and single compressed files, one inside the other."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from recoupe.records.pages import Capture, Refusal
from recoupe.settings import MEBIBYTE, Limits
from recoupe.stages.capture.archiving.members import Member, Register, label_of
from recoupe.stages.capture.archiving.tapes import BLOCK, Damage, Entry, is_tar, read_tar
from recoupe.stages.capture.archiving.zips import (
    ZIP_ERRORS,
    ZipMember,
    directory_bound,
    directory_size,
    office_kind,
    read_cut,
    spooled,
    what_is,
)
from recoupe.stages.capture.readers.seam import STAGE, Context
from recoupe.stages.capture.unpacking import Budget, Packing, Unpacked, packing, size_of

_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_LOOK_AHEAD = 1024 * MEBIBYTE  # packed bytes of a tar file that is read twice
_READ_TO_THERE = "save the archive again; what stands before the damage is read"
_SUFFIXES = ".zip .tar .tgz .tbz .tbz2 .txz .tar.gz .tar.bz2 .tar.xz .gz .bz2 .xz"


@dataclass(frozen=True, slots=True)
class ArchiveReader:
    """Archives and compressed files with pages, or with other containers, in them."""

    name: str = "archives"
    suffixes: frozenset[str] = field(default=frozenset(_SUFFIXES.split()))

    def sniff(self, head: bytes) -> bool:
        """Say whether the file opens as a ZIP, gzip, bzip2, xz or tar file does."""
        return head.startswith(_ZIP_MARKS) or packing(head) is not None or is_tar(head)

    def read(self, stream: BinaryIO, page: str, context: Context) -> Iterator[Capture | Refusal]:
        """Yield what the members hold, each read by its own reader; what is left out is counted by reason."""
        opened = context.opened(stream)
        whole = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
        head = whole.peek(BLOCK)
        form = packing(head)
        if head.startswith(_ZIP_MARKS):
            yield from _read_zip(whole, page, opened.context, opened.budget)
        elif form is not None:
            register = _look_ahead(whole, form, page, context.limits)
            yield from _read_packed(Unpacked(whole, form, opened.budget), page, opened.context, register)
        elif is_tar(head) or (head and PurePosixPath(page).suffix.lower() == ".tar"):
            yield from _read_tar(whole, page, opened.context, _look_ahead(whole, None, page, context.limits))
        else:
            what = "no ZIP, tar, gzip, bzip2 or xz archive, whatever its name says" if head else "empty file"
            yield _refuse(page, what, "save the archive again")
        yield from _over(page, opened.budget)


def _look_ahead(stream: io.BufferedReader, form: Packing | None, page: str, limits: Limits) -> Register:
    """A register that knows the pages of a tar file beforehand, where the file can be wound back.

    tar writes files in the order of the disk: the parts of a saved page may stand before the page.
    """
    register = Register(page)
    size = size_of(stream)
    if size is None or size > _LOOK_AHEAD:
        return register
    here = stream.tell()
    probe = io.BufferedReader(Unpacked(stream, form, Budget(limits=limits, packed=size))) if form else stream
    if is_tar(probe.peek(BLOCK)):
        for entry in islice(read_tar(probe), limits.container_records):
            if isinstance(entry, Entry) and entry.what == "file":
                register.announce(label_of(entry.name))
    stream.seek(here)
    return register


def _read_packed(packed: Unpacked, page: str, context: Context, register: Register) -> Iterator[Capture | Refusal]:
    """A compressed file: a tar file where it is one, else the one file in it."""
    inside = io.BufferedReader(packed, 64 * 1024)
    head = inside.peek(BLOCK)
    if is_tar(head):
        yield from _read_tar(inside, page, context, register, packed)
    elif head:
        items = context.inside(cast(BinaryIO, inside), f"{page}!{_inner_name(page)}")
        yield from _whole(items, packed, context)
    elif packed.problem is None:
        yield _refuse(page, "empty file", "save the page again")
    if packed.problem is not None:
        yield _refuse(page, packed.problem, _READ_TO_THERE)


def _inner_name(page: str) -> str:
    """What the one file in a compressed file is called: its name without the last suffix."""
    name = page.rpartition("/")[2].rpartition("!")[2]
    return name[: -len(PurePosixPath(name).suffix)] if name.lower().endswith((".gz", ".bz2", ".xz")) else name


def _read_tar(
    stream: BinaryIO, page: str, context: Context, register: Register, packed: Unpacked | None = None
) -> Iterator[Capture | Refusal]:
    budget = context.budget
    for number, entry in enumerate(read_tar(stream), 1):
        if budget is not None and budget.problem is not None:
            break
        if isinstance(entry, Damage):
            yield _refuse(page, entry.reason, _READ_TO_THERE)
            break
        if number > context.limits.container_records:
            yield _too_many(page, context)
            break
        name = label_of(entry.name)
        if entry.what not in ("file", "folder"):
            register.count(entry.what, name)
        elif entry.what == "file" and register.passes(name):
            yield from _inside(entry.member, f"{page}!{name}", context, packed)
            if entry.member.problem:
                yield _refuse(f"{page}!{name}", entry.member.problem, _READ_TO_THERE)
    yield from register.refusals()


def _read_zip(stream: BinaryIO, page: str, context: Context, budget: Budget) -> Iterator[Capture | Refusal]:
    if stream.seekable():
        yield from _read_seekable(stream, page, context, budget)
        return
    kept = spooled(stream, context.limits)
    if isinstance(kept, str):
        yield _refuse(page, kept, "unpack the outer archive and give the inner one")
        return
    with kept:
        if budget.grows and context.depth == 0:
            budget.packed = kept.seek(0, io.SEEK_END)
        yield from _read_seekable(cast(BinaryIO, kept), page, context, budget)


def _read_seekable(stream: BinaryIO, page: str, context: Context, budget: Budget) -> Iterator[Capture | Refusal]:
    directory = directory_size(stream)
    if directory is None:
        yield from _read_cut_zip(stream, page, context, budget)
        return
    if directory > directory_bound(context.limits):
        yield _too_many(page, context)
        return
    try:
        archive = zipfile.ZipFile(stream)
    except (*ZIP_ERRORS, NotImplementedError):
        stream.seek(0)
        yield from _read_cut_zip(stream, page, context, budget)
        return
    with archive:
        members = archive.infolist()
        office = office_kind([info.filename for info in members[:50]])
        if office:
            yield _refuse(page, f"{office}, not an archive of pages", "save it as text, HTML or PDF")
            return
        yield from _zip_members(archive, page, context, budget)


def _zip_members(archive: zipfile.ZipFile, page: str, context: Context, budget: Budget) -> Iterator[Capture | Refusal]:
    register = Register(page)
    members = archive.infolist()
    most = context.limits.container_records
    for info in islice(members, most):
        register.announce(label_of(info.filename))
    for info in islice(members, most):
        name, what = label_of(info.filename), what_is(info)
        if what not in ("file", "folder"):
            register.count(what, name)
        elif what == "file" and register.passes(name):
            member = ZipMember(archive, info, budget)
            if member.problem is None:
                yield from _inside(member, f"{page}!{name}", context)
            if member.problem is not None:
                yield _refuse(f"{page}!{name}", member.problem, "save the archive again; the other files are read")
        if budget.problem is not None:
            break
    yield from register.refusals()
    if len(members) > most:
        yield _too_many(page, context)


def _read_cut_zip(stream: BinaryIO, page: str, context: Context, budget: Budget) -> Iterator[Capture | Refusal]:
    """A ZIP file that was cut short, or whose list of files is damaged: its members from the front."""
    register = Register(page)
    for number, (given, what, member) in enumerate(read_cut(stream, budget), 1):
        if number > context.limits.container_records or budget.problem is not None:
            break
        name = label_of(given)
        if what not in ("file", "folder"):
            register.count(what, name)
        elif what == "file" and register.passes(name):
            yield from _inside(member, f"{page}!{name}", context)
            if member.problem is not None:
                yield _refuse(f"{page}!{name}", member.problem, _READ_TO_THERE)
    yield from register.refusals()
    reason = "a ZIP archive whose end, with the list of its files, is missing or damaged: read from the front"
    yield _refuse(page, reason, _READ_TO_THERE)


def _inside(
    member: Member | ZipMember | Unpacked, label: str, context: Context, packed: Unpacked | None = None
) -> Iterator[Capture | Refusal]:
    """A member by the reader that fits it; one that breaks off before its first byte is left to its own problem."""
    stream = io.BufferedReader(member, 16 * 1024)
    if stream.peek(1) or member.problem is None:
        yield from _whole(context.inside(cast(BinaryIO, stream), label), packed or member, context)


def _whole(
    items: Iterator[Capture | Refusal], source: Member | ZipMember | Unpacked, context: Context
) -> Iterator[Capture | Refusal]:
    """What is read before a limit cuts the source off; a page that the limit cut in two is none."""
    for item in items:
        cut = source.over or (context.budget is not None and context.budget.problem is not None)
        if not (cut and isinstance(item, Capture)):
            yield item


def _over(page: str, budget: Budget) -> Iterator[Refusal]:
    """The limit that all the containers inside one file share, told once."""
    if budget.problem is not None and not budget.told:
        budget.told = True
        yield _refuse(
            page, f"{budget.problem}: the rest is not read", "raise the limit, or unpack it and give the folder"
        )


def _too_many(page: str, context: Context) -> Refusal:
    reason = f"more than {context.limits.container_records} files (limit container_records): the rest is not read"
    return _refuse(page, reason, "unpack it and give its folders one by one")


def _refuse(page: str, reason: str, mend: str) -> Refusal:
    return Refusal(page=page, stage=STAGE, reason=reason, mend=mend)
