"""Who stands behind the words: from the phrase that speaks to the actors, through documents, spokesmen and pronouns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from recoupe.records.actors import ActorMention
from recoupe.records.spans import Words, words_at
from recoupe.records.statements import Speaker
from recoupe.stages.statements.basis.ground import Ground, Line
from recoupe.stages.statements.basis.lexicon import Lexicon
from recoupe.stages.statements.voices.memory import Memory, Voice
from recoupe.stages.statements.voices.phrases import Subject
from recoupe.stages.statements.voices.subjects import SubjectReader


class SpeakerReader:
    """Turns phrases into speakers, sentence after sentence."""

    def __init__(self, ground: Ground, lexicon: Lexicon, memory: Memory) -> None:
        self.ground, self.lexicon, self.memory = ground, lexicon, memory
        self.small = lexicon.small

    def voice(self, line: Line, subject: Subject, limit: int | None = None, beside: bool = False) -> Voice | None:
        """The speaker that a phrase names; `limit` is the token up to which an issuer may follow ("publié par X").

        `beside` tells that the sentence's own words are what is said: no antecedent is sought in them.
        """
        words = self._words(line, subject.start, subject.end)
        if not words.text:
            return None
        head = line.low[subject.head]
        mentions = self._mentions(line, subject)
        if head in self.small.indefinite and not mentions:
            return self._indefinite(line, subject, words)
        if head in self.small.documents and not self._named_body(mentions, line, subject):
            return self._issuer(line, subject, words, limit)
        refs = self._refs(line, subject, mentions)
        anaphoric = self._anaphoric(line, subject, head)
        if anaphoric and (
            head in self.small.pronouns or all(ref.startswith("~") for ref in refs) or self._unlike(head, mentions)
        ):
            remembered = self._antecedent(line, subject, head, refs, beside)
            if remembered is not None:
                return self._again(remembered, words)
        kind = next((item.kind for item in mentions if item.refs[0] in refs), None)
        return Voice(
            self._speaker(words, refs),
            name=self._named(refs),
            plural=self._plural(line, subject, refs),
            feminine=self._gender(line, subject),
            kind=kind,
        )

    def _plainly(self, line: Line, subject: Subject) -> Voice | None:
        """The speaker that a phrase names by itself, no antecedent and no issuer sought."""
        words = self._words(line, subject.start, subject.end)
        if not words.text:
            return None
        refs = self._refs(line, subject, self._mentions(line, subject))
        return Voice(
            self._speaker(words, refs),
            name=self._named(refs),
            plural=self._plural(line, subject, refs),
            feminine=self._gender(line, subject),
        )

    def _again(self, remembered: Voice, words: Words) -> Voice:
        """The remembered speaker under other words; if no actor is known, the words that name him."""
        actors = remembered.speaker.actors
        said = words if any(not ref.startswith("~") for ref in actors) else remembered.words
        return Voice(
            self._speaker(said, actors),
            remembered.via,
            anaphoric=True,
            name=remembered.words,
            plural=remembered.plural,
            feminine=remembered.feminine,
            kind=remembered.kind,
        )

    def _antecedent(self, line: Line, subject: Subject, head: str, refs: Sequence[str], beside: bool) -> Voice | None:
        """Whom a pronoun or "la source" takes up: the last speaker, where number and gender do not forbid it."""
        if head not in self.small.pronouns:
            return self._remembered(head)
        last = (None if beside else self._same_sentence(line, subject)) or self.memory.voice
        if last is None and not refs:
            return self._last_named(line, subject)
        if last is not None and last is not self.memory.voice:
            return last
        if last is None or line.paragraph - self.memory.paragraph > 1 or line.number - self.memory.number > 4:
            return None if refs else last
        plural = head.strip("-") in self.small.grammar.plural_pronouns
        gender = self._pronoun_gender(head)
        collective = plural and last.kind not in (None, "person")
        if (plural != last.plural and not collective) or (
            gender is not None and last.feminine is not None and gender != last.feminine
        ):
            return None
        return last

    def _same_sentence(self, line: Line, subject: Subject) -> Voice | None:
        """The subject of an earlier main clause of the sentence ("X a perdu, mais il affirme …")."""
        if line.low[subject.head].startswith("-") or line.quoted(line.offset(subject.start)) is not None:
            return None
        plural = line.low[subject.head].strip("-") in self.small.grammar.plural_pronouns
        reader = SubjectReader(line, self.lexicon)
        for clause in reversed(line.clauses):
            if (
                clause.form != "finite"
                or clause.link == "relative"
                or clause.end > subject.start
                or clause.subject is None
                or line.quoted(line.offset(clause.start)) is not None
            ):
                continue
            phrase = (
                reader.phrase_at(clause.subject.start)
                if clause.subject.start >= line.first and clause.subject.end <= clause.start
                else None
            )
            if phrase is None or line.low[phrase.head] in self.small.pronouns or not reader.speaks(phrase):
                continue
            found = self._plainly(line, phrase)
            if (
                found is not None
                and found.plural == plural
                and found.feminine in (None, self._pronoun_gender(line.low[subject.head]))
            ):
                return found
        return None

    def _last_named(self, line: Line, subject: Subject) -> Voice | None:
        """The last person named before a pronoun that has nobody else to stand for."""
        at = line.offset(subject.start)
        near = [
            item
            for item in self.ground.mentions
            if item.end <= at and at - item.end < 600 and item.kind == "person" and item.form != "pronoun"
        ]
        if not near:
            return None
        last = near[-1]
        return Voice(self._speaker(Words(start=last.start, end=last.end, text=last.text), last.refs))

    def _unlike(self, head: str, mentions: Sequence[ActorMention]) -> bool:
        """ "le quotidien" read as a person; "l'organisation" read as another than the organisation that just spoke."""
        if head in (self.small.media | self.small.documents) and any(item.kind == "person" for item in mentions):
            return True
        last = self.memory.voice
        return (
            last is not None
            and last.kind not in (None, "person")
            and any(item.form == "description" and item.kind == last.kind for item in mentions)
        )

    def _named(self, refs: Sequence[str]) -> Words | None:
        """Where the page names the actor in full."""
        if not refs:
            return None
        found = next((item for item in self.ground.mentions if item.form == "name" and item.refs == tuple(refs)), None)
        return Words(start=found.start, end=found.end, text=found.text) if found is not None else None

    def _plural(self, line: Line, subject: Subject, refs: Sequence[str]) -> bool:
        if len(refs) > 1:
            return True
        return (
            "Plur" in line.token(subject.head).morph.get("Number", []) and line.token(subject.head).pos_ != "PROPN"
        ) or line.low[subject.start] in self.small.grammar.plural_words

    def _pronoun_gender(self, word: str) -> bool | None:
        """Feminine, masculine, or unknown, of a pronoun."""
        plain = word.strip("-")
        return (
            True if plain in self.small.grammar.feminine else False if plain in self.small.grammar.masculine else None
        )

    def _gender(self, line: Line, subject: Subject) -> bool | None:
        """Feminine, masculine, or unknown: by the first word, else by the head."""
        first = line.low[subject.start]
        if first in self.small.grammar.feminine:
            return True
        if first in self.small.grammar.masculine:
            return False
        return None

    def _speaker(self, words: Words, refs: Sequence[str]) -> Speaker:
        name = words.text.lstrip("-")  # "a-t-il": the mark that joins an inverted pronoun is no part of it
        start = words.end - len(name)
        return Speaker(start=start, end=words.end, text=name, actors=tuple(dict.fromkeys(refs)))

    def _words(self, line: Line, start: int, end: int) -> Words:
        return (
            words_at(self.ground.text, line.offset(start), line.ending(end))
            if end > start
            else Words(start=0, end=0, text="")
        )

    def _mentions(self, line: Line, subject: Subject) -> tuple[ActorMention, ...]:
        return line.at(line.offset(subject.start), line.ending(subject.end)) if subject.end > subject.start else ()

    def _named_body(self, mentions: Sequence[ActorMention], line: Line, subject: Subject) -> bool:
        """A known actor whose name opens with such a word ("le Monde", "Rapport X")."""
        at = line.offset(subject.head)
        return any(item.start <= at < item.end and item.form == "name" for item in mentions)

    def _refs(self, line: Line, subject: Subject, mentions: Sequence[ActorMention]) -> tuple[str, ...]:
        """The actors of a phrase: whoever covers its head, a name in apposition, coordinates; not those in its
        complements."""
        if not mentions:
            return ()
        at = line.offset(subject.head)
        over = [item for item in mentions if item.start <= at < item.end]
        chosen = [max(over, key=lambda item: (item.end - item.start, item.form == "name"))] if over else []
        for item in mentions:
            if (
                item not in chosen
                and not any(item.start < other.end and other.start < item.end for other in chosen)
                and self._level(line, item, subject)
            ):
                chosen.append(item)
        if not chosen:
            chosen = [mentions[0]]
        known = [item for item in chosen if not item.ref.startswith("~")]
        names = [item for item in chosen if item.form == "name"]
        if not self._coordinated(chosen):
            persons = [item for item in names if item.kind == "person"]
            best = (
                next((item for item in persons or names if item in known), None)
                or (persons or known or names or chosen)[0]
            )
            return best.refs
        return tuple(ref for item in chosen for ref in item.refs)

    def _level(self, line: Line, item: ActorMention, subject: Subject) -> bool:
        """Apposition or coordinate: nothing, a comma or a coordinator before it."""
        place = line.place_in(item.start)
        before = place - 1
        while before > subject.start and line.token(before).pos_ in ("DET", "SPACE"):
            before -= 1
        if before < subject.start:
            return True
        return (
            line.low[before] in (",", "(")
            or line.low[before] in self.small.coordinators
            or line.token(before).pos_ in ("NOUN", "PROPN", "ADJ")
        )

    def _coordinated(self, chosen: Sequence[ActorMention]) -> bool:
        ordered = sorted(chosen, key=lambda item: item.start)
        for left, right in pairwise(ordered):
            between = self.ground.text[left.end : right.start].lower().split()
            if any(word.strip(",") in self.small.coordinators for word in between):
                return True
        return False

    # ---- documents, anaphors, pronouns

    def _issuer(self, line: Line, subject: Subject, words: Words, limit: int | None) -> Voice | None:
        """The speaker of a document is its issuer, the document the channel."""
        last = max(subject.end, limit or subject.end)
        reader = SubjectReader(line, self.lexicon)
        opened = self.small.genitives | self.small.agents | self.small.grammar.issued
        last = self._phrase_end(line, last)
        agents = [place for place in range(subject.head + 1, last) if line.low[place] in self.small.agents]
        for place in [*agents, *range(subject.head + 1, last)]:
            if self.lexicon.plain(line.low[place]) in opened or (
                place == subject.head + 1 and line.token(place).pos_ == "PROPN"
            ):
                start = place + 1 if self.lexicon.plain(line.low[place]) in opened else place
                phrase = reader.phrase_at(start) if start < last else None
                if (
                    phrase is not None
                    and line.low[phrase.head] not in self.small.documents | self.small.recipients
                    and reader.speaks(phrase)
                ):
                    issuer = self._words(line, phrase.start, min(phrase.end, max(last, phrase.end)))
                    refs = self._refs(line, phrase, self._mentions(line, phrase))
                    return Voice(self._speaker(issuer, refs), (words,))
        inner = [
            item
            for item in line.at(words.start, max(words.end, line.ending(last)))
            if item.form != "pronoun" and item.start >= words.start
        ]
        if inner:
            return Voice(
                self._speaker(words_at(self.ground.text, inner[0].start, inner[0].end), inner[0].refs), (words,)
            )
        owner = self._author(line, subject)
        if owner is not None:
            return Voice(owner.speaker, (words,), name=owner.name, plural=owner.plural, feminine=owner.feminine)
        remembered = self.memory.document or self.memory.voice
        if remembered is not None and self._definite(line, subject):
            again = self._again(remembered, words)
            return Voice(
                again.speaker,
                remembered.via or (words,),
                anaphoric=True,
                name=again.name,
                plural=again.plural,
                feminine=again.feminine,
            )
        return Voice(self._speaker(words, ()), (words,))

    def _phrase_end(self, line: Line, start: int) -> int:
        """As far as an issuer may stand: the next comma, mark or verb of the sentence."""
        for place in range(start, min(line.last, start + 20)):
            started = line.starts.get(place)
            if (
                line.low[place] in (",", ";", ":", ".", ")")
                or line.opens(place) is not None
                or (started is not None and started.form == "finite")
            ):
                return place
        return min(line.last, start + 20)

    def _author(self, line: Line, subject: Subject) -> Voice | None:
        """ "TVE a émis un communiqué affirmant …": whoever issues it in the same sentence."""
        clause = next(
            (
                item
                for item in reversed(line.clauses)
                if item.form == "finite"
                and item.end <= subject.start
                and item.subject is not None
                and item.subject.end <= item.start
                and subject.start - item.end < 12
            ),
            None,
        )
        if clause is None or clause.subject is None:
            return None
        phrase = SubjectReader(line, self.lexicon).phrase_at(max(clause.subject.start, line.first))
        if (
            phrase is None
            or line.low[phrase.head] in self.small.documents
            or not SubjectReader(line, self.lexicon).speaks(phrase)
        ):
            return None
        if line.low[phrase.head] in self.small.indefinite:
            return None
        return self.voice(line, phrase, beside=True)

    def _definite(self, line: Line, subject: Subject) -> bool:
        return line.low[subject.start] in self.small.grammar.definites or subject.start == subject.head

    def _anaphoric(self, line: Line, subject: Subject, head: str) -> bool:
        if head in self.small.pronouns:
            return True
        short = subject.end - subject.start <= 3
        return head in self.small.anaphors and short and self._definite(line, subject) and subject.start < subject.head

    def _remembered(self, head: str) -> Voice | None:
        if head in self.small.documents and self.memory.document is not None:
            return self.memory.document
        if head in self.small.spokes and self.memory.relay is not None:
            return self.memory.relay
        return self.memory.voice

    def _indefinite(self, line: Line, subject: Subject, words: Words) -> Voice | None:
        """ "lit-on dans le document": the document speaks; "dit-on": nobody."""
        reader = SubjectReader(line, self.lexicon)
        for place in range(subject.end, min(line.last, subject.end + 6)):
            if self.lexicon.plain(line.low[place]) in self.small.channel_prepositions:
                phrase = reader.phrase_at(place + 1)
                if phrase is None:
                    return None
                if line.low[phrase.head] in self.small.documents:
                    return self._issuer(line, phrase, self._words(line, phrase.start, phrase.end), None)
                refs = self._refs(line, phrase, self._mentions(line, phrase))
                found = self._words(line, phrase.start, phrase.end)
                return Voice(self._speaker(found, refs)) if refs or reader.speaks(phrase) else None
        if words.text.lower() == "it" and self.memory.voice is not None:
            return self._again(self.memory.voice, words)
        return None
