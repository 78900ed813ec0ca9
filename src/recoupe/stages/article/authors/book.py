"""The byline rules of every language pack, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from recoupe.languages.pack import LanguagePack

_SPLIT = r"\s*(?:[,;/&+]|·|\s[-–—]\s)\s*"


class BylineRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"counter_examples": "not"}):
    """One rule of bylines.yaml: patterns of what stands before the names (`opens`), behind one of them (`roles`, which
    say that it signs, and `closes`), or at the end of the line, where nobody signs any more (`tails`)."""

    id: str
    what: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    opens: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()


class Reporters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns on the folded words around an agency's name that make it its reporter's, which `befell` overrules, or
    that say that it `contributed` to the text."""

    before: str
    after: str
    contributed: str
    befell: str


class BylineFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """bylines.yaml: the rules, what joins two names, what is nobody's name, and how agencies' reporters are told of."""

    joins: str
    reporters: Reporters
    nobody: tuple[str, ...]
    rules: tuple[BylineRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BylineBook:
    """The byline rules of all packs together: a French page may be signed in English markup."""

    opens: re.Pattern[str]
    roles: re.Pattern[str]
    closes: re.Pattern[str]
    tails: re.Pattern[str]
    between: re.Pattern[str]
    nobody: re.Pattern[str]


def read_bylines(packs: Mapping[str, LanguagePack]) -> BylineBook:
    """Compile the byline rules of the packs, once in the life of the process for one set of packs."""
    return _compile(tuple(packs[code] for code in sorted(packs)))


@cache
def _compile(packs: tuple[LanguagePack, ...]) -> BylineBook:
    files = [pack.read("bylines", BylineFile) for pack in packs]
    rules = [rule for file in files for rule in file.rules]
    opens = "|".join(pattern for rule in rules for pattern in rule.opens)
    roles = "|".join(pattern for rule in rules for pattern in rule.roles) or r"(?!)"
    closes = "|".join(pattern for rule in rules for pattern in (*rule.roles, *rule.closes)) or r"(?!)"
    tails = "|".join(pattern for rule in rules for pattern in rule.tails) or r"(?!)"
    joins = "|".join(rf"\s+(?:{file.joins})\s+" for file in files)
    nobody = "|".join(pattern for file in files for pattern in file.nobody)
    return BylineBook(
        opens=re.compile(rf"[\s\"'(–—-]*(?:{opens})", re.I),
        roles=re.compile(rf"(?:{roles})[\s.)]*$", re.I),
        closes=re.compile(rf"(?:{closes})[\s.)]*$", re.I),
        tails=re.compile(rf"(?:{tails})$", re.I),
        between=re.compile(rf"{_SPLIT}|{joins}", re.I),
        nobody=re.compile(rf"(?:{nobody})[\s.]*", re.I),
    )
