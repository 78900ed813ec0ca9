"""Parties that no slot names: the speaker who says "we", who judges, the state whose police or courts act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from recoupe.languages.clauses.syntax import syntax_of
from recoupe.records.clauses import Clause
from recoupe.records.readings import Mentions
from recoupe.records.statements import Statement
from recoupe.stages.events.drafts import Draft
from recoupe.stages.events.parties.phrases import Found, parties_of
from recoupe.stages.events.reading.ground import Ground, head_of

FARTHEST_PLACE = 12  # tokens round the trigger in which a place may name the state acted on
OPENING = 4  # tokens of a sentence in which its first party may stand
HIT_TYPES = frozenset({"ASSAULT", "COERCE", "THREATEN"})


def main_country(mentions: Mentions) -> str | None:
    """The state that an article names most, by its places and actors; None where none leads."""
    counts = Counter(place.place.country for place in mentions.places if place.place.country)
    counts.update(mention.country for mention in mentions.actors if mention.country and len(mention.country) == 3)
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def complete_parties(ground: Ground, drafts: Sequence[Draft], country: str | None) -> None:
    """Fill what the slots left open; `country` is the state that the article is about."""
    for draft in drafts:
        frame = ground.lexicon.frames[draft.candidate.trigger.frame]
        if "speaker" in frame.verb.actor:
            _speaker_acts(draft)
        if not draft.parties.actors or frame.symmetric:
            _first_person(ground, draft)
        if not draft.parties.actors and draft.candidate.kind == "verb":
            _sentence_subject(ground, draft)
        if frame.inward and not draft.parties.recipients:
            authors_inside(ground, draft, drafts)
        if frame.place and not draft.parties.recipients and not frame.symmetric:
            _state_of_place(ground, draft)
        if draft.candidate.trigger.authority and not draft.parties.actors and not _has_doer(draft):
            _authority(ground, draft, country)
        if frame.hit and not draft.parties.recipients and draft.type in HIT_TYPES:
            _state_hit(ground, draft, country)


def give(draft: Draft, side: list[str], refs: Sequence[str], told: str, country: str | None = None) -> None:
    """Put refs on a side, none twice."""
    for ref in refs:
        if ref not in draft.parties.actors and ref not in draft.parties.recipients:
            side.append(ref)
            draft.parties.told.add(told)
            if country is not None:
                draft.parties.countries[ref] = country


def _speaker_acts(draft: Draft) -> None:
    """In a judgement the speaker acts; the one judged is the subject."""
    statement = _speaking(draft)
    if statement is None:
        return
    draft.parties.actors[:] = []
    judged = [ref for ref in draft.parties.recipients if ref not in statement.speaker.actors]
    draft.parties.recipients[:] = judged
    give(draft, draft.parties.actors, statement.speaker.actors, "actor")


def _speaking(draft: Draft) -> Statement | None:
    return next((one for one in draft.over if one.speaker.actors), None)


def _first_person(ground: Ground, draft: Draft) -> None:
    """ "nous", "je", "our" inside a statement is its speaker."""
    clause = draft.candidate.verb or draft.candidate.clause
    head = head_of(clause.subject) if clause is not None else None
    persons = syntax_of(ground.pack).first_and_second
    nominal = draft.candidate.nominal
    owner = nominal.possessor.head if nominal is not None and nominal.possessor is not None else None
    statement = _speaking(draft)
    if statement is not None and any(persons.get(ground.low[at]) == 1 for at in (head, owner) if at is not None):
        give(draft, draft.parties.actors, statement.speaker.actors, "actor")


def _sentence_subject(ground: Ground, draft: Draft) -> None:
    """Where the parse lost the subject: that of the clause it is joined to, or the party that opens the sentence."""
    clause = draft.candidate.clause
    if clause is None or clause.voice == "passive" or clause.form != "finite" or _bodied(ground, clause):
        return
    first = ground.sentence(clause.head)[0]
    if _joined_before(ground, clause):
        for other in reversed(
            [one for one in ground.clauses if first <= one.head < clause.head and one.form == "finite"]
        ):
            found = parties_of(ground, other.subject)
            if found:
                draft.parties.add(draft.parties.actors, _fresh(draft, found[:1]))
                return
    if clause.link == "root" and not draft.over:
        opening = [one for one in ground.actors_in(first, clause.start) if one[0] - first < OPENING]
        bare = [one for one in opening if not any(ground.pos[at] == "ADP" for at in range(first, one[0]))]
        draft.parties.add(draft.parties.actors, _fresh(draft, bare[:1]))


def _fresh(draft: Draft, found: Found) -> Found:
    return [one for one in found if one[0] not in draft.parties.used]


def _bodied(ground: Ground, clause: Clause) -> bool:
    """The subject is somebody, though without a mention, or a pronoun that stays open."""
    head = head_of(clause.subject)
    if head is None:
        return False
    return ground.pos[head] == "PRON" or ground.is_of(
        head, ("human", "crowd", "armed", "government", "organisation", "phenomenon")
    )


def _joined_before(ground: Ground, clause: Clause) -> bool:
    place = clause.start - 1
    while place > 0 and ground.pos[place] in ("ADV", "SPACE"):
        place -= 1
    return place >= 0 and ground.pos[place] == "CCONJ"


def authors_inside(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> None:
    """Blame or praise for an act goes to whoever did it."""
    span = _object_span(ground, draft)
    if span is None:
        return
    for other in drafts:
        if other is not draft and span[0] <= other.candidate.head < span[1] and other.parties.actors:
            give(draft, draft.parties.recipients, other.parties.actors, "recipient")
            return


def _object_span(ground: Ground, draft: Draft) -> tuple[int, int] | None:
    clause = draft.candidate.verb or draft.candidate.clause
    if clause is None:
        return None
    judged = "speaker" in ground.lexicon.frames[draft.candidate.trigger.frame].verb.actor
    phrase = clause.subject if clause.voice == "passive" or judged else clause.object
    if judged:
        start = phrase.start if phrase is not None else ground.sentence(clause.head)[0]
        return start, max(start, clause.start)
    if phrase is not None and draft.candidate.noun is None:
        return phrase.start, phrase.end
    start = max(clause.end, clause.head + 1)
    return start, min(ground.sentence(clause.head)[1], start + 16)


def _near_states(ground: Ground, draft: Draft) -> list[str]:
    """The states of the places named near the trigger, those behind it first."""
    first, last = ground.sentence(draft.candidate.head)
    low, high = max(first, draft.candidate.first - FARTHEST_PLACE), min(last, draft.candidate.last + FARTHEST_PLACE)
    places = [*ground.places_in(draft.candidate.head, high), *ground.places_in(low, draft.candidate.head)]
    return [place.place.country for place in places if place.place.country]


def _state_of_place(ground: Ground, draft: Draft) -> None:
    """Where no other party is named, the state in whose place it happens is acted on."""
    own = {draft.parties.countries.get(ref) for ref in draft.parties.actors}
    high = min(ground.sentence(draft.candidate.head)[1], draft.candidate.last + FARTHEST_PLACE)
    named = [
        mention.country
        for _, _, mention in ground.actors_in(draft.candidate.head, high)
        if mention.kind == "state" and mention.country
    ]
    for country in [*_near_states(ground, draft), *named]:
        if country not in own:
            give(draft, draft.parties.recipients, [country], "recipient", country)
            return


def _has_doer(draft: Draft) -> bool:
    """Somebody else than an authority does it: an active verb has its own subject."""
    clause = draft.candidate.verb
    return clause is not None and clause.voice != "passive" and clause.subject is not None


def _authority(ground: Ground, draft: Draft, country: str | None) -> None:
    """Who arrests or convicts where nobody is named: the state of the place, else the one the article is about."""
    for state in [*_near_states(ground, draft), country]:
        if state is not None:
            give(draft, draft.parties.actors, [state], "actor", state)
            return


def _state_hit(ground: Ground, draft: Draft, country: str | None) -> None:
    """A building, a town or people of no stated country: those of the place, else of the state the article is about."""
    clause = draft.candidate.clause
    if draft.candidate.kind != "verb" or clause is None:
        return
    done = clause.subject if clause.voice == "passive" else clause.object
    head = head_of(done)
    if (
        head is None
        or ground.pos[head] == "PRON"
        or not ground.is_of(head, ("target", "human", "crowd"))
        or ground.actors_at(head)
    ):
        return
    for state in [*_near_states(ground, draft), country]:
        if state is not None:
            give(draft, draft.parties.recipients, [state], "recipient", state)
            return
