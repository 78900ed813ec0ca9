"""Pages made of the fields of a record: an entry of a feed, a row of a table, an agency's item."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from recoupe.records.pages import Capture, Refusal
from recoupe.settings import Limits
from recoupe.stages.capture.readers.pages import About, make_capture
from recoupe.stages.capture.readers.seam import STAGE

TOLD_ROWS = 100  # bad records of one file that are told one by one; the others are counted

_MARKUP = re.compile(
    r"<(?:p|br|div|span|a|html|body|article|section|h[1-6]|ul|ol|li|img|figure|blockquote|table|em|strong|b|i)(?:\s[^<>]*)?/?>",
    re.I,
)
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8}){0,3}", re.I)
_TAG = re.compile(r"<[^<>]{1,500}>")
_THREE = {  # ISO 639-2 and 639-3 to 639-1, for what news tables are written in
    "fra": "fr",
    "fre": "fr",
    "eng": "en",
    "deu": "de",
    "ger": "de",
    "spa": "es",
    "ita": "it",
    "por": "pt",
    "nld": "nl",
    "dut": "nl",
    "rus": "ru",
    "ara": "ar",
    "zho": "zh",
    "tur": "tr",
    "pol": "pl",
    "ukr": "uk",
    "ron": "ro",
}


def make_page(page: str, body: str, about: About, limits: Limits, *, lead: str = "") -> Capture | Refusal:
    """One page of a record: its markup where the body is markup, else title, lead and text as plain lines.

    Bytes are the UTF-8 of that text. A title stands before a plain text; markup is kept as it is (`Declared.title`
    tells the title). A record without words, or larger than `limits.page_bytes`, is a refusal.
    """
    title = (about.declared.title if about.declared else None) or ""
    body = clean(body)
    markup = is_markup(body)
    text = body if markup else _plain_page(title, clean(lead), body)
    if not body.strip():
        return refuse_record(page, "no text", "nothing to do, or name the column that holds the text")
    data = text.encode("utf-8")
    if len(data) > limits.page_bytes:
        reason = f"larger than {limits.page_bytes} bytes (limit page_bytes)"
        return refuse_record(page, reason, "split the record, or raise page_bytes")
    return make_capture(data, page, "html" if markup else "text", text=text, about=about)


def is_markup(text: str) -> bool:
    """Say whether a text is written in HTML."""
    return bool(_MARKUP.search(text))


def refuse_record(page: str, reason: str, mend: str = "mend the record in the file; the others are read") -> Refusal:
    """A refusal of one record, or of the file that holds it."""
    return Refusal(page=page, stage=STAGE, reason=reason, mend=mend)


def clean(text: str) -> str:
    """A text that can be written as UTF-8: half characters and NUL become the replacement mark."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def one_line(value: Any, most: int = 1000) -> str | None:
    """A short value as one line without tags and entities; None where nothing is left or it is no string."""
    if not isinstance(value, str):
        return None
    text = value[: 4 * most]
    if "<" in text:
        text = _TAG.sub(" ", text)
    return " ".join(clean(unescape(text)).split())[:most].strip() or None


def language_code(value: Any) -> str | None:
    """A language as ISO 639-1 ("fr" for "fr-FR", "fra"); None for a name in words."""
    found = _LANGUAGE.fullmatch(value.strip()[:40]) if isinstance(value, str) else None
    code = found.group(1).lower() if found else None
    return _THREE.get(code, code) if code else None


def http_address(value: Any) -> str | None:
    """A web address; None for anything else."""
    text = value.strip()[:4000] if isinstance(value, str) else ""
    return clean(text) if text.lower().startswith(("http://", "https://")) and " " not in text else None


def short_names(names: tuple[str, ...], most: int = 50) -> tuple[str, ...]:
    """Names as single lines, each once."""
    return tuple(dict.fromkeys(name for name in (one_line(item, 200) for item in names[:most]) if name))


def _plain_page(title: str, lead: str, body: str) -> str:
    """Title, lead and text, none of them twice: many exports repeat the title as the first line of the text."""
    body, lead = body.replace("\r\n", "\n").strip(), lead.strip()
    first = " ".join(body[: 4 * len(title) + 200].split("\n", 1)[0].split())
    parts = [title] if title and first.casefold() != title.casefold() else []
    parts += [lead] if lead and not body.startswith(lead) else []
    return "\n\n".join([*parts, body]) + "\n"
