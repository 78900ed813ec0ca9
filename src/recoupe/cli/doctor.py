"""`recoupe doctor`."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from recoupe.cli.screen import print_json
from recoupe.dossier.doctor import examine


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def doctor(as_json: bool) -> None:
    """Tell versions and models, what is missing, and the command that mends it (exit code 5 when something is)."""
    checks = examine()
    if as_json:
        print_json([asdict(check) for check in checks])
    else:
        for check in checks:
            click.echo(f"{'ok     ' if check.good else 'MISSING'} {check.what}: {check.found}")
            if not check.good:
                click.echo(f"        To mend: {check.mend}")
    if not all(check.good for check in checks):
        sys.exit(5)
