"""Where on the page the article stands: runs of prose, what breaks them, what ends them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.stages.article.labelling.lines import Line
from recoupe.stages.article.labelling.titles import headline_strength

PROSE = 1.0  # points, neighbours counted in, from which a line is prose
_WEAK = 0.0  # the same on a page where nothing reaches PROSE: a flash of one or two short sentences
_GAP = 7  # lines without prose that a run may hold: a box with a picture, a headline, a credit and marks
_ENOUGH = 250  # characters of prose before a closing cue can end an article
_QUARTER = 0.25  # of the longest run's prose must stand before a closing cue that ends an article
_LONG = 400  # characters from which a paragraph is an article's even where it stands alone
_MIDDLE = 150  # the same where another paragraph stands two lines off, a short heading between
_TOLD = 200  # characters of prose that a headline must stand over
_HEADED = 3.2  # strength of a headline that shows by itself where the article starts
_LITTLE = 0.2  # what a run's characters count for behind a closing line, or among bylines and dates
_SHARE = 0.4  # of the longest run's prose: the first run with so much is the article; others may follow in full
_REACH = 3.0  # bounds of what a neighbour can add or take
# How far a later run may stand from the article's last line and still go on with it: lines between, least
# characters, least share of paragraphs that stand by another. The farther, the more it must look like the article.
_LIST_MARKS = (".byline", ".update-time", ".comment-form", ".comment-mark", ".embed")
_ADVERTS = (".embed", ".player", ".advertisement")
_COMMENT = 12  # lines from one comment's head to the next at most
_BARE = 45  # characters of a box's head that stands without a headline of its own on the line
_BOXED = 3  # times the characters that a run must have behind a box of other headlines
_BRIDGES = ((3, 40, 0.0), (16, 100, 0.4), (60, 250, 0.5), (400, 500, 0.6))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Neighbouring prose lines: first and last, characters of prose, and of paragraphs that stand by another."""

    first: int
    last: int
    mass: int
    solid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """First and last line of the article's body; lines between them may still be furniture."""

    first: int
    last: int


def weigh(lines: Sequence[Line]) -> list[float]:
    """The points of every line, its four nearest neighbours counted in."""
    own = [line.points for line in lines]
    held = [max(-_REACH, min(_REACH, points)) for points in own]
    count = len(lines)

    def near(number: int) -> float:
        return held[number] if 0 <= number < count else -1.0

    return [
        points + 0.30 * (near(number - 1) + near(number + 1)) + 0.12 * (near(number - 2) + near(number + 2))
        for number, points in enumerate(own)
    ]


def find_body(lines: Sequence[Line], weights: Sequence[float]) -> Body | None:
    """Choose the run of prose that is the article, and the runs around it that go on with it."""
    runs = find_runs(lines, weights, PROSE) or find_runs(lines, weights, _WEAK)
    if not runs:
        return None
    listed = [_listed(lines, run) for run in runs]
    closing = _closing_lines(lines, [run for run, others in zip(runs, listed, strict=True) if not others] or runs)
    position = _main(lines, runs, closing, listed)
    first, last = runs[position].first, runs[position].last
    for run, others in zip(runs[position + 1 :], listed[position + 1 :], strict=True):
        if _any_between(closing, last, run.first) or run.first - last > _BRIDGES[-1][0] + 1:
            break
        if _goes_on(lines[last + 1 : run.first], run) and not others:
            last = run.last
    for run in reversed(runs[:position]):
        if _any_between(closing, run.last, first) or not _leads_in(lines[run.last + 1 : first], run):
            break
        first = run.first
    return Body(first=_reach_back(lines, first), last=_reach_on(lines, last))


def find_runs(lines: Sequence[Line], weights: Sequence[float], least: float) -> list[Run]:
    """Join prose lines into runs; a cue that closes the article or opens a box after enough prose ends a run, and so do
    too many other lines."""
    runs: list[Run] = []
    members: list[int] = []
    mass = 0
    for number, line in enumerate(lines):
        prose = weights[number] >= least and line.cue is None and not line.cut_copy
        closes = line.cue is not None and line.cue.zone != "none" and mass >= _ENOUGH
        if members and (closes or (prose and number - members[-1] > _GAP + 1)):
            runs.append(_run(lines, members))
            members, mass = [], 0
        if prose:
            members.append(number)
            mass += line.form.length
    return [*runs, _run(lines, members)] if members else runs


def _run(lines: Sequence[Line], members: Sequence[int]) -> Run:
    numbers = set(members)
    lengths = {number: lines[number].form.length for number in members}
    solid = sum(
        length
        for number, length in lengths.items()
        if length >= _LONG
        or number - 1 in numbers
        or number + 1 in numbers
        or (length >= _MIDDLE and (number - 2 in numbers or number + 2 in numbers))
    )
    return Run(first=members[0], last=members[-1], mass=sum(lengths.values()), solid=solid)


def _closes(line: Line) -> bool:
    return line.cue is not None and line.cue.zone == "end"


