"""Where it happens: the state of the place stands for those hit, held or in charge whom no words name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from recoupe.records.readings import Mentions
from recoupe.stages.events.drafts import Draft
from recoupe.stages.events.parties.phrases import state_of_ref
from recoupe.stages.events.parties.sides import give
from recoupe.stages.events.reading.ground import Ground, head_of

FARTHEST_PLACE = 12  # tokens round the trigger in which a place may name the state acted on
VIOLENT = frozenset({"ASSAULT", "COERCE", "THREATEN"})
ON_PEOPLE = frozenset({"ASSAULT", "COERCE", "RETREAT", "AID"})  # done to people of the place, who may have no name
UPON = frozenset({"contre", "sur", "against", "on"})
AT_HOME = frozenset({"COERCE", "SANCTION", "CONCEDE"})
ABROAD = frozenset({"withdraw"})
RULERS = frozenset({"state", "government", "institution"})
STATELESS = frozenset({"group", "organisation"})  # kinds whose nameless members belong to the place they are in


def main_country(mentions: Mentions) -> str | None:
    """The state that an article names most, by its places and actors; None where none leads."""
    counts = Counter(place.place.country for place in mentions.places if place.place.country)
    counts.update(mention.country for mention in mentions.actors if mention.country and len(mention.country) == 3)
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def near_states(ground: Ground, draft: Draft) -> list[str]:
    """The states of the places named near the trigger, those behind it first."""
    first, last = ground.sentence(draft.candidate.head)
    low, high = max(first, draft.candidate.first - FARTHEST_PLACE), min(last, draft.candidate.last + FARTHEST_PLACE)
    places = [*ground.places_in(draft.candidate.head, high), *ground.places_in(low, draft.candidate.head)]
    return [place.place.country for place in places if place.place.country]


def state_of_place(ground: Ground, draft: Draft) -> None:
    """Where no other party is named, the state in whose place it happens is acted on."""
    own = {draft.parties.countries.get(ref) for ref in draft.parties.actors}
    high = min(ground.sentence(draft.candidate.head)[1], draft.candidate.last + FARTHEST_PLACE)
    named = [
        mention.country
        for _, _, mention in ground.actors_in(draft.candidate.head, high)
        if mention.kind == "state" and mention.country
    ]
    for country in [*near_states(ground, draft), *named]:
        if country not in own:
            give(draft, draft.parties.recipients, [country], "recipient", country)
            return


def authority(ground: Ground, draft: Draft, country: str | None) -> None:
    """Who arrests or convicts where nobody is named: the state of the place, else the one the article is about."""
    if _has_doer(draft):
        return
    for state in [*near_states(ground, draft), country]:
        if state is not None:
            give(draft, draft.parties.actors, [state], "actor", state)
            draft.parties.inferred.add("actor")
            return


def _has_doer(draft: Draft) -> bool:
    """Somebody else than an authority does it: an active verb has its own subject."""
    clause = draft.candidate.verb
    return clause is not None and clause.voice != "passive" and clause.subject is not None


def state_hit(ground: Ground, draft: Draft, country: str | None) -> None:
    """A building, a town or people of no stated country: those of the place, else of the state the article is about."""
    if draft.parties.recipients:
        if draft.type in ON_PEOPLE and _stateless(ground, draft):
            named = "recipient" not in draft.parties.inferred
            _give_first(draft, [*near_states(ground, draft), country])
            draft.parties.inferred -= {"recipient"} if named else set()
        return
    if draft.type not in VIOLENT:
        return
    if _target_stands(ground, draft):
        _give_first(draft, [*near_states(ground, draft), country])
    elif draft.type == "ASSAULT":  # "des frappes à X": those who live there
        _give_first(draft, _places_behind(ground, draft))


def own_people(ground: Ground, draft: Draft, country: str | None) -> None:
    """What a state decrees, forbids or grants without naming anybody falls on its own people.

    Only where it acts at home: the place named near the trigger, or the state that the article is about, is its own.
    """
    parties = draft.parties
    if draft.type not in AT_HOME or parties.recipients or not parties.actors or draft.candidate.trigger.frame in ABROAD:
        return
    states = {parties.countries.get(ref) for ref in parties.actors}
    state = next(iter(states))
    if "military" in draft.candidate.trigger.contexts:
        return  # armies occupy and besiege the land of others
    if len(states) != 1 or state is None or len(state) != len("SYR") or not _rules(ground, draft):
        return
    scene: set[str | None] = {*near_states(ground, draft)} or {country if _named_beside(ground, draft, state) else None}
    if scene == {state}:
        give(draft, parties.recipients, [state], "recipient", state)
        parties.inferred |= {"recipient"} if parties.recipients else set()


def _named_beside(ground: Ground, draft: Draft, state: str) -> bool:
    """Somebody else of the state is named in the passage: that it acts is no sign of where it acts."""
    mine = set(draft.parties.actors)
    return any(mention.country == state and not mine & set(mention.refs) for _, _, mention in ground.actors)


def _rules(ground: Ground, draft: Draft) -> bool:
    """Those who act are a state, its bodies or its officials."""
    mentions = [mention for _, _, mention in ground.actors if set(mention.refs) & set(draft.parties.actors)]
    return any(mention.kind in RULERS or (mention.kind == "person" and mention.form == "title") for mention in mentions)


def _target_stands(ground: Ground, draft: Draft) -> bool:
    """People or a thing that no mention names stand where the one hit does."""
    candidate, clause = draft.candidate, draft.candidate.clause
    if candidate.kind == "noun" and candidate.nominal is not None:
        heads = [phrase.head for phrase in candidate.nominal.complements if phrase.preposition in UPON]
    elif candidate.kind == "verb" and clause is not None:
        heads = [head for head in [head_of(clause.subject if clause.voice == "passive" else clause.object)] if head]
    else:
        return False
    return any(
        ground.pos[head] != "PRON" and not ground.actors_at(head) and ground.is_of(head, ("target", "human", "crowd"))
        for head in heads
    )


def _stateless(ground: Ground, draft: Draft) -> bool:
    """None of those hit has a state, and all are nameless people or houses."""
    mentions = [mention for _, _, mention in ground.actors if set(mention.refs) & set(draft.parties.recipients)]
    return bool(mentions) and all(
        mention.country is None
        and not any(map(state_of_ref, mention.refs))
        and mention.kind in STATELESS
        and mention.form in ("description", "title", "pronoun")
        for mention in mentions
    )


def _places_behind(ground: Ground, draft: Draft) -> Iterator[str]:
    high = min(ground.sentence(draft.candidate.head)[1], draft.candidate.last + FARTHEST_PLACE)
    for place in ground.places_in(draft.candidate.head, high):
        if place.place.country:
            yield place.place.country


def _give_first(draft: Draft, states: list[str | None] | Iterator[str]) -> None:
    for state in states:
        if state is not None:
            give(draft, draft.parties.recipients, [state], "recipient", state)
            draft.parties.inferred.add("recipient")
            return
