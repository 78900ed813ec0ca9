"""Which happenings of different pages are compared at all, so that cost grows with the number of pages."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from recoupe.stages.merging.facts.parties import Cast
from recoupe.stages.merging.facts.portraits import Portrait
from recoupe.stages.merging.facts.times import MOST_LEEWAY
from recoupe.stages.merging.pages import Happening

BUCKET_DAYS = 16  # days of a bucket; an interval is filed in every bucket that it touches, up to MOST_BUCKETS
MOST_BUCKETS = 24  # a year; longer ones are filed under their first year and their last day
NEIGHBOURS = 24  # in a crowded block each is compared with the next ones by date only


def candidates(happenings: Sequence[Happening], cast: Cast) -> Iterator[tuple[int, int]]:
    """Pairs of happenings (numbers, the lower first) of one type to compare.

    They have a party or a place and days in common, or the same two sides and days near each other among all that these
    sides did.
    """
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, known in enumerate(happenings):
        for key in sorted(_keys(known.portrait, cast)):
            blocks[key].append(number)
    spans = [_span(known.portrait) for known in happenings]
    homes = [known.portrait.articles for known in happenings]
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        for one, other in _near(sorted(blocks[key], key=lambda number: (spans[number][0], number)), spans):
            pair = min(one, other), max(one, other)
            if pair not in seen and not homes[one] & homes[other]:
                seen.add(pair)
                yield pair


def _near(members: Sequence[int], spans: Sequence[tuple[int, int, bool]]) -> Iterator[tuple[int, int]]:
    """Each of a block, sorted by first day, with those of the next ones that are not far.

    Where a day is told, told days past its reach are left out unseen, so that cost follows the pairs that are near.
    """
    firsts = [spans[number][0] for number in members]
    for at, one in enumerate(members):
        begin, end = at + 1, min(len(members), at + 1 + NEIGHBOURS)
        first, last, told = spans[one]
        cut = bisect_right(firsts, last + _leeway(first, last), begin, end) if told else end
        for other in members[begin:cut]:
            if not _far(spans[one], spans[other]):
                yield one, other
        for other in members[cut:end]:
            if not spans[other][2]:
                yield one, other


def _leeway(first: int, last: int) -> int:
    return min(MOST_LEEWAY, (last - first) // 2)


def _far(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> bool:
    """Whether told days lie so far apart that no rule could let the two be one: as `times.apart`, on plain numbers."""
    if not (one[2] and other[2]):
        return False
    leeway = min(_leeway(*one[:2]), _leeway(*other[:2]))
    return max(one[0] - other[1], other[0] - one[1]) > leeway


def _keys(portrait: Portrait, cast: Cast) -> Iterator[tuple[str, ...]]:
    subjects = {*(f"actor {key}" for key in portrait.parties), *(f"of {c}" for c in cast.countries(portrait.parties))}
    if portrait.where is not None:
        subjects.add(f"in {portrait.where.country}")
    for source in sorted(cast.countries(portrait.sources)) or ["?"]:
        for target in sorted(cast.countries(portrait.targets)) or ["?"]:
            yield portrait.type, f"{source} to {target}", "any day"
    if not (cast.countries(portrait.sources) and cast.countries(portrait.targets)):
        subjects.add("a side unknown")  # one page may name the doer only, the other the sufferer only
    for subject in subjects:
        for bucket in _buckets(portrait):
            yield portrait.type, subject, bucket


def _buckets(portrait: Portrait) -> list[str]:
    when = portrait.when or portrait.published
    if when is None:
        return ["undated"]
    first, last = when.first.toordinal() // BUCKET_DAYS, when.last.toordinal() // BUCKET_DAYS
    near = [first - 1, *range(first, min(last, first + MOST_BUCKETS) + 1), last]
    return [str(bucket) for bucket in sorted(set(near))]


def _span(portrait: Portrait) -> tuple[int, int, bool]:
    """First and last day as numbers, and whether a page tells them."""
    when = portrait.when or portrait.published
    return (when.first.toordinal(), when.last.toordinal(), when.told) if when else (0, 0, False)
