"""Verbs that tell an event: the pattern that fits best, with the words that it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from recoupe.languages.triggers import Trigger, VerbPattern
from recoupe.records.clauses import Clause, Phrase
from recoupe.stages.events.reading.ground import FARTHEST_WORD, STOPS, Ground
from recoupe.stages.events.spotting.candidates import Candidate

Entry = TypeVar("Entry")
PREPOSITION_GAP = 6  # tokens between a verb and a lone preposition that must follow it
PART_REACH = 6  # tokens between the word of a part and what it is part of: "une partie d'un programme d'aide"
PARTS = frozenset(
    {
        "partie",
        "moitié",
        "tiers",
        "quart",
        "essentiel",
        "totalité",
        "ensemble",
        "majorité",
        "dizaine",
        "dizaines",
        "centaine",
        "centaines",
        "millier",
        "milliers",
        "million",
        "millions",
        "programme",
        "part",
        "half",
        "third",
        "quarter",
        "bulk",
        "majority",
        "dozens",
        "hundreds",
        "thousands",
        "number",
        "package",
        "shipment",
    }
)
NOUN_REACH = 5  # tokens between a preposition and the noun that must follow it


def verb_candidate(ground: Ground, clause: Clause) -> Candidate | None:
    """The pattern of a clause's verb that asks for most among those whose words and limits are met."""
    best: tuple[int, VerbPattern, tuple[int, int]] | None = None
    for pattern in by_lemma(ground, clause, ground.lexicon.verbs):
        met = match_verb(ground, clause, pattern)
        if met is None or refusal(ground, clause, pattern, met):
            continue
        trigger = ground.lexicon.triggers[pattern.rule]
        size = (
            pattern.weight[0] * 8
            + (met[1] - met[0] if pattern.nouns else 0)
            + 99 * trigger.imperative
            + pattern.negated
        )
        if best is None or size > best[0]:
            best = (size, pattern, met)
    if best is None:
        return None
    _, pattern, met = best
    first, last = min(clause.start, met[0]), max(clause.head + 1, met[1])
    if last - clause.end > FARTHEST_WORD:
        last = clause.end
    taken = set(range(met[0], met[1])) if met[1] > met[0] else set()
    return Candidate(
        trigger=ground.lexicon.triggers[pattern.rule],
        word=pattern.word,
        kind="verb",
        head=clause.head,
        first=first,
        last=last,
        clause=clause,
        noun=_bracket_phrase(clause, pattern),
        pattern=pattern,
        taken=taken | set(range(clause.start, clause.end)),
    )


def by_lemma(ground: Ground, clause: Clause, index: Mapping[str, tuple[Entry, ...]]) -> tuple[Entry, ...]:
    """What an index holds for the clause's verb, by its infinitive and by the tagger's lemma."""
    found = index.get(clause.lemma, ())
    lemma = ground.passage.doc[clause.head].lemma_.lower()
    return found if lemma == clause.lemma else (*found, *index.get(lemma, ()))


def match_verb(ground: Ground, clause: Clause, pattern: VerbPattern) -> tuple[int, int] | None:
    """Where the words stand that a pattern asks for beside its verb (empty if none); None if the pattern is not met."""
    if (pattern.negated and not clause.negated) or (pattern.pronominal and clause.voice != "pronominal"):
        return None
    if (pattern.passive and clause.voice != "passive") or (pattern.modal and clause.modal != pattern.modal):
        return None
    if pattern.clitic and pattern.clitic not in ground.low[max(0, clause.start - 2) : clause.head]:
        return None
    after = _after(ground, clause, pattern) if pattern.after else (clause.head, clause.head)
    if after is None or not pattern.nouns:
        return after
    if pattern.after and pattern.nouns_last:  # "call for [release]": the noun stands behind the preposition
        rows = (
            ground.find_row(row, after[1], min(ground.sentence(clause.head)[1], after[1] + NOUN_REACH))
            for row in pattern.nouns
        )
        noun = next((found for found in rows if found is not None), None)
        return None if noun is None else (after[0], noun[1])
    noun = _bracket(ground, clause, pattern)
    if noun is None:
        return None
    return (min(noun[0], after[0]), max(noun[1], after[1])) if pattern.after else noun


def _after(ground: Ground, clause: Clause, pattern: VerbPattern) -> tuple[int, int] | None:
    start = max(clause.head + 1, clause.end if clause.end > clause.head else 0)
    reach = PREPOSITION_GAP if len(pattern.after) == 1 and min(map(len, pattern.after[0])) <= 5 else FARTHEST_WORD
    limit = min(ground.sentence(clause.head)[1], start + reach)
    if pattern.after[0] & frozenset(ground.low[start : start + 1] + ground.plain[start : start + 1]):
        limit = min(ground.sentence(clause.head)[1], start + FARTHEST_WORD)
    return ground.find_row(pattern.after, start, limit)


