"""What is left out: candidates without a party, bare generics, judgements outside of speech."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.stages.events.drafts import Draft
from recoupe.stages.events.reading.ground import Ground, head_of

BOTH_SIDES = frozenset({"AID", "SUPPORT"})
AUTHORS = frozenset({"de", "par", "of", "by", "from"})
SOMEBODY = ("human", "crowd", "government", "organisation", "envoy", "side")
NEEDS_ACTOR = frozenset({"REQUEST", "ACCUSE", "REJECT", "AGREE", "THREATEN", "CONCEDE", "MOBILIZE", "RETREAT"})


def settle_gates(ground: Ground, drafts: Sequence[Draft]) -> None:
    """Drop what is no event, in place."""
    for draft in drafts:
        if draft.dropped:
            continue
        if draft.effect == "dropped":
            draft.drop(draft.why)
        elif draft.candidate.trigger.in_speech and not draft.over:
            draft.drop("not in speech")
        elif not draft.candidate.trigger.bare and not _has_parties(ground, draft):
            draft.drop("no party")
        elif draft.candidate.trigger.needs_two and not _two_sides(draft) and not _plural_subject(ground, draft):
            draft.drop("one side only")


def _has_parties(ground: Ground, draft: Draft) -> bool:
    """At least one side is known; nouns of help and blame need both, victims without a name count for violence."""
    parties = draft.parties
    actors, recipients = bool(parties.actors), bool(parties.recipients)
    if draft.candidate.kind == "noun" and "recipient" in parties.inferred:
        recipients = False  # "les bombardements à X": a place alone makes no event
    if draft.type in NEEDS_ACTOR and not actors and not _somebody_acts(ground, draft):
        return False
    if draft.type in BOTH_SIDES and draft.candidate.kind == "noun" and not (actors and recipients):
        return len(parties.actors) > 1
    return (
        actors
        or recipients
        or _victim(ground, draft)
        or (draft.type in NEEDS_ACTOR | {"PROTEST"} and _somebody_acts(ground, draft))
    )


def _somebody_acts(ground: Ground, draft: Draft) -> bool:
    """Somebody acts, though no mention names him: "une opposition a quitté la salle", "les requêtes des armateurs"."""
    if draft.candidate.kind == "noun" and draft.candidate.light is None:
        nominal = draft.candidate.nominal
        return nominal is not None and any(
            phrase.preposition in AUTHORS and ground.is_of(phrase.head, SOMEBODY) for phrase in nominal.complements
        )
    clause = draft.candidate.verb
    if clause is None or clause.voice == "passive":
        return False
    head = head_of(clause.subject)
    return head is not None and (ground.is_of(head, SOMEBODY) or _named(ground, head))


def _named(ground: Ground, head: int) -> bool:
    """A name inside the sentence, whoever bears it."""
    token = ground.passage.doc[head]
    return ground.pos[head] == "PROPN" and token.is_title and head > ground.sentence(head)[0]


def _victim(ground: Ground, draft: Draft) -> bool:
    """A human being or a target without a mention stands where the victim does."""
    clause = draft.candidate.clause
    if draft.candidate.kind != "verb" or clause is None or draft.type not in ("ASSAULT", "COERCE"):
        return False
    done = clause.subject if clause.voice == "passive" else clause.object
    head = head_of(done)
    return head is not None and ground.is_of(head, ("human", "crowd"))


def _two_sides(draft: Draft) -> bool:
    if draft.parties.many or len(draft.parties.used) > 1:
        return True
    known = set(draft.parties.actors) | set(draft.parties.recipients)
    return len(known) > 1


def _plural_subject(ground: Ground, draft: Draft) -> bool:
    """ "Les deux présidents ont discuté": a plural subject or "entre les deux parties" holds both sides."""
    clause = draft.candidate.verb
    phrases = (
        [clause.subject]
        if clause is not None
        else list(draft.candidate.nominal.complements if draft.candidate.nominal else ())
    )
    return any(
        phrase is not None
        and "Plur" in ground.passage.doc[phrase.head].morph.get("Number", [])
        and ground.is_of(phrase.head, SOMEBODY)
        for phrase in phrases
    )
