"""What the commands print with: tables for people, JSON for programs; nothing of a page can steer the terminal."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from recoupe.explain.facts import Explanation
from recoupe.records.pages import Refusal

BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def safe(text: str) -> str:
    """A page's words on one line without control and direction characters: a saved page is hostile."""
    kept = (" " if char.isspace() else char for char in text if char.isspace() or not _steers(char))
    return " ".join("".join(kept).split())


def _steers(char: str) -> bool:
    return char in BIDI or unicodedata.category(char) in ("Cc", "Cs")


def print_json(value: Any) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def print_table(title: str, columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> None:
    """Print a table whose cells are plain text."""
    table = Table(title=Text(safe(title)), title_justify="left", show_lines=False, expand=False)
    for column in columns:
        table.add_column(column, overflow="fold", min_width=len(max(column.split(), key=len)))
    for row in rows:
        table.add_row(*(Text(safe(cell)) for cell in row))
    Console(soft_wrap=False).print(table)


def print_refusals(refusals: Iterable[Refusal]) -> None:
    """Tell on standard error what was left out, why, and what would help."""
    for refusal in refusals:
        mend = f" To mend: {refusal.mend}" if refusal.mend else ""
        click.echo(f"  left out ({refusal.stage}): {safe(refusal.page)}: {safe(refusal.reason)}.{mend}", err=True)


def print_explanation(told: Explanation, *, as_json: bool) -> None:
    """Print an explanation, one fact a line, with words, page, offsets and rule."""
    if as_json:
        print_json(asdict(told))
        return
    click.echo(safe(told.title))
    for fact in told.facts:
        words = f"  «{safe(fact.words)[:240]}»" if fact.words else ""
        where = f"  [{fact.page} {fact.start}–{fact.end}]" if fact.start is not None else ""
        tail = "".join(f"  ({safe(part)})" for part in (fact.rule, fact.why) if part)
        click.echo(f"  {fact.field}: {safe(fact.value)}{words}{where}{tail}")


@contextmanager
def progress_bar(*, shown: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A call-back for long work that draws a bar on standard error where that is a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, disable=not (shown and console.is_terminal), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield tell
