"""Where sentences begin: decided on marks and line ends before the parse, so that the parse agrees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

STOPS = frozenset({".", "!", "?", "…", "...", "!!", "?!", "!?", "..", "....", "!!!", "[…]", "[...]"})
CLOSERS = frozenset({"»", "”", '"', ")", "]", "’", "''"})
OPENERS = frozenset({"«", "“", '"', "(", "[", "‘", "``", "-", "–", "—", "•"})
PAIRS = {"«": "»", "“": "”"}
LONGEST_QUOTED = 220  # tokens kept in one sentence because they stand between quotation marks
SHORTEST_WRAPPED = 50  # characters of a line that may have been broken for width; shorter ones were meant
TITLES = (
    "M MM Mme Mmes Mlle Dr Pr Me Mgr St Ste Mr Mrs Ms Prof Gen Col Lt Sgt Maj Capt Gov Sen Rep Rev Hon No n° cf p pp "
    "av art vol chap env vs Jr Sr Inc Ltd Corp Jan Feb Mar Apr Aug Sept Oct Nov Dec janv févr juil sept"
)


@dataclass(frozen=True, slots=True)
class Cuts:
    """The first tokens of the sentences, and tokens inside a quotation before which the parser is free to cut."""

    starts: tuple[int, ...]
    free: frozenset[int]


@cache
def _abbreviation() -> re.Pattern[str]:
    """Titles, months and initials whose point ends no sentence."""
    return re.compile(rf"(?:{'|'.join(TITLES.split())}|(?:[A-ZÀ-Ý]\.)*[A-ZÀ-Ý])\.?")


def find_cuts(doc: Doc, text: str) -> Cuts:
    """Where the sentences of a tokenised text begin; token 0 always does, unless the doc is empty.

    `text` has the same length as the doc's text but keeps its line ends. No sentence is cut inside a closed pair of
    quotation marks, after a title or an initial, or where a line was broken for width.
    """
    inside = _quoted(doc)
    wrapped = _width(text)
    starts = [0] if len(doc) else []
    free: list[int] = []
    for place in range(1, len(doc)):
        if _starts_here(doc, text, place, wrapped):
            (free if inside[place] else starts).append(place)
    return Cuts(starts=tuple(starts), free=frozenset(free))


def _starts_here(doc: Doc, text: str, place: int, width: int | None) -> bool:
    word = doc[place].text
    if doc[place].is_space or word in CLOSERS - OPENERS:
        return False
    before = place - 1
    while before > 0 and doc[before].is_space:
        before -= 1
    if not _opens_sentence(doc, place):
        return False
    if _line_break(doc, text, before, place, width):
        return True
    last = before
    while last > 0 and doc[last].text in CLOSERS:
        last -= 1
    return doc[last].text in STOPS and not _abbreviated(doc, last)


def _line_break(doc: Doc, text: str, before: int, place: int, width: int | None) -> bool:
    """A line end cuts unless the line is as full as the next word allowed."""
    end = doc[before].idx + len(doc[before].text)
    gap = text[end : doc[place].idx]
    if "\n" not in gap and "\r" not in gap:
        return False
    if doc[before].text in STOPS | CLOSERS | {":"} or len(re.findall(r"\r\n|\n|\r", gap)) > 1 or width is None:
        return True
    start = max(text.rfind("\n", 0, doc[before].idx), text.rfind("\r", 0, doc[before].idx)) + 1
    return end - start < SHORTEST_WRAPPED or end - start + 1 + len(doc[place].text) <= width


def _width(text: str) -> int | None:
    """The width to which a text was broken into lines; None if its lines are no wrapped paragraph."""
    lines = [len(line.rstrip()) for line in text.splitlines() if line.strip()]
    if len(lines) < 3 or max(lines) > 140:
        return None
    full = [length for length in lines[:-1] if length > 0.75 * max(lines)]
    return max(lines) if len(full) >= 0.6 * (len(lines) - 1) else None


def _opens_sentence(doc: Doc, place: int) -> bool:
    word = doc[place].text
    return word in OPENERS or word[:1] in '«“"' or word[:1].isupper() or word[:1].isdigit()


def _abbreviated(doc: Doc, stop: int) -> bool:
    if doc[stop].text != "." or stop == 0 or doc[stop - 1].whitespace_:
        return False
    return _abbreviation().fullmatch(doc[stop - 1].text) is not None


def _quoted(doc: Doc) -> list[bool]:
    """Which tokens stand inside a closed pair of quotation marks (the opening mark itself does not)."""
    inside = [False] * len(doc)
    opened: list[tuple[int, str]] = []
    for place, token in enumerate(doc):
        mark = token.text
        if mark in PAIRS:
            opened.append((place, PAIRS[mark]))
        elif mark in ("»", "”") and opened and opened[-1][1] == mark:
            _fill(inside, opened.pop()[0], place)
        elif mark == '"':
            if opened and opened[-1][1] == '"':
                _fill(inside, opened.pop()[0], place)
            elif place + 1 < len(doc) and not token.whitespace_:
                opened.append((place, '"'))
    return inside


def _fill(inside: list[bool], start: int, end: int) -> None:
    if end - start <= LONGEST_QUOTED:
        for place in range(start + 1, end + 1):
            inside[place] = True
