"""Event triggers: the shapes of the files under `triggers/` and an index that finds them fast.

A trigger is written as the press writes it. Verbs:

    frapper                   the infinitive
    se rassembler, s'immoler  pronominal only
    prendre en otage          words that follow the verb in this order, small words and an object may stand between
    signer [accord|traité]    the object (the subject of a passive, the noun of a participle) is one of these
    faire exploser            a causative or modal and its infinitive
    ne pas tolérer            negated only
    être attendu à            a passive

Nouns and adjectives are words in a row, each in all its inflected forms ("frappe aérienne": frappes aériennes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from recoupe.languages.clauses.syntax import words_of
from recoupe.languages.pack import LanguagePack
from recoupe.languages.verbs import is_infinitive, is_participle, lemma_of
from recoupe.records.events import PloverType, Status

FILES = (
    "agree",
    "accuse",
    "assault",
    "coerce",
    "consult",
    "protest",
    "reject",
    "request",
    "retreat",
    "sanction",
    "support",
)


class Trigger(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"not_": "not"}):
    """One family of trigger words that share type, frame and limits.

    `object`, `subject` name classes of frames.yaml of which one must fit the argument's head ("actor", "place" and
    kinds of actors are found by the mentions); `not_near` are words that forbid the reading close to the trigger.
    `with` asks for one of these words after the trigger. `bare` allows the event without any party named; `authority`
    gives an act of courts and police without author to the state where it happens; `active` bars the passive.
    """

    id: str
    what: str
    type: PloverType
    cameo: str
    frame: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    nouns_of_place: tuple[str, ...] = ()
    status: Status | None = None
    object: tuple[str, ...] = ()
    not_object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    not_subject: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    with_: tuple[str, ...] = msgspec.field(default=(), name="with")
    not_with: tuple[str, ...] = ()
    subject_of: tuple[str, ...] = ()
    with_event: tuple[str, ...] = ()
    bare: bool = False
    in_speech: bool = False
    imperative: bool = False
    not_pronominal: bool = False
    needs_two: bool = False
    accuses: bool = False
    authority: bool = False
    active: bool = False
    reveals: bool = False
    mode_by_content: bool = False
    mode_by_means: bool = False
    examples: tuple[str, ...]
    not_: tuple[str, ...]

    @property
    def senses(self) -> int:
        """How many trigger words the family has."""
        return len(self.verbs) + len(self.nouns) + len(self.words) + len(self.nouns_of_place)


class TriggerFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of triggers."""

    rules: tuple[Trigger, ...]


