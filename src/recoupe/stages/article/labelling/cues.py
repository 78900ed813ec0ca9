"""The furniture rules of every language pack, compiled: what a line of page furniture says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from recoupe.languages.pack import LanguagePack

Label = Literal["furniture", "dateline", "caption"]
Zone = Literal["none", "box", "end"]
_ENDING = r"[\s:.!?,;…»>|/\-–+•·()\[\]*\d]*"


class FurnitureRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"counter_examples": "not"}):
    """One rule of furniture.yaml. Patterns are regular expressions on the folded line (lower case, no accents).

    `whole` must be all of the line (numbers, marks and spaces may follow), `start` opens it, `end` closes it,
    `anywhere` stands in it; none is tried on a line of more than `longest` characters. `label` is what such a line
    is. `zone` says what follows: "box" a few headlines of other articles, "end" nothing more of the article.
    """

    id: str
    what: str
    label: Label
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    whole: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    longest: int = 90
    zone: Zone = "none"


class CreditContexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """In what company a medium's name says where words come from: patterns on the folded text around it.

    NOUN in a pattern stands for `nouns`. `before` patterns end at the name, `after` patterns start behind it; `never`
    ends at the name and overrules both.
    """

    nouns: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    never: tuple[str, ...]


class FurnitureFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """furniture.yaml: the rules, and the function words (one string) by which prose is told from lists
    of names, and the company in which a medium's name is a credit."""

    function_words: str
    credits: CreditContexts
    rules: tuple[FurnitureRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A furniture rule, ready to be tried on lines."""

    rule: str
    label: Label
    zone: Zone
    longest: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CueBook:
    """The cues of all packs together: a French page has English furniture too."""

    cues: tuple[Cue, ...]
    function_words: frozenset[str]

    def find(self, folded: str) -> Cue | None:
        """The first cue that speaks for a folded line, None where no cue does."""
        length = len(folded)
        return next((cue for cue in self.cues if length <= cue.longest and cue.pattern.search(folded)), None)


def read_cues(packs: Mapping[str, LanguagePack]) -> CueBook:
    """Compile the furniture rules of the packs, once in the life of the process for one set of packs."""
    return _compile(tuple(packs[code] for code in sorted(packs)))


@cache
def function_words_of(pack: LanguagePack) -> frozenset[str]:
    """The function words of one language, lower case."""
    return frozenset(pack.read("furniture", FurnitureFile).function_words.split())


@cache
def _compile(packs: tuple[LanguagePack, ...]) -> CueBook:
    files = [pack.read("furniture", FurnitureFile) for pack in packs]
    words = frozenset(word for pack in packs for word in function_words_of(pack))
    return CueBook(cues=tuple(compile_rule(rule) for file in files for rule in file.rules), function_words=words)


def compile_rule(rule: FurnitureRule) -> Cue:
    """One pattern out of the patterns of a rule."""
    parts = [
        *(rf"^(?:{pattern}){_ENDING}$" for pattern in rule.whole),
        *(rf"^(?:{pattern})" for pattern in rule.start),
        *(rf"(?:{pattern}){_ENDING}$" for pattern in rule.end),
        *rule.anywhere,
    ]
    return Cue(
        rule=rule.id, label=rule.label, zone=rule.zone, longest=rule.longest, pattern=re.compile("|".join(parts))
    )
