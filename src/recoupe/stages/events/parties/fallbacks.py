"""Parties that no slot names: the speaker who says "we", who judges, the state whose police or courts act."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.languages.clauses.syntax import syntax_of
from recoupe.records.clauses import Clause
from recoupe.records.statements import Statement
from recoupe.stages.events.drafts import Draft
from recoupe.stages.events.parties.claims import against_whom
from recoupe.stages.events.parties.phrases import Found, parties_of
from recoupe.stages.events.parties.scene import authority, own_people, state_hit, state_of_place
from recoupe.stages.events.parties.sides import give
from recoupe.stages.events.reading.ground import Ground, head_of

DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION"})
ARMIES = (".defence-ministry", ".army", ".air-force", ".navy")  # refs of the tables
OPENING = 4  # tokens of a sentence in which its first party may stand


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
        if not draft.parties.actors and draft.type == "ASSAULT":
            _own_communique(ground, draft)
        if frame.inward:
            _spare_victims(ground, draft, drafts)
        if frame.inward and not draft.parties.recipients:
            authors_inside(ground, draft, drafts)
        if frame.place and not draft.parties.recipients and not frame.symmetric:
            state_of_place(ground, draft)
        if draft.candidate.trigger.authority and not draft.parties.actors:
            authority(ground, draft, country)
        if frame.hit:
            state_hit(ground, draft, country)
        own_people(ground, draft, country)
    for draft in drafts:
        against_whom(ground, draft, drafts)


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
    clause = draft.candidate.clause if draft.candidate.kind == "word" else draft.candidate.verb
    head = head_of(clause.subject) if clause is not None else None
    persons = syntax_of(ground.pack).first_and_second
    nominal = draft.candidate.nominal
    owner = nominal.possessor.head if nominal is not None and nominal.possessor is not None else None
    statement = _speaking(draft)
    if owner is not None:  # "their commitment" is not ours, whoever the verb's subject is
        head = owner
    if statement is not None and head is not None and persons.get(ground.low[head]) == 1:
        give(draft, draft.parties.actors, statement.speaker.actors, "actor")


def _own_communique(ground: Ground, draft: Draft) -> None:
    """ "40 IS fighters were killed, the army said": an army that tells the enemy's losses tells its deeds."""
    clause, statement = draft.candidate.clause, _speaking(draft)
    if draft.candidate.kind != "verb" or clause is None or clause.voice != "passive" or statement is None:
        return
    hit = [mention for _, _, mention in ground.actors if set(mention.refs) & set(draft.parties.recipients)]
    army = next((ref for ref in statement.speaker.actors if _is_army(ground, ref)), None)
    if army is not None and hit and all(one.kind == "armed_group" for one in hit):
        give(draft, draft.parties.actors, [army], "actor", army[:3].upper())
        draft.parties.inferred.add("actor")


def _is_army(ground: Ground, ref: str) -> bool:
    """An army, or "the ministry" where the passage names its state's ministry of defence."""
    if ref.endswith(".ministry"):
        full = ref.removesuffix("ministry") + "defence-ministry"
        return any(full in mention.refs for _, _, mention in ground.actors)
    return ref.endswith(ARMIES)


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


def _spare_victims(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> None:
    """Whoever condemns an attack on X does not condemn X: those hit by an act inside the object are not meant."""
    span = _object_span(ground, draft)
    if draft.type != "ACCUSE" or span is None or not draft.parties.recipients:
        return
    for other in drafts:
        inside = other is not draft and span[0] <= other.candidate.head < span[1] and other.type in DEEDS
        if inside and set(draft.parties.recipients) <= set(other.parties.recipients):
            draft.parties.recipients.clear()
            return


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
