"""How a trigger is introduced: as something new, as something told before, as one of a series."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

from recoupe.languages.crosscheck import CrossCheck, crosscheck_words

Manner = Literal["demonstrative", "definite", "indefinite", "bare"]
WORD = re.compile(r"\w+")
BEFORE = 4  # words before a trigger in which its article, its ordinal or "another" is looked for
STEM = 5  # letters that a verb and its noun mostly share: proposé and proposition, attaqué and attaque
CAPITALISED = re.compile(r"\b[A-ZÀ-ÖØ-Þ]\w{3,}")
OPENING = (".", "!", "?", "…", ":", "")
NUMBER = re.compile(r"\d[\d.,\u00a0\u202f]*(?<=\d)")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
SENTENCE_END = re.compile(r"[.!?…\n]")


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of a trigger and the few before it say about which event is meant."""

    manner: Manner = "bare"
    other: bool = False
    further: bool = False
    series: bool = False
    ordinal: int | None = None
    stems: frozenset[str] = field(default_factory=frozenset)


def fold(text: str) -> str:
    """Lower case, no accents."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


def stems(text: str) -> frozenset[str]:
    """The openings of the longer words: what a verb and its noun share."""
    return frozenset(word[:STEM] for word in WORD.findall(fold(text)) if len(word) >= STEM)


def names(text: str) -> frozenset[str]:
    """The openings of the capitalised words, the first word of a sentence left out."""
    return frozenset(
        fold(found.group())[:STEM]
        for found in CAPITALISED.finditer(text)
        if text[: found.start()].rstrip()[-1:] not in OPENING
    )


def numbers(text: str) -> frozenset[str]:
    """The numbers in digits that are no years, their grouping marks left out."""
    found = (re.sub(r"\D", "", number) for number in NUMBER.findall(text))
    return frozenset(number for number in found if not YEAR.fullmatch(number))


def read_wording(text: str, start: int, end: int, language: str) -> Wording:
    """Read the words of a trigger and up to four words before it in its sentence."""
    small = crosscheck_words(language)
    before_text = text[max(0, start - 60) : start]
    cut = [mark.end() for mark in SENTENCE_END.finditer(before_text)]
    before = WORD.findall(fold(before_text[cut[-1] :] if cut else before_text))[-BEFORE:]
    own = WORD.findall(fold(text[start:end]))
    near = [*before, *own]
    after = WORD.findall(fold(text[end : end + 20]))[:1]
    return Wording(
        manner=_manner(before[-3:], own, small),
        other=not small.other.isdisjoint([*before[-2:], *own, *after]),
        further=not small.further.isdisjoint([*before[-2:], *own]),
        series=not small.series.isdisjoint(near),
        ordinal=next((small.ordinals[word] for word in reversed([*before[-2:], *own]) if word in small.ordinals), None),
        stems=stems(text[start:end]),
    )


def _manner(before: list[str], own: list[str], small: CrossCheck) -> Manner:
    if own[:1] and own[0] in small.auxiliaries:
        return "bare"  # "the men of the north were killed": the article is the subject's
    for word in [*own[:1], *reversed(before)]:
        if word in small.demonstrative:
            return "demonstrative"
        if word in small.definite:
            return "definite"
        if word in small.indefinite:
            return "indefinite"
    return "bare"
