"""Nouns of speech: "la proposition russe de …", "l'appel du pape à …", "Washington's concern about …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recoupe.records.clauses import Clause
from recoupe.stages.statements.basis.ground import Line
from recoupe.stages.statements.basis.lexicon import Lexicon, NounEntry
from recoupe.stages.statements.voices.phrases import Subject
from recoupe.stages.statements.voices.subjects import SubjectReader

NEAR = 14  # tokens between the noun and what opens its content: whose it is, to whom
INNER_POS = frozenset(
    {"ADJ", "DET", "NOUN", "PROPN", "ADP", "PRON", "NUM", "PUNCT", "PART", "ADV", "X", "SPACE", "VERB"}
)


@dataclass(frozen=True, slots=True)
class NounCue:
    """A noun of speech: its words (token indexes), who speaks, and the first token of what is said."""

    entry: NounEntry
    start: int
    end: int
    speaker: Subject
    opens: int
    nominal: bool


def find_nouns(line: Line, lexicon: Lexicon, subjects: SubjectReader) -> Iterator[NounCue]:
    """The nouns of speech of a sentence that have a speaker and a content."""
    for place in range(line.first, line.last):
        if line.low[place] not in lexicon.nouns or _part_of_name(line, place) or not _noun_like(line, place):
            continue
        for entry in lexicon.nouns[line.low[place]]:
            end = place + len(entry.words)
            if len(entry.words) > 1 and tuple(line.low[place + 1 : end]) != entry.words[1:]:
                continue
            found = _read(line, place, end, entry, lexicon, subjects)
            if found is not None:
                yield found
                break


def _read(
    line: Line, start: int, end: int, entry: NounEntry, lexicon: Lexicon, subjects: SubjectReader
) -> NounCue | None:
    speaker = _owner_before(line, start, lexicon)
    opening = None
    place = end
    while place < min(line.last, end + NEAR):
        if place in line.starts and line.starts[place].form == "finite":
            break
        if speaker is not None or place > end or _adjacent_mention(line, end):
            opening = _opening(line, place, entry, lexicon)
            if opening is not None and (speaker is not None or not _owner(line, place, lexicon, subjects)):
                break
            opening = None
        if speaker is None or speaker.start < start:
            owner = _owner(line, place, lexicon, subjects)
            if owner is not None:
                if speaker is None or line.low[start - 1] not in lexicon.small.possessives:
                    speaker = owner
                place = max(owner.end, place + 1)
                continue
        if line.low[place] in (";", ":", ".", ",") or line.token(place).pos_ not in INNER_POS:
            break
        place += 1
    if speaker is None or opening is None:
        return None
    return NounCue(entry, start, end, speaker, opening[0], opening[1])


def _noun_like(line: Line, place: int) -> bool:
    """A noun by its tag, or by the determiner before it ("l'offre" tagged as a verb)."""
    if line.token(place).pos_ in ("NOUN", "PROPN", "ADJ", "X"):
        return True
    return place > line.first and line.token(place - 1).pos_ in ("DET", "ADJ")


def _part_of_name(line: Line, place: int) -> bool:
    """The noun is a piece of somebody's name ("Groupe de soutien à …")."""
    return any(
        item.start < line.offset(place) or item.end > line.ending(place + 1)
        for item in line.at(line.offset(place), line.ending(place + 1))
    )


def _adjacent_mention(line: Line, end: int) -> bool:
    offset = line.offset(end)
    return any(mention.start == offset for mention in line.mentions)


