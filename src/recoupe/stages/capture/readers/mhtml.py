"""Web archives of one page (MHTML), as browsers and office programs save them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import Message
from itertools import chain
from typing import BinaryIO

from recoupe.records.pages import Capture, Refusal
from recoupe.stages.capture.readers.mail import read_names
from recoupe.stages.capture.readers.mail.bodies import HTML, read_body
from recoupe.stages.capture.readers.mail.fields import parameter, read_date, read_words
from recoupe.stages.capture.readers.mail.mime import MimeWalk, Part, read_lines
from recoupe.stages.capture.readers.pages import About, HtmlReader, make_capture
from recoupe.stages.capture.readers.seam import STAGE, Context

# What browsers write as the sender; the older ones in the language of the system, so only the mark is looked for.
_SAVED_BY = re.compile(rb"^(?:from:[^\r\n]{0,80}(?:saved by|enregistr)|snapshot-content-location:)", re.I | re.M)
_RELATED = re.compile(rb"^content-type:\s{0,5}multipart/related\b", re.I | re.M)
_SENT = frozenset({"to", "received", "return-path", "delivered-to", "message-id"})


@dataclass(frozen=True, slots=True)
class MhtmlReader:
    """Pages saved as one file with their pictures: .mhtml, .mht."""

    name: str = "mhtml"
    suffixes: frozenset[str] = field(default=frozenset({".mhtml", ".mht"}))

    def sniff(self, head: bytes) -> bool:
        """Say whether the file opens with the fields of a saved page and not of a mail that was sent."""
        names = read_names(head.removeprefix(b"\xef\xbb\xbf").split(b"\n"))
        if not names:
            return False
        return bool(_SAVED_BY.search(head) or (_RELATED.search(head) and not names & _SENT))

    def read(self, stream: BinaryIO, page: str, context: Context) -> Iterator[Capture | Refusal]:
        """Yield the page at the archive's root, as its part's bytes; its pictures and frames are passed over."""
        lines = read_lines(stream)
        first = next(lines, b"").removeprefix(b"\xef\xbb\xbf")
        if first.lstrip().startswith(b"<"):  # HTML under the suffix of an archive
            yield from HtmlReader().read(io.BytesIO(first + stream.read(context.limits.page_bytes + 1)), page, context)
            return
        walk = MimeWalk(lines=chain([first], lines), wanted=_is_text, limits=context.limits)
        part = _find_root(walk, context.limits.page_bytes)
        if part is None:
            yield _refuse(page, walk.damage or "no page in the archive", "save the page again, or as HTML only")
        elif len(part.body) > context.limits.page_bytes:
            reason = f"a page of more than {context.limits.page_bytes} bytes (limit page_bytes)"
            yield _refuse(page, reason, "raise page_bytes")
        else:
            yield _make_capture(part, walk.top, page)
            if not part.whole:
                reason = f"damaged archive, the page is read up to the damage: {walk.damage or 'the page is cut off'}"
                yield _refuse(page, reason, "save the page again")


def _find_root(walk: MimeWalk, page_bytes: int) -> Part | None:
    """The part that the archive names as its start, else its first HTML; an empty one gives way to the next frame.

    The walk ends there: what follows the page are its pictures.
    """
    start: str | None = None
    kept: Part | None = None
    for part in walk.parts():
        start = start or parameter(walk.top, "start") or ""
        if not part.held or len(part.body) > page_bytes:
            kept = part if kept is None and part.held else kept
            continue
        if _is_start(part, start):
            if read_body(part).letters:
                return part
        elif kept is None or _rank(part) > _rank(kept):
            kept = part
            if not start and _rank(part) == 2:
                return part
    return kept


def _is_start(part: Part, start: str) -> bool:
    named = str(part.fields.get("Content-ID", "")).strip(" <>")
    return bool(start) and named == start.strip(" <>")


def _rank(part: Part) -> int:
    """HTML with words in it, then a plain text, then an empty frame."""
    if not read_body(part).letters:
        return 0
    return 2 if part.media in HTML else 1


def _is_text(_: Message, media: str) -> bool:
    return media in HTML or media == "text/plain"


def _make_capture(part: Part, top: Message, page: str) -> Capture:
    body = read_body(part)
    about = About(url=_address(part, top), fetched=read_date(top))
    capture = make_capture(part.body, page, "html" if body.marked_up else "text", text=body.text, about=about)
    return replace(capture, charset=body.charset, verbatim=body.marked_up)


def _address(part: Part, top: Message) -> str | None:
    places = [part.fields.get("Content-Location"), top.get("Snapshot-Content-Location"), top.get("Content-Location")]
    for place in places:
        url = re.sub(r"\s+", "", read_words(str(place or "")))
        if url.startswith(("http://", "https://")):
            return url
    return None


def _refuse(page: str, reason: str, mend: str) -> Refusal:
    return Refusal(page=page, stage=STAGE, reason=reason, mend=mend)
