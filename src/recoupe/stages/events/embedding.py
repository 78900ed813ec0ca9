"""Events inside events: what is asked or offered is not told as done, what is laid at a door is alleged."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.records.clauses import Clause
from recoupe.stages.events.drafts import Draft
from recoupe.stages.events.parties.phrases import clause_end
from recoupe.stages.events.reading.ground import Ground, head_of

CONTENT_TYPES = frozenset({"REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE"})
TALK_TYPES = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
MATERIAL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "AID", "COOPERATE", "RETREAT", "PROTEST"})
FARTHEST_CONTENT = 20  # tokens after a verb without a parsed complement in which its content may stand
DEFINITE = frozenset(
    {
        "le",
        "la",
        "les",
        "l'",
        "du",
        "des",
        "au",
        "aux",
        "ce",
        "cet",
        "cette",
        "ces",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "the",
        "this",
        "that",
        "these",
        "those",
        "its",
        "his",
        "her",
        "their",
    }
)
INSTRUMENTS = frozenset(
    {
        "dans",
        "lors de",
        "au cours de",
        "par",
        "pendant",
        "durant",
        "à la suite de",
        "après",
        "in",
        "during",
        "by",
        "with",
        "as a result of",
        "after",
        "à",
        "de",
        "en",
    }
)


def settle_embedding(ground: Ground, drafts: Sequence[Draft]) -> None:
    """Decide between events that hold each other, in place."""
    for draft in drafts:
        span = content_span(ground, draft)
        if span is None:
            continue
        inner = [other for other in drafts if other is not draft and span[0] <= other.candidate.head < span[1]]
        if draft.candidate.trigger.reveals:
            _reveal(draft, inner)
        elif draft.candidate.trigger.accuses:
            _accuse(draft, inner)
        elif draft.type in CONTENT_TYPES and draft.effect != "dropped":
            for other in inner:
                if not _stands_apart(ground, draft, other):
                    other.drop(f"content of {draft.type}")
    for sentence in {ground.sentence_of[draft.candidate.head] for draft in drafts}:
        _join_same(
            [draft for draft in drafts if ground.sentence_of[draft.candidate.head] == sentence and not draft.dropped]
        )


def content_span(ground: Ground, draft: Draft) -> tuple[int, int] | None:
    """The tokens in which the content of an act of speech stands."""
    candidate = draft.candidate
    clause = candidate.verb or candidate.clause
    sentence_end = ground.sentence(candidate.head)[1]
    if candidate.kind == "verb" and clause is not None:
        start = max(clause.head + 1, clause.end)
        ends = [start]
        if clause.complement is not None:
            ends.append(clause.complement[1])
        if clause.object is not None and clause.object.start >= clause.head:
            ends.append(clause.object.end)
        if clause.complement is None:
            ends.append(min(clause_end(ground, clause), start + FARTHEST_CONTENT))
        return start, min(max(ends), sentence_end)
    if candidate.kind == "noun":
        stop = min(sentence_end, candidate.last + FARTHEST_CONTENT)
        inner = [one for one in ground.clauses if candidate.last <= one.start < stop and one.form == "infinitive"]
        if inner and inner[0].start - candidate.last <= 6:
            return candidate.last, min(sentence_end, clause_end(ground, inner[0]))
        return candidate.last, min(sentence_end, candidate.last + 4)
    if clause is not None:
        end = (
            clause.complement[1]
            if clause.complement is not None
            else min(sentence_end, candidate.last + FARTHEST_CONTENT)
        )
        return candidate.last, end
    return None


def _stands_apart(ground: Ground, outer: Draft, inner: Draft) -> bool:
    """A past act that the content only refers to ("une enquête sur les frappes"), or an act of speech of its own."""
    candidate = inner.candidate
    if inner.dropped or (candidate.kind == "verb" and not _finite_apart(inner)):
        return False
    if candidate.kind == "verb":
        return True
    if inner.type in ("AGREE", "REQUEST", "ACCUSE") and inner.parties.actors and outer.type in ("REQUEST", "REJECT"):
        return True
    if inner.type == "RETREAT" and "ceasefire" in candidate.trigger.modes:
        after = ground.low[candidate.last : candidate.last + 8]
        return outer.type == "AGREE" and any(word in ("compter", "partir", "from", "starting") for word in after)
    determiner = ground.low[candidate.head - 1] if candidate.head else ""
    clause = outer.candidate.verb
    head = head_of(clause.object) if clause is not None else None
    governed = clause is not None and any(phrase.head == candidate.head for phrase in clause.obliques)
    nested = head not in (None, candidate.head) and not governed
    return (
        nested
        and determiner in DEFINITE
        and inner.type in ("ASSAULT", "COERCE")
        and bool(inner.parties.actors or inner.parties.recipients)
    )


def _finite_apart(inner: Draft) -> bool:
    """A relative clause in a past tense tells what happened, even inside a request."""
    clause = inner.candidate.clause
    if clause is None or clause.form not in ("finite", "participle"):
        return False
    if clause.form == "participle":
        return False
    return clause.link == "relative" and clause.tense in ("past", "pluperfect", "imperfect")


def _accuse(draft: Draft, inner: Sequence[Draft]) -> None:
    """What somebody is accused of is alleged, and the accused did it."""
    if draft.effect == "dropped" or draft.dropped:
        return
    for other in inner:
        if other.type == "ACCUSE":
            other.drop("content of ACCUSE")
        elif other.type in MATERIAL or other.candidate.kind == "verb":
            other.effect = "alleged" if other.effect in ("happened", "ongoing", "alleged", "dropped") else other.effect
            if other.why == "negated":
                other.effect = "dropped"
            if not other.parties.actors or set(other.parties.actors) <= set(draft.parties.actors):
                accused = list(draft.parties.recipients)
                other.parties.actors[:] = accused
                other.parties.recipients[:] = [ref for ref in other.parties.recipients if ref not in accused]
                other.parties.told.add("actor")


def _reveal(draft: Draft, inner: Sequence[Draft]) -> None:
    """Saying that another side did wrong is an accusation; telling one's own acts or other news is not."""
    wanted = draft.candidate.trigger.with_event
    own = {draft.parties.countries.get(ref) for ref in draft.parties.actors}
    blamed = [
        other
        for other in inner
        if other.type in wanted
        and other.effect in ("happened", "ongoing", "alleged")
        and not other.dropped
        and other.parties.actors
        and not {other.parties.countries.get(ref) for ref in other.parties.actors} & own
    ]
    if not blamed or not draft.parties.actors:
        draft.drop("no act of another side in it")
        return
    for other in blamed:
        other.effect = "alleged"
        for ref in other.parties.actors:
            if ref not in draft.parties.recipients and ref not in draft.parties.actors:
                draft.parties.recipients.append(ref)


