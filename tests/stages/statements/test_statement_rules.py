"""Every speech rule fires in its examples and in none of its counter-examples."""

from __future__ import annotations

from functools import cache

import pytest
from statement_cases import article, read, speech_rules

pytestmark = pytest.mark.model


@cache
def _fired(language: str) -> dict[str, frozenset[str]]:
    """Of every sentence of the rules, the rules that fire in it; parsed in one go."""
    listed = sorted({s for rule in speech_rules(language) for s in (*rule.examples, *rule.counter_examples)})
    found = read(article(number, sentence, language) for number, sentence in enumerate(listed))
    return {of.text: frozenset(statement.rule for statement in statements) for of, statements in found}


@pytest.mark.parametrize("language", ["fr", "en"])
class TestRules:
    def test_examples(self, language: str) -> None:
        fired = _fired(language)
        silent = [(rule.id, s) for rule in speech_rules(language) for s in rule.examples if rule.id not in fired[s]]
        assert not silent

    def test_counter_examples(self, language: str) -> None:
        fired = _fired(language)
        wrong = [(rule.id, s) for rule in speech_rules(language) for s in rule.counter_examples if rule.id in fired[s]]
        assert not wrong

    def test_every_rule_has_both(self, language: str) -> None:
        assert not [rule.id for rule in speech_rules(language) if not (rule.examples and rule.counter_examples)]
