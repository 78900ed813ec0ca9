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
from recoupe.stages.statements.voices.announcing import AnnouncementReader, Named
from recoupe.stages.statements.voices.memory import Voice
from recoupe.stages.statements.voices.phrases import Subject
from recoupe.stages.statements.voices.speakers import SpeakerReader
from recoupe.stages.statements.voices.subjects import SubjectReader

FEWEST_WORDS = 5  # words of a quotation that may be attributed without a cue of its own
FAR = 2  # sentences between a quotation and the statement that it goes on with


class ContextReader:
    """Attributes the quotations that no cue has claimed."""

    def __init__(self, ground: Ground, lexicon: Lexicon, speakers: SpeakerReader) -> None:
        self.ground, self.lexicon, self.speakers = ground, lexicon, speakers
        self.around = AnnouncementReader(ground, lexicon)

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
        answer = self._answer(line, [*drafts, *found])
        return [*found, *((answer,) if answer is not None else ())]

    def _answer(self, line: Line, drafts: Sequence[Draft]) -> Draft | None:
        """ "Jean Morel : La mer monte …": a paragraph of an interview, a name before its words."""
        answered = self.around.answer(line)
        if answered is None or any(draft.line is line and draft.end > line.offset(answered.opens) for draft in drafts):
            return None
        voice = self.speakers.voice(line, answered.phrase)
        if voice is None:
            return None
        content = [(line.offset(answered.opens), answered.end)]
        return Draft(line, content, voice, self.lexicon.contexts["named-colon"].id, via=list(voice.via), weight=1)

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
        opens = self._opens_sentence(line, quotation)
        words = self._words(quotation)
        if quotation.recovered or (words < FEWEST_WORDS and not (opens and words > 1 and self.around.whole(quotation))):
            return None
        if not opens:
            return self._embedded(line, quotation, drafts)
        if words < FEWEST_WORDS:
            return self._continued(line, quotation, drafts, 1)
        named = self._named(line, quotation, self.around.behind(line, quotation), "named-behind")
        if named is not None:
            return named
        announced = self._named(line, quotation, self.around.announced(line, quotation), "announced")
        last = self._continued(line, quotation, drafts)
        if last is not None and (announced is None or self._spoken_before(line, drafts)):
            return last
        return announced

    def _words(self, quotation: Quotation) -> int:
        return len(self.ground.text[quotation.inner_start : quotation.inner_end].split())

    def _named(self, line: Line, quotation: Quotation, named: Named | None, rule: str) -> Draft | None:
        voice = self.speakers.voice(named.line, named.phrase) if named is not None else None
        return self._draft(line, quotation, voice, rule, None, voice.via) if voice is not None else None

    def _spoken_before(self, line: Line, drafts: Sequence[Draft]) -> bool:
        """The sentence before, or this one, holds a statement: the quotation goes on with it."""
        return any(line.number - draft.line.number <= 1 for draft in drafts)

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
            return self._behind_dash(line, quotation) if before.endswith(("-", "–", "—")) else None
        same = [
            draft
            for draft in drafts
            if draft.line is line or (draft.line.number == line.number - 1 and quotation.start - line.start < 3)
        ]
        near = [draft for draft in same if draft.cue is not None and draft.cue.start < quotation.start]
        if near:
            last = max(near, key=lambda draft: draft.cue.start if draft.cue else 0)
            return self._draft(line, quotation, last.voice, "colon", last.cue, last.via)
        if self._words(quotation) < FEWEST_WORDS - 1:
            return None
        place = line.place_in(quotation.start)
        clause = _last_told(line, place)
        reader = SubjectReader(line, self.lexicon)
        if clause is not None and clause.subject is not None:
            phrase = reader.phrase_at(clause.subject.start)
            if phrase is None or not reader.speaks(phrase):
                phrase = self._first_speaker(line, max(clause.subject.start, line.first), clause.start, reader)
            voice = self.speakers.voice(line, phrase) if phrase is not None else None
            if voice is not None:
                stop = self._cue_end(line, clause.start, place)
                return self._draft(
                    line,
                    quotation,
                    voice,
                    "colon",
                    words_at(self.ground.text, line.offset(clause.start), line.ending(stop)),
                    voice.via,
                )
            return self._resumed(line, quotation)
        phrase = reader.phrase_at(line.first)
        if phrase is None or not (phrase.reach >= place - 2 and reader.speaks(phrase)):
            phrase = self._first_speaker(line, line.first, place, reader) if clause is None else None
        voice = self.speakers.voice(line, phrase) if phrase is not None else None
        if voice is None:
            return self._resumed(line, quotation)
        return self._draft(line, quotation, voice, "named-colon", None, voice.via)

    def _first_speaker(self, line: Line, start: int, stop: int, reader: SubjectReader) -> Subject | None:
        """Whoever is named first where no verb of a speaker's is read: "Réaction du maire : « … »", "Et le maire de
        conclure : « … »", "Le verdict de l'expert est sans appel : « … »"."""
        for place in range(start, stop):
            if line.token(place).pos_ not in ("DET", "PROPN", "NOUN") or line.quoted(line.offset(place)) is not None:
                continue
            phrase = reader.owner_at(place)
            if phrase is None or phrase.reach > stop:
                continue
            over = line.at(line.offset(phrase.head), line.ending(phrase.head + 1))
            if (
                any(item.form in ("name", "title") for item in over)
                or line.low[phrase.head] in self.lexicon.small.people
            ):
                return phrase
        return None

    def _behind_dash(self, line: Line, quotation: Quotation) -> Draft | None:
        """ "Jean Morel - « … »": nothing but a name before the dash."""
        place = line.place_in(quotation.start)
        reader = SubjectReader(line, self.lexicon)
        phrase = reader.phrase_at(line.first) if self._words(quotation) >= FEWEST_WORDS else None
        if phrase is None or phrase.reach != place - 1 or not reader.speaks(phrase):
            return None
        voice = self.speakers.voice(line, phrase)
        return self._draft(line, quotation, voice, "named-colon", None, voice.via) if voice is not None else None

    def _resumed(self, line: Line, quotation: Quotation) -> Draft | None:
        """ "C'est pour elle une vocation : « J'ai choisi … »": words in the first person are the last speaker's."""
        memory = self.speakers.memory
        if memory.voice is None or self._words(quotation) < FEWEST_WORDS or line.paragraph - memory.paragraph > 1:
            return None
        first, last = line.place_in(quotation.start), line.after(quotation)
        own = any(line.low[at] in self.lexicon.small.first_persons for at in range(first, last))
        return self._draft(line, quotation, memory.voice, "colon", None, memory.voice.via) if own else None

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

    def _continued(self, line: Line, quotation: Quotation, drafts: Sequence[Draft], far: int = FAR + 1) -> Draft | None:
        earlier = [draft for draft in drafts if draft.start < quotation.start and draft.weight > 0]
        if not earlier:
            return None
        last = max(earlier, key=lambda draft: (draft.line.number, draft.cue.start if draft.cue else draft.start))
        gap = line.number - last.line.number
        if (last.line.paragraph == line.paragraph and gap <= far) or (
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
        if self._words(quotation) < FEWEST_WORDS + 3:
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
