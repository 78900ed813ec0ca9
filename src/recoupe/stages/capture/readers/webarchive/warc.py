"""Web archives (WARC) and the flattened text of them (WET)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from recoupe.records.pages import Capture, Refusal
from recoupe.settings import Limits
from recoupe.stages.capture.readers.pages import About, make_capture
from recoupe.stages.capture.readers.seam import Context
from recoupe.stages.capture.readers.webarchive.bodies import Answer, content_type, decode_body, read_answer
from recoupe.stages.capture.readers.webarchive.kinds import Other, kind_of, look_inside, other_record, other_status
from recoupe.stages.capture.readers.webarchive.records import Damage, Record, read_records
from recoupe.stages.capture.readers.webarchive.tally import Tally
from recoupe.stages.capture.readers.webarchive.unpacking import Unpacker, opens
from recoupe.stages.capture.readers.webarchive.window import Window

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")
_LONGEST = 1000  # characters of an address in a page's label
_CUT = "cut by the crawler (WARC-Truncated): read as far as it goes"
_DAMAGED = "read as far as it goes; fetch the archive again for the rest"


@dataclass(frozen=True, slots=True)
class WarcReader:
    """Web archives, packed or plain, and their text and metadata files (WET, WAT).

    Memory: one record at a time, and 8 bytes of hash for each address, by which a repeated one is told ("#2").
    """

    name: str = "warc"
    suffixes: frozenset[str] = field(
        default=frozenset({".warc", ".warc.gz", ".wet", ".wet.gz", ".wat", ".wat.gz", ".warc.zst"})
    )

    def sniff(self, head: bytes) -> bool:
        """Say whether the file opens with a WARC record, packed or not."""
        return opens(head)

    def read(self, stream: BinaryIO, page: str, context: Context) -> Iterator[Capture | Refusal]:
        """Yield the pages of the archive (ARCHIVE!URL), its damage, and what else it holds, counted."""
        tally = Tally(page)
        seen: dict[int, int] = {}
        source = Unpacker(stream, context.opened(stream).budget)
        for item in read_records(Window(source), context.limits):
            if isinstance(item, Damage):
                yield from tally.tell(page, "damage", f"record {item.number} at {item.place}: {item.reason}", _DAMAGED)
                continue
            if item.fault:
                reason = f"record {item.number} at {item.place}: {item.fault}"
                yield from tally.tell(page, "wrong lengths", reason, "read as far as the next record; check the page")
            yield from _page(item, page, context.limits, tally, seen)
        yield from tally.total()


def _page(
    record: Record, archive: str, limits: Limits, tally: Tally, seen: dict[int, int]
) -> Iterator[Capture | Refusal]:
    """The page that a record holds, or why it holds none."""
    url = record.headers.get("warc-target-uri", "").strip().strip("<>")
    record_type = record.headers.get("warc-type", "").lower()
    other = other_record(record_type, url, content_type(record.headers.get("content-type", ""))[0])
    answer = read_answer(record.block) if other is None and record_type == "response" else None
    if other is None and answer is not None:
        other = other_status(answer.status)
    headers = answer.headers if answer else dict(record.headers) if record_type != "response" else {}
    media_type, charset = content_type(headers.get("content-type", ""))
    kind = other or kind_of(media_type or content_type(record.headers.get("warc-identified-payload-type", ""))[0])
    if isinstance(kind, Other):
        _count(tally, kind)
        return
    label = _label(archive, url, record, seen)
    if not record.whole:
        reason = f"larger than {limits.page_bytes} bytes (limit page_bytes): record {record.number} at {record.place}"
        yield from tally.tell(label, "records larger than page_bytes", reason, "raise page_bytes")
        return
    body = _body(record, answer, limits)
    if isinstance(body, str):
        yield from tally.tell(label, "bodies that do not unpack", body, "fetch the page again")
        return
    data, fault = body
    if fault and not data:
        yield from tally.tell(label, "bodies that do not unpack", fault, "fetch the page again")
        return
    shape = look_inside(data, kind)
    if isinstance(shape, Other):
        _count(tally, shape)
        return
    if fault:
        reason = f"{fault}: read as far as it goes"
        yield from tally.tell(label, "bodies that break off", reason, "fetch the page again for the rest")
    if record.headers.get("warc-truncated"):
        tally.count(f"was {_CUT}", f"were {_CUT}", "fetch the page again for the rest")
    about = About(url=url or None, fetched=_moment(record), record=_name(record), charset=charset)
    tally.captures += 1
    yield make_capture(data, label, shape, about=about)


def _body(record: Record, answer: Answer | None, limits: Limits) -> tuple[bytes, str | None] | str:
    """The page's bytes and where they broke off; or why there are none."""
    if answer is None:
        return (record.block, None) if len(record.block) <= limits.page_bytes else _too_large(limits)
    body = decode_body(record.block[answer.begins :], answer.headers, limits.page_bytes)
    return body.refused or (body.data, body.fault)


def _too_large(limits: Limits) -> str:
    return f"larger than {limits.page_bytes} bytes (limit page_bytes)"


def _count(tally: Tally, other: Other) -> None:
    if other.one:
        tally.count(other.one, other.many, other.mend)


def _label(archive: str, url: str, record: Record, seen: dict[int, int]) -> str:
    """ARCHIVE!URL, and which capture of this address it is from the second on."""
    address = _UNSAFE.sub(lambda found: f"%{ord(found.group()):02X}", url) or f"record {record.number}"
    if len(address) > _LONGEST:
        address = f"{address[:_LONGEST]}…{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()[:8]}"
    key = int.from_bytes(hashlib.blake2b(address.encode("utf-8", "replace"), digest_size=8).digest())
    count = seen[key] = seen.get(key, 0) + 1
    return f"{archive}!{address}" + (f"#{count}" if count > 1 else "")


def _moment(record: Record) -> str | None:
    """When the page was fetched, where the record states it as ISO 8601."""
    stated = record.headers.get("warc-date", "").strip()
    return stated if _MOMENT.fullmatch(stated) else None


def _name(record: Record) -> str | None:
    return record.headers.get("warc-record-id", "").strip().strip("<>")[:200] or None
