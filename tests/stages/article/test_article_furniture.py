"""Every furniture rule fires on its examples and on no counter-example, whichever language the page is in."""

from __future__ import annotations

import pytest

from recoupe.languages.en import PACK as ENGLISH
from recoupe.languages.fr import PACK as FRENCH
from recoupe.stages.article.labelling.cues import FurnitureFile, FurnitureRule, compile_rule, make_book, read_cues
from recoupe.stages.article.labelling.units import split_units

RULES = [rule for pack in (FRENCH, ENGLISH) for rule in pack.read("furniture", FurnitureFile).rules]
BOOK = read_cues({"fr": FRENCH, "en": ENGLISH})


def folded(line: str) -> str:
    (unit,) = split_units(line)
    return unit.folded


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_fires_on_its_examples(rule: FurnitureRule) -> None:
    cue = compile_rule(rule)
    assert rule.examples
    for example in rule.examples:
        line = folded(example)
        assert len(line) <= cue.longest, example
        assert make_book([cue], BOOK.function_words).find(line) is cue, example


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_no_rule_at_all_fires_on_a_counter_example(rule: FurnitureRule) -> None:
    assert rule.counter_examples
    for example in rule.counter_examples:
        found = BOOK.find(folded(example))
        assert found is None, f"{example}: {found.rule if found else ''}"


def test_ids_are_unique_and_open_with_the_language() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for pack in (FRENCH, ENGLISH):
        rules = pack.read("furniture", FurnitureFile).rules
        assert all(rule.id.startswith(f"{pack.code}.furniture.") for rule in rules)
