"""Lines into paragraphs: by the blank between them, the size of the type, the left edge and the room left on a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from recoupe.stages.capture.readers.pdf.layout import Line

_WIDE = 1.3  # blank before a line, in the block's own line steps, from which a paragraph begins
_STEP = 1.7  # line step, in text heights, above which lines do not belong together (CSS line-height of 2)
_SIZE = 1.15  # ratio of text heights from which two lines are of different kinds
_INDENT = 0.7  # text heights by which the first line of a paragraph is moved in
_MANY = 6  # lines of one size from which the longest one shows the measure
_SLACK = 0.2  # share of the measure left free on a line that did not end a sentence, from which it stands alone
_ENDS = re.compile(r"[.!?…:;][\s\u00a0»”\"')\]]*$")
_ITEM = re.compile(r"(?:[•▪◦■●‣·]|[–—-]\s)")
_WORD = 80  # letters of a word that may be broken
_BREAK = re.compile(r"(\w+)-$")
_FIRST = re.compile(r"\W*\S*")  # the first word with the marks that stand before it
_NEXT = re.compile(r"(\w+)")
# The second halves that French grammar ties with a hyphen, whatever the line: inverted pronouns and adverbs of place.
_TIED = frozenset(
    {
        "je",
        "tu",
        "il",
        "elle",
        "on",
        "nous",
        "vous",
        "ils",
        "elles",
        "ce",
        "t",
        "moi",
        "toi",
        "lui",
        "leur",
        "y",
        "en",
        "ci",
        "là",
        "même",
        "mêmes",
        "dessus",
        "dessous",
        "delà",
    }
)


def join_lines(lines: Sequence[Line]) -> list[str]:
    """Join lines in reading order into paragraphs; words that were broken at a line's end are whole again.

    A hyphen at a line's end stays where the word is written with it elsewhere in the text, where grammar ties its
    second half, and where that begins with a capital or a digit; it goes where the next line goes on in lower case.
    """
    words = _words(lines)
    shapes = {block: _Shape(list(members)) for block, members in groupby(lines, lambda line: line.block)}
    paragraphs: list[list[str]] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, shapes[line.block]):
            paragraphs[-1][-1:] = _join(paragraphs[-1][-1], line.text, words)
        else:
            paragraphs.append([line.text])
        before = line
    return [re.sub(r" {2,}", " ", "".join(pieces)) for pieces in paragraphs]


class _Shape:
    """How a block is set: its left edge, its measure, its line step."""

    def __init__(self, lines: list[Line]) -> None:
        lefts = sorted(line.left for line in lines)
        self.left = lefts[len(lefts) // 4]
        self._rights: dict[int, list[float]] = {}
        for line in lines:
            self._rights.setdefault(round(line.height), []).append(line.right)
        self._steps: dict[int, list[float]] = {}
        for above, line in pairwise(lines):
            if above.base > line.base and round(above.height) == round(line.height):
                self._steps.setdefault(round(line.height), []).append(above.base - line.base)

    def right(self, line: Line) -> float:
        """The right edge of the lines of this size; a few lines may all be short, so they are held to their column."""
        rights = self._rights.get(round(line.height), [])
        return max(rights) if len(rights) >= _MANY else max([*rights, line.edge])

    def step(self, line: Line) -> float:
        """The distance of two lines of one paragraph."""
        steps = sorted(self._steps.get(round(line.height), []))
        return min(steps[len(steps) // 4] if steps else 1.2 * line.height, _STEP * line.height)


def _goes_on(before: Line, line: Line, shape: _Shape) -> bool:
    if max(before.height, line.height) > _SIZE * min(before.height, line.height) or _ITEM.match(line.text):
        return False
    ends, lower = bool(_ENDS.search(before.text)), line.text[:1].islower()
    if before.block != line.block:  # the next column or page
        return not ends and lower and before.bold == line.bold
    if before.base - line.base > _WIDE * shape.step(line) or before.bold != line.bold:
        return False
    if line.left - shape.left > _INDENT * line.height and before.left - shape.left < 0.3 * line.height and ends:
        return False
    room = shape.right(before) - before.right
    word = _FIRST.match(line.text).end() + 1  # type: ignore[union-attr]  # matches any text
    fits = word * (line.right - line.left) / max(len(line.text), 1) < room - 1
    if fits and ends:
        return False
    return not (fits and not lower and room > _SLACK * (shape.right(before) - shape.left))


def _join(piece: str, line: str, words: frozenset[str]) -> tuple[str, str]:
    """The end of a paragraph and its next line, with what belongs between them."""
    first, second = _BREAK.search(piece, max(0, len(piece) - _WORD)), _NEXT.match(line)
    if first is None or second is None:
        return (piece, line) if piece.endswith(("-", "/")) and second else (f"{piece} ", line)
    head, tail = first.group(1), second.group(1)
    whole, tied = f"{head}{tail}".casefold(), f"{head}-{tail}".casefold()
    keeps = not tail[0].islower() or tail in _TIED or (tied in words and whole not in words)
    return (piece, line) if keeps else (piece[:-1], line)


def _words(lines: Iterable[Line]) -> frozenset[str]:
    """The words of the text that stand whole on a line, with their hyphens."""
    return frozenset(
        word.casefold()
        for line in lines
        for word in re.findall(r"\w+(?:-\w+)*", line.text)
        if "-" in word or len(word) > 3
    )
