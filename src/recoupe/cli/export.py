"""`recoupe export`: write the dossier as files to hand on."""

from __future__ import annotations

import json
from pathlib import Path

import click

from recoupe.cli.screen import safe
from recoupe.dossier import open_dossier
from recoupe.dossier.facade import Dossier


@click.command()
@click.argument("dossier")
@click.option("--format", "name", default="json", show_default=True, help="A format's name; `list` shows them all.")
@click.option("-o", "--output", default="-", help="The file, folder or .zip to write; standard output without it.")
@click.option("--force", is_flag=True, help="Write over files that stand there already.")
def export(dossier: str, name: str, output: str, force: bool) -> None:
    """Write the dossier as files to hand on, each with a manifest of what is in it and what is not."""
    with open_dossier(dossier) as opened:
        if name == "list":
            for format_, what in opened.formats().items():
                click.echo(f"{format_:<15} {what}")
        elif output == "-":
            click.echo(opened.export(name), nl=False)
        else:
            _write(opened, name, Path(output), force=force)


def _write(opened: Dossier, name: str, target: Path, *, force: bool) -> None:
    """Write the files; name them on standard output and tell on standard error what they leave out."""
    paths = opened.export_to(target, name, force=force)
    for path in paths:
        click.echo(path)
    for path in paths:
        if path.name.endswith("manifest.json"):
            for left in json.loads(path.read_bytes())["left_out"]:
                click.echo(f"left out: {left['count']} ({safe(left['reason'])})", err=True)
