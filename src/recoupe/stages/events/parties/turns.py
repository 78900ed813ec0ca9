"""Whose turn it was: who spoke or acted last before a place in the article, for words that answer without naming."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recoupe.records.actors import ActorMention
from recoupe.records.readings import Mentions
from recoupe.records.statements import Statement

REACH = 900  # characters back in which somebody's words or deeds may still be answered
SCENE_REACH = 500  # characters back to the place where the story still is
# Who can be praised, blamed or asked by name of office or body; a bare group ("des témoins") is no counterpart.
COUNTERPARTS = frozenset(
    {"person", "state", "government", "institution", "organisation", "armed_group", "party", "company"}
)


DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE", "RETREAT", "AID"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Somebody speaks (`type` is empty) or acts at an offset of the article's text."""

    place: int
    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    type: str = ""


class Turns:
    """The speakers of an article's statements and the actors of its events, by where their turn begins."""

    def __init__(self, mentions: Mentions, statements: Sequence[Statement]) -> None:
        self.who: dict[str, ActorMention] = {}
        for mention in mentions.actors:
            for ref in mention.refs:
                known = self.who.get(ref)
                if known is None or (known.country is None and mention.country is not None):
                    self.who[ref] = mention
        self.places = mentions.places
        self.taken: list[Turn] = [
            Turn(place=statement.content[0].start, actors=tuple(statement.speaker.actors))
            for statement in statements
            if statement.content and statement.speaker.actors
        ]
        self.blamed: dict[str, tuple[str, ...]] = {}  # the last whom somebody accused

    def take(self, turn: Turn) -> None:
        """Somebody acts."""
        self.taken.append(turn)
        if turn.type == "ACCUSE" and turn.recipients:
            self.blamed |= dict.fromkeys(turn.actors, turn.recipients)

    def answered(self, place: int, mine: Sequence[str], *, deeds_only: bool = False) -> tuple[str, ...]:
        """Who is meant before an offset by somebody's words for nobody in particular.

        That is whoever else acted or spoke last; where that was a critic of others, whom he blamed: critics agree.
        """
        for ref in mine:
            if deeds_only and ref in self.blamed:
                return self._fit(self.blamed[ref], mine)
        for turn in sorted(self.taken, key=lambda one: one.place, reverse=True):
            if not place - REACH <= turn.place < place or (deeds_only and turn.type not in DEEDS):
                continue
            blamed = next((self.blamed[ref] for ref in turn.actors if ref in self.blamed), ())
            others = () if set(blamed) & set(mine) or turn.type in DEEDS else self._fit(blamed, mine)
            others = others or self._fit(turn.actors, mine)
            if others:
                return others
        return ()

    def country(self, ref: str) -> str | None:
        """The state or organisation that a ref belongs to, as far as the article's mentions tell."""
        mention = self.who.get(ref)
        return mention.country if mention is not None else None

    def _fit(self, refs: Iterable[str], mine: Sequence[str]) -> tuple[str, ...]:
        """Those of the refs who are somebody else, can be answered, and sit in no organisation with us."""
        whole = {*self._organisations(), *(ref for ref in mine if len(ref) == 3)}  # a state does not answer itself
        own = {country for ref in mine if (country := self.country(ref)) and country in whole}
        return tuple(ref for ref in refs if ref not in mine and self._answerable(ref) and self.country(ref) not in own)

    def _organisations(self) -> set[str]:
        return {
            mention.country
            for mention in self.who.values()
            if mention.kind == "organisation" and mention.country and mention.ref.startswith("o.")
        }

    def _answerable(self, ref: str) -> bool:
        mention = self.who.get(ref)
        return mention is None or (mention.country is not None and mention.kind in COUNTERPARTS)

    def place_before(self, at: int, own: set[str | None]) -> str | None:
        """The foreign state where the story is before an offset: that of the last place, when none has more places.

        `own` are the states of those who come; where the story is at home too, nobody comes from abroad.
        """
        before = [(place.start, state) for place in self.places if place.start < at and (state := place.place.country)]
        if not before or before[-1][0] < at - SCENE_REACH:
            return None
        counts = Counter(state for _, state in before)
        last = before[-1][1]
        return last if counts[last] == max(counts.values()) and not own & set(counts) else None
