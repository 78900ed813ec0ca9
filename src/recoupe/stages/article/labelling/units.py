"""A page's text as units: lines, with hard-wrapped paragraphs joined again."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_BULLETS = "•·▪■□►▶‣»›>*→●○◦◆✔✓⁃"
_OPENING = re.compile(rf"^[\s\ufeff\u200b{re.escape(_BULLETS)}]+")
_DASH = re.compile(r"^[-–—]\s+")
_TAG = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9:-]*(?:\s[^<>]{0,4000})?|!--[^<>]{0,4000})/?>")
_SPACE = re.compile(r"\s+")
_APOSTROPHES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "œ": "oe", "Œ": "oe", "æ": "ae", "‐": "-", "‑": "-"}
)
_WIDEST = 130  # characters of a hard-wrapped line at most
_NEARLY = 0.85  # of the width that a line and the next word need: shorter lines end a paragraph
_INVISIBLE = " \t\ufeff\u200b\u00ad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A line or joined paragraph: `start`..`end` in the text without white space at the ends.

    `plain` is what a reader sees (no tags, no list bullet, single spaces), `folded` the same without case and
    accents, `gap` the number of blank lines before it, `marked` says that tags were left in it.
    """

    start: int
    end: int
    plain: str
    folded: str
    bullet: bool
    marked: bool
    gap: int


def fold(text: str) -> str:
    """Lower case, no accents, one kind of apostrophe, single spaces: what cue patterns are written for."""
    if text.isascii():
        return _SPACE.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).lower())
    return _SPACE.sub(" ", "".join(mark for mark in decomposed if not unicodedata.combining(mark))).strip()


@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """Letters and digits only, folded: equal for two printings of the same words."""
    return "".join(character for character in fold(text) if character.isalnum())


def split_units(text: str) -> tuple[Unit, ...]:
    """Cut a text into units, in order; blank lines only count as gaps."""
    lines = _lines(text)
    joins = _wrapped(text, lines)
    units: list[Unit] = []
    first = 0
    for index in range(len(lines)):
        if index + 1 < len(lines) and index in joins:
            continue
        units.append(_unit(text, lines[first][0], lines[index][1], lines[first][2]))
        first = index + 1
    return tuple(units)


def _lines(text: str) -> list[tuple[int, int, int]]:
    """Start and end of every line that is not blank, and the blank lines before it."""
    found: list[tuple[int, int, int]] = []
    at = gap = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip().strip(_INVISIBLE)
        if bare:
            start = at + line.index(bare[0])
            found.append((start, start + len(bare), gap))
            gap = 0
        else:
            gap += 1
        at += len(line)
    return found


def _wrapped(text: str, lines: list[tuple[int, int, int]]) -> set[int]:
    """Numbers of the lines that run on in the next one: text set to a fixed width.

    A typesetter breaks a line only where the next word would not fit. Where that holds for nearly all neighbours
    without a blank line between them, and sentences do run over the ends, the page is hard-wrapped.
    """
    pairs = [number for number in range(len(lines) - 1) if lines[number + 1][2] == 0]
    lengths = sorted(lines[number][1] - lines[number][0] for number in pairs)
    if len(pairs) < 3 or lengths[len(lengths) // 2] > _WIDEST:
        return set()
    width = lengths[int(len(lengths) * 0.95)] if len(lengths) > 20 else lengths[-1]
    if not 40 <= width <= _WIDEST:
        return set()
    full: set[int] = set()
    close: set[int] = set()
    running = 0
    for number in pairs:
        start, end, _ = lines[number]
        after = text[lines[number + 1][0] : lines[number + 1][1]]
        needed = end - start + 1 + len(after.split(maxsplit=1)[0])
        if needed >= _NEARLY * width:
            close.add(number)
        if needed > width:
            full.add(number)
            running += after[0].islower() and text[end - 1] not in ".!?"
    if len(full) < 0.6 * len(pairs) or running < 0.3 * len(full):
        return set()
    return close


def _unit(text: str, start: int, end: int, gap: int) -> Unit:
    raw = text[start:end]
    seen = _TAG.sub(" ", raw) if "<" in raw else raw
    marked = seen is not raw and seen != raw
    opening = _OPENING.match(seen)
    bullet = opening is not None and any(mark in _BULLETS for mark in opening.group())
    plain = _SPACE.sub(" ", seen[opening.end() :] if opening else seen).strip()
    plain = _DASH.sub("", plain) if len(plain) < 90 else plain
    return Unit(start=start, end=end, plain=plain, folded=fold(plain[:2000]), bullet=bullet, marked=marked, gap=gap)
