"""From a hash that two articles share to whole runs of equal words, light edits bridged."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

BRIDGE = 4  # words that may be inserted, left out or changed between two runs
ANCHOR = 3  # equal words that must follow an edit
WORTH_BRIDGING = 7  # shorter runs are formulas: not looked at further
JOIN = 8  # runs found apart belong together when at most so many words lie between them on both sides


@dataclass(frozen=True, order=True)
class Run:
    """Equal words: index of the first in either article, and how many."""

    left: int
    right: int
    size: int


def passages(left: array[int], right: array[int], meetings: list[tuple[int, int]]) -> list[tuple[Run, ...]]:
    """The passages around the meeting places: runs in order, the gaps between them at most JOIN words."""
    runs: set[Run] = set()
    reached: dict[int, int] = {}
    for one, other in meetings:
        if one < reached.get(one - other, 0):
            continue
        run = _widen(left, right, one, other)
        reached[one - other] = run.left + run.size
        if run.size >= WORTH_BRIDGING:
            runs.add(run)
            runs.update(_onwards(left, right, run))
            runs.update(_backwards(left, right, run))
    return _join(sorted(runs))


def _widen(left: array[int], right: array[int], one: int, other: int) -> Run:
    start = 0
    while start < min(one, other) and left[one - start - 1] == right[other - start - 1]:
        start += 1
    end, room = 0, min(len(left) - one, len(right) - other)
    while end < room and left[one + end] == right[other + end]:
        end += 1
    return Run(one - start, other - start, start + end)


def _onwards(left: array[int], right: array[int], run: Run) -> list[Run]:
    found: list[Run] = []
    while True:
        one, other = run.left + run.size, run.right + run.size
        step = _next_anchor(left, right, one, other)
        if step is None:
            return found
        run = _widen_right(left, right, one + step[0], other + step[1])
        found.append(run)


def _next_anchor(left: array[int], right: array[int], one: int, other: int) -> tuple[int, int] | None:
    for skipped in range(1, 2 * BRIDGE + 1):
        for here in range(max(0, skipped - BRIDGE), min(skipped, BRIDGE) + 1):
            there = skipped - here
            a, b = left[one + here : one + here + ANCHOR], right[other + there : other + there + ANCHOR]
            if len(a) == ANCHOR and a == b:
                return here, there
    return None


def _widen_right(left: array[int], right: array[int], one: int, other: int) -> Run:
    size, room = 0, min(len(left) - one, len(right) - other)
    while size < room and left[one + size] == right[other + size]:
        size += 1
    return Run(one, other, size)


def _backwards(left: array[int], right: array[int], run: Run) -> list[Run]:
    """The same towards the start: the words are turned round, walked, and turned back."""
    near = 200  # words looked at before the run; the walk goes on from the next meeting place
    a, b = left[max(0, run.left - near) : run.left][::-1], right[max(0, run.right - near) : run.right][::-1]
    return [
        Run(run.left - found.left - found.size, run.right - found.right - found.size, found.size)
        for found in _onwards(a, b, Run(0, 0, 0))
    ]


def _join(runs: list[Run]) -> list[tuple[Run, ...]]:
    joined: list[list[Run]] = []
    for run in runs:
        for passage in reversed(joined[-4:]):
            last = passage[-1]
            gaps = run.left - last.left - last.size, run.right - last.right - last.size
            if all(0 <= gap <= JOIN for gap in gaps):
                passage.append(run)
                break
        else:
            if not any(_covered(run, passage) for passage in joined[-8:]):
                joined.append([run])
    return [tuple(passage) for passage in joined]


def _covered(run: Run, passage: list[Run]) -> bool:
    """Whether a run lies inside one that is known already (a repeat inside one of the pages)."""
    return any(
        (known.left <= run.left and run.left + run.size <= known.left + known.size)
        or (known.right <= run.right and run.right + run.size <= known.right + known.size)
        for known in passage
    )
