"""Verb morphology: from any inflected form to its verb, with tense, mood and person.

Witnesses in this order: the language's irregular paradigms, its regular endings (accepted when the infinitive that they
lead to is a known word), and spaCy's own lemma where a caller has a token.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

import simplemma

from recoupe.languages.pack import LanguagePack
from recoupe.languages.verbs_tables import Ending, VerbReading, verb_tables

__all__ = ["VerbReading", "guess_participle", "is_infinitive", "is_participle", "lemma_of", "readings"]


def readings(form: str, pack: LanguagePack) -> tuple[VerbReading, ...]:
    """Everything that a word (lower case) can be as a verb form; empty if it is none."""
    return _readings(form, pack)


def lemma_of(form: str, pack: LanguagePack) -> str | None:
    """The infinitive of an inflected verb form ("convenu" -> "convenir"), None if the word is no verb form."""
    found = _readings(form.lower(), pack)
    return found[0].lemma if found else None


def is_participle(form: str, pack: LanguagePack) -> bool:
    """Say whether a word can be a past participle."""
    return any(reading.form == "participle" for reading in _readings(form.lower(), pack))


def is_infinitive(form: str, pack: LanguagePack) -> bool:
    """Say whether a word can be an infinitive."""
    return any(reading.form == "infinitive" for reading in _readings(form.lower(), pack))


def guess_participle(form: str, pack: LanguagePack) -> VerbReading | None:
    """What an unknown word after an auxiliary is, by its ending alone ("tweeté" -> "tweeter")."""
    tables = verb_tables(pack)
    for size in range(tables.longest_ending, 0, -1):
        for ending in tables.endings.get(form[-size:], ()):
            if ending.reading.form == "participle" and not ending.only and len(form) - size >= 3:
                return _with_lemma(ending.reading, form[:-size] + ending.infinitive)
    return None


@lru_cache(maxsize=65_536)
def _readings(form: str, pack: LanguagePack) -> tuple[VerbReading, ...]:
    tables = verb_tables(pack)
    irregular = tables.forms.get(form, ())
    if irregular or not form[:1].isalpha():
        return irregular
    found: dict[VerbReading, None] = {}
    if _known_infinitive(form, pack):
        found[VerbReading(form, "infinitive")] = None
    for size in range(min(tables.longest_ending, len(form) - 2), -1, -1):
        for ending in tables.endings.get(form[len(form) - size :], ()):
            for lemma in _infinitives(form, form[: len(form) - size], ending, pack):
                found[_with_lemma(ending.reading, lemma)] = None
    return _likelier_first(form, tuple(found), pack)


def _likelier_first(form: str, found: tuple[VerbReading, ...], pack: LanguagePack) -> tuple[VerbReading, ...]:
    """Where several verbs share a form ("fired": fire, fir), that of the word list first."""
    if len({reading.lemma for reading in found}) < 2:
        return found
    listed = _dictionary_lemma(form, pack.code)
    inflected = any(reading.form in ("gerund", "participle") for reading in found)
    return tuple(sorted(found, key=lambda reading: (inflected and reading.lemma == form, reading.lemma != listed)))


def _with_lemma(reading: VerbReading, lemma: str) -> VerbReading:
    return VerbReading(lemma, reading.form, reading.tense, reading.mood, reading.person, reading.plural)


def _infinitives(form: str, stem: str, ending: Ending, pack: LanguagePack) -> Iterator[str]:
    tables, plain = verb_tables(pack), stem + ending.infinitive
    bare = stem == form or not any(pattern.match(form) for pattern in tables.not_of_bare_stem)
    if bare and _fits(plain, ending, pack):
        yield plain
    for pattern, put in tables.stem_changes:
        changed, count = pattern.subn(put, stem)
        if count and _fits(changed + ending.infinitive, ending, pack):
            yield changed + ending.infinitive


def _fits(infinitive: str, ending: Ending, pack: LanguagePack) -> bool:
    if ending.only:
        return infinitive in ending.only
    return _known_infinitive(infinitive, pack)


@lru_cache(maxsize=65_536)
def _known_infinitive(word: str, pack: LanguagePack) -> bool:
    tables = verb_tables(pack)
    if word in tables.irregular_lemmas:
        return True
    if len(word) < 3 or word in tables.not_infinitives or not word.endswith(tables.infinitive_endings):
        return False
    return bool(simplemma.is_known(word, lang=pack.code)) and _dictionary_lemma(word, pack.code) == word


@cache
def _dictionary_lemma(word: str, language: str) -> str:
    return str(simplemma.lemmatize(word, lang=language))
