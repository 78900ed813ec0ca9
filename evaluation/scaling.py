#!/usr/bin/env python3
"""Measure how time and memory of the cross-check grow with the number of pages.

    python evaluation/scaling.py [--sizes 1000 10000] [--json]

Each size runs in a process of its own: synthetic articles (see `reuse.py`), every tenth with a passage of another one,
each with six event mentions of which half tell a happening that other pages of those days tell as well; fifty pages
a day, as in an archive that grows. Copies, merging, origins and chronology are timed in seconds of the processor, so
that a busy machine does not count; the exponent is the slope between the smallest and the largest size on a log-log
scale (1 is linear).
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

PAGES_A_DAY = 50
MENTIONS_A_PAGE = 6
CODES = ("RUS", "USA", "FRA", "SYR", "TUR", "IRN", "ISR", "UKR", "DEU", "GBR", "CHN", "EGY", "MLI", "DZA", "LBN", "IRQ")
TYPES = ("CONSULT", "ASSAULT", "ACCUSE", "REQUEST", "AID", "PROTEST", "REJECT", "SANCTION")
STAGES = ("copies", "merging", "origins", "chronology")


def measure(size: int) -> dict[str, float]:
    """Build a heap of that size, run the stages on it, and tell seconds for each and the memory they took."""
    from recoupe.resources.knowledge import Knowledge
    from recoupe.stages.chronology import build_chronology
    from recoupe.stages.copies import find_copies
    from recoupe.stages.merging import merge_events
    from recoupe.stages.origins import count_origins
    from reuse import heap

    readings, actors = dossier(heap(size, seed=size).articles, random.Random(size))
    knowledge = Knowledge(countries=(), actors=(), agencies=(), outlets=(), places=())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    clock = [time.process_time()]
    copies = find_copies([reading.article for reading in readings])
    clock.append(time.process_time())
    merged = merge_events(readings, actors, copies)
    clock.append(time.process_time())
    counted = count_origins(merged, readings, actors, copies, knowledge)
    clock.append(time.process_time())
    events = build_chronology(counted, readings, actors)
    clock.append(time.process_time())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = {stage: round(clock[at + 1] - clock[at], 2) for at, stage in enumerate(STAGES)}
    return {
        "pages": size,
        **seconds,
        "seconds": round(clock[-1] - clock[0], 2),
        "events": len(events),
        "input MiB": round(before / 1024),
        "peak MiB": round(peak / 1024),
    }


def dossier(articles: list, rng: random.Random) -> tuple[list, tuple]:  # type: ignore[type-arg]
    """Readings with coded mentions for synthetic articles, and the actors in them."""
    from recoupe.records.actors import Actor
    from recoupe.records.ids import make_id
    from recoupe.records.readings import Mentions, Reading

    actors = tuple(
        Actor(id=make_id("p", code), name=code, kind="state", country=code, sectors=("GOV",), aliases=(), ref=code)
        for code in CODES
    )
    days = max(1, len(articles) // PAGES_A_DAY)
    stories = [story(rng, number // (PAGES_A_DAY // 2)) for number in range(days * PAGES_A_DAY // 2)]
    readings = []
    for number, article in enumerate(articles):
        day = number * days // len(articles)
        today = [story(rng, day) for _ in range(MENTIONS_A_PAGE // 2)]
        today += rng.sample(stories[day * PAGES_A_DAY // 2 : (day + 1) * PAGES_A_DAY // 2], MENTIONS_A_PAGE // 2)
        events = [mention(article, told, at, actors) for at, told in enumerate(today)]
        readings.append(Reading(article=article, mentions=Mentions(), statements=(), events=tuple(events)))
    return readings, actors


def story(rng: random.Random, day: int) -> tuple[str, int, int, int]:
    """A happening: type, doer, sufferer, day."""
    doer, sufferer = rng.sample(range(len(CODES)), 2)
    return rng.choice(TYPES), doer, sufferer, day


def mention(article, told: tuple[str, int, int, int], at: int, actors: tuple):  # type: ignore[no-untyped-def, type-arg]
    """An event mention whose trigger is some word of the article."""
    from recoupe.records.events import EventMention
    from recoupe.records.ids import make_id
    from recoupe.records.spans import Span, words_at
    from recoupe.records.times import EventDate

    start = article.text.find(" ", len(article.text) * at // MENTIONS_A_PAGE) + 1
    end = article.text.find(" ", start)
    end = end if end > 0 else len(article.text)
    day = date(2001, 1, 1) + timedelta(days=told[3])
    return EventMention(
        id=make_id("m", article.id, at),
        article=article.id,
        trigger=words_at(article.text, start, end),
        sentence=Span(start=start, end=end),
        type=told[0],
        status="happened",
        rule="synthetic",  # type: ignore[arg-type]
        actors=(actors[told[1]].id,),
        recipients=(actors[told[2]].id,),
        date=EventDate(earliest=day, latest=day, basis="stated"),
    )


def main() -> None:
    """Run every size in its own process and print times, memory and the exponent."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.one)))
        return
    rows = []
    for size in sorted(given.sizes):
        command = [sys.executable, str(Path(__file__).resolve()), "--one", str(size)]
        rows.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        if not given.json:
            print(", ".join(f"{name} {value}" for name, value in rows[-1].items()), flush=True)
    report: dict[str, object] = {"sizes": rows}
    if len(rows) > 1:
        small, large = rows[0], rows[-1]
        report["exponent"] = round(
            math.log(large["seconds"] / small["seconds"]) / math.log(large["pages"] / small["pages"]), 3
        )
        bytes_grown = (large["peak MiB"] - large["input MiB"]) * 1024 / large["pages"]
        report["KiB per page above the input"] = round(bytes_grown, 1)
    print(json.dumps(report, indent=1) if given.json else {k: v for k, v in report.items() if k != "sizes"})


if __name__ == "__main__":
    main()
