"""Archives are walked member by member, within bounds that hold for everything inside them together."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import tracemalloc
import zipfile
from typing import BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from recoupe.records.pages import Capture, Refusal
from recoupe.settings import MEBIBYTE, Limits
from recoupe.stages.capture.reading import make_context
from recoupe.stages.capture.unpacking import Budget, Unpacked

TEXT = "Le pont a rouvert lundi à Lyon, a annoncé la mairie.\n"
HTML = "<!DOCTYPE html><html><body><p>Le pont a rouvert lundi.</p></body></html>"
Found = list[Capture | Refusal]
DEFAULT = Limits()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


class Pipe(io.RawIOBase):
    """Bytes as standard input gives them: they cannot be wound back."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.inner = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, target: object) -> int:
        return self.inner.readinto(target)  # type: ignore[arg-type]


def read(data: bytes, page: str = "a.zip", limits: Limits = DEFAULT, *, pipe: bool = False) -> Found:
    """What the door makes of a file of this name."""
    stream = io.BufferedReader(Pipe(data) if pipe else io.BytesIO(data))  # type: ignore[arg-type, type-var]
    context = make_context(limits)
    return list(context.dispatch(cast(BinaryIO, stream), page, context))


def labels(found: Found) -> list[str]:
    return [item.page for item in found if isinstance(item, Capture)]


def reasons(found: Found) -> list[str]:
    return [f"{item.page}: {item.reason}" for item in found if isinstance(item, Refusal)]


def told(found: Found, words: str) -> bool:
    return any(words in reason for reason in reasons(found))


PAGES = {"p/a.txt": TEXT.encode(), "p/b.html": HTML.encode(), "p/c.csv": b"titre,texte\nA,Un texte.\n"}
INSIDE = ["p/a.txt", "p/b.html", "p/c.csv!row-1"]


@pytest.mark.parametrize("pipe", [False, True])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(PAGES)),
        ("b.zip", zipped(PAGES, zipfile.ZIP_STORED)),
        ("c.zip", zipped(PAGES, zipfile.ZIP_BZIP2)),
        ("d.zip", zipped(PAGES, zipfile.ZIP_LZMA)),
        ("a.tar", tarred(PAGES)),
        ("b.tar", tarred(PAGES, tarfile.GNU_FORMAT)),
        ("c.tar", tarred(PAGES, tarfile.USTAR_FORMAT)),
        ("a.tar.gz", gzip.compress(tarred(PAGES))),
        ("a.tgz", gzip.compress(tarred(PAGES))),
        ("a.tar.bz2", bz2.compress(tarred(PAGES))),
        ("a.tar.xz", lzma.compress(tarred(PAGES))),
        ("noname", zipped(PAGES)),
        ("page.html", gzip.compress(tarred(PAGES))),
        ("notes.txt", tarred(PAGES)),
    ],
)
def test_every_archive_gives_its_pages(name: str, data: bytes, pipe: bool) -> None:
    found = read(data, name, pipe=pipe)
    assert labels(found) == [f"{name}!{inner}" for inner in INSIDE]
    assert reasons(found) == []
    (text, *_) = [item for item in found if isinstance(item, Capture)]
    assert (text.data, text.verbatim) == (TEXT.encode(), True)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_single_compressed_page(pack: object) -> None:
    suffix = {gzip.compress: ".gz", bz2.compress: ".bz2", lzma.compress: ".xz"}[pack]  # type: ignore[index]
    found = read(pack(HTML.encode()), f"p/b.html{suffix}")  # type: ignore[operator]
    assert labels(found) == [f"p/b.html{suffix}!b.html"]


def test_concatenated_gzip_members_are_one_page() -> None:
    data = gzip.compress(TEXT.encode()) + gzip.compress(TEXT.encode()) + b"\0" * 700
    (page,) = read(data, "p.txt.gz")
    assert isinstance(page, Capture)
    assert page.text == TEXT * 2


def test_archives_in_archives_down_to_the_limit() -> None:
    two = zipped({"x.tar.gz": gzip.compress(tarred(PAGES))})
    assert labels(read(two)) == [f"a.zip!x.tar.gz!{inner}" for inner in INSIDE]
    three = zipped({"y.zip": two})
    assert labels(read(three)) == [f"a.zip!y.zip!x.tar.gz!{inner}" for inner in INSIDE]
    four = read(zipped({"z.zip": three}))
    assert labels(four) == []
    assert told(four, "container_depth")


def test_long_names_and_hostile_names_are_labels_only() -> None:
    names = ["../../etc/x.txt", "/abs/y.txt", "C:\\w\\z.txt", "n" * 300 + "/é.txt", "line\nbreak.txt"]
    for data in (zipped(dict.fromkeys(names, TEXT.encode())), tarred(dict.fromkeys(names, TEXT.encode()))):
        found = labels(read(data))
        assert len(found) == len(names)
        assert all("\n" not in label and "\\" not in label for label in found)


