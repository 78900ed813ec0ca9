"""Who took part: how near two actors are to being the same one, and two sides of two events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from recoupe.records.actors import Actor
from recoupe.stages.merging.facts.wording import stems

STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
# three-letter codes that are no states: whoever bears them belongs to one organisation
ORGANISATIONS = frozenset({"UNO", "WHO", "IMF", "HRW", "MSF", "ICC", "IEA", "OAS", "WTO", "ICJ", "ILO"})
STATE_KINDS = frozenset({"state", "government"})
Nearness = Literal["same", "government", "country", "unknown", "different"]


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as far as merging cares: `official` acts for its state, `placed` has a known sector."""

    id: str
    country: str | None
    official: bool
    person: bool
    named: bool
    state: bool
    placed: bool
    stems: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cast:
    """All actors of the dossier by id; an id that nobody knows stands for a nameless actor of unknown country."""

    known: Mapping[str, Party]
    memory: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)

    def party(self, key: str) -> Party:
        """The actor behind an id."""
        return self.known.get(key) or Party(key, None, False, False, False, False, False)

    def countries(self, keys: frozenset[str]) -> frozenset[str]:
        """The known countries of some actors."""
        found = self.memory.get(keys)
        if found is None:
            found = frozenset(country for country in (self.party(key).country for key in keys) if country)
            self.memory[keys] = found
        return found

    def persons(self, keys: Iterable[str]) -> frozenset[str]:
        """The actors that are persons with a name."""
        return frozenset(key for key in keys if self.party(key).person and self.party(key).named)

    def states(self, keys: Iterable[str]) -> bool:
        """Whether all of some actors are states."""
        return all(self.party(key).state for key in keys)


def cast_of(actors: Iterable[Actor]) -> Cast:
    """Look actors up by id."""
    return Cast({actor.id: _party(actor) for actor in actors})


def _party(actor: Actor) -> Party:
    state = actor.kind in STATE_KINDS or (actor.ref is not None and actor.ref == actor.country)
    return Party(
        actor.id,
        actor.country,
        state or not STATE_SECTORS.isdisjoint(actor.sectors),
        actor.kind == "person",
        any(word[:1].isupper() for word in actor.name.split()[-2:]),
        state,
        bool(actor.sectors),
        stems(actor.name),
    )


def nearness(one: Party, other: Party) -> Nearness:
    """How near two actors are: the same, a government and its office or spokesman, of one country, and so on."""
    if one.id == other.id:
        return "same"
    if one.country and other.country and one.country != other.country:
        return "different"
    if one.person and other.person and one.named and other.named:
        return "different"
    if not one.country or not other.country:
        # a person of unknown country may speak or act for the state; two names of one kind are two
        return "different" if one.named and other.named and one.person == other.person else "unknown"
    if len(one.country) != 3 or one.country in ORGANISATIONS:
        return "government"
    if one.official and other.official:
        return "government" if one.state or other.state or one.person != other.person else "country"
    both_placed = one.placed and other.placed and not (one.state or other.state)
    return "different" if both_placed and one.official != other.official else "country"


ORDER: tuple[Nearness, ...] = ("same", "government", "country", "unknown", "different")


def sides(one: frozenset[str], other: frozenset[str], cast: Cast) -> Nearness:
    """How near two sides are: as near as their nearest members; an empty side is unknown."""
    if not one or not other:
        return "unknown"
    if one & other:
        return "same"
    found = {nearness(cast.party(a), cast.party(b)) for a in one for b in other}
    return next(level for level in ORDER if level in found)


def rival_persons(one: frozenset[str], other: frozenset[str], cast: Cast) -> bool:
    """Whether two events name different persons for the same country: Kerry's call is not Tillerson's."""
    for country in cast.countries(one) & cast.countries(other):
        ours = {key for key in cast.persons(one) if cast.party(key).country == country}
        theirs = {key for key in cast.persons(other) if cast.party(key).country == country}
        if ours and theirs and not ours & theirs:
            return True
    return False


def named_alike(one: frozenset[str], other: frozenset[str], cast: Cast) -> bool:
    """Whether two sides share a word of some length in their names."""
    ours = {stem for key in one for stem in cast.party(key).stems}
    return any(not ours.isdisjoint(cast.party(key).stems) for key in other)
