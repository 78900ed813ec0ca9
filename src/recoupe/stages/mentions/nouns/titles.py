"""Titles, institutions and groups as nouns: the shape of titles.yaml and the lexicon compiled from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import msgspec

from recoupe.languages.pack import LanguagePack
from recoupe.records.actors import ActorKind
from recoupe.stages.mentions.drafts import Gender
from recoupe.stages.mentions.words import WordList, fold_words

Style = Literal["office", "institution", "state", "group", "individual", "organisation"]


class TitleRule(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One class of nouns that name actors.

    `m`, `f`, `mp`, `fp` are its words by gender and number, `s` and `p` those of unknown gender. `style` tells how
    the ref is made: the holder of an `office` of the country, an institution of the country, the country itself, a
    group ("les rebelles syriens"), an individual, an organisation named by the words. `needs` lists what the phrase
    must have besides (any of them does): country, domain, of, name, modifier, determiner, capital.
    """

    id: str
    what: str
    kind: ActorKind
    style: Style
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = msgspec.field(name="not", default=())
    m: tuple[str, ...] = ()
    f: tuple[str, ...] = ()
    mp: tuple[str, ...] = ()
    fp: tuple[str, ...] = ()
    s: tuple[str, ...] = ()
    p: tuple[str, ...] = ()
    office: str = ""
    in_body: str = ""  # the office instead, where a body and no state is presided over
    by_country: dict[str, str] = {}
    sectors: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    inherits: bool = (
        False  # sectors and country come from the body that the complement names ("porte-parole de l'armée")
    )
    local: bool = False  # without a country of its own it belongs to the country that the page is about
    post: bool = False  # takes a complement of place or body to which it is sent ("envoyé spécial pour la Syrie")


