"""`recoupe fetch`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TextIO

import click

from recoupe.cli.screen import print_json, print_refusals, progress_bar
from recoupe.dossier.gathering import Harvest, fetch_pages


@click.command()
@click.argument("urls", nargs=-1)
@click.option("-o", "--output", required=True, help="The web archive to write or to add to (.warc.gz).")
@click.option(
    "--from", "listed", type=click.File(encoding="utf-8"), help='A file with an address a line; "-" for stdin.'
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
def fetch(urls: tuple[str, ...], output: str, listed: TextIO | None, as_json: bool, quiet: bool) -> None:
    """Fetch web pages by their addresses (URLS) into a web archive that "recoupe build" reads.

    The only command that uses the network. It obeys robots.txt, waits between two pages of one host, asks public
    addresses only, and goes on where a stopped run left off.
    """
    wanted = [*urls, *(_lines(listed) if listed else ())]
    if not wanted:
        raise click.UsageError("no address was given")
    with progress_bar(shown=not (quiet or as_json)) as progress:
        harvest = fetch_pages(wanted, to=output, progress=progress)
    if as_json:
        print_json({"output": output, **asdict(harvest)})
    elif not quiet:
        _tell(harvest, output)


def _lines(listed: TextIO) -> list[str]:
    """The addresses of a list; blank lines and lines that begin with # are none."""
    return [line.strip() for line in listed if line.strip() and not line.lstrip().startswith("#")]


def _tell(harvest: Harvest, output: str) -> None:
    size = sum(page.size for page in harvest.fetched)
    click.echo(
        f"{output}: {len(harvest.fetched)} fetched ({size} bytes), {len(harvest.held)} there already, "
        f"{len(harvest.refusals)} left out"
    )
    print_refusals(harvest.refusals)
