"""The line classifier: every unit of a page gets a label and the rule that gave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.records.pages import BlockKind
from recoupe.stages.article.labelling.cues import CueBook
from recoupe.stages.article.labelling.gaps import BOX, CAPTION, judge_gaps
from recoupe.stages.article.labelling.inline import cut_long_lines
from recoupe.stages.article.labelling.lines import MENU, Line, read_lines
from recoupe.stages.article.labelling.lists import LIST, find_lists, with_lists
from recoupe.stages.article.labelling.repeats import SITE, mark_shared
from recoupe.stages.article.labelling.titles import copies_of_title, find_title
from recoupe.stages.article.labelling.units import Unit
from recoupe.stages.article.labelling.zones import find_body, weigh

PROSE_RULE = "article.form.prose"
BEYOND = "article.zone.beyond"
REASONS = {
    "article.title.above-body": "The headline: above the body, in the body's words or printed more than once.",
    "article.title.markup": "The headline that the page's markup names.",
    "article.form.extract": "A paragraph that trafilatura extracts from the page.",
    "article.title.copy": "The headline printed again.",
    PROSE_RULE: "Running prose: long, full sentences, function words.",
    "article.form.inside": "A short line between paragraphs of the body: an intertitle or a short sentence.",
    MENU: "A menu, or headlines of other articles, in one line with prose.",
    LIST: "A line of a list inside the article: numbered one by one.",
    "article.form.machine": "No words for readers: figures, marks, code, a telephone number.",
    "article.form.markup": "Markup left in the text.",
    CAPTION: "A picture's words, printed twice: its alternative text and its caption.",
    "article.repeat.copy": "A paragraph printed again.",
    "article.repeat.cut": "A broken-off copy of the article's own first words.",
    SITE: "A line that stands on the pages of several articles of the same site.",
    BOX: "A headline of another article in a box between paragraphs.",
    BEYOND: "The rest of a page of more than 20,000 lines: not read.",
    "article.zone.outside": "Not part of the run of prose that is the article.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A unit and what it is; `rule` is the id of a furniture rule or one of REASONS."""

    unit: Unit
    kind: BlockKind
    rule: str


def label_units(units: Sequence[Unit], book: CueBook, repeats: frozenset[int] = frozenset()) -> tuple[Label, ...]:
    """Label every unit of a page: title, body, caption, dateline or furniture.

    A long line that holds a menu and prose is cut, so there may be more labels than units. `repeats` are the lines
    that the pages of the site have in common (`Repeats.on`).
    """
    lines = mark_shared(read_lines(cut_long_lines(units, book), book), repeats)
    weights = weigh(lines)
    body = find_body(lines, weights)
    if body is None:
        return tuple(_outside(line) for line in lines)
    lists = find_lists(lines)
    body = with_lists(lines, body, lists)
    title = find_title(lines, body.first, body.last)
    copies = copies_of_title(lines, title) if title is not None else set()
    verdicts = judge_gaps(lines, weights, body, lists)
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
    if line.unit.beyond:
        return Label(unit=line.unit, kind="furniture", rule=BEYOND)
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
    return tuple(_extracted(unit, book) for unit in units)


def _extracted(unit: Unit, book: CueBook) -> Label:
    if unit.beyond:
        return Label(unit=unit, kind="furniture", rule=BEYOND)
    cue = book.find(unit.folded) if unit.plain else None
    if cue is not None:
        return Label(unit=unit, kind=cue.label, rule=cue.rule)
    return Label(unit=unit, kind="body", rule="article.form.extract")
