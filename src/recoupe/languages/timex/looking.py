"""Where a sentence looks, told by the clauses of the parse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from recoupe.languages.timex.direction import Look
from recoupe.languages.timex.grammar import Direction
from recoupe.records.clauses import Clause, Passage

FAR = 24  # tokens between a time and the verb of its clause


def looks_by_clause(passages: Sequence[Passage], shift: int, direction: Direction) -> Callable[[int, int], Look | None]:
    """A function that says for offsets (plus `shift` = offsets in the article) where the clause there looks.

    It answers None where no passage covers the words or the clause does not tell; verb forms are asked then.
    """
    ordered = sorted(passages, key=lambda passage: passage.start)
    starts = [passage.start for passage in ordered]

    def look(start: int, _end: int) -> Look | None:
        at = bisect_right(starts, start + shift) - 1
        if at < 0:
            return None
        passage = ordered[at]
        token = _token(passage, start + shift)
        clause = _clause(passage, token) if token is not None else None
        return _clause_look(clause, direction) if clause else None

    return look


def _token(passage: Passage, offset: int) -> int | None:
    """The token that stands at an offset of the article."""
    doc, wanted = passage.doc, offset - passage.start
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if doc[middle].idx <= wanted:
            low = middle
        else:
            high = middle - 1
    inside = len(doc) > 0 and doc[low].idx <= wanted < doc[low].idx + len(doc[low].text) + 1
    return low if inside else None


def _clause(passage: Passage, token: int) -> Clause | None:
    """The clause whose predicate governs a token: the first on the way up, else the nearest in the sentence."""
    sentence = next((span for span in passage.sentences if span[0] <= token < span[1]), None)
    if sentence is None:
        return None
    heads = {clause.head: clause for clause in passage.clauses if sentence[0] <= clause.head < sentence[1]}
    climbing = passage.doc[token]
    for _ in range(FAR):
        if climbing.i in heads and climbing.i != token:
            return heads[climbing.i]
        if climbing.head.i == climbing.i:
            break
        climbing = climbing.head
    near = min(heads, key=lambda head: (abs(head - token), head), default=None)
    return heads[near] if near is not None and abs(near - token) <= FAR else None


def _clause_look(clause: Clause, direction: Direction) -> Look | None:
    if clause.lemma in direction.foreseeing and clause.form == "participle":
        return "future"
    if clause.mood == "conditional":
        return "past" if clause.tense in ("past", "pluperfect") else "future"
    if clause.tense == "future" or (clause.modal in direction.coming and clause.tense in ("present", "imperfect")):
        return "future"
    if clause.tense in ("past", "pluperfect"):
        return "past"
    if clause.tense == "imperfect":
        return None if clause.lemma in direction.foreseeing else "past"
    if clause.form == "finite" and clause.tense == "present" and clause.lemma in direction.scheduled:
        return "future"
    return None
