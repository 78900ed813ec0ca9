"""Whatever stands in whatever, under whatever name: pages and refusals come out, bounded, the same each time."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from recoupe.records.pages import Capture, Refusal
from recoupe.settings import MEBIBYTE, Limits
from recoupe.stages.capture.decoding import decode
from recoupe.stages.capture.readers import BUILT_IN
from recoupe.stages.capture.readers.mail.fields import decode_as
from recoupe.stages.capture.reading import make_context

Found = list[Capture | Refusal]
Wrap = Callable[[str, bytes], tuple[str, bytes]]
TEXT = "Le pont a rouvert lundi à Lyon, a annoncé la mairie.\n"
HTML = f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body><p>{TEXT}</p></body></html>"
SMALL = Limits(
    page_bytes=20_000, container_records=50, unpacked_bytes=200_000, spooled_bytes=100_000, message_bytes=60_000
)
SECONDS = 5.0  # one input of a few kilobytes takes milliseconds; the machine may be busy
PAGES: dict[str, bytes] = {
    "a.html": HTML.encode(),
    "a.txt": TEXT.encode(),
    "latin.html": HTML.replace("utf-8", "iso-8859-1").encode("latin-1"),
    "wide.txt": TEXT.encode("utf-16"),
    "feed.rss": b"<rss><channel><item><title>a</title><description>b</description></item></channel></rss>",
    "rows.csv": f"title,text,date\nLe pont,{TEXT.strip().replace(',', ';')},2016-03-12\n".encode(),
    "rows.jsonl": b'{"title": "Le pont", "text": "Le pont a rouvert.", "date": "2016-03-12"}\n',
    "item.json": b'{"uri": "u", "type": "text", "body_text": "Le pont", "versioncreated": "2016-03-12T10:22:00Z"}',
    "image.png": b"\x89PNG\r\n\x1a\n\0\0\0",
    "empty.html": b"",
}
SUFFIXES = sorted(
    {suffix for reader in BUILT_IN if reader.name != "pdf" for suffix in reader.suffixes} | {"", ".js", ".x"}
)
CHARSETS = [
    "utf-8", "utf-7", "utf-16", "utf-32", "hz", "iso2022_jp", "iso2022_kr", "gb18030", "big5", "shift_jis", "cp1252",
    "ascii", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "charmap",
    "cp037", "zip", "zlib", "bz2", "hex", "base64", "rot13", "uu", "quopri", "x-unknown", "utf_8_sig", "tis-620",
    "kz1048", "İ",
]  # fmt: skip


def zipped(name: str, data: bytes) -> tuple[str, bytes]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return f"{name}.zip", out.getvalue()


def tarred(name: str, data: bytes) -> tuple[str, bytes]:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return f"{name}.tar", out.getvalue()


def mailed(name: str, data: bytes) -> tuple[str, bytes]:
    head = b"From: a@example.org\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\n"
    head += b"Content-Type: multipart/mixed; boundary=b\n\n"
    part = f"--b\nContent-Type: application/zip; name={name}\nContent-Disposition: attachment\n\n".encode(
        "ascii", "replace"
    )
    return f"{name}.eml", head + b"--b\nContent-Type: text/plain\n\na letter\n" + part + data + b"\n--b--\n"


def recorded(name: str, data: bytes) -> tuple[str, bytes]:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + data
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.org/a\r\nContent-Type: application/http\r\n"
    return f"{name}.warc", head + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"


WRAPS: list[Wrap] = [
    zipped,
    tarred,
    mailed,
    recorded,
    lambda name, data: (f"{name}.gz", gzip.compress(data, mtime=0)),
    lambda name, data: (f"{name}.bz2", bz2.compress(data)),
    lambda name, data: (f"{name}.xz", lzma.compress(data)),
]


@some.composite
def nests(draw: some.DrawFn) -> tuple[str, bytes]:
    """A page in up to five containers, perhaps cut short, damaged, or under another name."""
    name, data = draw(some.sampled_from(sorted(PAGES.items())))
    for wrap in draw(some.lists(some.sampled_from(WRAPS), max_size=5)):
        name, data = wrap(name, data)
    if draw(some.booleans()):
        data = data[: draw(some.integers(0, len(data)))]
    for at, new in draw(some.lists(some.tuples(some.integers(0, len(data)), some.binary(max_size=4)), max_size=3)):
        data = data[:at] + new + data[at + len(new) :]
    if draw(some.booleans()):
        name = "a" + draw(some.sampled_from(SUFFIXES))
    return name, data


def read(name: str, data: bytes, limits: Limits = SMALL) -> Found:
    context = make_context(limits)
    return list(context.dispatch(io.BytesIO(data), name, context))


def check(items: Found, limits: Limits = SMALL) -> None:
    """What must hold for everything that comes out."""
    assert items
    for item in items:
        assert isinstance(item, Capture | Refusal)
        assert item.page.isprintable(), ascii(item.page)
        item.page.encode("utf-8")
        if isinstance(item, Refusal):
            assert item.stage == "capture"
            assert item.reason
            assert item.mend
            assert len(item.reason) < 4000
            item.reason.encode("utf-8")
            continue
        assert len(item.data) <= limits.page_bytes
        if item.verbatim:
            assert item.text == item.data.decode(item.charset.split(" ")[0], "replace")
    labels = [item.page for item in items if isinstance(item, Capture)]
    assert len(labels) == len(set(labels))
    kinds = {item.id: item.sha256 for item in items if isinstance(item, Capture)}
    assert len(kinds) == len(set(kinds.values()))


@settings(deadline=None, max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(nests())
def test_pages_in_containers_in_containers(nest: tuple[str, bytes]) -> None:
    started = time.monotonic()
    first = read(*nest)
    assert time.monotonic() - started < SECONDS
    check(first)
    assert read(*nest) == first


@settings(deadline=None, max_examples=150)
@given(
    some.sampled_from(sorted(PAGES.values())), some.sampled_from(SUFFIXES), some.binary(max_size=40), some.booleans()
)
def test_any_content_under_any_name(page: bytes, suffix: str, more: bytes, before: bool) -> None:
    check(read(f"a{suffix}", more + page if before else page + more))


@settings(deadline=None, max_examples=80)
@given(
    some.text(max_size=12),
    some.sampled_from([zipped, tarred, mailed]),
)
def test_any_name_inside_a_container_makes_a_clean_label(name: str, wrap: Wrap) -> None:
    inner = name.replace("\0", "").encode("utf-8", "replace").decode() + ".html"
    outer, data = wrap(inner, HTML.encode())
    check(read("a" + outer[outer.rindex(".") :], data))


@settings(deadline=None, max_examples=60)
@given(some.integers(0, 1), some.floats(0, 1))
def test_a_gzip_file_cut_anywhere_gives_what_stands_before(kind: int, share: float) -> None:
    name, data = [("a.html", HTML.encode() * 20), recorded("a", HTML.encode() * 20)][kind]
    packed = gzip.compress(data, mtime=0)
    cut = packed[: int(len(packed) * share)]
    items = read(f"{name}.gz", cut)
    check(items)
    assert any(isinstance(item, Refusal) for item in items) or cut == packed


@settings(deadline=None, max_examples=150)
@given(some.sampled_from(CHARSETS), some.binary(max_size=300), some.booleans())
def test_any_label_of_a_character_set(charset: str, data: bytes, shifted: bool) -> None:
    data = data + b"+AGE-~{VP~}\x1b$B\\u0041" if shifted else data
    text, known = decode(data, markup=True, declared=charset)
    assert text == data.decode(known.split(" ")[0], "replace")
    decode_as(data, charset)
    mail = f"From: a@b\nMessage-ID: <1@b>\nContent-Type: text/html; charset={charset}\n\n<p>".encode() + data
    check(read("a.eml", mail))
    check(read("a.html", f"<html><meta charset={charset}><p>".encode() + data))
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset={charset}\r\n\r\n<html><p>".encode() + data
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.org/\r\nContent-Type: application/http\r\n"
    check(read("a.warc", head + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"))


@pytest.mark.parametrize("charset", CHARSETS)
def test_no_character_set_takes_long_or_blows_up(charset: str) -> None:
    data = b"a-\xe9" * 700_000
    started = time.monotonic()
    text, _ = decode(data, declared=charset)
    assert len(text) <= len(data)
    assert len(decode_as(data, charset)[0]) <= len(data)
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize("wrap", WRAPS[:4])
def test_a_large_member_takes_memory_in_step_with_the_bound_on_a_page(wrap: Wrap) -> None:
    limits = Limits(page_bytes=MEBIBYTE)
    name, data = wrap("a.html", b"<p>" + bytes(range(32, 127)) * 300_000)
    for outer, packed in ((name, data), (f"{name}.gz", gzip.compress(data, 1, mtime=0))):
        stream = io.BytesIO(packed)
        context = make_context(limits)
        tracemalloc.start()
        items = list(context.dispatch(stream, outer, context))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert not any(len(item.data) > 1000 for item in items if isinstance(item, Capture))
        assert peak < 10 * limits.page_bytes + 2 * limits.message_bytes * (wrap is mailed)


def test_nothing_is_written_outside_the_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, scratch = tmp_path / "work", tmp_path / "scratch"
    work.mkdir()
    scratch.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    for name in ("../evil.html", "/evil.html", "..\\evil.html", "C:\\evil.html"):
        for wrap in (zipped, tarred, mailed):
            outer, data = wrap(name, HTML.encode())
            check(read(f"a{outer[outer.rindex('.') :]}", data))
            check(read("a.tar.gz", gzip.compress(tarred(f"a{outer[outer.rindex('.') :]}", data)[1])))
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left == []
