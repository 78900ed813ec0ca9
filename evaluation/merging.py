#!/usr/bin/env python3
"""Measure merging on the gold: pairs found and rightly joined, origins, kept apart, copied words; why pairs fail.

    python evaluation/merging.py --shared ../shared [--set seeds dev] [--causes] [--json]

Each set is read once. Then its events are merged twice: from the system's own mentions, and from the gold's mentions
put in their place (type, status, parties, days, figures as annotated), which shows what merging alone can do.

  pair_recall     pairs of pages that tell one gold event and do so in one event of the dossier
  pair_precision  of the pairs of gold events on two pages that stand in one event, those that the gold calls the same
                  event; the gold annotates every event of its pages, so any other pair is a wrong join
  unjudged        pairs of pages joined over mentions of which at least one is no gold event
  on_page_...     the same over pairs of mentions on one page: one gold event's first and further spans, or two events'
  origins_right   gold events found whose count of independent origins is the gold's
  kept_apart      must-not-merge pairs that are not one event
  copied_words    share of the words of the gold's copied passages that stand in copies
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import recoupe
from recoupe.records.actors import Actor, Place
from recoupe.records.copies import Copy
from recoupe.records.events import Event, EventMention
from recoupe.records.ids import make_id
from recoupe.records.readings import Reading
from recoupe.records.spans import Span, words_at
from recoupe.records.times import EventDate
from recoupe.resources.knowledge import load_knowledge
from recoupe.stages.copies import find_copies
from recoupe.stages.merging import merge_events
from recoupe.stages.merging.blocking import candidates
from recoupe.stages.merging.comparing import compare
from recoupe.stages.merging.facts.parties import Cast, cast_of
from recoupe.stages.merging.facts.portraits import Portrait, draw, together
from recoupe.stages.merging.pages import Happening
from recoupe.stages.merging.rules import forbidden
from recoupe.stages.origins import count_origins

SETS = {"seeds": ("seeds", "gold/seeds"), "dev": ("corpora/dev/pages", "gold/dev")}
Key = tuple[str, int]  # page stem and start of a gold event's first span
Json = dict[str, Any]


@dataclass(frozen=True)
class Gold:
    """The gold of a set: events by page and start, stories (what joins and what stays apart)."""

    events: Mapping[Key, Json]
    same: Sequence[Json]
    apart: Sequence[tuple[Key, Key]]
    passages: Sequence[Json]


@dataclass(frozen=True)
class Outcome:
    """What a run gave: its readings, actors, copies and events."""

    readings: tuple[Reading, ...]
    actors: tuple[Actor, ...]
    copies: tuple[Copy, ...]
    events: tuple[Event, ...]


def main() -> None:
    """Measure every set with own and with given mentions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="the folder of pages and gold")
    parser.add_argument("--set", nargs="+", choices=SETS, default=list(SETS), dest="sets")
    parser.add_argument("--causes", action="store_true", help="tell what keeps each missing pair apart")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    report = {}
    for name in options.sets:
        pages, labels = SETS[name]
        with recoupe.build([options.shared / pages]) as dossier:
            findings = dossier.view.findings()
        report[name] = study(findings.readings, findings.actors, read_gold(options.shared / labels), options.causes)
    print(json.dumps(report, indent=1, ensure_ascii=False) if options.json else told(report))


def told(report: Mapping[str, Mapping[str, Json]]) -> str:
    """The figures as lines."""
    lines = []
    for name, kinds in report.items():
        for kind, figures in kinds.items():
            lines += [f"{name}, {kind} mentions"]
            lines += [f"  {key:<15} {value}" for key, value in figures.items() if not isinstance(value, list)]
            lines += [f"  {line}" for value in figures.values() if isinstance(value, list) for line in value]
    return "\n".join(lines)


def study(readings: Sequence[Reading], actors: Sequence[Actor], gold: Gold, causes: bool) -> dict[str, Json]:
    """The figures of one set, with own mentions and with the gold's."""
    own = cross_check(readings, actors)
    given = cross_check(*gold_mentions(readings, actors, gold))
    return {
        kind: {**figures(outcome, gold), **({"causes": list(why_missed(outcome, gold))} if causes else {})}
        for kind, outcome in (("own", own), ("given", given))
    }


