"""What an undated text gives away: names younger than a day, terms of office, dates without a year, weekdays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import zip_longest

import msgspec

from recoupe.languages.pack import LanguagePack
from recoupe.languages.rules import read_shape
from recoupe.languages.timex import Expression, Found, Grammar, find, load, resolve
from recoupe.languages.timex.direction import foreseen, intended, look
from recoupe.languages.timex.grammar import Direction
from recoupe.records.pages import Article
from recoupe.records.spans import Span
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.dating.inferring.marks import Bound, Clues, Told, make_evidence, own_words
from recoupe.stages.dating.inferring.terms import term_bounds

LEAD = 700  # characters of the first paragraphs in which the news itself stands
YEARLESS = {  # what a day told without its year implies, by where its sentence looks
    "past": "a day without its year, told as past: the page follows it by half a year at most",
    "future": "a day without its year, told as to come: the page is not later, nor half a year earlier",
    "intended": "a day without its year that somebody means to keep: the page is within two months before it",
    "near": "a day without its year",
}
SENTENCES = re.compile(r"[.!?…][\"”»]?\s|\n")
CLAUSE = 60  # characters before a weekday in which the verb that it belongs to stands
REACH_BY_SENTENCE = (1, 2, 2)  # days between a weekday of the first, second, third sentence and the page


class Since(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A name that did not exist before a day."""

    id: str
    since: date
    words: str


