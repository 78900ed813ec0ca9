"""What a verb of speech governs: where its content opens, by the frames of its rule."""

from __future__ import annotations

from recoupe.stages.statements.basis.quotations import Quotation
from recoupe.stages.statements.extents import is_mark
from recoupe.stages.statements.verbs.objects import ObjectReader, Opening

WINDOW = 45  # tokens behind the cue in which its content opens at the latest


class FrameReader(ObjectReader):
    """Reads the frame of one cue in its sentence."""

    def read(self) -> Opening | None:
        """Where the cue's content opens behind it; None if it governs nothing."""
        if self.cue.clause.voice == "passive" and self.cue.clause.form != "participle" and not self.entry.words:
            return None  # see passives
        inside_phrase = False
        line_low = self.line.low
        place = self._past_addressee()
        limit = min(self.line.last, place + WINDOW)
        while place < limit:
            aside = self.lexicon.aside(line_low, place)
            if aside:
                place, inside_phrase = place + aside, False
                continue
            found = self._at(place, inside_phrase)
            if found is not None:
                return found
            if self._barrier(place):
                return None
            size = self.lexicon.adposition(line_low, place)
            inside_phrase = size > 0 or self._in_phrase(place, inside_phrase)
            place += max(size, 1)
        return None

    def _past_addressee(self) -> int:
        """In a language without "that": the phrase right behind the verb is the one told ("told a photographer the
        wall had …")."""
        line, place = self.line, self.cue.end
        if not (self.entry.rule.addressee and self.small.implied_that and "that" in self.entry.kinds):
            return place
        while place < line.last and place - self.cue.end < 12:
            token = line.token(place)
            if (
                line.opens(place) is not None
                or line.low[place] in self.small.declaratives
                or (
                    token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "X")
                    and line.low[place] not in ("'s", "’s")
                )
            ):
                break
            if (
                place > self.cue.end
                and token.pos_ in ("DET", "PRON")
                and line.token(place - 1).pos_ in ("NOUN", "PROPN", "PRON")
            ):
                break
            place += 1
        ended = place >= line.last or (line.token(place).pos_ == "PUNCT" and line.opens(place) is None)
        return self.cue.end if ended else place

    def _barrier(self, place: int) -> bool:
        """A word behind which nothing of the cue's follows."""
        line = self.line
        word = line.low[place]
        if word in (";", ".", "!", "?") or (line.token(place).is_sent_start and place > self.cue.end and word == "("):
            return True
        clause = line.starts.get(place)
        if (
            clause is not None
            and clause.form == "infinitive"
            and clause.lemma in self.lexicon.verbs
            and place > self.cue.end
        ):
            return True
        return clause is not None and clause.form == "finite" and clause.link != "relative" and not self._aside(place)

    def _aside(self, place: int) -> bool:
        """Between two commas."""
        return (
            any(self.line.low[at] == "," for at in range(self.cue.end, place))
            and "," in self.line.low[place : self.line.last]
        )

    def _in_phrase(self, place: int, inside: bool) -> bool:
        """Whether the next noun belongs to a prepositional phrase."""
        token = self.line.token(place)
        if token.pos_ == "ADP" or self.line.low[place] in self.small.grammar.contracted:
            return True
        if token.pos_ in ("PUNCT", "ADV") or is_mark(self.line.low[place]):
            return inside and token.pos_ == "ADV"
        return inside

    def _at(self, place: int, inside: bool) -> Opening | None:
        entry, line = self.entry, self.line
        word = line.low[place]
        quotation = line.opens(place)
        if quotation is not None:
            return self._quotation(place, quotation, inside)
        if "that" in entry.kinds and word in self.small.declaratives and self._declares(place):
            return self._clause(place + 1, "that")
        if "whether" in entry.kinds and word in self.small.questions and self._asks(place):
            return Opening(place, "whether")
        found = self._infinitive(place)
        if found is not None:
            return found
        found = self._phrase(place, inside)
        if found is not None:
            return found
        if (
            "attribute" in entry.kinds
            and place == self._adjacent()
            and (
                line.token(place).pos_ in ("ADJ", "VERB", "NOUN", "ADV")
                or line.low[place] in self.small.grammar.stances
            )
        ):
            return Opening(place, "attribute")
        if "gerund" in entry.kinds and place == self._adjacent():
            clause = line.starts.get(place)
            if clause is not None and clause.form == "gerund":
                return Opening(place, "gerund")
        for words in self.entry.predicates:
            if (
                words
                and place == self._adjacent()
                and self.lexicon.matches(line.low, place, line.last, words)
                and place + len(words) < line.last
            ):
                return Opening(place + len(words), "as")
        found = self._object(place, inside)
        if found is not None:
            return found
        return None if inside and not self._new_phrase(place) else self._bare(place)

    def _quotation(self, place: int, quotation: Quotation, inside: bool) -> Opening | None:
        """A quotation behind the cue: the content, unless it is part of a phrase that is none."""
        kinds = self.entry.kinds
        between = self.line.low[self.cue.end : place]
        colon = bool(between) and ":" in between[-2:]
        if ("quote" in kinds or "that" in kinds) and (colon or not inside or not between):
            return Opening(place, "quote", quotation)
        if kinds & {"object", "charge", "idea"} and not inside:
            return Opening(place, "object", quotation)
        if colon:
            return Opening(place, "quote", quotation)
        return None

    def _clause(self, start: int, frame: str) -> Opening:
        """Behind "que": a quotation may enclose the whole clause."""
        while start < self.line.last and self.line.low[start] == ":":
            start += 1
        quotation = self.line.opens(start) if start < self.line.last else None
        return Opening(start, frame, quotation)

    def _declares(self, place: int) -> bool:
        """ "que" is a conjunction right behind the verb or its adjuncts, a relative pronoun behind its object."""
        line = self.line
        token = line.token(place)
        if token.pos_ != "DET" and self._behind_channel(place):
            return True
        if token.pos_ == "DET" or (
            token.pos_ == "PRON"
            and "Rel" in token.morph.get("PronType", [])
            and place > self._adjacent() + 1
            and "object" in self.entry.kinds
        ):
            return False
        if place <= self._adjacent():
            return True
        if token.pos_ == "SCONJ" or token.dep_ == "mark":
            return True
        previous = line.token(place - 1)
        return previous.pos_ in ("ADV", "PUNCT", "NOUN", "PROPN", "NUM", "PRON") and "object" not in self.entry.kinds

    def _behind_channel(self, place: int) -> bool:
        """ "a annoncé dans un communiqué que …": a channel or a time stands before "que", in a phrase of its own."""
        line, small = self.line, self.small
        word = line.low[place - 1]
        known = small.documents | small.occasions | small.networks | small.media | small.recipients | self.lexicon.times
        return word in known and any(
            self.lexicon.plain(line.low[at]) in small.channel_prepositions for at in range(self.cue.end, place - 1)
        )

    def _asks(self, place: int) -> bool:
        line = self.line
        if line.low[place] in self.small.grammar.pointers:
            return place + 1 < line.last and line.low[place + 1] in self.small.grammar.questions_after
        return (
            line.token(place).pos_ != "DET"
            or line.low[place].startswith("quel")
            or line.low[place] in ("what", "which")
        )

    def _phrase(self, place: int, inside: bool) -> Opening | None:
        """A phrase behind one of the rule's prepositions."""
        line = self.line
        for words in self.entry.phrases:
            if not self.lexicon.matches(line.low, place, line.last, words):
                continue
            if place > self._adjacent() and self._elsewhere(place, words):
                continue
            if inside and not self._attached(place):
                continue
            if (
                place > self._adjacent()
                and not inside
                and not self._attached(place)
                and not self.entry.rule.addressee
                and line.token(place - 1).pos_ in ("NOUN", "PROPN")
                and "object" in self.entry.kinds
            ):
                continue
            start = place + len(words)
            if start >= line.last:
                return None
            return Opening(start, "np", line.opens(start))
        return None

    def _elsewhere(self, place: int, words: tuple[str, ...]) -> bool:
        """The parse hangs a later phrase of the same preposition on the verb, and this one on a noun."""
        if self._attached(place):
            return False
        return any(
            phrase.preposition == " ".join(words) and phrase.start > place + len(words)
            for phrase in self.cue.clause.obliques
        )

    def _attached(self, place: int) -> bool:
        """The parse hangs the phrase on the verb."""
        line = self.line
        head = self.cue.clause.head
        token = line.token(place)
        above = token.head
        return above.i == head or above.head.i == head or line.low[place - 1] in self.entry.words
