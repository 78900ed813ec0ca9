"""The names of agencies and media, found in a text without trying each name at each place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from recoupe.resources.knowledge import Agency, Knowledge, Outlet
from recoupe.stages.article.labelling.units import fold

_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:Le|La|Les|L['’]|The)\s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name at its place: its preferred spelling, whether it is an agency's, and whether its article was left off.

    A name without its article ("au Monde", "le Guardian") is `bare`.
    """

    start: int
    end: int
    name: str
    ref: str
    agency: bool
    bare: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    spelling: str
    name: str
    ref: str
    agency: bool
    bare: bool


def find_names(text: str, knowledge: Knowledge) -> Iterator[Named]:
    """Every agency's or medium's name in a text, the longest at each place, in order; capitals must agree."""
    index = _index(Held(knowledge))
    if index.keys().isdisjoint(_WORD.findall(text)):
        return
    past = 0
    for word in _WORD.finditer(text):
        if word.start() < past:
            continue
        for entry in index.get(word.group(), ()):
            end = word.start() + len(entry.spelling)
            if text.startswith(entry.spelling, word.start()) and not text[end : end + 1].isalnum():
                yield Named(
                    start=word.start(), end=end, name=entry.name, ref=entry.ref, agency=entry.agency, bare=entry.bare
                )
                past = end
                break


class Held:
    """The knowledge tables as a key of a cache: two keys are equal when they hold the same object."""

    __slots__ = ("knowledge",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and self.knowledge is other.knowledge

    def __hash__(self) -> int:
        return id(self.knowledge)


@lru_cache(maxsize=4)
def _index(held: Held) -> dict[str, tuple[_Entry, ...]]:
    agencies, outlets = held.knowledge.agencies, held.knowledge.outlets
    entries: dict[str, _Entry] = {}
    media: tuple[Agency | Outlet, ...] = (*agencies, *outlets)
    for medium in media:
        for spelling in medium.names:
            entry = _Entry(spelling, medium.names[0], medium.ref, isinstance(medium, Agency), False)
            entries.setdefault(spelling, entry)
    for outlet in outlets:
        for spelling in outlet.names:
            core = _ARTICLE.sub("", spelling)
            if core != spelling and len(core) > 3:
                entries.setdefault(core, _Entry(core, outlet.names[0], outlet.ref, False, True))
    table: dict[str, list[_Entry]] = {}
    for entry in entries.values():
        first = _WORD.search(entry.spelling)
        if first is not None and first.start() == 0:
            table.setdefault(first.group(), []).append(entry)
    return {word: tuple(sorted(found, key=_longest_first)) for word, found in table.items()}


def _longest_first(entry: _Entry) -> tuple[int, str]:
    return -len(entry.spelling), entry.spelling


def same_medium(name: str, outlet: str | None) -> bool:
    """Say whether a credit names the page's own outlet ("Sputnik" on a page of "Sputnik France")."""
    if outlet is None:
        return False
    one, other = fold(name), fold(outlet)
    return one == other or f" {one} " in f" {other} " or f" {other} " in f" {one} "
