"""A page on its way through the second pass: its reading with resolved times, and the clues of its text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from recoupe.records.readings import Reading
from recoupe.records.times import Dating
from recoupe.stages.dating.anchoring import resolve_times
from recoupe.stages.dating.days import page_days
from recoupe.stages.dating.inferring.marks import Clues

FIRM = frozenset({"explicit", "markup", "url", "judgement"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A reading whose times are resolved with the date known so far, and the clues of its text."""

    reading: Reading
    clues: Clues

    @property
    def published(self) -> Dating | None:
        """The date known so far."""
        return self.reading.article.published

    @property
    def firm(self) -> bool:
        """Whether the page itself states its date, or a person set it: other pages never change that."""
        return self.published is not None and self.published.basis in FIRM

    @property
    def stretch(self) -> tuple[date, date] | None:
        """The first and the last possible day."""
        days = page_days(self.published)
        return (days[0], days[-1]) if days else None

    def dated(self, published: Dating) -> Page:
        """The page with another date, its times resolved anew."""
        article = replace(self.reading.article, published=published)
        times = resolve_times(self.reading.mentions.times, page_days(published))
        mentions = replace(self.reading.mentions, times=times)
        return replace(self, reading=replace(self.reading, article=article, mentions=mentions))


def make_page(reading: Reading, clues: Clues) -> Page:
    """A page with its times resolved by the date that it has."""
    times = resolve_times(reading.mentions.times, page_days(reading.article.published))
    return Page(reading=replace(reading, mentions=replace(reading.mentions, times=times)), clues=clues)
