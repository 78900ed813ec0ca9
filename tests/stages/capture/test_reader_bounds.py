"""Files made to cost time or memory: each found by the fuzzer or by hand, read in step with its size or refused."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from itertools import chain, repeat

import pytest

from recoupe.records.pages import Capture, Refusal
from recoupe.settings import Limits
from recoupe.stages.capture.readers.pages import HtmlReader
from recoupe.stages.capture.reading import make_context
from recoupe.stages.capture.tabular.delimited import read_records

MAIL = b"From: a@example.org\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\n"
MIXED = MAIL + b"Content-Type: multipart/mixed; boundary=b\n\n"
RSS = b"<rss version='2.0'><channel>"
SECONDS = 10.0  # each takes well under a second where nothing else runs, and took minutes or hours before


def read(name: str, data: bytes, limits: Limits = Limits()) -> list[Capture | Refusal]:  # noqa: B008
    context = make_context(limits)
    started = time.monotonic()
    items = list(context.dispatch(io.BytesIO(data), name, context))
    assert time.monotonic() - started < SECONDS
    return items


def reasons(name: str, data: bytes, limits: Limits = Limits()) -> str:  # noqa: B008
    return "; ".join(item.reason for item in read(name, data, limits) if isinstance(item, Refusal))


def test_lines_and_parts_of_a_mail_are_bounded() -> None:
    assert "message_lines" in reasons("a.eml", MAIL + b"\n" * 500, Limits(message_lines=400))
    assert "message_parts" in reasons("a.eml", MIXED + b"--b\n\n" * 500, Limits(message_parts=400))


@pytest.mark.parametrize("parameter", [b"a=b;", b"a*0=x;", b'a="\\', b"=?a?b?QQ?="])
def test_long_lists_of_parameters_cost_little(parameter: bytes) -> None:
    part = b"--b\nContent-Type: text/html; " + parameter * (2000 // len(parameter)) + b"\n\n<p>x</p>\n"
    assert read("a.eml", MIXED + part * 1000)


def test_a_name_in_many_pieces_is_still_read() -> None:
    pieces = b"".join(b"; filename*%d=%s" % (at, b"abcdefghij") for at in range(30))
    part = (
        b"--b\nContent-Type: text/html\nContent-Disposition: attachment"
        + pieces
        + b"; filename*30=.html\n\n<p>Le pont</p>\n"
    )
    (item,) = [item for item in read("a.eml", MIXED + part + b"--b--\n") if isinstance(item, Capture)]
    assert item.page == f"a.eml!{('abcdefghij' * 30 + '.html')[-120:]}"


def test_comments_before_the_root_are_not_tried_in_all_their_lengths() -> None:
    started = time.monotonic()
    assert not HtmlReader().sniff(b"<!---->" * 580)
    assert HtmlReader().sniff(b"<!-- a -->\n<!---->" * 2 + b"<html>")
    assert time.monotonic() - started < 1
    assert read("a.html", b"<!---->" * 5000)


def test_tags_and_attributes_of_a_feed_are_bounded() -> None:
    assert "feed_marks" in reasons("a.rss", RSS + b"<a/>" * 600_000)
    wide = b"".join(b' a%d="1"' % number for number in range(30_000))
    assert "attributes" in reasons("a.rss", RSS + b"<item" + wide + b"/></channel></rss>")
    text = b"<item><description>" + b'&lt;a href="a"&gt;' * 2000 + b"</description></item></channel></rss>"
    assert [item for item in read("a.rss", RSS + text) if isinstance(item, Capture)]


def test_columns_and_fields_of_a_table_are_bounded() -> None:
    assert "columns" in reasons("a.csv", b"text,title," + b"a," * 300_000 + b"\nb,c\n")
    fields = b",".join(b'"a%d":1' % number for number in range(100_000))
    assert "fields" in reasons("a.jsonl", b'{"text":"b"}\n{' + fields + b"}\n")


def test_a_table_without_one_page_is_given_up() -> None:
    assert "no page in the first" in reasons("a.jsonl", b'{"text":""}\n' * 200_000)
    assert [
        item for item in read("a.jsonl", b'{"text":"a"}\n' + b'{"text":""}\n' * 12_000) if isinstance(item, Capture)
    ]


def test_a_table_with_nothing_but_its_header_is_told() -> None:
    assert "without rows" in reasons("a.csv", b"text,title,date\n")


def test_an_open_quote_holds_no_more_than_the_bound() -> None:
    tracemalloc.start()
    for _ in read_records(chain(['"'], repeat("a\n", 200_000)), ",", 200_000):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_long_wide_line_is_gathered_once(end: str) -> None:
    rows = "text,title\n" + "a" * 3_000_000 + end + "b,c\n"
    assert "page_bytes" in reasons("a.csv", rows.encode("utf-16"), Limits(page_bytes=2_000_000))
    captures = [item for item in read("a.csv", rows.encode("utf-16")) if isinstance(item, Capture)]
    assert len(captures) == (2 if end else 1)


def test_a_member_of_a_zip_without_a_name_is_read_or_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.html", "<p>Le pont a rouvert.</p>")
    nameless = out.getvalue().replace(b"a.html", b"\0.html")  # zipfile cuts a name at its first NUL
    assert read("a.zip", nameless)
