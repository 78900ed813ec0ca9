"""What a text gives away about its day, as records: bounds, told days, and all of a page's clues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recoupe.languages.timex import Expression
from recoupe.records.pages import Article
from recoupe.records.spans import Span
from recoupe.records.times import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The page lies in one of these stretches of days (an open end is None), because of those words."""

    stretches: tuple[tuple[date | None, date | None], ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A time without a year that the text tells: its reading, where it stands, and where its sentence looks.

    `looks` is "past", "future", "intended" (a start that somebody means to keep), "near" (the sentence does not tell)
    or "dateline" (the page's own day). `reach`, of a weekday: the days after it on which the page may still have come
    out.
    """

    expression: Expression
    span: Span
    looks: str
    evidence: Evidence
    reach: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """All clues of a page.

    `weekday` is that of the news, when the text leaves no doubt which that is; `spoken` is the first bare weekday
    of the lead, good enough to choose between two days and not to set one.
    """

    bounds: tuple[Bound, ...]
    weekday: Told | None
    days: tuple[Told, ...]
    spoken: Told | None = None


def own_words(article: Article) -> list[Span]:
    """The stretches of headline and paragraphs, in order."""
    kept = [block for block in article.blocks if block.kind in ("title", "body")]
    return [Span(start=block.start, end=block.end) for block in sorted(kept, key=lambda block: block.start)]


def make_evidence(article: Article, start: int, end: int, why: str) -> Evidence:
    """A piece of evidence of an article's own words."""
    return Evidence(article=article.id, start=start, end=end, why=why)


def evidences(items: Sequence[Bound | Told]) -> tuple[Evidence, ...]:
    """The evidence of several clues, each once, in the order of the text."""
    return tuple(sorted({item.evidence for item in items}))
