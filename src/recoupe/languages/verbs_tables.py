"""The verb tables of a language (verbs.yaml), read into one index: form or ending -> what it can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, cast

import msgspec

from recoupe.languages.pack import LanguagePack
from recoupe.records.clauses import Mood, Tense, VerbForm

PERSONS = ((1, False), (2, False), (3, False), (1, True), (2, True), (3, True))
SLOTS: Mapping[str, tuple[VerbForm, Tense, Mood]] = MappingProxyType(
    {
        "present": ("finite", "present", "indicative"),
        "imperfect": ("finite", "imperfect", "indicative"),
        "simple_past": ("finite", "past", "indicative"),
        "future": ("finite", "future", "indicative"),
        "conditional": ("finite", "present", "conditional"),
        "subjunctive": ("finite", "present", "subjunctive"),
        "past_subjunctive": ("finite", "imperfect", "subjunctive"),
        "gerund": ("gerund", "none", "indicative"),
        "participle": ("participle", "none", "indicative"),
    }
)
FUTURE = ("ai", "as", "a", "ons", "ez", "ont")
IMPERFECT = ("ais", "ais", "ait", "ions", "iez", "aient")
SIMPLE_PAST = ("s", "s", "t", "mes", "tes", "rent")
CIRCUMFLEX = str.maketrans("aiu", "âîû")


@dataclass(frozen=True, slots=True)
class VerbReading:
    """One thing that a verb form can be; `person` is 1, 2, 3 or 0 (any), `plural` None where the form does not tell."""

    lemma: str
    form: VerbForm
    tense: Tense = "none"
    mood: Mood = "indicative"
    person: int = 0
    plural: bool | None = None


class Regular(msgspec.Struct, forbid_unknown_fields=True):
    """The endings of one conjugation; `only` names its verbs where not every verb of that ending goes so."""

    infinitive: str
    present: list[str] = []
    imperfect: list[str] = []
    simple_past: list[str] = []
    future: list[str] = []
    conditional: list[str] = []
    subjunctive: list[str] = []
    past_subjunctive: list[str] = []
    gerund: list[str] = []
    participle: list[str] = []
    only: list[str] = []


class Irregular(msgspec.Struct, forbid_unknown_fields=True):
    """One irregular paradigm and the prefixes of the verbs conjugated alike."""

    verb: str
    present: list[str]
    past: str
    future: str
    subjunctive: list[str] | str
    participle: str
    stem: str = ""
    gerund: str = ""
    feminine: str = ""
    invariable: bool = False
    prefixes: list[str] = []
    written_as: str = msgspec.field(name="as", default="")


class VerbFile(msgspec.Struct, forbid_unknown_fields=True):
    """verbs.yaml as it stands."""

    infinitive_endings: list[str]
    stem_changes: list[tuple[str, str]]
    regular: list[Regular]
    auxiliaries: dict[str, dict[str, str]]
    perfect_with_be: list[str]
    object_control: list[str]
    genitive_verbs: list[str]
    infinitive_governors: dict[str, list[str]]
    infinitive_nouns: list[str]
    reporting: list[str]
    past_by_tagger: bool
    not_infinitives: list[str]
    not_of_bare_stem: list[str] = []
    irregular: list[Irregular] = []
    principal_parts: str = ""
    forms: dict[str, list[str]] = {}
    impersonal: list[str] = []


@dataclass(frozen=True, slots=True)
class Ending:
    """A regular ending, what stands in its place in the infinitive, and the reading that it gives."""

    infinitive: str
    reading: VerbReading
    only: frozenset[str]


@dataclass(frozen=True, slots=True)
class VerbTables:
    """The index: irregular forms, endings by their text, and the sets that the clause reader asks for."""

    forms: Mapping[str, tuple[VerbReading, ...]]
    endings: Mapping[str, tuple[Ending, ...]]
    longest_ending: int
    infinitive_endings: tuple[str, ...]
    stem_changes: tuple[tuple[re.Pattern[str], str], ...]
    not_infinitives: frozenset[str]
    not_of_bare_stem: tuple[re.Pattern[str], ...]
    auxiliaries: Mapping[str, Mapping[str, str]]
    perfect_with_be: frozenset[str]
    object_control: frozenset[str]
    genitive_verbs: frozenset[str]
    infinitive_governors: Mapping[str, frozenset[str]]
    infinitive_nouns: frozenset[str]
    reporting: frozenset[str]
    past_by_tagger: bool
    impersonal: frozenset[str]
    irregular_lemmas: frozenset[str] = field(default_factory=frozenset)


@cache
def verb_tables(pack: LanguagePack) -> VerbTables:
    """The verb tables of a language, read once."""
    file = pack.read("verbs", VerbFile)
    forms: dict[str, list[VerbReading]] = {}
    for form, reading in _all_irregular(file):
        known = forms.setdefault(form, [])
        if reading not in known:
            known.append(reading)
    endings: dict[str, list[Ending]] = {}
    for conjugation in file.regular:
        for text, reading in _endings(conjugation):
            endings.setdefault(text, []).append(Ending(conjugation.infinitive, reading, frozenset(conjugation.only)))
    return VerbTables(
        forms={form: tuple(readings) for form, readings in forms.items()},
        endings={text: tuple(found) for text, found in endings.items()},
        longest_ending=max(map(len, endings), default=0),
        infinitive_endings=tuple(file.infinitive_endings),
        stem_changes=tuple((re.compile(pattern), put) for pattern, put in file.stem_changes),
        not_infinitives=frozenset(file.not_infinitives),
        not_of_bare_stem=tuple(re.compile(pattern) for pattern in file.not_of_bare_stem),
        auxiliaries=file.auxiliaries,
        perfect_with_be=frozenset(file.perfect_with_be),
        object_control=frozenset(file.object_control),
        genitive_verbs=frozenset(file.genitive_verbs),
        infinitive_governors={marker: frozenset(verbs) for marker, verbs in file.infinitive_governors.items()},
        infinitive_nouns=frozenset(file.infinitive_nouns),
        reporting=frozenset(file.reporting),
        past_by_tagger=file.past_by_tagger,
        impersonal=frozenset(file.impersonal),
        irregular_lemmas=frozenset(reading.lemma for found in forms.values() for reading in found),
    )


def _endings(conjugation: Regular) -> Iterator[tuple[str, VerbReading]]:
    for slot, (form, tense, mood) in SLOTS.items():
        texts = getattr(conjugation, slot)
        if form == "finite":
            yield from _persons(texts, "", VerbReading("", form, tense, mood))
        else:
            yield from ((text, VerbReading("", form, tense, mood)) for text in texts)


def _persons(texts: list[str], stem: str, model: VerbReading) -> Iterator[tuple[str, VerbReading]]:
    for text, (person, plural) in zip(texts, PERSONS, strict=False):
        if text or not model.lemma:  # an empty text in an irregular paradigm stands for a form that is not given
            yield stem + text, VerbReading(model.lemma, model.form, model.tense, model.mood, person, plural)


def _all_irregular(file: VerbFile) -> Iterator[tuple[str, VerbReading]]:
    for form, spelled in file.forms.items():
        yield from ((form, _spelled(text)) for text in spelled)
    for line in file.principal_parts.splitlines():
        if line.strip():
            yield from _principal_parts(*line.split())
    for paradigm in file.irregular:
        for prefix in ["", *paradigm.prefixes]:
            yield from _paradigm(paradigm, prefix)


def _spelled(text: str) -> VerbReading:
    lemma, form, tense, mood, person = text.split()
    plural = None if person == "any" else person.endswith("p")
    return VerbReading(
        lemma, cast(Any, form), cast(Any, tense), cast(Any, mood), 0 if person == "any" else int(person[0]), plural
    )


def _principal_parts(base: str, past: str, participle: str) -> Iterator[tuple[str, VerbReading]]:
    yield base, VerbReading(base, "infinitive")
    yield base, VerbReading(base, "finite", "present")
    for form in past.split("/"):
        yield form, VerbReading(base, "finite", "past")
    for form in participle.split("/"):
        yield form, VerbReading(base, "participle")


def _paradigm(paradigm: Irregular, prefix: str) -> Iterator[tuple[str, VerbReading]]:
    lemma = prefix + (paradigm.written_as or paradigm.verb)
    stem = paradigm.stem or paradigm.present[3].removesuffix("ons")

    def finite(texts: list[str], start: str, slot: str) -> Iterator[tuple[str, VerbReading]]:
        form, tense, mood = SLOTS[slot]
        return _persons(texts, prefix + start, VerbReading(lemma, form, tense, mood))

    yield prefix + paradigm.verb, VerbReading(lemma, "infinitive")
    yield from finite(paradigm.present, "", "present")
    yield from finite(list(IMPERFECT), stem, "imperfect")
    yield from finite(_simple_past(paradigm.past), "", "simple_past")
    yield from finite(list(FUTURE), paradigm.future, "future")
    yield from finite(list(IMPERFECT), paradigm.future, "conditional")
    yield from finite(_subjunctive(paradigm.subjunctive, stem), "", "subjunctive")
    yield from (
        finite(["", "", _past_subjunctive(paradigm.past)], "", "past_subjunctive") if paradigm.past[-1] == "t" else ()
    )
    yield prefix + (paradigm.gerund or stem + "ant"), VerbReading(lemma, "gerund")
    for form in _participles(paradigm):
        yield prefix + form, VerbReading(lemma, "participle")


def _simple_past(third: str) -> list[str]:
    if third.endswith("a"):
        return [third[:-1] + ending for ending in ("ai", "as", "a", "âmes", "âtes", "èrent")]
    base = third.removesuffix("t")
    accented = _circumflex(base)
    return [(accented if ending in ("mes", "tes") else base) + ending for ending in SIMPLE_PAST]


def _circumflex(base: str) -> str:
    for position in range(len(base) - 1, -1, -1):
        if base[position] in "aiu":
            return base[:position] + base[position].translate(CIRCUMFLEX) + base[position + 1 :]
    return base


def _past_subjunctive(third: str) -> str:
    return _circumflex(third.removesuffix("t")) + "t"


def _subjunctive(given: list[str] | str, stem: str) -> list[str]:
    if isinstance(given, list):
        return given
    return [given + "e", given + "es", given + "e", stem + "ions", stem + "iez", given + "ent"]


def _participles(paradigm: Irregular) -> tuple[str, ...]:
    single = paradigm.participle
    if paradigm.invariable:
        return (single,)
    feminine = paradigm.feminine or single + "e"
    plural = single if single.endswith("s") else feminine[:-1] + "s"
    return (single, feminine, plural, feminine + "s")
