"""The order in which a page is read: its columns, and the lines in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from recoupe.stages.capture.readers.pdf.extracting import Stretch

_LEVEL = 0.35  # text heights by which base lines of one line differ
_ROWS = 3  # lines that a column has at least
_LONG = 12  # letters of a column's mean line; the cells of a table are shorter
_TAIL = 1.6  # text heights of blank below the shorter column from which the rest is no part of the columns
_BLANK = 0.5  # text heights of blank between two columns
_TRIES = 12  # left edges looked at as the start of a column
_NESTED = 4  # columns split into columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a column; `block` numbers its run of lines under each other, `edge` is where its column ends."""

    text: str
    left: float
    right: float
    base: float
    height: float
    bold: bool
    block: int
    edge: float


def read_in_order(stretches: Sequence[Stretch], block: int = 0) -> list[Line]:
    """The lines of one page in reading order, columns one after the other; blocks are numbered from `block` on."""
    blocks = _columns(sorted(stretches, key=lambda one: (-one.base, one.left)), 0)
    return [line for number, (members, edge) in enumerate(blocks, block) for line in _lines(members, number, edge)]


def _columns(stretches: list[Stretch], depth: int) -> list[tuple[list[Stretch], float]]:
    """Cut a region into blocks: what crosses the gutter stands alone, beside it left goes before right."""
    gutter = _find_gutter(stretches) if depth < _NESTED else None
    edge = max((one.right for one in stretches), default=0.0)
    if gutter is None:
        return [(stretches, edge)] if stretches else []
    blocks: list[tuple[list[Stretch], float]] = []
    alone: list[Stretch] = []
    for zone in _zones(stretches, gutter):
        left, right = _sides(zone, gutter)
        if _is_pair(left, right):
            blocks += [(alone, edge)] if alone else []
            blocks += _columns(left, depth + 1) + _columns(right, depth + 1)
            alone = []
        else:
            alone += zone
    return blocks + ([(alone, edge)] if alone else [])


def _find_gutter(stretches: list[Stretch]) -> float | None:
    """The left edge of a right-hand column: the one with most text in pairs of columns beside it."""
    edges = Counter(round(one.left) for one in stretches)
    first = min(edges, default=0)
    tries = [edge for edge, count in edges.most_common(_TRIES) if count >= _ROWS and edge > first + 40]
    best, most = None, 0
    for edge in sorted(tries):
        gutter = edge - 1.5
        pairs = [_sides(zone, gutter) for zone in _zones(stretches, gutter)]
        score = sum(len(left) + len(right) for left, right in pairs if _is_pair(left, right))
        if score > most:
            best, most = gutter, score
    return best


def _zones(stretches: list[Stretch], gutter: float) -> list[list[Stretch]]:
    """From top to bottom, the runs that cross the gutter and the runs that do not."""

    def crosses(one: Stretch) -> bool:
        return one.left < gutter - 1 and one.right > gutter + 1

    zones: list[list[Stretch]] = []
    for crossing, run in groupby(stretches, crosses):
        zone = list(run)
        zones += [zone] if crossing else _without_tail(zone, gutter)
    return zones


def _without_tail(zone: list[Stretch], gutter: float) -> list[list[Stretch]]:
    """Cut off what stands, after a blank, below the foot of the shorter column: it follows both of them."""
    left, right = _sides(zone, gutter)
    if not left or not right:
        return [zone]
    foot = max(_foot(left), _foot(right))
    columns = [one for one in zone if one.base >= foot - 1]
    tail = zone[len(columns) :]
    cut = bool(tail) and columns[-1].base - tail[0].base > _TAIL * columns[-1].height
    return [columns, tail] if cut else [zone]


def _sides(zone: list[Stretch], gutter: float) -> tuple[list[Stretch], list[Stretch]]:
    left = [one for one in zone if one.right <= gutter + 1]
    right = [one for one in zone if one.left >= gutter - 1]
    return (left, right) if len(left) + len(right) == len(zone) else ([], [])


def _is_pair(left: list[Stretch], right: list[Stretch]) -> bool:
    """Say whether two sides are columns: several long lines on each, beside each other, with a blank between them."""
    if not left or not right:
        return False
    rows = [len({round(one.base) for one in side}) for side in (left, right)]
    lengths = [sum(len(one.text) for one in side) / count for side, count in zip((left, right), rows, strict=True)]
    low, high = max(_foot(left), _foot(right)), min(_top(left), _top(right))
    shorter = min(_top(left) - _foot(left), _top(right) - _foot(right))
    height = sorted(one.height for one in left)[len(left) // 2]
    blank = min(one.left for one in right) - max(one.right for one in left)
    return min(rows) >= _ROWS and min(lengths) >= _LONG and high - low >= shorter / 2 and blank >= _BLANK * height


def _foot(side: list[Stretch]) -> float:
    return min(one.base for one in side)


def _top(side: list[Stretch]) -> float:
    return max(one.base for one in side)


def _lines(members: list[Stretch], block: int, edge: float) -> list[Line]:
    rows: list[list[Stretch]] = []
    for one in sorted(members, key=lambda one: -one.base):
        level = _LEVEL * max(one.height, rows[-1][0].height) if rows else 0
        if rows and rows[-1][0].base - one.base <= level:
            rows[-1].append(one)
        else:
            rows.append([one])
    return [_line(sorted(row, key=lambda one: one.left), block, edge) for row in rows]


def _line(row: list[Stretch], block: int, edge: float) -> Line:
    pieces = [row[0].text]
    for before, one in pairwise(row):
        close = one.left - before.right < 0.1 * one.height
        pieces.append(one.text if close else f" {one.text}")
    longest = max(row, key=lambda one: len(one.text))
    return Line(
        text="".join(pieces),
        left=row[0].left,
        right=max(one.right for one in row),
        base=longest.base,
        height=longest.height,
        bold=all(one.bold for one in row),
        block=block,
        edge=edge,
    )
