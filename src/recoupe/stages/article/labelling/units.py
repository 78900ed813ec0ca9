"""A page's text as units: lines, with hard-wrapped paragraphs joined again."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_BULLETS = "•·▪■□►▶‣»›>*→●○◦◆✔✓⁃"
_ARROWS = "►▶»›>→"
_OPENING = re.compile(rf"^[\s\ufeff\u200b{re.escape(_BULLETS)}]+")
_DASH = re.compile(r"^[-–—]\s+")
_TAG = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9:-]*(?:\s[^<>]{0,4000})?|!--[^<>]{0,4000})/?>")
_SPACE = re.compile(r"\s+")
_COMBINING = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]+"
)
_NO_LETTER = re.compile(r"[\W_]+")
_APOSTROPHES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "œ": "oe", "Œ": "oe", "æ": "ae", "‐": "-", "‑": "-"}
)
_WIDEST = 130  # characters of a hard-wrapped line at most
_NEARLY = 0.85  # of the width that a line and the next word need: shorter lines end a paragraph
_MOST = 20_000  # lines of a page that are looked at; the article sets' longest page has under 3,000
_LONG = 400  # characters from which a line may hold more than one part of a page
_FOLDED = 2000  # characters of a unit that are folded
_INVISIBLE = " \t\ufeff\u200b\u00ad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A line or joined paragraph: `start`..`end` in the text without white space at the ends.

    `plain` is what a reader sees (no tags, no list bullet, single spaces), `folded` the same without case and
    accents, `gap` the number of blank lines before it, `marked` says that tags were left in it, `arrow` that a mark
    of links opens it, `raw` is a long line as it stands in the text (short and marked ones leave it empty), `menu`
    marks a stretch of a menu cut out of a longer line, `beyond` the rest of a page of too many lines, not read.
    """

    start: int
    end: int
    plain: str
    folded: str
    bullet: bool
    marked: bool
    gap: int
    arrow: bool = False
    raw: str = ""
    menu: bool = False
    beyond: bool = False


def fold(text: str) -> str:
    """Lower case, no accents, one kind of apostrophe, single spaces: what cue patterns are written for."""
    if text.isascii():
        return _SPACE.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).lower())
    return _SPACE.sub(" ", _COMBINING.sub("", decomposed)).strip()


@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """Letters and digits only, folded: equal for two printings of the same words."""
    return _NO_LETTER.sub("", fold(text))


def squeezed(unit: Unit) -> str:
    """The words of a unit, squeezed."""
    return _NO_LETTER.sub("", unit.folded) if len(unit.plain) <= _FOLDED else squeeze(unit.plain)


def split_units(text: str) -> tuple[Unit, ...]:
    """Cut a text into units, in order; blank lines only count as gaps.

    What stands behind the first 20,000 lines is one unit that nobody looks into: no article is that far down, and a
    page of a million lines shall not cost a minute.
    """
    lines = _lines(text)
    rest = lines.pop() if len(lines) > _MOST else None
    joins = _wrapped(text, lines)
    units: list[Unit] = []
    first = 0
    for index in range(len(lines)):
        if index + 1 < len(lines) and index in joins:
            continue
        start, end = lines[first][0], lines[index][1]
        units.append(make_unit(text[start:end], start, lines[first][2]))
        first = index + 1
    if rest is not None:
        start, _, gap = rest
        units.append(
            Unit(
                start=start,
                end=len(text.rstrip()),
                plain="",
                folded="",
                bullet=False,
                marked=False,
                gap=gap,
                beyond=True,
            )
        )
    return tuple(units)


def _lines(text: str) -> list[tuple[int, int, int]]:
    """Start and end of every line that is not blank, and the blank lines before it; of `_MOST` lines and one more."""
    found: list[tuple[int, int, int]] = []
    at = gap = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip().strip(_INVISIBLE)
        if bare:
            start = at + line.index(bare[0])
            found.append((start, start + len(bare), gap))
            gap = 0
            if len(found) > _MOST:
                break
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


def make_unit(raw: str, start: int, gap: int) -> Unit:
    """A unit out of the words as they stand in the text from `start` on."""
    seen = _TAG.sub(" ", raw) if "<" in raw else raw
    marked = seen is not raw and seen != raw
    opening = _OPENING.match(seen)
    bullet = opening is not None and any(mark in _BULLETS for mark in opening.group())
    arrow = opening is not None and any(mark in _ARROWS for mark in opening.group())
    plain = _SPACE.sub(" ", seen[opening.end() :] if opening else seen).strip()
    plain = _DASH.sub("", plain) if len(plain) < 90 else plain
    kept = raw if len(raw) >= _LONG and not marked else ""
    folded = fold(plain[:_FOLDED])
    end = start + len(raw)
    return Unit(
        start=start,
        end=end,
        plain=plain,
        folded=folded,
        bullet=bullet,
        marked=marked,
        gap=gap,
        arrow=arrow,
        raw=kept,
    )
