"""`recoupe export`."""

from __future__ import annotations

from pathlib import Path

import click

from recoupe.dossier import open_dossier
from recoupe.errors import DossierError


@click.command()
@click.argument("dossier")
@click.option("--format", "name", default="json", show_default=True, help="json, md, or an installed plug-in's name.")
@click.option("-o", "--output", default="-", help="The file to write; standard output without it.")
def export(dossier: str, name: str, output: str) -> None:
    """Write the dossier as a file to hand on."""
    with open_dossier(dossier) as opened:
        text = opened.export(name)
    if output == "-":
        click.echo(text, nl=False)
        return
    try:
        Path(output).write_bytes(text.encode("utf-8"))
    except OSError as problem:
        raise DossierError(
            f"cannot write the file: {problem.strerror}",
            where=output,
            mend="give -o a folder that exists and that you may write to",
        ) from problem
    click.echo(output)
