"""What the article told before: "cette attaque", "the strike" takes its parties from the telling it points back to."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.stages.events.drafts import Draft
from recoupe.stages.events.parties.fallbacks import authors_inside
from recoupe.stages.events.parties.phrases import Parties
from recoupe.stages.events.parties.sides import give
from recoupe.stages.events.parties.turns import Turn, Turns

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
        "another",
    }
)
RECALLED = frozenset({"ASSAULT", "COERCE", "RETREAT", "PROTEST", "MOBILIZE", "SANCTION", "AID", "CONSULT", "COOPERATE"})
ADDRESSED = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "AGREE"})
INTO = frozenset({"MOBILIZE"})
ANSWERS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "THREATEN"})
DEMONSTRATIVES = frozenset({"ce", "cet", "cette", "ces", "this", "these", "that", "those", "c'", "cela", "ça"})
ACTS = ("event", "weapon", "plan", "sentiment")  # classes of frames.yaml: what somebody does or wants
LONGEST = 12  # tellings that are kept in mind


class Memory:
    """The tellings of one article so far, the latest last."""

    def __init__(self, turns: Turns) -> None:
        self.told: list[Draft] = []
        self.turns = turns

    def recall(self, drafts: Sequence[Draft]) -> None:
        """Complete nouns that point back, in place, and keep what has parties."""
        for draft in sorted(drafts, key=lambda one: one.candidate.head):
            if draft.dropped or draft.effect == "dropped":
                continue
            self._settle_states(draft)
            if _points_back(draft):
                self._complete(draft)
            self.answer(draft)
            if draft.parties.actors or draft.parties.recipients:
                self.told = [*self.told, draft][-LONGEST:]

    def _settle_states(self, draft: Draft) -> None:
        """ "Les deux ministres" have no state in common: each has that of his other mentions."""
        countries = draft.parties.countries
        for ref in (*draft.parties.actors, *draft.parties.recipients):
            countries[ref] = countries.get(ref) or self.turns.country(ref)

    def address(self, drafts: Sequence[Draft]) -> None:
        """Find whom words are for where the sentence does not say: the other party of a talk, or who did the deed."""
        for draft in drafts:
            if draft.dropped or draft.effect == "dropped" or not draft.parties.actors:
                continue
            frame = draft.ground.lexicon.frames[draft.candidate.trigger.frame]
            if frame.place and not draft.parties.recipients and draft.type in INTO:
                self._entered(draft)
            if frame.symmetric or draft.type not in ADDRESSED or draft.parties.recipients:
                self._take_turn(draft)
                continue
            if frame.inward:
                authors_inside(draft.ground, draft, drafts)
            if not draft.parties.recipients:
                self._counterpart(draft)
            if not draft.parties.recipients and (draft.type in ANSWERS or "speaker" in frame.verb.actor):
                self._answered(draft)
            self._take_turn(draft)

    def _entered(self, draft: Draft) -> None:
        """Troops without a place of their own go where the story is."""
        own = {draft.parties.countries.get(ref) for ref in draft.parties.actors}
        state = self.turns.place_before(_offset(draft), own)
        if state is not None and None not in own:
            give(draft, draft.parties.recipients, [state], "recipient", state)
            draft.parties.inferred.add("recipient")

    def _take_turn(self, draft: Draft) -> None:
        parties = draft.parties
        sides = tuple(parties.actors), tuple(parties.recipients)
        self.turns.take(Turn(place=_offset(draft), actors=sides[0], recipients=sides[1], type=draft.type))

    def _answered(self, draft: Draft) -> None:
        """Words for nobody in particular are for whoever spoke or acted last, of those who are somebody else."""
        frame, trigger = draft.ground.lexicon.frames[draft.candidate.trigger.frame], draft.candidate.trigger
        judged = "speaker" in frame.verb.actor  # "it is a crime": an act is meant, not what somebody said
        charged = "investigate" in trigger.modes or ("legal" in trigger.contexts and not judged)
        if charged or (judged and _names_a_thing(draft)):
            return  # whoever is charged or found wanting is not the last speaker
        if not all(draft.parties.countries.get(ref) for ref in draft.parties.actors):
            return
        place, mine = _offset(draft), tuple(draft.parties.actors)
        others = self.turns.answered(place, mine, deeds_only=True) if judged else ()
        others = others or self.turns.answered(place, mine)
        give(draft, draft.parties.recipients, others, "recipient")
        if draft.parties.recipients:
            draft.parties.inferred.add("recipient")
        for ref in others:
            draft.parties.countries.setdefault(ref, self.turns.country(ref))

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
        frame = draft.ground.lexicon.frames[draft.candidate.trigger.frame]
        if frame.symmetric:  # "cet entretien, à l'initiative des Américains": with whoever it was told to be
            known = {*draft.parties.actors, *(draft.parties.countries.get(ref) for ref in draft.parties.actors)}
            for ref in [*earlier.parties.actors, *earlier.parties.recipients]:
                if ref not in known and earlier.parties.countries.get(ref) not in known:
                    give(draft, draft.parties.actors, [ref], "actor", earlier.parties.countries.get(ref))
        else:
            draft.parties.complete(earlier.parties)


def _offset(draft: Draft) -> int:
    return draft.ground.passage.offsets(draft.candidate.head, draft.candidate.head + 1)[0]


def _points_back(draft: Draft) -> bool:
    """A definite noun that lacks a side, or a passive without its author: what it tells was told before."""
    candidate, parties = draft.candidate, draft.parties
    if draft.type not in RECALLED or candidate.light is not None:
        return False
    lacks = not (parties.actors and parties.recipients) or bool(parties.inferred)
    if candidate.kind == "verb":
        passive = candidate.clause is not None and candidate.clause.voice == "passive"
        return passive and draft.type == "ASSAULT" and bool(parties.recipients) and not parties.actors
    frame = draft.ground.lexicon.frames[candidate.trigger.frame]
    lacks = lacks or (frame.symmetric and len({parties.countries.get(ref) for ref in parties.actors}) < 2)
    determiner = candidate.nominal.determiner if candidate.nominal is not None else None
    return candidate.kind == "noun" and determiner in POINTING and lacks


def _same_happening(earlier: Draft, draft: Draft) -> bool:
    """Of one type, and no side of the one contradicts the other's."""
    if earlier.type != draft.type or earlier.candidate.head == draft.candidate.head:
        return False
    modes = set(earlier.candidate.trigger.modes), set(draft.candidate.trigger.modes)
    if modes[0] and modes[1] and not modes[0] & modes[1] and draft.type != "ASSAULT":
        return False
    mine, theirs = draft.parties, earlier.parties
    if draft.candidate.kind == "verb":  # a passive needs the same victims, told with their author
        named = {ref for ref in mine.recipients if not ref.startswith("~") and len(ref) > len("SYR")}
        return bool(theirs.actors) and bool(named & set(theirs.recipients))
    if draft.ground.lexicon.frames[draft.candidate.trigger.frame].symmetric and mine.states & theirs.states:
        return True
    return _agree("actor", mine, theirs) and _agree("recipient", mine, theirs)


def _agree(side: str, mine: Parties, theirs: Parties) -> bool:
    here, there = (mine.actors, theirs.actors) if side == "actor" else (mine.recipients, theirs.recipients)
    return not here or not there or side in mine.inferred or bool(set(here) & set(there))


def _names_a_thing(draft: Draft) -> bool:
    """What is judged is a thing of its own name, not an act that was told: "the resolution has failed"."""
    clause = draft.candidate.verb or draft.candidate.clause
    subject = clause.subject if clause is not None else None
    ground = draft.ground
    if subject is None or ground.pos[subject.head] not in ("NOUN", "PROPN") or ground.actors_at(subject.head):
        return False
    return ground.low[subject.start] not in DEMONSTRATIVES and not ground.is_of(subject.head, ACTS)


def _points_at_deed(draft: Draft) -> bool:
    """The object or the subject of a judgement opens with a demonstrative."""
    clause, low = draft.candidate.verb or draft.candidate.clause, draft.ground.low
    if clause is None:
        return False
    phrases = [phrase for phrase in (clause.subject, clause.object, *clause.obliques) if phrase is not None]
    return any(low[phrase.start] in DEMONSTRATIVES for phrase in phrases)