# -- the same event twice in a sentence -------------------------------------------------------------------------------


def _join_same(drafts: Sequence[Draft]) -> None:
    for number, one in enumerate(drafts):
        for other in drafts[number + 1 :]:
            if one.dropped or other.dropped or one.type != other.type:
                continue
            if _is_argument(one, other):
                _absorb(kept=_noun_of(one, other), gone=_verb_of(one, other))
            elif _same_parties(one, other) and one.effect == other.effect:
                weaker = min(one, other, key=_weight)
                _absorb(kept=other if weaker is one else one, gone=weaker)


def _is_argument(one: Draft, other: Draft) -> bool:
    """A verb and a noun of one type, the noun its subject or means: "des frappes ont tué", "tués dans des frappes"."""
    kinds = {one.candidate.kind, other.candidate.kind}
    if kinds != {"verb", "noun"}:
        return False
    verb, noun = _verb_of(one, other), _noun_of(one, other)
    clause = verb.candidate.clause
    if clause is None or verb.type not in ("ASSAULT", "PROTEST", "COERCE", "CONSULT"):
        return False
    if head_of(clause.subject) == noun.candidate.head and clause.voice != "passive":
        return True
    means = any(phrase.head == noun.candidate.head and phrase.preposition in INSTRUMENTS for phrase in clause.obliques)
    return means or _opens_with(verb.ground, noun, clause)


def _opens_with(ground: Ground, noun: Draft, clause: Clause) -> bool:
    """ "As a result of an air strike 60 people were killed": the means open a sentence whose verb is a passive."""
    first, subject = ground.sentence(noun.candidate.head)[0], clause.subject
    if clause.voice != "passive" or clause.link != "root" or subject is None or noun.parties.recipients:
        return False
    opening = " ".join(ground.low[first : noun.candidate.first])
    return noun.candidate.last <= subject.start and any(opening.startswith(f"{words} ") for words in INSTRUMENTS)


def _verb_of(one: Draft, other: Draft) -> Draft:
    return one if one.candidate.kind == "verb" else other


def _noun_of(one: Draft, other: Draft) -> Draft:
    return other if one.candidate.kind == "verb" else one


def _absorb(*, kept: Draft, gone: Draft) -> None:
    """Drop one of two tellings and give the other what it lacks."""
    kept.parties.complete(gone.parties)
    gone.drop("told twice")


def _same_parties(one: Draft, other: Draft) -> bool:
    sides = [(set(draft.parties.actors), set(draft.parties.recipients)) for draft in (one, other)]
    if not (sides[0][0] or sides[0][1]) or not (sides[1][0] or sides[1][1]):
        return False
    both_verbs = one.candidate.kind == other.candidate.kind == "verb" and one.type != "ACCUSE"
    triggers = one.candidate.trigger, other.candidate.trigger
    if both_verbs and (
        triggers[0].modes != triggers[1].modes or (triggers[0].id != triggers[1].id and sides[0] != sides[1])
    ):
        return False
    union = [actors | recipients for actors, recipients in sides]
    if one.type in ("CONSULT", "COOPERATE"):
        return union[0] <= union[1] or union[1] <= union[0]
    small, large = sorted(sides, key=lambda side: len(side[0]) + len(side[1]))
    return small[0] <= large[0] and small[1] <= large[1] and bool(small[0] & large[0])


def _weight(draft: Draft) -> tuple[int, int, int]:
    parties = len(draft.parties.actors) + len(draft.parties.recipients)
    return parties, draft.candidate.kind == "verb", -draft.candidate.head
