"""The command line: one file a command.

Exit codes: 0 done · 1 an error not listed here · 2 wrong usage · 3 no page could be read · 4 a dossier or output file
that cannot be opened or written · 5 a rule, table or language model that is missing or damaged · 6 no such record, rule
or format · 7 a finding that does not match its page (a defect) · 130 stopped by the user.
"""

from __future__ import annotations

import sys

import click

from recoupe.cli.build import add, build
from recoupe.cli.code import code
from recoupe.cli.demo import demo
from recoupe.cli.doctor import doctor
from recoupe.cli.explain import explain
from recoupe.cli.export import export
from recoupe.cli.fetch import fetch
from recoupe.cli.judging.actors import actors
from recoupe.cli.judging.pages import judgements, set_date, withdraw
from recoupe.cli.reading.search import search
from recoupe.cli.reading.serve import serve
from recoupe.cli.reading.show import show
from recoupe.cli.reading.why import why
from recoupe.errors import RecoupeError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="recoupe")
def commands() -> None:
    """Turn saved news pages into a chronology: who said what, and how many independent origins stand behind it."""


for command in (
    fetch,
    build,
    add,
    actors,
    set_date,
    judgements,
    withdraw,
    code,
    show,
    why,
    search,
    serve,
    export,
    explain,
    doctor,
    demo,
):
    commands.add_command(command)


def main() -> None:
    """Run a command; a `RecoupeError` becomes its message and its exit code."""
    try:
        commands()
    except RecoupeError as problem:
        click.echo(f"recoupe: {problem}", err=True)
        sys.exit(problem.exit_code)
