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


def state_of_ref(ref: str) -> str | None:
    """The state that a ref of the tables or of a description opens with: "rus.air-force", "~sle.refugees"."""
    state, dot, _ = ref.removeprefix("~").partition(".")
    return state.upper() if dot and len(state) == len("rus") else None


@dataclass(slots=True)
class Parties:
    """The two sides of an event as refs, and whether each side was found at all (a human noun without ref counts)."""

    actors: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    countries: dict[str, str | None] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)  # "actor", "recipient": a party stands there, with or without a ref
    used: set[int] = field(default_factory=set)  # first tokens of the mentions that were taken
    many: bool = False  # one of the mentions names several: "les deux ministres"
    inferred: set[str] = field(default_factory=set)  # "actor", "recipient": no words of the sentence name that side

    @property
    def states(self) -> set[str]:
        """The states and organisations on both sides."""
        return {country for ref in (*self.actors, *self.recipients) if (country := self.countries.get(ref))}

    def drop_inferred(self, side: str) -> None:
        """Give up what was only inferred of a side, for somebody whom words name."""
        if side in self.inferred:
            self.inferred.discard(side)
            (self.actors if side == "actor" else self.recipients).clear()

    def complete(self, other: Parties) -> None:
        """Take the sides that are missing, or only inferred, from another telling of the same event."""
        for name, mine, theirs, across in (
            ("recipient", self.recipients, other.recipients, self.actors),
            ("actor", self.actors, other.actors, self.recipients),
        ):
            if not theirs or name in other.inferred:  # what was inferred is no evidence for another telling
                continue
            self.drop_inferred(name)
            if not mine:
                mine.extend(ref for ref in theirs if ref not in across)
        self.told |= other.told
        self.countries = {**other.countries, **self.countries}

    def add(self, side: list[str], mentions: Iterable[tuple[int, int, ActorMention]]) -> None:
        """Put the refs of mentions on a side, each once and on one side only."""
        other = self.recipients if side is self.actors else self.actors
        for start, _, mention in mentions:
            self.used.add(start)
            self.many = self.many or mention.form == "plural" or len(mention.refs) > 1
            for ref in mention.refs:
                self.countries.setdefault(ref, mention.country or state_of_ref(ref))
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
            return whole_list(ground, chain)
        if at_head:
            break
    found = at_head[:1] or inside[:1]
    return whole_list(ground, [*found, *joined(ground, found[0][1], max(phrase.end, found[0][1]))]) if found else []


def joined(ground: Ground, place: int, limit: int) -> Found:
    """Parties that "et", "and" or a comma joins to one that ends at `place`: "X, le groupe Y et Z".

    A list may run on behind `limit`, where the parse cut it short, up to a party that is the subject of another verb.
    """
    found: Found = []
    last, closed = min(limit, len(ground.low)), False
    end = ground.sentence(place - 1)[1] if 0 < place <= len(ground.low) else place
    while place < end:
        while place < end and ground.low[place] in MARKS:
            place += 1
        if place >= end or ground.low[place] not in JOINERS:
            break
        closing = ground.low[place] != ","
        start = place + 1
        nearest = next((one for at in range(start, min(start + JOIN_REACH, end)) for one in ground.actors_at(at)), None)
        if nearest is None or any(at in ground.owner for at in range(place, nearest[0])):
            closed = closed or (closing and _more(ground, start))  # "Daech, le Front X et d'autres groupes"
            break
        if nearest[0] >= last and not _runs_on(ground, start, nearest):
            break
        closed = closed or closing or any(ground.low[at] in JOINERS - {","} for at in range(start, nearest[0]))
        if nearest not in found:
            found.append(nearest)
        place = max(nearest[1], place + 1)
    return found if closed else []


def joined_before(ground: Ground, phrase: Phrase | None) -> Found:
    """A first subject that the parse left out: "[Le président X et] la chancelière se sont entretenus".

    It opens its sentence or stands behind a comma or conjunction, so that it is no object of a verb before.
    """
    if phrase is None or phrase.start < 2 or ground.low[phrase.start - 1] not in ("et", "and"):
        return []
    first = ground.sentence(phrase.head)[0]
    for one in ground.actors_at(phrase.start - 2):
        if one[1] == phrase.start - 1 and _opens(ground, first, one[0]):
            return [one]
    return []


def _opens(ground: Ground, first: int, place: int) -> bool:
    """Nothing but articles stands between a party and the opening of its clause."""
    while place > first and ground.pos[place - 1] in ("DET", "SPACE"):
        place -= 1
    return place <= first or ground.pos[place - 1] in ("PUNCT", "SCONJ")


def whole_list(ground: Ground, found: Found) -> Found:
    """A list whose first members the parse lost, each behind the same preposition: "à X, à Y et à Z"."""
    opening = _preposition_before(ground, found[0][0])
    while opening is not None and opening > 1 and ground.low[opening - 1] in JOINERS:
        before = [one for one in ground.actors_at(opening - 2) if one[1] == opening - 1]
        earlier = _preposition_before(ground, before[0][0]) if before else None
        if earlier is None or ground.plain[earlier] != ground.plain[opening]:
            break
        found, opening = [before[0], *found], earlier
    return found


def _preposition_before(ground: Ground, place: int) -> int | None:
    at = place - 1
    while at > 0 and ground.pos[at] == "DET":
        at -= 1
    return at if at >= 0 and ground.pos[at] == "ADP" else None


def _runs_on(ground: Ground, start: int, member: tuple[int, int, ActorMention]) -> bool:
    """Only small words stand before the member, and it is nobody's subject."""
    if any(ground.pos[at] not in ("DET", "ADP", "ADV", "CCONJ", "SCONJ") for at in range(start, member[0])):
        return False
    subjects = (clause.subject for clause in ground.clauses if clause.head > start)
    return not any(subject is not None and member[0] <= subject.head < member[1] for subject in subjects)


def _more(ground: Ground, place: int) -> bool:
    """Nameless others close a list as a last name would."""
    return "NOUN" in ground.pos[place : place + 3]


def clause_end(ground: Ground, clause: Clause) -> int:
    """The token before which a clause's own words end: the next finite verb with its subject, or the sentence's end."""
    known = ground.clause_ends.get(clause.head)
    if known is None:
        known = ground.clause_ends[clause.head] = _clause_end(ground, clause)
    return known


def _clause_end(ground: Ground, clause: Clause) -> int:
    end = ground.sentence(clause.head)[1]
    starts = [
        min(other.start, other.subject.start)
        if other.subject is not None and other.subject.start > clause.head
        else other.start
        for other in ground.clauses
        if other.form == "finite" and clause.head < other.head < end
    ]
    return min([end, *(start for start in starts if start > clause.head)])
