"""Single pages, HTML and plain text, and what every reader makes its captures and refusals with."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from recoupe.records.ids import make_id
from recoupe.records.pages import Capture, Declared, MediaType, Refusal
from recoupe.settings import Limits
from recoupe.stages.capture.decoding import decode, looks_binary
from recoupe.stages.capture.readers.seam import SNIFF, STAGE, Context

# A comment ends at its first mark and is never tried again: five of them in all their lengths would take hours.
_HTML_HEAD = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}+-->\s*){0,5}+"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_MARKUP = re.compile(rb"<(?:html|head|body|meta|title|div|p|article|script)\b", re.I)
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s>]{1,2000})", re.I)
_PIECE = 256 * 1024
_HOST = re.compile(r"https?://(?:[^/@?#]*@)?(?:www\.)?(?P<host>[^/:?#]+)", re.I)
_KNOWN = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "an image or sound",
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"SQLite format 3": "an SQLite database",
    b"wOF": "a font",
    b"ID3": "a sound file",
    b"\xd0\xcf\x11\xe0": "an old office document",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a container tells of one of its pages; `charset` is the character set that it was sent with."""

    url: str | None = None
    fetched: str | None = None
    record: str | None = None
    declared: Declared | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class HtmlReader:
    """Web pages saved as HTML."""

    name: str = "html"
    suffixes: frozenset[str] = field(default=frozenset({".html", ".htm", ".xhtml", ".shtml"}))

    def sniff(self, head: bytes) -> bool:
        """Say whether the file opens as an HTML document does."""
        return bool(_HTML_HEAD.match(head)) and not looks_binary(head)

    def read(self, stream: BinaryIO, page: str, context: Context) -> Iterator[Capture | Refusal]:
        """Yield the page; a file with no markup at all is read as the text that it is."""
        data = read_bounded(stream, page, context.limits)
        if isinstance(data, Refusal):
            yield data
            return
        saved = _SAVED_FROM.search(data, 0, SNIFF)
        url = saved.group(1).decode("utf-8", "replace") if saved else None
        kind: MediaType = "html" if _MARKUP.search(data) or _wide_markup(data) else "text"
        yield make_capture(data, page, kind, about=About(url=url))


@dataclass(frozen=True, slots=True)
class TextReader:
    """Pages saved as plain text, and flattened web pages (WET)."""

    name: str = "text"
    suffixes: frozenset[str] = field(default=frozenset({".txt", ".text", ".md", ".markdown"}))

    def sniff(self, head: bytes) -> bool:
        """Say whether the file is text of any kind."""
        return not looks_binary(head)

    def read(self, stream: BinaryIO, page: str, context: Context) -> Iterator[Capture | Refusal]:
        """Yield the page, or why it is none."""
        data = read_bounded(stream, page, context.limits)
        yield data if isinstance(data, Refusal) else make_capture(data, page, "text")


def read_bounded(stream: BinaryIO, page: str, limits: Limits) -> bytes | Refusal:
    """Read one page's bytes, never more than one over the limit; what is no page becomes a refusal."""
    data = read_at_most(stream, limits.page_bytes + 1)
    if len(data) > limits.page_bytes:
        return Refusal(
            page=page,
            stage=STAGE,
            reason=f"larger than {limits.page_bytes} bytes (limit page_bytes)",
            mend="split the file into its pages, or raise page_bytes",
        )
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xfe\xff"):
        return Refusal(page=page, stage=STAGE, reason="empty file", mend="save the page again")
    if looks_binary(data[:SNIFF]) or _named(data):
        return refuse_binary(data, page)
    return data


def read_at_most(stream: BinaryIO, count: int) -> bytes:
    """Read so many bytes, fewer at the end of the file.

    In pieces: a buffered stream sets aside as much memory as it is asked for, whatever comes.
    """
    pieces: list[bytes] = []
    while count > 0:
        piece = stream.read(min(count, _PIECE))
        if not piece:
            break
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def refuse_binary(head: bytes, page: str) -> Refusal:
    """Say what a file that is no text seems to be."""
    return Refusal(
        page=page,
        stage=STAGE,
        reason=f"not a text or HTML page but {_named(head) or 'binary data'}",
        mend="save the page as HTML or as text",
    )


def make_capture(
    data: bytes, page: str, media_type: MediaType, *, text: str | None = None, about: About = About()
) -> Capture:
    """Keep a page: its bytes verbatim, their SHA-256, and the text they decode to.

    `text` is given where the reader made it out of the bytes (`Capture.verbatim` is then false), `about` what the
    container tells of the page. The same bytes under one outlet or host are one page; under two they are two, for a
    dispatch that two outlets print word by word is what the dossier has to see.
    """
    digest = hashlib.sha256(data).hexdigest()
    if text is None:
        decoded, charset = decode(data, markup=media_type == "html", declared=about.charset)
    else:
        decoded, charset = text, "utf-8"
    return Capture(
        id=make_id("k", digest, *_house(about)),
        page=page,
        sha256=digest,
        media_type=media_type,
        charset=charset,
        data=data,
        text=decoded,
        url=about.url,
        fetched=about.fetched,
        record=about.record,
        verbatim=text is None,
        declared=about.declared,
    )


def _house(about: About) -> Iterator[str]:
    """Whose page it is, as far as the container tells: the outlet's name and the host of the address."""
    if about.declared and about.declared.outlet:
        yield about.declared.outlet
    host = _HOST.match(about.url or "")
    if host:
        yield host["host"].lower()


def _named(head: bytes) -> str | None:
    """What the first bytes say the file is; the marks in letters only count where the rest is no text either."""
    for magic, what in _KNOWN.items():
        if head.startswith(magic) and (magic == b"%PDF-" or looks_binary(head[:SNIFF])):
            return what
    return None


def _wide_markup(data: bytes) -> bool:
    return bool(_MARKUP.search(data[:SNIFF].replace(b"\0", b"")))
