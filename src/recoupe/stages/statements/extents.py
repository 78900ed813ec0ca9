"""How far reported content runs: from its first word to the first word that is the reporter's again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from recoupe.records.clauses import Clause
from recoupe.stages.statements.basis.ground import CLOSERS, OPENERS, STOPS, Line
from recoupe.stages.statements.basis.lexicon import Lexicon
from recoupe.stages.statements.verbs.cues import Cue

COMMAS = frozenset({",", "–", "—", "-"})
TRIMMED = frozenset({",", ";", ":", ".", "!", "?", "…", "...", "–", "—", "-", "(", "[", "''"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the end of a content depends on in one sentence.

    `chunks` are the stretches of tokens that attribute ("selon X", ", a dit X"); `cues` the verbs of speech by first
    token.
    """

    lexicon: Lexicon
    chunks: Sequence[tuple[int, int]]
    cues: Mapping[int, Cue]
    forward: Collection[int]  # first tokens of the cues whose content follows them
    transparent: Mapping[int, int] = field(
        default_factory=dict
    )  # attributions that interrupt a content without ending it


def content_end(line: Line, start: int, cue: Clause, bounds: Bounds, nominal: bool) -> int:
    """The first token behind a content that opens at `start`; quotations in it are taken whole.

    `nominal` tells that it opens as a phrase or infinitive: a finite verb joined to the cue's own then ends it.
    """
    place, finite = start, not nominal
    holder = line.quoted(line.offset(start))
    inside = holder is not None and holder.start < line.offset(start)
    end = min(line.last, line.place(holder.inner_end)) if holder is not None and inside else line.last
    limit = end
    while place < limit:
        quotation = line.opens(place)
        if quotation is not None and place >= start:
            place = max(line.after(quotation), place + 1)
            continue
        if place > start and (_stops(line, place, start, cue, bounds, finite) or (inside and _full_stop(line, place))):
            end = place
            break
        clause = line.starts.get(place)
        if clause is not None and clause.form == "finite":
            finite = True
        place += 1
    return trimmed_end(line, start, end, bounds.lexicon)


def _full_stop(line: Line, place: int) -> bool:
    """A sentence ends inside a quotation."""
    return line.low[place] in STOPS and place + 1 < line.last and line.token(place + 1).text[:1].isupper()


def trimmed_end(line: Line, start: int, end: int, lexicon: Lexicon) -> int:
    """Leave out marks, spaces and a dangling coordinator at the end."""
    while end > start and (
        line.low[end - 1] in TRIMMED or line.token(end - 1).is_space or line.low[end - 1] in lexicon.small.coordinators
    ):
        end -= 1
    return end


def _stops(line: Line, place: int, start: int, cue: Clause, bounds: Bounds, finite: bool) -> bool:
    low = line.low
    word = low[place]
    if word == ";" or any(first == place and first > start for first, _ in bounds.chunks):
        return True
    if word == ":":
        following = _next(line, place + 1)
        return following < line.last and line.opens(following) is not None
    if word in ("(", "["):
        return False
    if word in COMMAS and (word == "," or not _glued(line, place)):
        return _after_comma(line, _next(line, place + 1), cue, bounds, finite)
    if word in bounds.lexicon.small.coordinators:
        return _after_coordinator(line, _next(line, place + 1), cue, bounds, finite, comma=False)
    return _bare_gerund(line, place, cue, bounds)


def _glued(line: Line, place: int) -> bool:
    """A hyphen within a word."""
    return place > line.first and not line.token(place - 1).whitespace_


def _next(line: Line, place: int) -> int:
    while place < line.last and line.token(place).is_space:
        place += 1
    return place


def _after_comma(line: Line, place: int, cue: Clause, bounds: Bounds, finite: bool) -> bool:
    if place >= line.last:
        return False
    lexicon, low = bounds.lexicon, line.low
    if any(first == place for first, _ in bounds.chunks):
        return True
    if low[place] in lexicon.small.coordinators:
        return _after_coordinator(line, _next(line, place + 1), cue, bounds, finite, comma=True, word=low[place])
    contrast = _contrast(line, place, lexicon)
    if contrast:
        return not finite or any(contrast <= at for at in bounds.cues if at < line.last)
    at = (
        place + 1
        if low[place] in lexicon.small.purposes | lexicon.small.privatives | lexicon.small.grammar.opened_by
        else place
    )
    if low[place] in lexicon.small.grammar.opened_by:
        at = place + 2
    clause = line.starts.get(at) or line.starts.get(at - 1)
    reporting = clause is not None and (clause.start in bounds.cues or clause.start in bounds.forward)
    if clause is not None and reporting and (clause.form == "gerund" or low[place] in lexicon.small.privatives):
        return True
    return (
        clause is not None
        and clause.form == "finite"
        and not finite
        and clause.link != "relative"
        and clause.start >= place
    )


@cache
def _contrasts(lexicon_contrasts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words.replace("'", "' ").split()) for words in lexicon_contrasts)


