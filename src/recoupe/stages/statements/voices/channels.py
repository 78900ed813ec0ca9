"""Through what the words reached the page: communiqué, interview, press conference, network, agency."""

from __future__ import annotations

from collections.abc import Iterable

from recoupe.records.spans import Words, words_at
from recoupe.stages.statements.basis.ground import Ground, Line
from recoupe.stages.statements.basis.lexicon import Lexicon
from recoupe.stages.statements.voices.subjects import SubjectReader


class ChannelReader:
    """Finds the channels named beside a cue."""

    def __init__(self, ground: Ground, lexicon: Lexicon) -> None:
        self.ground, self.lexicon = ground, lexicon
        self.small = lexicon.small

    def near(self, line: Line, stretches: Iterable[tuple[int, int]]) -> tuple[Words, ...]:
        """The channel phrases in stretches of tokens that belong to the cue and not to what is said."""
        found: dict[tuple[int, int], Words] = {}
        for start, end in stretches:
            for place in range(max(start, line.first), min(end, line.last)):
                words = self._channel(line, place)
                if words is not None and not any(other.start <= words.start < other.end for other in found.values()):
                    found[words.start, words.end] = words
        return tuple(found[key] for key in sorted(found))

    def _channel(self, line: Line, place: int) -> Words | None:
        """A phrase that a channel's preposition opens and a channel's noun (or a medium's name) heads."""
        word = self.lexicon.plain(line.low[place])
        if word not in self.small.channel_prepositions or place + 1 >= line.last:
            return None
        if word in self.small.genitives and (
            place == line.first or line.low[place - 1] not in self.small.grammar.channel_openers
        ):
            return None
        phrase = SubjectReader(line, self.lexicon).phrase_at(place + 1)
        if phrase is None:
            return None
        if not (self._is_channel(line, phrase.start, phrase.end) or self._is_medium(line, phrase.start, phrase.end)):
            return None
        if line.low[phrase.head] in self.small.recipients and phrase.end - phrase.start <= 2:
            return None
        return words_at(self.ground.text, line.offset(phrase.start), self._channel_end(line, phrase.start, phrase.end))

    def _channel_end(self, line: Line, start: int, end: int) -> int:
        """Where the channel's words end: before a person who stands right behind a medium ("à l'AFP | Jean Morel")."""
        inside = line.at(line.offset(start), line.ending(end))
        for medium in inside:
            if medium.kind == "media" and any(item.kind == "person" and item.start >= medium.end for item in inside):
                return medium.end
        return line.ending(end)

    def _is_channel(self, line: Line, start: int, end: int) -> bool:
        heads = [place for place in range(start, end) if line.token(place).pos_ in ("NOUN", "PROPN", "X", "ADJ")]
        known = self.small.documents | self.small.occasions | self.small.networks | self.small.media
        return any(line.low[place] in known for place in heads[:2])

    def _is_medium(self, line: Line, start: int, end: int) -> bool:
        return any(mention.kind == "media" for mention in line.at(line.offset(start), line.ending(end)))

    def holding(self, line: Line, start: int) -> Words | None:
        """The document in which a clause says it: "un rapport dans lequel elle dévoile …", "a letter in which …"."""
        low = line.low
        for place in range(start - 1, max(line.first, start - 8), -1):
            if low[place] in (".", ";", ":") or line.clause_over(place) is not None:
                return None
            if low[place] not in self.small.grammar.relatives:
                continue
            end = place
            while end > line.first and (low[end - 1] == "," or self._leads(low[end - 1])):
                end -= 1
            if end == place and line.token(place).pos_ != "ADV" and low[place] not in self.small.questions:
                return None
            return self._document_before(line, end)
        return None

    def _leads(self, word: str) -> bool:
        return word in self.small.grammar.inner or self.lexicon.plain(word) in self.small.channel_prepositions

    def _document_before(self, line: Line, end: int) -> Words | None:
        """The document's phrase that ends at a token, its genitives included."""
        for place in range(end - 1, max(line.first, end - 9) - 1, -1):
            if line.clause_over(place) is not None or line.low[place] in (",", ".", ";", ":"):
                return None
            if line.low[place] in self.small.documents and line.token(place).pos_ in ("NOUN", "PROPN"):
                first = place
                while first > line.first and line.token(first - 1).pos_ in ("DET", "ADJ", "NUM"):
                    first -= 1
                return words_at(self.ground.text, line.offset(first), line.ending(end))
        return None

    def told(self, line: Line, place: int) -> Words | None:
        """The medium that was told ("told Reuters"): the object of the verb."""
        for mention in line.mentions:
            if mention.kind == "media" and 0 <= line.place_in(mention.start) - place <= 3:
                return words_at(self.ground.text, mention.start, mention.end)
        return None