def test_what_is_not_read_is_counted_by_reason() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (
            ("l1", tarfile.SYMTYPE),
            ("l2", tarfile.LNKTYPE),
            ("dev", tarfile.CHRTYPE),
            ("fifo", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        for name in ("a.txt", "a.txt", "__MACOSX/._a.txt", ".DS_Store", "i/1.jpg", "i/2.jpg", "i/s.css"):
            info = tarfile.TarInfo(name)
            info.size = len(TEXT.encode())
            archive.addfile(info, io.BytesIO(TEXT.encode()))
    found = read(out.getvalue(), "a.tar")
    assert labels(found) == ["a.tar!a.txt"]
    for words in ("2 links", "2 devices", "1 files twice", "2 system files", "2 images", "1 styles"):
        assert told(found, words), words
    assert len(reasons(found)) == 6


def test_links_and_encrypted_members_of_a_zip() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", TEXT)
        archive.writestr("secret.txt", TEXT * 2)
    data = bytearray(out.getvalue())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.rindex(mark, 0, data.rindex(b"secret.txt") if mark[2] == 1 else data.index(b"secret.txt"))
        data[place + at] |= 1
    found = read(bytes(data))
    assert labels(found) == ["a.zip!a.txt"]
    assert told(found, "1 links")
    assert told(found, "1 files encrypted")


def test_office_documents_are_no_archives_of_pages() -> None:
    found = read(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<w/>"}), "p.docx")
    assert len(found) == 1
    assert told(found, "office document")


def test_a_damaged_member_is_told_and_the_others_are_read() -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode(), "b.txt": (TEXT * 30).encode(), "c.txt": TEXT.encode() * 2}))
    at = data.index(b"b.txt") + 8
    data[at : at + 12] = b"\xff" * 12
    found = read(bytes(data))
    assert {"a.zip!a.txt", "a.zip!c.txt"} <= set(labels(found))
    assert told(found, "a.zip!b.txt: damaged")


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.txt.gz"])
def test_a_file_cut_short_is_read_up_to_the_cut(name: str) -> None:
    members = {f"{number}.txt": f"{number} {TEXT}".encode() * 200 for number in range(9)}
    whole = tarred(members) if "tar" in name else TEXT.encode() * 5000
    data = whole if name == "a.tar" else gzip.compress(whole, 1)
    found = read(data[: len(data) * 2 // 3], name)
    assert labels(found)
    assert told(found, "in the middle") or told(found, "too early")


def streamed(members: dict[str, bytes]) -> bytes:
    """A ZIP file written to a pipe: its members tell their lengths only behind them."""

    class Sink(io.RawIOBase):
        def __init__(self) -> None:
            self.out = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.out += bytes(data)  # type: ignore[call-overload]
            return len(data)  # type: ignore[arg-type]

    sink = Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            archive.writestr(name, data)
    return bytes(sink.out)


@pytest.mark.parametrize("pipe", [False, True])
def test_a_zip_without_its_end_is_read_from_the_front(pipe: bool) -> None:
    members = {**PAGES, "d.txt": bytes(TEXT, "utf-8") * 99, "é.txt": b"Un autre texte."}
    for data in (zipped(members), zipped(members, zipfile.ZIP_STORED), streamed(members)):
        assert labels(read(data, pipe=pipe))[:3] == [f"a.zip!{inner}" for inner in INSIDE]
        cut = read(data[: data.index(b"PK\x01\x02")], pipe=pipe)
        assert labels(cut) == [*(f"a.zip!{inner}" for inner in INSIDE), "a.zip!d.txt", "a.zip!é.txt"]
        assert told(cut, "missing or damaged")
        assert len(reasons(cut)) == 1
    middle = read(zipped(members)[: zipped(members).index(b"d.txt") + 30], pipe=pipe)
    assert labels(middle)[:3] == [f"a.zip!{inner}" for inner in INSIDE]
    assert told(middle, "a.zip!d.txt: the deflate data ends in the middle")


def test_a_bomb_of_one_gigabyte_of_zeros_is_stopped_by_the_ratio() -> None:
    data = gzip.compress(b"\0" * (16 * MEBIBYTE), 6) * 64
    tracemalloc.start()
    found = read(data, "zeros.txt.gz", Limits(page_bytes=256 * MEBIBYTE, unpacked_ratio=20))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert labels(found) == []
    assert told(found, "unpacked_ratio")
    assert peak < 100 * MEBIBYTE
    small = read(data, "zeros.txt.gz")  # the ordinary bound on a page ends it much sooner
    assert told(small, "page_bytes") or told(small, "unpacked_ratio")


def test_a_zip_bomb_and_bombs_in_layers_are_stopped_together() -> None:
    limits = Limits(page_bytes=64 * MEBIBYTE)
    bomb = zipped({f"{number}.txt": b"a" * (40 * MEBIBYTE) for number in range(3)})
    found = read(bomb, limits=limits)
    assert labels(found) == []
    assert told(found, "unpacked_ratio")
    layer = zipped({f"{number}.txt": b"b" * 1_000_000 for number in range(40)})
    nested = zipped({f"{number}.zip": layer for number in range(16)})
    found = read(nested, limits=limits)
    assert told(found, "unpacked_ratio")
    assert sum("unpacked_ratio" in reason for reason in reasons(found)) < 5


def test_the_total_holds_for_all_containers_inside_one_file() -> None:
    inner = zipped({f"{number}.txt": f"{number} {TEXT}".encode() * 50 for number in range(10)}, zipfile.ZIP_STORED)
    outer = zipped({f"{number}.zip": inner + bytes([number]) for number in range(10)}, zipfile.ZIP_STORED)
    found = read(outer, limits=Limits(unpacked_bytes=100_000))
    assert told(found, "limit unpacked_bytes")
    assert sum("unpacked_bytes" in reason for reason in reasons(found)) == 1
    assert 0 < len(labels(found)) < 40


def test_members_over_the_bound_are_not_read() -> None:
    members = {f"{number}.txt": f"{number} {TEXT}".encode() for number in range(9)}
    for data, name in ((zipped(members), "a.zip"), (tarred(members), "a.tar")):
        found = read(data, name, Limits(container_records=4))
        assert len(labels(found)) == 4
        assert told(found, "container_records")


def header(name: str, size: int, kind: bytes) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    return info.tobuf(tarfile.GNU_FORMAT)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (tarfile.GNUTYPE_SPARSE, "sparse"),
        (tarfile.GNUTYPE_LONGNAME, "tar header of"),
        (tarfile.XHDTYPE, "tar header of"),
    ],
)
def test_headers_that_claim_ten_gigabytes_cost_nothing(kind: bytes, words: str) -> None:
    data = tarred({"a.txt": TEXT.encode()})[:1024] + header("big.txt", 10 * 1024 * MEBIBYTE, kind) + b"x" * 2000
    tracemalloc.start()
    found = read(data, "a.tar")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert labels(found) == ["a.tar!a.txt"]
    assert told(found, words)
    assert peak < 8 * MEBIBYTE


