"""A reading: all that was found in one article; findings: all that was found in a heap of them."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.records.actors import Actor, ActorMention, PlaceMention
from recoupe.records.copies import Copy
from recoupe.records.events import Event, EventMention
from recoupe.records.pages import Article, Refusal
from recoupe.records.statements import Statement
from recoupe.records.times import TimeMention


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """The actors, places and times that an article names, each list in the order of the text."""

    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article with its mentions, statements and event mentions."""

    article: Article
    mentions: Mentions
    statements: tuple[Statement, ...]
    events: tuple[EventMention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that a run found: what a dossier stores and an exporter writes."""

    readings: tuple[Reading, ...]
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    copies: tuple[Copy, ...]
    refusals: tuple[Refusal, ...]
