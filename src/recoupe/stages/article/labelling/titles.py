"""The headline among the lines above the article, and its other printings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recoupe.stages.article.labelling.lines import Line
from recoupe.stages.article.labelling.repeats import SITE

_ABOVE = 40  # lines above the body among which the headline is looked for
_WORD = re.compile(r"[^\W_]{4,}")
_LONGEST = 250  # characters of a headline at most
_PIECE = 15  # letters of a headline's first line at least
_SUFFIX = re.compile(r"\s[|–—-]\s[^|]{2,40}$")
_FADE = 0.06  # points that a headline loses for each line between it and the body
_LEAST = 1.0  # score from which a line counts as headline


def find_title(lines: Sequence[Line], first: int, last: int) -> int | None:
    """Number of the headline's line: headline-like, near the body, in the body's words, or printed more than once."""
    scored = _scored(lines, first, last)
    if not scored:
        return None
    score, number = max(scored)
    return _whole(lines, -number, [-other for _, other in scored]) if score >= _LEAST else None


def headline_strength(lines: Sequence[Line], first: int, last: int) -> float:
    """How sure it is that a headline stands over a run of lines, that run's words told in it; 0 where none does."""
    return max((score for score, number in _scored(lines, first, last) if -number < first), default=0.0)


def _scored(lines: Sequence[Line], first: int, last: int) -> list[tuple[float, int]]:
    told: set[str] = set()
    for line in lines[first + 1 : last + 1]:
        told.update(_WORD.findall(line.unit.folded))
    if lines[first].form.sentence or lines[first].form.length > _LONGEST:
        told.update(_WORD.findall(lines[first].unit.folded))
    return [
        (_score(lines[number], told) + _place(lines, number, first), -number)
        for number in range(max(0, first - _ABOVE), first + 1)
        if _eligible(lines[number]) and (number < first or not _final_stop(lines[number]))
    ]


def _place(lines: Sequence[Line], number: int, first: int) -> float:
    """Points for where a line stands: on top of the page, directly over the body, or some lines above it."""
    points = -_FADE * max(0, first - number)
    if number == first - 1 and lines[first].unit.gap:
        points += 0.8
    return points + (0.8 if number == 0 and first <= 2 else 0.0)


def _whole(lines: Sequence[Line], number: int, candidates: Sequence[int]) -> int:
    """The line that bears the whole headline where the chosen one bears its first words (a headline on two lines)."""
    text = lines[number].words
    longer = [
        other
        for other in candidates
        if (whole := lines[other].words) != text
        and whole.startswith(text)
        and len(text) >= _PIECE
        and _signed_head(lines[other].unit.plain) is None
    ]
    return max(longer, key=lambda other: lines[other].form.length, default=number)


def _signed_head(plain: str) -> str | None:
    """The part before a bar or dash with a name behind it, if there is one."""
    found = _SUFFIX.search(plain)
    return plain[: found.start()] if found else None


def _eligible(line: Line) -> bool:
    form = line.form
    return (
        (line.cue is None or line.cue.rule == SITE)
        and 12 <= form.length <= _LONGEST
        and form.words >= 2
        and not form.cut
        and not form.machine
    )


def _score(line: Line, told: set[str]) -> float:
    form, plain = line.form, line.unit.plain
    words = set(_WORD.findall(line.unit.folded))
    shared = len(words & told) / len(words) if words else 0.0
    score = 3.0 * shared * min(1.0, len(words) / 3)
    score += 0.8 if line.times > 1 else 0.0
    score += 0.8 if 30 <= form.length <= 140 else -0.4
    score -= 0.5 if line.unit.bullet else 0.0
    if _final_stop(line):
        score -= 2.0
    if line.signed:
        score -= 1.5
    if line.cue is not None:
        score -= 1.0  # an article's headline stands on other pages of its site, but more often a site's name does
    if plain[:1].islower():
        score -= 0.8
    return score


def _final_stop(line: Line) -> bool:
    """A line that ends as a statement does; questions and calls are headlines as often."""
    return line.form.sentence and not line.unit.plain.rstrip("\"'»”’ ").endswith(("?", "!"))


def copies_of_title(lines: Sequence[Line], number: int) -> set[int]:
    """Other printings of the headline: the same words, or lines that together make it up."""
    title = lines[number].words
    found = {
        other
        for other, line in enumerate(lines)
        if other != number and line.words and (line.words == title or _same(line.words, title))
    }
    for other in range(len(lines) - 1):
        if lines[other].words and title.startswith(lines[other].words):
            pieces = [line.words for line in lines[other : other + 3]]
            for count in (2, 3):
                if len(pieces) >= count and all(pieces[:count]) and "".join(pieces[:count]) == title:
                    found.update(range(other, other + count))
    return found - {number}


def _same(text: str, title: str) -> bool:
    """The headline with the site's name behind it, or broken off."""
    shorter, longer = sorted((text, title), key=len)
    return len(shorter) >= 25 and longer.startswith(shorter) and len(longer) - len(shorter) <= 30
