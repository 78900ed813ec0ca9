"""The line classifier: every unit of a page gets a label and the rule that gave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.records.pages import BlockKind
from recoupe.stages.article.labelling.cues import CueBook
from recoupe.stages.article.labelling.gaps import BOX, CAPTION, judge_gaps
from recoupe.stages.article.labelling.lines import Line, read_lines
from recoupe.stages.article.labelling.titles import copies_of_title, find_title
from recoupe.stages.article.labelling.units import Unit
from recoupe.stages.article.labelling.zones import find_body, weigh

PROSE_RULE = "article.form.prose"
REASONS = {
    "article.title.above-body": "The headline: above the body, in the body's words or printed more than once.",
    "article.title.markup": "The headline that the page's markup names.",
    "article.form.extract": "A paragraph that trafilatura extracts from the page.",
    "article.title.copy": "The headline printed again.",
    PROSE_RULE: "Running prose: long, full sentences, function words.",
    "article.form.inside": "A short line between paragraphs of the body: an intertitle or a short sentence.",
    "article.form.machine": "No words for readers: figures, marks, code, a telephone number.",
    "article.form.markup": "Markup left in the text.",
    CAPTION: "A picture's words, printed twice: its alternative text and its caption.",
    "article.repeat.copy": "A paragraph printed again.",
    "article.repeat.cut": "A broken-off copy of the article's own first words.",
    BOX: "A headline of another article in a box between paragraphs.",
    "article.zone.outside": "Not part of the run of prose that is the article.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A unit and what it is; `rule` is the id of a furniture rule or one of REASONS."""

    unit: Unit
    kind: BlockKind
    rule: str


def label_units(units: Sequence[Unit], book: CueBook) -> tuple[Label, ...]:
    """Label every unit of a page: title, body, caption, dateline or furniture."""
    lines = read_lines(units, book)
    weights = weigh(lines)
    body = find_body(lines, weights)
    if body is None:
        return tuple(_outside(line) for line in lines)
    title = find_title(lines, body.first, body.last)
    copies = copies_of_title(lines, title) if title is not None else set()
    verdicts = judge_gaps(lines, weights, body)
    labels: list[Label] = []
    seen: set[int] = set()
    for number, line in enumerate(lines):
        if number == title:
            labels.append(Label(unit=line.unit, kind="title", rule="article.title.above-body"))
        elif number in copies:
            labels.append(Label(unit=line.unit, kind="furniture", rule="article.title.copy"))
        elif not body.first <= number <= body.last or line.cue is not None:
            labels.append(_outside(line))
        else:
            labels.append(_inside(line, verdicts.get(number, PROSE_RULE), line.copy_of in seen))
            if labels[-1].kind == "body":
                seen.add(number)
    return tuple(labels)


def _outside(line: Line) -> Label:
    if line.cue is not None:
        return Label(unit=line.unit, kind=line.cue.label, rule=line.cue.rule)
    if line.unit.marked and not line.unit.plain:
        return Label(unit=line.unit, kind="furniture", rule="article.form.markup")
    if line.form.machine:
        return Label(unit=line.unit, kind="furniture", rule="article.form.machine")
    if line.cut_copy:
        return Label(unit=line.unit, kind="furniture", rule="article.repeat.cut")
    return Label(unit=line.unit, kind="furniture", rule="article.zone.outside")


def _inside(line: Line, verdict: str, repeated: bool) -> Label:
    if line.form.machine or line.cut_copy:
        return _outside(line)
    if verdict == CAPTION:
        return Label(unit=line.unit, kind="caption", rule=verdict)
    if repeated:
        return Label(unit=line.unit, kind="furniture", rule="article.repeat.copy")
    return Label(unit=line.unit, kind="furniture" if verdict == BOX else "body", rule=verdict)


def label_extract(units: Sequence[Unit], book: CueBook) -> tuple[Label, ...]:
    """Label the paragraphs that were extracted from markup: all are body but those that a furniture rule names."""
    found = [(unit, book.find(unit.folded) if unit.plain else None) for unit in units]
    return tuple(
        Label(unit=unit, kind="body", rule="article.form.extract")
        if cue is None
        else Label(unit=unit, kind=cue.label, rule=cue.rule)
        for unit, cue in found
    )
