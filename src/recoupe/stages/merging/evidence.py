"""Copied words as evidence: triggers that stand at the same spot of one passage tell one event."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recoupe.records.copies import Copy
from recoupe.records.readings import Reading
from recoupe.records.spans import Span
from recoupe.stages.merging.facts.portraits import Portrait

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
    for copy in (copy for copy in copies if copy.certainty == "sure"):
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


def told_together(portraits: Sequence[Portrait], copies: Iterable[Copy]) -> frozenset[tuple[int, int]]:
    """Pairs of events (numbers, the lower first) that one copied passage tells next to each other.

    A passage that tells many is followed along its text, each event with the next one.
    """
    standing: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, portrait in enumerate(portraits):
        for mention in portrait.mentions:
            standing[mention.article].append((mention.trigger.start, number))
    for places in standing.values():
        places.sort()
    pairs: set[tuple[int, int]] = set()
    for copy in (copy for copy in copies if copy.certainty == "sure"):
        for article, stretches in zip(copy.articles, copy.spans, strict=True):
            places = standing.get(article, [])
            first, last = bisect_left(places, (stretches[0].start, 0)), bisect_left(places, (stretches[-1].end, 0))
            for (_, one), (_, other) in pairwise(places[first:last]):
                if one != other:
                    pairs.add((min(one, other), max(one, other)))
    return frozenset(pairs)
