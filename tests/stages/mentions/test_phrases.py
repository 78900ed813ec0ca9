"""Isolated actor phrases get their country, sector and kind."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from mention_reading import PACKS

from recoupe.records.actors import ActorKind
from recoupe.resources.knowledge import load_knowledge
from recoupe.stages.mentions.phrases import read_phrase

DAY = date(2016, 6, 1)
FLOORS = {"country": 0.97, "sector": 0.97, "kind": 0.96}


def cases(language: str) -> list[list[str]]:
    lines = (Path(__file__).parent / f"phrases_{language}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("language", "least"), [("fr", 300), ("en", 60)])
def test_phrases(language: str, least: int) -> None:
    listed = cases(language)
    assert len(listed) >= least
    right: Counter[str] = Counter()
    wrong: list[str] = []
    for text, country, sectors, kinds in listed:
        mention = read_phrase(text, PACKS[language], load_knowledge(), DAY)
        found = {
            "country": (mention.country if mention and mention.country else "-") == country,
            "sector": sectors == "-" or bool(mention and set(mention.sectors) & set(sectors.split("|"))),
            "kind": bool(mention and mention.kind in kinds.split("|")),
        }
        right.update(key for key, value in found.items() if value)
        wrong += [f"{text}: {key}" for key, value in found.items() if not value]
    for key, floor in FLOORS.items():
        assert right[key] / len(listed) >= floor, wrong


def test_all_kinds_are_asked_for() -> None:
    kinds = {kind for language in PACKS for case in cases(language) for kind in case[3].split("|")}
    assert kinds == set(get_args(ActorKind))


@pytest.mark.parametrize("text", ["", "   ", "demain", "12", "…", "la table"])
def test_what_names_nobody_is_nobody(text: str) -> None:
    assert read_phrase(text, PACKS["fr"], load_knowledge()) is None


def test_the_day_decides_the_office() -> None:
    during = read_phrase("Angela Merkel", PACKS["en"], load_knowledge(), date(2017, 4, 1))
    after = read_phrase("Angela Merkel", PACKS["en"], load_knowledge(), date(2023, 1, 10))
    assert during is not None and after is not None
    assert "GOV" in during.sectors
    assert after.sectors == ("ELI",)
    assert during.refs == after.refs == ("p.angela-merkel",)


@pytest.mark.shared
def test_english_phrases_of_others(shared: Path) -> None:
    """The targets for the phrases of NGEC's tests; evaluation/actors.py tells which cases are left out and why."""
    import importlib.util

    path = Path(__file__).resolve().parents[3] / "evaluation" / "actors.py"
    spec = importlib.util.spec_from_file_location("evaluation_actors", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    figures = module.score(shared / "gold" / "actors-en.jsonl", errors=False)
    assert figures["country language"] >= 0.85
    assert figures["sector language"] >= 0.75
