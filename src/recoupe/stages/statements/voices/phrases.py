"""Phrases that name somebody, read by pattern: names, complements, appositions; and whether such a one can speak."""

from __future__ import annotations

from dataclasses import dataclass, replace

from recoupe.records.actors import ActorMention
from recoupe.stages.statements.basis.ground import Line
from recoupe.stages.statements.basis.lexicon import Lexicon
from recoupe.stages.statements.extents import is_mark

PHRASE_POS = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM", "ADP", "PRON", "X", "SYM", "PART"})
LONGEST = 40  # tokens of a phrase at most  # tokens of a phrase at most


@dataclass(frozen=True, slots=True)
class Subject:
    """A phrase that names a speaker: its head, its tokens, and `reach`: the first token behind its appositions and
    relative clauses.

    `inherited` tells that the phrase stands in another clause (coordination, gerund).
    """

    head: int
    start: int
    end: int
    reach: int
    inherited: bool = False


class PhraseReader:
    """Reads the noun phrases of one sentence."""

    def __init__(self, line: Line, lexicon: Lexicon) -> None:
        self.line, self.lexicon = line, lexicon
        self.small = lexicon.small
        self.narrow = False  # phrases go on with genitives only

    def owner_at(self, start: int) -> Subject | None:
        """The noun phrase that opens at a token, with genitives only ("du Sénat | sur le budget")."""
        self.narrow = True
        found = self.phrase_at(start)
        self.narrow = False
        return found

    def phrase_at(self, start: int) -> Subject | None:
        """The noun phrase that opens at a token: names, complements with "de", appositions between commas."""
        line = self.line
        if (
            start >= line.last
            or line.token(start).pos_ not in PHRASE_POS | {"VERB", "ADV"}
            or line.token(start).pos_ == "ADP"
        ):
            return None
        end = self._run(start)
        if end <= start:
            return None
        if not any(
            line.token(place).pos_ in ("NOUN", "PROPN", "PRON", "X", "NUM", "ADJ") for place in range(start, end)
        ):
            return None
        reach = self._apposition(end)
        head = self._first_noun(start, end)
        return Subject(head, start, reach, reach)

    def _first_noun(self, start: int, end: int) -> int:
        line = self.line
        return next(
            (place for place in range(start, end) if line.token(place).pos_ in ("NOUN", "PROPN", "PRON")), start
        )

    def _head(self, start: int, end: int) -> int:
        line = self.line
        for place in range(start, end):
            if line.token(place).pos_ in ("NOUN", "PROPN", "PRON") and line.token(place).head.i not in range(
                start, end
            ):
                return place
        return next(
            (place for place in range(start, end) if line.token(place).pos_ in ("NOUN", "PROPN", "PRON")), start
        )

    def _run(self, start: int) -> int:
        """The end of the unbroken phrase; mentions of actors are taken whole."""
        line, place = self.line, start
        while place < line.last and place - start < LONGEST:
            mention = next((item for item in line.mentions if item.start == line.offset(place)), None)
            if mention is not None and mention.form != "pronoun" and (place == start or self._joins(place)):
                place = max(line.place(mention.end), place + 1)
                continue
            if not self._joins(place) and place > start:
                break
            place += 1
        while place > start and (
            line.token(place - 1).pos_ in ("ADP", "CCONJ", "DET", "PUNCT", "SPACE")
            or line.low[place - 1] in self.small.coordinators
        ):
            place -= 1
        return place

    def _joins(self, place: int) -> bool:
        """Whether a token goes on with the phrase before it."""
        line = self.line
        token, word = line.token(place), line.low[place]
        if line.opens(place) is not None or is_mark(word):
            return False
        if word in ("-", "'", "/") and not line.token(place - 1).whitespace_:
            return True
        if place in line.starts and line.starts[place].form == "finite":
            return False
        if token.pos_ == "ADP":
            return self._inner_preposition(place)
        if token.pos_ == "CCONJ":
            return word in self.small.grammar.joiners and place + 1 < line.last and self._coordinate(place + 1)
        if token.pos_ == "PRON":
            return False
        if word in self.lexicon.times and not self._in_mention(place):
            return (
                self.lexicon.plain(line.low[place - 1]) in self.small.genitives and line.token(place - 2).pos_ == "NOUN"
            )
        if token.pos_ == "DET":
            before = line.token(place - 1)
            return before.pos_ in ("ADP", "DET", "CCONJ") or line.low[place - 1] in ("tous", "toutes", "all", "both")
        return (
            token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "X", "SYM", "PART")
            or (word in ("(", ")") and self._acronym(place))
            or self._in_mention(place)
        )

    def _in_mention(self, place: int) -> bool:
        offset = self.line.offset(place)
        return any(item.start < offset < item.end for item in self.line.mentions)

    def _acronym(self, place: int) -> bool:
        """The parentheses of "Confédération générale du travail (CGT)"."""
        line = self.line
        if line.low[place] == "(":
            return place + 2 < line.last and line.low[place + 2] == ")"
        return place >= 2 and line.low[place - 2] == "("

    def _inner_preposition(self, place: int) -> bool:
        line = self.line
        word = self.lexicon.plain(line.low[place])
        if word in self.small.genitives and self.narrow and self._idea_behind(place):
            return False
        if word in self.small.genitives or word in self.small.grammar.purposes_of:
            return place + 1 < line.last and line.token(place + 1).pos_ in ("NOUN", "PROPN", "DET", "ADJ", "NUM", "X")
        if word in self.small.grammar.inner and not self.narrow:
            following = self._noun_behind(place)
            before = line.token(place - 1)
            return following and before.pos_ in ("NOUN", "ADJ") and (word != "à" or not self._channel_behind(place))
        return False

    def _idea_behind(self, place: int) -> bool:
        """What follows is what is said, not whose it is ("l'annonce du maire | de la fermeture")."""
        line = self.line
        for at in range(place + 1, min(line.last, place + 4)):
            if line.token(at).pos_ == "NOUN":
                word = line.low[at]
                return word not in self.small.people and (
                    word in self.small.ideas or word.endswith(self.small.idea_endings)
                )
        return False

    def _noun_behind(self, place: int) -> bool:
        line = self.line
        return (
            place + 1 < line.last
            and line.token(place + 1).pos_ in ("NOUN", "PROPN", "DET", "ADJ")
            and not any(line.low[at] in self.lexicon.times for at in range(place + 1, min(line.last, place + 3)))
        )

    def _channel_behind(self, place: int) -> bool:
        """A channel or a medium follows the preposition."""
        line = self.line
        words = line.low[place + 1 : min(line.last, place + 4)]
        return any(
            word in self.small.occasions
            or word in self.small.networks
            or word in self.small.media
            or word in self.small.recipients
            for word in words
        )

    def _coordinate(self, place: int) -> bool:
        """A second speaker behind "et": a noun phrase that is not the subject of a verb of its own."""
        line = self.line
        if line.token(place).pos_ not in ("DET", "PROPN", "NOUN", "ADJ", "NUM"):
            return False
        return not any(
            clause.form == "finite" and clause.subject is not None and clause.subject.start == place
            for clause in line.clauses
        )

    def _apposition(self, end: int) -> int:
        """The end of what stands between commas behind a phrase: an office, a name, a relative clause."""
        line = self.line
        if end >= line.last or line.low[end] != ",":
            return end
        following = end + 1
        if following >= line.last or line.opens(following) is not None:
            return end
        token = line.token(following)
        if token.pos_ not in ("DET", "NOUN", "PROPN", "ADJ", "ADV") or line.low[following] in self.small.coordinators:
            return end
        stop = self._run(following)
        if stop <= following:
            return end
        if stop < line.last and line.low[stop] not in (",", ".", ":", "»", '"', ")", ";", "”"):
            return end
        if any(following <= clause.start < stop and clause.form == "finite" for clause in line.clauses):
            return end
        subject_of = any(
            clause.form == "finite" and clause.subject is not None and following <= clause.subject.head < stop
            for clause in line.clauses
        )
        return end if subject_of else stop

    def speaks(self, phrase: Subject) -> bool:
        """Somebody who can speak: an actor, a pronoun, or a noun of persons and bodies."""
        line = self.line
        for mention in line.at(line.offset(phrase.start), line.ending(phrase.end)):
            if mention.start <= line.offset(phrase.head) < mention.end or mention.form in ("name", "title", "metonym"):
                return True
        words = line.low[phrase.start : phrase.end]
        head = line.low[phrase.head]
        if (
            head in self.small.people
            or head in self.small.pronouns
            or head in self.small.documents
            or head.endswith(self.small.people_endings)
        ):
            return True
        return (line.token(phrase.head).pos_ == "PROPN" and head not in self.lexicon.times) or any(
            word in self.small.people for word in words[:3]
        )

    def thing(self, phrase: Subject) -> bool:
        """Something that cannot speak: an abstract noun or a day, and no actor."""
        line = self.line
        if self.speaks(phrase) or line.token(phrase.head).pos_ != "NOUN":
            return False
        word = line.low[phrase.head]
        return word in self.small.ideas or word in self.lexicon.times or word.endswith(self.small.idea_endings)

    def inherit(self, subject: Subject) -> Subject:
        """The same phrase, as the subject of another clause."""
        return replace(subject, inherited=True)

    def _from_mention(self, mention: ActorMention) -> Subject:
        line = self.line
        start, end = line.place_in(mention.start), line.place(mention.end)
        end = max(end, start + 1)
        return Subject(self._head(start, end), start, end, end)
