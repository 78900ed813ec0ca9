"""The chronology as Markdown with numbered footnotes: each line's words, page and offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from recoupe.exports.exporter import Exporter
from recoupe.records.events import Disagreement, Event, EventMention
from recoupe.records.pages import Article
from recoupe.records.readings import Findings
from recoupe.records.statements import Statement
from recoupe.records.times import EventDate

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
MOST_WORDS = 300  # characters of a quoted sentence in a footnote


def write_markdown(findings: Findings, made_with: Mapping[str, str]) -> str:
    """Write the chronology, its footnotes, the pages and what was left out."""
    notes = _Notes(findings)
    lines = ["# Chronology", "", *(_line(event, notes) for event in findings.events)]
    lines += ["", "## Pages", "", *(_page(reading.article) for reading in findings.readings)]
    if findings.refusals:
        lines += ["", "## Left out", ""]
        lines += [f"- {plain(r.page)}: {plain(r.reason)} ({r.stage})" for r in findings.refusals]
    lines += [
        "",
        *notes.written(),
        "",
        f"Made with Recoupe {made_with.get('recoupe')}. Counts of origins are upper bounds.",
    ]
    return "\n".join(lines) + "\n"


MARKDOWN = Exporter(name="md", suffix=".md", what="the chronology with footnotes, for people", write=write_markdown)


def plain(text: str) -> str:
    """Text of a page as Markdown that shows it and does nothing else: one line, marks escaped."""
    return SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text)).strip()


def when(date: EventDate | None) -> str:
    """An event's date in words: a day, a range, or "undated"."""
    if date is None:
        return "undated"
    if date.earliest == date.latest:
        return date.earliest.isoformat()
    return f"{date.earliest.isoformat()} … {date.latest.isoformat()}"


class _Notes:
    """Footnotes in the making: the sentence, page and offsets of each mention, numbered in order of use."""

    def __init__(self, findings: Findings) -> None:
        self._articles = {reading.article.id: reading.article for reading in findings.readings}
        self._mentions = {m.id: m for reading in findings.readings for m in reading.events}
        self._statements = {s.id: s for reading in findings.readings for s in reading.statements}
        self._lines: list[str] = []

    def mark(self, event: Event) -> str:
        """Add the notes of an event and give their marks."""
        marks = []
        for key in event.mentions:
            self._lines.append(self._note(self._mentions[key]))
            marks.append(f"[^{len(self._lines)}]")
        return "".join(marks)

    def speakers(self, event: Event) -> tuple[str, ...]:
        """Who vouches for the event, in the words of the pages, each once."""
        keys = (key for mention in event.mentions for key in self._mentions[mention].according_to)
        said = (self._statements[key] for key in keys if key in self._statements)
        return tuple(dict.fromkeys(_chain(statement) for statement in said if statement.speaker.text))

    def written(self) -> Iterator[str]:
        """The notes, numbered from 1."""
        return (f"[^{number}]: {line}" for number, line in enumerate(self._lines, start=1))

    def _note(self, mention: EventMention) -> str:
        article = self._articles[mention.article]
        words = article.text[mention.sentence.start : mention.sentence.end]
        quoted = words if len(words) <= MOST_WORDS else words[:MOST_WORDS] + "…"
        where = f"{plain(article.page)}, {mention.sentence.start}–{mention.sentence.end}"
        return f"« {plain(quoted)} » — {plain(article.outlet or article.title or '')} ({where}; {mention.rule})"


def _chain(statement: Statement) -> str:
    return " ← ".join((statement.speaker.text, *(words.text for words in statement.via)))


def _line(event: Event, notes: _Notes) -> str:
    speakers = notes.speakers(event)
    according = f" — according to {plain('; '.join(speakers[:3]))}" if speakers else ""
    origins = f"at most {event.independent_origins} independent origin{'s' if event.independent_origins != 1 else ''}"
    modes = f" {'+'.join(event.modes)}" if event.modes else ""
    kind = f"{event.type}{modes}, {event.status}"
    opening = f"- **{when(event.date)}** {plain(event.summary)} ({kind}; {event.level}: {origins})"
    return f"{opening}{according}{notes.mark(event)}{_beside(event)}"


def _beside(event: Event) -> str:
    """What stands under a line: where tellings differ, who disputes it, the steps of its affair."""
    notes = [f"tellings differ: {_differing(told)}" for told in event.disagreements]
    if event.disputed_by:
        notes.append(f"disputed by {plain(', '.join(event.disputed_by))}")
    if event.history:
        notes.append("affair: " + " → ".join(f"{step.status} {when(step.date)}" for step in event.history))
    return "".join(f"\n  - {note}" for note in notes)


def _differing(told: Disagreement) -> str:
    """A field and its values, each with the words of the pages."""
    values = (
        plain(value.value) + (f" (“{plain(' / '.join(value.words))}”)" if value.words else "") for value in told.values
    )
    return f"{told.field}: {'; '.join(values)}" + (", can all be true" if told.compatible else "")


def _page(article: Article) -> str:
    dated = article.published
    day = f"{dated.earliest or '?'} … {dated.latest or '?'} ({dated.basis})" if dated else "undated"
    if dated and dated.day:
        day = f"{dated.time or dated.day} ({dated.basis})"
    if article.updated:
        day += f", updated {article.updated.time or article.updated.day or '?'}"
    signed = f", by {plain(', '.join(article.authors))}" if article.authors else ""
    filed = f", in {plain(article.section)}" if article.section else ""
    filed += f", tagged {plain(', '.join(article.tags))}" if article.tags else ""
    credit = f", credits {plain(', '.join(article.agencies))}" if article.agencies else ""
    title, outlet = plain(article.title or "untitled"), plain(article.outlet or "outlet unknown")
    return f"- {plain(article.page)}: {title} — {outlet}{filed}, {day}{signed}{credit}"
