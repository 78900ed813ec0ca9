"""Sentences with trigger words that told no event say why."""

from __future__ import annotations

import pytest
from coding import PACKS, loose_article

from recoupe.resources.knowledge import load_knowledge
from recoupe.stages.annotation import annotate
from recoupe.stages.events import NearMiss, near_misses
from recoupe.stages.events.near import MOST_MISSES
from recoupe.stages.mentions import find_mentions
from recoupe.stages.statements import find_statements


def misses(text: str, language: str) -> list[NearMiss]:
    pack, found = PACKS[language], []
    for article, passages in annotate([loose_article(text, language)], {language: pack}):
        mentions = find_mentions(article, passages, pack, load_knowledge())
        statements = find_statements(article, passages, mentions, pack)
        found += near_misses(article, passages, mentions, statements, pack)
    return found


@pytest.mark.model
def test_a_missing_word_a_missing_party_and_a_negation_are_told() -> None:
    text = "The actor struck a pose. The bombing was cruel. The army did not attack Homs."
    found = {(miss.words.text, miss.reason) for miss in misses(text, "en")}
    assert ("struck", 'asks for "strike [deal|agreement|accord]"') in found
    assert ("bombing", "nobody is named who does it or to whom it is done") in found
    assert any(words == "did not attack" and reason == "told as not done" for words, reason in found)


@pytest.mark.model
def test_a_sentence_that_told_an_event_has_no_near_miss() -> None:
    assert misses("La Russie a bombardé la Syrie.", "fr") == []


@pytest.mark.model
def test_words_stand_where_they_are_said_to_and_are_bounded() -> None:
    text = "Il n'a pas attaqué la ville. " * 400
    found = misses(text, "fr")
    assert 0 < len(found) <= MOST_MISSES
    assert all(text[miss.words.start : miss.words.end] == miss.words.text for miss in found)
    assert all(miss.sentence.start <= miss.words.start < miss.sentence.end for miss in found)
