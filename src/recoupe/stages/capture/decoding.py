"""Bytes into text: which character set a page is written in."""

from __future__ import annotations

import codecs
import re

HEAD = 4096  # bytes searched for a declaration; the HTML standard searches 1024, saved pages push it further down
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,400}?charset|\?xml\b[^>]{0,200}?encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.I
)
_LATIN = frozenset({"ascii", "iso8859-1", "latin-1", "iso8859-15"})
# Codecs of Python's that are no character sets of pages; some take quadratic time on long input.
_NO_PAGE = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7", "mbcs", "oem"})
_DAMAGE = 0.001  # wrong bytes per byte up to which a page still counts as UTF-8 with damage


def decode(data: bytes, *, markup: bool = False, declared: str | None = None) -> tuple[str, str]:
    """Turn a page's bytes into text and name the character set; a guessed one says so in brackets.

    In this order: a byte order mark (it stays in the text as U+FEFF, so that offsets count as in the file), UTF-8
    where every byte agrees, the set that the page was sent with (`declared`: its HTTP or mail header), the one that
    its markup declares (`markup`), UTF-8 with a few damaged bytes, cp1252, Latin-1. Line ends are untouched. UTF-8
    goes before the declarations because bytes that happen to be valid UTF-8 in another set are next to unknown, while
    wrong declarations are common; the header goes before the markup as in the HTML standard.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), f"{wide} (guessed)"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    for stated in (_codec(declared) if declared else None, _declared(data) if markup else None):
        if stated:
            try:
                return data.decode(stated), stated
            except UnicodeError:
                pass
    return _guess(data)


def looks_binary(head: bytes) -> bool:
    """Say whether the first bytes of a file are no text: NUL bytes, or many control characters."""
    if any(head.startswith(mark) for mark, _ in _BOMS) or _wide(head):
        return False
    if b"\0" in head:
        return True
    controls = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 27) for byte in head)
    return controls > len(head) * 0.02


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in Latin script every second byte is NUL and the others are not."""
    head = data[: HEAD - HEAD % 2]
    pairs = len(head) // 2
    if pairs < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.7 * pairs and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * pairs and odd == 0 else None


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data, 0, HEAD)
    return _codec(found.group(1).decode("latin-1")) if found else None


def _codec(label: str) -> str | None:
    """The character set that a declaration means; None where it is none that Python knows."""
    try:
        codec = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    name = codec.name
    if name in _LATIN:
        return "cp1252" if name != "iso8859-15" else name  # what browsers do, by the WHATWG encoding standard
    return name if getattr(codec, "_is_text_encoding", True) and name.replace("-", "_") not in _NO_PAGE else None


def _guess(data: bytes) -> tuple[str, str]:
    repaired = data.decode("utf-8", "replace")
    damage = repaired.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    sound = sum(character > "\x7f" for character in repaired) - repaired.count("\ufffd")
    if sound >= damage * 4 and damage <= max(1, len(data) * _DAMAGE):
        return repaired, "utf-8 (damaged)"
    try:
        return data.decode("cp1252"), "cp1252 (guessed)"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1 (guessed)"
