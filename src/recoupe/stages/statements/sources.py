"""Attributions by preposition: "selon X", "according to X", "de source …"."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.languages.speech import SpeechRule
from recoupe.stages.statements.basis.ground import Line
from recoupe.stages.statements.basis.lexicon import Lexicon
from recoupe.stages.statements.extents import is_mark
from recoupe.stages.statements.verbs.cues import Cue
from recoupe.stages.statements.voices.phrases import Subject
from recoupe.stages.statements.voices.subjects import SubjectReader

EDGE = frozenset({",", "-", "–", "—", "!", "?", "…", ")", "''"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """An attribution: its stretch of tokens, the cue's words in it and its speaker; `verb` is None for a
    preposition.
    """

    start: int
    end: int
    cue_start: int
    cue_end: int
    rule: SpeechRule
    speaker: Subject | None
    verb: Cue | None = None
    fronted: bool = False


class SourceReader:
    """Finds the prepositions of attribution of one sentence."""

    def __init__(self, line: Line, lexicon: Lexicon, subjects: SubjectReader) -> None:
        self.line, self.lexicon, self.subjects = line, lexicon, subjects
        self.small = lexicon.small

    def prepositions(self) -> list[Chunk]:
        """Every "selon X" of the sentence."""
        found: list[Chunk] = []
        place = self.line.first
        while place < self.line.last:
            matched = self.lexicon.match_preposition(self.line.low, place, self.line.last)
            chunk = self._preposition(place, *matched) if matched else None
            if chunk is not None:
                found.append(chunk)
                place = max(chunk.end, place + 1)
            else:
                place += 1
        return found

    def _preposition(self, place: int, size: int, rule: SpeechRule) -> Chunk | None:
        line = self.line
        start = place + size
        if rule.id.endswith("prep-pour") and not self._opinion(place, start):
            return None
        if rule.preposition.split()[-1] in self.small.grammar.bare_sources and start < line.last:
            if not self._opens_source(place):
                return None
            speaker, end = self._sources(place, start)
        elif rule.preposition.split()[-1] in self.small.grammar.relatives:
            speaker, end = self._antecedent(place), start
        else:
            speaker = self.subjects.phrase_at(start)
            speaker = self._shortened(speaker)
            end = self._modified(speaker.reach) if speaker is not None else start
        if speaker is None or not self._source(speaker, rule):
            return None
        cue_end = start if rule.preposition.split()[-1] not in self.small.grammar.bare_sources else end
        return Chunk(place, end, place, cue_end, rule, speaker, fronted=self._fronted(place))

    def _shortened(self, speaker: Subject | None) -> Subject | None:
        """In texts without commas ("According to the agency three roads are closed"): cut where the clause's subject
        begins."""
        line = self.line
        if (
            speaker is None
            or self.small.order != "final"
            or (speaker.reach < line.last and line.low[speaker.reach] in (",", ":", "."))
        ):
            return speaker
        mention = next(
            (
                item
                for item in line.mentions
                if line.offset(speaker.start) <= item.start <= line.offset(speaker.start) + 6
            ),
            None,
        )
        stop = (
            line.place(mention.end)
            if mention is not None and mention.form in ("name", "title", "metonym")
            else speaker.end
        )
        if stop < speaker.end and (
            line.token(stop).pos_ in ("ADP", "PART", "PUNCT", "CCONJ") or line.low[stop] in ("'s", "(")
        ):
            stop = speaker.end
        for clause in line.clauses:
            if (
                clause.form == "finite"
                and clause.subject is not None
                and speaker.start < clause.subject.start < stop <= clause.start
            ):
                stop = clause.subject.start
        if stop >= speaker.end or stop <= speaker.start:
            return speaker
        return Subject(min(speaker.head, stop - 1), speaker.start, stop, stop)

    def _modified(self, end: int) -> int:
        """Past what modifies the source, as far as the next comma: "un communiqué publié sur le site de X,"."""
        line = self.line
        if end >= line.last or line.low[end] in (",", ".", ":", ";") or line.opens(end) is not None:
            return end
        clause = line.starts.get(end)
        if not (
            (clause is not None and clause.form in ("participle", "gerund"))
            or line.low[end] in self.small.grammar.modifiers
            or line.token(end).pos_ == "ADP"
        ):
            return end
        for place in range(end, min(line.last, end + 25)):
            if line.low[place] in (",", ";", ":", ")") or line.opens(place) is not None:
                return place
            started = line.starts.get(place)
            if started is not None and started.form == "finite" and started.link != "relative":
                return end
        return line.last if line.low[line.last - 1] in (".", "!", "?") and line.last - end <= 25 else end

    def _opens_source(self, place: int) -> bool:
        """ "De source policière, …", "a-t-on appris de source policière"; not "confirmé de source …"."""
        line = self.line
        before = place - 1
        if before < line.first or line.low[before] in EDGE or is_mark(line.low[before]):
            return True
        clause = line.clause_over(before)
        return (clause is not None and clause.lemma in self.small.grammar.sourced) or line.low[before].startswith("-")

    def _source(self, speaker: Subject, rule: SpeechRule) -> bool:
        """What follows the preposition can be a source."""
        words = self.line.low[speaker.start : speaker.end]
        if not words or self.line.low[speaker.head] in self.small.not_sources or words[0] in self.small.not_sources:
            return False
        if self.line.low[speaker.head] in self.lexicon.times or self.line.token(speaker.head).pos_ in ("NUM", "VERB"):
            return False
        if rule.preposition.split()[-1] in self.small.grammar.bare_sources or self.subjects.speaks(speaker):
            return True
        return self._quoted_behind(speaker) and not self.subjects.thing(speaker)

    def _quoted_behind(self, speaker: Subject) -> bool:
        """ "Selon son complice, « … »": a quotation right behind makes a source of a noun that no list holds."""
        line, place = self.line, speaker.reach
        while place < line.last and (line.low[place] in (",", ":") or line.token(place).is_space):
            place += 1
        return place > speaker.reach and line.opens(place) is not None and line.token(speaker.head).pos_ == "NOUN"

    def _sources(self, place: int, start: int) -> tuple[Subject | None, int]:
        """ "de source policière": the speaker is "source policière"."""
        line, end = self.line, start
        while end < line.last and (
            line.token(end).pos_ in ("ADJ", "PROPN", "NOUN", "CCONJ", "ADV") or line.low[end] in self.small.grammar.near
        ):
            if line.token(end).pos_ == "CCONJ" and line.token(min(end + 1, line.last - 1)).pos_ != "ADJ":
                break
            end += 1
        before = line.low[place - 1] if place > line.first else ","
        if end == start and line.low[start - 1] in self.small.grammar.bare_sources and start - place > 2:
            return Subject(start - 1, place + 1, start, start), start
        if end == start or not (
            place == line.first
            or before in EDGE
            or is_mark(before)
            or line.token(place - 1).pos_ in ("VERB", "ADV", "NOUN", "AUX", "PUNCT")
        ):
            return None, end
        if line.token(start).pos_ != "ADJ" and not line.token(start).text[:1].isalpha():
            return None, end
        return Subject(start - 1, start - 1, end, end), end

    def _antecedent(self, place: int) -> Subject | None:
        """ "X, pour qui …"."""
        if place == self.line.first or self.line.low[place - 1] != ",":
            return None
        return self.subjects.phrase_before(place)

    def _opinion(self, place: int, start: int) -> bool:
        """ "Pour X, …" gives an opinion when X is an actor and a clause follows a comma, a colon or a quotation."""
        line = self.line
        if not self._opens_clause(place):
            return False
        phrase = self.subjects.phrase_at(start)
        if phrase is None or phrase.reach >= line.last or not self.subjects.speaks(phrase):
            return False
        if not (line.low[phrase.reach] in (",", ":") or line.opens(phrase.reach) is not None):
            return False
        return any(clause.form == "finite" and clause.start > phrase.reach for clause in line.clauses) or any(
            quotation.start >= line.offset(phrase.reach) for quotation in line.quotations
        )

    def _opens_clause(self, place: int) -> bool:
        line = self.line
        before = place - 1
        while before >= line.first and (
            line.token(before).is_space
            or line.low[before] in self.small.grammar.opinion_openers
            or line.low[before] == "-"
        ):
            before -= 1
        return before < line.first or line.low[before] in (".", ";", ":", "»", '"', "”", ",")

    def _fronted(self, place: int) -> bool:
        """Nothing of the content precedes: only connectives, and no finite verb."""
        line = self.line
        return not any(clause.form == "finite" and clause.end <= place for clause in line.clauses) and not any(
            quotation.end <= line.offset(place) for quotation in line.quotations
        )
