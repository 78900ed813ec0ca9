"""The web archive that fetched pages are kept in: what it holds already, and adding to it."""

from __future__ import annotations

import io
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from recoupe.errors import DossierError
from recoupe.fetching.requesting import Exchange, user_agent

SUFFIX = ".warc.gz"
_PIECE = 64 * 1024
_HEAD = 16 * 1024  # bytes of a record in which its header is looked for
_TYPE = re.compile(rb"^WARC-Type:[ \t]*response[ \t]*\r?$", re.I | re.M)
_URL = re.compile(rb"^WARC-Target-URI:[ \t]*<?([^\r\n>]{1,8000})", re.I | re.M)
_ORIGINAL = "X-Archive-Orig-"  # before a header that is no longer true of the stored body


class Archive:
    """A WARC file to add to. `urls` are the addresses whose answers stand in it already."""

    def __init__(self, path: Path) -> None:
        """Open or begin an archive; raises DossierError where the file is something else, damaged, or not writable.

        A last record that a stopped run left unfinished is cut off.
        """
        self.path = path
        self.urls: set[str] = set()
        if not path.name.lower().endswith(SUFFIX):
            raise DossierError("the output is no web archive", where=str(path), mend=f"give it a name in {SUFFIX}")
        try:
            self._read()
        except OSError as problem:
            raise DossierError(f"cannot read: {problem.strerror or problem}", where=str(path)) from problem
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            raise DossierError("cannot write there", where=str(path), mend="choose a folder that you may write to")

    def add(self, chain: Sequence[Exchange], moment: str) -> None:
        """Add a page: the requests and answers that led to it, in one stroke, so that a stopped run leaves it whole."""
        out = io.BytesIO()
        writer = WARCWriter(out, gzip=True)
        if not self.path.exists() or not self.path.stat().st_size:
            info = {"software": user_agent(), "format": "WARC File Format 1.0", "robots": "obey"}
            writer.write_record(writer.create_warcinfo_record(self.path.name, info))
        for exchange in chain:
            _write(writer, exchange, moment)
        try:
            self._append(out.getbuffer())
        except OSError as problem:
            raise DossierError(f"cannot write: {problem.strerror or problem}", where=str(self.path)) from problem
        self.urls.update(exchange.target.url for exchange in chain)

    def _append(self, data: memoryview) -> None:
        with self.path.open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def _read(self) -> None:
        if not self.path.exists():
            return
        end = 0
        with self.path.open("rb") as file:
            for head, ends in _members(file, str(self.path)):
                end = ends
                if not head.startswith(b"WARC/"):
                    raise _foreign(self.path)
                url = _URL.search(head)
                if url and _TYPE.search(head):
                    self.urls.add(url.group(1).decode("utf-8", "replace").strip())
        if end < self.path.stat().st_size:
            if not end:
                raise _foreign(self.path)
            os.truncate(self.path, end)


def _members(file: io.BufferedReader, name: str) -> Iterator[tuple[bytes, int]]:
    """The beginning of each whole gzip member's content, and where in the file the member ends."""
    held, read = b"", 0
    while True:
        engine, head = zlib.decompressobj(16 + zlib.MAX_WBITS), b""
        while not engine.eof:
            if not held:
                held = file.read(_PIECE)
                read += len(held)
                if not held:
                    return
            try:
                data = engine.decompress(held, _PIECE)
            except zlib.error as problem:
                mend = "choose another output; recoupe build reads what is sound in it"
                raise DossierError("the output is no web archive, or damaged", where=name, mend=mend) from problem
            head += data[: _HEAD - len(head)]
            held = engine.unused_data if engine.eof else engine.unconsumed_tail
        yield head, read - len(held)


def _foreign(path: Path) -> DossierError:
    return DossierError("the output exists and is no web archive", where=str(path), mend="choose another output")


def _write(writer: WARCWriter, exchange: Exchange, moment: str) -> None:
    url, body = exchange.target.url, exchange.body
    known = {"WARC-Date": moment, "WARC-IP-Address": exchange.target.ip}
    status = f"{exchange.status} {_line(exchange.reason)}".strip()
    answer = writer.create_warc_record(
        url,
        "response",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=StatusAndHeaders(status, list(_stored(exchange)), protocol="HTTP/1.1"),
        warc_headers_dict=dict(known),
    )
    sent = StatusAndHeaders(f"GET {exchange.target.path} HTTP/1.1", list(exchange.sent), is_http_request=True)
    asked = writer.create_warc_record(url, "request", http_headers=sent, warc_headers_dict=dict(known))
    writer.write_request_response_pair(asked, answer)


def _stored(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """The answer's header as it is true of the stored body, which has no chunks any more."""
    for name, value in exchange.headers:
        changed = name.lower() in ("transfer-encoding", "content-length")
        yield (_ORIGINAL + _line(name) if changed else _line(name)), _line(value)
    yield "Content-Length", str(len(exchange.body))


def _line(text: str) -> str:
    return " ".join(text.split())
