"""The words with which pages date themselves, of all languages: a French article may stand on an English site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from recoupe.languages.pack import LanguagePack
from recoupe.languages.timex import Grammar, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Compiled cue words; the three that stand before a date match at the end of the words before it."""

    published: re.Pattern[str]
    updated: re.Pattern[str]
    updated_anywhere: re.Pattern[str]
    other: re.Pattern[str]
    prose: re.Pattern[str]


LINK = r"(?:\W|\b(?:le|on|at|the|à|du|by|par|il|y|a|est|was|is|last|dernière|this|article|cet)\b){0,6}"


def read_cues(packs: Mapping[str, LanguagePack]) -> Cues:
    """The cue words of all packs, compiled once."""
    return _cues(tuple(pack for _, pack in sorted(packs.items())))


@cache
def _cues(packs: tuple[LanguagePack, ...]) -> Cues:
    pages = [load(pack).file.page for pack in packs]

    def ending(words: list[str], link: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(words)}){link}$", re.IGNORECASE)

    updated = [page.updated for page in pages]
    return Cues(
        published=ending([page.published for page in pages], LINK),
        updated=ending(updated, LINK),
        updated_anywhere=re.compile(rf"(?<!\w)(?:{'|'.join(updated)})", re.IGNORECASE),
        other=ending([page.other for page in pages], r"\W{0,3}(?:(?:le|on|in|by|à|du|the)\W{1,2})?"),
        prose=ending([page.prose for page in pages], r"\W{0,2}(?:(?:le|the|la|l[’'])\W{0,2})?"),
    )


def grammars(packs: Mapping[str, LanguagePack], first: str) -> list[Grammar]:
    """The time grammars of all packs, the article's own language first."""
    codes = [first, *sorted(code for code in packs if code != first)] if first in packs else sorted(packs)
    return [load(packs[code]) for code in codes]