def cross_check(readings: Sequence[Reading], actors: Sequence[Actor]) -> Outcome:
    """The dossier half from copies to origins."""
    copies = find_copies([reading.article for reading in readings])
    merged = merge_events(readings, actors, copies)
    return Outcome(
        tuple(readings), tuple(actors), copies, count_origins(merged, readings, actors, copies, load_knowledge())
    )


def read_gold(folder: Path) -> Gold:
    """Read the gold files of a folder."""
    events: dict[Key, Json] = {}
    same, apart, passages = [], [], []
    for path in sorted(folder.glob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        if path.name.endswith(".story.json"):
            same += content.get("same_event", [])
            passages += content.get("copied_passages", [])
            apart += [(_key(pair["a"]), _key(pair["b"])) for pair in content.get("must_not_merge", [])]
        else:
            events |= {(path.stem, event["span"][0]): event for event in content.get("events", [])}
    return Gold(events, same, apart, passages)


def _key(where: Json) -> Key:
    return where["page"], where["span"][0]


# ---- figures ---------------------------------------------------------------------------------------------


def figures(outcome: Outcome, gold: Gold) -> Json:
    """Recall, precision, origins, kept apart and copied words."""
    told_as = located(outcome, gold)
    group_of = {_key(mention): number for number, same in enumerate(gold.same) for mention in same.get("mentions", [])}
    events = {event.id: event for event in outcome.events}
    wanted = found = named = right_origins = 0
    for same in gold.same:
        keys = [_key(mention) for mention in same.get("mentions", [])]
        wanted += len(list(combinations(keys, 2)))
        spread = Counter(event for key in keys for event in told_as.get(key, ()))
        best = max(spread, key=lambda event: (spread[event], event), default=None)
        if best is not None and spread[best] > 1:
            found += spread[best] * (spread[best] - 1) // 2
            named += 1
            right_origins += events[best].independent_origins == same["independent_origins"]
    right, wrong = _joined(told_as, group_of)
    held = [not told_as.get(a, set()) & told_as.get(b, set()) for a, b in gold.apart]
    return {
        "pair_recall": _share(found, wanted),
        "pair_precision": _share(right, right + len(wrong)),
        "gold_pairs": wanted,
        "unjudged": unjudged(outcome, told_as),
        "origins_right": _share(right_origins, named),
        "kept_apart": _share(sum(held), len(held)),
        "copied_words": copied_words(outcome, gold),
        **on_pages(outcome, gold),
        "wrong_joins": [f"wrong join {a} {b}" for a, b in wrong],
    }


def on_pages(outcome: Outcome, gold: Gold) -> dict[str, float | None]:
    """The same within pages, over pairs of mentions of one type that stand on gold events."""
    own = {mention: event.id for event in outcome.events for mention in event.mentions}
    by_page: dict[str, list[tuple[Key, EventMention]]] = defaultdict(list)
    for key, mentions in touching(outcome, gold).items():
        by_page[key[0]] += [(key, m) for m in mentions if m.type == gold.events[key]["type"]]
    tally: Counter[str] = Counter()
    for told in by_page.values():
        for (a, one), (b, other) in combinations(told, 2):
            if one.type == other.type and one.id != other.id:
                joined = own[one.id] == own[other.id]
                tally["wanted"] += a == b
                tally["right"] += joined and a == b
                tally["joined"] += joined
    return {
        "on_page_recall": _share(tally["right"], tally["wanted"]),
        "on_page_precision": _share(tally["right"], tally["joined"]),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _joined(told_as: Mapping[Key, set[str]], group_of: Mapping[Key, int]) -> tuple[int, list[tuple[Key, Key]]]:
    """Pairs of gold events on two pages that are one event: how many rightly, and which wrongly."""
    members: dict[str, list[Key]] = defaultdict(list)
    for key, events in told_as.items():
        for event in events:
            members[event].append(key)
    right: set[tuple[Key, Key]] = set()
    wrong: set[tuple[Key, Key]] = set()
    for keys in members.values():
        for a, b in combinations(sorted(keys), 2):
            if a[0] != b[0]:
                (right if a in group_of and group_of[a] == group_of.get(b) else wrong).add((a, b))
    return len(right), sorted(wrong)


def located(outcome: Outcome, gold: Gold) -> dict[Key, set[str]]:
    """Gold events -> events of the dossier one of whose mentions of that type stands on them."""
    own = {mention: event.id for event in outcome.events for mention in event.mentions}
    found: dict[Key, set[str]] = {}
    for key, mentions in touching(outcome, gold).items():
        found[key] = {own[m.id] for m in mentions if m.type == gold.events[key]["type"] and m.id in own}
    return found


def touching(outcome: Outcome, gold: Gold) -> dict[Key, list[EventMention]]:
    """Gold events -> mentions whose trigger overlaps one of their spans, of any type."""
    by_page = {Path(reading.article.page).stem: reading.events for reading in outcome.readings}
    return {
        key: [m for m in by_page.get(key[0], ()) if any(s < m.trigger.end and m.trigger.start < e for s, e in spans)]
        for key, spans in ((key, [event["span"], *event.get("also", [])]) for key, event in gold.events.items())
    }


def unjudged(outcome: Outcome, told_as: Mapping[Key, set[str]]) -> int:
    """Pairs of pages that an event joins where fewer than two of its pages tell a gold event in it."""
    judged: dict[str, set[str]] = defaultdict(set)
    for key, events in told_as.items():
        for name in events:
            judged[name].add(key[0])
    pages = {m.id: Path(r.article.page).stem for r in outcome.readings for m in r.events}
    total = 0
    for event in outcome.events:
        spread = {pages[mention] for mention in event.mentions}
        gold = spread & judged[event.id]
        total += len(spread) * (len(spread) - 1) // 2 - len(gold) * (len(gold) - 1) // 2
    return total


def copied_words(outcome: Outcome, gold: Gold) -> float | None:
    """Share of the words of gold passages, on either page, that stand in a copy of the two pages."""
    by_page = {Path(reading.article.page).stem: reading.article for reading in outcome.readings}
    covered = wanted = 0
    for passage in gold.passages:
        sides = [where for where in passage.get("spans", []) if where["page"] in by_page]
        pair = {by_page[where["page"]].id for where in sides}
        for where in sides:
            article = by_page[where["page"]]
            spans = [
                span
                for copy in outcome.copies
                if set(copy.articles) == pair
                for span in copy.spans[copy.articles.index(article.id)]
            ]
            for word in re.compile(r"\w+").finditer(article.text, *where["span"]):
                wanted += 1
                covered += any(span.start <= word.start() < span.end for span in spans)
    return _share(covered, wanted)


# ---- why pairs fail --------------------------------------------------------------------------------------


def why_missed(outcome: Outcome, gold: Gold) -> Iterator[str]:
    """For each gold pair that no event joins: what stands in the way; a count of the causes at the end."""
    told_as, mentions = located(outcome, gold), touching(outcome, gold)
    cast, readings = cast_of(outcome.actors), {r.article.id: r for r in outcome.readings}
    count: Counter[str] = Counter()
    for same in gold.same:
        for a, b in combinations([_key(mention) for mention in same.get("mentions", [])], 2):
            if told_as[a] & told_as[b]:
                continue
            cause = _cause(same["type"], (mentions[a], mentions[b]), readings, cast)
            count[cause.split(":")[0]] += 1
            yield f"{same['what'][:60]!r} {a} {b}: {cause}"
    yield f"causes: {dict(count.most_common())}"


def _cause(
    kind: str, sides: tuple[list[EventMention], list[EventMention]], readings: Mapping[str, Reading], cast: Cast
) -> str:
    missing = [not side for side in sides]
    if any(missing):
        return f"mention missed: on {'both pages' if all(missing) else 'one page'}"
    typed = [[m for m in side if m.type == kind] for side in sides]
    if not all(typed):
        return f"other type: {[sorted({m.type for m in side}) for side in sides]}"
    one, other = (_portrait(side, readings) for side in typed)
    rule = forbidden(one, other, cast)
    if rule:
        return f"a rule forbids: {rule} {_facts(one, cast)} {_facts(other, cast)}"
    if not list(candidates([Happening(one), Happening(other)], cast)):
        return f"not compared: {_facts(one, cast)} {_facts(other, cast)}"
    weighed = compare(one, other, cast)
    assert weighed is not None
    if weighed.enough:
        return f"barred: by other members {weighed.score:.1f}"
    return f"too little: {weighed.score:.1f} {list(weighed.features)} {_facts(one, cast)} {_facts(other, cast)}"


def _portrait(mentions: Sequence[EventMention], readings: Mapping[str, Reading]) -> Portrait:
    drawn = [draw(readings[mention.article], mention) for mention in mentions]
    whole = drawn[0]
    for portrait in drawn[1:]:
        whole = together(whole, portrait)
    return whole


def _facts(portrait: Portrait, cast: Cast) -> str:
    days = f"{portrait.when.first}..{portrait.when.last}{'' if portrait.when.told else '?'}" if portrait.when else "-"
    sides = ">".join("+".join(sorted(cast.countries(keys))) or "?" for keys in (portrait.sources, portrait.targets))
    place = portrait.where.name if portrait.where else "-"
    return f"[{sides} {days} {place} {'/'.join(sorted(portrait.statuses))} {'+'.join(sorted(portrait.modes))}]"


# ---- the gold's mentions as records ----------------------------------------------------------------------


def gold_mentions(
    readings: Sequence[Reading], actors: Sequence[Actor], gold: Gold
) -> tuple[tuple[Reading, ...], tuple[Actor, ...]]:
    """The readings with the gold's events as their event mentions, and the actors with those that they need."""
    cast: dict[str, Actor] = {actor.id: actor for actor in actors}
    told: list[Reading] = []
    places = {found.place.name: found.place for reading in readings for found in reading.mentions.places}
    for reading in readings:
        stem = Path(reading.article.page).stem
        events = tuple(_mention(reading, event, cast, places) for key, event in gold.events.items() if key[0] == stem)
        told.append(replace(reading, events=events))
    return tuple(told), tuple(sorted(cast.values(), key=lambda actor: actor.id))


def _mention(reading: Reading, event: Json, cast: dict[str, Actor], places: Mapping[str, Place]) -> EventMention:
    text, (start, end) = reading.article.text, event["span"]
    opening, closing = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    within = [found.end() for found in re.compile(r"[.!?]\s").finditer(text, opening, start)]
    stop = re.compile(r"[.!?](\s|$)").search(text, end)
    opening, closing = (
        (within or [opening])[-1],
        min(x for x in (closing, stop and stop.start(), len(text)) if x and x > 0),
    )
    carriers = [s for s in reading.statements if any(c.start < end and start < c.end for c in s.content)]
    when, place = event.get("date") or {}, event.get("place")
    days = [date.fromisoformat(when[side][:10]) if when.get(side) else None for side in ("earliest", "latest")]
    mode = event.get("mode")
    return EventMention(
        id=make_id("m", reading.article.id, start, end),
        article=reading.article.id,
        trigger=words_at(text, start, end),
        sentence=Span(start=opening, end=max(closing, end)),
        type=event["type"],
        status=event["status"],
        rule="gold",
        modes=(mode,) if mode else (),
        actors=tuple(dict.fromkeys(_actor(one, cast) for one in event.get("source", []))),
        recipients=tuple(dict.fromkeys(_actor(one, cast) for one in event.get("target", []))),
        date=EventDate(earliest=days[0], latest=days[1], basis="stated") if days[0] and days[1] else None,
        place=places.get(place) or Place(name=place, country=None, precision="unknown") if place else None,
        according_to=tuple(statement.id for statement in carriers),
    )


def _actor(told: Json, cast: dict[str, Actor]) -> str:
    """The actor of that name in the dossier, else a new one."""
    name, country = told["name"], told.get("country")
    for actor in cast.values():
        if actor.country == country and name in (actor.name, *actor.aliases):
            return actor.id
    new = Actor(
        id=make_id("p", "gold", name, country or ""),
        name=name,
        kind="organisation",
        country=country,
        sectors=(),
        aliases=(),
        ref=None,
    )
    cast[new.id] = new
    return new.id


if __name__ == "__main__":
    main()
