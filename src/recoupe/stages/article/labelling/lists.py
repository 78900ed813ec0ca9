"""Lists inside an article: numbered lines, and lines that a colon announces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recoupe.stages.article.labelling.lines import Line
from recoupe.stages.article.labelling.zones import Body, heads_box

LIST = "article.form.list"
_NUMBER = re.compile(r"^\(?0{0,2}(\d{1,3})(?:[.)]|[°º]| ?[-–:])\s?(?=[^\W\d_]|[«\"“‘'(])")
_APART = 8  # lines between two items at most: the item's own text
_ITEMS = 3  # items that make a list
_NEAR = 2  # lines between the body's last line and the list's first that still belong together


def find_lists(lines: Sequence[Line]) -> tuple[range, ...]:
    """Lists of lines numbered one by one, up or down: from the first item's line to the last item's text."""
    found: list[range] = []
    items: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        opening = _NUMBER.match(line.unit.plain) if line.cue is None else None
        if opening is None:
            continue
        value = int(opening.group(1))
        if items and not _follows(items, number, value):
            _close(found, items)
            items = []
        items.append((number, value))
    _close(found, items)
    return tuple(found)


def _follows(items: Sequence[tuple[int, int]], number: int, value: int) -> bool:
    before, last = items[-1]
    if number - before > _APART:
        return False
    step = items[-1][1] - items[-2][1] if len(items) > 1 else value - last
    return abs(step) == 1 and value - last == step


def _close(found: list[range], items: Sequence[tuple[int, int]]) -> None:
    """Keep a list that is long enough; its last item has as many lines as the one before it."""
    if len(items) >= _ITEMS:
        found.append(range(items[0][0], items[-1][0] + items[-1][0] - items[-2][0]))


def with_lists(lines: Sequence[Line], body: Body, lists: Sequence[range]) -> Body:
    """The body with the lists that it runs on into: numbered ones, and bulleted lines behind a colon."""
    last = body.last
    for numbered in lists:
        near = _APART if lines[last].unit.plain.endswith(":") else _NEAR
        if body.first <= numbered.start <= last + 1 + near and not any(
            _ends(line) for line in lines[min(last + 1, numbered.start) : numbered.stop]
        ):
            last = max(last, min(numbered.stop, len(lines)) - 1)
    if lines[last].unit.plain.endswith(":"):
        while last + 1 < len(lines) and lines[last + 1].unit.bullet and lines[last + 1].cue is None:
            last += 1
    while last > body.last and lines[last].cue is not None:
        last -= 1
    return Body(first=body.first, last=last)


def _ends(line: Line) -> bool:
    return heads_box(line) or (line.cue is not None and line.cue.zone == "end")


def announced(lines: Sequence[Line], gap: range) -> bool:
    """Say whether the line before a stretch of lines announces them with a colon."""
    before = gap.start - 1
    return before >= 0 and lines[before].cue is None and lines[before].unit.plain.endswith(":")
