"""The page inside an HTTP answer: its header, and its body without transfer and content codings, bounded."""

from __future__ import annotations

import importlib
import io
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from typing import Any

from warcio.statusandheaders import StatusAndHeadersParser

from recoupe.stages.capture.readers.webarchive.unpacking import sound_part

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]{0,4096})?\r?\n")
_HEADER_BYTES = 64 * 1024
_GZIP = b"\x1f\x8b"
_MEMBERS = 50  # gzip members of one body: servers send one; each costs a copy of the rest
_CODINGS = 3  # content codings on top of each other; more is no page


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The header of an HTTP answer (names in lower case) and where its body begins in the record's block."""

    status: int
    headers: dict[str, str]
    begins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body as the page's author wrote it; `fault` says where it broke off, `refused` why there is none."""

    data: bytes = b""
    fault: str | None = None
    refused: str | None = None


def read_answer(block: bytes) -> Answer | None:
    """Read the header of an HTTP answer; None where the block holds none, as with pages that came by other ways."""
    status = _STATUS.match(block)
    if status is None:
        return None
    end = _END.search(block, 0, _HEADER_BYTES)
    begins = end.end() if end else len(block)
    parsed = StatusAndHeadersParser(["HTTP/"], verify=False).parse(io.BytesIO(block[:begins]))
    headers: dict[str, str] = {}
    for name, value in parsed.headers:
        headers.setdefault(name.lower(), value)
    return Answer(status=int(status.group(1)), headers=headers, begins=begins)


def content_type(value: str) -> tuple[str, str | None]:
    """The media type in lower case, without its parameters, and the character set that it declares."""
    message = Message()
    message["content-type"] = " ".join(value[:500].split())
    kind = value.partition(";")[0].strip().lower()
    charset = message.get_param("charset")
    return kind, charset.strip("\"' ") if isinstance(charset, str) and charset.strip("\"' ") else None


def decode_body(data: bytes, headers: dict[str, str], most: int) -> Body:
    """Undo chunks and compression, as far as there are any: archives often keep the header and store the plain body.

    No step gives more than `most` bytes. A body that breaks off is given up to there, as a browser would show it.
    """
    fault = None
    if "chunked" in headers.get("transfer-encoding", "").lower():
        data, fault = _unchunk(data)
    codings = [name.strip() for name in headers.get("content-encoding", "").lower().split(",") if name.strip()]
    if len(codings) > _CODINGS:
        return Body(refused=f"packed in more than {_CODINGS} ways")
    for coding in reversed(codings):
        body = _undo(coding, data, most)
        if body.refused:
            return body
        data, fault = body.data, body.fault or fault
    if len(data) > most:
        return Body(refused=f"larger than {most} bytes (limit page_bytes)")
    return Body(data=data, fault=fault)


def _unchunk(data: bytes) -> tuple[bytes, str | None]:
    """The content of chunks; data that does not open as a chunk was stored without them."""
    parts: list[bytes] = []
    at = 0
    while True:
        opening = _CHUNK.match(data, at)
        if opening is None:
            if not parts:
                return data, None
            return b"".join(parts), "its chunks break off"
        size = int(opening.group(1), 16)
        if not size:
            return b"".join(parts), None
        begins = opening.end()
        parts.append(data[begins : begins + size])
        if begins + size > len(data):
            return b"".join(parts), "its chunks break off"
        at = begins + size
        at += 2 if data[at : at + 2] == b"\r\n" else data[at : at + 1] == b"\n"


def _undo(coding: str, data: bytes, most: int) -> Body:
    if coding in ("gzip", "x-gzip"):
        return _inflate(data, most, 16 + zlib.MAX_WBITS) if data.startswith(_GZIP) else Body(data=data)
    if coding == "deflate":
        zipped = len(data) > 1 and data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0
        body = _inflate(data, most, zlib.MAX_WBITS if zipped else -zlib.MAX_WBITS)
        return body if body.data or body.refused else Body(data=data)  # stored without it
    if coding in ("br", "zstd", "compress", "x-compress"):
        if coding == "br" and (unpack := _brotli()):
            return unpack(data, most)
        if data.lstrip()[:1] == b"<":
            return Body(data=data)  # stored without it
        return Body(refused=f"packed with {coding}, which is not unpacked here")
    return Body(data=data)


def _inflate(data: bytes, most: int, bits: int) -> Body:
    parts: list[bytes] = []
    size = members = 0
    while data:
        members += 1
        if members > _MEMBERS:
            return Body(data=b"".join(parts), fault=f"its compressed body has more than {_MEMBERS} gzip members")
        engine = zlib.decompressobj(bits)
        try:
            part = engine.decompress(data, most + 1 - size)
        except zlib.error:
            sound = sound_part(zlib.decompressobj(bits), data, most - size)
            return Body(data=b"".join([*parts, sound])[:most], fault="its compressed body is damaged")
        parts.append(part)
        size += len(part)
        if size > most:
            return Body(refused=f"unpacks to more than {most} bytes (limit page_bytes)")
        if not engine.eof:
            return Body(data=b"".join(parts), fault="its compressed body breaks off")
        data = engine.unused_data if bits > zlib.MAX_WBITS and engine.unused_data.startswith(_GZIP) else b""
    return Body(data=b"".join(parts))


def _brotli() -> Callable[[bytes, int], Body] | None:
    """Unpack Brotli, where a package for it with a bound on its output happens to be installed."""
    try:
        brotli: Any = importlib.import_module("brotli")
    except ImportError:
        return None

    def unpack(data: bytes, most: int) -> Body:
        engine, parts, size = brotli.Decompressor(), [], 0
        try:
            part = engine.process(data, output_buffer_limit=most + 1)
            while part and size <= most:
                parts.append(part)
                size += len(part)
                part = engine.process(b"", output_buffer_limit=most + 1)
        except TypeError:  # a version before 1.2, without the bound
            return Body(refused="packed with br, which is not unpacked here")
        except brotli.error:
            return Body(data=b"".join(parts), fault="its compressed body is damaged")
        if size > most:
            return Body(refused=f"unpacks to more than {most} bytes (limit page_bytes)")
        return Body(data=b"".join(parts), fault=None if engine.is_finished() else "its compressed body breaks off")

    return unpack
