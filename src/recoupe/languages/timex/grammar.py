"""times.yaml of a language, compiled: vocabularies, classes, rules, and how a sentence tells its direction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from recoupe.errors import ResourceError
from recoupe.languages.pack import LanguagePack
from recoupe.languages.timex.pattern import Compiler, regex_class, vocabulary_class

Bound = Literal["at", "from", "until"]


class TimeRule(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A rule of times.yaml.

    `make` gives the reading's kind and fixed fields; the classes in the pattern give the others under their names.
    A rule without `make` takes words out of the race: they are no time ("résolutions 2254 et 2268"). `before` and
    `after` are regular expressions that must match right before and right after, `before_not` and `after_not` must not;
    `forbid` must not be found in the words themselves (with case). `look` fixes the direction, whatever the tense.
    """

    id: str
    what: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = msgspec.field(default=(), name="not")
    make: dict[str, str | int] | None = None
    bound: Bound = "at"
    look: str | None = None
    before: str | None = None
    before_not: str | None = None
    after: str | None = None
    after_not: str | None = None
    forbid: str | None = None


class Direction(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """How the words around a time tell where it looks, with or without a parse.

    `boundary` ends the clause's window; `foreseen` right before the time says that it is fixed or planned, `intended`
    that somebody means to do something then ("de recourir à partir du …"); `relived` (past conditional) is past though
    it looks like a future; `future` and `past` are verb forms, without the words of `not_future`; verbs of `scheduled`
    in the present tell what is to come, verbs of `foreseeing` as participles too.
    """

    boundary: str
    foreseen: str
    intended: str
    relived: str
    future: str
    past: str
    not_future: tuple[str, ...] = ()
    scheduled: tuple[str, ...] = ()
    foreseeing: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()  # modals whose infinitive is still to come: devoir, aller


class Opening(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Words right before an expression that open it on one side; with `now` it reaches up to the day of the page."""

    before: str
    bound: Bound
    now: bool = False


class PageWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Words with which pages date themselves, as regular expressions without case.

    `published` and `updated` stand right before the page's date; `other` before a date that is not the page's (a
    comment, a copyright, a photo); `prose` before a date that a sentence tells. `former` before
    an office says that the person no longer holds it; `offices` maps office keys to the words that name them.
    """

    published: str
    updated: str
    other: str
    prose: str
    former: str
    offices: dict[str, str]


class TimesFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The file's shape."""

    vocabularies: dict[str, dict[str, str | int]]
    classes: dict[str, str]
    rules: tuple[TimeRule, ...]
    bounds: tuple[Opening, ...]
    page: PageWords
    direction: Direction
    numeric_order: Literal["dmy", "mdy", "any"]
    told_within: int  # how many characters back "la veille" may look for the day told before


@dataclass(frozen=True, slots=True, kw_only=True)
class Guards:
    """What must and must not stand around the words of a rule."""

    before: re.Pattern[str] | None
    before_not: re.Pattern[str] | None
    after: re.Pattern[str] | None
    after_not: re.Pattern[str] | None
    forbid: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """One pattern of a rule, ready to match where one of its opening words stands."""

    rule: TimeRule
    regex: re.Pattern[str]
    guards: Guards
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """A language's rules by the word that they open with."""

    code: str
    index: dict[str, tuple[Matcher, ...]]
    openings: tuple[tuple[re.Pattern[str], Opening], ...]
    vocabularies: dict[str, dict[str, str]]
    file: TimesFile


@cache
def load(pack: LanguagePack) -> Grammar:
    """The time grammar of a language, compiled once. Raises ResourceError for a slip in times.yaml."""
    file = pack.read("times", TimesFile)
    words = {name: vocabulary_class(entries) for name, entries in file.vocabularies.items()}
    compiler = Compiler(words | {name: regex_class(regex, words) for name, regex in file.classes.items()})
    index: dict[str, list[Matcher]] = {}
    for order, rule in enumerate(file.rules):
        guards = _guards(rule)
        for pattern in rule.patterns:
            regex, opens = compiler.compile(pattern)
            for word in opens:
                index.setdefault(word, []).append(Matcher(rule=rule, regex=regex, guards=guards, order=order))
    meanings = {
        name: {key: str(value) for key, value in entries.items()} for name, entries in file.vocabularies.items()
    }
    openings = tuple((re.compile(opening.before, re.IGNORECASE), opening) for opening in file.bounds)
    return Grammar(
        code=pack.code,
        index={word: tuple(found) for word, found in index.items()},
        openings=openings,
        vocabularies=meanings,
        file=file,
    )


def _guards(rule: TimeRule) -> Guards:
    def ready(regex: str | None, shape: str, flags: int = re.IGNORECASE) -> re.Pattern[str] | None:
        try:
            return re.compile(shape.format(regex), flags) if regex else None
        except re.error as problem:
            raise ResourceError(f"{rule.id}: {problem}", mend="correct the guard") from problem

    return Guards(
        before=ready(rule.before, "(?:{})$"),
        before_not=ready(rule.before_not, "(?:{})$"),
        after=ready(rule.after, "{}"),
        after_not=ready(rule.after_not, "{}"),
        forbid=ready(rule.forbid, "{}", 0),
    )
