"""`recoupe explain`."""

from __future__ import annotations

import click

from recoupe.cli.screen import print_explanation
from recoupe.dossier import rule


@click.command()
@click.argument("name", metavar="RULE")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain(name: str, as_json: bool) -> None:
    """Tell what RULE does, with its examples and counter-examples."""
    print_explanation(rule(name), as_json=as_json)