class Slots(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the parties stand, the likeliest slot first."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the triggers of a frame take their parties.

    `symmetric` pools both sides in the actors; `pool` does so where the sides stand together ("entre X et Y");
    `objective` reads "de X" after a noun as the one acted on; `inward` looks for the recipient inside the object;
    `place` takes the state of the place named where nobody else is the recipient; `hit` does so where a target stands.
    """

    verb: Slots
    noun: Slots
    symmetric: bool = False
    pool: bool = False
    objective: bool = False
    inward: bool = False
    place: bool = False
    hit: bool = False


class FramesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """frames.yaml as it stands; see the comments there."""

    groups: dict[str, tuple[str, ...]]
    frames: dict[str, Frame]
    light_verbs: tuple[str, ...]
    suffered_verbs: tuple[str, ...]
    classes: dict[str, tuple[str, ...]]
    means: dict[str, tuple[str, ...]]
    contents: dict[str, tuple[str, ...]]
    threats: dict[str, tuple[str, ...]]
    plurals: tuple[tuple[str, str], ...]
    feminines: tuple[tuple[str, str], ...]
    skippable: tuple[str, ...]
    obligations: tuple[str, ...]
    causatives: tuple[str, ...] = ()
    light_oblique: tuple[str, ...] = ()
    material: tuple[str, ...] = ()
    linking: tuple[str, ...] = ()


Forms = frozenset[str]
Row = tuple[Forms, ...]  # words in a row, each as the set of its forms


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbPattern:
    """A verb with what must stand round it; `after` are words that follow, `nouns` what the object may be;
    with `nouns_last` the noun stands behind the words that follow ("call for [release]").

    `rule` is the id of the rule that the pattern belongs to, `word` the pattern as it is written there.
    """

    rule: str
    word: str
    lemma: str
    pronominal: bool = False
    negated: bool = False
    passive: bool = False
    clitic: str | None = None
    modal: str | None = None
    nouns: tuple[Row, ...] = ()
    after: Row = ()
    nouns_last: bool = False

    @property
    def weight(self) -> tuple[int, str]:
        """How much the pattern asks for: of two that fit, the heavier one is meant."""
        size = 2 * len(self.after) + 2 * bool(self.after) + 6 * bool(self.nouns) + self.pronominal + self.negated
        size += 2 * bool(self.modal) + bool(self.clitic) + self.passive
        return size, self.rule


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPattern:
    """A noun or adjective with the words that belong to it."""

    rule: str
    word: str
    row: Row
    kind: str  # "noun", "word" or "place" (a noun of place: "of" and a place must follow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The triggers of a language, indexed by infinitive and by the forms of their first word."""

    triggers: Mapping[str, Trigger]
    verbs: Mapping[str, tuple[VerbPattern, ...]]
    rows: Mapping[str, tuple[RowPattern, ...]]
    frames: Mapping[str, Frame]
    classes: Mapping[str, Forms]
    light: Forms
    light_oblique: Forms
    suffered: Forms
    skippable: Forms
    means: Mapping[str, tuple[Row, ...]]
    contents: Mapping[str, tuple[Row, ...]]
    threats: Mapping[str, tuple[Row, ...]]
    near: Mapping[str, tuple[Row, ...]]
    obligations: Forms
    material: Forms
    linking: Forms


@cache
def lexicon_of(pack: LanguagePack) -> Lexicon:
    """The triggers of a language, read and indexed once; raises ResourceError where a file does not read."""
    file = pack.read("triggers/frames", FramesFile)
    triggers = tuple(trigger for name in FILES for trigger in pack.read(f"triggers/{name}", TriggerFile).rules)
    inflect = inflection_of(pack)
    verbs: dict[str, list[VerbPattern]] = {}
    rows: dict[str, list[RowPattern]] = {}
    for trigger in triggers:
        for word in trigger.verbs:
            pattern = verb_pattern(trigger.id, word, inflect, pack)
            verbs.setdefault(pattern.lemma, []).append(pattern)
        for row in _row_patterns(trigger, inflect):
            for first in row.row[0]:
                rows.setdefault(first, []).append(row)
    return Lexicon(
        triggers={trigger.id: trigger for trigger in triggers},
        frames={name: _spelt_out(frame, file.groups) for name, frame in file.frames.items()},
        verbs={lemma: tuple(sorted(found, key=lambda p: p.weight, reverse=True)) for lemma, found in verbs.items()},
        rows={first: tuple(sorted(found, key=lambda p: (-len(p.row), p.rule))) for first, found in rows.items()},
        classes={
            name: frozenset(form for word in words for form in inflect.forms(word))
            for name, words in file.classes.items()
        },
        light=frozenset(file.light_verbs),
        light_oblique=frozenset(file.light_oblique),
        suffered=frozenset(file.suffered_verbs),
        skippable=frozenset(file.skippable),
        means=_rows_of(file.means, inflect),
        contents=_rows_of(file.contents, inflect),
        threats=_rows_of(file.threats, inflect),
        near=_rows_of({trigger.id: trigger.not_near for trigger in triggers if trigger.not_near}, inflect),
        obligations=frozenset(file.obligations),
        linking=frozenset(file.linking),
        material=frozenset(form for word in file.material for form in inflect.forms(word)),
    )


@cache
def inflection_of(pack: LanguagePack) -> Inflection:
    """How nouns and adjectives of a language inflect."""
    return Inflection(pack.read("triggers/frames", FramesFile))


@dataclass(frozen=True, slots=True)
class Inflection:
    """Regular plurals and feminines by the patterns of frames.yaml."""

    file: FramesFile

    def forms(self, word: str) -> Forms:
        """All inflected forms of a noun or adjective, itself among them."""
        found = {word}
        if (len(word) > 2 and word.isalpha()) or "-" in word:
            found |= {_first_fit(self.file.feminines, form) for form in tuple(found)}
            found |= {_first_fit(self.file.plurals, form) for form in tuple(found)}
        return frozenset(found)

    def row(self, phrase: str) -> Row:
        """A phrase as a row of word forms; "|" separates alternatives of one word."""
        return tuple(
            frozenset(form for choice in word.split("|") for form in self.forms(choice)) for word in split_words(phrase)
        )

    def rows(self, phrase: str) -> tuple[Row, ...]:
        """A phrase as rows: with its hyphens inside words, and with each hyphen as a word of its own."""
        whole = self.row(phrase)
        return (whole, self.row(phrase.replace("-", " - "))) if "-" in phrase else (whole,)


def split_words(phrase: str) -> tuple[str, ...]:
    """Cut a phrase where the tokenizers cut it ("l'aide" -> "l'", "aide"), in lower case."""
    return words_of(phrase.strip().lower())


def _first_fit(patterns: Sequence[tuple[str, str]], word: str) -> str:
    for pattern, replacement in patterns:
        if re.search(pattern, word):
            return re.sub(pattern, replacement, word)
    return word


def _rows_of(table: Mapping[str, Iterable[str]], inflect: Inflection) -> dict[str, tuple[Row, ...]]:
    return {name: tuple(inflect.row(phrase) for phrase in phrases) for name, phrases in table.items()}


def _spelt_out(frame: Frame, groups: Mapping[str, tuple[str, ...]]) -> Frame:
    def spell(slots: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for slot in slots for name in groups.get(slot, (slot,))))

    verb, noun = (
        Slots(actor=spell(slots.actor), recipient=spell(slots.recipient)) for slots in (frame.verb, frame.noun)
    )
    return msgspec.structs.replace(frame, verb=verb, noun=noun)


