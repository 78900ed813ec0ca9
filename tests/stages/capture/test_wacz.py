"""WACZ: the archives inside are read where they stand, with the titles that the crawl noted."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from recoupe.records.pages import Capture, Refusal
from recoupe.settings import Limits
from recoupe.stages.capture import read_pages
from recoupe.stages.capture.readers.webarchive import WaczReader
from recoupe.stages.capture.reading import make_context

URL = "https://presse.example/une"


def archive(*bodies: bytes) -> bytes:
    """A web archive of pages with addresses /une, /une1, ..."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, body in enumerate(bodies):
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        url = URL + (str(number) if number else "")
        fixed = {"WARC-Record-ID": f"<urn:uuid:{number:032x}>", "WARC-Date": "2024-03-05T06:07:08Z"}
        writer.write_record(
            writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                length=len(body),
                http_headers=http,
                warc_headers_dict=fixed,
            )
        )
    return out.getvalue()


PAGE = "<html><body><p>Le pont rouvre à Sainte-Colombe.</p></body></html>".encode()


def wacz(members: dict[str, bytes], packing: int = zipfile.ZIP_STORED) -> bytes:
    """A WACZ file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        made.writestr(
            zipfile.ZipInfo("datapackage.json"), json.dumps({"profile": "data-package", "wacz_version": "1.1.1"})
        )
        for name, data in members.items():
            made.writestr(zipfile.ZipInfo(name), data, packing)
    return out.getvalue()


def read(data: bytes, limits: Limits = Limits()) -> tuple[list[Capture], list[Refusal]]:  # noqa: B008
    found = list(WaczReader().read(io.BufferedReader(io.BytesIO(data)), "x.wacz", make_context(limits)))  # type: ignore[arg-type]
    return (
        [item for item in found if isinstance(item, Capture)],
        [item for item in found if isinstance(item, Refusal)],
    )


def test_pages_of_all_archives_with_their_titles() -> None:
    titles = json.dumps({"format": "json-pages-1.0"}) + "\n" + json.dumps({"url": URL, "title": "Le pont rouvre"})
    data = wacz(
        {
            "archive/data.warc.gz": archive(PAGE),
            "archive/more.warc.gz": archive(PAGE + b"<p>2</p>"),
            "pages/pages.jsonl": titles.encode() + b"\nnot json\n[1]\n",
            "indexes/index.cdx": b"nothing of ours",
        }
    )
    captures, refusals = read(data)
    assert [capture.page for capture in captures] == [
        f"x.wacz!archive/data.warc.gz!{URL}",
        f"x.wacz!archive/more.warc.gz!{URL}",
    ]
    assert captures[0].data == PAGE
    assert captures[0].declared
    assert captures[0].declared.title == "Le pont rouvre"
    assert not refusals


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_through_the_door_by_name_and_by_a_look_inside(tmp_path: Path, packing: int) -> None:
    for name in ("crawl.wacz", "crawl"):
        (tmp_path / name).write_bytes(wacz({"archive/data.warc.gz": archive(PAGE)}, packing))
        (capture,) = (item for item in read_pages([tmp_path / name]) if isinstance(item, Capture))
        assert capture.url == URL


def test_no_archive_inside() -> None:
    assert "no web archive" in read(wacz({"pages/pages.jsonl": b"{}"}))[1][0].reason


def test_no_zip_at_all() -> None:
    assert "cannot be read" in read(b"PK\x03\x04 and then nothing")[1][0].reason


def test_damage_inside_is_told_and_the_rest_is_read() -> None:
    data = bytearray(wacz({"archive/a.warc.gz": archive(PAGE), "archive/b.warc.gz": archive(PAGE + b"b")}))
    at = data.find(b"\x1f\x8b\x08")
    data[at + 100 : at + 130] = bytes(30)
    captures, refusals = read(bytes(data))
    assert [capture.page for capture in captures] == [f"x.wacz!archive/b.warc.gz!{URL}"]
    assert any("damaged" in refusal.reason for refusal in refusals)


def test_members_that_overlap_are_refused() -> None:
    """Several names for the same bytes: what a small file needs to unpack without end."""
    data = wacz({"archive/a.warc.gz": archive(PAGE), "archive/b.warc.gz": archive(PAGE)})
    directory = data.index(b"PK\x01\x02")
    entries = data[directory:].split(b"PK\x01\x02")[1:]
    first = entries[1]
    entries[2] = entries[2][:38] + first[38:42] + entries[2][42:]
    broken = data[:directory] + b"".join(b"PK\x01\x02" + entry for entry in entries)
    captures, refusals = read(broken)
    assert not captures
    assert "overlap" in refusals[0].reason


def test_bounds() -> None:
    bomb = wacz({"archive/a.warc": b"WARC/1.0\r\n" + b" " * 50_000_000}, zipfile.ZIP_DEFLATED)
    assert "unpacked_ratio" in read(bomb)[1][0].reason
    many = wacz({f"archive/{number}.warc.gz": b"" for number in range(30)})
    assert "container_records" in read(many, Limits(container_records=20))[1][0].reason
    assert "unpacked_bytes" in read(many + b"", Limits(unpacked_bytes=10))[1][0].reason


def test_a_bomb_in_an_archive_inside() -> None:
    inner = gzip.compress(b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 90000000\r\n\r\n" + b" " * 90_000_000)
    assert any("unpacked_ratio" in refusal.reason for refusal in read(wacz({"archive/a.warc.gz": inner}))[1])


@settings(max_examples=80, deadline=None)
@given(some.data())
def test_no_change_of_bytes_breaks_it(data: some.DataObject) -> None:
    broken = bytearray(wacz({"archive/a.warc.gz": archive(PAGE, PAGE)}, data.draw(some.sampled_from([0, 8]))))
    for _ in range(data.draw(some.integers(1, 5))):
        at = data.draw(some.integers(0, len(broken) - 1))
        broken[at : at + data.draw(some.integers(0, 30))] = data.draw(some.binary(max_size=30))
    read(bytes(broken))
