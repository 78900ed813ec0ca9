"""What people decided: read here, made on the command line."""

from __future__ import annotations

from recoupe.web.content import Ask, Content, cell, paged, table


def page(ask: Ask) -> Content:
    """Every judgement, the oldest first, and whether it counts."""
    shown, way = paged(ask, ask.shelf.judgements)
    rows = [
        [
            cell(given.id, kind="id"),
            cell(given.kind, kind="code"),
            cell(given.target),
            cell(given.value),
            cell(given.by),
            cell(given.at[:10], kind="date"),
            cell(given.because),
            cell(state, kind="code"),
        ]
        for given, state in shown
    ]
    columns = ("id", "kind", "about", "decision", "by", "on", "because", "state")
    data = {"tables": [table("What people decided", columns, rows)], "way": way, "facts": []}
    return Content(template="table.html", title="Judgements", data=data)
