"""Whether equal words say something: names, titles and small words are discounted, quotations are known."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from recoupe.records.pages import Article
from recoupe.records.spans import Span
from recoupe.stages.copies.runs import Run
from recoupe.stages.copies.sheets import CONTENT_LETTERS, WORD, Sheet

BEFORE_NAME, AFTER_NAME = 3, 1  # words this near to a capitalised one read as its title: "ministre russe des Affaires"
QUOTATION_REACH = 1500  # characters after which an opening mark without its fellow is taken for a slip
MARKS = re.compile(r"[«»“”„\"\n]")


@dataclass(frozen=True)
class Lines:
    """An article read for what its words are: names and their titles, telling words, words inside quotation marks."""

    sheet: Sheet

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Start and end of each word in the article's text."""
        text = self.sheet.article.text
        return [found.span() for start, end in self.sheet.stretches for found in WORD.finditer(text, start, end)]

    def spans(self, runs: tuple[Run, ...], side: str) -> tuple[Span, ...]:
        """Where runs of words stand; a run is cut where furniture stands between its words."""
        openings = [bisect_left(self.places, (start, 0)) for start, _ in self.sheet.stretches[1:]]
        found: list[Span] = []
        for first, size in sorted((getattr(run, side), run.size) for run in runs):
            cuts = [first, *(index for index in openings if first < index < first + size), first + size]
            found += (
                Span(start=self.places[start][0], end=self.places[end - 1][1])
                for start, end in itertools.pairwise(cuts)
            )
        return tuple(found)

    @cached_property
    def capitals(self) -> list[bool]:
        """Which words are written with a capital though they do not open a sentence."""
        text = self.sheet.article.text
        return [text[start].isupper() and not _opens_sentence(text, start) for start, _ in self.places]

    @cached_property
    def telling(self) -> list[bool]:
        """Which words are neither small, nor numbers' fellows, nor near a name."""
        text, capitals = self.sheet.article.text, self.capitals
        count = len(capitals)
        near = [False] * count
        for index, capital in enumerate(capitals):
            if capital:
                for other in range(max(0, index - BEFORE_NAME), min(count, index + AFTER_NAME + 1)):
                    near[other] = True
        return [
            end - start >= CONTENT_LETTERS and not near[index] and text[start].isalpha()
            for index, (start, end) in enumerate(self.places)
        ]

    @cached_property
    def quoted(self) -> bytearray:
        """Which words stand between quotation marks."""
        flags = bytearray(len(self.places))
        for start, end in quotations(self.sheet.article):
            first, after = bisect_left(self.places, (start, 0)), bisect_left(self.places, (end, 0))
            flags[first:after] = b"\x01" * (after - first)
        return flags


def count(flags: Sequence[int], runs: tuple[Run, ...], side: str) -> int:
    """How many words of the runs bear a flag."""
    return sum(sum(flags[getattr(run, side) : getattr(run, side) + run.size]) for run in runs)


def quotations(article: Article) -> list[tuple[int, int]]:
    """The stretches between quotation marks, marks left out; an unbalanced mark ends with its paragraph."""
    text = article.text
    found: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for mark in MARKS.finditer(text):
        sign, at = mark.group(), mark.start()
        if opened is not None and (at - opened[0] > QUOTATION_REACH):
            opened = None
        if sign == "\n":
            if opened is not None and opened[1] != '"':
                found.append((opened[0], at))
            opened = None
        elif opened is None:
            if sign in "«“„" or (sign == '"' and not _closes(text, at)):
                opened = (at + 1, sign)
        elif _fits(opened[1], sign):
            found.append((opened[0], at))
            opened = None
    return found


def _fits(opening: str, closing: str) -> bool:
    return closing in {"«": "»", "“": "”“", "„": "“”", '"': '"'}[opening]


def _closes(text: str, at: int) -> bool:
    """Whether a straight mark hangs on the word before it and not on the one after it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before) and not before.isspace() and before not in "([«'’" and not after.isalnum()


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \u00a0\u202f«“\"'(")
    return not before or before[-1] in ".!?:…\n"
