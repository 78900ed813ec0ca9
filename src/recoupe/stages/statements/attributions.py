"""Attributions that stand outside of what is said: "selon X", "…, a dit X", "… X said"."""

from __future__ import annotations

from recoupe.records.clauses import Clause
from recoupe.stages.statements.extents import is_mark
from recoupe.stages.statements.sources import EDGE, Chunk, SourceReader
from recoupe.stages.statements.verbs.cues import Cue
from recoupe.stages.statements.voices.phrases import Subject


class AttributionReader(SourceReader):
    """Finds the attributions of one sentence."""

    def verb(self, cue: Cue) -> Chunk | None:
        """A verb whose content stands before it: "…, a dit X" or "… X said"; None if it governs what follows."""
        if not cue.entry.kinds & {"quote", "that"}:
            return None
        if cue.clause.form == "gerund":
            return self._quoted_as(cue)
        if cue.clause.form not in ("finite", "participle"):
            return None
        return self._inverted(cue) or self._as_said(cue) or self._final(cue)

    def _edge_before(self, place: int) -> bool:
        """What stands before a token closes something: a comma, a dash, a quotation mark, the start of the sentence."""
        line = self.line
        before = place - 1
        while before >= line.first and line.token(before).is_space:
            before -= 1
        if before < line.first:
            return line.quoted(line.start) is not None
        return line.low[before] in EDGE or is_mark(line.low[before])

    def _inverted(self, cue: Cue) -> Chunk | None:
        line = self.line
        if not self._something_said(cue):
            return None
        clitic = any(
            line.low[place] in self.small.pronouns | self.small.first_persons | self.small.indefinite
            and line.low[place].startswith("-")
            for place in range(cue.start, cue.clause.end)
        )
        if not clitic and not self._edge_before(cue.start) and not self._unmarked_inversion(cue):
            return None
        subject = self.subjects.inverted(cue, clitic)
        if subject is None:
            return None
        end = max(cue.end, subject.reach)
        if not clitic and self._own_object(cue, subject):
            return None
        if end < line.last and line.low[end] in self.small.declaratives and "that" in cue.entry.kinds:
            return None
        return Chunk(cue.start, end, cue.start, cue.end, cue.entry.rule, subject, cue)

    def _own_object(self, cue: Cue, subject: Subject) -> bool:
        """A verb that takes an object, with its subject before it: what follows is the object ("X, d'accord avec Y,
        dénonce Z")."""
        phrase = cue.clause.subject
        if phrase is None or phrase.start >= cue.start or not cue.entry.kinds & {"object"}:
            return False
        line = self.line
        quoted = any(
            item.end <= line.offset(cue.start) and line.offset(cue.start) - item.end <= 3 for item in line.quotations
        )
        return (
            not quoted
            and not any(
                clause.form == "finite" and phrase.end <= clause.start < cue.start and clause.link != "relative"
                for clause in line.clauses
            )
            and subject.head != phrase.head
        )

    def _something_said(self, cue: Cue) -> bool:
        """Before the verb stands a quotation or a clause; else the verb is the sentence's own."""
        line = self.line
        offset = line.offset(cue.start)
        if any(item.start < offset for item in line.quotations) or cue.start == line.first:
            return True
        return any(
            clause.form == "finite"
            and clause.end <= cue.start
            and (clause.link != "relative" or self._parsed_wrong(clause))
            for clause in line.clauses
        )

    def _parsed_wrong(self, clause: Clause) -> bool:
        """Called a relative clause, but no relative pronoun opens it."""
        line = self.line
        relatives = self.small.grammar.relatives
        return not any(
            line.low[place] in relatives for place in range(max(line.first, clause.start - 12), clause.start)
        )

    def _unmarked_inversion(self, cue: Cue) -> bool:
        """Texts without commas: "… were killed said the ministry": a noun phrase, no clause, follows the verb."""
        line = self.line
        if self.small.order != "final" or cue.end >= line.last or "quote" not in cue.entry.kinds:
            return False
        if (
            cue.clause.subject is not None
            and cue.clause.subject.end == cue.start
            and line.token(cue.start - 1).pos_ in ("PRON", "PROPN")
        ):
            return False
        later = [
            clause
            for clause in line.clauses
            if clause.start >= cue.end and clause.form == "finite" and clause.link not in ("relative", "adverbial")
        ]
        earlier = [clause for clause in line.clauses if clause.end <= cue.start and clause.form == "finite"]
        subject = cue.clause.subject
        before = subject is not None and subject.end <= cue.start and earlier and subject.start > earlier[-1].end + 1
        return (
            bool(earlier) and not before and line.token(cue.end).pos_ in ("DET", "PROPN", "NOUN", "ADJ") and not later
        )

    def _as_said(self, cue: Cue) -> Chunk | None:
        """ "comme le rappelle X", "ainsi que l'a dit X"."""
        line = self.line
        before = cue.start - 1
        if before >= line.first and line.low[before] in self.small.grammar.neutral_clitics:
            before -= 1
        if before < line.first or line.low[before] not in self.small.grammar.as_said | self.small.declaratives:
            return None
        if line.low[before] in self.small.declaratives:
            if line.low[before - 1] not in self.small.grammar.so_said:
                return None
            before -= 1
        elif self.small.order == "final" and not self._said_as(cue):
            return None
        subject = self.subjects.inverted(cue, False) or self.subjects.subject(cue)
        if subject is None:
            return None
        return Chunk(before, max(cue.end, subject.reach), before, cue.end, cue.entry.rule, subject, cue)

    def _quoted_as(self, cue: Cue) -> Chunk | None:
        """ "…", X was quoted as saying; "…", the agency quoted X as saying."""
        line = self.line
        citing = next(
            (
                item
                for item in reversed(line.clauses)
                if item.lemma in self.small.grammar.citing and item.form == "finite" and item.end <= cue.start
            ),
            None,
        )
        if citing is None or citing.subject is None or line.low[cue.start - 1] not in self.small.grammar.as_said:
            return None
        start = max(citing.subject.start, line.first)
        speaker = self.subjects.phrase_at(start if citing.voice == "passive" else citing.end)
        if speaker is None or self._goes_on(cue) or not self._said_before(start, citing):
            return None
        return Chunk(start, cue.end, citing.start, cue.end, cue.entry.rule, speaker, cue)

    def _said_as(self, cue: Cue) -> bool:
        return cue.clause.subject is not None or any(
            word in self.small.agents for word in self.line.low[cue.end : cue.end + 1]
        )

    def _final(self, cue: Cue) -> Chunk | None:
        """ "… X said (on Tuesday)", "« … » X a déclaré": something is said before, nothing behind."""
        line = self.line
        subject = self.subjects.subject(cue)
        if subject is None or subject.start < line.first or subject.end > cue.start or subject.inherited:
            return None
        if self._goes_on(cue) or (cue.entry.rule.weak and not self.subjects.speaks(subject)):
            return None
        if not self._said_before(subject.start, cue.clause):
            return None
        return Chunk(subject.start, cue.end, cue.start, cue.end, cue.entry.rule, subject, cue)

    def _said_before(self, place: int, cue: Clause) -> bool:
        line = self.line
        offset = line.offset(place)
        before = place - 1
        while before >= line.first and (line.token(before).is_space or line.low[before] in (",", "-", "–", "—")):
            before -= 1
        if before < line.first:
            return False
        if is_mark(line.low[before]) and any(item.end <= offset for item in line.quotations):
            return True
        if self.small.order != "final":
            return False
        if (
            line.low[before] in self.small.coordinators
            or line.token(before).pos_ in ("SCONJ", "ADP")
            or line.low[before] in self.small.declaratives
        ):
            return False
        return any(
            clause.form == "finite" and clause.end <= place and clause.head != cue.head and clause.link != "adverbial"
            for clause in line.clauses
        )

    def _goes_on(self, cue: Cue) -> bool:
        """The verb governs what follows: a clause, a quotation, a phrase of its frames."""
        line = self.line
        for place in range(cue.end, line.last):
            if line.opens(place) is not None:
                return True
            if line.low[place] in self.small.declaratives and line.token(place).pos_ != "PRON" and place <= cue.end + 8:
                return True
            clause = line.starts.get(place)
            if clause is None:
                continue
            if clause.form == "gerund":
                return False
            if clause.form == "finite" and clause.link not in ("relative",) and not self._subordinate(clause):
                return True
            if clause.form == "infinitive" and place <= cue.end + 1:
                return True
        return False

    def _subordinate(self, clause: Clause) -> bool:
        """ "… said as he left": a clause of circumstance."""
        line = self.line
        first = (
            clause.subject.start if clause.subject is not None and clause.subject.start < clause.start else clause.start
        )
        return first > line.first and line.low[first - 1] in self.small.grammar.circumstances
