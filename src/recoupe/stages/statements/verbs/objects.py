"""What a verb of speech governs without a connective: an infinitive, a noun phrase, a bare clause."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.stages.statements.basis.ground import Line
from recoupe.stages.statements.basis.lexicon import Lexicon
from recoupe.stages.statements.basis.quotations import Quotation
from recoupe.stages.statements.verbs.cues import Cue

NOMINAL_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a content opens: `start` its first token (the connective left out), and by which frame."""

    start: int
    frame: str
    quotation: Quotation | None = None

    @property
    def nominal(self) -> bool:
        """The content is a phrase or an infinitive, no clause."""
        return self.frame not in ("that", "whether", "quote", "bare")


class ObjectReader:
    """Reads what one cue governs in its sentence."""

    def __init__(self, line: Line, cue: Cue, lexicon: Lexicon) -> None:
        self.line, self.cue, self.lexicon = line, cue, lexicon
        self.entry = cue.entry
        self.small = lexicon.small

    def _adjacent(self) -> int:
        """The first token behind the cue, adverbs and marks let pass."""
        place = self.cue.end
        line = self.line
        while place < line.last:
            aside = self.lexicon.aside(line.low, place)
            if not aside and (
                line.token(place).pos_ not in ("ADV", "SPACE") or line.low[place] in self.small.questions
            ):
                break
            place += max(aside, 1)
        return place

    def _infinitive(self, place: int) -> Opening | None:
        openers = self.entry.infinitives
        if not openers:
            return None
        line = self.line
        if "" in openers and place == self._adjacent():
            clause = line.starts.get(place)
            if clause is not None and clause.form == "infinitive":
                return Opening(place, "inf")
        if self.lexicon.plain(line.low[place]) not in openers:
            return None
        for at in range(place + 1, min(line.last, place + 6)):
            quotation = line.opens(at)
            clause = line.starts.get(at) or (line.starts.get(at + 1) if quotation is not None else None)
            if clause is not None:
                return Opening(place + 1, "inf") if clause.form == "infinitive" else None
            if line.token(at).pos_ not in ("ADV", "PRON", "PART", "SPACE", "PUNCT"):
                return None
        return None

    def _object(self, place: int, inside: bool) -> Opening | None:
        """The noun phrase that the verb governs."""
        kinds, line = self.entry.kinds, self.line
        if (inside and not self._new_phrase(place)) or self.lexicon.adposition(line.low, place):
            return None
        if (self.cue.clause.negated and "object" not in kinds) or (
            self.cue.clause.form == "infinitive" and self.cue.clause.negated
        ):
            return None
        token = line.token(place)
        partitive = (
            self.cue.clause.object is not None
            and self.cue.clause.object.start == place
            and line.low[place] in self.small.grammar.partitives
        )
        if (token.pos_ not in NOMINAL_POS and not partitive) or self._time(place) or token.is_space:
            return None
        if token.pos_ == "PRON" and line.low[place] not in self.small.grammar.pointers:
            return None
        if "charge" not in kinds and not kinds & {"object", "idea", "y"} and not self.entry.predicates:
            return None
        parsed = self.cue.clause.object is not None and self.cue.clause.object.start == place
        if (
            not parsed
            and self.lexicon.plain(line.low[place]) != line.low[place]
            and line.low[place] in self.small.grammar.contracted
            and token.pos_ == "ADP"
        ):
            return None
        if "charge" in kinds:
            return (
                Opening(place, "charge")
                if not self._idea(place) and self._later(place, tuple((word,) for word in self.small.grammar.charges))
                else None
            )
        if self.entry.predicates and self._later(place, self.entry.predicates):
            return Opening(place, "as")
        if self.cue.clause.form == "infinitive" and not self._carried_infinitive():
            return None
        if "y" in kinds and "y" in line.low[self.cue.start : self.cue.end]:
            return Opening(place, "object")
        if self._addressee_first(place):
            return None
        if "object" in kinds or ("idea" in kinds and self._idea(place)):
            return Opening(place, "object")
        return None

    def _idea(self, place: int) -> bool:
        """The phrase is headed by a noun of what can be asserted."""
        line = self.line
        for at in range(place, min(line.last, place + 6)):
            if line.token(at).pos_ in ("NOUN", "PROPN"):
                if self.small.order == "final" and at + 1 < line.last and line.token(at + 1).pos_ == "NOUN":
                    continue  # the last noun of a compound is its head
                word = line.low[at]
                return word in self.small.ideas or (
                    word.endswith(self.small.idea_endings) and word not in self.small.people
                )
            if line.token(at).pos_ not in ("DET", "ADJ", "NUM", "ADV", "PUNCT", "ADP"):
                return False
        return False

    def _carried_infinitive(self) -> bool:
        """An infinitive with a noun phrase is a deed more often than a report ("pour dénoncer X"): only under an
        aspect verb."""
        line = self.line
        above = next((item for item in line.clauses if item.head == self.cue.clause.governor), None)
        return above is not None and above.lemma in self.small.aspectuals

    def _addressee_first(self, place: int) -> bool:
        """The noun phrase is the one addressed: a connective of another frame follows it."""
        if not self.entry.rule.addressee:
            return False
        line = self.line
        for at in range(place + 1, min(line.last, place + 14)):
            if line.low[at] in (",", ";", ":", "."):
                return False
            if line.low[at] in self.small.declaratives and "that" in self.entry.kinds and line.token(at).pos_ != "PRON":
                return True
            if self._infinitive(at) is not None:
                return True
            clause = line.starts.get(at)
            if clause is not None and clause.form == "finite":
                return False
        return False

    def _new_phrase(self, place: int) -> bool:
        """A determiner right behind a noun opens a phrase of its own."""
        line = self.line
        return (
            line.token(place).pos_ == "DET"
            and (line.token(place - 1).pos_ in ("NOUN", "PROPN", "NUM") or line.low[place - 1] == ")")
            and place > self.cue.end
        )

    def _time(self, place: int) -> bool:
        token = self.line.token(place)
        if token.ent_type_ in ("DATE", "TIME"):
            return True
        word = self.line.low[place]
        following = self.line.low[place + 1] if place + 1 < self.line.last else ""
        times = self.lexicon.times
        return word in times or (token.pos_ in ("DET", "NUM", "ADJ") and following in times)

    def _later(self, place: int, openers: tuple[tuple[str, ...], ...]) -> bool:
        """One of the words stands later in the sentence, before the next finite verb."""
        line = self.line
        for at in range(place + 1, line.last):
            if any(words and self.lexicon.matches(line.low, at, line.last, words) for words in openers):
                return True
            if not all(openers) and line.token(at).pos_ == "ADJ":
                return True
            if line.low[at] in (";", ".") or (
                at in line.starts and line.starts[at].form == "finite" and line.starts[at].link != "relative"
            ):
                return False
        return False

    def _bare(self, place: int) -> Opening | None:
        """A declarative clause without a connective ("said the truce held"): its subject opens it."""
        if not self.small.implied_that or "that" not in self.entry.kinds or not self._begins_clause(place):
            return None
        return Opening(place, "bare")

    def _begins_clause(self, place: int) -> bool:
        line = self.line
        if self._deed(place):
            return True
        if self._time(place) or line.token(place).pos_ not in NOMINAL_POS | {"ADV", "ADP", "SCONJ", "CCONJ"}:
            return False
        if line.token(place).pos_ in ("ADV", "ADP") and not self._fronted(place):
            return False
        return any(
            clause.form == "finite" and clause.start > place and clause.link != "relative" for clause in line.clauses
        ) and not (self.entry.rule.addressee and place == self.cue.end and "that" not in self.entry.kinds)

    def _deed(self, place: int) -> bool:
        """ "said shelling hit the market": a noun in -ing that was read as a verb opens the clause."""
        line = self.line
        clause = line.starts.get(place)
        if place != self.cue.end or line.token(place).tag_ != "VBG" or clause is None:
            return False
        following = next((item for item in line.clauses if item.start > place and item.form == "finite"), None)
        return (
            clause.lemma not in self.lexicon.verbs
            and following is not None
            and following.link != "relative"
            and not any(line.low[at] in self.small.declaratives | {","} for at in range(place, following.start))
        )

    def _fronted(self, place: int) -> bool:
        return self.line.low[place] in self.small.grammar.countings
