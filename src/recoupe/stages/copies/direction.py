"""Which of two articles gave a passage to the other: from what they credit, their dates, and the edits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recoupe.languages.crosscheck import crosscheck_words
from recoupe.records.copies import Direction
from recoupe.records.pages import Article
from recoupe.records.spans import Span
from recoupe.stages.copies.sheets import WORD, fold

FORWARD, BACK = "first->second", "second->first"
OPENING = 80
SENTENCE_END = re.compile(r"[.!?…\n]")
CREDIT_REACH = 200  # characters around a passage in which the other outlet is named as its source


@dataclass(frozen=True, slots=True)
class Passage:
    """An article and its stretches of a copy."""

    article: Article
    spans: tuple[Span, ...]


def direction(first: Passage, second: Passage) -> tuple[Direction | None, str]:
    """Which way a passage went, and why; None when nothing tells or the evidence disagrees.

    An article that names the other's outlet or agency near the passage, or credits it, took it over; a page that was
    out days before cannot have taken it from the later one; a sentence with words of attribution that the other lacks
    is the later form. Dates only count when the two intervals share no day.
    """
    told = [
        found for found in (_credits(first, second), _dates(first, second), _edits(first, second)) if found is not None
    ]
    ways = {way for way, _ in told}
    reasons = "; ".join(why for _, why in told)
    if len(ways) == 1:
        return told[0][0], reasons
    return None, f"the evidence disagrees: {reasons}" if told else ""


def _credits(first: Passage, second: Passage) -> tuple[Direction, str] | None:
    forward, back = _names(second, first.article), _names(first, second.article)
    if bool(forward) == bool(back):
        return None
    taker, way = (second, FORWARD) if forward else (first, BACK)
    return _way(way), f"{taker.article.page} credits {forward or back}"


def _names(passage: Passage, source: Article) -> str | None:
    """The name of a source's outlet or agency, when the passage's article credits it or names it nearby."""
    key = fold_name(source.outlet) if source.outlet else ""
    # an agency that both credit says nothing of who took it from whom: only the outlet counts
    if not key or (passage.article.outlet and key == fold_name(passage.article.outlet)):
        return None
    if any(key == fold_name(name) for name in passage.article.agencies):
        return source.outlet
    text = passage.article.text
    for span in passage.spans[:1] + passage.spans[-1:]:
        near = fold_name(text[max(0, span.start - CREDIT_REACH) : span.end + CREDIT_REACH])
        if f" {key} " in f" {near} ":
            return source.outlet
    return None


def fold_name(text: str) -> str:
    """Words of a text folded and set apart by single spaces."""
    return " ".join(fold(word) for word in WORD.findall(text))


def _dates(first: Passage, second: Passage) -> tuple[Direction, str] | None:
    one, other = first.article.published, second.article.published
    if one is None or other is None:
        return None
    if one.latest and other.earliest and one.latest < other.earliest:
        return _way(FORWARD), f"{first.article.page} came out first ({one.latest} before {other.earliest})"
    if other.latest and one.earliest and other.latest < one.earliest:
        return _way(BACK), f"{second.article.page} came out first ({other.latest} before {one.earliest})"
    return None


def _edits(first: Passage, second: Passage) -> tuple[Direction, str] | None:
    ours, theirs = _attributions(first), _attributions(second)
    ours, theirs = ours - theirs, theirs - ours
    if bool(ours) == bool(theirs):
        return None
    later, way = (second, FORWARD) if theirs else (first, BACK)
    return _way(way), f"{later.article.page} sets it in words of attribution ({', '.join(sorted(ours or theirs))})"


def _attributions(passage: Passage) -> set[str]:
    words = crosscheck_words(passage.article.language).attribution
    text = " ".join(passage.article.text[_opening(passage.article.text, span) : span.end] for span in passage.spans)
    return {plain for word in WORD.findall(text) if (plain := fold(word)) in words}


def _opening(text: str, span: Span) -> int:
    """Where the sentence of a stretch begins, at most 80 characters before it."""
    near = text[max(0, span.start - OPENING) : span.start]
    cut = [mark.end() for mark in SENTENCE_END.finditer(near)]
    return span.start - len(near) + (cut[-1] if cut else 0)


def _way(way: str) -> Direction:
    return "first->second" if way == FORWARD else "second->first"
