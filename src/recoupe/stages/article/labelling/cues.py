"""The furniture rules of every language pack, compiled: what a line of page furniture says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from recoupe.languages.pack import LanguagePack

Label = Literal["furniture", "dateline", "caption"]
Zone = Literal["none", "box", "end"]
_OPEN = re.compile(r"(?:\(\?:)*(?:\.\{|\[\^|\(\?!)")  # a pattern whose first words can be anything
_NOTHING = r"(?!)"  # a pattern that fits no line
_TAIL = 160  # characters before a line's end in which its last words are looked for
_ENDING = r"[\s:.!?,;…»>|/\-–+•·()\[\]*\d]*"


class FurnitureRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"counter_examples": "not"}):
    """One rule of furniture.yaml. Patterns are regular expressions on the folded line (lower case, no accents).

    `whole` must be all of the line (numbers, marks and spaces may follow), `start` opens it, `end` closes it (it is
    looked for in the last 160 characters), `anywhere` stands in it; none is tried on a line of more than `longest`
    characters. `needs` are strings one of which every line holds that `anywhere` or a `whole` pattern with an open
    beginning fits: other lines are not looked through for those, a matter of speed. `label` is what such a line is.
    `zone` says what follows: "box" a few headlines of other articles, "end" nothing more of the article.
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
    needs: tuple[str, ...] = ()
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
    """A furniture rule, ready to be tried on lines: `opening` at their start, `tail` at their end, `within` elsewhere.

    `within` is tried only on lines that hold one of `needs`.
    """

    rule: str
    label: Label
    zone: Zone
    longest: int
    opening: str
    within: re.Pattern[str] | None
    tail: re.Pattern[str] | None
    needs: tuple[str, ...]
    needed: re.Pattern[str] | None

    def stands_in(self, folded: str) -> bool:
        """Say whether a line ends with the rule's words, or holds them."""
        if len(folded) > self.longest:
            return False
        if self.tail is not None and self.tail.search(folded, max(0, len(folded) - _TAIL)):
            return True
        if self.within is None or (self.needed is not None and not self.needed.search(folded)):
            return False
        return self.within.search(folded) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class CueBook:
    """The cues of all packs together: a French page has English furniture too.

    `openings` holds the openings of all cues in one pattern, one group a cue, so that a line of prose is looked at
    once; `inner` are the numbers of the cues that are not told by the opening alone, `plain` those of them that may
    fit a line without one of the words that `gate` looks for.
    """

    cues: tuple[Cue, ...]
    openings: re.Pattern[str]
    inner: tuple[int, ...]
    plain: tuple[int, ...]
    gate: re.Pattern[str]
    function_words: frozenset[str]

    def find(self, folded: str) -> Cue | None:
        """The first cue that speaks for a folded line, None where no cue does."""
        opened = self._opened(folded)
        for number in self.inner if self.gate.search(folded) else self.plain:
            if opened is not None and number >= opened:
                break
            if self.cues[number].stands_in(folded):
                return self.cues[number]
        return self.cues[opened] if opened is not None else None

    def _opened(self, folded: str) -> int | None:
        """Number of the first cue whose opening the line has."""
        found = self.openings.match(folded)
        if found is None or found.lastindex is None:
            return None
        first = found.lastindex - 1
        if len(folded) <= self.cues[first].longest:
            return first
        return next((number for number in range(first + 1, len(self.cues)) if self._opens(number, folded)), None)

    def _opens(self, number: int, folded: str) -> bool:
        cue = self.cues[number]
        return len(folded) <= cue.longest and re.match(cue.opening, folded) is not None


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
    return make_book([compile_rule(rule) for file in files for rule in file.rules], words)


def make_book(cues: Sequence[Cue], function_words: frozenset[str]) -> CueBook:
    """Put cues together; the first that speaks for a line has the word."""
    inner = tuple(number for number, cue in enumerate(cues) if cue.within is not None or cue.tail is not None)
    plain = tuple(number for number in inner if cues[number].tail is not None or not _worded(cues[number].needs))
    words = sorted({needed for number in inner if number not in plain for needed in cues[number].needs})
    return CueBook(
        cues=tuple(cues),
        openings=re.compile("|".join(f"({cue.opening})" for cue in cues)),
        inner=inner,
        plain=plain,
        gate=re.compile("|".join(map(re.escape, words)) or _NOTHING),
        function_words=function_words,
    )


def _worded(needs: Sequence[str]) -> bool:
    """Say whether what a rule needs is rare in prose: words or marks, not figures."""
    return bool(needs) and not any(needed.isdigit() for needed in needs)


def compile_rule(rule: FurnitureRule) -> Cue:
    """The patterns of a rule, by where in a line they are looked for."""
    wild = {pattern for pattern in rule.whole if rule.needs and _OPEN.match(pattern)}
    opening = [rf"(?:{pattern}){_ENDING}$" for pattern in rule.whole if pattern not in wild]
    within = [rf"^(?:{pattern}){_ENDING}$" for pattern in rule.whole if pattern in wild]
    return Cue(
        rule=rule.id,
        label=rule.label,
        zone=rule.zone,
        longest=rule.longest,
        opening=_one_of([*opening, *rule.start]) or _NOTHING,
        within=_compiled([*within, *rule.anywhere]),
        tail=_compiled([rf"(?:{pattern}){_ENDING}$" for pattern in rule.end]),
        needs=rule.needs,
        needed=_compiled([re.escape(needed) for needed in rule.needs]),
    )


def named_cue(rule: str) -> Cue:
    """A furniture cue that fits no words: for lines that are told by something else than their words."""
    return Cue(
        rule=rule,
        label="furniture",
        zone="none",
        longest=0,
        opening=_NOTHING,
        within=None,
        tail=None,
        needs=(),
        needed=None,
    )


def _one_of(patterns: Sequence[str]) -> str:
    return "|".join(f"(?:{pattern})" if "|" in pattern else pattern for pattern in patterns)


def _compiled(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(_one_of(patterns)) if patterns else None
