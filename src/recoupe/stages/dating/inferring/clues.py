"""What an undated text gives away: names younger than a day, terms of office, dates without a year, weekdays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import msgspec

from recoupe.languages.pack import LanguagePack
from recoupe.languages.rules import read_shape
from recoupe.languages.timex import Expression, Grammar, find, load, resolve
from recoupe.languages.timex.direction import foreseen, intended, look
from recoupe.languages.timex.grammar import Direction
from recoupe.records.pages import Article
from recoupe.records.spans import Span
from recoupe.records.times import Evidence
from recoupe.resources.knowledge import Knowledge, KnownActor

LEAD = 700  # characters of the first paragraphs in which the news itself stands
TITLE_BEFORE, TITLE_AFTER = 80, 60  # characters around a name in which its office is sought


class Since(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A name that did not exist before a day."""

    id: str
    since: date
    words: str


class Resolutions(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Numbers of resolutions and the days on which they were adopted."""

    words: str
    adopted: dict[int, date]


class AnchorsFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The shape of anchors.yaml."""

    since: tuple[Since, ...]
    resolutions: Resolutions


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The page lies in one of these stretches of days (an open end is None), because of those words."""

    stretches: tuple[tuple[date | None, date | None], ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A time without a year that the text tells: its reading, where it stands, and where its sentence looks."""

    expression: Expression
    span: Span
    looks: str  # past, future, intended (a start that somebody means to keep), near
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """All clues of a page."""

    bounds: tuple[Bound, ...]
    weekday: Told | None
    days: tuple[Told, ...]


@cache
def read_anchors() -> AnchorsFile:
    """The names and resolutions with their days."""
    return read_shape(__package__, "anchors.yaml", AnchorsFile)


@cache
def _since_patterns() -> tuple[tuple[re.Pattern[str], Since], ...]:
    return tuple((re.compile(entry.words), entry) for entry in read_anchors().since)


def own_words(article: Article) -> list[Span]:
    """The stretches of headline and paragraphs, in order."""
    kept = [block for block in article.blocks if block.kind in ("title", "body")]
    return [Span(start=block.start, end=block.end) for block in sorted(kept, key=lambda block: block.start)]


def find_clues(article: Article, pack: LanguagePack, knowledge: Knowledge) -> Clues:
    """Gather what the headline and the paragraphs give away about the day of the page."""
    bounds: list[Bound] = []
    days: list[Told] = []
    lead: Told | None = None
    for stretch in own_words(article):
        bounds += _name_bounds(article, stretch)
    bounds += _terms(article, pack, knowledge)
    room = LEAD
    for block in (block for block in article.blocks if block.kind == "body"):
        told, stated = _times(article, Span(start=block.start, end=block.end), load(pack))
        bounds += stated
        days += [item for item in told if item.expression.kind == "calendar"]
        for item in told:
            if lead is None and item.expression.kind == "weekday" and item.span.start - block.start < room:
                lead = item if item.looks != "future" and not item.expression.get("side") else None
        room -= block.end - block.start
    return Clues(bounds=tuple(bounds), weekday=lead, days=tuple(days))


def _evidence(article: Article, start: int, end: int, why: str) -> Evidence:
    return Evidence(article=article.id, start=start, end=end, why=why)


def _name_bounds(article: Article, stretch: Span) -> Iterator[Bound]:
    words = article.text[stretch.start : stretch.end]
    for pattern, entry in _since_patterns():
        match = pattern.search(words)
        if match:
            why = f"the name is not older than {entry.since.isoformat()}"
            yield Bound(
                stretches=((entry.since, None),),
                evidence=_evidence(article, stretch.start + match.start(), stretch.start + match.end(), why),
            )
    resolutions = read_anchors().resolutions
    for match in re.finditer(resolutions.words, words):
        numbers = [int(number) for number in match.groups() if number]
        known = [number for number in resolutions.adopted if number <= max(numbers)]
        if known and max(numbers) <= max(resolutions.adopted) + 100:
            since = resolutions.adopted[max(known)]
            why = f"resolution {max(numbers)} was not adopted before {since.isoformat()}"
            yield Bound(
                stretches=((since, None),),
                evidence=_evidence(article, stretch.start + match.start(), stretch.start + match.end(), why),
            )


def _times(article: Article, stretch: Span, grammar: Grammar) -> tuple[list[Told], list[Bound]]:
    """Times without a year, and full dates as bounds: what is told as past lies before the page."""
    told: list[Told] = []
    bounds: list[Bound] = []
    words, direction = article.text[stretch.start : stretch.end], grammar.file.direction
    for hit in find(words, grammar):
        expression, start, end = hit.expression, stretch.start + hit.start, stretch.start + hit.end
        if expression.kind not in ("calendar", "weekday", "range") or expression.get("to"):
            continue
        looks = _looks(words, hit.start, hit.end, direction)
        if expression.get("year") or expression.get("year2"):
            bounds += _full(article, expression, start, end, looks)
        elif expression.kind == "weekday" or (expression.get("day") and expression.get("month")):
            why = "a day told without its year" if expression.kind == "calendar" else "weekday of the news"
            told.append(
                Told(
                    expression=expression,
                    span=Span(start=start, end=end),
                    looks=looks,
                    evidence=_evidence(article, start, end, why),
                )
            )
    return told, bounds


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
        yield Bound(stretches=((period.earliest, None),), evidence=_evidence(article, start, end, why))
    elif expression.get("day"):
        why = f"told as to come: the page is not later than {period.latest.isoformat()}"
        yield Bound(stretches=((None, period.latest),), evidence=_evidence(article, start, end, why))


def _terms(article: Article, pack: LanguagePack, knowledge: Knowledge) -> Iterator[Bound]:
    """Terms of persons whom the text names with an office that the tables know them to have held."""
    page = load(pack).file.page
    offices = {key: re.compile(words) for key, words in page.offices.items()}
    former = re.compile(page.former, re.IGNORECASE)
    text = "\n".join(article.text[span.start : span.end] for span in own_words(article))
    present = set(re.findall(r"[\w’'-]+", text))
    for actor in knowledge.actors:
        if not actor.roles or actor.kind != "person":
            continue
        for name in {name for names in actor.names.values() for name in names if " " in name}:
            if name.split()[-1] in present and name in text:
                yield from _named(article, actor, name, offices, former)
                break


def _named(
    article: Article, actor: KnownActor, name: str, offices: dict[str, re.Pattern[str]], former: re.Pattern[str]
) -> Iterator[Bound]:
    for stretch in own_words(article):
        at = article.text.find(name, stretch.start, stretch.end)
        if at < 0:
            continue
        first, last = max(stretch.start, at - TITLE_BEFORE), min(stretch.end, at + len(name) + TITLE_AFTER)
        before = _clause_end(article.text[first:at])
        after = re.split(r"[.;:!?]\s", article.text[at + len(name) : last])[0]
        if former.search(before[-45:]) or former.search(after[:30]):
            return
        held = [role for role in actor.roles if role.title in offices and (role.start or role.end)]
        named = {
            key
            for key, office in offices.items()
            if office.search(before) or (re.match(r",?\s+\W*", after) and office.match(after.lstrip(" ,")))
        }
        stretches = tuple((role.start, role.end) for role in held if role.title in named)
        if stretches:
            why = "in that office " + ", ".join(_tell(start, end) for start, end in stretches)
            yield Bound(stretches=stretches, evidence=_evidence(article, at, at + len(name), why))
            return


def _clause_end(before: str) -> str:
    return re.split(r"[.;:!?\n]\s", before)[-1]


def _tell(start: date | None, end: date | None) -> str:
    return f"{start.isoformat() if start else '…'} to {end.isoformat() if end else '…'}"


def evidences(items: Sequence[Bound | Told]) -> tuple[Evidence, ...]:
    """The evidence of several clues, each once, in the order of the text."""
    return tuple(sorted({item.evidence for item in items}))
