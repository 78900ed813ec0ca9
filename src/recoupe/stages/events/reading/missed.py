"""Verbs that the tagger took for nouns: "L'armée assiège la ville" must not be a sentence without a predicate."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from recoupe.languages.pack import LanguagePack
from recoupe.languages.triggers import lexicon_of
from recoupe.languages.verbs import readings
from recoupe.records.clauses import Clause, Passage, Phrase

NAMING = ("NOUN", "PROPN")
OPENERS = ("DET", "ADP", "PRON", "NUM", "PROPN", "ADJ")


def missed_verbs(passage: Passage, low: Sequence[str], pos: Sequence[str], pack: LanguagePack) -> Iterator[Clause]:
    """A clause for each sentence without finite verb in which a trigger's verb stands between two noun phrases."""
    verbs = lexicon_of(pack).verbs
    for start, end in passage.sentences:
        if any(clause.form == "finite" and start <= clause.head < end for clause in passage.clauses):
            continue
        for place in range(start + 1, end - 1):
            lemma = (
                _finite(low[place], verbs.keys(), pack) if pos[place] in ("NOUN", "ADJ", "X", "PROPN", "VERB") else None
            )
            subject = _head_before(pos, start, place) if lemma is not None else None
            if (
                lemma is None
                or subject is None
                or pos[place + 1] not in OPENERS
                or pos[place - 1] in ("DET", "ADP", "NUM")
            ):
                continue
            done = _head_after(pos, place + 1, end)
            yield Clause(
                head=place,
                start=place,
                end=place + 1,
                lemma=lemma,
                form="finite",
                tense="present",
                source="pattern",
                subject=Phrase(head=subject, start=start, end=place),
                object=None if done is None else Phrase(head=done, start=place + 1, end=done + 1),
            )
            break


def _finite(word: str, known: Container[str], pack: LanguagePack) -> str | None:
    """The infinitive of which a word can be a present form in the third person."""
    for reading in readings(word, pack):
        if (
            reading.form == "finite"
            and reading.tense == "present"
            and reading.person in (0, 3)
            and reading.lemma in known
        ):
            return reading.lemma
    return None


def _head_before(pos: Sequence[str], start: int, place: int) -> int | None:
    """The first noun of the sentence, if no preposition opens it."""
    for at in range(start, place):
        if pos[at] == "ADP":
            return None
        if pos[at] in NAMING:
            return at
    return None


def _head_after(pos: Sequence[str], start: int, end: int) -> int | None:
    """The noun of the phrase right behind the verb, if no preposition opens it."""
    for at in range(start, min(start + 5, end)):
        if pos[at] == "ADP":
            return None
        if pos[at] in NAMING:
            return at
    return None
