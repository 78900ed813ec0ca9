"""Requests without a word of asking: "Libya must hand over the suspects, a minister said"."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.languages.triggers import Trigger
from recoupe.records.clauses import Clause
from recoupe.stages.events.parties.phrases import parties_of
from recoupe.stages.events.reading.ground import Ground
from recoupe.stages.events.spotting.candidates import Candidate

COMPLEMENT_REACH = 16  # tokens behind "il faut" in which what must be done begins
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
        elif clause.lemma in ground.lexicon.obligations and not clause.negated and clause.form == "finite":
            candidate = _impersonal(ground, clause, trigger)
            if candidate is not None:
                yield candidate


def _impersonal(ground: Ground, clause: Clause, trigger: Trigger) -> Candidate | None:
    """ "Il faut que le gouvernement conclue un accord": somebody else is told what he must do."""
    inner = next((one for one in ground.clauses if _is_content(one, clause)), None)
    return None if inner is None else _obligation(ground, clause, trigger, of=inner)


def _is_content(inner: Clause, clause: Clause) -> bool:
    span = clause.complement or (clause.end, clause.end + COMPLEMENT_REACH)
    return inner.form == "finite" and inner.governor == clause.head and span[0] <= inner.head < span[1]


def _obligation(ground: Ground, clause: Clause, trigger: Trigger, of: Clause | None = None) -> Candidate | None:
    over = ground.statements_over(clause.head)
    found = parties_of(ground, (of or clause).subject)
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
