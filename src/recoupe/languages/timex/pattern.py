"""The little pattern language of times.yaml, compiled to regular expressions.

    hier [soir|matin]                    a word, then optionally one of two words
    (le|ce) <weekday> <day> <month>      a choice, then three classes of the file
    <day> ~ / ~ <month:number>           "~": no space between; <name:class> keeps the class under another name
    l' an dernier                        a word that ends in an apostrophe needs no space behind it

Words match in any case, a straight apostrophe also matches a curly one, a space any white space inside a paragraph.
Every pattern knows the words that it can open with, so that a text is scanned once, word by word, and only the
patterns that open with that word are tried there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from recoupe.errors import ResourceError

PIECE = re.compile(r"[\[\]()|~]|<[^<>]+>|[^\s\[\]()|<>~]+")
WORD = re.compile(r"[^\W\d_]+|\d+")
SPACE = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
END = r"(?:(?!\w)|(?<=\d{4})(?=[^\W\d]))"  # flattened pages glue words to a year: "2 August 2019By"
DIGIT = "#"  # stands in the index of first words for any number written in digits


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the file: a regular expression and the words that it can open with."""

    regex: str
    opens: frozenset[str]
    elided: bool = False  # a word of it ends in an apostrophe


@dataclass(slots=True)
class Compiled:
    """A sequence being written: the regular expression so far, its opening words, and how it ends."""

    regex: str = ""
    opens: set[str] = field(default_factory=set)
    required: bool = False  # an element that cannot be left out stands in it
    elided: bool = False  # it may end in an apostrophe, behind which no space is needed
    glued: bool = False  # "~" was read: no space before the next element
    joins: bool = False  # it opens with "~": no space before itself


class Compiler:
    """Compiles the patterns of one file against its classes."""

    def __init__(self, classes: Mapping[str, Class]) -> None:
        self.classes = classes
        self.names = 0

    def compile(self, pattern: str) -> tuple[re.Pattern[str], frozenset[str]]:
        """The regular expression of a pattern and the words that it can open with.

        Groups are named `key__class__n`. Raises ResourceError for a pattern that does not parse.
        """
        self.names = 0
        pieces = PIECE.findall(pattern)
        at, done = self._choice(pieces, 0, pattern)
        if at != len(pieces) or not done.required:
            raise ResourceError(f"pattern cannot be read: {pattern}", mend="close every bracket; keep one fixed word")
        return re.compile(done.regex + END, re.IGNORECASE), frozenset(done.opens)

    def _choice(self, pieces: list[str], at: int, pattern: str) -> tuple[int, Compiled]:
        branches: list[Compiled] = []
        while True:
            at, branch = self._sequence(pieces, at, pattern)
            branches.append(branch)
            if at >= len(pieces) or pieces[at] != "|":
                break
            at += 1
        if len(branches) == 1:
            return at, branches[0]
        regex = "(?:" + "|".join(branch.regex for branch in branches) + ")"
        return at, Compiled(
            regex,
            set().union(*(branch.opens for branch in branches)),
            all(branch.required for branch in branches),
            any(branch.elided for branch in branches),
            joins=any(branch.joins for branch in branches),
        )

    def _sequence(self, pieces: list[str], at: int, pattern: str) -> tuple[int, Compiled]:
        whole = Compiled()
        while at < len(pieces) and pieces[at] not in (")", "]", "|"):
            piece = pieces[at]
            at += 1
            if piece == "~":
                whole.glued, whole.joins = True, whole.joins or not whole.regex
                continue
            if piece in ("(", "["):
                at, part = self._choice(pieces, at, pattern)
                if at >= len(pieces) or pieces[at] != (")" if piece == "(" else "]"):
                    raise ResourceError(f"unclosed bracket in the pattern: {pattern}")
                at += 1
            else:
                part = self._element(piece, pattern)
            _append(whole, part, optional=piece == "[")
        return at, whole

    def _element(self, piece: str, pattern: str) -> Compiled:
        if not piece.startswith("<"):
            regex = re.escape(piece).replace("'", "['’ʼ`]")
            first = WORD.search(piece.lower())
            opens = {DIGIT if first.group().isdigit() else first.group()} if first else set()
            return Compiled(regex, opens, True, piece.endswith("'"))
        name, _, kind = piece[1:-1].partition(":")
        found = self.classes.get(kind or name)
        if found is None:
            raise ResourceError(f"unknown class {piece} in the pattern: {pattern}")
        self.names += 1
        return Compiled(
            f"(?P<{name}__{kind or name}__{self.names}>{found.regex})", set(found.opens), True, found.elided
        )


def _append(whole: Compiled, part: Compiled, *, optional: bool) -> None:
    """Put an element behind what stands; before the first fixed element an optional one brings its space along."""
    if not whole.required:
        whole.opens |= part.opens
    if not whole.required and optional:
        whole.regex += f"(?:{part.regex}{_gap(part.elided, False)})?"
    elif not whole.required:
        whole.regex += part.regex
    elif optional:
        whole.regex += f"(?:{_gap(whole.elided, whole.glued or part.joins)}{part.regex})?"
    else:
        whole.regex += _gap(whole.elided, whole.glued or part.joins) + part.regex
    whole.elided = part.elided or (optional and whole.elided)
    whole.required = whole.required or (part.required and not optional)
    whole.glued = False


def _gap(elided: bool, glued: bool) -> str:
    if glued:
        return ""
    return r"\s?" if elided else SPACE


def vocabulary_class(words: Mapping[str, object]) -> Class:
    """The class of a list of words or phrases, the longest tried first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    regex = "|".join(r"\s+".join(re.escape(part).replace("'", "['’ʼ`]") for part in word.split()) for word in ordered)
    opens = {match.group() for word in words if (match := WORD.search(word.lower()))}
    elided = any(word.endswith("'") for word in words)  # "une vingtaine d'"
    end = r"(?:(?<=['’ʼ`])|(?!\w))" if elided else r"(?!\w)"
    return Class(f"(?:{regex}){end}", frozenset(DIGIT if word.isdigit() else word for word in opens), elided)


def regex_class(regex: str, vocabularies: Mapping[str, Class]) -> Class:
    """The class of a regular expression that opens with a digit; `{name}` in it stands for a vocabulary's words."""
    opens, elided = {DIGIT}, False
    for name in re.findall(r"\{([a-z]+)\}", regex):
        if name not in vocabularies:
            raise ResourceError(f"unknown vocabulary {{{name}}} in the class {regex}")
        opens |= vocabularies[name].opens
        elided = elided or vocabularies[name].elided
        regex = regex.replace("{" + name + "}", vocabularies[name].regex)
    return Class(f"(?:{regex})", frozenset(opens), elided)
