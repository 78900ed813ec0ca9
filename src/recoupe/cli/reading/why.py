"""`recoupe why`."""

from __future__ import annotations

import click

from recoupe.cli.screen import print_explanation
from recoupe.dossier import open_dossier


@click.command()
@click.argument("dossier")
@click.argument("record")
@click.option(
    "--near", is_flag=True, help="For an article: the sentences that were nearly coded as events, and why not."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def why(dossier: str, record: str, near: bool, as_json: bool) -> None:
    """Tell the words, page, offsets, rule and reason behind RECORD.

    RECORD is the id, or its first letters, of an event, a statement or an article.
    """
    with open_dossier(dossier) as opened:
        print_explanation(opened.near_misses(record) if near else opened.why(record), as_json=as_json)
