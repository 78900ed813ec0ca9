"""The writing door: captures, judgements and findings into a dossier, every quotation checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert

from recoupe.errors import IntegrityError
from recoupe.records.codec import encode
from recoupe.records.judgements import Judgement
from recoupe.records.pages import Article, Capture
from recoupe.records.readings import Findings, Reading
from recoupe.records.spans import Span, Words
from recoupe.store import search, tables

BATCH = 500  # rows sent to the database at a time

Row = dict[str, Any]


def keep_captures(engine: Engine, captures: Iterable[Capture]) -> None:
    """Add saved pages as they come, holding one at a time, in one transaction: a build that is stopped reads anew."""
    with engine.begin() as connection:
        for capture in captures:
            connection.execute(insert(tables.CAPTURES), _capture(capture))


def keep_judgements(engine: Engine, judgements: Iterable[Judgement]) -> None:
    """Add judgements; they are never changed or removed."""
    with engine.begin() as connection:
        _insert(connection, tables.JUDGEMENTS, map(_judgement, judgements))


def keep_settings(engine: Engine, settings: Mapping[str, str]) -> None:
    """Keep what the user gave beside the pages, so that the dossier can be built anew without it."""
    with engine.begin() as connection:
        _insert(connection, tables.SETTINGS, ({"key": key, "value": settings[key]} for key in sorted(settings)))


def clear(engine: Engine) -> None:
    """Empty every table but the cache: what a stopped build left behind."""
    with engine.begin() as connection:
        for table in reversed(tables.METADATA.sorted_tables):
            if table is not tables.CACHE:
                connection.execute(table.delete())


def write(engine: Engine, findings: Findings, made_with: Mapping[str, str]) -> None:
    """Replace all that is derived from the captures, in one transaction.

    Raises `IntegrityError` if a finding's words are not where it says.
    """
    for reading in findings.readings:
        check_quotes(reading)
    with engine.begin() as connection:
        for table in (*reversed(tables.DERIVED), tables.META):
            connection.execute(table.delete())
        meta = {"schema": tables.SCHEMA_VERSION, **made_with}
        _insert(connection, tables.META, ({"key": key, "value": meta[key]} for key in sorted(meta)))
        _write_findings(connection, findings)
        search.create_index(connection)
        search.index(connection, _search_rows(findings))


def check_quotes(reading: Reading) -> None:
    """Hold every finding to its page: the words that it quotes must stand at the offsets that it names."""
    article = reading.article
    for words in _quoted(reading):
        if article.text[words.start : words.end] != words.text:
            raise IntegrityError(
                f"«{words.text[:60]}» does not stand at {words.start}..{words.end}",
                where=article.page,
                mend="this is a defect of Recoupe; please report it with the page",
            )
    for span in _spans(reading):
        if span.end > len(article.text):
            raise IntegrityError(f"a span ends at {span.end}, after the text", where=article.page)


def _quoted(reading: Reading) -> Iterator[Words]:
    yield from reading.article.credits
    yield from reading.mentions.actors
    yield from reading.mentions.places
    yield from reading.mentions.times
    for statement in reading.statements:
        yield statement.speaker
        yield from statement.via
        yield from (words for words in (statement.cue, statement.addressee) if words is not None)
    for mention in reading.events:
        yield mention.trigger
        yield from mention.figures


def _spans(reading: Reading) -> Iterator[Span]:
    yield from reading.article.blocks
    for statement in reading.statements:
        yield from statement.content
    for mention in reading.events:
        yield mention.sentence


def _write_findings(connection: Connection, findings: Findings) -> None:
    told = {mention: event.id for event in findings.events for mention in event.mentions}
    _insert(connection, tables.ARTICLES, map(_article, findings.readings))
    _insert(
        connection,
        tables.ACTORS,
        (
            {"id": a.id, "name": a.name, "kind": a.kind, "country": a.country, "record": encode(a)}
            for a in findings.actors
        ),
    )
    _insert(connection, tables.STATEMENTS, (row for reading in findings.readings for row in _statements(reading)))
    _insert(connection, tables.EVENT_MENTIONS, (row for reading in findings.readings for row in _events(reading, told)))
    _insert(
        connection,
        tables.EVENTS,
        (
            {
                "id": e.id,
                "rank": e.rank,
                "type": e.type,
                "status": e.status,
                "summary": e.summary,
                "earliest": e.date and e.date.earliest.isoformat(),
                "latest": e.date and e.date.latest.isoformat(),
                "place": e.place and e.place.name,
                "independent_origins": e.independent_origins,
                "record": encode(e),
            }
            for e in findings.events
        ),
    )
    _insert(
        connection,
        tables.COPIES,
        (
            {
                "id": c.id,
                "first": c.articles[0],
                "second": c.articles[1],
                "words": c.words,
                "longest_run": c.longest_run,
                "inside_quotation": c.inside_quotation,
                "record": encode(c),
            }
            for c in findings.copies
        ),
    )
    _insert(
        connection,
        tables.REFUSALS,
        (
            {"number": number, "page": r.page, "stage": r.stage, "reason": r.reason, "mend": r.mend}
            for number, r in enumerate(findings.refusals, start=1)
        ),
    )


def _capture(capture: Capture) -> Row:
    row = {name: getattr(capture, name) for name in tables.CAPTURES.columns.keys()}  # noqa: SIM118
    declared = encode(capture.declared) if capture.declared else None
    return {**row, "text": None if capture.verbatim else capture.text, "declared": declared}


def _judgement(judgement: Judgement) -> Row:
    named = {name: getattr(judgement, name) for name in ("id", "kind", "target", "by", "at")}
    return {**named, "record": encode(judgement)}


def _article(reading: Reading) -> Row:
    article, dated = reading.article, reading.article.published
    return {
        "id": article.id,
        "capture": article.capture,
        "page": article.page,
        "language": article.language,
        "title": article.title,
        "outlet": article.outlet,
        "agencies": ", ".join(article.agencies),
        "earliest": dated and dated.earliest and dated.earliest.isoformat(),
        "latest": dated and dated.latest and dated.latest.isoformat(),
        "basis": dated and dated.basis,
        "text": article.text,
        "record": encode(article),
        "mentions": encode(reading.mentions),
    }


def _statements(reading: Reading) -> Iterator[Row]:
    for s in reading.statements:
        yield {
            "id": s.id,
            "article": s.article,
            "start": s.content[0].start,
            "end": s.content[-1].end,
            "speaker": s.speaker.text,
            "cue": s.cue and s.cue.text,
            "content": said(reading.article, s.content),
            "form": s.form,
            "polarity": s.polarity,
            "rule": s.rule,
            "record": encode(s),
        }


def _events(reading: Reading, told: Mapping[str, str]) -> Iterator[Row]:
    for m in reading.events:
        yield {
            "id": m.id,
            "article": m.article,
            "event": told.get(m.id),
            "start": m.trigger.start,
            "end": m.trigger.end,
            "trigger": m.trigger.text,
            "type": m.type,
            "status": m.status,
            "rule": m.rule,
            "record": encode(m),
        }


def said(article: Article, content: tuple[Span, ...]) -> str:
    """The words of a statement's content, its stretches joined by an ellipsis."""
    return " … ".join(article.text[span.start : span.end] for span in content)


def _search_rows(findings: Findings) -> Iterator[tuple[str, str, str]]:
    for reading in findings.readings:
        article = reading.article
        kept = (article.text[b.start : b.end] for b in article.blocks if b.kind in ("title", "body", "caption"))
        yield "article", article.id, "\n".join(kept)
        for s in reading.statements:
            yield "statement", s.id, f"{s.speaker.text} : {said(article, s.content)}"
    for event in findings.events:
        yield "event", event.id, event.summary


def _insert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)
