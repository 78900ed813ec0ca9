#!/usr/bin/env python3
"""Measure how time and memory of the cross-check grow with the number of pages.

    python evaluation/scaling.py [--sizes 1000 10000] [--gib 10] [--minutes 12] [--plot FILE.svg] [--json]

Each size runs in a process of its own: synthetic articles (see `reuse.py`), every tenth with a passage of another one,
each with six event mentions of which half tell a happening that other pages of those days tell as well; fifty pages
a day, as in an archive that grows. Copies, merging, origins and chronology are timed in seconds of the processor, so
that a busy machine does not count; the exponents are the slopes between each size and the next on a log-log scale, and
between the smallest and the largest (1 is linear). A size that needs more address space or minutes than allowed is
told as not finished. `--plot` draws time and memory as an SVG.
"""

from __future__ import annotations

import argparse
import itertools
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


def run(size: int, gib: float, minutes: float) -> dict[str, float] | str:
    """What a process of its own measures for a size; where it does not finish, why."""
    command = [sys.executable, str(Path(__file__).resolve()), "--one", str(size), "--gib", str(gib)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=minutes * 60)
    except subprocess.TimeoutExpired:
        return f"not finished in {minutes:g} minutes"
    if done.returncode:
        return (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
    row: dict[str, float] = json.loads(done.stdout)
    return row


def slope(small: dict[str, float], large: dict[str, float], name: str = "seconds") -> float:
    """The exponent with which a figure grows between two sizes."""
    return round(math.log(large[name] / small[name]) / math.log(large["pages"] / small["pages"]), 3)


def summed_up(rows: list[dict[str, float]]) -> dict[str, object]:
    """The exponents between the sizes and over all, and the memory for each page of the largest."""
    if len(rows) < 2:
        return {}
    grown = (rows[-1]["peak MiB"] - rows[-1]["input MiB"]) * 1024 / rows[-1]["pages"]
    return {
        "exponents": {f"{a['pages']} to {b['pages']}": slope(a, b) for a, b in itertools.pairwise(rows)},
        "exponent": slope(rows[0], rows[-1]),
        "by stage": {stage: slope(rows[0], rows[-1], stage) for stage in STAGES if rows[0][stage]},
        "KiB per page above the input": round(grown, 1),
    }


def drawn(rows: list[dict[str, float]]) -> str:
    """Time and memory against the number of pages as an SVG, both axes logarithmic, a dashed line for linear growth."""
    panels = [
        panel(rows, 60, "CPU seconds", ["seconds", *STAGES]),
        panel(rows, 470, "MiB at the peak, and of the input alone", ["peak MiB", "input MiB"]),
    ]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="860" height="400" font-family="sans-serif" font-size="11">\n'
        '<rect width="860" height="400" fill="white"/>\n' + "\n".join(panels) + "\n</svg>\n"
    )


def panel(rows: list[dict[str, float]], left: int, title: str, names: list[str]) -> str:
    """One diagram of 320 by 300 with a line for each figure."""
    pages = [math.log10(row["pages"]) for row in rows]
    values = [math.log10(max(row[name], 0.01)) for row in rows for name in names]
    low, high, first, last = math.floor(min(values)), math.ceil(max(values)), pages[0], pages[-1]

    def at(x: float, y: float) -> str:
        return f"{left + 320 * (x - first) / (last - first):.1f},{350 - 300 * (y - low) / (high - low):.1f}"

    parts = [f'<text x="{left}" y="30" font-size="13">{title}</text>']
    for power in range(low, high + 1):
        ends, height = (at(first, power), at(last, power)), at(first, power).split(",")[1]
        parts.append(f'<polyline points="{" ".join(ends)}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 6}" y="{height}" text-anchor="end">{10.0**power:g}</text>')
    for row, x in zip(rows, pages, strict=True):
        parts.append(
            f'<text x="{at(x, low).split(",")[0]}" y="368" text-anchor="middle">{row["pages"]:,.0f} pages</text>'
        )
    for name, colour in zip(names, ("#000", "#06c", "#c30", "#080", "#a60"), strict=False):
        line = [(x, math.log10(max(row[name], 0.01))) for x, row in zip(pages, rows, strict=True)]
        points = " ".join(at(x, y) for x, y in line)
        x, y = at(*line[-1]).split(",")
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{x}" y="{float(y) - 5:.1f}" fill="{colour}" text-anchor="end">{name}</text>')
    top = values[0] + last - first
    linear = f"{at(first, values[0])} {at(last, top)}"
    parts.append(f'<polyline points="{linear}" stroke="#888" stroke-dasharray="4"/>')
    return "\n".join(parts)


def main() -> None:
    """Run every size in its own process and print times, memory and the exponents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--gib", type=float, default=10.0, help="address space allowed to each size")
    parser.add_argument("--minutes", type=float, default=12.0, help="time allowed to each size")
    parser.add_argument("--plot", type=Path, help="an SVG file to write")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.one:
        resource.setrlimit(resource.RLIMIT_AS, (int(given.gib * 2**30),) * 2)
        print(json.dumps(measure(given.one)))
        return
    rows: list[dict[str, float]] = []
    failed: dict[int, str] = {}
    for size in sorted(given.sizes):
        row = run(size, given.gib, given.minutes)
        told = row if isinstance(row, str) else ", ".join(f"{name} {value}" for name, value in row.items())
        if isinstance(row, str):
            failed[size] = row
        else:
            rows.append(row)
        if not given.json:
            print(f"{size}: {told}", flush=True)
    report = summed_up(rows)
    if given.plot and len(rows) > 1:
        given.plot.write_text(drawn(rows), encoding="utf-8")
    print(json.dumps({"sizes": rows, "not finished": failed, **report} if given.json else report, indent=1))


if __name__ == "__main__":
    main()