def _row_patterns(trigger: Trigger, inflect: Inflection) -> Iterable[RowPattern]:
    for kind, words in (("noun", trigger.nouns), ("word", trigger.words), ("place", trigger.nouns_of_place)):
        for word in words:
            for row in inflect.rows(word):
                yield RowPattern(rule=trigger.id, word=word, row=row, kind=kind)


def verb_pattern(rule: str, word: str, inflect: Inflection, pack: LanguagePack) -> VerbPattern:
    """Read one verb as it is written in a file (see the top of this module)."""
    text = word
    nouns: tuple[Row, ...] = ()
    bracket = re.search(r"\[([^\]]+)\]", word)
    if bracket:
        nouns = tuple(row for choice in bracket.group(1).split("|") for row in inflect.rows(choice))
        text = word.replace(bracket.group(), " ")
    parts = list(split_words(text))
    negated = parts[0] in ("ne", "not")
    if negated:
        parts = parts[2:] if parts[0] == "ne" else parts[1:]
    pronominal = parts[0] in ("se", "s'")
    parts = parts[1:] if pronominal else parts
    clitic = parts.pop(0) if parts[0] in ("en", "y") and len(parts) > 1 else None
    lemma, rest, modal, passive = parts[0], parts[1:], None, False
    if rest and lemma in inflect.file.causatives and is_infinitive(rest[0], pack):
        modal, lemma, rest = lemma, rest[0], rest[1:]
    elif rest and lemma in ("être", "be") and is_participle(rest[0], pack) and not is_infinitive(rest[0], pack):
        passive, lemma, rest = True, lemma_of(rest[0], pack) or rest[0], rest[1:]
    return VerbPattern(
        rule=rule,
        word=word,
        lemma=lemma,
        pronominal=pronominal,
        negated=negated,
        passive=passive,
        clitic=clitic,
        modal=modal,
        nouns=nouns,
        nouns_last=bracket is not None and word.endswith("]"),
        after=inflect.row(" ".join(rest).replace("' ", "'")) if rest else (),
    )
