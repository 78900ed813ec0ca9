"""A capture as labelled lines: text pages keep their text, web pages and readers' texts get a clean one of our own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from recoupe.records.pages import BlockKind, Capture
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.article.html import HtmlPage, flatten, read_html
from recoupe.stages.article.labelling.cues import CueBook
from recoupe.stages.article.labelling.labels import Label, label_extract, label_units
from recoupe.stages.article.labelling.units import Unit, fold, split_units, squeeze
from recoupe.stages.article.markup import Markup
from recoupe.stages.article.media import find_names
from recoupe.stages.article.outlets import choose_site, without_outlet

TITLE_MARKUP, TITLE_DECLARED = "article.title.markup", "article.title.declared"
BYLINE_MARKUP, BYLINE_DECLARED = "article.byline.markup", "article.byline.declared"
REASONS = {
    TITLE_DECLARED: "The headline that the page's container (a feed, a table, a mail) names.",
    BYLINE_MARKUP: "An agency that the page's markup names where it names the author.",
    BYLINE_DECLARED: "An agency that the page's container names where it names the author.",
}
Head = tuple[str, BlockKind, str]  # a line put before the text: its words, what it is, and by which rule
_BREAK = "\n\n"
_NO_TITLE = re.compile(
    r"^(?:untitled|sans titre|document\d*|microsoft word\b.*|about:blank)$|\.\w{2,5}$|^\S*[/_]\S*$", re.I
)
_LEAST = 200  # characters that trafilatura must find, else the page is read as flattened text
_LONGEST_BYLINE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page on its way to an article: its text, the labels of its lines, and what its markup stated."""

    text: str
    labels: tuple[Label, ...]
    own_text: bool
    title: str | None = None
    markup: Markup = field(default_factory=Markup)


def read_page(capture: Capture, book: CueBook, knowledge: Knowledge, shared: frozenset[int] = frozenset()) -> Page:
    """Label the lines of a capture; offsets of the labels count in the page's `text`."""
    found = read_html(capture.text) if capture.media_type == "html" else None
    if found is not None:
        return _read_html_page(capture, found, book, knowledge)
    labels = label_units(split_units(capture.text), book, shared)
    if capture.verbatim:
        untitled = all(label.kind != "title" for label in labels)
        title = declared_title(capture, knowledge) if untitled else None
        return Page(text=capture.text, labels=labels, own_text=False, title=title)
    return _read_made_text(capture, labels, knowledge)


def declared_title(capture: Capture, knowledge: Knowledge) -> str | None:
    """The headline that the page's container names, without the outlet's name; a file's name is no headline."""
    declared = capture.declared
    words = " ".join((declared.title or "").split()) if declared else ""
    if declared is None or not words or _NO_TITLE.search(words):
        return None
    return without_outlet(words, declared.outlet, knowledge, (declared.outlet,) if declared.outlet else ())


def _read_made_text(capture: Capture, labels: tuple[Label, ...], knowledge: Knowledge) -> Page:
    """A text that a reader made, with the headline and agency that its container names put before it."""
    declared = declared_title(capture, knowledge)
    heads: list[Head] = []
    if declared:
        labels, said = _titled(labels, squeeze(declared))
        heads = [] if said else [(declared, "title", TITLE_DECLARED)]
    heads += _byline(capture, (), labels, knowledge)
    head, placed = _headed(heads)
    shifted = tuple(replace(label, unit=_moved(label.unit, len(head))) for label in labels)
    title = next((label.unit.plain for label in (*placed, *shifted) if label.kind == "title"), None)
    return Page(text=head + capture.text, labels=(*placed, *shifted), own_text=True, title=title)


def _titled(labels: tuple[Label, ...], wanted: str) -> tuple[tuple[Label, ...], bool]:
    """Labels in which the declared headline is the headline, and whether the text has it.

    What was taken for the headline stays so where it holds the declared one or is part of it; else it is a paragraph.
    """
    found = next((label for label in labels if label.kind == "title"), None)
    own = squeeze(found.unit.plain) if found else ""
    if own and (own in wanted or wanted in own):
        return labels, True
    named = next((label for label in labels if squeeze(label.unit.plain) == wanted), None)
    relabelled = [
        replace(label, kind="title", rule=TITLE_DECLARED)
        if label is named
        else (replace(label, kind="body", rule="article.form.inside") if label is found else label)
        for label in labels
    ]
    return tuple(relabelled), named is not None


def _read_html_page(capture: Capture, found: HtmlPage, book: CueBook, knowledge: Knowledge) -> Page:
    declared = declared_title(capture, knowledge)
    title = found.title or declared or found.guess
    rule = TITLE_DECLARED if title and not found.title and title == declared else TITLE_MARKUP
    if title:
        title = without_outlet(title, choose_site(found.markup.sites, knowledge), knowledge, found.markup.sites)
    if len(found.text) >= _LEAST:
        lines = [line for line in found.text.split("\n") if line.strip()]
        if title and lines and squeeze(lines[0]) == squeeze(title):
            lines = lines[1:]
        text = "\n".join(lines)
        labels = label_extract(split_units(text), book)
    else:  # trafilatura found no article: the page's visible lines may still hold one
        text = flatten(found.tree)
        labels = label_units(split_units(text), book)
    heads: list[Head] = [(title, "title", rule)] if title else []
    kept = [label for label in labels if label.kind != "furniture" and not (title and label.kind == "title")]
    fields = [*found.markup.bodies, *(words for source in found.markup.authors for words in source)]
    return _own_page(text, kept, [*heads, *_byline(capture, fields, kept, knowledge)], found.markup, title)


def _own_page(text: str, labels: Iterable[Label], heads: list[Head], markup: Markup, title: str | None) -> Page:
    """Write the clean text: headline, agency, then every line that is not furniture, with a blank line between."""
    head, placed = _headed(heads)
    parts: list[str] = []
    at = len(head)
    for label in labels:
        words = text[label.unit.start : label.unit.end]
        placed.append(replace(label, unit=replace(label.unit, start=at, end=at + len(words))))
        parts.append(words)
        at += len(words) + len(_BREAK)
    return Page(text=head + _BREAK.join(parts), labels=tuple(placed), own_text=True, title=title, markup=markup)


def _headed(heads: Iterable[Head]) -> tuple[str, list[Label]]:
    """The lines put before a text, each with a blank line behind it, and their labels."""
    placed: list[Label] = []
    written = ""
    for words, kind, rule in heads:
        start = len(written)
        unit = Unit(
            start=start, end=start + len(words), plain=words, folded=fold(words), bullet=False, marked=False, gap=0
        )
        placed.append(Label(unit=unit, kind=kind, rule=rule))
        written += words + _BREAK
    return written, placed


def _moved(unit: Unit, by: int) -> Unit:
    return replace(unit, start=unit.start + by, end=unit.end + by)


def _byline(capture: Capture, fields: Iterable[str], labels: Iterable[Label], knowledge: Knowledge) -> list[Head]:
    """The author's field that names an agency, unless a dateline of the page credits it already."""
    credited = {
        name.ref for label in labels if label.kind == "dateline" for name in find_names(label.unit.plain, knowledge)
    }
    declared = capture.declared.authors if capture.declared else ()
    found: list[Head] = []
    for said, rule in (*((f, BYLINE_MARKUP) for f in fields), *((f, BYLINE_DECLARED) for f in declared)):
        words = " ".join(said.split())
        named = {name.ref for name in find_names(words, knowledge) if name.agency} if "://" not in words else set()
        if named - credited and len(words) <= _LONGEST_BYLINE:
            credited |= named
            found.append((words, "dateline", rule))
    return found
