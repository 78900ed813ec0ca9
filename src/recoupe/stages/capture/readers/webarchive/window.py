"""A window on an unpacked web archive: lines, blocks, and the way to the next record."""

from __future__ import annotations

import re
from collections import deque

from recoupe.stages.capture.readers.webarchive.unpacking import Unpacker

_OPENING = re.compile(rb"\r?\n\r?\nWARC/[01]\.\d{1,2}\r?\n")
_RECORD = b"WARC/"
_WORD = b"\n" + _RECORD
_LONGEST = 24  # bytes of the longest opening
_AHEAD = 256  # bytes looked at for the record that should follow


class Window:
    """The archive's bytes from `at` on (counted unpacked); what was taken can be given back."""

    def __init__(self, source: Unpacker) -> None:
        self.source = source
        self.at = 0
        self._held = bytearray()
        self._members: deque[tuple[int, int]] = deque()  # where members begin, unpacked and in the file

    def line(self, most: int) -> bytes:
        """Take a line with its end, of at most `most` bytes."""
        searched = 0
        while True:
            end = self._held.find(b"\n", searched, most)
            if end >= 0 or len(self._held) >= most:
                return self._cut(end + 1 if end >= 0 else most)
            searched = len(self._held)
            if not self._more():
                return self._cut(len(self._held))

    def take(self, count: int) -> bytes:
        """Take `count` bytes, fewer where the archive ends or breaks."""
        while len(self._held) < count and self._more():
            pass
        return self._cut(min(count, len(self._held)))

    def give_back(self, data: bytes) -> None:
        """Put the last taken bytes back."""
        self._held[:0] = data
        self.at -= len(data)

    def skip_blank(self) -> None:
        """Pass over blank lines."""
        while True:
            self._cut(len(self._held) - len(self._held.lstrip(b"\r\n")))
            if self._held or not self._more():
                return

    def at_record(self) -> bool:
        """Say whether a record opens here, or behind blank lines, or the archive ends; nothing is taken."""
        while len(self._held) < _AHEAD and self._more():
            pass
        rest = self._held[:_AHEAD].lstrip(b"\r\n")
        return rest.startswith(_RECORD) or _RECORD.startswith(rest)  # a cut one may end in the word

    def until_record(self, keep: int, most: int | None = None) -> tuple[bytes, int]:
        """Pass over what lies before the next record, at most `most` bytes; give the first `keep`, tell how many."""
        kept, count = bytearray(), 0
        while most is None or count < most:
            while len(self._held) <= _LONGEST and self._more():
                pass
            found = record_inside(self._held)
            free = found if found is not None else max(0, len(self._held) - _LONGEST)
            ended = found is None and not free
            data = self._cut(min(len(self._held) if ended else free, len(self._held) if most is None else most - count))
            count += len(data)
            kept += data[: max(0, keep - len(kept))]
            if found is not None or not data:
                break
        return bytes(kept), count

    def place(self, at: int) -> int:
        """Where in the file the gzip member with the unpacked byte `at` begins; in a plain archive, `at` itself."""
        if not self.source.gzip:
            return at
        while len(self._members) > 1 and self._members[1][0] <= at:
            self._members.popleft()
        return self._members[0][1] if self._members else 0

    def member_start(self) -> int:
        """The unpacked byte with which the gzip member begins that `place` was asked for last."""
        return self._members[0][0] if self._members else 0

    def ended(self) -> bool:
        """Say whether nothing more can be read from here, for whatever reason."""
        return not self._held and not self._more()

    def resume(self) -> bool:
        """Go on behind damage, where there is a sound record; what is held of the damaged one is dropped."""
        self._cut(len(self._held))
        return self.source.resume()

    def _more(self) -> bool:
        data = self.source.next_piece()
        if not data:
            return False
        if not self._members or self._members[-1][1] != self.source.member:
            self._members.append((self.at + len(self._held), self.source.member))
        self._held += data
        return True

    def _cut(self, count: int) -> bytes:
        data = bytes(self._held[:count])
        del self._held[:count]
        self.at += count
        return data


def record_inside(block: bytes | bytearray) -> int | None:
    """Where in a record's block the next record opens, which a wrong length has swallowed; None where none does."""
    at = block.find(_WORD)  # ten times faster than the pattern, which most blocks need not be searched for
    while at >= 0:
        found = _OPENING.search(block, max(0, at - 3), at + _LONGEST)
        if found:
            return found.start()
        at = block.find(_WORD, at + 1)
    return None
