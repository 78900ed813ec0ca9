"""Figures told with an event: how many were killed, injured, arrested, sent, paid, and how exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from recoupe.languages.pack import LanguagePack
from recoupe.languages.triggers import Forms, inflection_of
from recoupe.records.clauses import Clause
from recoupe.records.events import Figure, FigureRelation
from recoupe.stages.events.drafts import Draft
from recoupe.stages.events.reading.ground import Ground

NOUN_REACH = 4  # tokens between a number and the noun that is counted: "14 jeunes manifestants blessés"
CUE_REACH = 24  # characters before a number in which its relation stands
DIGITS = r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?!\d)|\d+"


class Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a number counts, by noun, verb or phrase, and the types of event that are told with it."""

    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    types: tuple[str, ...]
    phrases: tuple[str, ...] = ()


class FiguresFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """figures.yaml as it stands."""

    numbers: dict[str, int]
    scales: dict[str, int]
    rounded: dict[str, int]
    joining: tuple[str, ...]
    decimal: str
    relations: dict[FigureRelation, tuple[str, ...]]
    counted: dict[str, Counted]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTables:
    """figures.yaml with its pattern and inflected nouns."""

    file: FiguresFile
    pattern: re.Pattern[str]
    relations: tuple[tuple[re.Pattern[str], FigureRelation], ...]
    nouns: Mapping[str, Forms]


@cache
def figure_tables(pack: LanguagePack) -> FigureTables:
    """The number words of a language, read and compiled once."""
    file, inflect = pack.read("triggers/figures", FiguresFile), inflection_of(pack)
    plural = {form: value for word, value in file.rounded.items() for form in inflect.forms(word)}
    words = "|".join(sorted({*file.numbers, *file.scales, *plural}, key=len, reverse=True))
    glue = "|".join(re.escape(word) for word in file.joining)
    number = rf"(?:{DIGITS})(?:{re.escape(file.decimal)}\d+)?|\b(?:{words})\b"
    pattern = re.compile(rf"(?<![\w.,])(?:{number})(?:(?:[ \u00a0-]|(?: (?:{glue}) ))(?:{words})\b)*", re.IGNORECASE)
    relations = [
        (re.compile(rf"(?:^|\W){re.escape(cue)}\s*$", re.IGNORECASE), relation)
        for relation, cues in file.relations.items()
        for cue in cues
    ]
    nouns = {
        what: frozenset(form for noun in one.nouns for form in inflect.forms(noun))
        for what, one in file.counted.items()
    }
    return FigureTables(file=file, pattern=pattern, relations=tuple(relations), nouns=nouns)


def find_figures(draft: Draft, text: str) -> tuple[Figure, ...]:
    """The figures of the event's sentence that belong to its type; offsets count in the article's text."""
    ground = draft.ground
    tables = figure_tables(ground.pack)
    first, last = ground.sentence(draft.candidate.head)
    start, end = ground.passage.offsets(first, last)
    found: dict[str, Figure] = {}
    for hit in tables.pattern.finditer(text, start, end):
        value = number_value(hit.group(), tables.file)
        what = None if value is None else _counted(ground, draft, tables, hit, first, last)
        if value is not None and what is not None and what not in found:
            relation = _relation(tables, text[max(start, hit.start() - CUE_REACH) : hit.start()], hit.group())
            found[what] = Figure(
                start=hit.start(), end=hit.end(), text=hit.group(), what=what, value=value, relation=relation
            )
    return tuple(found.values())


def number_value(words: str, file: FiguresFile) -> int | None:
    """The value of digits or number words ("283 000", "deux cents", "2,5 millions"); None for what is no number."""
    total, current = 0.0, 0.0
    for part in _parts(words.lower(), file):
        if isinstance(part, float):
            current += part
        elif part >= 1000:
            total, current = total + max(current, 1.0) * part, 0.0
        else:
            current = max(current, 1.0) * part
    value = total + current
    return int(value) if value >= 1 else None


def _parts(words: str, file: FiguresFile) -> Iterator[float | int]:
    """Addends as floats, factors as ints."""
    scaled = any(scale in words.split() for scale in file.scales)
    known = "|".join(sorted((word for word in file.numbers if "-" in word), key=len, reverse=True))
    plain = r"[^\W\d_]+"
    for piece in re.findall(rf"{DIGITS}(?:{re.escape(file.decimal)}\d+)?|{known + '|' if known else ''}{plain}", words):
        if piece[0].isdigit():
            whole = re.fullmatch(r"(\d+)" + re.escape(file.decimal) + r"(\d{1,2})", piece)
            if whole and scaled:
                yield float(f"{whole.group(1)}.{whole.group(2)}")
            else:
                yield float(re.sub(r"\D", "", piece))
        elif piece in file.scales:
            yield file.scales[piece]
        elif piece in file.numbers:
            yield float(file.numbers[piece])
        else:
            rounded = next((value for word, value in file.rounded.items() if piece.startswith(word)), None)
            if rounded is not None:
                yield rounded


def _relation(tables: FigureTables, before: str, words: str) -> FigureRelation:
    """How exactly a number is meant, by the words in front of it."""
    found = next((relation for pattern, relation in tables.relations if pattern.search(before)), None)
    rounded = any(word in words.lower() for word in tables.file.rounded)
    if found == "about" and not rounded and before.rstrip().lower().endswith((" une", " a")):
        return "exactly"
    return found or ("about" if rounded else "exactly")


def _counted(
    ground: Ground, draft: Draft, tables: FigureTables, hit: re.Match[str], first: int, last: int
) -> str | None:
    """What a number counts, if an event of this type is told with it."""
    token = next((at for at in range(first, last) if ground.passage.offsets(at, at + 1)[1] >= hit.end()), None)
    if token is None:
        return None
    kinds = {what: one for what, one in tables.file.counted.items() if draft.type in one.types}
    for at in range(token + 1, min(token + 1 + NOUN_REACH, last)):
        if (at in ground.owner and ground.is_finite(at)) or ground.low[at] in (",", ".", ";"):
            break
        for what in kinds:
            if ground.low[at] in tables.nouns[what]:
                return what
    return _by_verb(ground, kinds, token)


def _by_verb(ground: Ground, kinds: Mapping[str, Counted], token: int) -> str | None:
    """The number stands in the object of the verb, or in the subject of its passive or of a verb of dying."""
    for what, one in kinds.items():
        for clause in ground.clauses:
            if clause.lemma in one.verbs and _governs(clause, token):
                return what
    near = " ".join(ground.low[max(0, token - 8) : token])
    if any(phrase in near for one in kinds.values() for phrase in one.phrases):
        return next(what for what, one in kinds.items() if any(phrase in near for phrase in one.phrases))
    return None


def _governs(clause: Clause, token: int) -> bool:
    done = clause.object if clause.voice == "active" else clause.subject
    phrases = [done] if done is not None else []
    if clause.object is None and clause.subject is not None:
        phrases.append(clause.subject)
    return any(phrase.start - 1 <= token < phrase.end for phrase in phrases)
