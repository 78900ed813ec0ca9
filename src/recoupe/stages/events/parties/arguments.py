"""The parties of a candidate, slot by slot as its frame orders them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from recoupe.languages.triggers import Slots
from recoupe.records.actors import ActorMention
from recoupe.records.clauses import Clause, Phrase
from recoupe.stages.events.parties.behind import FARTHEST_PARTY, OF, Behind
from recoupe.stages.events.parties.phrases import Found, Parties, joined_before
from recoupe.stages.events.reading.ground import Ground, head_of
from recoupe.stages.events.spotting.candidates import Candidate

OPENING = 2  # tokens between "que" and the subject that it opens
CLITIC_REACH = 2
THEIRS = frozenset({"their", "leur", "leurs", "its"})
PURPOSES = frozenset({"pour", "for", "lors de", "à l'occasion de", "during"})
SENDERS = frozenset({"from", "de la part de"})  # "the invitation from Paris": a place that sends is its state


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
class _Reader(Behind):
    def fill(self, parties: Parties, slots: Slots) -> None:
        """Actors first; in a symmetric frame every slot adds to them, else the first that has somebody decides."""
        hit = _Reader(self.ground.with_states(), self.candidate, self.frame)
        for slot in slots.actor:
            reader = hit if slot in SENDERS and self.candidate.kind == "noun" else self
            found = self._fresh(parties, reader.slot(slot, agent=True))
            if found:
                parties.add(parties.actors, found)
                parties.told.add("actor")
                if not self.frame.symmetric and not (self.frame.pool and slot in ("entre", "between")):
                    break
        if self.frame.symmetric and (parties.many or len(parties.states) > 1):
            return  # both parties are known: whoever else is named is only talked of
        for slot in slots.recipient:
            found = [one for one in self._fresh(parties, hit.slot(slot, agent=False)) if not _own_state(parties, one)]
            if found:
                parties.add(parties.recipients, found)
                parties.told.add("recipient")
                if not (self.candidate.kind == "noun" and self.frame.hit and slot == "object" and _nameless(found)):
                    break

    def join_host(self, parties: Parties) -> None:
        """ "Lors d'un entretien avec X, Y a dit": the subject of the clause is the other party."""
        clause = self.candidate.clause
        if not self.frame.symmetric or self.candidate.kind != "noun" or clause is None or len(parties.actors) > 1:
            return
        if not parties.actors and not self._goes_to(clause):
            return
        if head_of(clause.subject) == self.candidate.head or clause is self.candidate.light:
            return
        for _, _, mention in self.phrase(clause.subject)[:1]:
            if mention.kind in ("person", "state", "institution", "government", "organisation"):
                parties.add(parties.actors, self._fresh(parties, self.phrase(clause.subject)[:1]))

    def _goes_to(self, clause: Clause) -> bool:
        """ "X et Y retournent à Genève pour des pourparlers": the talk is what the subject goes or comes to."""
        head = self.candidate.head
        return clause.voice != "passive" and any(
            phrase.head == head and phrase.preposition in PURPOSES and phrase.start > clause.head
            for phrase in clause.obliques
        )

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
            "anti": self._anti,
            "genitive": self._genitive,
        }
        reader = readers.get(name)
        return reader(agent) if reader is not None else self.prepositional(name)

    # -- slots of verbs -------------------------------------------------------------------------------------------

    def _subject(self, agent: bool) -> Found:
        clause = self.candidate.verb if self.candidate.kind != "word" else self.candidate.clause
        if clause is None:
            return []
        if self.candidate.kind == "word":
            return self.phrase(clause.subject)
        if self.candidate.kind == "noun" and clause.lemma in self.ground.lexicon.suffered and agent:
            return []
        if clause.voice == "passive" and not self._acts_in_passive():
            return self._by_agent(clause)
        found = self.phrase(clause.subject)
        return [*joined_before(self.ground, clause.subject), *found] if found else self._right_before(clause)

    def _right_before(self, clause: Clause) -> Found:
        """The party right before a finite verb to which the parse gave no subject: "adding 40 fighters were killed"."""
        if clause.subject is not None or clause.form != "finite" or not clause.start:
            return []
        at = clause.start - 1
        if at < self.ground.sentence(clause.head)[0]:
            return []
        found = [one for one in self.ground.actors_at(at) if one[1] == clause.start]
        first = found[0][0] if found else 0
        return found[:1] if first and self.ground.pos[first - 1] != "ADP" else []

    def _acts_in_passive(self) -> bool:
        """ "est attendu à X" tells what its subject does, "être remercié" what is done to it."""
        return self.candidate.pattern is not None and self.candidate.pattern.passive and not self.frame.objective

    def _by_agent(self, clause: Clause) -> Found:
        for phrase in clause.obliques:
            if phrase.preposition in ("par", "by"):
                found = self.phrase(phrase)
                if found:
                    return found
        return self.after_word(("par", "by"), clause.end, self.clause_end(clause))

    def _object(self, _: bool) -> Found:
        clause = self.candidate.clause
        if self.candidate.kind == "noun":
            if clause is None or clause is self.candidate.light:
                return []
            subject = clause.subject if clause.voice != "passive" else None
            return self.phrase(clause.object) if head_of(subject) == self.candidate.head else []
        if clause is None:
            return []
        if (
            self.candidate.noun is not None
        ):  # the noun that the pattern asks for may be a party itself: "expulser [diplomate]"
            return self.ground.actors_at(self.candidate.noun.head) or self._owners_of_thing(self.candidate.noun)
        if clause.voice == "passive":
            return [] if self._acts_in_passive() else self.phrase(clause.subject) or self._right_before(clause)
        return self.phrase(clause.object) or self._clitic(clause) or self._next(clause)

    def _owners_of_thing(self, phrase: Phrase) -> Found:
        """Whose it is that is hit: "a UN aid convoy", "un convoi de l'ONU"."""
        if not (self.frame.hit and self.ground.is_of(phrase.head, ("target",))):
            return []
        return self.phrase(phrase)

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
        start = max(clause.end, clause.head + 1)
        limit = self.clause_end(clause) if clause.object is None else clause.object.start  # "hold X [responsible]"
        for at in range(start, min(start + 6, limit)):
            if self.ground.pos[at] in ("ADP", "PUNCT", "SCONJ") or at in self.ground.owner:
                return []
            found = self.ground.actors_at(at)
            if found:
                return [*found, *self.joined(found[0][1], self.clause_end(clause))]
        return []

    def _inside(self, _: bool) -> Found:
        """Parties named inside the object: "les frappes américaines", "la politique du gouvernement"."""
        clause = self.candidate.clause if self.candidate.kind == "verb" else self.candidate.verb
        if clause is None:
            return self._deep()
        phrase = clause.subject if clause.voice == "passive" else clause.object
        spans = [(phrase.start, phrase.end)] if phrase is not None else []
        spans += [(one.start, one.end) for one in clause.obliques if one.start > clause.head]
        start = max(clause.end, clause.head + 1)
        spans.append((start, min(self.clause_end(clause), start + FARTHEST_PARTY)))
        for first, last in spans:
            found = self.ground.actors_in(first, self.before_aside(first, last))
            if found:
                return [found[0], *self.joined(found[0][1], last)]
        return []

    def _deep(self) -> Found:
        """Parties named deep in a noun's complements: "le refus opposé à l'ultimatum de X"."""
        nominal = self.candidate.nominal
        for phrase in nominal.complements if nominal is not None else ():
            if phrase.preposition not in ("par", "by"):
                found = [one for one in self.phrase(phrase) if one[2].form != "pronoun"]
                if found:
                    return found
        return []

    def _clause_subject(self, _: bool) -> Found:
        """The subject of what the verb governs: "exige que X parte", "appelle à ce que X"."""
        clause = self.candidate.clause
        if clause is None or clause.complement is None:
            return []
        first, last = clause.complement
        for inner in self.ground.clauses:
            if first <= inner.head < last and inner.subject is not None and inner.subject.start >= first:
                return self.phrase(inner.subject)
        return [one for one in self.ground.actors_in(first, last) if one[0] - first <= OPENING][:1]

    def _clause_object(self, _: bool) -> Found:
        """The first party named in what the verb governs: "a menacé d'attaquer X"."""
        clause = self.candidate.clause
        if clause is None:
            return []
        start = max(clause.head + 1, self.candidate.last if self.candidate.kind == "word" else 0)
        ahead = (
            self.reach()
            if self.candidate.kind == "word"
            else (start, min(self.clause_end(clause), start + FARTHEST_PARTY))
        )
        first, last = clause.complement or ahead
        found = [one for one in self.ground.actors_in(first, last) if one[2].form != "pronoun"]
        return [found[0], *self.joined(found[0][1], last)] if found else []

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
            if one[2].form in ("demonym", "name", "metonym") and not self._opposed(at) and not self._governed(at)
        ]
        if not found:
            found = self._bare_complement()
        before = (
            [one for one in self.ground.actors_at(self.candidate.head - 1) if one[2].form in ("demonym", "name")]
            if self.candidate.head
            else []
        )
        return list(dict.fromkeys([*found, *before]))

    def _anti(self, _: bool) -> Found:
        """ "une manifestation anti-américaine", "anti-US rallies": those against whom it is."""
        first = max(self.ground.sentence(self.candidate.head)[0], self.candidate.first - 4)
        last = min(self.ground.sentence(self.candidate.head)[1], self.candidate.last + FARTHEST_PARTY)
        return [one for at in range(first, last) if self._opposed(at) for one in self.ground.actors_at(at)][:1]

    def _opposed(self, at: int) -> bool:
        low = self.ground.low
        return low[at].startswith("anti") or (at > 1 and low[at - 1] == "-" and low[at - 2] == "anti")

    def _governed(self, at: int) -> bool:
        """Behind another preposition it belongs to another noun: "une attaque contre des soldats ukrainiens"."""
        places = range(self.candidate.last, at)
        return any(self.ground.pos[one] == "ADP" and self.ground.plain[one] not in OF for one in places)

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
        found = self.phrase(phrase)
        if found:
            return found
        clause = self.candidate.clause  # "son offre" without a mention of its own: the subject of its clause
        subject = clause.subject if clause is not None and head_of(clause.subject) != self.candidate.head else None
        return self.phrase(subject) or self._named_before(phrase.head)

    def _named_before(self, place: int) -> Found:
        """ "their commitment": the body of several named last before it in the sentence."""
        if self.ground.low[place] not in THEIRS:
            return []
        before = self.ground.actors_in(self.ground.sentence(place)[0], place)
        return [one for one in before if one[2].kind not in ("person", "media") and one[2].form != "pronoun"][-1:]

    def _genitive(self, agent: bool) -> Found:
        nominal = self.candidate.nominal
        phrases = (
            [phrase for phrase in nominal.complements if phrase.preposition in OF and self._of_noun(phrase)]
            if nominal is not None
            else []
        )
        for phrase in phrases:
            if agent and not self._agentive(phrase):
                continue
            found = self.phrase(phrase)
            if found:
                return found
        if phrases or nominal is None:
            return []
        place = self.candidate.last
        near = place < len(self.ground.pos) and self.ground.pos[place] != "ADP"  # "contre des soldats" is no "de"
        return self.after_word(tuple(OF), place, place + 1 + near)

    def _of_noun(self, phrase: Phrase) -> bool:
        """Not the complement of another noun in between: "une marche pour l'anniversaire de la prise de X"."""
        before = phrase.start - 2
        return before < self.candidate.last or self.ground.pos[before] != "NOUN"

    def _agentive(self, phrase: Phrase) -> bool:
        """Somebody who can act: not the town or the victim group in "l'attaque de l'hôtel"."""
        mentions = self.ground.actors_at(phrase.head)
        return bool(mentions) and not any(
            mention.form == "description" and mention.kind == "group" for _, _, mention in mentions
        )


def _nameless(found: Found) -> bool:
    """Only a number of dead or people of no stated country: "a fait 15 morts"."""
    return all(one[2].form == "description" and one[2].kind == "group" and not one[2].country for one in found)


def _own_state(parties: Parties, one: tuple[int, int, ActorMention]) -> bool:
    """The state whose own officials or troops act: "the government in Damascus refuses … on Syria"."""
    state = one[2].refs[0]
    officials = [ref.startswith(f"{state.lower()}.") for ref in parties.actors]
    return len(state) == len("SYR") and bool(officials) and all(officials)
