"""How much the network may cost, and how a page is turned down."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.settings import MEBIBYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What fetching may take at most; what goes over a bound is refused with its name."""

    page_bytes: int = 20 * MEBIBYTE  # one answer as it comes over the wire; what `Limits` allows a page
    total_bytes: int = 1024 * MEBIBYTE  # all answers of one run
    redirects: int = 5
    connect_seconds: float = 10.0
    read_seconds: float = 30.0  # silence in an answer
    page_seconds: float = 120.0  # one answer in all, however slowly it drips
    delay_seconds: float = 1.0  # between two requests to one host, more where its robots.txt asks for it
    longest_delay_seconds: float = 60.0  # a host that asks for more is not fetched from
    robots_bytes: int = 512 * 1024  # read of robots.txt; RFC 9309 asks for 500 KiB at least


class Refused(Exception):  # noqa: N818 - no error: an address that is turned down
    """A page that is not fetched: why, and what would help."""

    def __init__(self, reason: str, mend: str = "") -> None:
        super().__init__(reason)
        self.reason, self.mend = reason, mend
