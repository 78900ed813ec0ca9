"""The second pass over the dossier: pages that tell the same happenings date each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from recoupe.languages.timex.installed import installed_packs
from recoupe.records.copies import Copy
from recoupe.records.readings import Reading
from recoupe.records.times import Dating
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.dating.crossing.copied import copy_bounds
from recoupe.stages.dating.crossing.numbered import number_bounds
from recoupe.stages.dating.crossing.pages import Page, make_page
from recoupe.stages.dating.crossing.series import series_bounds
from recoupe.stages.dating.days import page_days
from recoupe.stages.dating.inferring.clues import Bound, Clues, find_clues
from recoupe.stages.dating.inferring.solving import solve

ROUNDS = 3  # a page dated by another one may date a third

__all__ = ["date_dossier"]


def date_dossier(readings: Sequence[Reading], copies: Sequence[Copy], knowledge: Knowledge) -> list[Reading]:
    """Narrow the dates of pages that state none by other pages of the heap; the order of the readings is kept.

    Grounds: the place of a happening in a counted series, passages shared with a page that tells the same weekday or
    the same recent happening, article numbers of one site. A page that states its own date is never changed; what other
    pages say counts only where it agrees with the page's own clues. The evidence names the other article. Never raises
    on content; the outcome does not hang on the order of the readings.
    """
    pages = {reading.article.id: make_page(reading, _clues(reading, knowledge)) for reading in readings}
    ordered = sorted(copies, key=lambda copy: copy.id)
    for _ in range(ROUNDS):
        changed: dict[str, Page] = {}
        for name in sorted(pages):
            page = pages[name]
            found = None if page.firm else _narrowed(page, pages, ordered)
            if found is not None:
                changed[name] = page.dated(found)
        if not changed:
            break
        pages.update(changed)
    return [
        replace(reading, article=replace(reading.article, published=pages[reading.article.id].published))
        for reading in readings
    ]


def _clues(reading: Reading, knowledge: Knowledge) -> Clues:
    pack = installed_packs().get(reading.article.language)
    firm = reading.article.published is not None and reading.article.published.basis not in (
        "inferred",
        "other-article",
    )
    if pack is None or firm:
        return Clues(bounds=(), weekday=None, days=())
    return find_clues(reading.article, pack, knowledge)


def _narrowed(page: Page, pages: dict[str, Page], copies: list[Copy]) -> Dating | None:
    """The page's date with what other pages say; None where they say nothing new."""
    others = [other for name, other in sorted(pages.items()) if name != page.reading.article.id and other.stretch]
    told = [*series_bounds(page, others), *copy_bounds(page, pages, copies), *number_bounds(page, others)]
    if not told:
        return None
    kept = page.clues
    used: list[Bound] = []
    found: Dating | None = None
    for bound in told:  # what contradicts the page's own clues, or what was accepted before, is left out
        trial = replace(kept, bounds=(*kept.bounds, bound))
        answer = solve(trial, _latest(page))
        if answer is not None or not page_days(page.published):
            kept, found = trial, answer or found
            used.append(bound)
    if found is None or not _narrower(found, page.published):
        return None
    own = [evidence for evidence in found.evidence if evidence.article == page.reading.article.id]
    return replace(found, basis="other-article", evidence=(*(bound.evidence for bound in used), *own))


def _latest(page: Page) -> date | None:
    updated = page.reading.article.updated
    return updated.latest if updated else None


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
