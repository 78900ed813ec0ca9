"""Agencies and media that a page names as the origin of its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from recoupe.languages.pack import LanguagePack
from recoupe.records.pages import Block, Credit
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.article.authors.book import BylineFile, Reporters
from recoupe.stages.article.labelling.cues import FurnitureFile
from recoupe.stages.article.labelling.units import fold
from recoupe.stages.article.media import Named, find_names, same_medium

_BEFORE, _AFTER = 110, 60  # characters around a name that are looked at
_DAY = re.compile(
    r"^ (?:\d{1,2}[ ./]|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:lun|mar|mercre|jeu|vendre|same)di\b)"
)
_CLOSES = re.compile(r"^[^()]{0,40}\)[\s.\"»]*$")
_OPENS = re.compile(r"\([^()]{0,40}$")
_NAMED = re.compile(
    r"\((?:with|avec|sources?|from|via)\b[^()]{0,60}$", re.I
)  # "(With AP, Reuters" is no photo's credit
_DASHED = re.compile(r"[.!?»”\"]\s?[-–—]{1,2}\s?$")
_SOURCE = re.compile(r"(?:^|[.!?»”\"]\s*)sources?\s*:?\s+(?:[^.:;()]{2,40}\s(?:\w{2,3}|[&+/,])\s)?(?:\w{3}\s)?$", re.I)
_PICTURE = re.compile(r"photo|archiv|image|picture|handout|courtesy|cr[ée]dit|©", re.I)  # "(AFP/Archives)"
_CITY = re.compile(r"^[^.!?]{0,60}\([^()]{0,40}$")


@dataclass(frozen=True, slots=True)
class _Contexts:
    before: re.Pattern[str]
    after: re.Pattern[str]
    reporters: Reporters
    never: re.Pattern[str]


def find_credits(
    text: str,
    blocks: Sequence[Block],
    language: str,
    packs: Mapping[str, LanguagePack],
    knowledge: Knowledge,
    outlet: str | None,
) -> tuple[Credit, ...]:
    """Agencies and media credited on the page, in its order, each with its place.

    "(AFP)", "a dit à l'AFP", "told Reuters", "Source: agences", "le quotidien X écrit" are credits; photo credits and
    the page's own outlet are none. A passage in another language is read with its own pack; one that no pack reads
    credits nobody.
    """
    found: list[Credit] = []
    for block in blocks:
        if block.kind in ("caption", "title") or (block.kind == "furniture" and not block.rule.endswith(".copyright")):
            continue
        pack = packs.get(block.language or language)
        if pack is None:
            continue
        contexts = _contexts(pack)
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
    before, after = words[max(0, name.start - _BEFORE) : name.start], words[name.end : name.end + _AFTER]
    following = f" {fold(after)}" if after[:1].isspace() else fold(after)
    if name.agency and re.search(contexts.reporters.contributed, following):
        return True
    if name.ref == "agences":
        return bool(_SOURCE.search(before))
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
    if name.agency and _reported(folded, following, contexts.reporters):
        return True
    return not name.bare and bool(contexts.after.search(following))


def _reported(before: str, after: str, reporters: Reporters) -> bool:
    """An agency's own reporter tells: "an AFP correspondent said", "a constaté un journaliste de l'AFP"."""
    named = re.search(reporters.before, before) or re.search(reporters.after, after)
    return bool(named) and not re.search(reporters.befell, after)


def _signed(words: str, name: Named, before: str, after: str) -> bool:
    """An agency in brackets at the head or the end of a paragraph, or with the day behind it."""
    if _NAMED.search(before) or (_DASHED.search(before) and not words[name.end :].strip(" .)")):
        return True
    opened = _OPENS.search(before)
    if opened and ")" in after:
        inside = f"{opened.group()}{name.name}{after.partition(')')[0]}"
        if _PICTURE.search(inside):
            return False
        return bool(_CITY.match(words[: name.start])) or bool(_CLOSES.match(words[name.end :]))
    return bool(_DAY.match(after.lower())) and name.start < 200


@cache
def _contexts(pack: LanguagePack) -> _Contexts:
    credits = pack.read("furniture", FurnitureFile).credits

    def joined(patterns: Sequence[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern.replace('NOUN', credits.nouns)})" for pattern in patterns))

    reporters = pack.read("bylines", BylineFile).reporters
    return _Contexts(joined(credits.before), joined(credits.after), reporters, joined(credits.never))
