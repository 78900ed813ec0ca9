"""Web archives are read past what is wrong with them, in bounded memory, and tell what they leave out."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from pathlib import Path

import pytest
from web_archives import PAGES, Crawl, crawl, page, read, reasons

from recoupe.records.pages import Capture
from recoupe.settings import Limits
from recoupe.stages.capture import read_pages


class TestWhatThePageKeeps:
    def test_address_moment_record_and_words(self) -> None:
        (capture, *_), refusals = read(crawl())
        assert capture.page == "x.warc.gz!https://presse.example/0"
        assert capture.url == "https://presse.example/0"
        assert capture.fetched == "2024-03-05T06:07:08Z"
        assert capture.record == "urn:uuid:00000000000000000000000000000002"
        assert (capture.data, capture.text) == (PAGES[0], PAGES[0].decode())
        assert (capture.media_type, capture.verbatim) == ("html", True)
        assert not refusals

    @pytest.mark.parametrize("packed", [True, False])
    def test_packed_and_plain_are_the_same(self, packed: bool) -> None:
        captures, refusals = read(crawl(packed=packed))
        assert [capture.data for capture in captures] == PAGES
        assert not refusals

    def test_an_address_fetched_twice_is_numbered(self) -> None:
        made = Crawl()
        for number in range(3):
            made.add("https://presse.example/une", page(number))
        labels = [capture.page.partition("!")[2] for capture in read(made.bytes())[0]]
        assert labels == [f"https://presse.example/une{suffix}" for suffix in ("", "#2", "#3")]

    def test_flattened_text(self) -> None:
        text = "Le pont rouvre\nLe maire l’a dit mardi.\n".encode()
        data = Crawl().add("https://presse.example/a", text, kind="text/plain", record="conversion").bytes()
        (capture,), _ = read(data)
        assert (capture.media_type, capture.data, capture.url) == ("text", text, "https://presse.example/a")

    def test_a_resource_is_a_page(self) -> None:
        data = Crawl().add("https://presse.example/a", PAGES[0], record="resource", kind="text/html").bytes()
        assert read(data)[0][0].data == PAGES[0]

    def test_html_sent_as_text_is_html(self) -> None:
        data = Crawl().add("https://presse.example/a", PAGES[0], kind="text/plain").bytes()
        assert read(data)[0][0].media_type == "html"

    def test_html_of_no_stated_type_is_html(self) -> None:
        data = Crawl().add("https://presse.example/a", PAGES[0], kind="application/octet-stream").bytes()
        assert read(data)[0][0].media_type == "html"

    @pytest.mark.parametrize(
        ("encoding", "kind", "charset"),
        [
            ("cp1252", "text/html; charset=windows-1252", "cp1252"),
            ("cp1252", "text/html; charset=iso-8859-1", "cp1252"),
            ("utf-8", "text/html; charset=iso-8859-1", "utf-8"),
            ("cp1252", "text/html; charset=utf-8", "cp1252 (guessed)"),
            ("cp1252", "text/html; charset=no-such-set", "cp1252 (guessed)"),
            ("cp1252", "text/html; charset=punycode", "cp1252 (guessed)"),
            ("cp1252", "text/html; charset=idna", "cp1252 (guessed)"),
            ("utf-16", "text/html; charset=utf-8", "utf-16-le"),
            ("iso8859-15", 'text/html; charset="ISO-8859-15"', "iso8859-15"),
        ],
    )
    def test_the_character_set(self, encoding: str, kind: str, charset: str) -> None:
        body = "<html><body><p>L'été à Genève, déjà vu</p></body></html>".encode(encoding)
        (capture,), _ = read(Crawl().add("https://presse.example/a", body, kind=kind).bytes())
        assert capture.charset == charset
        assert "L'été à Genève" in capture.text

    def test_the_header_goes_before_the_markup(self) -> None:
        body = '<html><head><meta charset="windows-1252"></head><body>Москва</body></html>'.encode("cp1251")
        (capture,), _ = read(Crawl().add("https://p.example/", body, kind="text/html; charset=windows-1251").bytes())
        assert "Москва" in capture.text


def chunks(body: bytes, size: int = 30) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;by=hand\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def deflated(body: bytes, bits: int) -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, bits)
    return engine.compress(body) + engine.flush()


class TestBodies:
    @pytest.mark.parametrize(
        ("body", "headers"),
        [
            (gzip.compress(PAGES[0], mtime=0), {"Content_Encoding": "gzip"}),
            (
                gzip.compress(PAGES[0][:50], mtime=0) + gzip.compress(PAGES[0][50:], mtime=0),
                {"Content_Encoding": "x-gzip"},
            ),
            (deflated(PAGES[0], 15), {"Content_Encoding": "deflate"}),
            (deflated(PAGES[0], -15), {"Content_Encoding": "deflate"}),
            (chunks(PAGES[0]), {"Transfer_Encoding": "chunked"}),
            (chunks(gzip.compress(PAGES[0], mtime=0)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
            (gzip.compress(gzip.compress(PAGES[0], mtime=0), mtime=0), {"Content_Encoding": "gzip, gzip"}),
            (PAGES[0], {"Content_Encoding": "gzip"}),
            (PAGES[0], {"Content_Encoding": "br"}),
            (PAGES[0], {"Content_Encoding": "deflate"}),
            (PAGES[0], {"Transfer_Encoding": "chunked"}),
            (PAGES[0], {"Content_Encoding": "utf-8"}),
        ],
        ids=str,
    )
    def test_the_page_comes_out(self, body: bytes, headers: dict[str, str]) -> None:
        captures, refusals = read(Crawl().add("https://presse.example/a", body, **headers).bytes())
        assert [capture.data for capture in captures] == [PAGES[0]]
        assert not refusals

    @pytest.mark.parametrize(
        ("body", "headers", "told"),
        [
            (chunks(PAGES[0])[:-40], {"Transfer_Encoding": "chunked"}, "chunks break off"),
            (chunks(PAGES[0])[:45] + b"zz" + chunks(PAGES[0])[47:], {"Transfer_Encoding": "chunked"}, "break off"),
            (gzip.compress(PAGES[0], mtime=0)[:-30], {"Content_Encoding": "gzip"}, "breaks off"),
            (gzip.compress(PAGES[0], mtime=0)[:-8] + b"x" * 8, {"Content_Encoding": "gzip"}, "damaged"),
        ],
    )  # fmt: skip
    def test_a_body_that_breaks_off_is_read_so_far(self, body: bytes, headers: dict[str, str], told: str) -> None:
        (capture,), (refusal,) = read(Crawl().add("https://presse.example/a", body, **headers).bytes())
        assert PAGES[0].startswith(capture.data[:40])
        assert told in refusal.reason
        assert refusal.page == "x.warc.gz!https://presse.example/a"

    def test_a_body_of_endless_gzip_members_ends(self) -> None:
        body = gzip.compress(b"", mtime=0) * 200_000 + gzip.compress(PAGES[0], mtime=0)
        made = Crawl(packed=False).add("https://presse.example/a", body, Content_Encoding="gzip")
        assert "gzip members" in read(made.bytes())[1][0].reason

    def test_what_is_not_unpacked_here_is_told(self) -> None:
        data = Crawl().add("https://presse.example/a", b"\x28\xb5\x2f\xfd\0\0\1\2", Content_Encoding="zstd").bytes()
        captures, (refusal,) = read(data)
        assert not captures
        assert "zstd" in refusal.reason

    @pytest.mark.parametrize("coding", ["gzip", "deflate"])
    def test_a_bomb_in_a_record(self, coding: str) -> None:
        bomb = deflated(b"<p>" + b" " * 300_000_000, 31 if coding == "gzip" else 15)
        data = Crawl(packed=False).add("https://presse.example/a", bomb, Content_Encoding=coding)
        data.add("https://presse.example/b", PAGES[0])
        tracemalloc.start()
        captures, refusals = read(data.bytes(), Limits(page_bytes=1_000_000))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert [capture.url for capture in captures] == ["https://presse.example/b"]
        assert "page_bytes" in refusals[0].reason
        assert peak < 12_000_000

    def test_a_bomb_around_the_records(self) -> None:
        data = Crawl().add("https://presse.example/a", PAGES[0]).add("https://presse.example/b", b" " * 100_000_000)
        captures, refusals = read(data.bytes())
        assert len(captures) == 1
        assert "unpacked_ratio" in refusals[0].reason

    def test_all_together_is_bounded(self) -> None:
        _, refusals = read(gzip.compress(crawl(200, packed=False), mtime=0), Limits(unpacked_bytes=20_000))
        assert "unpacked_bytes" in refusals[0].reason


class TestWhatIsNoPage:
    def test_other_records_are_counted_by_kind(self) -> None:
        made = Crawl()
        for number in range(1204):
            made.add(f"https://presse.example/{number}.png", b"\x89PNG", kind="image/png")
        for number in range(30):
            made.add(f"https://presse.example/gone/{number}", b"<html>gone</html>", status="404 Not Found")
        made.add("https://presse.example/old", b"", status="301 Moved")
        made.add("https://presse.example/a.css", b"a{}", kind="text/css")
        made.add("https://presse.example/f", b"\0\1\2\3" * 40, kind="text/html")
        made.add("https://presse.example/e", b"  ")
        captures, refusals = read(made.bytes())
        assert not captures
        assert reasons(refusals) == [
            "1 record is a redirect (HTTP 3xx)",
            "1 record is a style sheet",
            "30 records are error pages (HTTP 4xx)",
            "1,204 records are images (not pages)",
            "1 record is empty",
            "1 record is no text, whatever its header says",
        ]
        assert {refusal.page for refusal in refusals} == {"x.warc.gz"}

    def test_requests_and_the_crawl_s_own_notes_are_passed_over(self) -> None:
        made = Crawl()
        made.add("https://presse.example/a", b"GET / HTTP/1.1\r\n\r\n", record="request", kind="application/http")
        made.add("https://presse.example/a", b"a: b", record="metadata", kind="application/warc-fields")
        made.add("dns:presse.example", b"presse.example. 1 IN A 1.2.3.4", record="resource", kind="text/dns")
        made.add("https://presse.example/a", PAGES[0])
        captures, refusals = read(made.bytes())
        assert len(captures) == 1
        assert not refusals

    def test_a_page_fetched_again_unchanged_is_told(self) -> None:
        _, (refusal,) = read(Crawl().add("https://p.example/", b"", record="revisit").bytes())
        assert "revisit" in refusal.reason

    def test_an_archive_without_pages_says_so(self) -> None:
        assert reasons(read(crawl(0))[1]) == ["it holds no page"]

    def test_a_page_that_the_crawler_cut_is_read_and_told(self) -> None:
        data = crawl(2, packed=False).replace(b"WARC-Type: response", b"WARC-Truncated: length\r\nWARC-Type: response")
        captures, (refusal,) = read(data)
        assert len(captures) == 2
        assert refusal.reason.startswith("2 records were cut by the crawler")

    def test_the_crawler_s_own_look_inside_counts_where_the_server_states_nothing(self) -> None:
        data = Crawl(packed=False).add("https://presse.example/f", b"\0\1\2\3" * 40, kind="").bytes()
        data = data.replace(b"WARC-Type: response", b"WARC-Identified-Payload-Type: image/png\r\nWARC-Type: response")
        assert reasons(read(data)[1]) == ["1 record is an image (not a page)"]

    def test_zstandard_is_named(self) -> None:
        assert "zstd -d" in read(b"\x28\xb5\x2f\xfd" + bytes(100))[1][0].reason

    def test_there_is_no_end_of_kinds(self) -> None:
        made = Crawl()
        for number in range(300):
            made.add(f"https://presse.example/{number}", b"x", record=f"kind{number}", kind="text/html")
        assert len(read(made.bytes())[1]) < 110

    def test_single_refusals_are_counted_in_the_end(self) -> None:
        made = Crawl()
        for number in range(100):
            made.add(f"https://presse.example/{number}", b"\xff\xff\xff", Content_Encoding="zstd")
        refusals = read(made.bytes())[1]
        assert len(refusals) == 21
        assert refusals[-1].reason.startswith("80 more")


class TestThroughTheDoor:
    @pytest.mark.parametrize("name", ["a.warc.gz", "a.wet.gz", "a.warc.wet.gz", "a.warc", "no-suffix", "a.bin"])
    @pytest.mark.parametrize("packed", [True, False])
    def test_an_archive_is_known_by_its_name_or_a_look_inside(self, tmp_path: Path, name: str, packed: bool) -> None:
        (tmp_path / name).write_bytes(crawl(packed=packed))
        found = [item for item in read_pages([tmp_path / name]) if isinstance(item, Capture)]
        assert [capture.data for capture in found] == PAGES
        assert found[0].page.endswith(f"/{name}!https://presse.example/0")
