"""Mailbox files (mbox): the messages one after the other, never the whole file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# "From " + sender + date: without a time and a year on it the line is a sentence of a mail that begins with "From"
_SEPARATOR = re.compile(
    rb"^From \S.{0,200}?\d{1,2}:\d{2}.{0,40}?\b\d{4}\b|^From \S.{0,200}?\b\d{4}\b.{0,20}?\d{1,2}:\d{2}"
)
_QUOTED = re.compile(rb"^>+From ")


def is_separator(line: bytes) -> bool:
    """Say whether a line opens a message of a mailbox file ("From reader@example.org Sat Mar 12 10:22:00 2016")."""
    return line.startswith(b"From ") and _SEPARATOR.match(line[:400]) is not None


@dataclass(slots=True)
class Mailbox:
    """Cuts the lines of a mailbox file into messages; a separator counts at the start and after an empty line."""

    lines: Iterator[bytes]
    _more: bool = field(default=True, init=False)

    def messages(self) -> Iterator[Iterator[bytes]]:
        """Yield the lines of each message; what the caller leaves of one is passed over."""
        first = next(self.lines, None)
        if first is None:
            return
        while self._more:
            message = self._message()
            yield message
            for _ in message:
                pass

    def _message(self) -> Iterator[bytes]:
        blank, starts = False, True
        for line in self.lines:
            if blank and starts and is_separator(line):
                return
            blank = starts and not line.strip(b"\r\n")
            quoted = starts and _QUOTED.match(line)
            starts = line.endswith(b"\n")
            yield line[1:] if quoted else line  # ">From " at a line's start was written by the mailbox, not the sender
        self._more = False
