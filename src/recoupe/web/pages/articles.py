"""The pages of the dossier, the outlets and agencies behind them, and what was left out."""

from __future__ import annotations

from collections import Counter
from typing import Any

from recoupe.records.pages import Article
from recoupe.web.content import Ask, Content, cell, link, paged, table
from recoupe.web.holding import Shelf


def page(ask: Ask) -> Content:
    """The articles with outlet, date and what the date rests on, and how much was read in each."""
    outlet, agency = ask.value("outlet"), ask.value("agency")
    found = [
        reading.article
        for reading in ask.shelf.findings.readings
        if (not outlet or reading.article.outlet == outlet) and (not agency or agency in reading.article.agencies)
    ]
    shown, way = paged(ask, found)
    columns = ("title", "page", "outlet", "agencies", "published", "rests on", "statements", "events")
    events = _told(ask.shelf)
    rows = [_row(ask.shelf, article, events) for article in shown]
    data = {"tables": [table("The saved pages", columns, rows)], "way": way, "facts": []}
    return Content(template="table.html", title="Articles", data=data)


def sources(ask: Ask) -> Content:
    """The outlets and the credited agencies, each with the number of pages that opens their list."""
    articles = [reading.article for reading in ask.shelf.findings.readings]
    outlets = Counter(article.outlet for article in articles if article.outlet)
    agencies = Counter(name for article in articles for name in article.agencies)
    unknown = sum(1 for article in articles if not article.outlet)
    tables = [
        table("Outlets", ("outlet", "pages", "events"), [_outlet(name, n) for name, n in sorted(outlets.items())]),
        table(
            "Credited agencies",
            ("agency", "pages"),
            [[cell(name), cell(n, link("/articles", agency=name), "number")] for name, n in sorted(agencies.items())],
        ),
    ]
    facts = [{"field": "pages whose outlet is unknown", "value": unknown}] if unknown else []
    return Content(template="table.html", title="Sources", data={"tables": tables, "way": None, "facts": facts})


def left_out(ask: Ask) -> Content:
    """What could not be used: what, where, why and how to mend it."""
    shown, way = paged(ask, ask.shelf.findings.refusals)
    rows = [
        [
            cell(left.page),
            cell(left.stage, kind="code"),
            cell(left.reason, kind="english"),
            cell(left.mend, kind="english"),
        ]
        for left in shown
    ]
    tables = [table("What could not be used", ("page", "stage", "reason", "to mend"), rows)]
    return Content(template="table.html", title="Left out", data={"tables": tables, "way": way, "facts": []})


def published(article: Article) -> str:
    """The day of publication (ISO), the bounds of an interval, or "" where it is unknown."""
    dated = article.published
    if dated is None:
        return ""
    return str(dated.day) if dated.day else f"{dated.earliest or '…'} – {dated.latest or '…'}"


def _told(shelf: Shelf) -> Counter[str]:
    return Counter(key for event in shelf.findings.events for key in shelf.articles_of(event))


def _row(shelf: Shelf, article: Article, events: Counter[str]) -> list[dict[str, Any]]:
    statements = len(shelf.readings[article.id].statements)
    return [
        cell(article.title or article.page, f"/articles/{article.id}"),
        cell(article.page),
        cell(article.outlet or "unknown", kind="words" if article.outlet else "code"),
        cell(", ".join(article.agencies)),
        cell(published(article) or "unknown", kind="date" if article.published else "code"),
        cell(article.published.basis if article.published else "", kind="code"),
        cell(statements, link("/statements", article=article.id), "number"),
        cell(events[article.id], link("/chronology", article=article.id), "number"),
    ]


def _outlet(name: str, pages: int) -> list[dict[str, Any]]:
    opens = cell("see the events", link("/chronology", outlet=name), "code")
    return [cell(name), cell(pages, link("/articles", outlet=name), "number"), opens]
