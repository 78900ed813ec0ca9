#!/usr/bin/env python3
"""Measure what each stage costs as a share of the language model's time on the same articles.

    python evaluation/cost.py FOLDER... [--rounds 3] [--most 300] [--json]

spaCy alone parses titles and bodies with the models as they are installed; then every stage runs over the same pages in
the same process: the article half one article at a time, the dossier half once over the heap. Times are CPU seconds of
the process, the best of several rounds for each stage, after a round that only warms up; loading (tables, rule files,
indexes of names) is measured apart, before anything else has run, and printed in seconds. `budget` is what the stages
named beside it may take together; the exit code is 1 where one is exceeded.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import spacy

from recoupe.languages import en, fr
from recoupe.languages.timex import load as load_times
from recoupe.records.pages import Article, Capture, Refusal
from recoupe.records.readings import Mentions, Reading
from recoupe.resources.knowledge import Knowledge, load_knowledge
from recoupe.stages.annotation import annotate
from recoupe.stages.article import read_article
from recoupe.stages.capture import read_pages
from recoupe.stages.chronology import build_chronology
from recoupe.stages.copies import find_copies
from recoupe.stages.dating import anchor, date_article, date_dossier
from recoupe.stages.events import code_events
from recoupe.stages.linking import link_actors
from recoupe.stages.mentions.finding import find_actors, index_of
from recoupe.stages.mentions.nouns.titles import read_lexicon
from recoupe.stages.mentions.times import find_times
from recoupe.stages.merging import merge_events
from recoupe.stages.origins import count_origins
from recoupe.stages.statements import find_statements

PACKS = {"fr": fr.PACK, "en": en.PACK}
READ = ("title", "body")
BUDGETS: dict[tuple[str, ...], float] = {("mentions", "times", "linking"): 0.25}
LOADING = 0.3  # seconds for the tables and the index of names of one language


class Clock:
    """CPU seconds by stage, in the order in which stages first ran."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, stage: str, call: Callable[..., Any], *given: Any) -> Any:
        """Run a stage and add up what it took."""
        start = time.process_time()
        result = call(*given)
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - start
        return result


def loading() -> dict[str, float]:
    """Seconds for what is read once: the tables, then rule files and index of names of each language."""
    clock = Clock()
    knowledge = clock.time("tables", load_knowledge)
    for code, pack in PACKS.items():
        clock.time(f"titles {code}", read_lexicon, pack)
        clock.time(f"index {code}", index_of, knowledge, pack)
        clock.time(f"times {code}", load_times, pack)
    return clock.seconds


def run(captures: Sequence[Capture], knowledge: Knowledge) -> dict[str, float]:
    """CPU seconds of every stage over the pages, and of spaCy alone over the same articles."""
    clock, articles, readings = Clock(), [], []
    for capture in captures:
        article = clock.time("article", read_article, capture, PACKS, knowledge)
        if not isinstance(article, Refusal) and article.language in PACKS:
            articles.append(clock.time("dating", date_article, article, capture, PACKS, knowledge))
    for article, passages in clock.time("annotation", lambda: list(annotate(articles, PACKS))):
        pack = PACKS[article.language]
        actors, places = clock.time("mentions", find_actors, article, passages, pack, knowledge)
        times = clock.time("times", find_times, article, tuple(passages), pack)
        mentions = Mentions(actors=actors, places=places, times=times)
        statements = clock.time("statements", find_statements, article, passages, mentions, pack)
        events = clock.time("events", code_events, article, passages, mentions, statements, pack)
        readings.append(Reading(article=article, mentions=mentions, statements=statements, events=events))
    _dossier_half(clock, readings, knowledge)
    clock.time("spaCy", _parse, articles)
    return clock.seconds


def _dossier_half(clock: Clock, readings: list[Reading], knowledge: Knowledge) -> None:
    copies = clock.time("copies", find_copies, [reading.article for reading in readings])
    dated = clock.time(
        "dating again", lambda: [anchor(reading) for reading in date_dossier(readings, copies, knowledge)]
    )
    linked, actors = clock.time("linking", link_actors, dated, knowledge)
    merged = clock.time("merging", merge_events, linked, actors, copies)
    counted = clock.time("origins", count_origins, merged, linked, actors, copies, knowledge)
    clock.time("chronology", build_chronology, counted, linked, actors)


_MODELS: dict[str, Any] = {}


def _parse(articles: Sequence[Article]) -> int:
    """The tokens of the blocks that annotation parses, by the plain models."""
    tokens = 0
    for code in sorted({article.language for article in articles}):
        texts = [
            article.text[block.start : block.end]
            for article in articles
            if article.language == code
            for block in article.blocks
            if block.kind in READ
        ]
        tokens += sum(len(doc) for doc in _MODELS[code].pipe(texts, batch_size=32))
    return tokens


def measure(folders: Sequence[Path], rounds: int, most: int) -> dict[str, Any]:
    """Seconds of loading, the best seconds of each stage, its share of spaCy's time, and the budgets."""
    loaded = loading()
    knowledge = load_knowledge()
    captures = [one for one in read_pages(list(folders)) if isinstance(one, Capture)][:most]
    _MODELS.update({code: spacy.load(pack.model) for code, pack in PACKS.items()})
    run(captures[:3], knowledge)
    found = [run(captures, knowledge) for _ in range(rounds)]
    best = {stage: min(one[stage] for one in found) for stage in found[0]}
    alone = best.pop("spaCy")
    return {
        "pages": len(captures),
        "loading": {stage: round(seconds, 3) for stage, seconds in loaded.items()},
        "spaCy seconds": round(alone, 2),
        "seconds": {stage: round(seconds, 2) for stage, seconds in best.items()},
        "share": {stage: round(seconds / alone, 3) for stage, seconds in best.items()},
        "budgets": {
            " + ".join(stages): [round(sum(best[stage] for stage in stages) / alone, 3), ceiling]
            for stages, ceiling in BUDGETS.items()
        },
    }


def told(figures: dict[str, Any]) -> str:
    """The figures as a table: stage, seconds, share of spaCy's time."""
    lines = [f"{figures['pages']} pages; spaCy alone {figures['spaCy seconds']} s"]
    lines += [f"  {stage:<14} {seconds:>7.2f} s  {figures['share'][stage]:>7.1%}" for stage, seconds in
              figures["seconds"].items()]  # fmt: skip
    lines += [f"{stages}: {share:.1%} of at most {ceiling:.0%}" for stages, (share, ceiling) in
              figures["budgets"].items()]  # fmt: skip
    lines += ["loading: " + ", ".join(f"{stage} {seconds:.3f} s" for stage, seconds in figures["loading"].items())]
    return "\n".join(lines)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path, help="saved pages or folders of them")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=300, help="pages read at most")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    given = parser.parse_args()
    figures = measure(given.folders, given.rounds, given.most)
    print(json.dumps(figures, ensure_ascii=False) if given.json else told(figures))
    loaded = sum(figures["loading"][stage] for stage in ("tables", "index fr"))
    return int(loaded > LOADING or any(share > ceiling for share, ceiling in figures["budgets"].values()))


if __name__ == "__main__":
    sys.exit(main())
