"""Article numbers in the addresses of one site grow with time: a page lies between its dated neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from recoupe.records.times import Evidence
from recoupe.stages.dating.crossing.heap import Heap, Numbered, address, neighbours
from recoupe.stages.dating.crossing.pages import Page
from recoupe.stages.dating.inferring.marks import Bound

LEAST = 2  # dated pages of the site whose numbers must already stand in the order of their days
AROUND = 4  # of which so many on either side are looked at: an old page re-issued far away says nothing here
SLACK = timedelta(days=1)  # numbers are given when a page is drafted, days when it comes out


def number_bounds(page: Page, heap: Heap) -> Iterator[Bound]:
    """The stretch between the nearest dated pages of the same site with a lower and a higher article number."""
    place = address(page)
    if place is None:
        return
    site, number = place
    entries = [entry for entry in heap.sites.get(site, []) if entry.article != page.reading.article.id]
    below, above = neighbours(entries, number)
    if len(entries) < LEAST or not _ordered(entries, number):
        return
    first: date | None = below.first - SLACK if below else None
    last: date | None = above.last + SLACK if above else None
    witness = below or above
    if witness is not None:
        why = f"article number {number} of {site} lies between those of dated pages ({first or '…'} to {last or '…'})"
        evidence = Evidence(article=witness.article, start=0, end=0, why=why)
        yield Bound(stretches=((first, last),), evidence=evidence)


def _ordered(entries: list[Numbered], number: int) -> bool:
    """Whether the numbers around stand in the order of their days."""
    below = [entry for entry in entries if entry.number < number][-AROUND:]
    above = [entry for entry in entries if entry.number > number][:AROUND]
    days = [entry.first for entry in (*below, *above)]
    return len(days) >= LEAST and days == sorted(days)
