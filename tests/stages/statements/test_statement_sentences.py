"""Annotated sentences, one construction each, with the statement that a careful reader finds in them."""

from __future__ import annotations

from functools import cache

import pytest
from statement_cases import Sentence, article, read, said, sentences

from recoupe.records.pages import Article
from recoupe.records.statements import Statement

pytestmark = pytest.mark.model
MARKS = ' «»“”"\u00a0'
CASES = [(language, number) for language in ("fr", "en") for number in range(len(sentences(language)))]


@cache
def _found(language: str) -> tuple[tuple[Article, tuple[Statement, ...]], ...]:
    return tuple(read(article(n, one.text, language) for n, one in enumerate(sentences(language))))


def _fits(of: Article, statement: Statement, one: Sentence) -> bool:
    return (
        [words.strip(MARKS) for words in said(of, statement)] == [words.strip(MARKS) for words in one.content]
        and statement.speaker.text == one.speaker
        and (statement.cue.text if statement.cue else None) == one.cue
        and statement.form == one.row.get("form", "indirect")
        and statement.polarity == one.row.get("polarity", "asserted")
        and all(any(word in channel.text for channel in statement.via) for word in one.row.get("via", ()))
    )


@pytest.mark.parametrize(("language", "number"), CASES, ids=lambda value: str(value))
def test_the_statement_of_the_sentence(language: str, number: int) -> None:
    one = sentences(language)[number]
    of, found = _found(language)[number]
    told = [(s.rule, s.speaker.text, s.cue and s.cue.text, said(of, s), s.form, s.polarity) for s in found]
    if one.row.get("none"):
        assert not found, told
    else:
        assert any(_fits(of, statement, one) for statement in found), (one, told)
        assert len(found) == 1 or one.row.get("more"), told


def test_there_are_enough_of_them() -> None:
    assert len(sentences("fr")) >= 250
    assert len(sentences("en")) >= 120
