"""What the article told before: "cette attaque", "the strike" takes its parties from the telling it points back to."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.stages.events.drafts import Draft
from recoupe.stages.events.parties.fallbacks import authors_inside, give

POINTING = frozenset(
    {
        "le",
        "la",
        "les",
        "l'",
        "ce",
        "cet",
        "cette",
        "ces",
        "du",
        "des",
        "au",
        "aux",
        "the",
        "this",
        "that",
        "these",
        "those",
    }
)
RECALLED = frozenset({"ASSAULT", "COERCE", "RETREAT", "PROTEST", "MOBILIZE", "SANCTION", "AID", "CONSULT", "COOPERATE"})
ADDRESSED = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "AGREE"})
ANSWERS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
DEMONSTRATIVES = frozenset({"ce", "cet", "cette", "ces", "this", "these", "that", "those", "c'", "cela", "ça"})
LONGEST = 12  # tellings that are kept in mind


class Memory:
    """The tellings of one article so far, the latest last."""

    def __init__(self) -> None:
        self.told: list[Draft] = []

    def recall(self, drafts: Sequence[Draft]) -> None:
        """Complete nouns that point back, in place, and keep what has parties."""
        for draft in sorted(drafts, key=lambda one: one.candidate.head):
            if draft.dropped or draft.effect == "dropped":
                continue
            if _points_back(draft):
                self._complete(draft)
            self.answer(draft)
            if draft.parties.actors or draft.parties.recipients:
                self.told = [*self.told, draft][-LONGEST:]

    def address(self, drafts: Sequence[Draft]) -> None:
        """Find whom words are for where the sentence does not say: the other party of a talk, or who did the deed."""
        for draft in drafts:
            if draft.dropped or draft.effect == "dropped" or draft.parties.recipients or not draft.parties.actors:
                continue
            frame = draft.ground.lexicon.frames[draft.candidate.trigger.frame]
            if frame.symmetric or draft.type not in ADDRESSED:
                continue
            if frame.inward:
                authors_inside(draft.ground, draft, drafts)
            if not draft.parties.recipients:
                self._counterpart(draft)

    def _counterpart(self, draft: Draft) -> None:
        mine = {draft.parties.countries.get(ref, ref) for ref in draft.parties.actors}
        for earlier in reversed(self.told):
            if earlier.type != "CONSULT" or earlier is draft:
                continue
            sides = {
                ref: earlier.parties.countries.get(ref, ref)
                for ref in [*earlier.parties.actors, *earlier.parties.recipients]
            }
            others = [ref for ref, country in sides.items() if country not in mine]
            if len(set(sides.values())) == 2 and len(others) < len(sides):
                give(draft, draft.parties.recipients, others, "recipient")
                draft.parties.countries.update({ref: earlier.parties.countries.get(ref) for ref in others})
                return
            return

    def answer(self, draft: Draft) -> None:
        """ "Ces propos", "cette décision": whoever did or said the last thing told before."""
        if draft.parties.recipients or draft.type not in ANSWERS or not _points_at_deed(draft):
            return
        mine = set(draft.parties.actors)
        for earlier in reversed(self.told):
            if (
                earlier.candidate.head < draft.candidate.head
                and earlier.parties.actors
                and not mine & set(earlier.parties.actors)
            ):
                give(draft, draft.parties.recipients, earlier.parties.actors, "recipient")
                draft.parties.countries = {**earlier.parties.countries, **draft.parties.countries}
                return

    def _complete(self, draft: Draft) -> None:
        earlier = next((one for one in reversed(self.told) if _same_happening(one, draft)), None)
        if earlier is None:
            return
        mine, theirs = draft.parties, earlier.parties
        mine.countries = {**theirs.countries, **mine.countries}
        if not mine.actors:
            mine.actors.extend(ref for ref in theirs.actors if ref not in mine.recipients)
        if not mine.recipients:
            mine.recipients.extend(ref for ref in theirs.recipients if ref not in mine.actors)
        mine.told |= theirs.told


def _points_back(draft: Draft) -> bool:
    """A definite noun that lacks a side and no preposition of its own names another."""
    nominal = draft.candidate.nominal
    if draft.candidate.kind != "noun" or draft.type not in RECALLED or draft.candidate.light is not None:
        return False
    determiner = nominal.determiner if nominal is not None else None
    return determiner in POINTING and not (draft.parties.actors and draft.parties.recipients)


def _same_happening(earlier: Draft, draft: Draft) -> bool:
    """Of one type, and no side of the one contradicts the other's."""
    if earlier.type != draft.type:
        return False
    modes = set(earlier.candidate.trigger.modes), set(draft.candidate.trigger.modes)
    if modes[0] and modes[1] and not modes[0] & modes[1] and draft.type != "ASSAULT":
        return False
    mine, theirs = draft.parties, earlier.parties
    return (not mine.actors or not theirs.actors or bool(set(mine.actors) & set(theirs.actors))) and (
        not mine.recipients or not theirs.recipients or bool(set(mine.recipients) & set(theirs.recipients))
    )


def _points_at_deed(draft: Draft) -> bool:
    """The object or the subject of a judgement opens with a demonstrative."""
    clause, low = draft.candidate.verb or draft.candidate.clause, draft.ground.low
    if clause is None:
        return False
    phrases = [phrase for phrase in (clause.subject, clause.object, *clause.obliques) if phrase is not None]
    return any(low[phrase.start] in DEMONSTRATIVES for phrase in phrases)
