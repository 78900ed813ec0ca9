"""The records of a web archive, one after the other, with what is wrong with each.

warcio's iterator skips what stands behind a cut gzip stream in silence, refuses an archive in one gzip member and
breaks on wrong lengths (its issues 138 and 140); people's archives are like that, so the records are read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recoupe.settings import Limits
from recoupe.stages.capture.readers.webarchive.unpacking import PIECE
from recoupe.stages.capture.readers.webarchive.window import Window, record_inside

HEADER_BYTES = 64 * 1024  # of one record's own header, and of the HTTP header inside it
_READ_AGAIN = 2 * 1024**3  # bytes that wrong lengths may make us read twice in one archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record: its header (names in lower case), its block, and its number and place for messages.

    `whole` is false where the block is larger than allowed: `block` then holds its beginning only. `fault` says, in the
    user's words, what is wrong with a record that could be read all the same.
    """

    number: int
    place: str
    headers: Mapping[str, str]
    block: bytes
    size: int
    whole: bool = True
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A place of the archive where there is no record that can be read, and why."""

    number: int
    place: str
    reason: str


def read_records(window: Window, limits: Limits) -> Iterator[Record | Damage]:
    """Yield the archive's records and its damage, in the order of the file; never holds more than one record.

    A block of up to `limits.page_bytes` and a header is held, of a larger one its first 64 KiB. A length that does not
    agree with where the next record opens is mended by the latter, and told.
    """
    number, again, told, doubt = 0, 0, False, False
    while True:
        stray = 0 if window.at_record() else window.until_record(0)[1]
        if stray:
            yield Damage(number=number + 1, place=_place(window, window.at - stray), reason=_no_record(stray))
        window.skip_blank()
        if window.ended():
            reason, go_on = _end(window)
            if reason and not told:
                yield Damage(number=number + 1, place=_place(window, window.at), reason=reason)
            if not go_on:
                return
            told = False
            continue
        number += 1
        if number > limits.container_records or again > _READ_AGAIN:
            yield Damage(number=number, place=_place(window, window.at), reason=_too_much(again, limits))
            return
        item, back = _read_one(window, number, limits, doubt=doubt)
        doubt = doubt or (isinstance(item, Record) and item.fault is not None)
        told = isinstance(item, Damage) and window.ended()
        again += back
        yield item


def _read_one(window: Window, number: int, limits: Limits, *, doubt: bool) -> tuple[Record | Damage, int]:
    """A record or why it is none, and the bytes that will be read again.

    In an archive that stated a wrong length before (`doubt`) a length that happens to end at another record's opening
    is not believed where records stand in between; in others a page may well quote a web archive.
    """
    place = _place(window, window.at)
    headers = _headers(window)
    if headers is None:
        reason = f"cut off in its header: {_why(window)}" if window.ended() else "its header does not read as one"
        return Damage(number=number, place=place, reason=reason), 0
    stated = headers.get("content-length", "").strip()
    length = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 19 else None
    if length is None:
        block, count = window.until_record(limits.page_bytes)
        size = count if count > len(block) else len(block.rstrip(b"\r\n"))
        fault = f"its header states {_length(stated)}; read up to the next record"
        return _record(number, place, headers, (block[:size], size), fault), 0
    if length > limits.page_bytes + HEADER_BYTES:
        return _read_large(window, number, place, headers, length)
    block = window.take(length)
    if window.at_record() and len(block) == length and not (doubt and record_inside(block) is not None):
        return _record(number, place, headers, (block, length)), 0
    return _mend(window, number, place, headers, block, length)


def _mend(
    window: Window, number: int, place: str, headers: Mapping[str, str], block: bytes, length: int
) -> tuple[Record | Damage, int]:
    """A record behind whose block no record opens: its length is wrong, or it is cut off."""
    inside = record_inside(block)
    if inside is not None:
        window.give_back(block[inside:])
        fault = f"its header states {length} bytes, the next record opens after {inside}"
        return _record(number, place, headers, (block[:inside], inside), fault), len(block) - inside
    if len(block) < length:
        reason = f"cut off after {len(block)} of its {length} bytes: {_why(window)}"
        return Damage(number=number, place=place, reason=reason), 0
    more, count = window.until_record(max(PIECE, len(block)))
    size = length + (count if count > len(more) else len(more.rstrip(b"\r\n")))
    fault = f"its header states {length} bytes, {size - length} more stand before the next record"
    return _record(number, place, headers, ((block + more)[:size], size), fault), 0


def _read_large(
    window: Window, number: int, place: str, headers: Mapping[str, str], length: int
) -> tuple[Record | Damage, int]:
    """A record over the limit: its beginning is kept, the rest passed over, or the wrong length that made it large."""
    head = window.take(PIECE)
    inside = record_inside(head)
    if inside is not None:
        window.give_back(head[inside:])
        fault = f"its header states {length} bytes, the next record opens after {inside}"
        return _record(number, place, headers, (head[:inside], inside), fault), len(head) - inside
    passed = len(head) + window.until_record(0, length - len(head))[1]
    if passed < length and window.ended():
        reason = f"cut off after {passed} of its {length} bytes: {_why(window)}"
        return Damage(number=number, place=place, reason=reason), 0
    return _record(number, place, headers, (head, passed)), 0


def _record(
    number: int, place: str, headers: Mapping[str, str], block: tuple[bytes, int], fault: str | None = None
) -> Record:
    data, size = block
    return Record(
        number=number, place=place, headers=headers, block=data, size=size, whole=size <= len(data), fault=fault
    )


def _headers(window: Window) -> dict[str, str] | None:
    """A record's header by lower-case names, the first of several wins; None where it is cut off or none."""
    first = window.line(64)
    if not first.startswith(b"WARC/") or not first.endswith(b"\n"):
        return None
    headers: dict[str, str] = {}
    read, last = 0, ""
    while read < HEADER_BYTES:
        line = window.line(HEADER_BYTES)
        read += len(line)
        if not line.endswith(b"\n"):
            return None
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return headers
        if text[0] in " \t" and last:
            headers[last] += " " + text.strip()
            continue
        name, colon, value = text.partition(":")
        if colon:
            last = name.strip().lower()
            headers.setdefault(last, value.strip())
    return None


def _why(window: Window) -> str:
    return window.source.over or window.source.problem or "the archive ends"


def _end(window: Window) -> tuple[str | None, bool]:
    """Why the archive ends here, if not because it is done, and whether there is a sound record behind the damage."""
    reason = window.source.over or window.source.problem
    if reason is None:
        return None, False
    go_on = window.resume()
    return window.source.over or reason, go_on


def _place(window: Window, at: int) -> str:
    """The place of an unpacked byte in the user's file."""
    begins = window.place(at)
    if not window.source.gzip:
        return f"byte {at}"
    return (
        f"byte {begins}" if at == window.member_start() else f"byte {at} unpacked, in the gzip member at byte {begins}"
    )


def _no_record(count: int) -> str:
    return f"{count} bytes are no record and were passed over"


def _too_much(again: int, limits: Limits) -> str:
    if again > _READ_AGAIN:
        return "too many records state wrong lengths"
    return f"more than {limits.container_records} records (limit container_records)"


def _length(stated: str) -> str:
    return f"the length {stated[:40]!r}" if stated else "no length"
