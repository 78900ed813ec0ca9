"""How well isolated English actor phrases get their country and sectors: python evaluation/actors.py [--errors].

Reads `shared/gold/actors-en.jsonl` beside the repository (321 phrases of NGEC's tests; those with a code are scored).
A case that no rule of language can decide, because it asks who or what a proper name is, counts as encyclopedic and is
reported apart; `ENCYCLOPEDIC` tells which and why. The gold's labels are brought to ours: EUR is EU, XKX KOS, the
organisations of the IGO group have their own acronyms, HLH is MED, SOC is CVL, UNK and JNK are no sector.
"""

from __future__ import annotations

import argparse
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from recoupe.languages.en import PACK
from recoupe.records.actors import ActorMention
from recoupe.resources.knowledge import load_knowledge
from recoupe.stages.mentions.phrases import read_phrase

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "actors-en.jsonl"
CODED = ("agent_to_code", "short_text_to_agent")
COUNTRIES = {"EUR": "EU", "XKX": "KOS"}
ORGANISATIONS = {"IGO", "UNO", "NGO"}
SECTORS = {"HLH": "MED", "SOC": "CVL", "BUD": "REL", "OPP": "CVL"}
NONE = {"UNK", "JNK", "", "PRE"}
TODAY = date(2022, 6, 1)  # the gold was written then

PERSON = "who a person is, by the name alone"
BODY = "what a named company, institution, weapon or town is"
ENCYCLOPEDIC: dict[str, str] = {
    **dict.fromkeys(
        (
            "Katushya",
            "an Arleigh Burke-class destroyer",
            "Massachusetts Institute of Technology",
            "Harvard",
            "Oxford University",
            "Amherst College",
            "LinkedIn",
            "DAAD",
            "DfID",
            "Minsk police station",
            "Northern Fleet's Arctic Group",
            "Dehli police",
            "Shanghai police",
            "Mongwalu",
            "Puerto Penasco",
            "CODECO",
            "Riigikogu",
            "president of the Riigikogu",
            "Madras High Court",
            "Oath Keepers",
            "Kano State government",
            "Santa Marta Self Defense Forces",
            "Aboriginal Medical Services Alliance Northern Territory",
            "Islamic Consultative Assembly",
            "SONNA",
            "Shin Bet Security Service",
            "Congress Party",
            "BJP",
            "Ahlu Sunnah Wa-Jama",
            "Ahlu Sunnah Waljama",
            "Rakhine rebels",
            "Rakhine Buddhists",
            "official residence and workplace of the President of the United States",
            "Antarctica",
            "Sydney",
            "the Zetas Cartel",
            "Los Zetas",
        ),
        BODY,
    ),
}


def is_encyclopedic(text: str, mention: ActorMention | None) -> str | None:
    """The reason why a case asks for an encyclopedia, or None."""
    if text in ENCYCLOPEDIC:
        return ENCYCLOPEDIC[text]
    words = text.split()
    bare_name = (
        1 < len(words) <= 5
        and all(word[:1].isupper() for word in words)
        and (mention is None or mention.kind == "person")
    )
    return PERSON if bare_name and (mention is None or mention.title is None) else None


def day_of(case: dict[str, Any]) -> date | None:
    """The date a case asks for: `query_date`, else the second argument."""
    given = case["kw"].get("query_date") or (case["args"][1] if len(case["args"]) > 1 else "")
    if given in ("", "today"):
        return TODAY
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y"):
        try:
            return datetime.strptime(given.title() if form != "%Y-%m-%d" else given, form).date()
        except ValueError:
            continue
    return TODAY


def same_country(wanted: str, mention: ActorMention | None) -> bool:
    """Say whether the country agrees; for an organisation its own acronym is as good as the group's code."""
    got = (mention.country if mention is not None else None) or ""
    wanted = COUNTRIES.get(wanted, wanted)
    return got == wanted or (
        wanted in ORGANISATIONS
        and got not in ("", "EU")
        and len(got) <= 5
        and mention is not None
        and mention.kind == "organisation"
    )


def same_sector(expect: dict[str, str], mention: ActorMention | None) -> bool:
    """Say whether the expected sector is among those found (no sector where none is expected)."""
    got = set(mention.sectors) if mention is not None else set()
    wanted = SECTORS.get(expect["code_1"], expect["code_1"])
    if wanted in NONE:
        return not got or got <= {"CVL", "UAF"} or expect["code_1"] in ("", "PRE")
    return wanted in got or (wanted == "CVL" and "NGO" in got)


def score(path: Path, *, errors: bool) -> dict[str, float]:
    """The share read right, by "country" or "sector" and by "language", "encyclopedic" or "all"."""
    knowledge = load_knowledge()
    tally: dict[str, list[bool]] = {}
    for line in path.read_text("utf-8").splitlines():
        case = json.loads(line)
        if case["function"] not in CODED:
            continue
        mention = read_phrase(case["text"], PACK, knowledge, day_of(case))
        reason = is_encyclopedic(case["text"], mention)
        for key, right in _verdicts(case["expect"], mention):
            for group in ("all", "encyclopedic" if reason else "language"):
                tally.setdefault(f"{key} {group}", []).append(right)
            if errors and not right:
                found = f"{mention.country} {mention.sectors} {mention.kind} {mention.rule}" if mention else None
                print(f"{key:<8} {'E' if reason else ' '} {case['text']!r} wanted {case['expect']} got {found}")
    for key, values in sorted(tally.items()):
        if errors:
            print(f"{key:<22} {sum(values)} of {len(values)}")
    return {key: sum(values) / len(values) for key, values in sorted(tally.items())}


def _verdicts(expect: dict[str, str], mention: ActorMention | None) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    if "country" in expect:
        found.append(("country", same_country(expect["country"], mention)))
    if "code_1" in expect:
        found.append(("sector", same_sector(expect, mention)))
    return found


def main() -> None:
    """Print both figures, over the cases that need no encyclopedia, over the others and over all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print every phrase read wrong")
    for key, share in score(GOLD, errors=parser.parse_args().errors).items():
        print(f"{key:<22} {share:.3f}")


if __name__ == "__main__":
    main()
