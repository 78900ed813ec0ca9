"""The chronology as Markdown with numbered footnotes: each line's words, page and offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping

from recoupe.exports.cleaning import clean
from recoupe.exports.dossiers.layout import Line, Note, lay_out
from recoupe.exports.exporter import Exporter
from recoupe.records.readings import Findings

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write_markdown(findings: Findings, made_with: Mapping[str, str]) -> str:
    """Write the chronology, its footnotes, the pages and what was left out."""
    told = lay_out(findings, made_with)
    lines = [f"# {told.title}", "", *map(_line, told.lines)]
    lines += ["", "## Pages", "", *(f"- {plain(page)}" for page in told.pages)]
    if told.left:
        lines += ["", "## Left out", ""]
        lines += [f"- {plain(r.page)}: {plain(r.reason)} ({plain(r.stage)})" for r in told.left]
    lines += ["", *map(_note, told.notes), "", plain(told.made)]
    return "\n".join(lines) + "\n"


MARKDOWN = Exporter(name="md", suffix=".md", what="the chronology with footnotes, for people", write=write_markdown)


def plain(text: str) -> str:
    """Text of a page as Markdown that shows it and does nothing else: one line, marks escaped, no control character."""
    return SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", clean(text))).strip()


def _line(line: Line) -> str:
    according = f" — according to {plain('; '.join(line.according_to))}" if line.according_to else ""
    marks = "".join(f"[^{number}]" for number in line.notes)
    beside = "".join(f"\n  - {plain(note)}" for note in line.beside)
    return f"- **{line.when}** {plain(line.summary)} ({plain(line.told)}){according}{marks}{beside}"


def _note(note: Note) -> str:
    return f"[^{note.number}]: « {plain(note.words)} » — {plain(note.reference)}"
