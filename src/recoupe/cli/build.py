"""`recoupe build`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from recoupe import dossier
from recoupe.cli.screen import print_refusals, progress_bar
from recoupe.dossier import Dossier, Endpoint

Command = Callable[..., Any]


def second_options(command: Command) -> Command:
    """The options that name a second reader; they reach the command as `url`, `model` and `key_variable`."""
    address = click.option(
        "--second-reader",
        "url",
        metavar="URL",
        help="A language model proposes events beside the rules: the address of an OpenAI-compatible server, "
        "for example http://127.0.0.1:8080/v1. The pages' text is sent there, and nowhere without this option.",
    )
    model = click.option("--second-model", "model", metavar="NAME", help="The model, as that server calls it.")
    key = click.option(
        "--second-key-env",
        "key_variable",
        metavar="VAR",
        help="The environment variable that holds the server's key; the key is never stored or shown.",
    )
    return address(model(key(command)))


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
@second_options
def build(
    pages: tuple[str, ...],
    output: str,
    columns: tuple[str, ...],
    actors: str | None,
    quiet: bool,
    **second: str | None,
) -> None:
    """Build a dossier from saved PAGES: files, folders, archives, globs, or "-" for standard input.

    Stopped with Ctrl-C, the same command goes on where it was. A dossier that stands at the output is replaced; its
    judgements are kept, and pages that it has read with this version are not read again.
    """
    named, reader = _columns(columns), _second(**second)
    with (
        progress_bar(shown=not quiet) as progress,
        dossier.build(pages, to=output, columns=named, actors=actors, progress=progress, second=reader) as built,
    ):
        if not quiet:
            tell(built, output)


@click.command()
@click.argument("dossier_file", metavar="DOSSIER")
@click.argument("pages", nargs=-1, required=True)
@second_options
def add(dossier_file: str, pages: tuple[str, ...], **second: str | None) -> None:
    """Add saved PAGES to a DOSSIER; the pages that it holds are not read again."""
    reader = _second(**second)
    with (
        progress_bar(shown=True) as progress,
        dossier.add(dossier_file, pages, progress=progress, second=reader) as built,
    ):
        tell(built, dossier_file)


def _second(url: str | None, model: str | None, key_variable: str | None) -> Endpoint | None:
    if (url is None) != (model is None) or (key_variable is not None and url is None):
        raise click.UsageError("a second reader is named by --second-reader and --second-model together")
    return dossier.second_reader(url, model, key_variable) if url is not None and model is not None else None


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
    print_refusals(findings.refusals)
