"""Five tables for spreadsheets, and a README of their columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from recoupe.exports import lookup
from recoupe.exports.cleaning import Cell, table
from recoupe.exports.exporter import Exporter, File, Given, Package, text_file
from recoupe.exports.lookup import Lookup
from recoupe.exports.tables import columns
from recoupe.exports.tables.columns import write_readme
from recoupe.records.actors import Actor, Role
from recoupe.records.events import Event, EventMention
from recoupe.records.pages import Article
from recoupe.records.readings import Findings
from recoupe.records.statements import Statement
from recoupe.records.times import Dating

MARK = b"\xef\xbb\xbf"  # Excel reads UTF-8 as a local code page without it; csv readers know it as utf-8-sig
TABLES = {
    "articles.csv": columns.ARTICLES,
    "actors.csv": columns.ACTORS,
    "statements.csv": columns.STATEMENTS,
    "events.csv": columns.EVENTS,
    "evidence.csv": columns.EVIDENCE,
}
Row = list[Cell]


def make_tables(findings: Findings, _: Given) -> Package:
    """Write articles, actors, statements, events and evidence (one row an event mention), safe in spreadsheets."""
    known = Lookup(findings)
    told = {mention: event.id for event in findings.events for mention in event.mentions}
    rows: dict[str, list[Row]] = {
        "articles.csv": [_article(reading.article) for reading in findings.readings],
        "actors.csv": [_actor(actor) for actor in findings.actors],
        "statements.csv": [_statement(s, known) for reading in findings.readings for s in reading.statements],
        "events.csv": [_event(event, known) for event in findings.events],
        "evidence.csv": [_evidence(m, told.get(m.id), known) for r in findings.readings for m in r.events],
    }
    files = [_file(name, list(TABLES[name]), rows[name]) for name in TABLES]
    return Package(files=(*files, text_file("README.txt", write_readme(TABLES), 0)))


CSV = Exporter(name="csv", suffix=".csv", what="tables for spreadsheets, in a folder or a zip", make=make_tables)


def _file(name: str, header: Sequence[str], rows: Sequence[Row]) -> File:
    return File(name=name, data=MARK + table(header, rows).encode("utf-8"), rows=len(rows))


def _many(values: Iterable[str]) -> str:
    return "; ".join(values)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _days(dating: Dating | None) -> tuple[str | None, str | None]:
    return (_iso(dating.earliest), _iso(dating.latest)) if dating else (None, None)


def _article(article: Article) -> Row:
    out, again = article.published, article.updated
    return [
        article.id,
        article.page,
        article.sha256,
        article.url,
        article.outlet,
        _many(article.agencies),
        article.language,
        article.title,
        _many(article.authors),
        article.section,
        _many(article.tags),
        *_days(out),
        _many(day.isoformat() for day in out.candidates) if out else None,
        out.basis if out else None,
        out.time if out else None,
        *_days(again),
        again.time if again else None,
    ]


def _actor(actor: Actor) -> Row:
    several = [_many(actor.sectors), _many(actor.aliases), _many(map(_role, actor.roles))]
    return [actor.id, actor.name, actor.kind, actor.country, *several, actor.wikidata]


def _role(role: Role) -> str:
    span = f" ({_iso(role.start) or '?'} … {_iso(role.end) or '?'})" if role.start or role.end else ""
    return role.title + span


def _statement(said: Statement, known: Lookup) -> Row:
    article = known.articles[said.article]
    return [
        said.id,
        said.article,
        article.page,
        said.speaker.text,
        _many(known.names(said.speaker.actors)),
        _many(said.speaker.actors),
        said.cue.text if said.cue else None,
        " […] ".join(article.text[span.start : span.end] for span in said.content),
        min((span.start for span in said.content), default=None),
        max((span.end for span in said.content), default=None),
        said.form,
        said.polarity,
        said.stance,
        said.addressee.text if said.addressee else None,
        _many(words.text for words in said.via),
        said.within,
        said.rule,
    ]


def _event(event: Event, known: Lookup) -> Row:
    return [
        event.id,
        event.rank,
        _iso(event.date.earliest) if event.date else None,
        _iso(event.date.latest) if event.date else None,
        event.date.basis if event.date else None,
        event.type,
        _many(event.modes),
        event.status,
        event.level,
        event.independent_origins,
        event.summary,
        _many(known.names(event.actors)),
        _many(event.actors),
        _many(known.names(event.recipients)),
        _many(event.recipients),
        *_place(event),
        _many(known.according_to(event)),
        _many(f"{origin.name} ({origin.kind})" for origin in event.origins),
        _many(event.confirmed_by),
        _many(event.disputed_by),
        _many(event.silent_sides),
        _many(map(lookup.differing, event.disagreements)),
        event.story.label if event.story else None,
        _many(known.outlets_of(event)),
        _many(event.why),
    ]


def _place(event: Event) -> Row:
    place = event.place
    return [place.name, place.country, place.lat, place.lon, place.precision] if place else [None] * 5


def _evidence(mention: EventMention, event: str | None, known: Lookup) -> Row:
    article = known.articles[mention.article]
    return [
        mention.id,
        event,
        mention.article,
        article.page,
        article.outlet,
        article.title,
        *_days(article.published),
        known.quote(mention),
        mention.sentence.start,
        mention.sentence.end,
        mention.trigger.text,
        mention.type,
        mention.status,
        _many(mention.according_to),
        mention.rule,
    ]