def _bracket(ground: Ground, clause: Clause, pattern: VerbPattern) -> tuple[int, int] | None:
    """The object noun that a pattern names: in the object, a passive's subject, or close behind an active verb."""
    holder = clause.subject if clause.voice == "passive" else clause.object
    if clause.voice == "passive" and clause.object is not None:  # "X s'est vu refuser l'asile"
        holder = clause.object
    for row in pattern.nouns:
        if holder is not None:
            reach = PART_REACH if ground.low[holder.head] in PARTS else 1
            found = ground.find_row(row, holder.start, min(holder.head + reach + 3, holder.end), bound=False)
            if found is not None and found[0] <= holder.head + reach:
                return found
        if clause.voice == "passive":
            if clause.form == "participle" and holder is None:
                found = ground.find_row(row, clause.start - 4, clause.start, bound=False)
                if found is not None:
                    return found
            continue
        start = max(clause.end, clause.head + 1)
        found = ground.find_row(row, start, min(ground.sentence(clause.head)[1], start + FARTHEST_WORD))
        if found is not None and not _behind_preposition(ground, start, found[0]):
            return found
    return None


def _behind_preposition(ground: Ground, start: int, place: int) -> bool:
    """A noun after a preposition is no object ("envoyer X dans la ville"), unless "de" only opens a partitive."""
    return any(ground.pos[at] == "ADP" and ground.plain[at] not in ("de", "of") for at in range(start, place))


def _bracket_phrase(clause: Clause, pattern: VerbPattern) -> Phrase | None:
    if not pattern.nouns:
        return None
    return clause.subject if clause.voice == "passive" else clause.object


def refusal(ground: Ground, clause: Clause, pattern: VerbPattern, met: tuple[int, int]) -> str:
    """Which limit of the trigger forbids the reading: on voice, neighbourhood, subject, object; "" where none does."""
    trigger = ground.lexicon.triggers[pattern.rule]
    passive = clause.voice == "passive"
    if trigger.active and passive:
        return "passive"
    if trigger.not_pronominal and clause.voice == "pronominal" and not pattern.pronominal:
        return "pronominal"
    if trigger.imperative and not _imperative(ground, clause):
        return "no imperative"
    rows = ground.lexicon.near.get(trigger.id, ())
    if rows and ground.near(rows, clause.start, max(clause.head + 1, met[1])):
        return "a word nearby gives it another sense"
    doer, done = (None, clause.subject) if passive else (clause.subject, clause.object)
    if not _phrase_allowed(ground, doer, trigger.not_subject):
        return "the subject gives it another sense"
    if trigger.subject and doer is not None and not _fits(ground, doer, trigger.subject):
        return "the subject is of another kind"
    if (trigger.with_ and not _followed(ground, clause, trigger.with_)) or (
        trigger.not_with and _followed(ground, clause, trigger.not_with)
    ):
        return "the words behind the verb give it another sense"
    return "" if _object_allowed(ground, clause, trigger, done, met) else "the object is of another kind"


def _object_allowed(
    ground: Ground, clause: Clause, trigger: Trigger, done: Phrase | None, met: tuple[int, int]
) -> bool:
    if met[1] > met[0]:  # the words that the pattern asks for have settled what is meant
        return True
    if trigger.not_object and done is not None and ground.is_of(done.head, trigger.not_object):
        return False
    if not trigger.object:
        return True
    if done is not None:
        return _fits(ground, done, trigger.object)
    start = max(clause.end, clause.head + 1)
    return any(
        ground.is_of(at, trigger.object) for at in range(start, min(ground.sentence(clause.head)[1], start + 5))
    ) or any(ground.is_of(at, trigger.object) for at in range(max(0, clause.start - 2), clause.start))


def _fits(ground: Ground, phrase: Phrase, classes: Iterable[str]) -> bool:
    return ground.is_of(phrase.head, classes) or any(
        ground.is_of(at, classes) for at in range(phrase.start, min(phrase.end, phrase.start + 3))
    )


def _phrase_allowed(ground: Ground, phrase: Phrase | None, bars: tuple[str, ...]) -> bool:
    return phrase is None or not bars or not ground.is_of(phrase.head, bars) or bool(ground.actors_at(phrase.head))


def _followed(ground: Ground, clause: Clause, words: tuple[str, ...]) -> bool:
    """Say whether one of the words opens something that belongs to the clause after its verb."""
    if clause.complement is not None and (
        ground.low[clause.complement[0]] in words or ground.plain[clause.complement[0]] in words
    ):
        return True
    if any(phrase.preposition in words for phrase in clause.obliques if phrase.start > clause.head):
        return True
    start = max(clause.end, clause.head + 1)
    for at in range(start, min(ground.sentence(clause.head)[1], start + 7)):
        if ground.low[at] in STOPS or ground.is_finite(at):
            return False
        if ground.low[at] in words or ground.plain[at] in words:
            return True
    return False


def _imperative(ground: Ground, clause: Clause) -> bool:
    """A finite verb without subject that opens a sentence or quotation."""
    if clause.form != "finite" or (clause.mood != "imperative" and clause.subject is not None):
        return False
    if clause.mood == "imperative":
        return True
    before = clause.start - 1
    while before >= 0 and ground.pos[before] == "SPACE":
        before -= 1
    opens = before < 0 or clause.start == ground.sentence(clause.head)[0] or ground.low[before] in '«"“:'
    return opens and ground.low[clause.head].endswith("ez")