class Resolutions(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Numbers of resolutions and the days on which they were adopted."""

    words: str
    adopted: dict[int, date]


class YearWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words that name the year (`y`) in which the page is written, and the part of it: month and day, both ends."""

    words: str
    start: tuple[int, int, int]  # years to add, month, day
    end: tuple[int, int, int]


class AnchorsFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The shape of anchors.yaml."""

    since: tuple[Since, ...]
    resolutions: Resolutions
    years: tuple[YearWords, ...]
    telling: str


@cache
def read_anchors() -> AnchorsFile:
    """The names and resolutions with their days."""
    return read_shape(__package__, "anchors.yaml", AnchorsFile)


@cache
def _since_patterns() -> tuple[tuple[re.Pattern[str], Since], ...]:
    return tuple((re.compile(entry.words), entry) for entry in read_anchors().since)


@cache
def _any_since() -> re.Pattern[str]:
    """All names in one pattern: most paragraphs hold none."""
    return re.compile("|".join(f"(?:{entry.words})" for entry in read_anchors().since))


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(read_anchors().telling, re.IGNORECASE)


def find_clues(article: Article, pack: LanguagePack, knowledge: Knowledge) -> Clues:
    """Gather what the headline and the paragraphs give away about the day of the page."""
    bounds: list[Bound] = []
    days: list[Told] = list(_dateline(article, load(pack)))
    lead: Told | None = None
    spoken: Told | None = None
    for stretch in own_words(article):
        bounds += _name_bounds(article, stretch)
        bounds += year_bounds(article, stretch)
    bounds += term_bounds(article, pack, knowledge)
    read = 0
    for block in (block for block in article.blocks if block.kind == "body"):
        told, stated = _times(article, Span(start=block.start, end=block.end), load(pack))
        bounds += stated
        days += [item for item in told if item.expression.kind == "calendar"]
        spoken = spoken or (_spoken(told, block, LEAD - read) if read < LEAD else None)
        lead = lead or (_of_the_news(article, block, told, read) if read < LEAD else None)
        read += block.end - block.start
    return Clues(bounds=tuple(bounds), weekday=lead, days=tuple(days), spoken=spoken)


def _spoken(told: list[Told], block: Span, room: int) -> Told | None:
    """The first bare weekday that stands in the lead and does not look forward."""
    bare = (item for item in told if item.expression.kind == "weekday" and item.looks != "future")
    item = next(bare, None)
    return item if item and item.span.start - block.start < room and not item.expression.get("side") else None


def _of_the_news(article: Article, block: Span, told: list[Told], read: int) -> Told | None:
    """The weekday of the lead that is the news's, with the days that may lie between it and the page; None without.

    Measured on 494 dated English pages: a weekday of the first sentence is the page's own day in 82 %, the day before
    in 16 %; behind a verb of telling or calling in 94 %. In later sentences up to two days lie between in 98 %, in
    still later ones a weekday says nothing. Where one sentence names two weekdays, neither is taken.
    """
    item = _spoken(told, block, LEAD - read)
    if item is None:
        return None
    expression = item.expression
    before = len(SENTENCES.findall(article.text, block.start, item.span.start)) + (2 if read else 0)
    if expression.get("own") or before >= len(REACH_BY_SENTENCE):
        return None
    end = SENTENCES.search(article.text, item.span.end, block.end)
    last = end.start() if end else block.end
    others = {other.expression.get("weekday") for other in told if item.span.end <= other.span.start < last}
    if others - {None, expression.get("weekday")}:
        return None
    fine = expression.get("part") or expression.get("clock")
    clause = re.split(r"[.;:,]\s", article.text[block.start : item.span.start])[-1][-CLAUSE:]
    told_then = before == 0 and not fine and _telling().search(clause)
    reach = 0 if told_then else max(REACH_BY_SENTENCE[before], 2 if fine else 0)
    after = f" or came out up to {reach} days after it" if reach else ""
    why = f"weekday of the news: the page is of such a day{after}"
    return replace(item, reach=reach, evidence=make_evidence(article, item.span.start, item.span.end, why))


def _dateline(article: Article, grammar: Grammar) -> Iterator[Told]:
    """A day without its year in the one dateline between headline and text ("mardi 15 septembre"): the page's own."""
    first = min((block.start for block in article.blocks if block.kind == "body"), default=0)
    head = max((block.end for block in article.blocks if block.kind == "title" and block.end <= first), default=None)
    found: list[Told] = []
    for block in article.blocks:
        if block.kind != "dateline" or head is None or not head <= block.start < first:
            continue
        for hit in find(article.text[block.start : block.end], grammar):
            expression, start, end = hit.expression, block.start + hit.start, block.start + hit.end
            if expression.kind == "calendar" and expression.get("day") and expression.get("month"):
                evidence = make_evidence(article, start, end, "the page's own day, told without its year")
                span = Span(start=start, end=end)
                found.append(Told(expression=expression, span=span, looks="dateline", evidence=evidence))
    if len(found) == 1 and not found[0].expression.get("year"):
        yield found[0]


def _name_bounds(article: Article, stretch: Span) -> Iterator[Bound]:
    words = article.text[stretch.start : stretch.end]
    for pattern, entry in _since_patterns() if _any_since().search(words) else ():
        match = pattern.search(words)
        if match:
            why = f"the name is not older than {entry.since.isoformat()}"
            yield Bound(
                stretches=((entry.since, None),),
                evidence=make_evidence(article, stretch.start + match.start(), stretch.start + match.end(), why),
            )
    resolutions = read_anchors().resolutions
    for match in re.finditer(resolutions.words, words) if "solution" in words else ():
        numbers = [int(number) for number in match.groups() if number]
        known = [number for number in resolutions.adopted if number <= max(numbers)]
        if known and max(numbers) <= max(resolutions.adopted) + 100:
            since = resolutions.adopted[max(known)]
            why = f"resolution {max(numbers)} was not adopted before {since.isoformat()}"
            yield Bound(
                stretches=((since, None),),
                evidence=make_evidence(article, stretch.start + match.start(), stretch.start + match.end(), why),
            )


def year_bounds(article: Article, stretch: Span) -> Iterator[Bound]:
    """The part of a year in which the text says that it is written ("l'année 2015 qui s'achève")."""
    words = article.text[stretch.start : stretch.end]
    for pattern, entry in _year_patterns() if "20" in words or "19" in words else ():
        for match in pattern.finditer(words):
            year = int(next(found for found in match.groups() if found))
            first, last = (date(year + more, month, day) for more, month, day in (entry.start, entry.end))
            start, end = stretch.start + match.start(), stretch.start + match.end()
            why = f"written in that year: between {first.isoformat()} and {last.isoformat()}"
            yield Bound(stretches=((first, last),), evidence=make_evidence(article, start, end, why))


@cache
def _year_patterns() -> tuple[tuple[re.Pattern[str], YearWords], ...]:
    return tuple((re.compile(entry.words, re.IGNORECASE), entry) for entry in read_anchors().years)


def _times(article: Article, stretch: Span, grammar: Grammar) -> tuple[list[Told], list[Bound]]:
    """Times without a year, and full dates as bounds: what is told as past lies before the page."""
    told: list[Told] = []
    bounds: list[Bound] = []
    words, direction = article.text[stretch.start : stretch.end], grammar.file.direction
    hits = find(words, grammar)
    for hit, after in zip_longest(hits, hits[1:]):
        expression, start, end = hit.expression, stretch.start + hit.start, stretch.start + hit.end
        if expression.kind not in ("calendar", "weekday", "range") or expression.get("to"):
            continue
        if expression.kind == "weekday" and (hit.bound != "at" or (after and _names_same_day(hit, after))):
            continue
        since = expression.get("open") == "now"
        looks = "past" if since else _looks(words, hit.start, hit.end, direction)
        if expression.get("year") or expression.get("year2"):
            bounds += _full(article, expression, start, end, looks)
        elif expression.kind == "weekday" or (expression.get("day") and _placed(expression)):
            why = _implies(expression, looks)
            told.append(
                Told(
                    expression=expression,
                    span=Span(start=start, end=end),
                    looks=looks,
                    evidence=make_evidence(article, start, end, why),
                )
            )
    return told, bounds


def _implies(expression: Expression, looks: str) -> str:
    if expression.kind == "weekday":
        return "the first weekday of the lead"
    return YEARLESS[looks] if expression.get("month") else "weekday and number: such a day is within weeks of the page"


def _names_same_day(weekday: Found, after: Found) -> bool:
    """Whether a date right behind a weekday tells its day ("Friday, Sept. 18"): then it is no bare weekday."""
    return after.expression.kind == "calendar" and after.start - weekday.end <= 3


def _placed(expression: Expression) -> bool:
    """A day of a month, or of the month around the page when its weekday is told too ("ce vendredi 13")."""
    return bool(expression.get("month") or expression.get("weekday"))


def _looks(words: str, start: int, end: int, direction: Direction) -> str:
    if intended(words, start, direction):
        return "intended"
    return "near" if foreseen(words, start, direction) else look(words, start, end, direction) or "near"


def _full(article: Article, expression: Expression, start: int, end: int, looks: str) -> Iterator[Bound]:
    period = resolve(expression, None)
    if not period or not period.earliest or not period.latest or looks == "near":
        return
    if looks == "past":
        why = f"told as past: the page is not older than {period.earliest.isoformat()}"
        yield Bound(stretches=((period.earliest, None),), evidence=make_evidence(article, start, end, why))
    elif expression.get("day"):
        why = f"told as to come: the page is not later than {period.latest.isoformat()}"
        yield Bound(stretches=((None, period.latest),), evidence=make_evidence(article, start, end, why))
