"""Article numbers in the addresses of one site grow with time: a page lies between its dated neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from recoupe.records.times import Evidence
from recoupe.stages.dating.crossing.pages import Page
from recoupe.stages.dating.inferring.clues import Bound

NUMBER = re.compile(r"(?<![\d])(\d{5,10})(?!\d)")
LEAST = 2  # dated pages of the site whose numbers must already stand in the order of their days


def number_bounds(page: Page, others: list[Page]) -> Iterator[Bound]:
    """The stretch between the nearest dated pages of the same site with a lower and a higher article number."""
    mine = _number(page)
    if mine is None:
        return
    site, number = mine
    known = sorted(
        (found[1], other.stretch[0], other.stretch[1], other.reading.article.id)
        for other in others
        if (found := _number(other)) and found[0] == site and other.stretch and other.firm
    )
    days = [first for _, first, _, _ in known]
    if len(known) < LEAST or days != sorted(days):
        return
    below = [entry for entry in known if entry[0] < number]
    above = [entry for entry in known if entry[0] > number]
    first: date | None = below[-1][1] if below else None
    last: date | None = above[0][2] if above else None
    if first or last:
        witness = (below[-1:] or above[:1])[0]
        why = f"article number {number} of {site} lies between those of dated pages ({first or '…'} to {last or '…'})"
        yield Bound(stretches=((first, last),), evidence=Evidence(article=witness[3], start=0, end=0, why=why))


def _number(page: Page) -> tuple[str, int] | None:
    url = page.reading.article.url
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    numbers = NUMBER.findall(parts.path)
    return (parts.netloc.lower(), int(numbers[-1])) if len(numbers) == 1 and parts.netloc else None
