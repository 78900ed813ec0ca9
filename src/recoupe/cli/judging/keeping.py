"""What the judging commands share: who judges, and what a judgement changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from recoupe import dossier as dossiers
from recoupe.cli.screen import progress_bar, safe
from recoupe.dossier import Dossier
from recoupe.records.judgements import Judgement

Command = TypeVar("Command", bound=Callable[..., Any])


def reviewed(command: Command) -> Command:
    """The options that say who judges and why."""
    because = click.option("--because", default="", help="Your reason, kept with the judgement.")
    by = click.option("--by", default="", help="Your name; without it the name that you are logged in with.")
    return by(because(command))


def keep(dossier: str, judgement: Judgement) -> None:
    """Keep a judgement, build the dossier anew, and say what it changed or why it does not apply."""
    with dossiers.open_dossier(dossier) as opened:
        dates, actors = _dates(opened), _actors(opened)
    with progress_bar(shown=True) as progress, dossiers.judge(dossier, judgement, progress=progress) as opened:
        moved = sum(dates.get(key) != value for key, value in _dates(opened).items())
        told = len(_actors(opened) ^ actors)
        misfits = [r for r in opened.view.refusals() if r.page == f"judgement {judgement.id}"]
    click.echo(
        f"{dossier}: judgement {judgement.id} is kept; {moved} pages dated otherwise, {told} names of actors changed"
    )
    for refusal in misfits:
        click.echo(f"  {safe(refusal.reason)}. To mend: {safe(refusal.mend)}", err=True)


def _dates(opened: Dossier) -> dict[str, object]:
    return {reading.article.page: reading.article.published for reading in opened.view.readings()}


def _actors(opened: Dossier) -> set[tuple[str, str, str | None]]:
    return {(actor.name, actor.kind, actor.country) for actor in opened.view.actors()}
