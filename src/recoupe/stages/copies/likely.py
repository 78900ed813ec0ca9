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
from itertools import chain, compress

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
READ_AT_ONCE = 4096  # articles whose content words stay located, about 1 KiB each


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


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences with enough stems in common, and the places of these in either, in order."""

    one: int
    other: int
    left: Sentence
    right: Sentence
    places: tuple[tuple[int, int], ...]


def likely_copies(sheets: Sequence[Sheet], numbers: WordNumbers, known: Known) -> Iterator[Likeness]:
    """Pairs of sentences of two articles that likely are one sentence, each pair once, in the order of the articles.

    `numbers` must have numbered the words of all sheets; `known` tells of two articles and a sentence of each whether
    a sure copy holds them already.
    """
    stem = numbers.stems.__getitem__
    contents = [array("I", filter(None, map(stem, sheet.numbers))) for sheet in sheets]
    pairs = list(_pairs(sheets, contents, numbers, known))
    # how many articles have a stem is counted for the few stems that are weighed, not for the whole heap
    weighed = frozenset(stem for pair in pairs for said in (pair.left, pair.right) for stem in said.stems)
    spread = Counter(chain.from_iterable(map(weighed.intersection, contents))) if weighed else Counter[int]()
    for pair in pairs:
        share = _share(pair, spread, len(sheets))
        if share >= ENOUGH:
            yield Likeness(pair.one, pair.other, pair.left, pair.right, len(pair.places), share)


def _pairs(
    sheets: Sequence[Sheet], contents: Sequence[array[int]], numbers: WordNumbers, known: Known
) -> Iterator[Pair]:
    """The sentences around the places where two articles meet, but for those that are known already."""
    places = lru_cache(maxsize=READ_AT_ONCE)(lambda number: _places(sheets[number], numbers))
    for one, other, met in meetings([winnow(content, GROUP, WINDOW) for content in contents]):
        near = [at for at in met if _alike_near(contents[one], contents[other], at)]
        left, right = sheets[one].article, sheets[other].article
        if not near or left.id == right.id:
            continue
        for spans in _sentences((left, right), [(places(one)[a], places(other)[b]) for a, b in near]):
            if known((left.id, right.id), spans):
                continue
            said = _sentence(left, spans[0]), _sentence(right, spans[1])
            equal = _in_order(*said)
            if equal is not None:
                yield Pair(one, other, *said, equal)


def _sentences(articles: tuple[Article, Article], near: Iterable[tuple[int, int]]) -> list[tuple[Span, Span]]:
    """The pairs of sentences around meeting places, each once."""
    seen: dict[tuple[Span, Span], None] = {}
    last: tuple[Span, Span] | None = None
    for at in near:
        if last is not None and all(_within(place, span) for place, span in zip(at, last, strict=True)):
            continue
        last = _around(articles[0], at[0]), _around(articles[1], at[1])
        seen[last] = None
    return list(seen)


def _within(place: int, span: Span) -> bool:
    """Whether a place lies in a sentence that is read to both its ends."""
    return span.start <= place < span.end and span.end - span.start < REACH


def _alike_near(one: array[int], other: array[int], at: tuple[int, int]) -> bool:
    """Whether enough stems around a meeting place stand on both pages: spares the look into the texts."""
    a, b = (max(0, place - NEAR) for place in at)
    return len(set(one[a : at[0] + NEAR]).intersection(other[b : at[1] + NEAR])) >= FEWEST_STEMS


def _places(sheet: Sheet, numbers: WordNumbers) -> array[int]:
    """Where each content word of an article begins."""
    text = sheet.article.text
    found = (word.start() for start, end in sheet.stretches for word in WORD.finditer(text, start, end))
    return array("L", compress(found, map(numbers.stems.__getitem__, sheet.numbers)))


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


def _in_order(left: Sentence, right: Sentence) -> tuple[tuple[int, int], ...] | None:
    """The places of the stems that stand in both sentences in the same order; None if they are too few."""
    if len(set(left.stems) & set(right.stems)) < FEWEST_STEMS or max(len(left.stems), len(right.stems)) > LONGEST:
        return None
    blocks = SequenceMatcher(None, left.stems, right.stems, autojunk=False).get_matching_blocks()
    places = tuple((block.a + step, block.b + step) for block in blocks for step in range(block.size))
    plain = sum(not (left.names[a] or right.names[b]) for a, b in places)
    return None if len(places) < FEWEST_STEMS or plain < FEWEST_PLAIN else places


def _share(pair: Pair, spread: Mapping[int, int], heap: int) -> float:
    """Which share of the shorter sentence's weight the equal stems make up."""

    def weight(said: Sentence, at: int) -> float:
        rarity = 1.0 + math.log((1 + heap) / (1 + spread[said.stems[at]]))
        return rarity * (NAME_WEIGHT if said.names[at] else 1.0)

    shared = sum(weight(pair.left, a) for a, _ in pair.places)
    whole = min(sum(weight(said, at) for at in range(len(said.stems))) for said in (pair.left, pair.right))
    return min(1.0, shared / whole) if whole else 0.0


def covered(span: Span, others: Iterable[Span]) -> float:
    """Which share of a stretch the stretches of sure copies cover already."""
    shared = sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for other in others)
    return shared / max(1, span.end - span.start)
