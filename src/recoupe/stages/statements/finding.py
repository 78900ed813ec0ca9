"""The door: from a parsed article to its statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from recoupe.languages.pack import LanguagePack
from recoupe.records.clauses import Passage
from recoupe.records.pages import Article
from recoupe.records.readings import Mentions
from recoupe.records.spans import Words
from recoupe.records.statements import Statement
from recoupe.stages.statements.ahead import AheadFinder
from recoupe.stages.statements.attributions import AttributionReader
from recoupe.stages.statements.backward import ContentReader
from recoupe.stages.statements.basis.drafts import Draft
from recoupe.stages.statements.basis.ground import Line, lay_ground
from recoupe.stages.statements.basis.lexicon import lexicon_of
from recoupe.stages.statements.extents import Bounds, content_end, stretch
from recoupe.stages.statements.nesting import finish
from recoupe.stages.statements.nouns import NounCue, find_nouns, pseudo_clause, subject_end
from recoupe.stages.statements.sources import Chunk
from recoupe.stages.statements.verbs.cues import Cue, find_cues
from recoupe.stages.statements.verbs.frames import FrameReader
from recoupe.stages.statements.verbs.objects import Opening
from recoupe.stages.statements.verbs.passives import read_passive
from recoupe.stages.statements.voices.memory import Voice
from recoupe.stages.statements.voices.phrases import Subject
from recoupe.stages.statements.voices.subjects import SubjectReader

KEPT = 12  # statements looked back over for the channel of the same speaker's words


def find_statements(
    article: Article, passages: Sequence[Passage], mentions: Mentions, pack: LanguagePack
) -> tuple[Statement, ...]:
    """Find who is reported to have said what, in the order of the text; the headline is not read.

    Offsets count in `article.text`, end exclusive. Speakers hold refs of `mentions`; nothing is judged across articles.
    Raises ResourceError only if a speech file of the language does not read as it should.
    """
    ground = lay_ground(article, passages, mentions.actors)
    finder = Finder(ground, lexicon_of(pack))
    for line in ground.lines:
        finder.read(line)
    return finish(ground, finder.drafts)


class Finder(AheadFinder):
    """Reads the sentences of one article in order and remembers who spoke last."""

    def read(self, line: Line) -> None:
        """Find the statements of one sentence."""
        subjects = SubjectReader(line, self.lexicon)
        attributions = AttributionReader(line, self.lexicon, subjects)
        cues = list(find_cues(line, self.lexicon))
        chunks = attributions.prepositions()
        ahead: list[tuple[Cue, Opening]] = []
        passive = [cue for cue in cues if cue.clause.voice == "passive" and not cue.entry.words]
        for cue in cues:
            if any(chunk.start <= cue.start < chunk.end for chunk in chunks) or cue in passive:
                continue
            beside = attributions.verb(cue)
            if beside is not None:
                chunks.append(beside)
                continue
            opening = FrameReader(line, cue, self.lexicon).read()
            if opening is not None:
                ahead.append((cue, opening))
        chunks.sort(key=lambda chunk: chunk.start)
        ahead = [(cue, opening) for cue, opening in ahead if not self._as_saying(cue, chunks)]
        own = [chunk for chunk in chunks if self._own_words(line, chunk, ahead)]
        chunks = [chunk for chunk in chunks if chunk not in own]
        bounds = Bounds(
            self.lexicon,
            [(chunk.start, chunk.end) for chunk in chunks],
            {cue.start: cue for cue in cues},
            {cue.start for cue, _ in ahead},
            {chunk.start: chunk.end for chunk in own},
        )
        for _, find in sorted(self._tasks(line, chunks, ahead, passive, bounds, subjects), key=lambda task: task[0]):
            for draft in find():
                self._keep(line, draft)
        for draft in self.contexts.read(line, self.drafts[-40:]):
            self._keep(line, draft)

    def _as_saying(self, cue: Cue, chunks: Sequence[Chunk]) -> bool:
        """The citing verb of "the agency quoted X as saying": part of another cue."""
        citing = cue.clause.lemma in self.lexicon.small.grammar.citing
        return citing and any(chunk.cue_start <= cue.start < chunk.cue_end for chunk in chunks)

    def _own_words(self, line: Line, chunk: Chunk, ahead: Sequence[tuple[Cue, Opening]]) -> bool:
        """ "X précise que le métal est, selon lui, rare": the attribution repeats the speaker of what it stands in."""
        if (
            chunk.verb is not None
            or chunk.speaker is None
            or line.low[chunk.speaker.head] not in self.lexicon.small.pronouns
        ):
            return False
        return any(
            opening.start < chunk.start
            and not any(line.low[place] in (";", ".") for place in range(opening.start, chunk.start))
            for _, opening in ahead
        )

    def _keep(self, line: Line, draft: Draft) -> None:
        draft.via = list(dict.fromkeys([*draft.via, *self._kept_channel(draft)]))
        here = [other for other in self.drafts if other.line is line]
        self.drafts.append(draft)
        cue = draft.cue
        if (
            cue is not None
            and line.quoted(cue.start) is not None
            and draft.weight > 1
            and not any(end <= cue.start for _, end in draft.content)
        ):
            return  # somebody whom a quotation quotes
        if cue is not None and any(other.start <= cue.start and cue.end <= other.end for other in here):
            return  # carried by another's words
        self.memory.note(
            draft.voice,
            line,
            relays=not (draft.voice.kind == "person" and line.quoted(draft.start) is not None)
            and any(other.cue is not None and draft.covers(other.cue.start, other.cue.end) for other in here),
        )

    def _tasks(
        self,
        line: Line,
        chunks: Sequence[Chunk],
        ahead: Sequence[tuple[Cue, Opening]],
        passive: Sequence[Cue],
        bounds: Bounds,
        subjects: SubjectReader,
    ) -> Iterator[tuple[int, Callable[[], list[Draft]]]]:
        """What is to be read in the sentence, by the place of its cue: in that order pronouns find who spoke before."""
        reader = ContentReader(self.ground.text, line, self.lexicon, chunks)
        for chunk in chunks:
            yield chunk.cue_start, partial(self._beside, line, chunk, reader)
        for cue, opening in ahead:
            yield cue.start, partial(self._ahead, line, cue, opening, bounds, subjects)
        for cue in passive:
            yield cue.start, partial(self._passive, line, cue, bounds, subjects)
        for noun in find_nouns(line, self.lexicon, subjects):
            yield noun.start, partial(self._noun, line, noun, bounds, subjects)

    def _kept_channel(self, draft: Draft) -> tuple[Words, ...]:
        """The channel of the same speaker's words just before goes on ("Il a ajouté que …")."""
        if draft.via:
            return ()
        actors = draft.voice.speaker.actors
        for last in reversed(self.drafts[-KEPT:]):
            if draft.line.number - last.line.number > 2 or draft.line.paragraph - last.line.paragraph > 1:
                return ()
            same = actors == last.voice.speaker.actors if actors else draft.voice.words == last.voice.words
            if same and (draft.voice.anaphoric or actors):
                return tuple(last.via)
        return ()

    def _beside(self, line: Line, chunk: Chunk, reader: ContentReader) -> list[Draft]:
        voice = (
            self.speakers.voice(line, chunk.speaker, chunk.end, beside=chunk.verb is not None)
            if chunk.speaker is not None
            else None
        )
        if voice is None:
            return []
        via = [*voice.via, *self._via(line, chunk)]
        polarity = chunk.verb.polarity if chunk.verb is not None else chunk.rule.polarity
        cue = self._words(line, chunk.cue_start, chunk.cue_end)
        relayed = self._medium(line, chunk.speaker)
        return [
            Draft(
                line,
                content,
                voice,
                chunk.rule.id,
                cue,
                polarity,
                chunk.rule.stance,
                via,
                relayed=relayed,
                interrupts=reader.interrupts(chunk),
            )
            for content in reader.read(chunk)
        ]

    def _medium(self, line: Line, speaker: Subject | None) -> bool:
        """The speaker is a medium or an agency."""
        if speaker is None:
            return False
        return any(item.kind == "media" for item in line.at(line.offset(speaker.start), line.ending(speaker.end)))

    def _via(self, line: Line, chunk: Chunk) -> tuple[Words, ...]:
        if chunk.verb is None:
            return ()
        end = next(
            (place for place in range(chunk.end, line.last) if line.low[place] in (";", ".") or line.opens(place)),
            line.last,
        )
        near = self.channels.near(line, [(chunk.cue_end, end)])
        told = self.channels.told(line, chunk.cue_end) if chunk.rule.addressee else None
        return near if told is None or any(told.overlaps(item) for item in near) else (told, *near)

    def _passive(self, line: Line, cue: Cue, bounds: Bounds, subjects: SubjectReader) -> list[Draft]:
        if cue.clause.lemma in self.lexicon.small.grammar.citing:
            return []  # "X was quoted by Y as saying …": the saying is X's
        found = read_passive(self.ground, line, cue, subjects, self.lexicon, bounds)
        voice = self.speakers.voice(line, found.speaker) if found is not None else None
        if found is None or voice is None:
            return []
        rule = cue.entry.rule
        return [
            Draft(
                line,
                found.content,
                voice,
                rule.id,
                self._words(line, cue.start, cue.end),
                cue.polarity,
                rule.stance,
                list(voice.via),
            )
        ]

    def _noun(self, line: Line, noun: NounCue, bounds: Bounds, subjects: SubjectReader) -> list[Draft]:
        if self._governed(line, noun, bounds):
            return []
        voice = self._owner(line, noun, subjects)
        if voice is None:
            return []
        end = content_end(line, noun.opens, pseudo_clause(noun.start, noun.end), bounds, noun.nominal)
        end = min(end, subject_end(line, noun, end))
        whole = stretch(line, noun.opens, end) if end > noun.opens else None
        if whole is None:
            return []
        rule = noun.entry.rule
        return [
            Draft(
                line,
                [whole],
                voice,
                rule.id,
                self._words(line, noun.start, noun.end),
                rule.polarity,
                rule.stance,
                list(voice.via),
            )
        ]

    def _governed(self, line: Line, noun: NounCue, bounds: Bounds) -> bool:
        """The noun is the object of a verb of speech by the same speaker ("a exprimé son désaccord sur …")."""
        verb = next(
            (
                cue
                for start, cue in sorted(bounds.cues.items(), reverse=True)
                if start < noun.start and start in bounds.forward
            ),
            None,
        )
        possessive = any(
            line.low[place] in self.lexicon.small.possessives
            for place in range(max(line.first, noun.start - 2), noun.start)
        )
        return verb is not None and (noun.start < verb.end or (noun.start - verb.end <= 3 and possessive))

    def _owner(self, line: Line, noun: NounCue, subjects: SubjectReader) -> Voice | None:
        """Whose noun it is; a possessive points to the subject of its clause."""
        speaker = noun.speaker
        if line.low[speaker.head] not in self.lexicon.small.possessives:
            return self.speakers.voice(line, speaker)
        own = line.at(line.offset(speaker.start), line.ending(speaker.end))
        if own:
            return self.speakers.voice(line, speaker)
        clause = next(
            (item for item in reversed(line.clauses) if item.start < noun.start and item.subject is not None), None
        )
        if clause is None or clause.subject is None:
            return None
        phrase = subjects.phrase_at(max(clause.subject.start, line.first))
        return self.speakers.voice(line, phrase) if phrase is not None and subjects.speaks(phrase) else None
