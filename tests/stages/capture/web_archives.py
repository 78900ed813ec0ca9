"""Web archives made for the tests, and what the reader gives of them."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from recoupe.records.pages import Capture, Refusal
from recoupe.settings import Limits
from recoupe.stages.capture.readers.webarchive import WarcReader
from recoupe.stages.capture.reading import make_context

HTML = "text/html; charset=utf-8"
SMALL = Limits(page_bytes=100_000)


def page(number: int) -> bytes:
    """A page of its own words, never the same twice."""
    words = random.Random(number).sample(["blé", "accord", "pont", "maire", "grève", "port", "loi", "vote"], 6)
    return f"<html><body><h1>Page {number}</h1><p>{' '.join(words)} à l’étude.</p></body></html>".encode()


class Crawl:
    """A web archive in the making."""

    def __init__(self, *, packed: bool = True) -> None:
        self._out = io.BytesIO()
        self._writer = WARCWriter(self._out, gzip=packed)
        self._count = 0
        self.add("", b"software: by hand", kind="application/warc-fields", record="warcinfo")

    def add(
        self,
        url: str,
        body: bytes,
        *,
        kind: str = HTML,
        status: str = "200 OK",
        record: str = "response",
        **headers: str,
    ) -> Crawl:
        """Add a record; `headers` are those of the HTTP answer, with _ for -."""
        self._count += 1
        fixed = {"WARC-Record-ID": f"<urn:uuid:{self._count:032x}>", "WARC-Date": "2024-03-05T06:07:08Z"}
        http = None
        if record == "response":
            fields = [("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in headers.items())]
            http, kind = StatusAndHeaders(status, fields, protocol="HTTP/1.1"), ""
        self._writer.write_record(
            self._writer.create_warc_record(
                url,
                record,
                payload=io.BytesIO(body),
                length=len(body),
                warc_content_type=kind,
                warc_headers_dict=fixed,
                http_headers=http,
            )
        )
        return self

    def bytes(self) -> bytes:
        return self._out.getvalue()


def crawl(count: int = 5, *, packed: bool = True) -> bytes:
    """An archive of so many pages."""
    made = Crawl(packed=packed)
    for number in range(count):
        made.add(f"https://presse.example/{number}", page(number))
    return made.bytes()


def read(data: bytes | io.RawIOBase, limits: Limits = Limits()) -> tuple[list[Capture], list[Refusal]]:  # noqa: B008
    """The pages and refusals of an archive."""
    stream = io.BufferedReader(io.BytesIO(data) if isinstance(data, bytes) else data)  # type: ignore[arg-type]
    found = list(WarcReader().read(stream, "x.warc.gz", make_context(limits)))
    return (
        [item for item in found if isinstance(item, Capture)],
        [item for item in found if isinstance(item, Refusal)],
    )


def reasons(refusals: list[Refusal]) -> list[str]:
    return [refusal.reason for refusal in refusals]


def with_lengths(data: bytes, change: Callable[[int], object]) -> bytes:
    """A plain archive whose responses state other lengths."""

    def other(found: re.Match[bytes]) -> bytes:
        return found[1] + str(change(int(found[2]))).encode() + found[3]

    return re.sub(rb"(Content-Length: )(\d+)(\r\n\r\nHTTP)", other, data)


WHOLE = (b"</html>", b"by hand")
PAGES = [page(number) for number in range(5)]
