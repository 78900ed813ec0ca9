"""Did it happen: the status of an event from its verb group, from what governs it, and from the words round it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

import msgspec

from recoupe.languages.pack import LanguagePack
from recoupe.languages.triggers import Row, VerbPattern, inflection_of, verb_pattern
from recoupe.records.clauses import Clause
from recoupe.records.events import PloverType, Status
from recoupe.stages.events.reading.ground import Ground, head_of
from recoupe.stages.events.spotting.candidates import Candidate
from recoupe.stages.events.spotting.verbs import by_lemma, match_verb

Effect = Literal[
    "happened", "ongoing", "planned", "proposed", "demanded", "refused", "denied", "alleged", "conditional", "dropped"
]
FARTHEST_GOVERNOR = 6  # clauses climbed at most
VERBAL_TYPES = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"})
GOVERNED = frozenset({"complement", "relative", "adverbial"})


class StatusRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"not_": "not"}):
    """One rule of status.yaml; see the comments there."""

    id: str
    what: str
    effect: Effect
    of: Literal["complement", "subject"] = "complement"
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    tenses: tuple[str, ...] = ()
    modals: tuple[str, ...] = ()
    types: tuple[PloverType, ...] = ()
    nouns_only: bool = False
    reported: bool = False
    examples: tuple[str, ...]
    not_: tuple[str, ...]


class StatusFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """status.yaml as it stands."""

    rules: tuple[StatusRule, ...]
    purpose: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusTables:
    """The rules of a language, indexed by the governing verb and noun."""

    verbs: Mapping[str, tuple[tuple[VerbPattern, StatusRule], ...]]
    nouns: Mapping[str, tuple[StatusRule, ...]]
    words: tuple[tuple[Row, StatusRule], ...]
    groups: tuple[StatusRule, ...]
    purpose: tuple[tuple[str, ...], ...]
    ongoing: frozenset[str]  # verbs of which some rule says that the act goes on


@cache
def status_tables(pack: LanguagePack) -> StatusTables:
    """status.yaml, read and indexed once; raises ResourceError where it does not read."""
    file, inflect = pack.read("status", StatusFile), inflection_of(pack)
    verbs: dict[str, list[tuple[VerbPattern, StatusRule]]] = {}
    nouns: dict[str, list[StatusRule]] = {}
    for rule in file.rules:
        for word in rule.verbs:
            pattern = verb_pattern(rule.id, word, inflect, pack)
            verbs.setdefault(pattern.lemma, []).append((pattern, rule))
        for word in rule.nouns:
            for form in inflect.forms(word):
                nouns.setdefault(form, []).append(rule)
    return StatusTables(
        verbs={
            lemma: tuple(sorted(found, key=lambda item: item[0].weight[0], reverse=True))
            for lemma, found in verbs.items()
        },
        nouns={form: tuple(found) for form, found in nouns.items()},
        words=tuple((inflect.row(word), rule) for rule in file.rules for word in rule.words),
        groups=tuple(rule for rule in file.rules if rule.moods or rule.tenses or rule.modals),
        purpose=tuple(tuple(phrase.replace("'", "' ").split()) for phrase in file.purpose),
        ongoing=frozenset(
            lemma for lemma, found in verbs.items() if any(rule.effect == "ongoing" for _, rule in found)
        ),
    )


@dataclass(slots=True)
class StatusReader:
    """Reads the status of the candidates of one passage."""

    ground: Ground
    tables: StatusTables

    def read(self, candidate: Candidate) -> tuple[Effect, str]:
        """The effect and the rule that made it ("" for the plain past)."""
        inherent = candidate.trigger.status or _inherent(candidate.trigger.type)
        effect, rule = self._effect(candidate)
        if effect in ("dropped", "denied", "planned", "alleged") or inherent == "happened":
            if effect == "alleged" and inherent in ("demanded", "refused"):
                return cast(Effect, inherent), rule
            return effect, rule
        return cast(Effect, inherent), rule

    def _effect(self, candidate: Candidate) -> tuple[Effect, str]:
        if candidate.kind == "word":
            return self._of_word(candidate)
        if candidate.kind == "noun":
            return self._of_noun(candidate)
        clause = cast(Clause, candidate.clause)
        return self._of_verb(clause, candidate)

    # -- verbs ----------------------------------------------------------------------------------------------------

    def _of_verb(self, clause: Clause, candidate: Candidate) -> tuple[Effect, str]:
        negated = clause.negated and not self._negation_is_asked(candidate)
        if negated:
            return self._negated(clause)
        hearsay = self._adverb(clause, candidate)
        if hearsay is not None:
            return hearsay
        own = self._own(clause, candidate)
        if own[0] in ("dropped", "planned", "alleged", "conditional"):
            return own
        if own[0] == "happened" and candidate.trigger.type not in VERBAL_TYPES and self._progressive(clause):
            own = "ongoing", "progressive"
        governed = self._governed(clause, candidate)
        if governed is not None and governed[0] != "happened":
            return governed
        if governed is None and clause.form == "infinitive" and self._unknown_infinitive(clause):
            return "dropped", "infinitive"
        return own

    def _adverb(self, clause: Clause, candidate: Candidate) -> tuple[Effect, str] | None:
        """A word in or right beside the verb group that says how sure the act is: "allegedly tortured"."""
        for row, rule in self.tables.words:
            if rule.nouns_only or (rule.types and candidate.trigger.type not in rule.types):
                continue
            if any(
                self.ground.row_at(row, at, clause.end + 1) for at in range(max(clause.start - 1, 0), clause.end + 1)
            ):
                return rule.effect, rule.id
        return None

    def _progressive(self, clause: Clause) -> bool:
        """A verb group in a progressive form, by the tagger: "has been shelling"."""
        return clause.start < clause.head and "Prog" in self.ground.passage.doc[clause.head].morph.get("Aspect", [])

    def _negation_is_asked(self, candidate: Candidate) -> bool:
        return candidate.word.startswith(("ne ", "not "))

    def _negated(self, clause: Clause) -> tuple[Effect, str]:
        """A denial or a renounced plan of somebody who speaks for himself; other negated acts are no events."""
        future = clause.tense == "future" or clause.modal in ("aller",) or clause.lemma in ("will",)
        return (
            ("denied", "negated-plan") if future or self.ground.statements_over(clause.head) else ("dropped", "negated")
        )

    def _own(self, clause: Clause, candidate: Candidate) -> tuple[Effect, str]:
        """What the verb group's own mood, tense and modal say."""
        for rule in self.tables.groups:
            if rule.verbs or rule.nouns_only:
                continue
            if self._group_fits(rule, clause) and (not rule.types or candidate.trigger.type in rule.types):
                if rule.effect == "ongoing" and (clause.form != "finite" or candidate.trigger.type in VERBAL_TYPES):
                    continue
                return rule.effect, rule.id
        return "happened", ""

    def _group_fits(self, rule: StatusRule, clause: Clause) -> bool:
        if rule.modals and clause.modal in rule.modals:
            return True
        if not rule.tenses and not rule.moods:
            return False
        if (rule.moods and clause.mood not in rule.moods) or (not rule.moods and clause.mood == "conditional"):
            return False
        if rule.tenses and clause.tense not in rule.tenses:
            return False
        return not rule.reported or self._reported(clause)

    def _reported(self, clause: Clause) -> bool:
        """The clause stands under a verb in the past: the conditional is then the future of the past."""
        above = self.ground.clause_at(clause.governor)
        return above is not None and clause.link == "complement" and above.tense in ("past", "pluperfect", "imperfect")

    def _unknown_infinitive(self, clause: Clause) -> bool:
        return clause.modal is None

    def _governed(self, clause: Clause, candidate: Candidate) -> tuple[Effect, str] | None:
        """Climb through what governs the clause; the first effect that is not plain decides."""
        seen: tuple[Effect, str] | None = None
        current = clause
        for _ in range(FARTHEST_GOVERNOR):
            if self._is_purpose(current):
                return "dropped", "purpose"
            above = self.ground.clause_at(current.governor)
            noun = self._noun_effect(current, candidate)
            if noun is not None:
                seen = noun
                if noun[0] != "happened":
                    return noun
            if above is not None and current.link == "coordination" and current.form == above.form == "infinitive":
                current = above  # "nie soutenir A et livrer B": what governs the first governs the second
                continue
            if above is None or current.link not in GOVERNED:
                break
            if current.link == "complement" or current.form == "infinitive":
                ruled = self._verb_rule(above, candidate)
                if ruled is not None:
                    seen = effect = (ruled[1].effect, ruled[1].id)
                    if ruled[0].negated:
                        current = above
                        continue
                    if effect[0] != "happened":
                        return effect
                    own = self._own(above, candidate)
                    if own[0] in ("planned", "dropped", "alleged") and current.form == "infinitive":
                        return own
                    if above.negated and current.form == "infinitive":
                        return self._negated(above)
                elif current.form == "infinitive":
                    return seen
            elif current.form == "finite":
                break
            current = above
        return seen

    def _verb_effect(self, above: Clause, candidate: Candidate) -> tuple[Effect, str] | None:
        found = self._verb_rule(above, candidate)
        return None if found is None else (found[1].effect, found[1].id)

    def _verb_rule(self, above: Clause, candidate: Candidate) -> tuple[VerbPattern, StatusRule] | None:
        for pattern, rule in by_lemma(self.ground, above, self.tables.verbs):
            if rule.types and candidate.trigger.type not in rule.types:
                continue
            if match_verb(self.ground, above, pattern) is not None:
                return pattern, rule
        return None

    def _noun_effect(self, clause: Clause, candidate: Candidate) -> tuple[Effect, str] | None:
        """A noun that governs the infinitive: "l'intention de retirer", "la décision de suspendre"."""
        if clause.form != "infinitive" or clause.start < 2:
            return None
        for at in (clause.start - 2, clause.start - 3, clause.start - 4):
            if (
                at >= 0
                and self.ground.pos[at] == "NOUN"
                and self.ground.low[clause.start - 1] in ("de", "d'", "à", "to")
            ):
                for rule in self.tables.nouns.get(self.ground.low[at], ()):
                    if not rule.types or candidate.trigger.type in rule.types:
                        return rule.effect, rule.id
                return None
        return None

    def _is_purpose(self, clause: Clause) -> bool:
        if clause.form not in ("infinitive", "gerund"):
            return False
        words = self.ground.low
        for phrase in self.tables.purpose:
            start = clause.start - len(phrase)
            for offset in (0, 1, 2):  # "pour ne pas le frapper"
                if start - offset >= 0 and tuple(words[start - offset : start - offset + len(phrase)]) == phrase:
                    return clause.form == "infinitive" or phrase[0] in ("sans", "without")
        return False

    # -- nouns and adjectives -------------------------------------------------------------------------------------

    def _of_noun(self, candidate: Candidate) -> tuple[Effect, str]:
        ground, head = self.ground, candidate.head
        first, last = ground.sentence(head)
        low, high = max(first, head - 3), min(last, candidate.last + 4)
        places = [place for place in range(low, high) if self._modifies(candidate, place)]
        for row, rule in self.tables.words:
            if rule.types and candidate.trigger.type not in rule.types:
                continue
            if any(ground.row_at(row, place, high) is not None for place in places):
                return rule.effect, rule.id
        if candidate.light is not None:
            return (
                self._of_verb(candidate.light, candidate)
                if candidate.light.lemma not in self.tables.ongoing
                else (self._light_ongoing(candidate))
            )
        return self._of_argument(candidate)

    def _modifies(self, candidate: Candidate, place: int) -> bool:
        """A word that belongs to the noun: before it without a verb between, or after it among its modifiers."""
        between = range(min(place, candidate.head), max(place, candidate.head))
        return not any(at in self.ground.owner for at in between) and not any(
            self.ground.low[at] in (",", "et", "and") for at in between
        )

    def _light_ongoing(self, candidate: Candidate) -> tuple[Effect, str]:
        light = cast(Clause, candidate.light)
        effect = self._verb_effect(light, candidate)
        if effect is not None and effect[0] == "ongoing" and light.tense in ("present", "imperfect", "none"):
            return effect
        return self._of_verb(light, candidate)

    def _of_argument(self, candidate: Candidate) -> tuple[Effect, str]:
        """A noun that is a party of a verb takes the verb's effect on it, or its future."""
        clause = candidate.clause
        if clause is None:
            return "happened", ""
        if self._noun_inside_purpose(candidate, clause):
            return "dropped", "purpose"
        ruled = self._verb_rule(clause, candidate)
        is_subject = self._is_subject(candidate, clause)
        is_object = head_of(clause.object) == candidate.head or any(
            phrase.head == candidate.head for phrase in clause.obliques[:1]
        )
        if clause.voice == "passive":
            is_subject, is_object = False, is_subject
        if ruled is not None and ruled[1].effect != "happened":
            rule = ruled[1]
            lasting = rule.effect != "ongoing" or clause.tense in ("present", "imperfect", "none")
            if lasting and (is_object or (is_subject and rule.of == "subject")):
                return rule.effect, rule.id
        if is_subject or (is_object and clause.voice == "passive"):
            own = self._own(clause, candidate)
            if own[0] in ("planned", "conditional"):
                return own
        return "happened", ""

    def _is_subject(self, candidate: Candidate, clause: Clause) -> bool:
        """The noun is the clause's subject, or the subject found by the parse is a complement of the noun."""
        subject = clause.subject
        if subject is None or clause.start <= candidate.head:
            return False
        if subject.head == candidate.head:
            return True
        between = range(candidate.head, subject.head)
        opens = candidate.nominal is not None and candidate.nominal.preposition is None
        return (
            opens
            and candidate.head < subject.head
            and not any(self.ground.is_finite(at) for at in between)
            and candidate.head - self.ground.sentence(candidate.head)[0] <= 3
        )

    def _noun_inside_purpose(self, candidate: Candidate, clause: Clause) -> bool:
        return clause.head < candidate.head and self._is_purpose(clause)

    def _of_word(self, candidate: Candidate) -> tuple[Effect, str]:
        clause = candidate.clause
        if clause is None:
            return "happened", ""
        if clause.negated:
            return "dropped", "negated"
        if clause.mood == "conditional" and clause.tense != "past":
            return "conditional", "conditional"
        return "happened", ""


def _inherent(type_: PloverType) -> Status:
    if type_ == "REQUEST":
        return "demanded"
    return "refused" if type_ == "REJECT" else "happened"
