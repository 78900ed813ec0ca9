"""Lines between the paragraphs of the body: intertitles and short sentences, or boxes, pictures and marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recoupe.stages.article.labelling.lines import Line
from recoupe.stages.article.labelling.lists import LIST, announced
from recoupe.stages.article.labelling.zones import PROSE, Body, heads_box

INSIDE = "article.form.inside"
BOX = "article.box.headline"
CAPTION = "article.repeat.caption"
_INTERTITLE = 80  # characters of an intertitle at most
_HEADLINE = 45  # characters from which a line without a final stop may be a headline of its own
_CAPTION = 400  # characters of a caption at most
_LEAD = 120  # characters from which a sentence printed twice is the article's lead, kept once
_DOUBLED = 20  # letters that stand twice on one line at least
_ALIKE = 0.6  # share of the shorter line that opens both
_SENTENCE = 20  # characters of a short sentence of the body at least


def judge_gaps(
    lines: Sequence[Line], weights: Sequence[float], body: Body, lists: Sequence[range] = ()
) -> dict[int, str]:
    """For every line of the body that is not prose by itself: INSIDE or LIST if it is the body's, else why not."""
    listed = {number for numbered in lists for number in numbered}
    verdicts: dict[int, str] = {}
    for number in range(body.first, body.last + 1):
        if lines[number].cue is None and _twin(lines, number):
            verdicts[number] = CAPTION
    for gap in _gaps(lines, weights, body):
        verdicts.update(_judge(lines, gap, listed))
    return verdicts


def _gaps(lines: Sequence[Line], weights: Sequence[float], body: Body) -> Iterator[range]:
    """Stretches of lines between two prose lines, or before the first and after the last."""
    start = body.first
    for number in range(body.first, body.last + 2):
        if number > body.last or (weights[number] >= PROSE and lines[number].cue is None):
            if number > start:
                yield range(start, number)
            start = number + 1


def _judge(lines: Sequence[Line], gap: range, listed: set[int]) -> Iterator[tuple[int, str]]:
    members = [number for number in gap if lines[number].cue is None]
    marks = sum(_is_mark(lines[number]) for number in gap)
    boxed = any(heads_box(lines[number]) for number in gap)
    headlines = sum(_headline_like(lines[number]) for number in members)
    told = announced(lines, gap)
    offer = _offer(lines, gap)
    for number in members:
        line = lines[number]
        if _twin(lines, number):
            continue
        if line.times > 1 or line.signed or (number > 0 and lines[number - 1].signed and not line.form.sentence):
            yield number, BOX
        elif number in listed:
            yield number, LIST
        elif number < offer or (line.unit.arrow and not (told or line.form.sentence)):
            yield number, BOX
        elif _sentence(line) or (told and not boxed) or line.unit.plain.endswith(":"):
            yield number, INSIDE
        elif boxed or headlines > 1:
            yield number, BOX
        elif marks:
            yield number, INSIDE if number == gap[-1] and line.form.length <= _INTERTITLE else BOX
        else:
            yield number, INSIDE


def _offer(lines: Sequence[Line], gap: range) -> int:
    """The last line of a form or offer for readers among the lines of a gap; its sentences are the site's."""
    marks = [
        number
        for number in gap
        if (cue := lines[number].cue) is not None and cue.rule.endswith((".comment-form", ".subscribe"))
    ]
    return marks[-1] if len(marks) > 1 else -1


def _is_mark(line: Line) -> bool:
    return line.cue is not None or line.form.machine or line.times > 1 or line.signed


def _headline_like(line: Line) -> bool:
    form = line.form
    return form.length >= _HEADLINE and not form.sentence and not line.unit.bullet and not line.unit.plain[:1].islower()


def _sentence(line: Line) -> bool:
    form = line.form
    return form.sentence and form.length >= _SENTENCE and form.words >= 4


def _twin(lines: Sequence[Line], number: int) -> bool:
    """A picture's alternative text and its caption: the same words on neighbouring lines, or twice on one."""
    words = lines[number].words
    half, odd = divmod(len(words), 2)
    if not odd and _DOUBLED <= half <= _CAPTION and words[:half] == words[half:]:
        return True
    near = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
    return any(_alike(lines[number], other) for other in near)


def _alike(one: Line, other: Line) -> bool:
    shorter, longer = sorted((one.unit.folded, other.unit.folded), key=len)
    if shorter == longer:
        return not one.form.sentence or len(longer) < _LEAD
    if len(shorter) < _HEADLINE or len(longer) > _CAPTION:
        return False
    return shorter[: int(_ALIKE * len(shorter))] == longer[: int(_ALIKE * len(shorter))]
