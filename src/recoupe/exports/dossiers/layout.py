"""The chronology laid out for reading: lines, numbered footnotes, pages, what was left out; words still raw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from recoupe.exports import lookup
from recoupe.exports.lookup import Lookup
from recoupe.records.events import Event, EventMention
from recoupe.records.pages import Article, Refusal
from recoupe.records.readings import Findings

MOST_SPEAKERS = 3  # named in a line; the footnotes hold the words of all


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote, numbered from 1: the exact words and where they stand (offsets of characters, end exclusive)."""

    number: int
    words: str
    outlet: str
    title: str
    published: str
    page: str
    start: int
    end: int
    rule: str
    language: str
    url: str | None = None

    @property
    def reference(self) -> str:
        """Where the words stand, in words."""
        title = f", “{self.title}”" if self.title else ""
        return f"{self.outlet}{title}, {self.published} ({self.page}, {self.start}–{self.end}; {self.rule})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the chronology; `told` is type, status, level and count, `notes` the numbers of its footnotes."""

    key: str
    when: str
    summary: str
    told: str
    according_to: tuple[str, ...]
    beside: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A dossier ready to be written."""

    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    pages: tuple[str, ...]
    left: tuple[Refusal, ...]
    made: str
    title: str = field(default="Chronology")


def lay_out(findings: Findings, made_with: Mapping[str, str]) -> Layout:
    """Lay out a dossier; a footnote for every mention of every event, in the order of the chronology."""
    known = Lookup(findings)
    notes: list[Note] = []
    lines: list[Line] = []
    for event in findings.events:
        first = len(notes) + 1
        notes.extend(_note(mention, number, known) for number, mention in enumerate(known.mentions_of(event), first))
        lines.append(_line(event, tuple(range(first, len(notes) + 1)), known))
    return Layout(
        lines=tuple(lines),
        notes=tuple(notes),
        pages=tuple(_page(reading.article) for reading in findings.readings),
        left=findings.refusals,
        made=f"Made with Recoupe {made_with.get('recoupe')}. Counts of origins are upper bounds.",
    )


def _line(event: Event, notes: tuple[int, ...], known: Lookup) -> Line:
    return Line(
        key=event.id,
        when=lookup.when(event.date),
        summary=event.summary,
        told=f"{lookup.kind(event)}, {event.status}; {event.level}: {lookup.origins(event)}",
        according_to=known.according_to(event)[:MOST_SPEAKERS],
        beside=lookup.beside(event),
        notes=notes,
    )


def _note(mention: EventMention, number: int, known: Lookup) -> Note:
    article = known.articles[mention.article]
    return Note(
        number=number,
        words=known.quote(mention),
        outlet=article.outlet or "outlet unknown",
        title=article.title or "",
        published=lookup.published(article.published),
        page=article.page,
        start=mention.sentence.start,
        end=mention.sentence.end,
        rule=mention.rule,
        language=article.language,
        url=article.url,
    )


def _page(article: Article) -> str:
    """A page in words: its label, title, outlet, section, tags, dates, authors and credits."""
    day = lookup.published(article.published)
    if article.updated:
        day += f", updated {article.updated.time or article.updated.day or '?'}"
    signed = f", by {', '.join(article.authors)}" if article.authors else ""
    filed = f", in {article.section}" if article.section else ""
    filed += f", tagged {', '.join(article.tags)}" if article.tags else ""
    credit = f", credits {', '.join(article.agencies)}" if article.agencies else ""
    opening = f"{article.page}: {article.title or 'untitled'} — {article.outlet or 'outlet unknown'}"
    return f"{opening}{filed}, {day}{signed}{credit}"
