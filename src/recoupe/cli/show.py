"""`recoupe show`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from recoupe.cli.screen import print_json, print_table
from recoupe.dossier import open_dossier
from recoupe.explain.chronology import Line, chronology


@click.command()
@click.argument("dossier")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(dossier: str, as_json: bool) -> None:
    """Print the chronology: when, what happened, status, who says so, at most how many independent origins."""
    with open_dossier(dossier) as opened:
        lines = chronology(opened.view.findings())
        if as_json:
            print_json([line.as_dict() for line in lines])
        else:
            print_chronology(dossier, lines)


def print_chronology(title: str, lines: tuple[Line, ...]) -> None:
    """Print the lines as a table."""
    columns = ("when", "what happened", "status", "according to", "origins ≤", "pages", "id")
    print_table(title, columns, _rows(lines))


def _rows(lines: tuple[Line, ...]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        what = f"{line.summary} [{' '.join((line.type, *line.modes))}]"
        notes = "".join(f" ≠ {note}" for note in line.disagreements)
        origins = f"{line.origins}{notes}"
        yield line.when, what, line.status, "; ".join(line.according_to), origins, str(line.pages), line.id
