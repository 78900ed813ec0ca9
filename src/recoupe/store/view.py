"""The reading door: every query has a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Engine, RowMapping, Select, func, select

from recoupe.records.actors import Actor
from recoupe.records.codec import decode
from recoupe.records.copies import Copy
from recoupe.records.events import Event, EventMention
from recoupe.records.judgements import Judgement
from recoupe.records.pages import Article, Capture, Declared, Refusal
from recoupe.records.readings import Findings, Mentions, Reading
from recoupe.records.statements import Statement
from recoupe.store import search, tables
from recoupe.store.search import Hit


class StoredPages:
    """The saved pages of a dossier by id, one in memory at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __len__(self) -> int:
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(tables.CAPTURES)).scalar_one())

    def __iter__(self) -> Iterator[Capture]:
        with self._engine.connect() as connection:
            keys = list(connection.execute(select(tables.CAPTURES.c.id).order_by(tables.CAPTURES.c.id)).scalars())
        for key in keys:
            with self._engine.connect() as connection:
                row = connection.execute(select(tables.CAPTURES).where(tables.CAPTURES.c.id == key)).mappings().one()
            yield _capture(row)


class View:
    """What a dossier holds, as records. Lists come in the order of the chronology or of ids; nothing is cached."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def made_with(self) -> dict[str, str]:
        """Version and recipe that the dossier was built with."""
        rows = self._rows(select(tables.META.c.key, tables.META.c.value).order_by(tables.META.c.key))
        return {str(key): str(value) for key, value in rows}

    def events(self) -> tuple[Event, ...]:
        """All events, in the order of the chronology."""
        query = select(tables.EVENTS.c.record).order_by(tables.EVENTS.c.rank)
        return tuple(decode(row, Event) for row in self._column(query))

    def actors(self) -> tuple[Actor, ...]:
        """All actors, by id."""
        query = select(tables.ACTORS.c.record).order_by(tables.ACTORS.c.id)
        return tuple(decode(row, Actor) for row in self._column(query))

    def copies(self) -> tuple[Copy, ...]:
        """All copied passages, by id."""
        query = select(tables.COPIES.c.record).order_by(tables.COPIES.c.id)
        return tuple(decode(row, Copy) for row in self._column(query))

    def refusals(self) -> tuple[Refusal, ...]:
        """What was left out, by page."""
        columns = (tables.REFUSALS.c.page, tables.REFUSALS.c.stage, tables.REFUSALS.c.reason, tables.REFUSALS.c.mend)
        rows = self._rows(select(*columns).order_by(tables.REFUSALS.c.number))
        return tuple(Refusal(page=page, stage=stage, reason=reason, mend=mend) for page, stage, reason, mend in rows)

    def settings(self) -> dict[str, str]:
        """What the user gave beside the pages: "actors.yaml" is the text of the own actors."""
        return dict(self._rows(select(tables.SETTINGS.c.key, tables.SETTINGS.c.value)))

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement ever made, the oldest first."""
        query = select(tables.JUDGEMENTS.c.record).order_by(tables.JUDGEMENTS.c.at, tables.JUDGEMENTS.c.id)
        return tuple(decode(row, Judgement) for row in self._column(query))

    def captures(self) -> StoredPages:
        """The saved pages by id; each is read from the file when it is asked for."""
        return StoredPages(self._engine)

    def page_labels(self) -> dict[str, str]:
        """The label of every saved page by its id."""
        return dict(self._rows(select(tables.CAPTURES.c.id, tables.CAPTURES.c.page)))

    def hash_of(self, capture: str) -> str:
        """The SHA-256 of a saved page's bytes."""
        return str(next(self._column(select(tables.CAPTURES.c.sha256).where(tables.CAPTURES.c.id == capture))))

    def pages_of_articles(self) -> dict[str, str]:
        """The id of the saved page behind every article, by the article's id."""
        return dict(self._rows(select(tables.ARTICLES.c.id, tables.ARTICLES.c.capture)))

    def readings(self) -> tuple[Reading, ...]:
        """All articles with their mentions, statements and event mentions, by page."""
        table = tables.ARTICLES
        rows = self._rows(select(table.c.record, table.c.mentions).order_by(table.c.page, table.c.id))
        return tuple(self._reading(record, mentions) for record, mentions in rows)

    def reading(self, article: str) -> Reading | None:
        """One article with its findings, by id."""
        table = tables.ARTICLES
        for record, mentions in self._rows(select(table.c.record, table.c.mentions).where(table.c.id == article)):
            return self._reading(record, mentions)
        return None

    def findings(self) -> Findings:
        """Everything, as one record: what exporters write."""
        return Findings(
            readings=self.readings(),
            actors=self.actors(),
            events=self.events(),
            copies=self.copies(),
            refusals=self.refusals(),
        )

    def names_of(self, start: str) -> tuple[tuple[str, str], ...]:
        """(kind, id) of every article, statement, event and event mention whose id opens with these letters."""
        kinds = (
            ("article", tables.ARTICLES),
            ("statement", tables.STATEMENTS),
            ("event", tables.EVENTS),
            ("event mention", tables.EVENT_MENTIONS),
        )
        found: list[tuple[str, str]] = []
        for kind, table in kinds:
            opens = table.c.id.startswith(start, autoescape=True)
            query = select(table.c.id).where(opens).order_by(table.c.id).limit(20)
            found.extend((kind, key) for key in self._column(query))
        return tuple(found)

    def article_of(self, kind: str, key: str) -> str | None:
        """The id of the article in which a statement or an event mention stands."""
        table = tables.STATEMENTS if kind == "statement" else tables.EVENT_MENTIONS
        return next(self._column(select(table.c.article).where(table.c.id == key)), None)

    def search(self, words: str, *, most: int = 50) -> tuple[Hit, ...]:
        """Full text over articles, statements and events; the best first, at most `most`."""
        with self._engine.connect() as connection:
            return tuple(search.find(connection, words, most))

    def capture_bytes(self, key: str) -> bytes | None:
        """The saved page, its bytes as they were."""
        value = next(self._column(select(tables.CAPTURES.c.data).where(tables.CAPTURES.c.id == key)), None)
        return bytes(value) if value is not None else None

    def _reading(self, record: str, mentions: str) -> Reading:
        article = decode(record, Article)
        statements = select(tables.STATEMENTS.c.record).where(tables.STATEMENTS.c.article == article.id)
        events = select(tables.EVENT_MENTIONS.c.record).where(tables.EVENT_MENTIONS.c.article == article.id)
        by_place = (tables.STATEMENTS.c.start, tables.STATEMENTS.c.end, tables.STATEMENTS.c.id)
        by_trigger = (tables.EVENT_MENTIONS.c.start, tables.EVENT_MENTIONS.c.end, tables.EVENT_MENTIONS.c.id)
        return Reading(
            article=article,
            mentions=decode(mentions, Mentions),
            statements=tuple(decode(row, Statement) for row in self._column(statements.order_by(*by_place))),
            events=tuple(decode(row, EventMention) for row in self._column(events.order_by(*by_trigger))),
        )

    def _rows(self, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
        with self._engine.connect() as connection:
            yield from (tuple(row) for row in connection.execute(query))

    def _column(self, query: Select[Any]) -> Iterator[Any]:
        return (row[0] for row in self._rows(query))


def _capture(row: RowMapping) -> Capture:
    """A saved page as it was read: its text is decoded again unless a reader made it."""
    data, made = bytes(row["data"]), row["text"]
    return Capture(
        id=row["id"],
        page=row["page"],
        sha256=row["sha256"],
        media_type=row["media_type"],
        charset=row["charset"],
        data=data,
        text=data.decode(row["charset"].split(" ")[0], "replace") if made is None else made,
        url=row["url"],
        fetched=row["fetched"],
        record=row["record"],
        verbatim=made is None,
        declared=decode(row["declared"], Declared) if row["declared"] else None,
    )
