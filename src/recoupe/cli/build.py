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
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="In tables of articles (CSV, JSON Lines) the column NAME holds FIELD: title, text, date, url, outlet, author, "
    "language, id. May be given several times.",
)
@click.option("--actors", help="Your own actors.yaml, which adds to the tables and outranks them (docs/actors.md).")
@click.option("--quiet", is_flag=True, help="Print errors only.")
def build(pages: tuple[str, ...], output: str, columns: tuple[str, ...], actors: str | None, quiet: bool) -> None:
    """Build a dossier from saved PAGES: files, folders, archives, globs, or "-" for standard input.

    Stopped with Ctrl-C, the same command goes on where it was. A dossier that stands at the output is replaced; its
    judgements are kept, and pages that it has read with this version are not read again.
    """
    named = _columns(columns)
    with (
        progress_bar(shown=not quiet) as progress,
        dossier.build(pages, to=output, columns=named, actors=actors, progress=progress) as built,
    ):
        if not quiet:
            tell(built, output)


@click.command()
@click.argument("dossier_file", metavar="DOSSIER")
@click.argument("pages", nargs=-1, required=True)
def add(dossier_file: str, pages: tuple[str, ...]) -> None:
    """Add saved PAGES to a DOSSIER; the pages that it holds are not read again."""
    with progress_bar(shown=True) as progress, dossier.add(dossier_file, pages, progress=progress) as built:
        tell(built, dossier_file)


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    wrong = [text for text, (field, equals, name) in zip(given, pairs, strict=True) if not (field and equals and name)]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r} is not FIELD=NAME", param_hint="--column")
    return {field: name for field, _, name in pairs}


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
