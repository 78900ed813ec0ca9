"""Verbs of speech that the parse misread: as participles, nouns or adjectives."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from recoupe.languages.verbs import VerbReading, readings
from recoupe.records.clauses import Clause
from recoupe.stages.statements.basis.ground import Line
from recoupe.stages.statements.basis.lexicon import Lexicon


def mended(line: Line, clause: Clause, lexicon: Lexicon) -> Clause:
    """A present that has the form of a participle ("L'institut prédit que …"), read as the finite verb it is."""
    if clause.form != "participle" or clause.end - clause.start > 1 or line.low[clause.head].startswith("-"):
        return clause
    if any(
        other.form == "finite" and other.start < clause.start and other.link != "relative" for other in line.clauses
    ):
        return clause
    present = next(
        (
            item
            for item in readings(line.low[clause.head], lexicon.pack)
            if item.form == "finite"
            and item.person in (0, 3)
            and item.mood == "indicative"
            and item.lemma == clause.lemma
        ),
        None,
    )
    if (
        present is None
        or clause.start == line.first
        or line.token(clause.start - 1).pos_ not in ("NOUN", "PROPN", "PRON", "ADJ")
    ):
        return clause
    if lexicon.small.order == "final":
        return clause
    return replace(clause, form="finite", voice="active", tense=present.tense)


def as_verb(line: Line, place: int, lexicon: Lexicon) -> VerbReading | None:
    """A finite reading of a token as a verb of the lexicon."""
    if lexicon.small.order == "final" and line.token(place).pos_ in ("NOUN", "PROPN", "ADJ"):
        return None
    for reading in readings(line.low[place], lexicon.pack):
        if (
            reading.form == "finite"
            and reading.mood == "indicative"
            and reading.tense != "future"
            and reading.person in (0, 3)
            and reading.lemma in lexicon.verbs
        ):
            return reading
    return _regular(line.low[place], lexicon)


def _regular(word: str, lexicon: Lexicon) -> VerbReading | None:
    """The present of a verb of the lexicon that the verb tables lack ("tacle", "cingle"): the infinitive without its
    final letter, in languages that put the verb before whoever speaks."""
    if lexicon.small.order != "inverted" or not word.endswith("e") or f"{word}r" not in lexicon.verbs:
        return None
    return VerbReading(f"{word}r", "finite", "present", "indicative", 3)


def beside_quotation(line: Line, start: int, place: int) -> bool:
    """Behind a quotation's closing mark, before a noun phrase."""
    before = start - 1
    while before >= line.first and (line.low[before] == "," or line.token(before).is_space):
        before -= 1
    closed = (
        before >= line.first
        and line.low[before] in ("»", "”", '"')
        and any(item.end <= line.offset(start) for item in line.quotations)
    )
    return (
        closed
        and place + 1 < line.last
        and line.token(place + 1).pos_ in ("DET", "PROPN", "NOUN", "PRON", "ADP", "ADJ", "ADV")
    )


def main_verb(line: Line, start: int, place: int, lexicon: Lexicon) -> bool:
    """The sentence has no finite verb before it, a noun stands before and something governed behind."""
    if any(clause.form == "finite" and clause.link != "relative" and clause.start < place for clause in line.clauses):
        return False
    if (
        start == line.first
        or line.token(start - 1).pos_ not in ("NOUN", "PROPN", "ADJ", "PRON", "NUM")
        or place + 1 >= line.last
    ):
        return False
    following = line.low[place + 1]
    return (
        line.token(place + 1).pos_ in ("DET", "SCONJ", "PROPN")
        or following in lexicon.small.grammar.governed
        or line.opens(place + 1) is not None
    )


def clitics_before(line: Line, place: int, taken: Container[int], lexicon: Lexicon) -> int:
    """The first of the clitics that stand right before a verb; the verb itself if none does."""
    start = place
    while start - 1 >= line.first and start - 1 not in taken and line.low[start - 1] in lexicon.small.grammar.clitics:
        start -= 1
    return start
