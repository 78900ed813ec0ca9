"""Copied words as evidence: triggers that stand at the same spot of one passage tell one event."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recoupe.records.copies import Copy
from recoupe.records.readings import Reading
from recoupe.records.spans import Span

SLIP = 6  # characters by which the same trigger may stand apart within a run: marks and spaces that one page left out


@dataclass(frozen=True, slots=True)
class Standing:
    """A trigger on a page: where, and the id of its mention."""

    span: Span
    mention: str


def aligned(readings: Iterable[Reading], copies: Iterable[Copy]) -> frozenset[tuple[str, str]]:
    """Pairs of mention ids (sorted) whose triggers stand at the same spot of a copied passage.

    A run's two stretches hold the same words, so a trigger's place in one is reckoned over to the other by its share of
    the way; a trigger that begins before a run is met where the run begins.
    """
    triggers: dict[str, list[Standing]] = {
        reading.article.id: sorted(
            (Standing(mention.trigger, mention.id) for mention in reading.events),
            key=lambda standing: (standing.span.start, standing.span.end, standing.mention),
        )
        for reading in readings
    }
    types = {mention.id: mention.type for reading in readings for mention in reading.events}
    pairs: set[tuple[str, str]] = set()
    for copy in copies:
        for left, right in zip(*copy.spans, strict=False):
            pairs |= _in_run(triggers, copy.articles, (left, right), types)
    return frozenset(pairs)


def _in_run(
    triggers: Mapping[str, list[Standing]], articles: tuple[str, str], run: tuple[Span, Span], types: Mapping[str, str]
) -> set[tuple[str, str]]:
    inside: dict[str, list[tuple[float, float, str]]] = defaultdict(list)
    for article, stretch in zip(articles, run, strict=True):
        standings = triggers.get(article, [])
        first = bisect_left(standings, stretch.start - 120, key=lambda standing: standing.span.start)
        for standing in standings[first:]:
            if standing.span.start >= stretch.end:
                break
            if standing.span.overlaps(stretch):
                start = max(standing.span.start, stretch.start) - stretch.start
                end = min(standing.span.end, stretch.end) - stretch.start
                inside[article].append((start, end, standing.mention))
    scale = (run[0].end - run[0].start) / max(1, run[1].end - run[1].start)
    return {
        (min(one, other), max(one, other))
        for a, b, one in inside[articles[0]]
        for c, d, other in inside[articles[1]]
        if types[one] == types[other] and a < d * scale + SLIP and c * scale < b + SLIP
    }
