"""`recoupe code`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, TextIO

import click

from recoupe.dossier import code_lines

LONGEST = 4 * 1024 * 1024  # bytes of one line that are read; a longer one is told and left out


@click.command()
@click.argument("texts", type=click.File("rb"), default="-")
@click.option("-o", "--output", type=click.File("w", encoding="utf-8"), default="-", help="Where to write.")
def code(texts: BinaryIO, output: TextIO) -> None:
    """Code loose TEXTS, without a dossier: JSON Lines in (`-` or nothing: standard input), JSON Lines out.

    A line in: {"id": "7", "text": "…", "date": "2016-05-29", "lang": "fr"}; date and lang may be left out. A line out:
    id, lang, event_mentions, statements, refusal, in the order of the input.
    """
    for line in code_lines(_lines(texts)):
        output.write(line + "\n")


def _lines(stream: BinaryIO) -> Iterator[str]:
    """Lines of bounded length; of a longer one the opening comes, which no longer reads as JSON and is so told."""
    while raw := stream.readline(LONGEST):
        whole = raw
        while len(raw) == LONGEST and not raw.endswith(b"\n"):
            raw = stream.readline(LONGEST)
        yield whole.decode("utf-8", "replace").removeprefix("\ufeff")
