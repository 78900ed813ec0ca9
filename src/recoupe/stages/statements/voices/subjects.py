"""Who speaks, as a phrase of the sentence: the subject before or behind the verb, whoever is cited."""

from __future__ import annotations

from recoupe.records.clauses import Phrase
from recoupe.stages.statements.extents import is_mark
from recoupe.stages.statements.verbs.cues import Cue
from recoupe.stages.statements.voices.phrases import PHRASE_POS, PhraseReader, Subject


class SubjectReader(PhraseReader):
    """Reads the speakers of one sentence."""

    def subject(self, cue: Cue) -> Subject | None:
        """The subject of a verb of speech, mended where the parse took a day or a piece of a quotation for it."""
        phrase = cue.clause.subject
        found = self._behind_quotation(cue) or (self._mended(phrase, cue) if phrase is not None else None)
        if found is not None:
            return found
        return self._nearest(cue)

    def _behind_quotation(self, cue: Cue) -> Subject | None:
        """ "« … » X said": all that stands between the closing mark and the verb."""
        line = self.line
        offset = line.offset(cue.start)
        near = [item for item in line.quotations if item.end <= offset and item.end > line.start]
        if not near or near[-1].end < line.start:
            return None
        start = line.place(near[-1].end)
        while start < cue.start and (
            line.low[start] in (",", ".") or line.token(start).is_space or is_mark(line.low[start])
        ):
            start += 1
        if not 0 < cue.start - start <= 22 or any(
            start <= clause.start < cue.start and clause.form == "finite" for clause in line.clauses
        ):
            return None
        if line.token(start).pos_ not in ("DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM") or any(
            line.low[place] in (";", ":", ",") or line.token(place).pos_ == "SCONJ" for place in range(start, cue.start)
        ):
            return None
        return Subject(self._head(start, cue.start), start, cue.start, cue.start)

    def cited(self, cue: Cue, speaker: Subject) -> Subject | None:
        """ "Reuters, quoting officials, said …": whom the subject cites."""
        line = self.line
        for place in range(speaker.end, cue.start):
            clause = line.starts.get(place)
            if clause is not None and clause.form == "gerund" and clause.lemma in self.small.grammar.citing:
                return self.phrase_at(clause.end)
        return None

    def _mended(self, phrase: Phrase, cue: Cue) -> Subject | None:
        line = self.line
        start, end, head = max(phrase.start, line.first), min(phrase.end, line.last), phrase.head
        if end <= start or not line.first <= head < line.last:
            return None
        for place in range(start, end):
            if is_mark(line.low[place]) and place < end - 1 and end <= cue.start and self._closing(place):
                start = place + 1
        if not start <= head < end:
            head = self._head(start, end)
        if line.low[head] in self.lexicon.times and not line.at(line.offset(start), line.ending(end)):
            return None
        if start >= cue.clause.start and end <= cue.clause.end and not line.low[start].startswith("-"):
            return None  # a clitic of the verb group
        if start > line.first and line.low[start - 1] == "(":
            return self._before_parenthesis(start - 1)
        if (
            end - start == 1
            and line.low[head] in self.small.grammar.object_clitics
            and start > line.first
            and line.token(start - 1).pos_ in ("NOUN", "PROPN")
        ):
            return self._left_phrase(start, line.first)  # an object clitic taken for the subject
        if (
            end <= cue.start
            and start - 2 >= line.first
            and line.low[start - 1] in self.small.grammar.joiners
            and cue.clause.form == "finite"
        ):
            start = self._coordinates_before(start)
        if (
            end <= cue.start
            and line.quoted(line.offset(head)) is not None
            and line.quoted(line.offset(cue.start)) is None
        ):
            return None
        if line.low[head] in self.small.indefinite and line.low[head] != "it":
            return Subject(head, start, end, end)
        inherited = end <= cue.start and self._verb_between(end, cue)
        if end <= cue.start and not inherited and cue.clause.form == "finite" and phrase.preposition is None:
            start = self._shortened(start, end)
            if start > line.first and line.token(start - 1).pos_ == "DET":
                start -= 1
        return Subject(head, start, end, end, inherited)

    def _coordinates_before(self, start: int) -> int:
        """ "Paris et | Berlin ont appelé": the parse gave the last of two speakers."""
        line = self.line
        first = start - 1
        while first > line.first and line.token(first - 1).pos_ in ("PROPN", "NOUN", "DET", "ADJ"):
            first -= 1
        clear = first == line.first or line.low[first - 1] == ","
        return first if first < start - 1 and clear else start

    def _before_parenthesis(self, place: int) -> Subject | None:
        """ "Philippe Gosselin (UMP) a dénoncé …": the name before the parenthesis."""
        line = self.line
        near = [item for item in line.mentions if item.end in (line.ending(place), line.offset(place))]
        if near:
            return self._from_mention(near[-1])
        first = place
        while first > line.first and line.token(first - 1).pos_ in ("PROPN", "NOUN", "ADJ", "DET"):
            first -= 1
        return Subject(place - 1, first, place, place) if first < place else None

    def _closing(self, place: int) -> bool:
        offset = self.line.offset(place)
        return any(item.end - 1 == offset for item in self.line.quotations)

    def _verb_between(self, place: int, cue: Cue) -> bool:
        return any(
            place <= clause.start < cue.start and clause.form == "finite" and clause.link != "relative"
            for clause in self.line.clauses
        )

    def _shortened(self, start: int, end: int) -> int:
        """Without commas the phrase may have swallowed the end of what is said: a mention or a determiner opens it."""
        if self.small.order != "final":
            return start
        line = self.line
        held = [item for item in line.at(line.offset(start), line.ending(end)) if item.form != "pronoun"]
        last = held[-1] if held else None
        if last is not None and last.start > line.offset(start) and line.ending(end) - last.end <= 25:
            place = line.place_in(last.start)
            while (
                place > start
                and line.token(place - 1).pos_ in ("DET", "ADJ", "NUM", "NOUN", "PROPN")
                and not self._new_noun(place)
            ):
                place -= 1
            if place > start and line.token(place - 1).pos_ not in ("ADP", "CCONJ", "PUNCT", "PART"):
                return place
        return start

    def _new_noun(self, place: int) -> bool:
        """A determiner behind a noun opens another phrase."""
        line = self.line
        return line.token(place).pos_ == "DET"

    def _nearest(self, cue: Cue) -> Subject | None:
        """Without the parse: the nearest actor before the verb, no verb and no preposition between."""
        line = self.line
        offset = line.offset(cue.start)
        if cue.start - 1 > line.first and line.low[cue.start - 1] in self.small.coordinators:
            shared = self._shared(cue)
            if shared is not None:
                return shared
        floor = max(
            (clause.end for clause in line.clauses if clause.form == "finite" and clause.end <= cue.start),
            default=line.first,
        )
        for mention in reversed(line.mentions):
            if mention.end > offset or mention.end <= line.start:
                continue
            place = line.place_in(mention.start)
            if place > line.first and line.low[place - 1] == "(":
                continue
            if place < floor:
                return None
            if (
                place > line.first
                and line.token(place - 1).pos_ == "ADP"
                and line.low[place - 1] not in self.small.grammar.genitive_words
            ):
                continue
            return self._from_mention(mention)
        return self._left_phrase(cue.start, floor)

    def _shared(self, cue: Cue) -> Subject | None:
        """The subject of the verb that a coordinator joins the cue to."""
        line = self.line
        for clause in reversed(line.clauses):
            phrase = clause.subject
            if (
                clause.form != "finite"
                or clause.end > cue.start
                or clause.link == "relative"
                or phrase is None
                or phrase.start < line.first
            ):
                continue
            if line.quoted(line.offset(phrase.start)) is None or line.quoted(line.offset(cue.start)) is not None:
                found = self.phrase_at(phrase.start)
                return self.inherit(found) if found is not None else None
        return None

    def _left_phrase(self, place: int, floor: int) -> Subject | None:
        """Without parse and mention: the noun phrase that ends right before the verb."""
        line = self.line
        end = place
        while end > floor and (
            line.token(end - 1).pos_ in ("ADV", "SPACE") or (line.low[end - 1] in (",",) and end == place)
        ):
            end -= 1
        start = end
        while (
            start > floor
            and line.token(start - 1).pos_ in PHRASE_POS
            and not is_mark(line.low[start - 1])
            and end - start < 15
        ):
            start -= 1
        cut = next((at for at in range(end - 1, start - 1, -1) if line.token(at).pos_ == "DET"), start)
        start = (
            cut
            if any(line.token(at).pos_ in ("NOUN", "PROPN") for at in range(cut, end))
            and line.low[cut - 1] not in self.small.grammar.genitive_words
            else start
        )
        while (start < end and line.token(start).pos_ in ("ADP", "CCONJ")) or (
            start < end and line.low[start] in self.lexicon.times
        ):
            start += 1
        if start >= end or not any(line.token(at).pos_ in ("NOUN", "PROPN", "PRON") for at in range(start, end)):
            return None
        return Subject(self._head(start, end), start, end, end)

    def inverted(self, cue: Cue, clitic: bool) -> Subject | None:
        """The subject behind the verb: "a dit X", "a-t-il dit", "lit-on dans X"."""
        line = self.line
        if clitic:
            for place in range(cue.start, cue.clause.end):
                if line.low[place].startswith("-") and line.low[place] != "-t":
                    return Subject(place, place, place + 1, cue.end)
        start = cue.end
        while start < line.last and (line.token(start).pos_ in ("ADV", "SPACE") or self._time(start)):
            start += 1
        if start >= line.last or line.low[start] in self.small.declaratives:
            return None
        found = self.phrase_at(start)
        if found is not None or self.small.order == "final":
            return found
        phrase = cue.clause.subject
        if (
            phrase is not None
            and phrase.start >= cue.end
            and phrase.start - cue.end < 15
            and phrase.preposition is None
            and line.token(phrase.start - 1).pos_ != "ADP"
        ):
            return self.phrase_at(phrase.start)
        return self._behind_channel(start)

    def _behind_channel(self, start: int) -> Subject | None:
        """ "déclare à l'AFP Jean Dupont": skip a phrase with a preposition."""
        line = self.line
        if (
            line.token(start).pos_ != "ADP"
            and self.lexicon.plain(line.low[start]) not in self.small.channel_prepositions
        ):
            return None
        skipped = self.phrase_at(start + 1)
        place = skipped.end if skipped is not None else start + 1
        for mention in line.mentions:
            first = line.place_in(mention.start)
            if (
                start < first < line.last
                and mention.kind != "media"
                and mention.start >= line.offset(start + 1)
                and line.token(first - 1).pos_ not in ("ADP",)
                and first - start <= 12
            ):
                here = line.token(first)
                if here.pos_ == "DET" or line.token(first - 1).pos_ in ("NOUN", "PROPN", "DET"):
                    return self.phrase_at(first - 1 if line.token(first - 1).pos_ == "DET" else first)
        while place < line.last and (
            line.token(place).pos_ in ("ADV", "SPACE") or self._time(place) or line.low[place] == ","
        ):
            place += 1
        return self.phrase_at(place) if place < line.last and place > start + 1 else None

    def _time(self, place: int) -> bool:
        return self.line.low[place] in self.lexicon.times and not self.line.at(
            self.line.offset(place), self.line.ending(place + 1)
        )

    def phrase_before(self, place: int) -> Subject | None:
        """The actor named right before a token ("X, pour qui …")."""
        line = self.line
        offset = line.offset(place)
        near = [item for item in line.mentions if item.end <= offset and offset - item.end <= 4]
        return self._from_mention(near[-1]) if near else self._left_phrase(place, line.first)
