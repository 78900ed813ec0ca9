"""A language's syntax file (syntax.yaml), read and indexed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from recoupe.languages.pack import LanguagePack

APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'"})
Rests = tuple[tuple[tuple[str, ...], str], ...]  # what follows the first word, and the whole phrase; longest first
PhraseIndex = Mapping[str, tuple[Mapping[str, Rests], str]]  # first word -> second word -> rests; "" or the word alone


class SyntaxFile(msgspec.Struct, forbid_unknown_fields=True):
    """syntax.yaml as it stands; see the comments there."""

    roles: dict[str, str]
    nominative: list[str]
    inverted: list[str]
    clitics: list[str]
    reflexives: list[str]
    negators: list[str]
    negation: list[str]
    insertable: list[str]
    insertable_phrases: list[str]
    relatives: list[str]
    subject_relatives: list[str]
    object_relatives: list[str]
    declarative_phrases: list[str]
    bare_complements: bool
    subject_may_follow: bool
    dative_clitics: list[str]
    negative_quantifiers: list[str]
    negation_phrases: list[str]
    accusative_clitics: list[str]
    declaratives: list[str]
    interrogatives: list[str]
    infinitive_markers: list[str]
    gerund_markers: list[str]
    privative_markers: list[str]
    coordinators: list[str]
    subordinators: list[str]
    attributions: list[str]
    contractions: dict[str, str]
    prepositions: list[str]
    genitives: list[str]
    passive_agents: list[str]
    addressees: list[str]
    time_nouns: list[str]
    determiners: list[str]
    first_and_second: dict[str, int]
    light_verbs: list[str]
    quantifiers: list[str]
    quantities: list[str]
    partitive_adjectives: list[str]
    misspelt_markers: dict[str, str]
    number_nouns: list[str]
    partitives: list[str]


@dataclass(frozen=True, slots=True)
class Syntax:
    """The same, as sets and indexes of lower-case words."""

    roles: Mapping[str, str]
    nominative: frozenset[str]
    inverted: frozenset[str]
    clitics: frozenset[str]
    reflexives: frozenset[str]
    negators: frozenset[str]
    negation: frozenset[str]
    insertable: frozenset[str]
    insertable_phrases: PhraseIndex
    relatives: frozenset[str]
    subject_relatives: frozenset[str]
    object_relatives: frozenset[str]
    declarative_phrases: PhraseIndex
    dative_clitics: frozenset[str]
    negative_quantifiers: frozenset[str]
    negation_phrases: PhraseIndex
    dative: str
    accusative_clitics: frozenset[str]
    bare_complements: bool
    subject_may_follow: bool
    declaratives: frozenset[str]
    interrogatives: frozenset[str]
    infinitive_markers: frozenset[str]
    gerund_markers: frozenset[str]
    privative_markers: frozenset[str]
    coordinators: frozenset[str]
    subordinators: PhraseIndex
    attributions: PhraseIndex
    contractions: Mapping[str, str]
    prepositions: PhraseIndex
    genitives: frozenset[str]
    passive_agents: frozenset[str]
    addressees: frozenset[str]
    time_nouns: frozenset[str]
    determiners: frozenset[str]
    first_and_second: Mapping[str, int]
    light_verbs: frozenset[str]
    number_nouns: frozenset[str]
    partitives: frozenset[str]
    quantifiers: PhraseIndex
    quantities: PhraseIndex
    partitive_adjectives: frozenset[str]
    misspelt_markers: Mapping[str, str]


@cache
def syntax_of(pack: LanguagePack) -> Syntax:
    """The syntax of a language, read once."""
    file = pack.read("syntax", SyntaxFile)
    words = {
        name: frozenset(getattr(file, name))
        for name in (
            "nominative",
            "inverted",
            "clitics",
            "reflexives",
            "negators",
            "negation",
            "insertable",
            "relatives",
            "subject_relatives",
            "declaratives",
            "interrogatives",
            "infinitive_markers",
            "gerund_markers",
            "privative_markers",
            "coordinators",
            "passive_agents",
            "addressees",
            "time_nouns",
            "determiners",
            "light_verbs",
            "number_nouns",
            "partitives",
            "genitives",
            "object_relatives",
            "dative_clitics",
            "negative_quantifiers",
            "partitive_adjectives",
            "accusative_clitics",
        )
    }
    plain = file.contractions
    return Syntax(
        roles=file.roles,
        contractions=plain,
        first_and_second=file.first_and_second,
        dative=file.addressees[0],
        negation_phrases=index_phrases(file.negation_phrases, plain),
        bare_complements=file.bare_complements,
        subject_may_follow=file.subject_may_follow,
        insertable_phrases=index_phrases(file.insertable_phrases, plain),
        subordinators=index_phrases(file.subordinators, plain),
        attributions=index_phrases(file.attributions, plain),
        declarative_phrases=index_phrases(file.declarative_phrases, plain),
        quantifiers=index_phrases(file.quantifiers, plain),
        misspelt_markers=file.misspelt_markers,
        quantities=index_phrases(file.quantities, plain),
        prepositions=index_phrases(file.prepositions, plain),
        **words,
    )


def words_of(phrase: str) -> tuple[str, ...]:
    """Cut a phrase of the file into the tokens that the tokenizers make of it ("d'après" -> "d'", "après")."""
    return tuple(phrase.replace("'", "' ").split()) if not phrase.startswith("'") else (phrase,)


def index_phrases(phrases: Iterable[str], plain: Mapping[str, str]) -> PhraseIndex:
    """Index phrases by their first two words, contractions undone; the longest first, so that the first match holds."""
    alone: dict[str, str] = {}
    longer: dict[str, dict[str, dict[tuple[str, ...], str]]] = {}
    for phrase in phrases:
        first, *rest = (plain.get(word, word) for word in words_of(phrase))
        if rest:
            longer.setdefault(first, {}).setdefault(rest[0], {}).setdefault(tuple(rest), phrase)
        else:
            alone.setdefault(first, phrase)
    return {
        first: (
            {second: _longest_first(rests) for second, rests in longer.get(first, {}).items()},
            alone.get(first, ""),
        )
        for first in (*longer, *(word for word in alone if word not in longer))
    }


def _longest_first(rests: Mapping[tuple[str, ...], str]) -> Rests:
    return tuple(sorted(rests.items(), key=lambda item: (-len(item[0]), item[0])))


def match_phrase(index: PhraseIndex, words: Sequence[str], position: int) -> tuple[int, str]:
    """How many tokens from `position` on form a phrase of the index, and which; (0, "") if none does.

    `words` are the tree's plain words (lower case, contractions undone).
    """
    entry = index.get(words[position])
    if entry is None:
        return 0, ""
    if position + 1 < len(words):
        for rest, whole in entry[0].get(words[position + 1], ()):
            if len(rest) == 1 or tuple(words[position + 1 : position + 1 + len(rest)]) == rest:
                return 1 + len(rest), whole
    return (1, entry[1]) if entry[1] else (0, "")