class Domain(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A field of government: its words and the sectors that it adds."""

    words: tuple[str, ...]
    sectors: tuple[str, ...] = ()


class Qualifier(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Adjectives inside a phrase and what they tell: sectors, a stretch of meaning ("former"), or nothing."""

    words: tuple[str, ...]
    sectors: tuple[str, ...] = ()
    former: bool = False
    counterpart: bool = False
    kind: ActorKind | None = None
    before: bool = True
    after: bool = True


class Grammar(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The small words that build a noun phrase."""

    compound: Literal["first", "last"]
    demonyms: Literal["lower", "capital"]  # how an adjective of nationality is written
    possessive_mark: str
    definite: tuple[str, ...]
    indefinite: tuple[str, ...]
    demonstrative: tuple[str, ...]
    possessive: tuple[str, ...]
    numbers: dict[str, int]
    feminine: tuple[str, ...]
    masculine: tuple[str, ...]
    of: tuple[str, ...]
    articles: tuple[str, ...]
    post: tuple[str, ...]
    charge: tuple[str, ...]
    led: tuple[str, ...]
    both: tuple[str, ...]
    sides: tuple[str, ...]
    honorifics: dict[str, tuple[str, ...]]
    ranks: tuple[str, ...]
    particles: tuple[str, ...]
    quantities: tuple[str, ...]  # nouns that count another: "un groupe de", "dozens of"
    openers: tuple[str, ...]  # words after which a noun without determiner may begin
    compounds: tuple[str, ...]  # second halves of compounds before a noun: "US-led", "rebel-held"
    title_links: tuple[str, ...]  # small words inside the name of a body


class PlaceWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What makes a name a place: prepositions, area nouns, borders; what makes it an actor: verbs that give and say."""

    locative: tuple[str, ...]
    dative: tuple[str, ...]
    genitive: tuple[str, ...]
    giving: tuple[str, ...]
    moving: tuple[str, ...]
    areas: tuple[str, ...]
    parts: tuple[str, ...]
    border: tuple[str, ...]
    feminine_dative: tuple[str, ...]
    between: tuple[str, ...]
    border_with: tuple[str, ...]


class ReferenceWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Pronouns, possessives and the words that tell who speaks."""

    pronouns: dict[str, tuple[str, ...]]  # "m", "f", "mp", "fp", "s", "p" -> words
    possessives: dict[str, tuple[str, ...]]
    relatives: tuple[str, ...]
    impersonal: tuple[str, ...]
    pairs: dict[str, tuple[str, ...]]  # "persons", "sides", "countries" -> plural nouns that resume two
    according: tuple[str, ...]
    reporting: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    source: tuple[str, ...]


class TitlesFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """titles.yaml."""

    grammar: Grammar
    domains: dict[str, Domain]
    qualifiers: dict[str, Qualifier]
    places: PlaceWords
    reference: ReferenceWords
    given: dict[str, tuple[str, ...]]
    demonyms: dict[str, tuple[str, ...]]  # adjectives of peoples, regions and unions that are no state's own
    not_names: tuple[str, ...]
    not_actors: tuple[str, ...]  # set phrases whose nouns name nobody ("droits de l'homme", "au pouvoir")
    rules: tuple[TitleRule, ...]


@dataclass(frozen=True, slots=True)
class HeadHit:
    """Words first..last that nouns of rules stand at, with the gender and number that each reading gives them."""

    first: int
    last: int
    readings: tuple[tuple[TitleRule, Gender, bool], ...]


Trie = dict[str, Any]


@dataclass(slots=True)
class Lexicon:
    """titles.yaml, ready for matching: tries over folded words and sets of folded words."""

    file: TitlesFile
    heads: Trie = field(default_factory=dict)
    domains: Trie = field(default_factory=dict)
    qualifiers: Trie = field(default_factory=dict)
    led: Trie = field(default_factory=dict)
    stops: Trie = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    gender_of: dict[str, Gender] = field(default_factory=dict)

    def head(self, words: WordList, place: int) -> HeadHit | None:
        """The longest noun of a rule that starts at a word."""
        found = longest(self.heads, words, place)
        if found is None:
            return None
        return HeadHit(place, found[0], tuple(found[1]))

    def has(self, group: str, folded: str) -> bool:
        """Say whether a folded word belongs to one of the file's word groups."""
        return folded in self.sets[group]


def longest(trie: Trie, words: WordList, place: int) -> tuple[int, Any] | None:
    """The end and the value of the longest entry of a trie that starts at a word."""
    node: Trie | None = trie.get(words.folds[place])
    best: tuple[int, Any] | None = None
    at = place
    while node is not None:
        at += 1
        if "" in node:
            best = (at, node[""])
        if at >= len(words) or not words.joined[at]:
            break
        node = node.get(words.folds[at])
    return best


@cache
def read_lexicon(pack: LanguagePack) -> Lexicon:
    """The lexicon of a language, compiled on the first call; raises ResourceError when titles.yaml has a slip."""
    file = pack.read("titles", TitlesFile)
    lexicon = Lexicon(file=file)
    for rule in file.rules:
        _enter_rule(lexicon.heads, rule)
    for key, domain in file.domains.items():
        for phrase in domain.words:
            _enter(lexicon.domains, phrase, key)
    for qualifier in file.qualifiers.values():
        for phrase in qualifier.words:
            _enter(lexicon.qualifiers, phrase, qualifier)
    for phrase in file.grammar.led:
        _enter(lexicon.led, phrase, phrase)
    for phrase in file.not_actors:
        _enter(lexicon.stops, phrase, phrase)
    _fill_sets(lexicon)
    return lexicon


def _enter_rule(trie: Trie, rule: TitleRule) -> None:
    forms: tuple[tuple[tuple[str, ...], Gender, bool], ...] = (
        (rule.m, "m", False),
        (rule.f, "f", False),
        (rule.mp, "m", True),
        (rule.fp, "f", True),
        (rule.s, "", False),
        (rule.p, "", True),
    )
    for phrases, gender, plural in forms:
        for phrase in phrases:
            node = trie
            for word in fold_words(phrase):
                node = node.setdefault(word, {})
            node.setdefault("", []).append((rule, gender, plural))


def _enter(trie: Trie, phrase: str, value: object) -> None:
    node = trie
    for word in fold_words(phrase):
        node = node.setdefault(word, {})
    node.setdefault("", value)


def _fill_sets(lexicon: Lexicon) -> None:
    """Word groups as sets of folded words; phrases of several words as their folded words joined by spaces."""
    file = lexicon.file
    for part in (file.grammar, file.places, file.reference):
        for name in part.__struct_fields__:
            value = getattr(part, name)
            if isinstance(value, tuple):
                _extend(lexicon, name if name not in lexicon.sets else f"{name}_", value)
            elif isinstance(value, dict) and all(isinstance(item, tuple) for item in value.values()):
                for key, items in value.items():
                    _extend(lexicon, f"{name}.{key}", items)
                _extend(lexicon, name, [item for items in value.values() for item in items])
    for gender, names in file.given.items():
        for name in names:
            lexicon.gender_of.setdefault(fold_words(name)[0], "f" if gender == "f" else "m")
    _extend(lexicon, "not_names", file.not_names)
    determiners: list[str] = []
    for group in ("definite", "indefinite", "demonstrative", "possessive"):
        determiners += lexicon.sets[group]
    _extend(lexicon, "determiners", [*determiners, *file.grammar.numbers])


def _extend(lexicon: Lexicon, group: str, items: Iterable[str]) -> None:
    lexicon.sets[group] = frozenset(" ".join(fold_words(item)) for item in items)
