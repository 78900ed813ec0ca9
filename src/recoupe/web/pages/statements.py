"""Statements: who said what, through whom, on which page."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from recoupe.explain.findings import explain_statement
from recoupe.records.statements import Statement
from recoupe.web.content import Ask, Content, WrongAddressError, at, cell, paged, table
from recoupe.web.holding import Shelf

COLUMNS = ("words", "speaker", "through", "form", "polarity", "page")
MOST_WORDS = 300  # characters of a statement in a list


def page(ask: Ask) -> Content:
    """The statements in the order of the pages; of one article or one actor, where the address names it."""
    article, actor = ask.value("article"), ask.value("actor")
    found = [
        said
        for said in ask.shelf.statements.values()
        if (not article or said.article == article) and (not actor or actor in said.speaker.actors)
    ]
    shown, way = paged(ask, found)
    rows = [row(ask.shelf, said) for said in shown]
    data = {"tables": [table("Who said what", COLUMNS, rows)], "way": way, "facts": []}
    return Content(template="table.html", title="Statements", data=data)


def one(ask: Ask) -> Content:
    """One statement with every field's words, place and rule."""
    said = ask.shelf.statements.get(ask.key)
    if said is None:
        raise WrongAddressError(404)
    told = explain_statement(said.id, ask.shelf.findings)
    rows = [
        [
            cell(fact.field, kind="code"),
            cell(fact.value),
            cell(fact.words, at(said.article, fact.start) if fact.start is not None else ""),
            cell(fact.rule, kind="id"),
        ]
        for fact in told.facts
    ]
    data: dict[str, Any] = {
        "tables": [table("What it rests on", ("field", "value", "words on the page", "rule"), rows)],
        "way": None,
        "facts": [{"field": "page", "value": ask.shelf.readings[said.article].article.page}],
        "spans": [asdict(span) for span in said.content],
    }
    return Content(template="table.html", title=said.speaker.text or said.id, data=data, phrase=False)


def row(shelf: Shelf, said: Statement) -> list[dict[str, Any]]:
    """A statement as a row of `COLUMNS`."""
    article = shelf.readings[said.article].article
    words = " … ".join(article.text[span.start : span.end] for span in said.content)
    first = said.content[0] if said.content else said.speaker
    return [
        cell(words[:MOST_WORDS] + ("…" if len(words) > MOST_WORDS else ""), f"/statements/{said.id}"),
        cell(said.speaker.text or "from context", kind="words" if said.speaker.text else "code"),
        cell(" ← ".join(via.text for via in said.via)),
        cell(said.form, kind="code"),
        cell(said.polarity, kind="code"),
        cell(article.page, at(article.id, first.start)),
    ]
