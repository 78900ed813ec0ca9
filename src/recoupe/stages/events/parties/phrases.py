"""The parties that a phrase names, and where a clause's own words end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from recoupe.records.actors import ActorMention
from recoupe.records.clauses import Clause, Phrase
from recoupe.stages.events.reading.ground import Ground

MARKS = frozenset({"«", "»", "“", "”", '"', "(", ")", "'"})
JOIN_REACH = 5  # tokens between a joiner and the party that it joins
JOINERS = frozenset({"et", "and", ",", "ou", "or", "ni", "&", "ainsi", "as"})
Found = list[tuple[int, int, ActorMention]]


@dataclass(slots=True)
class Parties:
    """The two sides of an event as refs, and whether each side was found at all (a human noun without ref counts)."""

    actors: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    countries: dict[str, str | None] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)  # "actor", "recipient": a party stands there, with or without a ref
    used: set[int] = field(default_factory=set)  # first tokens of the mentions that were taken
    many: bool = False  # one of the mentions names several: "les deux ministres"

    def add(self, side: list[str], mentions: Iterable[tuple[int, int, ActorMention]]) -> None:
        """Put the refs of mentions on a side, each once and on one side only."""
        other = self.recipients if side is self.actors else self.actors
        for start, _, mention in mentions:
            self.used.add(start)
            self.many = self.many or mention.form == "plural" or len(mention.refs) > 1
            for ref in mention.refs:
                self.countries.setdefault(ref, mention.country)
                if ref not in side and ref not in other:
                    side.append(ref)


def parties_of(ground: Ground, phrase: Phrase | None) -> Found:
    """The parties that a phrase names: at its head with all that is joined to it; else the first one inside."""
    if phrase is None:
        return []
    inside = ground.actors_in(phrase.start, phrase.end)
    at_head = ground.actors_at(phrase.head)
    for first in inside:
        chain = [first, *joined(ground, first[1], phrase.end)]
        if len(chain) > 1 and (not at_head or at_head[0] in chain):
            return chain
        if at_head:
            break
    found = at_head[:1] or inside[:1]
    return [*found, *joined(ground, found[0][1], max(phrase.end, found[0][1]))] if found else []


def joined(ground: Ground, place: int, limit: int) -> Found:
    """Parties that "et", "and" or a comma joins to one that ends at `place`: "X, le groupe Y et Z"."""
    found: Found = []
    last, closed = min(limit, len(ground.low)), False
    while place < last:
        while place < last and ground.low[place] in MARKS:
            place += 1
        if place >= last or ground.low[place] not in JOINERS:
            break
        closing = ground.low[place] != ","
        start = place + 1
        nearest = next(
            (one for at in range(start, min(start + JOIN_REACH, last)) for one in ground.actors_at(at)), None
        )
        if nearest is None or any(at in ground.owner for at in range(place, nearest[0])):
            break
        closed = closed or closing or any(ground.low[at] in JOINERS - {","} for at in range(start, nearest[0]))
        if nearest not in found:
            found.append(nearest)
        place = max(nearest[1], place + 1)
    return found if closed else []


def clause_end(ground: Ground, clause: Clause) -> int:
    """The token before which a clause's own words end: the next finite verb with its subject, or the sentence's end."""
    end = ground.sentence(clause.head)[1]
    starts = [
        min(other.start, other.subject.start)
        if other.subject is not None and other.subject.start > clause.head
        else other.start
        for other in ground.clauses
        if other.form == "finite" and clause.head < other.head < end
    ]
    return min([end, *(start for start in starts if start > clause.head)])
