"""The second pass over the dossier: pages that tell the same happenings date each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from recoupe.languages.timex.installed import installed_packs
from recoupe.records.copies import Copy
from recoupe.records.readings import Reading
from recoupe.records.times import Dating
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.dating.crossing.copied import copy_bounds
from recoupe.stages.dating.crossing.heap import Heap, make_heap
from recoupe.stages.dating.crossing.numbered import number_bounds
from recoupe.stages.dating.crossing.pages import FIRM, Page, make_page
from recoupe.stages.dating.crossing.series import series_bound, told_alike, weekday_of
from recoupe.stages.dating.days import page_days
from recoupe.stages.dating.inferring.clues import find_clues
from recoupe.stages.dating.inferring.marks import Bound, Clues
from recoupe.stages.dating.inferring.solving import contradict, solve

ROUNDS = 3  # a page dated by another one may date a third

__all__ = ["date_dossier"]


def date_dossier(readings: Sequence[Reading], copies: Sequence[Copy], knowledge: Knowledge) -> list[Reading]:
    """Narrow the dates of pages that state none by other pages of the heap; the order of the readings is kept.

    Grounds: the place of a happening in a counted series, passages shared with a page that tells the same weekday or
    the same recent happening, article numbers of one site. A page that states its own date, or whose date a person set,
    is never changed and dates others; what other pages say counts only where it agrees with the page's own clues. The
    evidence names the other article. Never raises on content; the outcome does not hang on the order of the readings.
    """
    pages = {reading.article.id: make_page(reading, _clues(reading, knowledge)) for reading in readings}
    heap = make_heap(pages, sorted(copies, key=lambda copy: copy.id))
    for _ in range(ROUNDS):
        changed: dict[str, Page] = {}
        for name in sorted(heap.pages):
            page = heap.pages[name]
            found = None if page.firm else _narrowed(page, heap)
            if found is not None:
                changed[name] = page.dated(found)
        if not changed:
            break
        heap = heap.updated(changed)
    return [
        replace(reading, article=replace(reading.article, published=heap.pages[reading.article.id].published))
        for reading in readings
    ]


def _clues(reading: Reading, knowledge: Knowledge) -> Clues:
    pack = installed_packs().get(reading.article.language)
    published = reading.article.published
    if pack is None or (published is not None and published.basis in FIRM):
        return Clues(bounds=(), weekday=None, days=())
    return find_clues(reading.article, pack, knowledge)


def _series(page: Page, heap: Heap) -> Iterator[Bound]:
    """What dated pages that count the same series say."""
    lead = page.clues.weekday
    wanted = lead.expression.number("weekday") if lead else None
    me = page.reading.article.id
    if lead is None or wanted is None:
        return
    for mark in heap.marks[me]:
        if mark.time is not None and weekday_of(mark.time) != wanted:
            continue
        others = {(name, theirs) for ref in mark.refs for name, theirs in heap.told.get(ref, ()) if name != me}
        for name, theirs in sorted(others, key=lambda other: (other[0], other[1].span)):
            other = heap.pages[name].reading
            if heap.pages[name].stretch and told_alike(mark, theirs, other):
                bound = series_bound(mark, other, theirs, wanted, lead.reach)
                yield from [bound] if bound else []


def _narrowed(page: Page, heap: Heap) -> Dating | None:
    """The page's date with what other pages say; None where they say nothing new."""
    shared = heap.copies.get(page.reading.article.id, [])
    told = [*_series(page, heap), *copy_bounds(page, heap.pages, shared), *number_bounds(page, heap)]
    if not told:
        return None
    kept = page.clues
    used: list[Bound] = []
    latest = _latest(page)
    for bound in told:  # what contradicts the page's own clues, or what was accepted before, is left out
        trial = replace(kept, bounds=(*kept.bounds, bound))
        if not contradict(trial, latest):
            kept = trial
            used.append(bound)
    found = solve(kept, latest) if used else None
    if found is None or not _narrower(found, page.published):
        return None
    own = [evidence for evidence in found.evidence if evidence.article == page.reading.article.id]
    return replace(found, basis="other-article", evidence=(*(bound.evidence for bound in used), *own))


def _latest(page: Page) -> date | None:
    """A day after which the page cannot be: its update, or the end that its fetch set when it was dated alone."""
    known = (page.reading.article.updated, page.published)
    return min((dating.latest for dating in known if dating and dating.latest), default=None)


def _narrower(found: Dating, before: Dating | None) -> bool:
    if before is None:
        return True
    mine, theirs = set(page_days(found)), page_days(before)
    if before.candidates:
        return mine < set(before.candidates)
    return (
        bool(mine)
        and theirs[0] <= min(mine)
        and max(mine) <= theirs[-1]
        and (min(mine), max(mine)) != (theirs[0], theirs[-1])
    )
