"""Sentences told again in other grammar: turned into indirect speech, put in another tense, lightly edited.

Method, ours: a page becomes the sequence of its content stems (words of four letters and more, cut to five letters, so
that tense and person mostly fall away). Groups of three stems are winnowed and met as in `fingerprints.py`; where two
groups meet among other stems in common, the sentences around them are compared: the stems that stand in both in the
same order, words of attribution left out, are weighed by their rarity in the heap, a name by half. It is a likely copy
when there are enough of them and they make up most of the shorter sentence.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain

from recoupe.languages.crosscheck import crosscheck_words
from recoupe.records.pages import Article
from recoupe.records.spans import Span
from recoupe.stages.copies.fingerprints import meetings, winnow
from recoupe.stages.copies.sheets import WORD, Sheet, WordNumbers, fold, stem_of

ENDS = re.compile(r"[.!?…\n]")
GROUP, WINDOW = 3, 3  # stems in a hash; of so many hashes the least is kept: five stems in a row are always met
NEAR = 12  # stems on either side of a meeting place that are compared first
FEWEST_STEMS, FEWEST_PLAIN = 6, 4  # in common and in order; "plain" ones are no names
ENOUGH = 0.8  # of the weight of the shorter sentence
LONGEST = 80  # stems; a longer "sentence" is a list or a page without stops
REACH = 1200  # characters of a sentence on either side
NAME_WEIGHT = 0.5
READ_AT_ONCE = 256  # articles whose content words stay located


Known = Callable[[tuple[str, str], tuple[Span, Span]], bool]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The content stems of a sentence, which of them are names, and where it stands in its article's text."""

    stems: tuple[int, ...]
    names: tuple[bool, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two sentences that likely are one: numbers of their articles, the sentences, equal stems, share of the weight."""

    one: int
    other: int
    left: Sentence
    right: Sentence
    equal: int
    share: float


def likely_copies(sheets: Sequence[Sheet], numbers: WordNumbers, known: Known) -> Iterator[Likeness]:
    """Pairs of sentences of two articles that likely are one sentence, each pair once, in the order of the articles.

    `numbers` must have numbered the words of all sheets; `known` tells of two articles and a sentence of each whether
    a sure copy holds them already.
    """
    stem = numbers.stems.__getitem__
    contents = [array("I", filter(None, map(stem, sheet.numbers))) for sheet in sheets]
    prints = [winnow(content, GROUP, WINDOW) for content in contents]
    spread = Counter(chain.from_iterable(map(set, contents)))
    places = lru_cache(maxsize=READ_AT_ONCE)(lambda number: _places(sheets[number], numbers))
    for one, other, met in meetings(prints):
        near = [at for at in met if _alike_near(contents[one], contents[other], at)]
        if not near or sheets[one].article.id == sheets[other].article.id:
            continue
        seen: set[tuple[Span, Span]] = set()
        for a, b in near:
            spans = _around(sheets[one].article, places(one)[a]), _around(sheets[other].article, places(other)[b])
            if spans in seen:
                continue
            seen.add(spans)
            if known((sheets[one].article.id, sheets[other].article.id), spans):
                continue
            left, right = _sentence(sheets[one].article, spans[0]), _sentence(sheets[other].article, spans[1])
            alike = _alike(left, right, spread, len(sheets))
            if alike is not None:
                yield Likeness(one, other, left, right, *alike)


def _alike_near(one: array[int], other: array[int], at: tuple[int, int]) -> bool:
    """Whether enough stems around a meeting place stand on both pages: spares the look into the texts."""
    a, b = (max(0, place - NEAR) for place in at)
    return len(set(one[a : at[0] + NEAR]).intersection(other[b : at[1] + NEAR])) >= FEWEST_STEMS


def _places(sheet: Sheet, numbers: WordNumbers) -> list[int]:
    """Where each content word of an article begins."""
    text, stems = sheet.article.text, numbers.stems
    found = (word for start, end in sheet.stretches for word in WORD.finditer(text, start, end))
    return [word.start() for word in found if stems[numbers[word.group()]]]


def _around(article: Article, at: int) -> Span:
    """The sentence around a place, within its reach."""
    text = article.text
    opening = max(0, at - REACH)
    for mark in ENDS.finditer(text, opening, at):
        opening = mark.end()
    closing = ENDS.search(text, at, min(len(text), at + REACH))
    end = closing.start() if closing else min(len(text), at + REACH)
    while opening < at and not text[opening].isalnum():
        opening += 1
    return Span(start=opening, end=end)


def _sentence(article: Article, span: Span) -> Sentence:
    """The content of a sentence without its words of attribution."""
    stems: list[int] = []
    names: list[bool] = []
    end = span.start
    for word in WORD.finditer(article.text, span.start, span.end):
        end = word.end()
        stem = _content(word.group(), article.language)
        if stem:
            stems.append(stem)
            names.append(word.group()[0].isupper())
    return Sentence(tuple(stems), tuple(names), Span(start=span.start, end=end))


@lru_cache(maxsize=1 << 16)
def _content(word: str, language: str) -> int:
    """The stem of a word, 0 for small words and those of attribution."""
    plain = fold(word)
    words = crosscheck_words(language)
    empty = plain in words.attribution or plain in words.auxiliaries or plain in words.small
    return 0 if empty else stem_of(plain)


def _alike(left: Sentence, right: Sentence, spread: Mapping[int, int], heap: int) -> tuple[int, float] | None:
    """How many stems stand in both in the same order, the share of the shorter one's weight; None if too few."""
    if len(set(left.stems) & set(right.stems)) < FEWEST_STEMS or max(len(left.stems), len(right.stems)) > LONGEST:
        return None
    blocks = SequenceMatcher(None, left.stems, right.stems, autojunk=False).get_matching_blocks()
    places = [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]
    plain = sum(not (left.names[a] or right.names[b]) for a, b in places)
    if len(places) < FEWEST_STEMS or plain < FEWEST_PLAIN:
        return None

    def weight(said: Sentence, at: int) -> float:
        rarity = 1.0 + math.log((1 + heap) / (1 + spread[said.stems[at]]))
        return rarity * (NAME_WEIGHT if said.names[at] else 1.0)

    shared = sum(weight(left, a) for a, _ in places)
    whole = min(sum(weight(said, at) for at in range(len(said.stems))) for said in (left, right))
    share = min(1.0, shared / whole) if whole else 0.0
    return (len(places), share) if share >= ENOUGH else None


def covered(span: Span, others: Iterable[Span]) -> float:
    """Which share of a stretch the stretches of sure copies cover already."""
    shared = sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for other in others)
    return shared / max(1, span.end - span.start)
