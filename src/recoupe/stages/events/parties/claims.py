"""Against whom people take to the street: whoever their demand or their complaint names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recoupe.records.actors import ActorMention
from recoupe.stages.events.drafts import Draft
from recoupe.stages.events.parties.sides import give
from recoupe.stages.events.reading.ground import Ground, head_of

CLAIMS = frozenset({"PROTEST", "REQUEST", "ACCUSE", "REJECT"})
BOUND = frozenset({"infinitive", "gerund", "participle"})
CLAIM_REACH = 14  # tokens of a demand in which whoever it is about may be named
TOLD = frozenset({"past", "present", "imperfect", "pluperfect"})  # tenses of what takes or took place
IN_POWER = frozenset({"state", "government", "institution", "person", "company", "party"})


def against_whom(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "Ils ont barré les routes pour réclamer le départ du président": a protest is against who its claim names.

    A claim is a demand, complaint or refusal in a bound form ("pour exiger", "demanding") in the protest's sentence.
    """
    if draft.type != "PROTEST" or draft.parties.recipients:
        return
    for claim in _claims(ground, draft, drafts):
        for ref, country in [*_recipients(claim), *_named_in(ground, claim)]:
            give(draft, draft.parties.recipients, [ref], "recipient", country)
        if draft.parties.recipients:
            return


def keep_protests(ground: Ground, drafts: Sequence[Draft]) -> None:
    """Whoever does or leaves something "to protest" protests by it, where no other word of the sentence tells how."""
    for draft in drafts:
        if draft.type != "PROTEST" or draft.why != "purpose" or draft.candidate.clause is None:
            continue
        first, last = ground.sentence(draft.candidate.head)
        others = [one for one in drafts if one is not draft and first <= one.candidate.head < last]
        if any(one.type == "PROTEST" and one.effect != "dropped" for one in others):
            continue
        main = [one for one in ground.clauses if first <= one.head < last and one.form == "finite"]
        if main and all(one.tense in TOLD and one.modal is None and one.mood != "conditional" for one in main[:1]):
            draft.effect, draft.why = "happened", "protest by an act"


def _claims(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> Iterator[Draft]:
    first, last = ground.sentence(draft.candidate.head)
    for other in drafts:
        clause = other.candidate.clause
        if other is draft or other.type not in CLAIMS or not first <= other.candidate.head < last or clause is None:
            continue
        if other.candidate.kind == "verb" and (clause.form in BOUND or clause.link == "relative"):
            yield other


def _recipients(claim: Draft) -> Iterator[tuple[str, str | None]]:
    for ref in claim.parties.recipients:
        if "recipient" not in claim.parties.inferred:
            yield ref, claim.parties.countries.get(ref)


def _named_in(ground: Ground, claim: Draft) -> Iterator[tuple[str, str | None]]:
    """Whoever holds power and is named first in what is demanded: "la démission du président"."""
    clause = claim.candidate.clause
    if clause is None or claim.parties.recipients:
        return
    start = max(clause.end, clause.head + 1)
    end = min(ground.sentence(clause.head)[1], start + CLAIM_REACH)
    for at, _, mention in ground.actors_in(start, end):
        if _in_power(mention) and not _another_subject(ground, clause.head, at):
            yield mention.refs[0], mention.country
            return


def _in_power(mention: ActorMention) -> bool:
    return mention.kind in IN_POWER and mention.form not in ("pronoun", "description") and bool(mention.refs)


def _another_subject(ground: Ground, head: int, at: int) -> bool:
    """A main clause begins: "pour exiger du pain, Paris a réagi"."""
    return any(
        one.head > head and one.link == "root" and one.subject is not None and head_of(one.subject) == at
        for one in ground.clauses
    )
