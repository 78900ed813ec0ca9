"""What a host's robots.txt allows, and how long it wants us to wait between two requests."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from urllib.parse import urljoin

from protego import Protego

from recoupe.fetching.addresses import Addresses, Target
from recoupe.fetching.bounds import Bounds, Refused
from recoupe.fetching.requesting import TOKEN, Exchange, request

_REDIRECTS = (301, 302, 303, 307, 308)
_AGENTS = 2000  # "User-agent" lines in one robots.txt; reading takes time by their number times that of the rules
_MEND = "ask the publisher, or save the page with a browser"


class Manners:
    """Asks politely: one request at a time to a host, with its delay between them, and only what it allows."""

    def __init__(self, bounds: Bounds, addresses: Addresses, sleep: Callable[[float], None] = time.sleep) -> None:
        self._bounds, self._addresses, self._sleep = bounds, addresses, sleep
        self._rules: dict[tuple[bool, str, int], Protego | Refused] = {}
        self._last: dict[str, float] = {}

    def allow(self, target: Target) -> None:
        """Raise Refused where the host's robots.txt forbids the page, or cannot be had (RFC 9309)."""
        if target.origin not in self._rules:
            self._rules[target.origin] = self._ask(target)
        rules = self._rules[target.origin]
        if isinstance(rules, Refused):
            raise Refused(rules.reason, rules.mend)
        if not rules.can_fetch(target.url, TOKEN):
            raise Refused(f"the robots.txt of {target.host} does not allow it", _MEND)

    def wait(self, target: Target) -> None:
        """Wait until the host may be asked again; raises Refused where it wants more patience than we have."""
        rules = self._rules.get(target.origin)
        asked = float(rules.crawl_delay(TOKEN) or 0) if isinstance(rules, Protego) else 0.0
        if not asked <= self._bounds.longest_delay_seconds:  # "nan" too
            reason = f"the robots.txt of {target.host} asks for {asked:g} seconds between two pages"
            raise Refused(reason, "save the page with a browser")
        due = self._last.get(target.host, -1e9) + max(asked, self._bounds.delay_seconds)
        left = due - time.monotonic()
        if left > 0:
            self._sleep(left)
        self._last[target.host] = time.monotonic()

    def _ask(self, target: Target) -> Protego | Refused:
        place = f"{'https' if target.secure else 'http'}://{target.host_header}/robots.txt"
        try:
            answer = self._follow(place)
        except Refused as refused:
            return Refused(f"the robots.txt of {target.host} cannot be had: {refused.reason}", "try again later")
        if answer is not None and 200 <= answer.status < 300:
            return _parse(answer, target.host, self._bounds.robots_bytes)
        if answer is None or (400 <= answer.status < 500 and answer.status != 429):
            return Protego.parse("")  # no robots.txt: nothing is forbidden
        reason = f"the robots.txt of {target.host} cannot be had: the server answers {answer.status}"
        return Refused(reason, "try again later")

    def _follow(self, place: str) -> Exchange | None:
        """The answer at the end of the redirects; None where there are too many (RFC 9309: as if there were none)."""
        for _ in range(self._bounds.redirects + 1):
            target = self._addresses.check(place)
            self.wait(target)
            answer = request(target, self._bounds, self._bounds.robots_bytes, cut=True)
            onward = answer.header("Location")
            if answer.status not in _REDIRECTS or not onward:
                return answer
            place = resolve(target.url, onward)
        return None


def resolve(base: str, onward: str) -> str:
    """The address that a redirect leads to; raises Refused where it reads as none."""
    try:
        return urljoin(base, onward.encode("latin-1", "replace").decode("utf-8", "replace").strip())
    except ValueError as problem:
        raise Refused(f"redirects to something that is no address ({problem})") from problem


def _parse(answer: Exchange, host: str, most: int) -> Protego | Refused:
    text = _plain(answer, most).decode("utf-8-sig", "replace")
    if text.lower().count("agent") > _AGENTS:
        return Refused(f"the robots.txt of {host} cannot be read: too many user agents", _MEND)
    return Protego.parse(text)


def _plain(answer: Exchange, most: int) -> bytes:
    """The body of robots.txt, unpacked within the bound of RFC 9309."""
    if "gzip" not in (answer.header("Content-Encoding") or "").lower():
        return answer.body
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(answer.body, most)
    except zlib.error:
        return answer.body
