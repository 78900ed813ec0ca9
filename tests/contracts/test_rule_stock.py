"""Rules as data: ids, sentences, examples, and the stock that a first real Recoupe must have."""

from __future__ import annotations

from collections import Counter

import pytest

from recoupe.languages.rules import language_rules
from recoupe.resources.knowledge import load_knowledge

LANGUAGES = ("fr", "en")


@pytest.mark.parametrize("language", LANGUAGES)
class TestRules:
    def test_ids_open_with_the_language(self, language: str) -> None:
        assert not [rule.id for rule in language_rules(language) if not rule.id.startswith(language + ".")]

    def test_ids_are_unique(self, language: str) -> None:
        twice = [key for key, count in Counter(rule.id for rule in language_rules(language)).items() if count > 1]
        assert not twice

    def test_every_rule_says_what_it_does_with_examples_both_ways(self, language: str) -> None:
        bare = [r.id for r in language_rules(language) if not (r.what and r.examples and r.counter_examples)]
        assert not bare

    def test_the_stock_of_speech_rules(self, language: str) -> None:
        assert sum(rule.file.startswith(f"{language}/speech") for rule in language_rules(language)) >= 150

    def test_the_stock_of_triggers(self, language: str) -> None:
        triggers = [rule.body for rule in language_rules(language) if "/triggers/" in rule.file]
        senses = sum(len(body.get(key, ())) for body in triggers for key in ("verbs", "nouns", "words"))
        assert senses >= 250
        assert len({body["type"] for body in triggers}) == 16


def test_the_stock_of_knowledge() -> None:
    known = load_knowledge()
    holders = [actor for actor in known.actors if any(role.start and role.start.year <= 2026 for role in actor.roles)]
    assert sum(country.un_member for country in known.countries) == 193
    assert len(holders) >= 150
    assert len(known.agencies) >= 60
    assert len(known.outlets) >= 60
