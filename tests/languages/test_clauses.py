"""The clause view: a table of sentences with the clauses that a grammarian reads in them, and what any text gives."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recoupe.languages import en, fr
from recoupe.languages.clauses import noun_phrases, read_clauses
from recoupe.languages.pack import LanguagePack
from recoupe.records.clauses import Clause, Passage, Phrase
from recoupe.records.pages import Article, Block
from recoupe.stages.annotation import annotate
from recoupe.stages.annotation.passages import SAME_LENGTH

PACKS = {"fr": fr.PACK, "en": en.PACK}
HERE = Path(__file__).parent


def _article(text: str, language: str) -> Article:
    block = Block(start=0, end=len(text), kind="body", rule="test")
    return Article(
        id="a1", capture="k1", page="one.txt", sha256="", text=text, own_text=True, language=language, title=None,
        outlet=None, blocks=(block,),
    )  # fmt: skip


@cache
def _table(language: str) -> tuple[tuple[str, list[str]], ...]:
    rows = yaml.safe_load((HERE / f"clauses_{language}.yaml").read_text("utf-8"))
    return tuple((row["text"], row["clauses"]) for row in rows)


@cache
def _read(language: str) -> dict[str, tuple[Passage, ...]]:
    """All sentences of a table, parsed in one batch."""
    articles = [_article(text, language) for text, _ in _table(language)]
    return {article.text: passages for article, passages in annotate(articles, PACKS)}


def _phrase(passage: Passage, phrase: Phrase | None) -> str:
    if phrase is None:
        return "-"
    preposition = f"[{phrase.preposition}] " if phrase.preposition else ""
    return preposition + str(passage.doc[phrase.start : phrase.end])


def _row(passage: Passage, clause: Clause) -> str:
    """A clause as the table writes it: group | lemma | kind | link | subject | object | obliques | complement."""
    doc = passage.doc
    kind = [clause.form, clause.voice, clause.tense, clause.mood]
    kind += ["negated"] * clause.negated + ([f"modal={clause.modal}"] if clause.modal else [])
    obliques = " + ".join(_phrase(passage, phrase) for phrase in clause.obliques) or "-"
    complement = str(doc[clause.complement[0] : clause.complement[1]]) if clause.complement else "-"
    return " | ".join((
        str(doc[clause.start : clause.end]), clause.lemma, " ".join(kind), clause.link,
        _phrase(passage, clause.subject), _phrase(passage, clause.object), obliques, complement,
    ))  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("language", "text"), [(code, text) for code in PACKS for text, _ in _table(code)])
def test_the_clauses_of_a_sentence(language: str, text: str) -> None:
    expected = dict(_table(language))[text]
    assert [_row(passage, clause) for passage in _read(language)[text] for clause in passage.clauses] == expected


def test_the_table_is_large_enough() -> None:
    assert len(_table("fr")) >= 150
    assert len(_table("en")) >= 100


@pytest.mark.model
def test_a_verb_that_the_tagger_takes_for_a_noun_is_found_by_pattern() -> None:
    (passage,) = _read("fr")["Le ministre français a téléphoné samedi à son homologue polonais."]
    (clause,) = passage.clauses
    assert passage.doc[clause.head].pos_ == "NOUN"  # the error that the pattern is there for
    assert clause.source == "pattern"


def _holds(passage: Passage, clause: Clause) -> bool:
    size = len(passage.doc)
    phrases = [phrase for phrase in (clause.subject, clause.object, *clause.obliques) if phrase is not None]
    inside = all(0 <= phrase.start <= phrase.head < phrase.end <= size for phrase in phrases)
    complement = clause.complement is None or 0 <= clause.complement[0] < clause.complement[1] <= size
    governor = clause.governor is None or 0 <= clause.governor < size
    return inside and complement and governor and 0 <= clause.start <= clause.head < clause.end <= size


MIXED = """
    le la les de du des à que qu' qui se s' ne n' pas a ont été est sont -t -il dit déclaré frappé visant
    menée par , . « » " : ; Moscou Paris ministre armée lundi 60 plus en et ou the of to that is was not has
    been said killed by US IS May -on d' l' y lui ( )
"""
WORDS = st.sampled_from(MIXED.split())


@pytest.mark.model
@pytest.mark.parametrize("language", ["fr", "en"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=120)))
def test_any_text_reads_without_an_error_and_within_its_bounds(language: str, text: str) -> None:
    article = _article(text, language)
    for _, passages in annotate([article], PACKS):
        for passage in passages:
            assert all(_holds(passage, clause) for clause in passage.clauses)
            assert text[passage.start :].translate(SAME_LENGTH).startswith(passage.doc.text)
            assert passage.sentences == () or passage.sentences[-1][1] == len(passage.doc)
            heads = [clause.head for clause in passage.clauses]
            assert heads == sorted(heads)


@pytest.mark.model
@pytest.mark.parametrize(
    ("pack", "text", "phrases"),
    [
        (fr.PACK, "Le chef de l'armée a quitté Damas.", ["Le chef de l'armée", "[de] l'armée", "Damas"]),
        (en.PACK, "The head of the army left Damascus.", ["The head of the army", "[of] the army", "Damascus"]),
    ],
)
def test_noun_phrases_come_with_their_prepositions(pack: LanguagePack, text: str, phrases: list[str]) -> None:
    ((_, (passage,)),) = annotate([_article(text, pack.code)], PACKS)
    assert [_phrase(passage, phrase) for phrase in noun_phrases(passage.doc, pack)] == phrases


@pytest.mark.model
def test_reading_twice_gives_the_same() -> None:
    passage = _read("fr")["L'avion que les rebelles ont abattu transportait des vivres."][0]
    assert read_clauses(passage.doc, passage.sentences, fr.PACK) == passage.clauses
