"""Whole sentences with the events that they tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from coding import Coding, code_all

ANNOTATED = Path(__file__).resolve().parents[2] / "annotated"
TWO_SIDED = ("AGREE", "CONSULT", "COOPERATE")


def sentences(language: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load((ANNOTATED / f"events_{language}.yaml").read_text("utf-8")))


def tells(coding: Coding, wanted: dict[str, Any]) -> bool:
    """An event of the type has the status and the states asked for (both sides together where nobody leads)."""
    for event in coding.events:
        if event.type != wanted["type"] or event.status != wanted.get("status", event.status):
            continue
        left, right = coding.states(event.actors), coding.states(event.recipients)
        sides = [set(wanted.get("actors", left)), set(wanted.get("recipients", right))]
        if sides == [left, right] or (event.type in TWO_SIDED and sides[0] | sides[1] == left | right):
            return True
    return False


@pytest.mark.model
@pytest.mark.parametrize(("language", "least"), [("fr", 60), ("en", 40)])
def test_annotated_sentences(language: str, least: int) -> None:
    listed = sentences(language)
    assert len(listed) >= least
    wrong = []
    for wanted, coding in zip(listed, code_all([one["text"] for one in listed], language), strict=True):
        got = [
            (e.type, e.status, sorted(coding.states(e.actors)), sorted(coding.states(e.recipients)))
            for e in coding.events
        ]
        missing = [event for event in wanted.get("events", ()) if not tells(coding, event)]
        beside = (wanted.get("none") and got) or (wanted.get("only") and len(got) > len(wanted["events"]))
        if missing or beside:
            wrong.append((wanted["text"], missing, got))
    assert wrong == []


@pytest.mark.model
def test_records_walk_home() -> None:
    for coding in code_all([one["text"] for one in sentences("fr")], "fr"):
        for event in coding.events:
            text = coding.article.text
            assert text[event.trigger.start : event.trigger.end] == event.trigger.text
            assert event.sentence.holds(event.trigger)
            for figure in event.figures:
                assert text[figure.start : figure.end] == figure.text
