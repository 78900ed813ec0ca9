"""Any table, whole, mutated or no table at all: pages or refusals, and records as the standard library wrote them."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as some
from table_reading import read

from recoupe.records.pages import Capture, Refusal
from recoupe.stages.capture.tabular.delimited import Broken, read_records


@given(
    some.lists(some.lists(some.text(some.characters(codec="utf-8", exclude_characters="\r\0")), min_size=2, max_size=2))
)
def test_records_read_as_the_standard_library_wrote_them(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    assert list(read_records(lines_of(out), ",", 10**6)) == rows


def lines_of(out: io.StringIO) -> Iterator[str]:
    out.seek(0)
    return iter(out.readline, "")


def test_quotes_in_the_middle_of_a_field_are_characters() -> None:
    assert list(read_records(['a,5" de pluie,b\n', '"x" y,"z\n', 'w"\n'], ",", 100)) == [
        ["a", '5" de pluie', "b"],
        ["x y", "z\nw"],
    ]
    assert isinstance(next(read_records(['"a\n'], ",", 100)), Broken)


@settings(max_examples=150, deadline=None)
@given(some.binary(max_size=2000), some.sampled_from(["t.csv", "t.json", "t.jsonl", "t.csv.gz"]))
def test_any_bytes_are_pages_or_refusals(data: bytes, page: str) -> None:
    assert all(isinstance(item, Capture | Refusal) for item in read(data, page))


VALID = (
    b'\xef\xbb\xbftitre;texte;date\nA;"Un ; texte\nsur deux lignes";03/04/2019\nB;Autre;2019\n',
    b'{"title": "A", "content": "<p>Un</p>", "source": {"name": "S"}}\n{"title": "B", "content": "Deux"}\n',
    b'{"status": "ok", "articles": [{"title": "A", "body": "Un"}, {"title": "B", "body": ["x", {"y": "z"}]}]}',
    gzip.compress(b"titre,texte\nA,Un\nB,Deux\n"),
)


@settings(max_examples=200, deadline=None)
@given(some.sampled_from(VALID), some.lists(some.tuples(some.integers(0, 300), some.binary(max_size=4)), max_size=6))
def test_a_mutated_table_never_raises(data: bytes, cuts: list[tuple[int, bytes]]) -> None:
    for at, piece in cuts:
        data = data[: at % (len(data) + 1)] + piece + data[at % (len(data) + 1) + len(piece) // 2 :]
    found = read(data, "t.csv.gz" if data[:2] == b"\x1f\x8b" else "t.csv")
    assert all(isinstance(item, Capture | Refusal) for item in found)
    assert len(found) < 300
