"""Statements whose cue stands before what is said: "X a dit que …", "X condemned …"."""

from __future__ import annotations

from recoupe.records.clauses import Clause
from recoupe.records.spans import Words, words_at
from recoupe.records.statements import Speaker
from recoupe.stages.statements.basis.drafts import Draft, Offsets
from recoupe.stages.statements.basis.ground import Ground, Line
from recoupe.stages.statements.basis.lexicon import Lexicon
from recoupe.stages.statements.contexts import ContextReader
from recoupe.stages.statements.extents import Bounds, content_end, declared, stretch
from recoupe.stages.statements.verbs.cues import Cue
from recoupe.stages.statements.verbs.objects import Opening
from recoupe.stages.statements.voices.channels import ChannelReader
from recoupe.stages.statements.voices.memory import Memory
from recoupe.stages.statements.voices.phrases import Subject
from recoupe.stages.statements.voices.speakers import SpeakerReader
from recoupe.stages.statements.voices.subjects import SubjectReader


class AheadFinder:
    """Finds the statements that a verb opens; holds what the reading of one article needs."""

    def __init__(self, ground: Ground, lexicon: Lexicon) -> None:
        self.ground, self.lexicon = ground, lexicon
        self.memory = Memory()
        self.speakers = SpeakerReader(ground, lexicon, self.memory)
        self.channels = ChannelReader(ground, lexicon)
        self.contexts = ContextReader(ground, lexicon, self.speakers)
        self.drafts: list[Draft] = []

    def _ahead(self, line: Line, cue: Cue, opening: Opening, bounds: Bounds, subjects: SubjectReader) -> list[Draft]:
        speaker = self._speaker_of(line, cue, bounds, subjects)
        if speaker is None or self._unfit(line, cue, opening, speaker, subjects):
            return []
        cited = subjects.cited(cue, speaker)
        voice = self.speakers.voice(line, cited or speaker)
        content, end = self._content(line, cue.clause, opening, bounds)
        if voice is None or not content:
            return []
        before = self._before(line, cue, speaker)
        via = [
            *voice.via,
            *self.channels.near(line, [before, (cue.end, opening.start), (end, min(line.last, end + 12))]),
        ]
        told = self.channels.told(line, cue.end) if cue.entry.rule.addressee else None
        holding = self.channels.holding(line, cue.start)
        via += [item for item in (told, holding) if item is not None]
        if cited is not None:
            via.append(self._words(line, speaker.start, speaker.end))
        return [
            Draft(
                line,
                content,
                voice,
                cue.entry.rule.id,
                self._words(line, cue.start, cue.end),
                cue.polarity,
                cue.entry.rule.stance,
                via,
                addressee=self._addressee(line, cue, opening, subjects),
                own=line.low[speaker.head] in self.lexicon.small.first_persons,
            )
        ]

    def _addressee(self, line: Line, cue: Cue, opening: Opening, subjects: SubjectReader) -> Speaker | None:
        """Who is spoken to, named between the verb and what is said ("a exhorté X à …", "told X that …", "à X")."""
        for place in range(cue.end, opening.start):
            dative = self.lexicon.plain(line.low[place]) in self.lexicon.small.addressees
            if not dative and not (place == cue.end and cue.entry.rule.addressee):
                continue
            phrase = subjects.owner_at(place + 1 if dative else place)
            if phrase is None or phrase.end > opening.start or not subjects.speaks(phrase):
                continue
            voice = self.speakers.voice(line, phrase)
            return voice.speaker if voice is not None else None
        return None

    def _speaker_of(self, line: Line, cue: Cue, bounds: Bounds, subjects: SubjectReader) -> Subject | None:
        """The subject; of a gerund or an infinitive the subject of the sentence, where the parse offers a thing."""
        own = subjects.subject(cue)
        if own is not None and line.low[own.head] in self.lexicon.small.first_persons:
            return own
        if cue.clause.form in ("finite", "participle") or cue.start == line.first:
            return own
        comma = any(line.low[place] == "," for place in range(max(line.first, cue.start - 3), cue.start))
        privative = any(
            line.low[place] in self.lexicon.small.privatives
            for place in range(max(line.first, cue.start - 2), cue.start)
        )
        apart = cue.clause.form == "gerund" and (comma or self.lexicon.small.order == "final")
        if own is not None and subjects.speaks(own) and not (apart or privative):
            return own
        earlier = [
            item for start, item in sorted(bounds.cues.items()) if start < cue.start and item.clause.form == "finite"
        ]
        for other in reversed([item for item in earlier if item.clause.link != "complement"] or earlier[:1]):
            found = subjects.subject(other)
            if found is not None and subjects.speaks(found):
                return subjects.inherit(found)
        for clause in line.clauses:
            if (
                clause.form == "finite"
                and clause.link != "relative"
                and clause.subject is not None
                and clause.end <= cue.start
            ):
                phrase = subjects.phrase_at(max(clause.subject.start, line.first))
                if phrase is not None and subjects.speaks(phrase):
                    return subjects.inherit(phrase)
        return own

    def _before(self, line: Line, cue: Cue, speaker: Subject | None) -> tuple[int, int]:
        """Where a channel may stand before the cue: at the head of the sentence, and behind the verb that governs a
        gerund."""
        taken = [draft.end for draft in self.drafts if draft.line is line]
        start = line.first
        if cue.clause.form == "gerund":
            above = next(
                (item for item in reversed(line.clauses) if item.end <= cue.start and item.form == "finite"), None
            )
            return (above.end if above is not None else start, cue.start)
        if speaker is None or taken or speaker.start > cue.start:
            return (start, start)
        end = next((clause.start for clause in line.clauses if clause.form == "finite"), cue.start)
        return (start, min(end, cue.start))

    def _unfit(self, line: Line, cue: Cue, opening: Opening, speaker: Subject, subjects: SubjectReader) -> bool:
        """Nobody speaks: the subject is a thing, or the speaker of a quotation speaks of himself."""
        word = line.low[speaker.head]
        if word in self.lexicon.small.first_persons:
            told = cue.clause.tense in ("past", "pluperfect", "imperfect") and not cue.clause.negated
            return line.quoted(line.offset(cue.start)) is None or cue.entry.rule.weak or not told
        if self._own_thing(line, speaker):
            return True
        if "document" in cue.entry.kinds:
            return word not in self.lexicon.small.documents
        idea = opening.frame == "object" and "object" not in cue.entry.kinds and line.token(speaker.head).pos_ == "NOUN"
        if cue.entry.rule.weak or idea:
            return not subjects.speaks(speaker)
        if cue.clause.form == "infinitive" and not subjects.speaks(speaker):
            return True  # "une mobilisation pour exiger que …": an aim that nobody voices
        return opening.frame not in ("that", "quote", "bare", "whether") and subjects.thing(speaker)

    def _own_thing(self, line: Line, speaker: Subject) -> bool:
        """ "« … mon bilan montre que … »": something of the quoted speaker's own says nothing to anybody."""
        first = line.token(speaker.start)
        if line.quoted(line.offset(speaker.start)) is None or first.pos_ != "DET":
            return False
        return "1" in first.morph.get("Person", []) and line.low[speaker.head] not in self.lexicon.small.people

    def _content(self, line: Line, clause: Clause, opening: Opening, bounds: Bounds) -> tuple[list[Offsets], int]:
        """The stretches of what is said, and the first token behind it."""
        start = opening.start
        if opening.quotation is not None and opening.frame in ("quote", "that"):
            end = line.after(opening.quotation)
            if self._quotation_is_all(line, end, bounds):
                return [piece for piece in opening.quotation.pieces if piece[0] < piece[1]], end
        end = content_end(line, start, clause, bounds, opening.nominal)
        cuts = [
            start,
            *(
                edge
                for begin, stop in sorted(bounds.transparent.items())
                if start < begin < end
                for edge in (begin, stop)
            ),
            end,
        ]
        ranges = [
            part
            for first, last in zip(cuts[::2], cuts[1::2], strict=True)
            for part in declared(line, first, last, opening.frame, self.lexicon)
        ]
        pieces = [stretch(line, first, last) for first, last in ranges if first < last]
        return [piece for piece in pieces if piece is not None], end

    def _quotation_is_all(self, line: Line, end: int, bounds: Bounds) -> bool:
        """Behind the quotation the reporter goes on."""
        if end >= line.last or line.token(end).is_space:
            return True
        word = line.low[end]
        if word in self.lexicon.small.coordinators:
            return end + 1 >= line.last or line.low[end + 1] not in self.lexicon.small.declaratives
        return (
            word in (",", ".", ";", ":", ")", "!", "?", "…", "-", "–", "—")
            or end in bounds.cues
            or word in self.lexicon.small.purposes
            or line.token(end).pos_ in ("X", "VERB", "AUX")
        )

    def _words(self, line: Line, start: int, end: int) -> Words:
        return words_at(self.ground.text, line.offset(start), line.ending(end))
