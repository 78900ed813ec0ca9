"""Every rule of times.yaml keeps its promises: it fires in its examples and stays silent in the others."""

from __future__ import annotations

import pytest

from recoupe.languages.en import PACK as EN
from recoupe.languages.fr import PACK as FR
from recoupe.languages.pack import LanguagePack
from recoupe.languages.timex import TimeRule, TimesFile, load
from recoupe.languages.timex.finding import scan

PACKS = (FR, EN)
RULES = [(pack, rule) for pack in PACKS for rule in pack.read("times", TimesFile).rules]


def fired(pack: LanguagePack, text: str) -> set[str]:
    return {found.rule for found in scan(text, load(pack))}


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=lambda value: getattr(value, "id", getattr(value, "code", "")))
def test_rule_fires_in_its_examples_only(pack: LanguagePack, rule: TimeRule) -> None:
    assert rule.examples, "a rule without an example cannot be explained"
    assert rule.counter_examples, "a rule without a counter-example cannot be trusted"
    for example in rule.examples:
        assert rule.id in fired(pack, example), example
    for example in rule.counter_examples:
        assert rule.id not in fired(pack, example), example


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
def test_rule_ids_are_unique_and_carry_the_language(pack: LanguagePack) -> None:
    ids = [rule.id for rule in pack.read("times", TimesFile).rules]
    assert len(ids) == len(set(ids))
    assert all(name.startswith(f"{pack.code}.time.") for name in ids)
