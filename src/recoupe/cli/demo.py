"""`recoupe demo`."""

from __future__ import annotations

import click

from recoupe import dossier
from recoupe.cli.build import tell
from recoupe.cli.reading.show import print_chronology
from recoupe.cli.screen import progress_bar
from recoupe.explain.chronology import chronology


@click.command()
@click.option("-o", "--output", default="demo.recoupe", show_default=True, help="The dossier file to write.")
def demo(output: str) -> None:
    """Build the dossier of the sample pages that come with Recoupe (invented outlets) and print its chronology."""
    with progress_bar(shown=True) as progress, dossier.build_samples(to=output, progress=progress) as built:
        print_chronology(output, chronology(built.view.findings()))
        tell(built, output)
    click.echo(f"next: recoupe serve {output}   recoupe why {output} ID   recoupe search {output} WORDS")
    click.echo(f"      recoupe export {output} --format md")
