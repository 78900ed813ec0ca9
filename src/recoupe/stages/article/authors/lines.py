"""Bylines: the short lines around an article in which somebody signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recoupe.records.pages import Block
from recoupe.stages.article.authors.book import BylineBook
from recoupe.stages.article.authors.names import people

_LONGEST = 140  # characters of a line in which people sign
_BEFORE, _AFTER = 6, 3  # lines above the first and below the last paragraph that are looked at
_BESIDE = 2  # lines next to the article
_LEADS = 2  # paragraphs at the head and at the foot of the article that may be a signature


def find_signed(text: str, blocks: Sequence[Block], book: BylineBook) -> tuple[str, ...]:
    """The persons named in the first line that is a byline: near the headline first, then at the article's foot."""
    for block, close in _near(blocks):
        if block.end - block.start <= _LONGEST:
            names = people(text[block.start : block.end], book, signed=False, opener=not close)
            if names:
                return names
    return ()


def _near(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Datelines, and short lines close to the first and last paragraphs; the headline itself signs nothing.

    With each it is said whether a name with a town or role behind it signs there: in a dateline, or in a line next to
    the article that is no paragraph of it. Further away such a line is a picture's.
    """
    bodies = [place for place, block in enumerate(blocks) if block.kind == "body"]
    if not bodies:
        return
    first, last = bodies[0], bodies[-1]
    head = range(max(0, first - _BEFORE), min(len(blocks), bodies[min(_LEADS, len(bodies)) - 1] + 1))
    foot = range(max(head.stop, bodies[-min(_LEADS, len(bodies))]), min(len(blocks), last + 1 + _AFTER))
    for place in (*head, *reversed(foot)):
        kind = blocks[place].kind
        beside = kind == "furniture" and (first - _BESIDE <= place < first or last < place <= last + _BESIDE)
        if kind not in ("title", "caption"):
            yield blocks[place], kind == "dateline" or beside
