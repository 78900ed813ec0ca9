"""`recoupe show`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from recoupe.cli.screen import print_json, print_table
from recoupe.dossier import open_dossier
from recoupe.explain.chronology import Line, chronology
from recoupe.records.pages import Article
from recoupe.records.times import Dating

ID_SHOWN = 7  # letters of an id that are printed: enough to call it by, in all but the largest dossiers


@click.command()
@click.argument("dossier")
@click.option("--articles", is_flag=True, help="List the pages instead: outlet, date and what it rests on, title.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(dossier: str, articles: bool, as_json: bool) -> None:
    """Print the chronology: when, what happened, status, who says so, at most how many independent origins."""
    with open_dossier(dossier) as opened:
        if articles:
            print_articles(dossier, [reading.article for reading in opened.view.readings()], as_json=as_json)
            return
        lines = chronology(opened.view.findings())
        if as_json:
            print_json([line.as_dict() for line in lines])
        else:
            print_chronology(dossier, lines)


def print_chronology(title: str, lines: tuple[Line, ...]) -> None:
    """Print the lines as a table: "at most N origins in so many pages", what the pages differ on behind "≠"."""
    columns = ("when", "what happened", "status", "according to", "how well known", "id")
    print_table(title, columns, _rows(lines))


def _rows(lines: tuple[Line, ...]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        what = f"{line.summary} [{' '.join((line.type, *line.modes))}]"
        notes = "".join(f" ≠ {note}" for note in line.disagreements)
        pages = f"{line.pages} page{'s' if line.pages != 1 else ''}"
        known = f"{line.level}: ≤ {line.origins} in {pages}{notes}"
        yield line.when, what, line.status, "; ".join(line.according_to), known, line.id[:ID_SHOWN]


def print_articles(title: str, articles: list[Article], *, as_json: bool) -> None:
    """Print the pages of a dossier, a line each."""
    if as_json:
        print_json([_article(article) for article in articles])
        return
    columns = ("page", "published", "rests on", "outlet", "agencies", "title", "id")
    print_table(title, columns, (tuple(_article(article).values()) for article in articles))


def _article(article: Article) -> dict[str, str]:
    dated = article.published
    return {
        "page": article.page,
        "published": _days(dated),
        "rests_on": dated.basis if dated else "",
        "outlet": article.outlet or "",
        "agencies": ", ".join(article.agencies),
        "title": article.title or "",
        "id": article.id,
    }


def _days(dated: Dating | None) -> str:
    """A day, an interval, or a few of its days; "unknown" where the page cannot be dated."""
    if dated is None:
        return "unknown"
    if dated.day:
        return dated.time or dated.day.isoformat()
    told = f"{dated.earliest or '…'} .. {dated.latest or '…'}"
    return f"{told} ({len(dated.candidates)} days possible)" if dated.candidates else told
