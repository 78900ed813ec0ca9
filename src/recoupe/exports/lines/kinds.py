"""The kinds of line and the records that they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from recoupe.records.actors import Actor, ActorMention, PlaceMention
from recoupe.records.copies import Copy
from recoupe.records.events import Event, EventMention
from recoupe.records.pages import Article, Refusal
from recoupe.records.statements import Statement
from recoupe.records.times import TimeMention

SCHEMA = "recoupe-lines/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The first line: the schema of the lines, and what the dossier was made with."""

    schema: str
    recoupe: str | None = None
    recipe: str | None = None


KINDS: Mapping[str, type[Any]] = MappingProxyType(
    {
        "dossier": Opening,
        "article": Article,
        "actor_mention": ActorMention,
        "place_mention": PlaceMention,
        "time_mention": TimeMention,
        "statement": Statement,
        "event_mention": EventMention,
        "actor": Actor,
        "event": Event,
        "copy": Copy,
        "refusal": Refusal,
    }
)
OF_ARTICLES = ("actor_mention", "place_mention", "time_mention", "statement", "event_mention")
