"""The index of names: a trie whose branches are written out when a page first uses their first word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from recoupe.resources.knowledge import Country, KnownActor, KnownPlace
from recoupe.stages.mentions.names.spellings import Name, Source, names_of
from recoupe.stages.mentions.words import WordList, fold

PREFERENCE: dict[str, int] = {
    "country": 0,
    "capital": 1,
    "demonym": 2,
    "seat": 3,
    "actor": 4,
    "people": 5,
    "place": 6,
    "surname": 7,
    "prefix": 8,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """Words first..last (end exclusive) that spell known names; `names` are the candidates, the preferred first."""

    first: int
    last: int
    names: tuple[Name, ...]
    possessive: bool = False

    @property
    def name(self) -> Name:
        """The preferred candidate."""
        return self.names[0]


@dataclass(slots=True)
class NameIndex:
    """A trie over folded words: each step a mapping, a node's names under the key "".

    The tables hold some 30,000 spellings and a heap of pages uses a few thousand: `sources` keeps, by each first word
    of a spelling, what bears it, and the spellings are written into the trie when a page first has that word. What the
    trie holds under a word never depends on the order in which words were asked for.
    """

    language: str
    root: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, list[Source]] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    actors: dict[str, KnownActor] = field(default_factory=dict)
    holders: dict[tuple[str, str], list[KnownActor]] = field(default_factory=dict)
    preferred: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def announce(self, source: Country | KnownActor | KnownPlace | Name, first_words: Iterable[str]) -> None:
        """Remember by which first words something may be named."""
        for word in first_words:
            self.sources.setdefault(word, []).append(source)

    def start(self, word: str) -> dict[str, Any] | None:
        """The branch of the names that start with a folded word."""
        waiting = self.sources.pop(word, None)
        for source in waiting or ():
            for name, words in names_of(source, self.language):
                if words and words[0] == word:
                    self._add(name, words)
        return self.root.get(word)

    def _add(self, name: Name, words: tuple[str, ...]) -> None:
        node = self.root
        for word in words:
            node = node.setdefault(word, {})
        node.setdefault("", []).append(name)

    def hits(self, words: WordList, possessive: str) -> tuple[dict[int, Hit], dict[int, Hit]]:
        """The longest known name at each word where one starts, and, by the word after it, every name that ends there.

        `possessive` is the letter of a possessive ("s") or "". Of the names that end together the longest counts.
        """
        found: dict[int, Hit] = {}
        ending: dict[int, Hit] = {}
        for place, folded in enumerate(words.folds):
            node = self.start(folded)
            if node is not None:
                for hit in self._matches(node, words, place):
                    found[place] = hit
                    ending.setdefault(hit.last, hit)
            elif possessive and words.capital[place] and folded[-1:] == possessive:
                lost = self._lost_apostrophe(words, place)
                if lost is not None:
                    found[place] = lost
                    ending.setdefault(lost.last, lost)
        return found, ending

    def _matches(self, start: dict[str, Any], words: WordList, place: int) -> Iterator[Hit]:
        """The names that start at a word, the longest last."""
        node: dict[str, Any] | None = start
        at = place
        while node is not None:
            at += 1
            if "" in node:
                names = tuple(name for name in node[""] if _fits(words, place, at, name))
                if names:
                    yield Hit(place, at, self._ordered(names))
            if at >= len(words) or not (words.joined[at] or _initial(words, at)):
                break
            node = node.get(words.folds[at])

    def _lost_apostrophe(self, words: WordList, place: int) -> Hit | None:
        """ "Russias" for "Russia's", as pages that lost their marks write it: countries, capitals and seats only."""
        node = self.start(words.folds[place][:-1])
        names = tuple(
            name
            for name in (node or {}).get("", ())
            if name.kind in ("country", "capital", "seat", "actor") and len(name.text) > 2 and name.cased
        )
        return Hit(place, place + 1, names, possessive=True) if names else None

    def _ordered(self, names: tuple[Name, ...]) -> tuple[Name, ...]:
        if len(names) < 2:
            return names
        wanted = self.preferred.get(fold(names[0].text), ())
        return tuple(
            sorted(
                names,
                key=lambda name: (
                    wanted.index(name.ref) if name.ref in wanted else len(wanted),
                    PREFERENCE[name.kind],
                    not name.country,
                    -name.weight,
                    name.ref,
                ),
            )
        )


def _initial(words: WordList, at: int) -> bool:
    """An initial with its point inside a name: "George W. Bush", "J. Edgar"."""
    return len(words.folds[at - 1]) == 1 and words.gaps[at] in (". ", ".", ".\u00a0") and words.capital[at - 1]


def _fits(words: WordList, first: int, last: int, name: Name) -> bool:
    """A name with capitals asks for capitals; an acronym of two or three letters for nothing but capitals."""
    if not name.cased:
        return True
    if not words.capital[first]:
        return False
    if name.shout and last - first == 1:
        raw = words.raw(first)
        return (
            raw.isupper()
            or (len(raw) > 3 and raw[1:].islower())
            or (raw == name.text.capitalize() and len(raw) > 2 and not words.opens_sentence(first))
        )
    if last - first > 1 and name.kind in ("actor", "people", "surname") and not words.capital[last - 1]:
        return name.text[name.text.rfind(" ") + 1 :][:1].islower()
    return True
