"""The rules of status.yaml, both ways."""

from __future__ import annotations

import pytest
from coding import PACKS, Coding, code_all

from recoupe.stages.events.statuses import StatusFile, StatusRule


def rules(language: str) -> tuple[StatusRule, ...]:
    return PACKS[language].read("status", StatusFile).rules


def holds(rule: StatusRule, coding: Coding) -> bool:
    """The rule shows: an event has its status, or, for rules that drop, a candidate was left out because of it."""
    if rule.effect == "dropped":
        return any(draft.dropped == rule.id for draft in coding.drafts)
    return any(event.status == rule.effect for event in coding.events)


@pytest.mark.model
@pytest.mark.parametrize("language", ["fr", "en"])
def test_examples_both_ways(language: str) -> None:
    wanted = [(rule, text, True) for rule in rules(language) for text in rule.examples]
    wanted += [(rule, text, False) for rule in rules(language) for text in rule.not_]
    found = code_all([text for _, text, _ in wanted], language)
    wrong = [
        (rule.id, text, expected, [event.status for event in coding.events])
        for (rule, text, expected), coding in zip(wanted, found, strict=True)
        if holds(rule, coding) != expected
    ]
    assert wrong == []
