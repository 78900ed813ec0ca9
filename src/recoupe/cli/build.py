"""`recoupe build`."""

from __future__ import annotations

import click

from recoupe import dossier
from recoupe.cli.screen import progress_bar, safe
from recoupe.dossier import Dossier


@click.command()
@click.argument("pages", nargs=-1, required=True)
@click.option(
    "-o", "--output", required=True, help="The dossier file to write; a dossier that stands there is replaced."
)
@click.option("--quiet", is_flag=True, help="Print errors only.")
def build(pages: tuple[str, ...], output: str, quiet: bool) -> None:
    """Build a dossier from saved PAGES: files, folders, globs, or "-" for standard input."""
    with progress_bar(shown=not quiet) as progress, dossier.build(pages, to=output, progress=progress) as built:
        if not quiet:
            tell(built, output)


def tell(built: Dossier, output: str) -> None:
    """Say what a dossier holds, and what was left out and why."""
    findings = built.view.findings()
    statements = sum(len(reading.statements) for reading in findings.readings)
    click.echo(
        f"{output}: {len(findings.readings)} articles, {statements} statements, {len(findings.events)} events, "
        f"{len(findings.copies)} copied passages; {len(findings.refusals)} left out"
    )
    for refusal in findings.refusals:
        mend = f" To mend: {refusal.mend}" if refusal.mend else ""
        click.echo(f"  left out ({refusal.stage}): {safe(refusal.page)}: {safe(refusal.reason)}.{mend}", err=True)
