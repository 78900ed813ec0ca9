#!/usr/bin/env python3
"""Measure what Recoupe's own stages cost beside the language model, on given pages.

    python evaluation/speed.py PAGES... [--rounds 3] [--json]

spaCy alone parses the text of the articles (titles and bodies) with the model as it is installed; then the article half
of the pipeline reads the same pages: article, dating, annotation (which holds the parse), mentions, statements, events.
Both run in this process, in turn, several rounds; the best round of each counts. Times are CPU seconds of the process,
so that a busy machine matters little. The ratio must not exceed the floor; the exit code is 1 where it does.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import spacy

from recoupe.languages import en, fr
from recoupe.languages.pack import LanguagePack
from recoupe.records.pages import Article, Capture, Refusal
from recoupe.resources.knowledge import Knowledge, load_knowledge
from recoupe.stages.annotation import annotate
from recoupe.stages.article import read_article
from recoupe.stages.capture import read_pages
from recoupe.stages.dating import date_article
from recoupe.stages.events import code_events
from recoupe.stages.mentions import find_mentions
from recoupe.stages.statements import find_statements

FLOOR = 1.5  # article half over spaCy alone
READ = ("title", "body")
PACKS = {"fr": fr.PACK, "en": en.PACK}
STAGES = ("article", "dating", "annotation", "mentions", "statements", "events")


class Clock:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(STAGES, 0.0)

    def time(self, stage: str, call: Callable[..., Any], *given: Any) -> Any:
        """Run a stage and add up what it took."""
        start = time.process_time()
        result = call(*given)
        self.seconds[stage] += time.process_time() - start
        return result


def spacy_alone(articles: Sequence[Article], models: Mapping[str, Any]) -> tuple[float, int]:
    """CPU seconds and tokens of the plain models on the blocks that annotation parses."""
    texts: dict[str, list[str]] = {code: [] for code in models}
    for article in articles:
        texts[article.language] += [article.text[one.start : one.end] for one in article.blocks if one.kind in READ]
    start = time.process_time()
    tokens = sum(len(doc) for code, model in models.items() for doc in model.pipe(texts[code], batch_size=32))
    return time.process_time() - start, tokens


def article_half(
    captures: Sequence[Capture], packs: Mapping[str, LanguagePack], knowledge: Knowledge
) -> dict[str, float]:
    """CPU seconds of each stage that sees one article."""
    clock, articles = Clock(), []
    for capture in captures:
        article = clock.time("article", read_article, capture, packs, knowledge)
        if not isinstance(article, Refusal):
            articles.append(clock.time("dating", date_article, article, capture, packs, knowledge))
    for article, passages in clock.time("annotation", lambda: list(annotate(articles, packs))):
        pack = packs[article.language]
        mentions = clock.time("mentions", find_mentions, article, passages, pack, knowledge)
        statements = clock.time("statements", find_statements, article, passages, mentions, pack)
        clock.time("events", code_events, article, passages, mentions, statements, pack)
    return clock.seconds


def measure(pages: Sequence[Path], rounds: int) -> dict[str, Any]:
    """Both measurements, the best of several rounds each, after one round that only warms up."""
    packs, knowledge = PACKS, load_knowledge()
    captures = [one for one in read_pages(list(pages)) if isinstance(one, Capture)]
    found = [read_article(capture, packs, knowledge) for capture in captures]
    articles = [article for article in found if not isinstance(article, Refusal) and article.language in packs]
    models = {code: spacy.load(packs[code].model) for code in {article.language for article in articles}}
    article_half(captures[:3], packs, knowledge)
    spacy_alone(articles[:3], models)
    alone, halves, tokens = [], [], 0
    for _ in range(rounds):
        seconds, tokens = spacy_alone(articles, models)
        alone.append(seconds)
        halves.append(article_half(captures, packs, knowledge))
    best = min(halves, key=lambda stages: sum(stages.values()))
    return {
        "pages": len(captures), "articles": len(articles), "tokens": tokens,
        "spacy seconds": round(min(alone), 2), "spacy tokens/s": round(tokens / min(alone)),
        "article half seconds": round(sum(best.values()), 2),
        "article half tokens/s": round(tokens / sum(best.values())),
        "stages": {stage: round(seconds, 2) for stage, seconds in best.items()},
        "ratio": round(sum(best.values()) / min(alone), 3), "floor": FLOOR,
    }  # fmt: skip


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pages", nargs="+", type=Path, help="saved pages or folders of them")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    given = parser.parse_args()
    figures = measure(given.pages, given.rounds)
    if given.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        for name, value in figures.items():
            print(f"{name:24} {value}")
    return 1 if figures["ratio"] > FLOOR else 0


if __name__ == "__main__":
    sys.exit(main())
