"""What counting needs from the whole dossier, looked up once."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recoupe.records.actors import Actor, ActorMention
from recoupe.records.copies import Copy
from recoupe.records.events import EventMention
from recoupe.records.pages import Article
from recoupe.records.readings import Reading
from recoupe.records.spans import Span
from recoupe.records.statements import Statement
from recoupe.resources.knowledge import Knowledge

DEPENDENT_WORDS = 40  # words outside quotation marks; reference runs: a longest run of 40 gave 14 of 16, no false alarm


@dataclass(frozen=True)
class Ground:
    """Mentions with their articles, statements by id and by article, actors, copies by pair of
    articles (sure and likely ones apart), media by name, languages by article."""

    mentions: Mapping[str, tuple[EventMention, Article]]
    statements: Mapping[str, Statement]
    by_article: Mapping[str, tuple[Statement, ...]]
    named: Mapping[str, tuple[ActorMention, ...]]
    actors: Mapping[str, Actor]
    copies: Mapping[tuple[str, str], tuple[Copy, ...]]
    likely: Mapping[tuple[str, str], tuple[Copy, ...]]
    media: Mapping[str, str]
    media_names: frozenset[str]
    languages: Mapping[str, str]

    def within(self, article: str, words: Span) -> list[Actor]:
        """The actors that stretches of an article name, media left out: "un communiqué de la diplomatie russe"."""
        if words.start == words.end:
            return []
        keys = [key for found in self.named.get(article, ()) if words.holds(found) for key in found.refs]
        actors = [self.actors[key] for key in dict.fromkeys(keys) if key in self.actors]
        return [actor for actor in actors if actor.kind != "media"]

    def house(self, name: str) -> str:
        """The owner behind a medium or agency, else the medium itself: what two pages of one house share."""
        return self.media.get(fold(name), fold(name))

    def shared_words(self, one: str, other: str) -> int:
        """How many words two articles share outside quotations."""
        pair = (min(one, other), max(one, other))
        return sum(copy.words for copy in self.copies.get(pair, ()) if not copy.inside_quotation)

    def same_words(self, one: EventMention, other: EventMention) -> bool:
        """Whether two mentions stand in the stretches of one copied passage."""
        pair = (min(one.article, other.article), max(one.article, other.article))
        for copy in self.copies.get(pair, ()):
            sides = {copy.articles[0]: copy.spans[0], copy.articles[1]: copy.spans[1]}
            if _within(one.trigger, sides[one.article]) and _within(other.trigger, sides[other.article]):
                return True
        return False


def survey(
    readings: Sequence[Reading], actors: Iterable[Actor], copies: Iterable[Copy], knowledge: Knowledge
) -> Ground:
    """Look everything up once, so that each event costs only its own mentions."""
    pairs: dict[tuple[str, str], list[Copy]] = defaultdict(list)
    likely: dict[tuple[str, str], list[Copy]] = defaultdict(list)
    for copy in copies:
        (pairs if copy.certainty == "sure" else likely)[min(copy.articles), max(copy.articles)].append(copy)
    statements = {statement.id: statement for reading in readings for statement in reading.statements}
    media = {fold(name): outlet.owner or outlet.ref for outlet in knowledge.outlets for name in outlet.names}
    media |= {fold(name): agency.ref for agency in knowledge.agencies for name in agency.names}
    return Ground(
        mentions={mention.id: (mention, reading.article) for reading in readings for mention in reading.events},
        statements=statements,
        by_article={reading.article.id: reading.statements for reading in readings},
        named={reading.article.id: reading.mentions.actors for reading in readings},
        actors={actor.id: actor for actor in actors},
        copies={pair: tuple(found) for pair, found in pairs.items()},
        likely={pair: tuple(found) for pair, found in likely.items()},
        media=media,
        media_names=frozenset(media),
        languages={reading.article.id: reading.article.language for reading in readings},
    )


def fold(text: str) -> str:
    """One spelling for a name: lower case, no accents, single spaces."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return re.sub(r"\s+", " ", "".join(mark for mark in plain if not unicodedata.combining(mark))).strip()


def _within(trigger: Span, stretches: tuple[Span, ...]) -> bool:
    return bool(stretches) and stretches[0].start - 40 < trigger.end and trigger.start < stretches[-1].end