def _contrast(line: Line, place: int, lexicon: Lexicon) -> int:
    """The first token behind a word of contrast ("tandis que"), 0 if none stands there."""
    for words in _contrasts(lexicon.small.contrasts):
        if tuple(line.low[place : place + len(words)]) == words:
            return place + len(words)
    return 0


def _after_coordinator(
    line: Line, place: int, cue: Clause, bounds: Bounds, finite: bool, *, comma: bool, word: str = ""
) -> bool:
    """After "et", "mais": is it the reporter who goes on?"""
    if place >= line.last or line.low[place] in bounds.lexicon.small.declaratives:
        return False
    at = place
    while (
        at < min(line.last, place + 4)
        and at not in line.starts
        and line.token(at).pos_ in ("ADV", "PUNCT", "ADP", "SPACE")
    ):
        at += 1
    clause = line.starts.get(at)
    if clause is not None and clause.form in ("finite", "participle") and not _own_subject(clause, place):
        return _joined(clause, cue, bounds, finite)
    if clause is not None and clause.form == "gerund" and clause.start in bounds.cues:
        return True
    return _new_subject(line, place, bounds, finite, comma, word)


def _own_subject(clause: Clause, place: int) -> bool:
    return clause.subject is not None and place <= clause.subject.start < clause.start


def _joined(clause: Clause, cue: Clause, bounds: Bounds, finite: bool) -> bool:
    """A verb without subject of its own after a coordinator: joined to the cue, or to what is said?"""
    if clause.start in bounds.cues and clause.tense == cue.tense and clause.form == cue.form:
        return True
    if clause.form == "participle":
        return clause.start in bounds.cues and cue.tense in ("past", "pluperfect")
    if not finite:
        return clause.form == "finite"
    return clause.governor == cue.head and clause.link == "coordination" and clause.tense == cue.tense


def _new_subject(line: Line, place: int, bounds: Bounds, finite: bool, comma: bool, word: str) -> bool:
    """A clause with a subject of its own, without a declarative connective: mostly the reporter's."""
    clause = next(
        (
            other
            for other in line.clauses
            if other.form == "finite"
            and other.start > place
            and other.subject is not None
            and place <= other.subject.start <= place + 2
        ),
        None,
    )
    if clause is None or clause.link == "relative":
        return False
    if clause.start in bounds.cues and comma:
        return True
    if not finite:
        return True
    inside = bounds.lexicon.small.implied_that
    return comma and (word in bounds.lexicon.small.grammar.adversatives or (not inside and clause.tense != "imperfect"))


def _bare_gerund(line: Line, place: int, cue: Clause, bounds: Bounds) -> bool:
    """In texts without commas: "… said adding that …", "… qualifie … en affirmant que"."""
    at = place + 1 if line.low[place] in bounds.lexicon.small.purposes else place
    clause = line.starts.get(at)
    if clause is None or clause.form != "gerund" or clause.start not in bounds.forward:
        return False
    return line.low[place - 1] not in bounds.lexicon.small.grammar.noun_prepositions and clause.start > cue.end


def declared(line: Line, start: int, end: int, frame: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Cut a declarative content at "et que", "and that": the connectives are no part of what is said."""
    found, begin, place = [], start, start
    while frame == "that" and place < end:
        quotation = line.opens(place)
        if quotation is not None:
            place = max(line.after(quotation), place + 1)
            continue
        joined = place > begin + 1 and line.low[place] in lexicon.small.coordinators and place + 2 < end
        if joined and line.low[place + 1] in lexicon.small.declaratives:
            found.append((begin, trimmed_end(line, begin, place, lexicon)))
            begin = place = place + 2
            continue
        place += 1
    return [*found, (begin, end)]


def stretch(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """The offsets of the tokens start..end, without marks that enclose all of it; None if nothing is left.

    A quotation that opens in the stretch is taken to its own end, even behind the sentence.
    """
    while start < end and (line.low[start] in (",", ":", ";", ".", "…", "–", "—") or line.token(start).is_space):
        start += 1
    if start >= end:
        return None
    first, last = line.offset(start), line.ending(end)
    for quotation in line.quotations:
        if first <= quotation.start < last < quotation.end:
            last = quotation.end
    return unmarked(line, first, last)


def unmarked(line: Line, first: int, last: int) -> tuple[int, int] | None:
    """Leave out quotation marks at either end when they enclose all, or when only the final one stands there."""
    for quotation in line.quotations:
        if quotation.start <= first and last <= quotation.end and (quotation.start == first or quotation.end == last):
            first, last = max(first, quotation.inner_start), min(last, quotation.inner_end)
    text = line.passage.doc.text
    base = line.passage.start
    while first < last and 0 <= first - base < len(text) and text[first - base] in " ,;:.":
        first += 1
    while last > first and 0 <= last - 1 - base < len(text) and text[last - 1 - base] in " ,;:.":
        last -= 1
    return (first, last) if first < last else None


def is_mark(word: str) -> bool:
    """Say whether a token is a quotation mark."""
    return word in OPENERS or word in CLOSERS or word in ("``", "''")
