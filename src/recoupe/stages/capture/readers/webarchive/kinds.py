"""Which records of a web archive are pages: by their type, their HTTP status, and a look inside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from recoupe.stages.capture.decoding import looks_binary
from recoupe.stages.capture.readers.pages import HtmlReader
from recoupe.stages.capture.readers.seam import SNIFF

Kind = Literal["html", "text", "unsure"]

_SILENT = frozenset({"request", "metadata", "warcinfo", "", "warc-stats"})
_HTML = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_UNSURE = frozenset(
    {"", "application/octet-stream", "application/unknown", "unknown/unknown", "application/xml", "text/xml", "text"}
)
_OTHER = (
    (r"image/", "is an image (not a page)", "are images (not pages)"),
    (r"(video|audio)/|application/(ogg|vnd\.apple\.mpegurl|dash)", "is a film or sound", "are films or sounds"),
    (r"(application/)?font|application/(x-|vnd\.ms-)font", "is a font", "are fonts"),
    (r"text/css", "is a style sheet", "are style sheets"),
    (r"(text|application)/(x-)?(java|ecma)script", "is a script", "are scripts"),
    (r"application/(.*\+)?json|text/json|application/manifest", "is data (JSON)", "are data (JSON)"),
    (r"application/(rss|atom|rdf)\+xml", "is a feed", "are feeds"),
    (r"application/pdf", "is a PDF document", "are PDF documents"),
    (r"application/(zip|gzip|x-gzip|x-tar|x-rar|x-7z)", "is an archive", "are archives"),
    (r"application/(msword|vnd\.)", "is an office document", "are office documents"),
)
_SAVE = "save it by itself and give the file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Why a record is no page, for one and for many; `one` empty where nobody needs to know."""

    one: str
    many: str
    mend: str = ""


NOTHING = Other(one="", many="")


def other_record(record_type: str, url: str, media_type: str) -> Other | None:
    """Say why a record of this type is no page; None where it may be one."""
    if record_type in _SILENT or url.startswith(("dns:", "whois:", "ntp:", "metadata:", "urn:pageinfo:")):
        return NOTHING
    if media_type == "text/dns":
        return NOTHING
    if record_type == "revisit":
        words = "an address fetched again whose content is stored elsewhere (revisit)"
        mend = "give the archive that holds the first capture too"
        return Other(one=f"is {words}", many=words.replace("an address", "are addresses", 1), mend=mend)
    if record_type == "continuation":
        return Other(one="is a part of a divided record", many="are parts of divided records")
    if url.startswith("urn:") and record_type == "resource":
        made = "made by the crawler out of a page (a view or its text)"
        return Other(one=f"was {made}", many=f"were {made}")
    if record_type not in ("response", "resource", "conversion"):
        return Other(one="is of a type that WARC does not know", many="are of types that WARC does not know")
    return None


def other_status(status: int) -> Other | None:
    """Say why an HTTP answer with this status is no page; None for success."""
    if 200 <= status < 300 and status not in (204, 205, 206):
        return None
    if status == 206:
        return Other(one="is a part of a file (HTTP 206)", many="are parts of files (HTTP 206)")
    if 300 <= status < 400:
        return Other(one="is a redirect (HTTP 3xx)", many="are redirects (HTTP 3xx)")
    if 400 <= status < 600:
        group = status // 100
        return Other(one=f"is an error page (HTTP {group}xx)", many=f"are error pages (HTTP {group}xx)")
    return Other(one="is an answer without a page", many="are answers without a page")


def kind_of(media_type: str) -> Kind | Other:
    """What the declared type says: a page of HTML or of text, not sure, or why it is no page."""
    if media_type in _HTML:
        return "html"
    if media_type in ("text/plain", "text/markdown"):
        return "text"
    if media_type in _UNSURE:
        return "unsure"
    for pattern, one, many in _OTHER:
        if re.match(pattern, media_type):
            mend = _SAVE if "PDF" in one or "feed" in one else ""
            return Other(one=one, many=many, mend=mend)
    return Other(one="is of another type (not a page)", many="are of other types (not pages)")


def look_inside(data: bytes, kind: Kind) -> Literal["html", "text"] | Other:
    """Hold the declared type against the content: HTML that is sent as text is HTML, a picture sent as HTML is none."""
    head = data[:SNIFF]
    if not data.strip(b" \t\r\n\0"):
        return Other(one="is empty", many="are empty")
    if looks_binary(head):
        return Other(one="is no text, whatever its header says", many="are no text, whatever their headers say")
    if kind == "html":
        return "html" if b"<" in data else "text"
    if HtmlReader().sniff(head):
        return "html"
    if kind == "text":
        return "text"
    return Other(one="is of no stated type and no HTML", many="are of no stated type and no HTML")
