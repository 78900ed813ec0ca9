"""Agencies and media that a page names as the origin of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from recoupe.languages.pack import LanguagePack
from recoupe.records.pages import Block, Credit
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.article.labelling.cues import FurnitureFile
from recoupe.stages.article.labelling.units import fold
from recoupe.stages.article.media import Named, find_names, same_medium

_BEFORE, _AFTER = 110, 60  # characters around a name that are looked at
_DAY = re.compile(
    r"^ (?:\d{1,2}[ ./]|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:lun|mar|mercre|jeu|vendre|same)di\b)"
)
_CLOSES = re.compile(r"^[^()]{0,40}\)[\s.\"»]*$")
_OPENS = re.compile(r"\([^()]{0,40}$")
_CITY = re.compile(r"^[^.!?]{0,60}\([^()]{0,40}$")


@dataclass(frozen=True, slots=True)
class _Contexts:
    before: re.Pattern[str]
    after: re.Pattern[str]
    never: re.Pattern[str]


def find_credits(
    text: str, blocks: Sequence[Block], pack: LanguagePack, knowledge: Knowledge, outlet: str | None
) -> tuple[Credit, ...]:
    """Agencies and media credited on the page, in its order, each with its place.

    "(AFP)", "a dit à l'AFP", "told Reuters", "Source: agences", "le quotidien X écrit" are credits; photo credits and
    the page's own outlet are none.
    """
    contexts = _contexts(pack)
    found: list[Credit] = []
    for block in blocks:
        if block.kind in ("caption", "title") or (block.kind == "furniture" and not block.rule.endswith(".copyright")):
            continue
        words = text[block.start : block.end]
        for name in find_names(words, knowledge):
            if not same_medium(name.name, outlet) and _credited(name, words, block, contexts):
                start, end = block.start + name.start, block.start + name.end
                found.append(Credit(start=start, end=end, text=text[start:end], name=name.name))
    return tuple(found)


def _credited(name: Named, words: str, block: Block, contexts: _Contexts) -> bool:
    if block.kind == "dateline":
        return name.agency or block.rule.endswith(".agency-credit")
    if block.kind == "furniture":
        return name.agency and name.ref != "agences" and len(words) < 60
    if name.ref == "agences":
        return False
    before, after = words[max(0, name.start - _BEFORE) : name.start], words[name.end : name.end + _AFTER]
    if name.agency and _signed(words, name, before, after):
        return True
    folded = fold(before)
    folded = f"{folded} " if before[-1:].isspace() else folded
    if contexts.never.search(folded):
        return False
    if name.bare and not re.search(r"(?:\ble|\bla|\bles|\bau|\bdu|\bthe) $|l'$", folded):
        return False
    if contexts.before.search(folded):
        return True
    following = fold(after)
    return not name.bare and bool(contexts.after.search(f" {following}" if after[:1].isspace() else following))


def _signed(words: str, name: Named, before: str, after: str) -> bool:
    """An agency in brackets at the head or the end of a paragraph, or with the day behind it."""
    if _OPENS.search(before) and ")" in after:
        return bool(_CITY.match(words[: name.start])) or bool(_CLOSES.match(words[name.end :]))
    return bool(_DAY.match(after.lower())) and name.start < 200


@cache
def _contexts(pack: LanguagePack) -> _Contexts:
    credits = pack.read("furniture", FurnitureFile).credits

    def joined(patterns: Sequence[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern.replace('NOUN', credits.nouns)})" for pattern in patterns))

    return _Contexts(joined(credits.before), joined(credits.after), joined(credits.never))
