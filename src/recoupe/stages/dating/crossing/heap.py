"""The heap of pages as the second pass asks it: by what they share, so that no page is held against every other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from recoupe.records.copies import Copy
from recoupe.stages.dating.crossing.pages import Page
from recoupe.stages.dating.crossing.series import Mark, find_marks

NUMBER = re.compile(r"(?<![\d])(\d{5,10})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A dated page of a site with one article number in its address."""

    number: int
    first: date
    last: date
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heap:
    """All pages by id; copies by article; counted happenings by page and by actor; numbered pages by site, in order."""

    pages: Mapping[str, Page]
    copies: Mapping[str, list[Copy]]
    marks: Mapping[str, list[Mark]]
    told: Mapping[str, list[tuple[str, Mark]]]
    sites: Mapping[str, list[Numbered]]

    def updated(self, changed: Mapping[str, Page]) -> Heap:
        """The heap with some pages dated anew."""
        pages = {**self.pages, **changed}
        marks = {**self.marks, **{name: find_marks(page.reading) for name, page in changed.items()}}
        return Heap(pages=pages, copies=self.copies, marks=marks, told=_told(marks), sites=_sites(pages.values()))


def make_heap(pages: Mapping[str, Page], copies: Iterable[Copy]) -> Heap:
    """Sort a heap for asking."""
    shared: dict[str, list[Copy]] = {}
    for copy in copies:
        for name in copy.articles:
            shared.setdefault(name, []).append(copy)
    marks = {name: find_marks(page.reading) for name, page in pages.items()}
    return Heap(pages=pages, copies=shared, marks=marks, told=_told(marks), sites=_sites(pages.values()))


def _told(marks: Mapping[str, list[Mark]]) -> dict[str, list[tuple[str, Mark]]]:
    told: dict[str, list[tuple[str, Mark]]] = {}
    for name in sorted(marks):
        for mark in marks[name]:
            for ref in sorted(mark.refs):
                told.setdefault(ref, []).append((name, mark))
    return told


def _sites(pages: Iterable[Page]) -> dict[str, list[Numbered]]:
    sites: dict[str, list[Numbered]] = {}
    for page in pages:
        place = address(page)
        if place and page.stretch and page.firm:
            site, number = place
            first, last = page.stretch
            entry = Numbered(number=number, first=first, last=last, article=page.reading.article.id)
            sites.setdefault(site, []).append(entry)
    return {site: sorted(entries, key=lambda entry: (entry.number, entry.article)) for site, entries in sites.items()}


def address(page: Page) -> tuple[str, int] | None:
    """The site of a page and the one article number in its address."""
    url = page.reading.article.url
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    numbers = NUMBER.findall(parts.path)
    return (parts.netloc.lower(), int(numbers[-1])) if len(numbers) == 1 and parts.netloc else None


def neighbours(entries: list[Numbered], number: int) -> tuple[Numbered | None, Numbered | None]:
    """The dated pages with the next lower and the next higher number."""
    at = bisect_left([entry.number for entry in entries], number)
    above = next((entry for entry in entries[at:] if entry.number > number), None)
    return (entries[at - 1] if at else None), above
