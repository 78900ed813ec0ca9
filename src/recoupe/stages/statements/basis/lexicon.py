"""The speech files of a language, indexed for look-up by verb, noun and word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from recoupe.languages.clauses.syntax import PhraseIndex, match_phrase, syntax_of
from recoupe.languages.pack import LanguagePack
from recoupe.languages.speech import ChannelFile, ContextRule, NounFile, NounRule, SpeechFile, SpeechRule

Words = tuple[str, ...]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """A verb rule with its frames taken apart: flags, and the words that open an infinitive, a phrase or a
    predicate.
    """

    rule: SpeechRule
    words: Words
    kinds: frozenset[str]
    infinitives: frozenset[str]
    phrases: tuple[Words, ...]
    predicates: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class NounEntry:
    """A noun rule, likewise."""

    rule: NounRule
    words: Words
    declarative: bool
    infinitives: frozenset[str]
    phrases: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that the finder knows of a language."""

    pack: LanguagePack
    verbs: Mapping[str, tuple[VerbEntry, ...]]  # by lemma
    nouns: Mapping[str, tuple[NounEntry, ...]]  # by first word, singular and plural
    prepositions: Mapping[str, tuple[tuple[Words, SpeechRule], ...]]  # by first word, the longest first
    small: ChannelFile
    contexts: Mapping[str, ContextRule]  # by the last part of the id
    times: frozenset[str]  # nouns of time
    adpositions: PhraseIndex  # prepositions of more than one word
    asides: PhraseIndex  # phrases that may stand anywhere ("au contraire", "pour sa part")

    def match_preposition(self, low: Sequence[str], place: int, end: int) -> tuple[int, SpeechRule] | None:
        """How many tokens from a place on are a preposition of attribution, and its rule."""
        for words, rule in self.prepositions.get(self.plain(low[place]), ()):
            if place + len(words) <= end and all(self.plain(low[place + n]) == word for n, word in enumerate(words)):
                return len(words), rule
        return None

    def adposition(self, low: Sequence[str], place: int) -> int:
        """How many tokens from a place on are a preposition of several words ("lors de"); 0 if none is."""
        words = [self.plain(word) for word in low[place : place + 6]]
        size, _ = match_phrase(self.adpositions, words, 0)
        return size if size > 1 else 0

    def aside(self, low: Sequence[str], place: int) -> int:
        """How many tokens from a place on are a phrase that may stand anywhere ("au contraire"); 0 if none is."""
        return (
            match_phrase(self.asides, [self.plain(word) for word in low[place : place + 6]], 0)[0]
            if place < len(low)
            else 0
        )

    def plain(self, word: str) -> str:
        """A word without contraction or elision: "du", "d'" -> "de"."""
        return self.small.plain.get(word, word)

    def matches(self, low: Sequence[str], place: int, end: int, words: Words) -> bool:
        """Say whether the tokens from a place on are these words, contractions undone."""
        return place + len(words) <= end and all(self.plain(low[place + n]) == word for n, word in enumerate(words))


@cache
def lexicon_of(pack: LanguagePack) -> Lexicon:
    """The lexicon of a language, read once. Raises ResourceError if a file does not read as it should."""
    small = pack.read("channels", ChannelFile)
    speech, nouns = pack.read("speech", SpeechFile), pack.read("speech_nouns", NounFile)
    plain = small.plain
    return Lexicon(
        pack=pack,
        small=small,
        verbs=_by_key(
            (key, entry)
            for rule in speech.rules
            if rule.lemma
            for entry in [_verb(rule, plain)]
            for key in _keys(entry)
        ),
        nouns=_by_key(
            (form, entry) for rule in nouns.rules for entry in [_noun(rule, plain)] for form in _numbers(entry.words[0])
        ),
        prepositions={
            first: tuple(sorted(found, key=lambda item: (-len(item[0]), item[1].id)))
            for first, found in _by_key(
                (_words(rule.preposition, plain)[0], (_words(rule.preposition, plain), rule))
                for rule in speech.rules
                if rule.preposition
            ).items()
        },
        contexts={rule.id.rsplit(".", 1)[-1]: rule for rule in small.rules},
        times=syntax_of(pack).time_nouns,
        adpositions=syntax_of(pack).prepositions,
        asides=syntax_of(pack).insertable_phrases,
    )


def _by_key(pairs: Iterable[tuple[str, Value]]) -> dict[str, tuple[Value, ...]]:
    found: dict[str, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _keys(entry: VerbEntry) -> tuple[str, ...]:
    """The lemma; for two verbs that the clause view reads as one ("faire savoir") both, joined."""
    lemma = entry.rule.lemma
    return (lemma, f"{lemma} {entry.words[0]}") if len(entry.words) == 1 else (lemma,)


def _words(phrase: str, plain: Mapping[str, str]) -> Words:
    """The tokens of a phrase as the tokenizers cut it, contractions undone."""
    return tuple(plain.get(word, word) for word in phrase.replace("'", "' ").split())


def _numbers(word: str) -> tuple[str, ...]:
    """A noun's singular and plural, as both languages mostly form it."""
    forms = [word, word + "s"]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        forms.append(word[:-1] + "ies")
    if word.endswith(("s", "x", "z")):
        forms.append(word)
    if word.endswith("eau"):
        forms.append(word + "x")
    return tuple(dict.fromkeys(forms))


def _verb(rule: SpeechRule, plain: Mapping[str, str]) -> VerbEntry:
    return VerbEntry(
        rule=rule,
        words=_words(rule.words, {}),
        kinds=frozenset(frame for frame in rule.frames if ":" not in frame),
        infinitives=_openers(rule.frames, "inf"),
        phrases=_phrases(rule.frames, "np", plain),
        predicates=_phrases(rule.frames, "as", plain),
    )


def _noun(rule: NounRule, plain: Mapping[str, str]) -> NounEntry:
    return NounEntry(
        rule=rule,
        words=_words(rule.noun, {}),
        declarative="that" in rule.frames,
        infinitives=_openers(rule.frames, "inf"),
        phrases=_phrases(rule.frames, "np", plain),
    )


def _openers(frames: Iterable[str], kind: str) -> frozenset[str]:
    return frozenset(frame.partition(":")[2] for frame in frames if frame.partition(":")[0] == kind and ":" in frame)


def _phrases(frames: Iterable[str], kind: str, plain: Mapping[str, str]) -> tuple[Words, ...]:
    found = (_words(opener, plain) for opener in _openers(frames, kind))
    return tuple(sorted(found, key=lambda words: (-len(words), words)))