def test_a_directory_of_names_that_would_fill_the_memory_is_not_read() -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode()}))
    end = data.rindex(b"PK\x05\x06")
    padded = bytes(data[:end]) + b"\0" * (2 * MEBIBYTE) + bytes(data[end:])
    fixed = bytearray(padded)
    at = fixed.rindex(b"PK\x05\x06")
    fixed[at + 12 : at + 16] = (2 * MEBIBYTE).to_bytes(4, "little")
    assert told(read(bytes(fixed), limits=Limits(container_records=5)), "container_records")


def test_reading_through_small_buffers_gives_the_same_bytes() -> None:
    data = bytes(range(256)) * 400
    for pack, form in ((gzip.compress, "gzip"), (bz2.compress, "bzip2"), (lzma.compress, "xz")):
        stream = Unpacked(io.BytesIO(pack(data)), form, Budget(limits=DEFAULT, packed=10**6))  # type: ignore[arg-type]
        pieces = list(iter(lambda stream=stream: stream.read(7), b""))  # type: ignore[misc]
        assert b"".join(pieces) == data
        assert stream.problem is None


KINDS = ("a.zip", "a.tar", "a.tar.gz", "a.txt.gz", "a.tar.bz2", "a.tar.xz")
VALID = (
    zipped({"x.zip": zipped(PAGES), **PAGES}),
    tarred(PAGES),
    gzip.compress(tarred(PAGES)),
    bz2.compress(tarred(PAGES)),
    lzma.compress(tarred(PAGES)),
    gzip.compress(TEXT.encode()),
)


@settings(max_examples=150, deadline=None)
@given(some.binary(max_size=1500), some.sampled_from(KINDS), some.booleans())
def test_any_bytes_are_pages_or_refusals(data: bytes, page: str, pipe: bool) -> None:
    for raw in (data, b"PK\x03\x04" + data, b"\x1f\x8b\x08\0" + data):
        assert all(isinstance(item, Capture | Refusal) for item in read(raw, page, pipe=pipe))


@settings(max_examples=300, deadline=None)
@given(
    some.sampled_from(VALID),
    some.lists(some.tuples(some.integers(0, 20_000), some.binary(max_size=5)), max_size=6),
    some.integers(0, 20_000),
    some.booleans(),
)
def test_a_mutated_archive_never_raises(data: bytes, cuts: list[tuple[int, bytes]], end: int, pipe: bool) -> None:
    for at, piece in cuts:
        place = at % (len(data) + 1)
        data = data[:place] + piece + data[place + len(piece) :]
    found = read(data[: len(data) - end % 200 if end % 3 else len(data)], "a.zip", pipe=pipe)
    assert all(isinstance(item, Capture | Refusal) for item in found)
    assert len(found) < 60