def _closing_lines(lines: Sequence[Line], runs: Sequence[Run]) -> list[int]:
    """Lines that close the article: a closing cue with enough prose before it, seen against what follows."""
    enough = max(_ENOUGH, _QUARTER * max((run.solid for run in runs), default=0))
    before, ahead = 0, list(reversed(runs))
    found: list[int] = []
    for number, line in enumerate(lines):
        while ahead and ahead[-1].first < number:
            before += ahead.pop().solid
        if before >= enough and (_closes(line) or _opens_comments(lines, number)):
            found.append(number)
    return found


def _opens_comments(lines: Sequence[Line], number: int) -> bool:
    """A reader's name and hour with another reader's not far below: the comments have begun."""
    if not _is_rule(lines[number], ".comment-mark"):
        return False
    return any(_is_rule(line, ".comment-mark") for line in lines[number + 1 : number + 1 + _COMMENT])


def _is_rule(line: Line, name: str) -> bool:
    return line.cue is not None and line.cue.rule.endswith(name)


def _any_between(numbers: Sequence[int], low: int, high: int) -> bool:
    """Say whether one of the sorted numbers stands between two others."""
    at = bisect_right(numbers, low)
    return at < len(numbers) and numbers[at] < high


def _main(lines: Sequence[Line], runs: Sequence[Run], closing: Sequence[int], listed: Sequence[bool]) -> int:
    """The first run that stands under a headline of its own words, or is not much shorter than the longest one.

    What stands behind a closing line, and what looks like readers' comments or a list of teasers, counts little.
    """
    weights = [
        (run.solid + 0.2 * run.mass) * (_LITTLE if others or (closing and closing[0] < run.first) else 1.0)
        for run, others in zip(runs, listed, strict=True)
    ]
    return next(
        number
        for number, run in enumerate(runs)
        if weights[number] >= _SHARE * max(weights)
        or (run.solid >= _TOLD and headline_strength(lines, run.first, run.last) >= _HEADED)
    )


def _goes_on(between: Sequence[Line], run: Run) -> bool:
    """A later run goes on with the article where it is near, or long and solid; not below another byline or boxes."""
    gap = len(between)
    if gap > _BRIDGES[1][0] and any(line.cue is not None and line.cue.rule.endswith(".byline") for line in between):
        return False
    boxes = sum(line.cue is not None and line.cue.zone == "box" for line in between)
    if gap > _BRIDGES[1][0] and boxes > 1:
        return False
    if boxes and run.first < run.last and run.solid < _BRIDGES[1][2] * run.mass:
        return False  # single sentences under headlines of their own
    if boxes and (sum(_asks(line) for line in between) > 1 or (gap > _BRIDGES[0][0] and heads_box(between[-1]))):
        return False
    return any(
        gap <= most and run.mass >= least * (_BOXED if boxes else 1) and run.solid >= share * run.mass
        for most, least, share in _BRIDGES
    )


def heads_box(line: Line) -> bool:
    """The bare head of a box ("Lire aussi"); where a headline stands behind it on the line, the box is complete."""
    return line.cue is not None and line.cue.zone == "box" and line.form.length <= _BARE


def _asks(line: Line) -> bool:
    """A field of a form for readers."""
    return _is_rule(line, ".comment-form")


def _listed(lines: Sequence[Line], run: Run) -> bool:
    """A run with a date, byline or answering mark for every other paragraph: teasers of other articles, or comments."""
    stretch = lines[run.first : run.last + 3]
    marks = sum(line.cue is not None and line.cue.rule.endswith(_LIST_MARKS) for line in stretch)
    prose = sum(line.form.points >= PROSE and line.cue is None for line in stretch)
    return marks >= 2 and marks >= 0.5 * prose


def _leads_in(between: Sequence[Line], run: Run) -> bool:
    """An earlier run belongs to the article when it is near and solid, or only marks (byline, date) stand between."""
    if run.solid >= _ENOUGH and len(between) <= _BRIDGES[1][0]:
        return True
    marks = sum(line.cue is not None or line.form.machine or line.times > 1 for line in between)
    return len(between) <= 16 and marks >= 0.5 * len(between) and run.mass <= 1500


def _reach_back(lines: Sequence[Line], first: int) -> int:
    """Take in short sentences that stand directly before the first prose line."""
    while first > 0 and _short_sentence(lines[first - 1]):
        first -= 1
    return first


def _reach_on(lines: Sequence[Line], last: int) -> int:
    """Take in short sentences directly after the last prose line, and a full one behind a picture or mark."""
    while True:
        if last + 1 < len(lines) and _short_sentence(lines[last + 1]):
            last += 1
            continue
        ahead = next(
            (number for number in range(last + 1, min(last + 4, len(lines))) if not _passed(lines[number])), last
        )
        if ahead <= last + 1 or not _full_sentence(lines[ahead]):
            return last
        last = ahead


def _passed(line: Line) -> bool:
    """A picture, an address or an advertisement's mark that may stand between two paragraphs."""
    if line.cue is None:
        return line.form.machine
    return line.cue.label == "caption" or (line.cue.zone == "none" and line.cue.rule.endswith(_ADVERTS))


def _full_sentence(line: Line) -> bool:
    return _short_sentence(line) and line.form.points >= PROSE and not line.signed


def _short_sentence(line: Line) -> bool:
    form = line.form
    plain = line.cue is None and not line.cut_copy and line.times == 1
    return plain and form.sentence and form.length >= 25 and form.words >= 5 and form.points > -2.5
