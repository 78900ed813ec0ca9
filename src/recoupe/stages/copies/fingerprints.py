"""Which articles may share a passage: hashes of winnowed word groups, looked up one article after the other.

Method: Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (SIGMOD 2003).
Any shared run of GROUP + WINDOW - 1 = 8 words is met at least once.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, islice

GROUP = 5  # words in a hash
WINDOW = 4  # of this many hashes in a row the least is kept
NEIGHBOURS = 32  # a hash that more articles share is followed along a chain: cost stays linear, groups stay whole
POSITION_BITS = 24  # a posting is one integer: number of the article, then the word's position
SIEVE = 2  # slots of the sieve for each kept hash, at least


@dataclass(frozen=True)
class Prints:
    """The kept hashes of one article and the position of the first word of each."""

    hashes: array[int]
    positions: array[int]


def winnow(numbers: Sequence[int], group: int = GROUP, window: int = WINDOW) -> Prints:
    """Keep the group of every window whose first word has the least number; one that comes again at its first place.

    As the words' numbers are checksums, their order is as good as that of the groups' hashes, and only the groups that
    are kept need one.
    """
    size = len(numbers) - group + 1
    if size < 1:
        return Prints(array("q"), array("I"))
    words = tuple(numbers)
    least = min(words[: min(window, size)])
    place = words.index(least)
    places = [place]
    for at, value in enumerate(islice(words, window, size), window):
        if value < least:
            least, place = value, at
        elif at - place == window:  # the least has left the window
            least = min(words[place + 1 : at + 1])
            place = words.index(least, place + 1)
        else:
            continue
        places.append(place)
    kept = {hash(words[at : at + group]): at for at in reversed(places)}
    return Prints(array("q", kept), array("I", kept.values()))


def meetings(prints: Sequence[Prints]) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Pairs of articles with the same hash: numbers of both (the earlier first) and the positions that meet."""
    shared = _shared(prints)
    postings: dict[int, list[int]] = defaultdict(list)
    low = (1 << POSITION_BITS) - 1
    for number, own in enumerate(prints):
        met: dict[int, list[tuple[int, int]]] = defaultdict(list)
        kept = zip(own.hashes, own.positions, strict=True)
        for value, position in compress(kept, map(shared.__contains__, own.hashes)):
            known = postings[value]
            for posting in known[-NEIGHBOURS:]:
                met[posting >> POSITION_BITS].append((posting & low, position))
            known.append(number << POSITION_BITS | position)
        for other in sorted(met):
            yield other, number, sorted(met[other])


def _shared(prints: Sequence[Prints]) -> set[int]:
    """The hashes that stand in two articles or more; a sieve first, so that most are never stored as objects."""
    mask = (1 << (SIEVE * sum(len(own.hashes) for own in prints)).bit_length()) - 1
    once, twice = bytearray(mask + 1), bytearray(mask + 1)
    for own in prints:
        for value in own.hashes:
            slot = value & mask
            if once[slot]:
                twice[slot] = 1
            else:
                once[slot] = 1
    seen: set[int] = set()
    again: set[int] = set()
    for own in prints:
        likely = {value for value in own.hashes if twice[value & mask]}
        again |= seen & likely
        seen |= likely
    return again
