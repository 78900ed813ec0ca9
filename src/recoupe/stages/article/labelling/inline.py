"""Long lines that hold more than one part of a page: a menu, a headline, an article and a foot set in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from recoupe.stages.article.labelling.cues import CueBook
from recoupe.stages.article.labelling.units import Unit, fold, make_unit

_TOKEN = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_STOPS = re.compile(r"[.!?…][\"'»”’)\]]*$")
_SHORTENED = re.compile(r"^[\"'«“(]*(?:[A-ZÀ-Ý][a-z]{0,2}|[A-ZÀ-Ý]\.(?:[A-ZÀ-Ý]\.?)*)\.$")  # "M.", "Dr.", "U.S."
_BREAKS = (",", ";", ":")
# A stretch of a menu: of so many words in a row so many are capitalised, few are function words, and no mark stands
# between them. Lists of names in prose have commas, and offices and names seldom run over ten words.
_WINDOW = 14
_CAPITALS = 10
_FUNCTION = 1
_PHRASES = 3  # entries in a row that furniture rules name make a menu
_PHRASE = 4  # words of such an entry at most
_BACK = 3  # capitalised words before a sentence's first plain word that may be its own
_SHOUTED = 0.4  # share of capital letters from which a line is written in capitals
_LEAST_FOOT = 4  # words behind a line's last sentence
_FOOT = 0.7  # share of capitalised words from which they are no sentence
_MOST = 400_000  # characters of long lines of one page: an article's own bound
_ARTICLE = 4  # letters from which a function word may close an entry ("also"); shorter ones go on ("on", "the")
_APART = 4  # words between two stretches of one menu at most
_LEAST = 8  # words of a sentence at least
_SENTENCE = 70  # words of a sentence at most
_HEADLINE = 40  # words of a headline with its byline at most


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    start: int
    end: int
    capital: bool
    function: bool
    opens: bool
    stop: bool
    comma: bool

    @property
    def mark(self) -> bool:
        return self.stop or self.comma


def cut_long_lines(units: Sequence[Unit], book: CueBook) -> tuple[Unit, ...]:
    """Cut long lines in which a menu runs into prose, so that every part gets a label of its own.

    Offsets count in the page's text as before. Of a page 400,000 characters of long lines are looked into.
    """
    parts: list[Unit] = []
    looked_at = 0
    for unit in units:
        looked_at += len(unit.raw)
        parts.extend(_parts(unit, book) if unit.raw and looked_at <= _MOST else (unit,))
    return tuple(parts)


def _parts(unit: Unit, book: CueBook) -> Iterator[Unit]:
    shouted = sum(map(str.isupper, unit.raw)) > _SHOUTED * len(unit.raw)  # capitals tell nothing there
    words = [] if shouted else [_look(found, book.function_words) for found in _TOKEN.finditer(unit.raw)]
    cuts, menus = _cuts(unit.raw, words, book)
    if not cuts:
        yield unit
        return
    bounds = [0, *sorted(cuts), len(words)]
    for first, after in pairwise(bounds):
        start, end = words[first].start, words[after - 1].end
        part = make_unit(unit.raw[start:end], unit.start + start, 0 if first else unit.gap)
        yield replace(part, menu=(first, after) in menus)


def _look(found: re.Match[str], function_words: frozenset[str]) -> _Word:
    token = found.group()
    letters = _LETTERS.search(token)
    word = letters.group() if letters else ""
    stop = bool(_STOPS.search(token)) and not _SHORTENED.match(token)
    known = word.lower() in function_words
    shouted = word.isupper() and len(word) > 1
    # bars and arrows between the entries of a menu count with them
    capital = word[0].isupper() if letters else not any(character.isdigit() for character in token)
    return _Word(
        start=found.start(),
        end=found.end(),
        capital=capital,
        function=known and (shouted or word.islower()),
        opens=known and word[0].isupper() and not shouted,
        stop=stop,
        comma=token.endswith(_BREAKS),
    )


def _cuts(raw: str, words: Sequence[_Word], book: CueBook) -> tuple[set[int], set[tuple[int, int]]]:
    """Numbers of the words at which a new part opens, and the parts that are menus: first word, word after the last."""
    cuts: set[int] = set()
    menus: set[tuple[int, int]] = set()
    for first, after in (*_menus(words), *_named_menus(raw, words, book)):
        low = max(-1, first - _SENTENCE - 1)
        opening = next((number + 1 for number in range(first - 1, low, -1) if words[number].stop), low + 1)
        opening = opening if opening == 0 or words[opening - 1].stop else first
        cuts.add(opening)
        start = _sentence_start(words, after)
        if start is None:
            continue
        headline = next((number for number in range(after, start) if words[number].capital), start)
        if 0 < start - headline <= _HEADLINE:
            cuts.update((headline, _byline(raw, words, headline, start, book)))
        else:
            headline = start
        cuts.add(start)
        menus.add((opening, headline))
    foot = _foot(words)
    if foot is not None:
        cuts.add(foot)
    return cuts - {0, len(words)}, menus


def _foot(words: Sequence[_Word]) -> int | None:
    """Where the names behind the last sentence open: a short menu, tags or an author at the end of the line."""
    stop = next((number for number in range(len(words) - 1, -1, -1) if words[number].stop), len(words))
    rest = words[stop + 1 : stop + 2 + _SENTENCE]
    if not _LEAST_FOOT <= len(rest) <= _SENTENCE or any(word.comma for word in rest):
        return None
    return stop + 1 if sum(word.capital for word in rest) >= _FOOT * len(rest) else None


def _menus(words: Sequence[_Word]) -> list[tuple[int, int]]:
    """Stretches of menu: first word and the word after the last."""
    found: list[tuple[int, int]] = []
    capitals = functions = 0
    broken = -1
    for number, word in enumerate(words):
        capitals += word.capital
        functions += word.function
        broken = number if word.mark else broken
        if number >= _WINDOW:
            capitals -= words[number - _WINDOW].capital
            functions -= words[number - _WINDOW].function
        first = number - _WINDOW + 1
        if first > broken and capitals >= _CAPITALS and functions <= _FUNCTION:
            if found and first - found[-1][1] <= _APART:
                found[-1] = found[-1][0], number + 1
            else:
                found.append((first, number + 1))
    return [(first, _last_capital(words, after)) for first, after in found]


def _named_menus(raw: str, words: Sequence[_Word], book: CueBook) -> Iterator[tuple[int, int]]:
    """Stretches at the line's start or behind a sentence that furniture rules name: entries of a menu, the head of a
    box, the head of the comments."""
    openings = [0, *(number + 1 for number, word in enumerate(words) if word.stop and number + 1 < len(words))]
    for opening in openings:
        at, phrases, heads = opening, 0, False
        while (found := _phrase(raw, words, at, book)) is not None:
            length, zone = found
            heads = heads or (zone and length > 1)
            at, phrases = at + length, phrases + 1
        if phrases >= _PHRASES or (heads and opening > 0):
            yield opening, at


def _phrase(raw: str, words: Sequence[_Word], at: int, book: CueBook) -> tuple[int, bool] | None:
    """The longest entry that stands at a word: its length in words, and whether it heads a box or ends the article."""
    if at >= len(words) or not words[at].capital:
        return None
    for length in range(min(_PHRASE, len(words) - at), 0, -1):
        after = at + length
        if after < len(words) and not words[after].capital:
            continue
        last = words[after - 1]
        if (
            any(word.mark for word in words[at : after - 1])
            or last.comma
            or (last.function and last.end - last.start < _ARTICLE)
        ):
            continue
        cue = book.find(fold(raw[words[at].start : words[after - 1].end]))
        if cue is not None and cue.label == "furniture":
            return length, cue.zone != "none"
    return None


def _last_capital(words: Sequence[_Word], after: int) -> int:
    """The end of a menu without the words of the sentence behind it that its last window took in."""
    while after > 1 and not (words[after - 1].capital and not words[after - 1].opens):
        after -= 1
    return after


def _sentence_start(words: Sequence[_Word], after: int) -> int | None:
    """Where the first sentence behind a menu opens: at the last capitalised function word before its stop.

    In the words between there may be a headline, a byline and a date. None where no sentence follows.
    """
    low = max(0, after - _WINDOW // 2)
    stop = next((number for number in range(after, min(len(words), after + 2 * _SENTENCE)) if words[number].stop), None)
    if stop is None:
        return None
    fit = [number for number in range(low, stop - _LEAST + 1) if words[number].opens]
    for number in reversed(fit):
        if number == 0 or not words[number - 1].mark:
            return number
    if not _LEAST <= stop - after <= _SENTENCE:
        return None
    return next((number for number in range(after, low, -1) if _opens_plainly(words, number, after)), after)


def _opens_plainly(words: Sequence[_Word], number: int, after: int) -> bool:
    """Say whether a sentence may open at a word: the capitalised words before its first plain one are its own."""
    return after - number == _BACK or not words[number - 1].capital


def _byline(raw: str, words: Sequence[_Word], first: int, after: int, book: CueBook) -> int:
    """Where in a headline the byline or date behind it opens, by the furniture rules; `first` where none does."""
    end = words[after - 1].end
    for number in range(first + 1, after):
        if words[number].capital and book.find(fold(raw[words[number].start : end])) is not None:
            return number
    return first
