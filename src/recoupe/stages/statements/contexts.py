"""Quotations without a cue of their own: one that goes on, one behind a colon, one that is signed, one in a sentence
of deeds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from recoupe.records.clauses import Clause
from recoupe.records.spans import Words, words_at
from recoupe.records.statements import Speaker
from recoupe.stages.statements.basis.drafts import Draft
from recoupe.stages.statements.basis.ground import Ground, Line
from recoupe.stages.statements.basis.lexicon import Lexicon
from recoupe.stages.statements.basis.quotations import Quotation
from recoupe.stages.statements.voices.memory import Voice
from recoupe.stages.statements.voices.speakers import SpeakerReader
from recoupe.stages.statements.voices.subjects import SubjectReader

FEWEST_WORDS = 5  # words of a quotation that may be attributed without a cue of its own
FAR = 2  # sentences between a quotation and the statement that it goes on with


class ContextReader:
    """Attributes the quotations that no cue has claimed."""

    def __init__(self, ground: Ground, lexicon: Lexicon, speakers: SpeakerReader) -> None:
        self.ground, self.lexicon, self.speakers = ground, lexicon, speakers

    def read(self, line: Line, drafts: Sequence[Draft]) -> list[Draft]:
        """The statements of the unclaimed quotations that open in a sentence; `drafts` are all found so far."""
        found: list[Draft] = []
        for quotation in line.quotations:
            if quotation.inner_start >= quotation.inner_end:
                continue
            if not line.start <= quotation.start < line.end or self._claimed(quotation, [*drafts, *found]):
                continue
            draft = self._attribute(line, quotation, [*drafts, *found])
            if draft is not None:
                found.append(draft)
        return found

    def _claimed(self, quotation: Quotation, drafts: Sequence[Draft]) -> bool:
        return any(
            start < quotation.inner_end and quotation.inner_start < end
            for draft in drafts
            for start, end in draft.content
            if draft.cue is None
            or not quotation.start <= draft.cue.start < quotation.end
            or draft.voice.speaker.start >= draft.cue.start
        )

    def _attribute(self, line: Line, quotation: Quotation, drafts: Sequence[Draft]) -> Draft | None:
        colon = self._behind_colon(line, quotation, drafts)
        if colon is not None:
            return colon
        signed = self._signed(line, quotation)
        if signed is not None:
            return signed
        if (
            len(self.ground.text[quotation.inner_start : quotation.inner_end].split()) < FEWEST_WORDS
            or quotation.recovered
        ):
            return None
        if self._opens_sentence(line, quotation):
            return self._continued(line, quotation, drafts)
        return self._embedded(line, quotation, drafts)

    def _draft(
        self, line: Line, quotation: Quotation, voice: Voice, rule: str, cue: Words | None, via: Sequence[Words] = ()
    ) -> Draft:
        pieces = [piece for piece in quotation.pieces if piece[0] < piece[1]] or [
            (quotation.inner_start, quotation.inner_end)
        ]
        return Draft(line, pieces, voice, self.lexicon.contexts[rule].id, cue, via=list(via), weight=1)

    # ---- "X … : « … »"

    def _behind_colon(self, line: Line, quotation: Quotation, drafts: Sequence[Draft]) -> Draft | None:
        before = self.ground.text[max(0, quotation.start - 6) : quotation.start].rstrip()
        if not before.endswith(":"):
            return None
        same = [
            draft
            for draft in drafts
            if draft.line is line or (draft.line.number == line.number - 1 and quotation.start - line.start < 3)
        ]
        near = [draft for draft in same if draft.cue is not None and draft.cue.start < quotation.start]
        if near:
            last = max(near, key=lambda draft: draft.cue.start if draft.cue else 0)
            return self._draft(line, quotation, last.voice, "colon", last.cue, last.via)
        if len(self.ground.text[quotation.inner_start : quotation.inner_end].split()) < FEWEST_WORDS - 1:
            return None
        place = line.place_in(quotation.start)
        clause = _last_told(line, place)
        reader = SubjectReader(line, self.lexicon)
        if clause is not None and clause.subject is not None:
            phrase = reader.phrase_at(clause.subject.start)
            voice = self.speakers.voice(line, phrase) if phrase is not None and reader.speaks(phrase) else None
            if voice is not None:
                stop = self._cue_end(line, clause.start, place)
                return self._draft(
                    line,
                    quotation,
                    voice,
                    "colon",
                    words_at(self.ground.text, line.offset(clause.start), line.ending(stop)),
                )
            return None
        phrase = reader.phrase_at(line.first)
        if phrase is not None and phrase.reach >= place - 2 and reader.speaks(phrase):
            voice = self.speakers.voice(line, phrase)
            return self._draft(line, quotation, voice, "named-colon", None) if voice is not None else None
        return None

    def _cue_end(self, line: Line, start: int, stop: int) -> int:
        while (stop > start + 1 and line.low[stop - 1] in (":", ",")) or line.token(stop - 1).is_space:
            stop -= 1
        return min(stop, start + 8)

    # ---- signed, continued, embedded

    def _signed(self, line: Line, quotation: Quotation) -> Draft | None:
        signature = _signature().match(self.ground.text, quotation.end)
        if signature is None:
            return None
        start, end = signature.span("name")
        mentions = [item for item in self.ground.mentions if item.start < end and start < item.end]
        refs = mentions[0].refs if mentions else ()
        words = words_at(self.ground.text, start, end)
        voice = Voice(Speaker(start=words.start, end=words.end, text=words.text, actors=refs))
        return self._draft(line, quotation, voice, "signed", None)

    def _opens_sentence(self, line: Line, quotation: Quotation) -> bool:
        place = line.place_in(quotation.start)
        return all(line.token(at).pos_ in ("PUNCT", "SPACE", "CCONJ", "ADV") for at in range(line.first, place))

    def _continued(self, line: Line, quotation: Quotation, drafts: Sequence[Draft]) -> Draft | None:
        earlier = [draft for draft in drafts if draft.start < quotation.start and draft.weight > 0]
        if not earlier:
            return None
        last = max(earlier, key=lambda draft: (draft.line.number, draft.cue.start if draft.cue else draft.start))
        gap = line.number - last.line.number
        if (last.line.paragraph == line.paragraph and gap <= FAR + 1) or (
            gap == 1 and last.line.paragraph >= line.paragraph - 1
        ):
            return self._draft(line, quotation, last.voice, "continued", last.cue, last.via)
        return None

    def _embedded(self, line: Line, quotation: Quotation, drafts: Sequence[Draft]) -> Draft | None:
        place = line.place_in(quotation.start)
        clause = _last_told(line, place)
        reader = SubjectReader(line, self.lexicon)
        if (
            clause is not None
            and clause.subject is not None
            and clause.voice == "active"
            and place - clause.end <= 4
            and clause.subject.end <= clause.start
        ):
            phrase = reader.phrase_at(clause.subject.start)
            if phrase is not None and reader.speaks(phrase):
                voice = self.speakers.voice(line, phrase)
                return self._draft(line, quotation, voice, "embedded", None) if voice is not None else None
        if len(self.ground.text[quotation.inner_start : quotation.inner_end].split()) < FEWEST_WORDS + 3:
            return None
        earlier = [
            draft
            for draft in drafts
            if draft.line.paragraph == line.paragraph
            and draft.start < quotation.start
            and line.number - draft.line.number <= FAR
        ]
        if not earlier:
            return None
        last = max(earlier, key=lambda draft: (draft.line.number, draft.start))
        return self._draft(line, quotation, last.voice, "embedded", None, last.via)


@cache
def _signature() -> re.Pattern[str]:
    return re.compile(
        r"\s*[—–-]+\s*(?P<name>[A-ZÀ-Ý][\w'’.-]+(?: [A-ZÀ-Ýa-z][\w'’.-]+){1,4}(?:, [a-zà-ÿ][\w '’-]{2,60})?)"
    )


def _last_told(line: Line, place: int) -> Clause | None:
    """The last finite clause with a subject that ends before a token."""
    told = (item for item in reversed(line.clauses) if item.form == "finite" and item.end <= place)
    return next((item for item in told if item.subject is not None), None)
