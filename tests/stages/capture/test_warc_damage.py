"""Web archives are read up to their damage and past it, in memory bounded by the largest page."""

from __future__ import annotations

import gzip
import io
import random
import re
import tracemalloc
import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from web_archives import PAGES, SMALL, WHOLE, Crawl, crawl, read, reasons, with_lengths

from recoupe.settings import Limits


class TestDamage:
    @pytest.mark.parametrize("packed", [True, False])
    def test_cut_anywhere_the_whole_records_are_read_and_the_damage_is_told(self, packed: bool) -> None:
        data = crawl(packed=packed)
        counts = []
        for end in range(4, len(data), 7):
            captures, refusals = read(data[:end])
            assert [capture.data for capture in captures] == PAGES[: len(captures)], end
            between = data[end : end + 3] == b"\x1f\x8b\x08" if packed else data[:end].rstrip().endswith(WHOLE)
            if not between:
                assert refusals, end
                assert re.match(r"record \d+ at byte \d+|it holds no page", refusals[0].reason), refusals[0].reason
            counts.append(len(captures))
        assert counts == sorted(counts)
        assert counts[0] == 0
        assert counts[-1] >= 4

    def test_one_gzip_member_for_all(self) -> None:
        captures, refusals = read(gzip.compress(crawl(packed=False), mtime=0))
        assert [capture.data for capture in captures] == PAGES
        assert not refusals

    def test_unpacked_and_packed_again(self) -> None:
        captures, refusals = read(gzip.compress(gzip.decompress(crawl())))
        assert [capture.data for capture in captures] == PAGES
        assert not refusals

    def test_one_gzip_member_cut(self) -> None:
        data = gzip.compress(crawl(200, packed=False), mtime=0)
        captures, (refusal,) = read(data[: len(data) // 2])
        assert 50 < len(captures) < 150
        assert "cut off" in refusal.reason
        assert f"record {len(captures) + 2} " in refusal.reason

    def test_a_hole_costs_the_record_that_it_is_in(self) -> None:
        data = bytearray(crawl(50))
        middle = len(data) // 2
        data[middle : middle + 60] = bytes(60)
        captures, refusals = read(bytes(data))
        assert len(captures) >= 48
        assert any("damaged" in reason for reason in reasons(refusals))

    def test_a_wrong_checksum_is_told(self) -> None:
        data = bytearray(crawl())
        data[-6] ^= 255
        captures, refusals = read(bytes(data))
        assert len(captures) == 5
        assert "damaged" in refusals[0].reason

    @pytest.mark.parametrize(
        "change",
        [
            lambda n: n - 20, lambda n: n + 20, lambda n: n + 3_000_000, lambda n: n + 300_000_000, lambda _: 0,
            lambda _: "", lambda _: "many", lambda n: -n, lambda _: 10**30,
        ],
        ids=["short", "long", "longer", "huge", "none", "missing", "words", "negative", "endless"],
    )  # fmt: skip
    @pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
    def test_wrong_lengths_are_mended_by_the_next_record(
        self, change: Callable[[int], object], pack: Callable[[bytes], bytes]
    ) -> None:
        captures, refusals = read(pack(with_lengths(crawl(packed=False), change)))
        assert [capture.data for capture in captures][:4] == PAGES[:4]
        assert len(refusals) == 5
        assert all(re.match(r"record \d+ at byte \d+", reason) for reason in reasons(refusals))

    def test_what_stands_between_records_is_told(self) -> None:
        first, second = crawl(2, packed=False), crawl(5, packed=False)
        captures, refusals = read(first + b"by the way\r\n\r\n" + second)
        assert len(captures) == 7
        assert "more stand before the next record" in refusals[0].reason

    def test_a_foreign_file(self) -> None:
        captures, refusals = read(b"Ceci n'est pas une archive.\n" * 100)
        assert not captures
        assert "no record" in refusals[0].reason

    @settings(max_examples=150, deadline=None)
    @given(some.data(), some.booleans())
    def test_no_change_of_bytes_breaks_it(self, data: some.DataObject, packed: bool) -> None:
        broken = bytearray(crawl(3, packed=packed))
        for _ in range(data.draw(some.integers(1, 6))):
            at = data.draw(some.integers(0, len(broken) - 1))
            end = at + data.draw(some.integers(0, 40))
            broken[at:end] = data.draw(some.binary(max_size=40))
        for item in read(bytes(broken), SMALL):
            assert isinstance(item, list)

    @settings(max_examples=100, deadline=None)
    @given(some.binary(max_size=400))
    def test_no_bytes_at_all_break_it(self, data: bytes) -> None:
        read(b"WARC/1.0\r\n" + data, SMALL)
        read(data, SMALL)


class Generated(io.RawIOBase):
    """A stream of pieces that are made when they are asked for."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces, self._held = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: object) -> int:
        view = memoryview(target).cast("B")  # type: ignore[arg-type]
        self._held = self._held or next(self._pieces, b"")
        data, self._held = self._held[: len(view)], self._held[len(view) :]
        view[: len(data)] = data
        return len(data)


def header(length: int, kind: str = "response") -> bytes:
    fields = f"WARC-Type: {kind}\r\nWARC-Target-URI: https://presse.example/big\r\nContent-Length: {length}"
    return f"WARC/1.0\r\n{fields}\r\n\r\n".encode()


class TestMemory:
    @pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
    def test_a_record_of_300_mb_is_not_held(self, packed: bool) -> None:
        size = 300 * 1024 * 1024
        body = random.Random(7).randbytes(65536).hex().encode()  # repeats itself further apart than gzip can see

        def plain() -> Iterator[bytes]:
            opening = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
            yield header(size + len(opening)) + opening
            for _ in range(size // len(body)):
                yield body
            yield b"\r\n\r\n"
            yield crawl(2, packed=False)

        def pieces() -> Iterator[bytes]:
            engine = zlib.compressobj(0, zlib.DEFLATED, 31)
            for piece in plain():
                yield engine.compress(piece) if packed else piece
            yield engine.flush() if packed else b""

        tracemalloc.start()
        captures, (refusal,) = read(Generated(piece for piece in pieces() if piece), SMALL)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert [capture.data for capture in captures] == PAGES[:2]
        assert refusal.page == "x.warc.gz!https://presse.example/big"
        assert "limit page_bytes" in refusal.reason
        assert peak < 3_000_000

    def test_a_large_image_is_an_image(self) -> None:
        _, (refusal,) = read(Crawl().add("https://p.example/i", b"\x89PNG" * 50_000, kind="image/png").bytes(), SMALL)
        assert refusal.reason == "1 record is an image (not a page)"

    def test_the_number_of_records_is_bounded(self) -> None:
        captures, refusals = read(crawl(), Limits(container_records=3))
        assert len(captures) == 2
        assert "container_records" in refusals[0].reason

    def test_empty_gzip_members_end(self) -> None:
        few = Limits(container_records=1000)
        _, refusals = read(crawl(1) + gzip.compress(b"", mtime=0) * 5000 + crawl(1), few)
        assert "gzip members" in refusals[0].reason

    def test_lengths_that_reach_far_do_not_take_for_ever(self) -> None:
        data = with_lengths(crawl(3000, packed=False), lambda n: n + 90_000)
        assert len(read(data, SMALL)[0]) >= 2990