def _owner_before(line: Line, start: int, lexicon: Lexicon) -> Subject | None:
    """ "son appel", "Kerry's offer", "the Swiss offer": whose it is, before the noun."""
    before = start - 1
    while before > line.first and line.token(before).pos_ == "ADJ" and not _mention_at(line, before):
        before -= 1
    if before < line.first:
        return None
    if line.low[before] in lexicon.small.possessives:
        return Subject(before, before, before + 1, before + 1)
    if line.low[before] in ("'s", "’s", "'") and before > line.first:
        mention = next(
            (item for item in reversed(line.mentions) if item.end in (line.ending(before), line.offset(before))), None
        )
        first = line.place_in(mention.start) if mention is not None else before - 1
        while mention is None and first > line.first and line.token(first - 1).pos_ in ("DET", "ADJ", "NOUN", "PROPN"):
            first -= 1
        return Subject(before - 1, first, before, before)
    mentioned = _mention_at(line, before)
    if mentioned and line.token(before).pos_ in ("ADJ", "PROPN", "NOUN"):
        first = before
        while first > line.first and line.token(first - 1).pos_ in ("PROPN",) and _mention_at(line, first - 1):
            first -= 1
        return Subject(before, first, before + 1, before + 1)
    return None


def _mention_at(line: Line, place: int) -> bool:
    return bool(line.at(line.offset(place), line.ending(place + 1)))


def _owner(line: Line, place: int, lexicon: Lexicon, subjects: SubjectReader) -> Subject | None:
    """ "de Washington", "russe", "par l'ONU": whose it is, behind the noun."""
    word = lexicon.plain(line.low[place])
    if word in lexicon.small.genitives or word in lexicon.small.agents:
        phrase = subjects.owner_at(place + 1) if place + 1 < line.last else None
        if phrase is not None and subjects.speaks(phrase) and line.low[phrase.head] not in lexicon.nouns:
            return phrase
        return None
    if line.token(place).pos_ in ("ADJ", "PROPN", "NOUN") and _mention_at(line, place):
        return Subject(place, place, place + 1, place + 1)
    return None


def _opening(line: Line, place: int, entry: NounEntry, lexicon: Lexicon) -> tuple[int, bool] | None:
    """The first token of the content, and whether it is a phrase or an infinitive."""
    word = line.low[place]
    if (
        entry.declarative
        and word in lexicon.small.declaratives
        and (line.token(place).pos_ == "SCONJ" or lexicon.small.order == "final")
    ):
        return place + 1, False
    plain = lexicon.plain(word)
    if plain in entry.infinitives:
        for at in range(place + 1, min(line.last, place + 5)):
            clause = line.starts.get(at)
            quotation = line.opens(at)
            if quotation is not None:
                clause = clause or line.starts.get(at + 1)
            if clause is not None:
                return (place + 1, True) if clause.form == "infinitive" else None
            if line.token(at).pos_ not in ("ADV", "PRON", "PART", "PUNCT"):
                break
    for words in entry.phrases:
        if lexicon.matches(line.low, place, line.last, words):
            following = place + len(words)
            if following < line.last:
                return following, words[0] != "selon"
    return None


def subject_end(line: Line, noun: NounCue, end: int) -> int:
    """Where the sentence's own verb begins, when the noun heads its subject ("l'appel du pape à déposer les armes |
    est …")."""
    finite = [clause for clause in line.clauses if clause.form == "finite" and noun.opens < clause.start < end]
    owned = [
        clause
        for clause in finite
        if clause.subject is not None and clause.subject.start <= noun.start < clause.subject.end
    ]
    if owned:
        return owned[0].start
    if any(clause.form == "finite" and clause.end <= noun.start for clause in line.clauses):
        return end
    needed = 0 if noun.nominal else 1  # a declarative content has one finite verb of its own
    free = [clause for clause in finite if clause.link != "relative" or not noun.nominal]
    if (
        needed
        and len(free) == 1
        and any(clause.form != "finite" and noun.opens < clause.start < free[0].start for clause in line.clauses)
    ):
        needed = 0  # its verb is a subjunctive that looks like an infinitive ("that wages be raised")
    return free[needed].start if len(free) > needed else end


def pseudo_clause(start: int, end: int) -> Clause:
    """A stand-in for the verb of a noun cue where an end of content is sought."""
    return Clause(head=end - 1, start=start, end=end, lemma="", form="participle")
