"""What the pages of one site have in common: its menus, notices and sidebars, found by counting lines."""

from __future__ import annotations

from array import array
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from recoupe.stages.article.labelling.cues import named_cue
from recoupe.stages.article.labelling.lines import Line
from recoupe.stages.article.labelling.units import Unit, split_units, squeezed

SITE = "article.repeat.site"
_SHARED = named_cue(SITE)
_LEAST = 3  # different articles of a site on whose pages a line stands before it is the site's
_SAMPLE = 64  # pages of one site that are counted at most
_PAGES = 50_000  # pages of all sites together that are counted at most
_LINES = 500  # lines of one page that are counted at most
_PROSE = 80  # characters from which a line can tell that two pages print one article
_SAME = 0.5  # share of the shorter page's long lines that two printings of one article share at least

Site = tuple[list[int], dict[int, "_Page"]]


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of one page as numbers, sorted: all, and the long ones."""

    lines: array[int]
    long: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """For every site the lines that stand on several of its pages, as hashes of their words."""

    sites: Mapping[str, frozenset[int]]

    def on(self, site: str | None) -> frozenset[int]:
        """The repeated lines of a site; none for a site that is not known."""
        return self.sites.get(site, frozenset()) if site else frozenset()


def repeated_lines(pages: Iterable[tuple[str, str]]) -> Repeats:
    """Find the lines that the pages of one site share, so that its furniture is told from its articles.

    `pages` gives the site (host of the address, else the outlet's name) and the flattened text of every page, in any
    order: the answer does not depend on it. A line is the site's where it stands on the pages of three different
    articles; pages that share half of their long lines print the same article and count once, as does a page that is
    saved twice. Memory is bounded: of one site 64 pages are counted (those whose hashes are the smallest), fewer where
    the heap has more than 50,000, and of a page 500 lines.
    """
    kept: dict[str, Site] = {}
    total, most = 0, _SAMPLE
    for site, text in pages:
        total += _keep(kept.setdefault(site, ([], {})), text, most)
        while total > _PAGES and most > _LEAST:
            most //= 2
            total = sum(_shrink(held, most) for held in kept.values())
    return Repeats(sites={site: found for site, (_, held) in kept.items() if (found := _repeated(list(held.values())))})


def line_key(words: str) -> int:
    """The number that stands for a line's words (32 bits, the same in every run)."""
    return int.from_bytes(blake2b(words.encode("utf-8", "replace"), digest_size=4).digest(), "big")


def _keep(site: Site, text: str, most: int) -> int:
    """Take a page into a site's sample; says by how many pages the sample grew."""
    order, held = site
    key = int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    if key in held or (len(order) >= most and key > order[most - 1]):
        return 0
    insort(order, key)
    held[key] = _page(split_units(text))
    if len(order) > most:
        del held[order.pop()]
        return 0
    return 1


def _shrink(site: Site, most: int) -> int:
    order, held = site
    while len(order) > most:
        del held[order.pop()]
    return len(order)


def _page(units: Sequence[Unit]) -> _Page:
    seen = {line_key(words): len(unit.plain) for unit in units if (words := squeezed(unit))}
    lines = sorted(seen)[:_LINES]
    return _Page(lines=array("I", lines), long=frozenset(key for key in lines if seen[key] >= _PROSE))


def _repeated(pages: Sequence[_Page]) -> frozenset[int]:
    """Lines on the pages of enough different articles."""
    if len(pages) < _LEAST:
        return frozenset()
    articles: dict[int, set[int]] = {}
    for number, leader in enumerate(_leaders(pages)):
        articles.setdefault(leader, set()).update(pages[number].lines)
    counted = Counter(key for lines in articles.values() for key in lines)
    return frozenset(key for key, count in counted.items() if count >= _LEAST)


def _leaders(pages: Sequence[_Page]) -> list[int]:
    """For every page the first page that prints the same article, directly or by way of others."""
    leaders = list(range(len(pages)))
    for number, page in enumerate(pages):
        for other in range(number):
            if leaders[other] != leaders[number] and _one_article(page, pages[other]):
                low, high = sorted((leaders[other], leaders[number]))
                leaders = [low if leader == high else leader for leader in leaders]
    return leaders


def _one_article(one: _Page, other: _Page) -> bool:
    shorter = min(len(one.long), len(other.long))
    return shorter > 0 and len(one.long & other.long) >= _SAME * shorter


def mark_shared(lines: Sequence[Line], repeats: frozenset[int]) -> tuple[Line, ...]:
    """Give the lines that are the site's and not the article's the cue that says so.

    A full sentence that stands directly by the page's own prose is kept, however many pages print it: agencies' stories
    carry the same background paragraphs for years, and an article's first paragraph is a teaser on other pages.
    """
    if not repeats:
        return tuple(lines)
    shared = {number for number, line in enumerate(lines) if line.words and line_key(line.words) in repeats}
    shared -= _by_own_prose(lines, shared)
    return tuple(
        replace(line, cue=_SHARED) if number in shared and line.cue is None else line
        for number, line in enumerate(lines)
    )


def _by_own_prose(lines: Sequence[Line], shared: set[int]) -> set[int]:
    """Shared sentences that stand by prose of the page's own, directly or in a row with others that do."""
    kept: set[int] = set()
    for order in (range(len(lines)), reversed(range(len(lines)))):
        near = False
        for number in order:
            line = lines[number]
            prose = line.cue is None and line.form.length >= _PROSE and line.form.sentence
            near = prose and (near or number not in shared)
            if near and number in shared:
                kept.add(number)
    return kept
