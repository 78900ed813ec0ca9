"""Requests without a word of asking: "Libya must hand over the suspects, a minister said"."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.languages.triggers import Trigger
from recoupe.records.clauses import Clause
from recoupe.stages.events.parties.phrases import parties_of
from recoupe.stages.events.reading.ground import Ground
from recoupe.stages.events.spotting.candidates import Candidate

ASKED = frozenset({"state", "government", "institution", "organisation", "armed_group", "party"})


def obligations(ground: Ground) -> Iterator[Candidate]:
    """Clauses inside a statement whose subject, not the speaker himself, must or should do something."""
    trigger = next((found for found in ground.lexicon.triggers.values() if found.frame == "oblige"), None)
    if trigger is None:
        return
    for clause in ground.clauses:
        if (
            clause.modal in ground.lexicon.obligations
            and not clause.negated
            and clause.tense in ("present", "none", "past")
        ):
            candidate = _obligation(ground, clause, trigger)
            if candidate is not None:
                yield candidate


def _obligation(ground: Ground, clause: Clause, trigger: Trigger) -> Candidate | None:
    over = ground.statements_over(clause.head)
    found = parties_of(ground, clause.subject)
    if not over or not found or clause.voice == "passive" or clause.link == "relative":
        return None
    speaker = set(over[0].speaker.actors)
    if speaker & set(found[0][2].refs) or found[0][2].kind not in ASKED or not speaker:
        return None
    return Candidate(
        trigger=trigger,
        word="",
        kind="verb",
        head=clause.head,
        first=clause.start,
        last=clause.head + 1,
        clause=clause,
        taken=set(range(clause.start, clause.end)),
    )
