"""Every trigger's examples and counter-examples, and the codes that triggers use."""

from __future__ import annotations

from collections import defaultdict

import pytest
from coding import PACKS, code_all

from recoupe.languages.triggers import Trigger, lexicon_of
from recoupe.resources.plover import cameo_table, scheme

LANGUAGES = ("fr", "en")
LEAST_SENSES = {"fr": 900, "en": 700}


def triggers(language: str) -> list[Trigger]:
    return list(lexicon_of(PACKS[language]).triggers.values())


@pytest.mark.model
@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_fire_and_counter_examples_do_not(language: str) -> None:
    wanted = [(trigger.id, text, True) for trigger in triggers(language) for text in trigger.examples]
    wanted += [(trigger.id, text, False) for trigger in triggers(language) for text in trigger.not_]
    used = defaultdict(set)
    wrong = []
    for (rule, text, fires), coding in zip(wanted, code_all([text for _, text, _ in wanted], language), strict=True):
        kept = [d.candidate for d in coding.drafts if not d.dropped and d.candidate.trigger.id == rule]
        if fires:
            used[rule] |= {candidate.word for candidate in kept}
        if bool(kept) != fires:
            wrong.append((rule, text))
    assert wrong == []
    words = {t.id: {*t.verbs, *t.nouns, *t.words, *t.nouns_of_place} for t in triggers(language)}
    idle = {rule: sorted(mine - used[rule]) for rule, mine in words.items() if mine - used[rule]}
    assert idle == {}, "trigger words without an example that uses them"


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_exist(language: str) -> None:
    coding = scheme()
    for trigger in triggers(language):
        assert set(trigger.modes) <= set(coding.types[trigger.type].modes), trigger.id
        assert set(trigger.contexts) <= set(coding.contexts), trigger.id
        assert cameo_table()[trigger.cameo].type == trigger.type, trigger.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_stock(language: str) -> None:
    assert sum(trigger.senses for trigger in triggers(language)) >= LEAST_SENSES[language]
    assert {trigger.type for trigger in triggers(language)} == set(scheme().types)
