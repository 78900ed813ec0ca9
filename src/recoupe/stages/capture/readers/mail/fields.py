"""The header fields of a mail or of a web archive: names, values, dates, parameters, however damaged."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from email.message import Message
from email.utils import parsedate_to_datetime
from itertools import islice

from recoupe.stages.capture.decoding import decode

FIELD = re.compile(rb"^([!-9;-~]{1,80})[ \t]{0,9}:(.*)$", re.S)  # RFC 5322, with the blank before the colon of old mail
_PARAMETERS = 40  # of one field; RFC 2231 cuts a file's name of 2 KB into as many
_LONGEST = 2048  # characters of one value; the standard library's parsers of parameters take its square in time
_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bq])\?([^?]{0,4000}?)(?:\?=|$)", re.I)
_WORDS = 60  # encoded words of one value that are decoded; a full value holds 27 of the usual length
_BETWEEN = re.compile(r"(\?=)[ \t]+(?==\?[^?\s]{1,40}\?[bq]\?)", re.I)
_DATE = re.compile(
    r"\b(\d{1,2})[ -]([A-Z][a-z]{2})[ -](\d{4}|\d{2}) (\d{1,2}:\d{2}(?::\d{2})?)(?: ([+-]\d{4}|[A-Z]{1,4}))?(?![\d:])"
)
_YEARS = range(1971, 2101)  # a mail of 1970 comes from a clock that was never set


def make_fields(lines: list[bytes]) -> Message:
    """Join the folded lines of a header section and decode their bytes; lines that are no fields are passed over."""
    fields: list[tuple[str, bytearray]] = []
    for line in lines:
        found = FIELD.match(line)
        if line[:1] in b" \t" and fields:
            fields[-1][1].extend(line)
        elif found:
            fields.append((found.group(1).decode("ascii"), bytearray(found.group(2))))
    message = Message()
    for name, value in fields:
        text = decode(bytes(value[:_LONGEST]))[0] if value else ""
        if name.lower().startswith("content-"):
            text = ";".join(text.split(";", _PARAMETERS + 1)[: _PARAMETERS + 1])
        message[name] = re.sub(r"[\r\n\0]+", " ", text).strip()
    return message


def read_words(value: str) -> str:
    """Decode the encoded words of RFC 2047 in a value, also those that are cut short or name a wrong character set.

    Neighbouring words of one set are joined before they are decoded: mailers cut in the middle of a letter.
    """
    value = _BETWEEN.sub(r"\1", value)
    pieces: list[tuple[str, bytes]] = []
    at = 0
    for word in islice(_WORD.finditer(value), _WORDS):
        if word.start() > at:
            pieces.append(("", value[at : word.start()].encode("utf-8", "replace")))
        charset, data = word.group(1).partition("*")[0].lower(), _word_bytes(word.group(2), word.group(3))
        if pieces and pieces[-1][0] == charset:
            data = pieces.pop()[1] + data
        pieces.append((charset, data))
        at = word.end()
    pieces.append(("", value[at:].encode("utf-8", "replace")))
    text = "".join(decode_as(data, charset or "utf-8")[0] for charset, data in pieces)
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def decode_as(data: bytes, declared: str | None, *, markup: bool = False) -> tuple[str, str]:
    """Turn bytes into text by the declared set where they obey it, else by what they are; the set is named.

    Valid UTF-8 goes before the declaration as in `decode`, save for the sets that are written in ASCII bytes.
    """
    name = _text_codec(declared)
    shifted = name is not None and (name.startswith("iso2022") or name in ("utf-7", "hz"))
    text, charset = decode(data, markup=markup)
    if name is None or (not shifted and charset.startswith("utf") and not charset.endswith(")")):
        return text, charset
    name = "cp1252" if name in ("ascii", "iso8859-1", "latin-1") else name  # what browsers do, by the WHATWG standard
    try:
        return data.decode(name), name
    except (UnicodeError, ValueError):
        return text, charset


def read_date(message: Message) -> str | None:
    """The moment in the Date field as ISO 8601, with its zone where one is given; a field that is bad gives None."""
    given = {str(value) for value in message.get_all("Date", [])}
    found = _DATE.search(given.pop().replace(",", ", ").replace("  ", " ")) if len(given) == 1 else None
    if found is None:
        return None
    day, month, year, time, zone = found.groups()
    try:
        moment = parsedate_to_datetime(f"{day} {month} {year} {time} {zone or '-0000'}")
    except (ValueError, TypeError, OverflowError):
        return None
    return moment.isoformat() if moment.year in _YEARS else None


def parameter(message: Message, name: str, field: str = "content-type") -> str | None:
    """A parameter of a field, decoded by RFC 2231 or, where a mailer wrote it so, by RFC 2047."""
    try:
        value = message.get_param(name, header=field)
    except (ValueError, TypeError, LookupError, AttributeError):
        return None
    if isinstance(value, tuple):
        value = decode_as(value[2].encode("latin-1", "replace"), value[0])[0]
    return read_words(value).strip(" \"'") if isinstance(value, str) else None


def decode_transfer(data: bytes, encoding: str) -> bytes:
    """Undo the transfer encoding of a part as far as its bytes go; an unknown encoding leaves them as they are."""
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data)
    if encoding != "base64":
        return data
    clean = re.sub(rb"[^A-Za-z0-9+/]+", b"", data)
    return base64.b64decode(clean[: len(clean) - (len(clean) % 4 == 1)] + b"=" * (-len(clean) % 4))


def _word_bytes(encoding: str, data: str) -> bytes:
    raw = data.encode("utf-8", "replace")
    if encoding in "bB":
        return decode_transfer(raw, "base64")
    return binascii.a2b_qp(raw.replace(b"_", b" ").replace(b"\n", b""), header=True)


def _text_codec(declared: str | None) -> str | None:
    try:
        codec = codecs.lookup((declared or "").strip().encode("ascii", "replace").decode("ascii"))
    except (LookupError, ValueError):
        return None
    return codec.name if getattr(codec, "_is_text_encoding", False) else None
