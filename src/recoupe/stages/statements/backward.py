"""What an attribution beside the content attributes: the words before it, behind it, or round it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from recoupe.stages.statements.basis.drafts import Offsets
from recoupe.stages.statements.basis.ground import Line
from recoupe.stages.statements.basis.lexicon import Lexicon
from recoupe.stages.statements.basis.quotations import Quotation
from recoupe.stages.statements.extents import is_mark, trimmed_end, unmarked
from recoupe.stages.statements.sources import Chunk
from recoupe.stages.statements.voices.phrases import Subject

SHORTEST_PIECE = 12  # characters: the first piece of an interrupted quotation ("Moi", dit-il) is no statement below it
GAP = frozenset({",", " ", "\n", "\u00a0", "\u202f", ".", "!", "?", "…", "-", "–", "—", "'"})


class ContentReader:
    """Reads what the attributions of one sentence attribute."""

    def __init__(self, text: str, line: Line, lexicon: Lexicon, chunks: Sequence[Chunk]) -> None:
        self.text, self.line, self.lexicon = text, line, lexicon
        self.chunks = chunks

    def read(self, chunk: Chunk) -> list[list[Offsets]]:
        """The contents of an attribution: one list of stretches for each statement (two for an interrupted
        quotation).
        """
        holder = self.line.quoted(self.line.offset(chunk.start))
        if holder is not None and holder.start < self.line.offset(chunk.start):
            return self._inside(chunk, holder)
        if chunk.verb is None:
            return self._preposition(chunk)
        return self._verb(chunk)

    # ---- "selon X"

    def _preposition(self, chunk: Chunk) -> list[list[Offsets]]:
        line = self.line
        end = self._chunk_end(chunk)
        behind = self._forward(end)
        if (
            chunk.fronted
            or self._after_connective(chunk.start, chunk.end)
            or chunk.rule.preposition.split()[-1] in self.lexicon.small.grammar.relatives
        ):
            return [behind] if behind else []
        before = self._before(chunk.start)
        goes_on = bool(behind) and end < line.last and line.low[end] == "," and not self._reporter_goes_on(end + 1)
        unmarked_middle = (
            bool(behind)
            and end < line.last
            and line.low[end] not in (",", ".", ";", ":", ")")
            and not is_mark(line.low[end])
            and line.low[chunk.start - 1] == ","
        )
        if not before:
            return [behind] if behind else []
        return [before + behind] if goes_on or unmarked_middle else [before]

    def _chunk_end(self, chunk: Chunk) -> int:
        return chunk.end

    def _after_connective(self, place: int, end: int) -> bool:
        """The attribution opens the clause: "car selon eux, …", "…, mais d'après X, …"."""
        line = self.line
        before = place - 1
        if before >= line.first and line.low[before] == ",":
            before -= 1
            if before < line.first or line.low[before] not in (
                self.lexicon.small.coordinators | self.lexicon.small.grammar.connectives
            ):
                return False
        if before < line.first:
            return True
        word = line.low[before]
        if word == "(" and end < line.last and line.low[end] == ")":
            return False  # "« … » (selon X)": what it attributes stands before
        return (
            word in self.lexicon.small.coordinators
            or word in (";", ":", "(")
            or word in self.lexicon.small.grammar.connectives
            or line.token(before).pos_ == "SCONJ"
        )

    def _reporter_goes_on(self, place: int) -> bool:
        """Behind the attribution's comma stands a clause of the reporter's own, or another channel."""
        line = self.line
        if place >= line.last:
            return True
        word = line.low[place]
        if word in self.lexicon.small.coordinators or word in self.lexicon.small.contrasts:
            return True
        if word in self.lexicon.small.grammar.going_on:
            return True
        clause = line.starts.get(place)
        return clause is not None and clause.form == "gerund"

    # ---- "…, a dit X"

    def _verb(self, chunk: Chunk) -> list[list[Offsets]]:
        before = self._before(chunk.start)
        behind = self._continued(chunk)
        if not before:
            return [behind] if behind else []
        if behind and self._is_quotation(chunk.end):
            return [before, behind]
        return [before + behind] if behind else [before]

    def _continued(self, chunk: Chunk) -> list[Offsets]:
        """What goes on behind "…, a-t-il dit, …": a quotation, or the rest of the sentence."""
        line = self.line
        place = chunk.end
        if place >= line.last or line.low[place] not in (",", ":"):
            return []
        if line.low[place] == ":":
            return []
        following = place + 1
        if following >= line.last:
            return []
        if line.opens(following) is not None:
            return self._forward(following)
        if (
            self._reporter_goes_on(following)
            or line.token(following).pos_ == "ADP"
            or any(item.start == following for item in self.chunks)
        ):
            return []
        if (
            line.low[chunk.start - 1 : chunk.start] != [","]
            or self._whole_before(chunk.start)
            or not self._pronoun(chunk)
        ):
            return []
        return self._forward(following)

    def _pronoun(self, chunk: Chunk) -> bool:
        return chunk.speaker is not None and chunk.speaker.start < chunk.cue_end

    def _whole_before(self, place: int) -> bool:
        """What stands before is a clause of its own."""
        return any(clause.form == "finite" and clause.end <= place for clause in self.line.clauses)

    def _is_quotation(self, place: int) -> bool:
        return any(self.line.opens(at) is not None for at in range(place, min(self.line.last, place + 2)))

    # ---- inside a quotation

    def _inside(self, chunk: Chunk, holder: Quotation) -> list[list[Offsets]]:
        """A cue within the marks: the speaker's own interruption (« Moi, dit-il, … »), or somebody whom the quotation
        quotes."""
        line = self.line
        first, last = line.offset(chunk.start), line.ending(chunk.end)
        if self.interrupts(chunk):
            pieces = [self._clean(holder.inner_start, first), self._clean(last, holder.inner_end)]
            long = [piece for piece in pieces if piece is not None and piece[1] - piece[0] >= SHORTEST_PIECE]
            return [[piece] for piece in long]
        begin = max(line.start, holder.inner_start)
        if chunk.verb is None and (chunk.fronted or self._after_connective(chunk.start, chunk.end)):
            piece = self._clean(last, min(line.end, holder.inner_end))
        else:
            piece = self._clean(begin, first)
        return [[piece]] if piece is not None else []

    def interrupts(self, chunk: Chunk) -> bool:
        """The cue stands inside the marks and is the reporter's: « Moi, dit-il, … », « La mer monte, note X. … »."""
        line, speaker = self.line, chunk.speaker
        holder = line.quoted(line.offset(chunk.start))
        if holder is None or holder.start >= line.offset(chunk.start) or chunk.verb is None or speaker is None:
            return False
        if line.low[speaker.start] in self.lexicon.small.indefinite:
            return False
        return self._pronoun(chunk) or self._named_between_commas(chunk, speaker)

    def _named_between_commas(self, chunk: Chunk, speaker: Subject) -> bool:
        """ "…, rappelle Ana Moreno, professeure de droit. …": the verb before whoever speaks, set off on both sides."""
        line = self.line
        if (
            speaker.start < chunk.cue_end
            or chunk.start == line.first
            or line.low[chunk.start - 1] not in (",", "!", "?")
        ):
            return False
        first = line.token(speaker.start)
        if first.pos_ in ("DET", "PRON") and "1" in first.morph.get("Person", []):
            return False  # "…, m'a dit mon père, …": whom the speaker quotes
        behind = line.low[chunk.end] if chunk.end < line.last else "."
        return behind in (",", ".", ":", "-", "–", "—") or is_mark(behind)

    def _clean(self, first: int, last: int) -> Offsets | None:
        text = self.text
        while first < last and (text[first] in GAP or text[first] in '«“":;'):
            first += 1
        while last > first and (text[last - 1] in GAP or text[last - 1] in '»”":;'):
            last -= 1
        return (first, last) if first < last else None

    # ---- stretches

    def _forward(self, start: int) -> list[Offsets]:
        """From behind an attribution to the end of the clause."""
        line = self.line
        while start < line.last and (line.low[start] in (",", ":", "-", "–", "—") or line.token(start).is_space):
            start += 1
        if start >= line.last:
            return []
        end = start
        while end < line.last:
            quotation = line.opens(end)
            if quotation is not None:
                end = max(line.after(quotation), end + 1)
                continue
            if end > start and (
                line.low[end] == ";"
                or any(item.start == end for item in self.chunks)
                or (line.low[end] == ":" and end + 1 < line.last and line.opens(end + 1) is not None)
            ):
                break
            end += 1
        end = trimmed_end(line, start, end, self.lexicon)
        if end <= start:
            return []
        first, last = line.offset(start), line.ending(end)
        for quotation in line.quotations:
            if first <= quotation.start < last < quotation.end:
                last = quotation.end
        whole = unmarked(line, first, last)
        return self._pieces(whole) if whole is not None else []

    def _before(self, place: int) -> list[Offsets]:
        """From the start of the clause to an attribution."""
        line = self.line
        stop = place
        while stop > line.first and (line.low[stop - 1] in (",", "-", "–", "—", "(") or line.token(stop - 1).is_space):
            stop -= 1
        if stop <= line.first and line.quoted(line.start) is None:
            return []
        last = line.ending(stop) if stop > line.first else line.start
        quotation = self._closed_by(last)
        if quotation is not None and self._stands_alone(quotation):
            return [piece for piece in quotation.pieces if piece[0] < piece[1]]
        start = self._clause_start(stop)
        if start >= stop:
            return []
        first = line.offset(start)
        for item in line.quotations:
            if item.start < first < item.end:
                first = item.start
        whole = unmarked(line, first, last)
        return self._pieces(whole) if whole is not None else []

    def _closed_by(self, last: int) -> Quotation | None:
        """The quotation that ends right before an attribution."""
        for quotation in self.line.quotations:
            if quotation.end <= last + 1 and all(char in GAP for char in self.text[quotation.end : last]):
                if quotation.end >= last - 3:
                    return quotation
            elif quotation.start < last <= quotation.end:
                return quotation
        return None

    def _stands_alone(self, quotation: Quotation) -> bool:
        """Nothing of what is said stands before the quotation: the sentence opens with it, or with a circumstance."""
        line = self.line
        if quotation.start <= line.start:
            return True
        place = line.place_in(quotation.start)
        start = self._clause_start(place)
        before = place - 1
        while before >= start and line.token(before).is_space:
            before -= 1
        if before < start:
            return True
        if line.low[before] == ":":
            return True
        verbs = any(start <= clause.start < place for clause in line.clauses)
        if line.low[before] in (",", "–", "—") and not verbs:
            return True
        return before - start < 2 and not verbs and line.token(before).pos_ in ("DET", "ADP", "CCONJ", "ADV", "PUNCT")

    def _clause_start(self, stop: int) -> int:
        """The first token of the clause that ends at `stop`: behind a semicolon, another attribution, a connective, a
        dateline."""
        line = self.line
        start = line.first
        place = line.first
        while place < stop:
            quotation = line.opens(place)
            if quotation is not None:
                place = max(line.after(quotation), place + 1)
                continue
            if line.low[place] == ";" or (line.low[place] == ":" and place + 1 < stop):
                start = place + 1
            for item in self.chunks:
                if item.end == place and item.end < stop and item.start < place and item.verb is not None:
                    start = place
            place += 1
        return self._past_lead_in(start, stop)

    def _past_lead_in(self, start: int, stop: int) -> int:
        """Skip marks, a dateline and connectives that open the sentence."""
        line = self.line
        moved = True
        while moved and start < stop:
            moved = False
            while start < stop and (
                line.low[start] in (",", "-", "–", "—", ".", ")", "•") or line.token(start).is_space
            ):
                start, moved = start + 1, True
            dateline = dateline_pattern().match(self.text, line.offset(start), line.end)
            if dateline is not None and dateline.end() < line.offset(stop):
                start, moved = line.place(dateline.end()), True
                continue
            for words in _lead_ins(self.lexicon.small.lead_ins):
                size = len(words)
                if (
                    tuple(line.low[start : start + size]) == words
                    and start + size < stop
                    and line.low[start + size] == ","
                ):
                    start, moved = start + size + 1, True
                    break
        return start

    def _pieces(self, whole: Offsets) -> list[Offsets]:
        """A stretch over several paragraphs of one quotation, cut at the repeated marks."""
        for quotation in self.line.quotations:
            if len(quotation.pieces) > 1 and quotation.inner_start == whole[0] and quotation.inner_end == whole[1]:
                return list(quotation.pieces)
        return [whole]


@cache
def _lead_ins(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        sorted((tuple(phrase.replace("'", "' ").split()) for phrase in phrases), key=lambda words: (-len(words), words))
    )


@cache
def dateline_pattern() -> re.Pattern[str]:
    """A dateline at the start of a lead: "5 juillet 2012. - ", "PARIS (AFP) - ", "(Belga) "."""
    return re.compile(
        r"(?:\d{1,2}(?:er)? [\w.]+ \d{4}\s*[.,]?\s*[-–—]\s*"
        r"|(?:(?:Published|Updated|Date of publication|Last updated)(?: at| on)? )?"
        r"(?:\d{1,2} [A-Z][a-z]{2,8},? \d{4}|[A-Z][a-z]{2,8} \d{1,2},? \d{4}) (?=[A-Z])"
        r"|[A-ZÀ-Ý][A-ZÀ-Ý' -]{2,30}(?:, [^.]{3,25})? ?(?:\([^)]{2,20}\))? ?[-–—]+ |\([A-Z][\w ]{1,15}\)\s*[-–—]?\s*)"
    )
