"""Which articles may share a passage: winnowed hashes of word groups, looked up one article after the other.

Method: Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (SIGMOD 2003).
Any shared run of GROUP + WINDOW - 1 = 8 words is met at least once.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GROUP = 5  # words in a hash
WINDOW = 4  # of this many hashes in a row the least is kept
NEIGHBOURS = 32  # a hash that more articles share is followed along a chain: cost stays linear, groups stay whole
POSITION_BITS = 24  # a posting is one integer: number of the article, then the word's position


@dataclass(frozen=True)
class Prints:
    """The kept hashes of one article and the position of the first word of each."""

    hashes: array[int]
    positions: array[int]


def winnow(numbers: Sequence[int], group: int = GROUP, window: int = WINDOW) -> Prints:
    """Keep the least hash of every window; one that comes again on the page is kept at its first place only."""
    size = len(numbers)
    hashes = (
        [
            value & 0x7FFFFFFFFFFFFFFF
            for value in map(
                hash, zip(*(numbers[offset : size - group + 1 + offset] for offset in range(group)), strict=True)
            )
        ]
        if size >= group
        else []
    )
    first: dict[int, int] = {}
    if len(hashes) < window:
        least = min(hashes, default=None)
        if least is not None:
            first[least] = hashes.index(least)
    else:
        before = -1
        ends = len(hashes) - window + 1
        for at, least in enumerate(map(min, *(hashes[offset : ends + offset] for offset in range(window)))):
            if least != before:
                before = least
                if least not in first:
                    first[least] = hashes.index(least, at)
    return Prints(array("q", first.keys()), array("I", first.values()))


def meetings(prints: Sequence[Prints]) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Pairs of articles with the same hash: numbers of both (the earlier first) and the positions that meet."""
    shared = _met_twice(prints)
    postings: dict[int, list[int]] = defaultdict(list)
    low = (1 << POSITION_BITS) - 1
    for number, own in enumerate(prints):
        met: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for value, position in zip(own.hashes, own.positions, strict=True):
            if not shared[value % len(shared)]:
                continue
            known = postings[value]
            for posting in known[-NEIGHBOURS:]:
                met[posting >> POSITION_BITS].append((posting & low, position))
            known.append(number << POSITION_BITS | position)
        for other in sorted(met):
            yield other, number, sorted(met[other])


def _met_twice(prints: Sequence[Prints]) -> bytearray:
    """A sieve: 0 where no hash of that remainder comes twice, so that most hashes are never stored as objects."""
    size = max(1021, 8 * sum(len(own.hashes) for own in prints) | 1)
    once, twice = bytearray(size), bytearray(size)
    for own in prints:
        for value in own.hashes:
            slot = value % size
            if once[slot]:
                twice[slot] = 1
            else:
                once[slot] = 1
    return twice
