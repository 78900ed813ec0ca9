"""Every rule of titles.yaml fires in its examples and not in its counter-examples."""

from __future__ import annotations

import pytest
from mention_reading import PACKS, read

from recoupe.stages.mentions.nouns.titles import TitleRule, read_lexicon

RULES = [(code, rule) for code in ("fr", "en") for rule in read_lexicon(PACKS[code]).file.rules]


@pytest.mark.parametrize(("code", "rule"), RULES, ids=[rule.id for _, rule in RULES])
def test_examples_both_ways(code: str, rule: TitleRule) -> None:
    assert rule.examples
    assert rule.counter_examples
    for text in rule.examples:
        assert rule.id in {mention.rule for mention in read(text, code)[0]}, text
    for text in rule.counter_examples:
        assert rule.id not in {mention.rule for mention in read(text, code)[0]}, text


@pytest.mark.parametrize("code", ["fr", "en"])
def test_ids_open_with_the_language_and_are_unique(code: str) -> None:
    ids = [rule.id for rule in read_lexicon(PACKS[code]).file.rules]
    assert len(ids) == len(set(ids))
    assert all(name.startswith(f"{code}.title.") for name in ids)
