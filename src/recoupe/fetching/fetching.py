"""The door: web pages by their addresses, kept in a web archive."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from recoupe.errors import InputError
from recoupe.fetching.addresses import Addresses, normal
from recoupe.fetching.archive import Archive
from recoupe.fetching.bounds import Bounds, Refused
from recoupe.fetching.requesting import Exchange, request
from recoupe.fetching.robots import Manners, resolve
from recoupe.records.pages import Refusal

STAGE = "fetching"
_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = "check the address; the page may be in a public web archive"
_LATER = "try again later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page that is in the archive now: its address, the one it was found at in the end, and its size in bytes."""

    url: str
    found_at: str
    status: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What came of fetching: new pages, addresses that the archive held before, and what was turned down."""

    fetched: tuple[Fetched, ...]
    held: tuple[str, ...]
    refusals: tuple[Refusal, ...]


def fetch(
    urls: Sequence[str],
    to: Path,
    *,
    bounds: Bounds = Bounds(),  # noqa: B008 - frozen
    addresses: Addresses = Addresses(),  # noqa: B008 - frozen
    progress: Callable[[str, int, int], None] = lambda *_: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Harvest:
    """Fetch web pages and add them to the web archive `to`; the only part of Recoupe that uses the network.

    Addresses that the archive holds are not asked for again, so that a stopped run goes on where it stopped. Each page
    is written whole or not at all. The hosts' robots.txt is obeyed, only public addresses are asked, also after each
    redirect, and what cannot be had is a Refusal.

    Raises DossierError where the archive cannot be written or is something else, InputError where not one address was
    fetched or held.
    """
    archive = Archive(to)
    run = _Run(archive, bounds, addresses, Manners(bounds, addresses, sleep))
    wanted = list(dict.fromkeys(urls))
    for done, url in enumerate(wanted):
        progress("fetch", done, len(wanted))
        run.add(url)
    progress("fetch", len(wanted), len(wanted))
    if not run.fetched and not run.held:
        told = "; ".join(f"{refusal.page}: {refusal.reason}" for refusal in run.refusals[:5]) or "no address was given"
        mend = next((refusal.mend for refusal in run.refusals if refusal.mend), "give addresses of web pages")
        raise InputError("no page could be fetched", where=told, mend=mend)
    return Harvest(fetched=tuple(run.fetched), held=tuple(run.held), refusals=tuple(run.refusals))


class _Run:
    """One run of fetching: what is left of its bounds and what came of it so far."""

    def __init__(self, archive: Archive, bounds: Bounds, addresses: Addresses, manners: Manners) -> None:
        self._archive, self._bounds, self._addresses, self._manners = archive, bounds, addresses, manners
        self._left = bounds.total_bytes
        self.fetched: list[Fetched] = []
        self.held: list[str] = []
        self.refusals: list[Refusal] = []

    def add(self, url: str) -> None:
        """Fetch one address, or tell why not."""
        try:
            if (asked := normal(url)) in self._archive.urls:
                self.held.append(url)
                return
            chain = self._follow(asked)
        except Refused as refused:
            self.refusals.append(Refusal(page=url, stage=STAGE, reason=refused.reason, mend=refused.mend))
            return
        self._archive.add(chain, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        last = chain[-1]
        self.fetched.append(Fetched(url=url, found_at=last.target.url, status=last.status, size=len(last.body)))

    def _follow(self, url: str) -> list[Exchange]:
        """The answers from the address to the page, each redirect checked as if it were asked for by the user."""
        chain: list[Exchange] = []
        while len(chain) <= self._bounds.redirects:
            exchange = self._ask(url)
            chain.append(exchange)
            onward = exchange.header("Location")
            if exchange.status not in _REDIRECTS or not onward:
                _check_status(exchange.status)
                return chain
            url = normal(resolve(exchange.target.url, onward))
            if any(url == before.target.url for before in chain):
                raise Refused("its redirects go round in a circle", "open it with a browser and save the page")
        raise Refused(f"more than {self._bounds.redirects} redirects", "give the address that they lead to")

    def _ask(self, url: str) -> Exchange:
        if self._left <= 0:
            raise Refused(
                f"the run took {self._bounds.total_bytes} bytes (bound total_bytes)", "run it again for the rest"
            )
        target = self._addresses.check(url)
        self._manners.allow(target)
        self._manners.wait(target)
        exchange = request(target, self._bounds, min(self._bounds.page_bytes, self._left))
        self._left -= len(exchange.body)
        return exchange


def _check_status(status: int) -> None:
    """Raise Refused for an answer that is no page."""
    if 200 <= status < 300 and status not in (204, 205, 206):
        return
    mend = _LATER if status == 429 or status >= 500 else _GONE
    if status in (401, 402, 403, 407, 451):
        mend = "the server wants a reader to log in; save the page with a browser"
    raise Refused(f"the server answers {status}", mend)
