"""Quotations that stand by themselves: announced by the sentence before, or with a name right behind them."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.stages.statements.basis.ground import Ground, Line
from recoupe.stages.statements.basis.lexicon import Lexicon
from recoupe.stages.statements.basis.quotations import Quotation
from recoupe.stages.statements.extents import is_mark
from recoupe.stages.statements.voices.phrases import Subject
from recoupe.stages.statements.voices.subjects import SubjectReader

FINAL = (".", "!", "?", "…")
FEWEST = 6  # tokens of an answer at least
BEHIND = 22  # tokens at most between a quotation and the end of the sentence in which a bare name follows it


@dataclass(frozen=True, slots=True)
class Named:
    """Who speaks, as a phrase of one sentence."""

    line: Line
    phrase: Subject


@dataclass(frozen=True, slots=True)
class Answered:
    """A name before its words in an interview: `opens` is their first token, `end` the offset behind them."""

    phrase: Subject
    opens: int
    end: int


class AnnouncementReader:
    """Finds whom a quotation without a cue belongs to by what stands around its sentence."""

    def __init__(self, ground: Ground, lexicon: Lexicon) -> None:
        self.ground, self.lexicon = ground, lexicon

    def whole(self, quotation: Quotation) -> bool:
        """A sentence of its own: a capital at its start, a final mark at its end or right behind."""
        text = self.ground.text
        first = text[quotation.inner_start : quotation.inner_start + 1]
        inside = text[quotation.inner_start : quotation.end].rstrip(' »”"\u00a0\u202f')
        behind = text[quotation.end : quotation.end + 2].strip()
        return first.isupper() and (inside.endswith(FINAL) or behind.startswith(FINAL))

    def announced(self, line: Line, quotation: Quotation) -> Named | None:
        """Whoever the sentence before is about: "Le maire reste perplexe. « … »", "X had a shorter statement. “…”"."""
        if not line.number or not self.whole(quotation):
            return None
        before = self.ground.lines[line.number - 1]
        if line.paragraph != before.paragraph or any(item.end > before.start for item in before.quotations):
            return None
        reader = SubjectReader(before, self.lexicon)
        for clause in before.clauses:
            if clause.form != "finite" or clause.link in ("relative", "adverbial", "complement"):
                continue
            phrase = clause.subject
            if phrase is None or phrase.start < before.first or phrase.end > clause.start or phrase.preposition:
                continue
            found = reader.phrase_at(phrase.start)
            return Named(before, found) if found is not None and self._a_person(before, found, reader) else None
        return None

    def _a_person(self, line: Line, phrase: Subject, reader: SubjectReader) -> bool:
        """Somebody named or somebody of flesh and blood: states and crowds act without words."""
        small = self.lexicon.small
        head = line.low[phrase.head]
        if head in small.pronouns - small.grammar.relatives and head not in small.grammar.plural_pronouns:
            return True
        mentions = line.at(line.offset(phrase.start), line.ending(phrase.end))
        if any(item.kind == "person" and item.form != "pronoun" for item in mentions):
            return True
        named = line.token(phrase.head).pos_ == "PROPN" and phrase.end - phrase.head > 1
        return reader.speaks(phrase) and not mentions and (named or head in small.people)

    def behind(self, line: Line, quotation: Quotation) -> Named | None:
        """A bare name behind the marks: « … » Jean Dupont, maire de X; “…” (Anna Bell)."""
        if not line.start <= quotation.end <= line.end:
            line = next((item for item in self.ground.lines[line.number :] if item.end >= quotation.end), line)
        place = line.after(quotation)
        while place < line.last and (line.token(place).is_space or line.low[place] in (",", ".", "(", "-", "–", "—")):
            place += 1
        if place >= line.last and line.number + 1 < len(self.ground.lines):
            following = self.ground.lines[line.number + 1]
            if following.paragraph != line.paragraph:
                return None
            line, place = following, following.first
        return self._bare_name(line, place)

    def answer(self, line: Line) -> Answered | None:
        """A paragraph that opens with a person's name, a colon and a sentence without marks."""
        if line.number and self.ground.lines[line.number - 1].paragraph == line.paragraph:
            return None
        colon = next((at for at in range(line.first + 1, min(line.last, line.first + 7)) if line.low[at] == ":"), None)
        if colon is None or line.last - colon < FEWEST or line.opens(colon + 1) is not None:
            return None
        names = range(line.first, colon)
        if colon - line.first < 2 or not all(line.token(at).text[:1].isupper() for at in names):
            return None
        if not self._interviewed(line, colon):
            return None
        if not any(clause.form == "finite" and clause.start > colon for clause in line.clauses):
            return None
        last = line
        for following in self.ground.lines[line.number + 1 :]:
            if following.paragraph != line.paragraph:
                break
            last = following
        text = self.ground.text[line.offset(colon + 1) : last.end]
        shorter = len(text) - len(text.rstrip(" .\u00a0"))
        return Answered(Subject(colon - 1, line.first, colon, colon), colon + 1, last.end - shorter)

    def _interviewed(self, line: Line, colon: int) -> bool:
        """A person's name (by its tags alone in texts without any mention), and words in the first person or a question
        before: recipes and lists put a colon behind a name too."""
        if self.ground.mentions:
            named = any(item.kind == "person" and item.start == line.start for item in line.mentions)
        else:
            named = all(line.token(at).pos_ == "PROPN" for at in range(line.first, colon))
        asked = self.ground.text[: line.start].rstrip().endswith("?")
        own = any(word in self.lexicon.small.first_persons for word in line.low[colon : line.last])
        return named and (asked or own)

    def _bare_name(self, line: Line, place: int) -> Named | None:
        """A person's name, with at most an office, and no verb as far as the sentence goes."""
        if line.last - place > BEHIND or line.last - place < 2 or is_mark(line.low[place]):
            return None
        if any(clause.form == "finite" and clause.start >= place for clause in line.clauses):
            return None
        if any(line.offset(place) <= item.start for item in line.quotations):
            return None
        found = SubjectReader(line, self.lexicon).phrase_at(place)
        if found is None or found.start != place:
            return None
        at = line.offset(place)
        person = any(
            item.start == at and item.kind == "person" and item.form in ("name", "title") for item in line.mentions
        )
        names = [line.token(at).pos_ == "PROPN" and line.token(at).text[:1].isupper() for at in (place, place + 1)]
        ends = found.reach >= line.last or line.low[found.reach] in (",", ".", ")", "(", "-", "–", "—")
        return Named(line, found) if ends and (person or all(names)) else None
