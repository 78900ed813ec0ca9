"""What stands behind a trigger: the parties that its prepositions open, by the parse and by the words alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.languages.triggers import Frame
from recoupe.records.clauses import Clause, Phrase
from recoupe.stages.events.parties.phrases import Found, clause_end, joined, parties_of
from recoupe.stages.events.reading.ground import STOPS, Ground
from recoupe.stages.events.spotting.candidates import Candidate

FARTHEST_PARTY = 14  # tokens after a verb in which "contre X", "à X" may still stand
AFTER_PREPOSITION = 4  # tokens between a preposition and the party that it opens
OF = frozenset({"de", "of"})
# Behind these somebody named deep inside the phrase is not the one addressed: "appeler à une lutte contre X".
DIRECT = frozenset(
    {"à", "pour", "vers", "en faveur de", "to", "for", "towards", "sur", "on", "de", "of", "avec", "with"}
)
BETWEEN = frozenset({"entre", "between"})


@dataclass(slots=True)
class Behind:
    """Reads the surroundings of one candidate, as its frame orders."""

    ground: Ground
    candidate: Candidate
    frame: Frame

    def prepositional(self, name: str) -> Found:
        if name in BETWEEN:
            first, last = self.reach()
            noun = self.candidate.noun
            inside = self.after_word((name,), noun.head + 1, noun.end + AFTER_PREPOSITION) if noun is not None else []
            return inside or self.after_word((name,), first, last + AFTER_PREPOSITION)
        for phrase in self.phrases():
            if phrase.preposition == name:
                found = self.phrase(phrase)
                if found and (
                    name not in DIRECT or self.ground.actors_at(phrase.head) or found[0][0] <= phrase.start + 1
                ):
                    return found
        noun = self.candidate.noun
        inside = self.after_word((name,), noun.head + 1, noun.end) if noun is not None else []
        first, last = self.reach()
        return inside or self.after_word((name,), first, last)

    def phrases(self) -> Sequence[Phrase]:
        nominal, verb = self.candidate.nominal, self.candidate.verb
        found: list[Phrase] = list(nominal.complements) if nominal is not None else []
        if nominal is not None:
            found += [phrase for participle in nominal.participles for phrase in participle.obliques]
        if verb is not None:
            found += verb.obliques
        if self.candidate.kind == "word" and self.candidate.clause is not None:
            found += self.candidate.clause.obliques
        return found

    def reach(self) -> tuple[int, int]:
        """The tokens after the trigger in which a preposition may still belong to it."""
        if self.candidate.kind == "word":
            return self.candidate.last, min(
                self.ground.sentence(self.candidate.head)[1], self.candidate.last + FARTHEST_PARTY
            )
        clause = self.candidate.verb or self.candidate.clause
        last = self.clause_end(clause) if clause is not None else self.ground.sentence(self.candidate.head)[1]
        subject = clause.subject if clause is not None and self.candidate.kind == "noun" else None
        if subject is not None and subject.start >= self.candidate.last:  # "after a raid people from X fled"
            last = min(last, subject.start)
        start = (
            self.candidate.last
            if self.candidate.kind == "noun"
            else max(self.candidate.head + 1, clause.end if clause else 0)
        )
        reach = FARTHEST_PARTY if self.candidate.kind == "verb" else 8
        stop = min(max(last, start), start + reach)
        return start, self.before_aside(start, stop) if self.candidate.kind == "verb" else stop

    def before_aside(self, first: int, last: int) -> int:
        """Where a further act of the subject begins: "condemned these crimes, calling on X"."""
        for at in range(first + 1, last):
            number = self.ground.owner.get(at)
            inner = self.ground.clauses[number] if number is not None else None
            if inner is None or inner.start != at or inner.form not in ("gerund", "participle"):
                continue
            loose = inner.form == "gerund" and inner.link == "adverbial" and self.ground.pos[at - 1] != "ADP"
            if loose or self.ground.low[at - 1] == ",":
                return at
        return last

    def after_word(self, words: tuple[str, ...], first: int, last: int) -> Found:
        """The party right behind one of the prepositions, by the words alone."""
        rows = [tuple(word.split()) for word in words]
        openers = {row[0] for row in rows}
        for place in range(first, min(last, len(self.ground.low))):
            if self.ground.low[place] not in openers and self.ground.plain[place] not in openers:
                continue
            size = next((len(row) for row in rows if self._stands(row, place)), 0)
            if not size:
                continue
            for at in range(place + size, min(place + size + AFTER_PREPOSITION, len(self.ground.low))):
                if self.ground.low[at] in STOPS or self._opens_clause(at):
                    break
                found = self.ground.actors_at(at)
                if not found and self.ground.pos[at] == "ADP" and self.ground.plain[at] not in OF:
                    break
                if found:
                    return [found[0], *self.joined(found[0][1], last + 8)]
        return []

    def _opens_clause(self, at: int) -> bool:
        """A verb begins: "pour capturer X" is no "pour X"."""
        number = self.ground.owner.get(at)
        return number is not None and self.ground.clauses[number].form in ("finite", "infinitive", "gerund")

    def _stands(self, row: tuple[str, ...], place: int) -> bool:
        return all(
            place + at < len(self.ground.low) and word in (self.ground.low[place + at], self.ground.plain[place + at])
            for at, word in enumerate(row)
        )

    # -- phrases --------------------------------------------------------------------------------------------------

    def phrase(self, phrase: Phrase | None) -> Found:
        return parties_of(self.ground, phrase)

    def joined(self, place: int, limit: int) -> Found:
        return joined(self.ground, place, limit)

    def clause_end(self, clause: Clause) -> int:
        return clause_end(self.ground, clause)
