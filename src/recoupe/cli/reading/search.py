"""`recoupe search`."""

from __future__ import annotations

from dataclasses import asdict

import click

from recoupe.cli.screen import print_json, print_table
from recoupe.dossier import open_dossier


@click.command()
@click.argument("dossier")
@click.argument("words", nargs=-1, required=True)
@click.option("--most", default=50, show_default=True, type=click.IntRange(1, 10_000), help="How many at the most.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def search(dossier: str, words: tuple[str, ...], most: int, as_json: bool) -> None:
    """Find WORDS (all of them, accents ignored; word* for a beginning) in articles, statements and events."""
    with open_dossier(dossier) as opened:
        hits = opened.view.search(" ".join(words), most=most)
        if as_json:
            print_json([asdict(hit) for hit in hits])
        elif hits:
            print_table(" ".join(words), ("what", "id", "words"), ((hit.kind, hit.id, hit.snippet) for hit in hits))
        else:
            click.echo("nothing found")
