"""One request over the network: to a checked IP address, bounded in time and size."""

from __future__ import annotations

import time
from dataclasses import dataclass
from http.client import HTTPException
from importlib import metadata

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError

from recoupe.fetching.addresses import Target
from recoupe.fetching.bounds import Bounds, Refused
from recoupe.fetching.timing import cut_off

TOKEN = "Recoupe"  # what robots.txt calls us
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer, the body as it came over the wire (still compressed, without chunks)."""

    target: Target
    sent: tuple[tuple[str, str], ...]
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of this name, in whatever case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


def user_agent() -> str:
    """What Recoupe calls itself on the network."""
    try:
        return f"{TOKEN}/{metadata.version('recoupe')}"
    except metadata.PackageNotFoundError:
        return TOKEN


def request(target: Target, bounds: Bounds, most: int, *, cut: bool = False) -> Exchange:
    """Ask for one address, following nothing; raises Refused for silence, slowness, size, and broken answers.

    `most` is the number of bytes that the body may have; a larger one is refused, or cut there where `cut` is set.
    """
    sent = (
        ("Host", target.host_header),
        ("User-Agent", user_agent()),
        ("Accept", "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5"),
        ("Accept-Encoding", "gzip, deflate"),
        ("Connection", "close"),
    )
    try:
        return _exchange(target, bounds, most, sent, cut)
    except TimeoutError as problem:
        raise Refused("the server does not answer in time", "try again later") from problem
    except (HTTPError, HTTPException, OSError, LocationParseError, ValueError) as problem:
        raise Refused(f"the server cannot be read from ({_told(problem)})", "try again later") from problem


def _exchange(target: Target, bounds: Bounds, most: int, sent: tuple[tuple[str, str], ...], cut: bool) -> Exchange:
    connection = connect_to(target, bounds)
    ends = time.monotonic() + bounds.page_seconds
    try:
        connection.connect()
        with cut_off(connection, ends) as late:
            try:
                connection.timeout = bounds.read_seconds  # urllib3 sets the socket to it before it sends and reads
                connection.request("GET", target.path, headers=dict(sent), preload_content=False, decode_content=False)
                answer = connection.getresponse()
                body = _body(answer, most, cut)
            except (HTTPError, HTTPException, OSError) as problem:
                if late.is_set():
                    raise _too_slow(bounds) from problem
                raise
            if late.is_set():
                raise _too_slow(bounds)
        return Exchange(
            target=target,
            sent=sent,
            status=answer.status,
            reason=answer.reason or "",
            headers=tuple(answer.headers.iteritems()),
            body=body,
        )
    finally:
        connection.close()


def connect_to(target: Target, bounds: Bounds) -> HTTPConnection:
    """A connection to the checked IP address; the certificate is checked against the host's name."""
    if not target.secure:
        return HTTPConnection(target.ip, target.port, timeout=bounds.connect_seconds)
    return HTTPSConnection(
        target.ip,
        target.port,
        timeout=bounds.connect_seconds,
        cert_reqs="CERT_REQUIRED",
        server_hostname=target.host,
        assert_hostname=target.host,
    )


def _body(answer: BaseHTTPResponse, most: int, cut: bool) -> bytes:
    """The body, as it comes; raises Refused for one that is too large or ends before its stated length."""
    stated = answer.headers.get("Content-Length", "")
    if stated.isdigit() and int(stated) > most and not cut:
        raise _too_large(most)
    parts: list[bytes] = []
    size = 0
    while size <= most:
        part = answer.read(min(_PIECE, most + 1 - size), decode_content=False)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
    if not cut:
        raise _too_large(most)
    return b"".join(parts)[:most]


def _too_slow(bounds: Bounds) -> Refused:
    return Refused(f"takes longer than {bounds.page_seconds:g} seconds (bound page_seconds)", "try again later")


def _too_large(most: int) -> Refused:
    return Refused(f"larger than {most} bytes", "save the page with a browser, or raise the bound")


def _told(problem: BaseException) -> str:
    """A library's words for a problem, on one short line."""
    return " ".join(str(problem).split())[:200] or type(problem).__name__
