"""The parties of a candidate, slot by slot as its frame orders them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recoupe.languages.triggers import Frame, Slots
from recoupe.records.clauses import Clause, Phrase
from recoupe.stages.events.parties.phrases import Found, Parties, clause_end, joined, parties_of
from recoupe.stages.events.reading.ground import STOPS, Ground, head_of
from recoupe.stages.events.spotting.candidates import Candidate

FARTHEST_PARTY = 14  # tokens after a verb in which "contre X", "à X" may still stand
OPENING = 2  # tokens between "que" and the subject that it opens
AFTER_PREPOSITION = 4  # tokens between a preposition and the party that it opens
CLITIC_REACH = 2
OF = frozenset({"de", "of"})
# Behind these somebody named deep inside the phrase is not the one addressed: "appeler à une lutte contre X".
DIRECT = frozenset(
    {"à", "pour", "vers", "en faveur de", "to", "for", "towards", "sur", "on", "de", "of", "avec", "with"}
)
BETWEEN = frozenset({"entre", "between"})


def find_parties(ground: Ground, candidate: Candidate) -> Parties:
    """The actors and recipients of a candidate."""
    frame = ground.lexicon.frames[candidate.trigger.frame]
    parties = Parties()
    reader = _Reader(ground, candidate, frame)
    slots = frame.verb if candidate.kind == "verb" else frame.noun
    if candidate.kind == "word":
        slots = (
            Slots(actor=("subject",), recipient=frame.verb.recipient)
            if "speaker" not in frame.noun.actor
            else frame.noun
        )
    reader.fill(parties, slots)
    reader.join_host(parties)
    return parties


@dataclass(slots=True)
class _Reader:
    ground: Ground
    candidate: Candidate
    frame: Frame

    def fill(self, parties: Parties, slots: Slots) -> None:
        """Actors first; in a symmetric frame every slot adds to them, else the first that has somebody decides."""
        for slot in slots.actor:
            found = self._fresh(parties, self.slot(slot, agent=True))
            if found:
                parties.add(parties.actors, found)
                parties.told.add("actor")
                if not self.frame.symmetric and not (self.frame.pool and slot in ("entre", "between")):
                    break
        hit = _Reader(self.ground.with_states(), self.candidate, self.frame)
        for slot in slots.recipient:
            found = self._fresh(parties, hit.slot(slot, agent=False))
            if found:
                parties.add(parties.recipients, found)
                parties.told.add("recipient")
                break

    def join_host(self, parties: Parties) -> None:
        """ "Lors d'un entretien avec X, Y a dit": the subject of the clause is the other party."""
        clause = self.candidate.clause
        if not self.frame.symmetric or self.candidate.kind != "noun" or clause is None or len(parties.actors) != 1:
            return
        if head_of(clause.subject) == self.candidate.head or clause is self.candidate.light:
            return
        for _, _, mention in self._phrase(clause.subject)[:1]:
            if mention.kind in ("person", "state", "institution", "government", "organisation"):
                parties.add(parties.actors, self._fresh(parties, self._phrase(clause.subject)[:1]))

    def _fresh(self, parties: Parties, found: Found) -> Found:
        return [one for one in found if one[0] not in parties.used]

    def slot(self, name: str, *, agent: bool) -> Found:
        """The parties that stand in a slot."""
        readers: dict[str, Callable[[bool], Found]] = {
            "subject": self._subject,
            "object": self._object,
            "inside": self._inside,
            "clause": self._clause_subject,
            "clause-object": self._clause_object,
            "speaker": self._speaker,
            "adjective": self._adjective,
            "owner": self._owner,
            "genitive": self._genitive,
        }
        reader = readers.get(name)
        return reader(agent) if reader is not None else self._prepositional(name)

    # -- slots of verbs -------------------------------------------------------------------------------------------

    def _subject(self, agent: bool) -> Found:
        clause = self.candidate.verb if self.candidate.kind != "word" else self.candidate.clause
        if clause is None:
            return []
        if self.candidate.kind == "word":
            return self._phrase(clause.subject)
        if self.candidate.kind == "noun" and clause.lemma in self.ground.lexicon.suffered and agent:
            return []
        pattern = self.candidate.pattern
        if clause.voice == "passive" and not (pattern is not None and pattern.passive):
            return self._by_agent(clause)
        return self._phrase(clause.subject)

    def _by_agent(self, clause: Clause) -> Found:
        for phrase in clause.obliques:
            if phrase.preposition in ("par", "by"):
                found = self._phrase(phrase)
                if found:
                    return found
        return self._after_word(("par", "by"), clause.end, self._clause_end(clause))

    def _object(self, _: bool) -> Found:
        clause = self.candidate.clause
        if self.candidate.kind == "noun":
            if clause is None or clause is self.candidate.light:
                return []
            subject = clause.subject if clause.voice != "passive" else None
            return self._phrase(clause.object) if head_of(subject) == self.candidate.head else []
        if clause is None:
            return []
        if (
            self.candidate.noun is not None
        ):  # the noun that the pattern asks for may be a party itself: "expulser [diplomate]"
            return self.ground.actors_at(self.candidate.noun.head)
        if clause.voice == "passive":
            passive = self.candidate.pattern is not None and self.candidate.pattern.passive
            return [] if passive else self._phrase(clause.subject)
        return self._phrase(clause.object) or self._clitic(clause) or self._next(clause)

    def _clitic(self, clause: Clause) -> Found:
        """ "l'", "les", "lui" before the verb."""
        found = [
            one
            for at in range(max(0, clause.start - CLITIC_REACH), clause.head)
            for one in self.ground.actors_at(at)
            if one[2].form == "pronoun" and at != head_of(clause.subject)
        ]
        return found[:1]

    def _next(self, clause: Clause) -> Found:
        """The first party right behind the verb that no preposition opens, where the parse has no object."""
        if clause.object is not None:
            return []
        start = max(clause.end, clause.head + 1)
        for at in range(start, min(start + 6, self._clause_end(clause))):
            if self.ground.pos[at] in ("ADP", "PUNCT", "SCONJ") or at in self.ground.owner:
                return []
            found = self.ground.actors_at(at)
            if found:
                return [*found, *self._joined(found[0][1], self._clause_end(clause))]
        return []

    def _inside(self, _: bool) -> Found:
        """Parties named inside the object: "les frappes américaines", "la politique du gouvernement"."""
        clause = self.candidate.clause if self.candidate.kind == "verb" else self.candidate.verb
        if clause is None:
            return []
        phrase = clause.subject if clause.voice == "passive" else clause.object
        spans = [(phrase.start, phrase.end)] if phrase is not None else []
        spans += [(one.start, one.end) for one in clause.obliques if one.start > clause.head]
        start = max(clause.end, clause.head + 1)
        spans.append((start, min(self._clause_end(clause), start + FARTHEST_PARTY)))
        for first, last in spans:
            found = self.ground.actors_in(first, last)
            if found:
                return [found[0], *self._joined(found[0][1], last)]
        return []

    def _clause_subject(self, _: bool) -> Found:
        """The subject of what the verb governs: "exige que X parte", "appelle à ce que X"."""
        clause = self.candidate.clause
        if clause is None or clause.complement is None:
            return []
        first, last = clause.complement
        for inner in self.ground.clauses:
            if first <= inner.head < last and inner.subject is not None and inner.subject.start >= first:
                return self._phrase(inner.subject)
        return [one for one in self.ground.actors_in(first, last) if one[0] - first <= OPENING][:1]

    def _clause_object(self, _: bool) -> Found:
        """The first party named in what the verb governs: "a menacé d'attaquer X"."""
        clause = self.candidate.clause
        if clause is None:
            return []
        start = max(clause.head + 1, self.candidate.last if self.candidate.kind == "word" else 0)
        ahead = (
            self._reach()
            if self.candidate.kind == "word"
            else (start, min(self._clause_end(clause), start + FARTHEST_PARTY))
        )
        first, last = clause.complement or ahead
        found = [one for one in self.ground.actors_in(first, last) if one[2].form != "pronoun"]
        return [found[0], *self._joined(found[0][1], last)] if found else []

    def _speaker(self, _: bool) -> Found:
        return []

    # -- slots of nouns -------------------------------------------------------------------------------------------

    def _adjective(self, _: bool) -> Found:
        nominal = self.candidate.nominal
        if nominal is None:
            return []
        tokens = set(nominal.modifiers) | set(range(self.candidate.head, self.candidate.last))
        found = [
            one
            for at in sorted(tokens)
            for one in self.ground.actors_at(at)
            if one[2].form in ("demonym", "name", "metonym")
        ]
        if not found:
            found = self._bare_complement()
        before = (
            [one for one in self.ground.actors_at(self.candidate.head - 1) if one[2].form in ("demonym", "name")]
            if self.candidate.head
            else []
        )
        return list(dict.fromkeys([*found, *before]))

    def _bare_complement(self) -> Found:
        """The nationality on a complement without article: "essai de missile iranien"."""
        place = self.candidate.last
        if (
            place + 2 >= len(self.ground.low)
            or self.ground.plain[place] not in OF
            or self.ground.pos[place + 1] != "NOUN"
        ):
            return []
        return [one for one in self.ground.actors_at(place + 2) if one[2].form == "demonym"]

    def _owner(self, _: bool) -> Found:
        nominal = self.candidate.nominal
        if nominal is None or nominal.possessor is None:
            return []
        phrase = nominal.possessor
        found = self._phrase(phrase)
        if found:
            return found
        clause = self.candidate.clause  # "son offre" without a mention of its own: the subject of its clause
        return (
            self._phrase(clause.subject)
            if clause is not None and head_of(clause.subject) != self.candidate.head
            else []
        )

    def _genitive(self, agent: bool) -> Found:
        nominal = self.candidate.nominal
        phrases = [phrase for phrase in nominal.complements if phrase.preposition in OF] if nominal is not None else []
        for phrase in phrases:
            if agent and not self._agentive(phrase):
                continue
            found = self._phrase(phrase)
            if found:
                return found
        return (
            []
            if phrases or nominal is None
            else self._after_word(tuple(OF), self.candidate.last, self.candidate.last + 2)
        )

    def _agentive(self, phrase: Phrase) -> bool:
        """Somebody who can act: not the town or the victim group in "l'attaque de l'hôtel"."""
        mentions = self.ground.actors_at(phrase.head)
        return bool(mentions) and not any(
            mention.form == "description" and mention.kind == "group" for _, _, mention in mentions
        )

    # -- prepositions ---------------------------------------------------------------------------------------------

    def _prepositional(self, name: str) -> Found:
        if name in BETWEEN:
            first, last = self._reach()
            noun = self.candidate.noun
            inside = self._after_word((name,), noun.head + 1, noun.end + AFTER_PREPOSITION) if noun is not None else []
            return inside or self._after_word((name,), first, last + AFTER_PREPOSITION)
        for phrase in self._phrases():
            if phrase.preposition == name:
                found = self._phrase(phrase)
                if found and (
                    name not in DIRECT or self.ground.actors_at(phrase.head) or found[0][0] <= phrase.start + 1
                ):
                    return found
        noun = self.candidate.noun
        inside = self._after_word((name,), noun.head + 1, noun.end) if noun is not None else []
        first, last = self._reach()
        return inside or self._after_word((name,), first, last)

    def _phrases(self) -> Sequence[Phrase]:
        nominal, verb = self.candidate.nominal, self.candidate.verb
        found: list[Phrase] = list(nominal.complements) if nominal is not None else []
        if nominal is not None:
            found += [phrase for participle in nominal.participles for phrase in participle.obliques]
        if verb is not None:
            found += verb.obliques
        if self.candidate.kind == "word" and self.candidate.clause is not None:
            found += self.candidate.clause.obliques
        return found

    def _reach(self) -> tuple[int, int]:
        """The tokens after the trigger in which a preposition may still belong to it."""
        if self.candidate.kind == "word":
            return self.candidate.last, min(
                self.ground.sentence(self.candidate.head)[1], self.candidate.last + FARTHEST_PARTY
            )
        clause = self.candidate.verb or self.candidate.clause
        last = self._clause_end(clause) if clause is not None else self.ground.sentence(self.candidate.head)[1]
        start = (
            self.candidate.last
            if self.candidate.kind == "noun"
            else max(self.candidate.head + 1, clause.end if clause else 0)
        )
        reach = FARTHEST_PARTY if self.candidate.kind == "verb" else 8
        return start, min(max(last, start), start + reach)

    def _after_word(self, words: tuple[str, ...], first: int, last: int) -> Found:
        """The party right behind one of the prepositions, by the words alone."""
        rows = [tuple(word.split()) for word in words]
        for place in range(first, min(last, len(self.ground.low))):
            size = next((len(row) for row in rows if self._stands(row, place)), 0)
            if not size:
                continue
            for at in range(place + size, min(place + size + AFTER_PREPOSITION, len(self.ground.low))):
                if self.ground.low[at] in STOPS or (at in self.ground.owner and self.ground.is_finite(at)):
                    break
                found = self.ground.actors_at(at)
                if found:
                    return [found[0], *self._joined(found[0][1], last + 8)]
        return []

    def _stands(self, row: tuple[str, ...], place: int) -> bool:
        return all(
            place + at < len(self.ground.low) and word in (self.ground.low[place + at], self.ground.plain[place + at])
            for at, word in enumerate(row)
        )

    # -- phrases --------------------------------------------------------------------------------------------------

    def _phrase(self, phrase: Phrase | None) -> Found:
        return parties_of(self.ground, phrase)

    def _joined(self, place: int, limit: int) -> Found:
        return joined(self.ground, place, limit)

    def _clause_end(self, clause: Clause) -> int:
        return clause_end(self.ground, clause)
