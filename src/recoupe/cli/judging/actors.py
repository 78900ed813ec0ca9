"""`recoupe actors`: list, add, merge, split, rename."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

import click

from recoupe import dossier as dossiers
from recoupe.cli.judging.keeping import keep, reviewed
from recoupe.cli.screen import print_json, print_table
from recoupe.dossier import Dossier, Reviewer
from recoupe.records.actors import Actor, ActorKind

of_country = click.option(
    "--of-country", help="Which of two actors of one name is meant: ISO 3166 alpha-3 (FRA) or an organisation's code."
)


@click.group()
def actors() -> None:
    """Who is who: list the actors of a dossier; decide that two are one, that one is two, what one is called."""


@actors.command("list")
@click.argument("dossier")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_(dossier: str, as_json: bool) -> None:
    """List the actors, those with most to say and do first."""
    with dossiers.open_dossier(dossier) as opened:
        rows = _rows(opened)
    if as_json:
        print_json(rows)
    else:
        columns = ("name", "kind", "country", "sectors", "said", "did", "also called", "id")
        print_table(f"{dossier}: actors", columns, (tuple(str(value) for value in row.values()) for row in rows))


@actors.command()
@click.argument("dossier")
@click.argument("name")
@click.option("--kind", type=click.Choice(get_args(ActorKind)), required=True, help="What it is.")
@click.option("--country", help="ISO 3166 alpha-3 code, or an organisation's.")
@click.option(
    "--sector", "sectors", multiple=True, help="A PLOVER sector (GOV, MIL, REB, …); may be given several times."
)
@click.option("--also", "names", multiple=True, help="A further spelling; may be repeated.")
@reviewed
def add(dossier: str, name: str, by: str, because: str, **told: Any) -> None:
    """Make an actor of a NAME that the pages use."""
    value = {key: list(item) if isinstance(item, tuple) else item for key, item in told.items() if item}
    keep(dossier, dossiers.make_judgement("add-actor", name, value, Reviewer(by=by, because=because)))


@actors.command()
@click.argument("dossier")
@click.argument("name")
@click.argument("others", nargs=-1, required=True)
@of_country
@reviewed
def merge(dossier: str, name: str, others: tuple[str, ...], of_country: str | None, by: str, because: str) -> None:
    """Decide that NAME and OTHERS are one actor, called NAME."""
    value = _value({"with": list(others)}, of_country)
    keep(dossier, dossiers.make_judgement("merge-actors", name, value, Reviewer(by=by, because=because)))


@actors.command()
@click.argument("dossier")
@click.argument("name")
@click.argument("new")
@click.option(
    "--mention",
    "mentions",
    nargs=2,
    multiple=True,
    required=True,
    metavar="PAGE WORDS",
    help="A page and the words on it that mean the other one; may be given several times.",
)
@click.option("--kind", type=click.Choice(get_args(ActorKind)), help="What the new one is.")
@click.option("--country", help="The new one's country.")
@reviewed
def split(dossier: str, name: str, new: str, mentions: tuple[tuple[str, str], ...], **told: Any) -> None:
    """Decide that some mentions of NAME are somebody else, called NEW."""
    with dossiers.open_dossier(dossier) as opened:
        listed = [{"page": dossiers.page_hash(opened.view, page), "words": words} for page, words in mentions]
    reviewer = Reviewer(by=told.pop("by"), because=told.pop("because"))
    value = {"name": new, "mentions": listed, **{key: item for key, item in told.items() if item}}
    keep(dossier, dossiers.make_judgement("split-actor", name, value, reviewer))


@actors.command()
@click.argument("dossier")
@click.argument("name")
@click.argument("new")
@of_country
@reviewed
def rename(dossier: str, name: str, new: str, of_country: str | None, by: str, because: str) -> None:
    """Decide that the dossier calls NAME by NEW."""
    value = _value({"name": new}, of_country)
    keep(dossier, dossiers.make_judgement("rename-actor", name, value, Reviewer(by=by, because=because)))


def _value(told: dict[str, object], of_country: str | None) -> dict[str, object]:
    return {**told, "of_country": of_country} if of_country else told


def _rows(opened: Dossier) -> list[dict[str, Any]]:
    said: Counter[str] = Counter()
    did: Counter[str] = Counter()
    for reading in opened.view.readings():
        said.update(key for statement in reading.statements for key in statement.speaker.actors)
        did.update(key for mention in reading.events for key in mention.actors)
    ordered = sorted(opened.view.actors(), key=lambda actor: (-said[actor.id] - did[actor.id], actor.name, actor.id))
    return [_row(actor, said[actor.id], did[actor.id]) for actor in ordered]


def _row(actor: Actor, said: int, did: int) -> dict[str, Any]:
    return {
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country or "",
        "sectors": ", ".join(actor.sectors),
        "said": said,
        "did": did,
        "aliases": "; ".join(name for name in actor.aliases if name != actor.name),
        "id": actor.id,
    }
