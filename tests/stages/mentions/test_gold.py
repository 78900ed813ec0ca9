"""On annotated pages the speakers and the parties of events are found with their country."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from mention_reading import PACKS

from recoupe.records.pages import Article, Block
from recoupe.records.times import Dating
from recoupe.resources.knowledge import load_knowledge
from recoupe.stages.annotation import annotate
from recoupe.stages.mentions.finding import find_actors
from recoupe.stages.mentions.words import fold_words

FLOOR = 0.92
PAGES = {"seeds": "seeds", "dev": "corpora/dev/pages"}
SMALL = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "de",
        "du",
        "des",
        "d",
        "un",
        "une",
        "the",
        "of",
        "a",
        "an",
        "and",
        "et",
        "en",
        "au",
        "aux",
        "in",
        "to",
        "s",
    ]
)


def gold_article(text: str, gold: dict[str, Any], name: str) -> Article:
    furniture, blocks, at = set(gold.get("furniture") or ()), [], 0
    for line in text.splitlines(keepends=True):
        if line.strip() and line.rstrip("\r\n") not in furniture:
            blocks.append(Block(start=at, end=at + len(line.rstrip("\r\n")), kind="body", rule="gold"))
        at += len(line)
    told = gold.get("published")
    dating = told and Dating(
        earliest=date.fromisoformat(told["earliest"]), latest=date.fromisoformat(told["latest"]), basis="explicit"
    )
    return Article(
        id=f"a{name}", capture="k", page=name, sha256="", text=text, own_text=False, language=gold["language"],
        title=None, outlet=None, blocks=tuple(blocks), published=dating or None,
    )  # fmt: skip


def wanted(gold: dict[str, Any]) -> set[tuple[str, str]]:
    pairs = set()
    for statement in gold["statements"]:
        countries = (statement["speaker_country"] or "").split("; ")
        pairs |= set(zip((statement["speaker"] or "").split("; "), countries, strict=False))
    for event in gold["events"]:
        pairs |= {(actor["name"], actor.get("country")) for actor in (*event["source"], *event["target"])}
    return {(name, country) for name, country in pairs if name and country}


@pytest.mark.shared
@pytest.mark.model
def test_countries_of_speakers_and_parties(shared: Path) -> None:
    golds: dict[str, dict[str, Any]] = {}
    articles = []
    for kind, folder in PAGES.items():
        for path in sorted((shared / "gold" / kind).glob("*.json")):
            if not path.name.endswith(".story.json"):
                gold = json.loads(path.read_text("utf-8"))
                text = (shared / folder / f"{path.stem}.txt").read_bytes().decode("utf-8")
                articles.append(gold_article(text, gold, path.stem))
                golds[f"a{path.stem}"] = gold
    right, all_, missed = 0, 0, []
    for article, passages in annotate(articles, PACKS):
        actors, _ = find_actors(article, passages, PACKS[article.language], load_knowledge())
        for name, country in sorted(wanted(golds[article.id])):
            words = set(fold_words(name)) - SMALL
            found = any(
                country in (mention.country, *mention.refs)
                and (country in mention.refs or words & set(fold_words(f"{mention.text} {mention.name}")))
                for mention in actors
            )
            all_, right = all_ + 1, right + found
            missed += [] if found else [f"{article.page}: {name} {country}"]
    assert right / all_ >= FLOOR, missed
