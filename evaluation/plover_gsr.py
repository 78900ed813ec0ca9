#!/usr/bin/env python3
"""Score event coding on single sentences: the PLOVER gold standard records and their French counterparts.

    plover_gsr.py --english SHARED/gold/plover-gsr.json --french SHARED/gold/plover-gsr-fr.json [--errors] [--raw]

For each language: in how many sentences the gold type is among those coded (found), micro- and macro-F1 of the types of
a sentence against its gold types (a type too many counts as wrong, though a sentence may hold several events), a table
by type, and in how many records an event of the gold type has the gold countries on both sides (dyad). The gold is
coded in bare PLOVER, so types are reduced first (a planned meeting is AGREE); --raw leaves them as they are.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recoupe.languages.pack import LanguagePack
from recoupe.plugins import languages
from recoupe.records.events import EventMention
from recoupe.records.pages import Article, Block
from recoupe.records.readings import Mentions
from recoupe.resources.knowledge import Knowledge, load_knowledge
from recoupe.resources.plover import scheme
from recoupe.stages.annotation import annotate
from recoupe.stages.events import code_events
from recoupe.stages.mentions import find_mentions
from recoupe.stages.statements import find_statements

OLD_TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
OLD_COUNTRIES = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
NO_STATE = {"IGO", "NGO", "IMG", "ISM", "UNO", "MNC"}  # codes that name no state: sides are compared by states only
TWO_SIDED = {"AGREE", "CONSULT", "COOPERATE"}


@dataclass(slots=True)
class Record:
    """One gold record: a sentence with one of its events."""

    text: str
    type: str
    sides: tuple[frozenset[str], frozenset[str]]


@dataclass(slots=True)
class Coded:
    """What was coded in a sentence: reduced type and the states on both sides, one entry an event."""

    events: list[tuple[str, frozenset[str], frozenset[str]]] = field(default_factory=list)

    @property
    def types(self) -> set[str]:
        """The types, each once."""
        return {type_ for type_, _, _ in self.events}


def read_english(path: Path) -> list[Record]:
    """The gold standard records without their documentation entry."""
    records = json.loads(path.read_text("utf-8"))
    return [
        Record(
            text=one["text"].strip(" {}"),
            type=OLD_TYPES.get(one["event"], one["event"]),
            sides=(_codes(one.get("source"), "code"), _codes(one.get("target"), "code")),
        )
        for one in records
        if one["event"] != "DOCUMENT"
    ]


def read_french(path: Path) -> list[Record]:
    """The French counterparts."""
    records = json.loads(path.read_text("utf-8"))
    return [
        Record(
            text=one["text"],
            type=one["type"],
            sides=(_codes(one["actors"], "country"), _codes(one["recipients"], "country")),
        )
        for one in records
        if "text" in one
    ]


def _codes(side: Any, key: str) -> frozenset[str]:
    found = {one.get(key) for one in side} if isinstance(side, list) else set()
    return frozenset(OLD_COUNTRIES.get(code, code) for code in found if code and code not in NO_STATE)


def code(texts: Sequence[str], pack: LanguagePack, knowledge: Knowledge, *, raw: bool) -> list[Coded]:
    """Code loose sentences, each as an article of its own."""
    articles = [
        Article(
            id=f"a{number}",
            capture="k",
            page=str(number),
            sha256="",
            text=text,
            own_text=True,
            language=pack.code,
            title=None,
            outlet=None,
            blocks=(Block(start=0, end=len(text), kind="body", rule="loose"),),
        )
        for number, text in enumerate(texts)
    ]
    known = {actor.ref: actor.country for actor in knowledge.actors} | {
        country.ref: country.ref for country in knowledge.countries
    }
    coded = []
    for article, passages in annotate(articles, {pack.code: pack}):
        mentions = find_mentions(article, passages, pack, knowledge)
        statements = find_statements(article, passages, mentions, pack)
        events = code_events(article, passages, mentions, statements, pack)
        coded.append(Coded([_coded(event, mentions, known, raw=raw) for event in events]))
    return coded


def _coded(
    event: EventMention, mentions: Mentions, known: dict[str, str | None], *, raw: bool
) -> tuple[str, frozenset[str], frozenset[str]]:
    def states(refs: Iterable[str]) -> frozenset[str]:
        told = {ref: mention.country for mention in mentions.actors for ref in mention.refs if mention.country}
        found = (known.get(ref) or told.get(ref) for ref in refs)
        return frozenset(code for code in found if code and len(code) == 3 and code not in NO_STATE)

    type_ = event.type if raw else scheme().reduced(event.type, event.status)
    return type_, states(event.actors), states(event.recipients)


def score(records: Sequence[Record], coded: Sequence[Coded], *, errors: bool) -> dict[str, Any]:
    """The figures of one language; sentences that stand in the gold more than once have several gold types."""
    gold: dict[str, set[str]] = defaultdict(set)
    for record in records:
        gold[record.text].add(record.type)
    by_type: dict[str, Counter[str]] = defaultdict(Counter)
    found = dyads = 0
    for record, one in zip(records, coded, strict=True):
        hit = record.type in one.types
        found += hit
        dyads += any(_same_dyad(record, event) for event in one.events)
        if errors and not hit:
            print(f"  missed {record.type:<9} got {sorted(one.types)}: {record.text}")
    for text, one in {record.text: one for record, one in zip(records, coded, strict=True)}.items():
        for type_ in gold[text]:
            by_type[type_]["gold"] += 1
            by_type[type_]["right"] += type_ in one.types
        for type_ in one.types:
            by_type[type_]["coded"] += 1
    rows = {type_: _f1(count["right"], count["coded"], count["gold"]) for type_, count in sorted(by_type.items())}
    total = Counter[str]()
    for count in by_type.values():
        total.update(count)
    return {
        "records": len(records),
        "found": found / len(records),
        "dyad": dyads / len(records),
        "micro": _f1(total["right"], total["coded"], total["gold"])[2],
        "macro": sum(row[2] for type_, row in rows.items() if by_type[type_]["gold"])
        / sum(1 for c in by_type.values() if c["gold"]),
        "rows": rows,
        "counts": by_type,
    }


def _same_dyad(record: Record, event: tuple[str, frozenset[str], frozenset[str]]) -> bool:
    type_, left, right = event
    if type_ != record.type:
        return False
    source, target = record.sides
    return (left, right) == (source, target) or (type_ in TWO_SIDED and left | right == source | target)


def _f1(right: int, coded: int, gold: int) -> tuple[float, float, float]:
    precision, recall = right / coded if coded else 0.0, right / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def main() -> None:
    """Read the arguments, code, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--english", type=Path, help="plover-gsr.json")
    parser.add_argument("--french", type=Path, help="plover-gsr-fr.json")
    parser.add_argument("--errors", action="store_true", help="print the sentences whose gold type was not coded")
    parser.add_argument("--raw", action="store_true", help="do not reduce types to bare PLOVER")
    args = parser.parse_args()
    knowledge = load_knowledge()
    for language, path, read in (("en", args.english, read_english), ("fr", args.french, read_french)):
        if path is None:
            continue
        records = read(path)
        coded = code([record.text for record in records], languages()[language], knowledge, raw=args.raw)
        figures = score(records, coded, errors=args.errors)
        print(
            f"{language}: {figures['records']} records, found {figures['found']:.1%}, micro-F1 {figures['micro']:.3f}, "
            f"macro-F1 {figures['macro']:.3f}, dyad {figures['dyad']:.1%}"
        )
        for type_, (precision, recall, f1) in figures["rows"].items():
            count = figures["counts"][type_]
            print(
                f"    {type_:<9} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  "
                f"gold {count['gold']}, coded {count['coded']}"
            )


if __name__ == "__main__":
    main()
