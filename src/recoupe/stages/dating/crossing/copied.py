"""Copied passages: two pages that share words which tell a day, or words which call a happening recent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from recoupe.languages.timex import read
from recoupe.records.copies import Copy
from recoupe.records.spans import Span
from recoupe.records.times import Evidence, TimeMention
from recoupe.stages.dating.crossing.pages import Page
from recoupe.stages.dating.inferring.marks import Bound

JUST_BEFORE = 40  # characters before a passage in which words that open its sentence may stand
SENTENCE_END = re.compile(r"[.!?…][\"”»]?\s|\n")
LONG = 12  # shared words below which a passage may be a set phrase
RECENT_DAYS = 60  # "récemment", "auparavant": a happening that two pages call recent lies within two months of both
WEEK = timedelta(days=6)
ONE = timedelta(days=1)


def copy_bounds(page: Page, others: Mapping[str, Page], copies: Iterable[Copy]) -> Iterator[Bound]:
    """What passages shared with other pages say about the day of a page."""
    mine = page.reading.article.id
    for copy in copies:
        if copy.words < LONG or mine not in copy.articles:
            continue
        side = copy.articles.index(mine)
        other = others.get(copy.articles[1 - side])
        if other is None or other.stretch is None:
            continue
        own, theirs = copy.spans[side], copy.spans[1 - side]
        yield from _same_weekday(page, other, own, theirs)
        if not copy.inside_quotation:
            yield from _both_recent(page, other, own, theirs)


def _times(page: Page, spans: tuple[Span, ...], kind: str) -> list[TimeMention]:
    """The times of a kind that stand inside a shared passage, or that open its sentence just before it."""
    text = page.reading.article.text
    stretches = [(_opening(text, span), span.end) for span in spans]
    return [
        time
        for time in page.reading.mentions.times
        if any(start <= time.start and time.end <= end for start, end in stretches)
        and read(time.expression).kind == kind
    ]


def _opening(text: str, span: Span) -> int:
    """Where the few words of the sentence before a passage begin: "Récemment, …"."""
    first = max(0, span.start - JUST_BEFORE)
    ends = [match.end() for match in SENTENCE_END.finditer(text, first, span.start)]
    return max(ends, default=span.start if first else 0)


def _same_weekday(page: Page, other: Page, own: tuple[Span, ...], theirs: tuple[Span, ...]) -> Iterator[Bound]:
    """The shared words themselves tell the same weekday on both pages: it is the same day."""
    lead = page.clues.weekday
    for time in _times(page, own, "weekday"):
        expression = read(time.expression)
        if time.bound != "at" or expression.get("dir") == "future":
            continue  # "by Friday": not a day on which something happened
        for told in _times(other, theirs, "weekday"):
            same = (
                read(told.expression).get("weekday") == expression.get("weekday")
                and told.text.lower() == time.text.lower()
            )
            day = told.earliest if told.earliest == told.latest else None
            if not same or day is None:
                continue
            of_the_news = lead is not None and lead.span.start == time.start
            last = day + timedelta(days=lead.reach) if lead and of_the_news else day + WEEK
            yield Bound(
                stretches=((day, last),),
                evidence=_evidence(
                    other,
                    told.start,
                    told.end,
                    f"tells the same words, of the same {told.text}, which is {day.isoformat()}",
                ),
            )


def _both_recent(page: Page, other: Page, own: tuple[Span, ...], theirs: tuple[Span, ...]) -> Iterator[Bound]:
    """Both pages call what the shared passage tells recent, or what was just before."""
    if not _past_ref(page, own) or not (marks := _past_ref(other, theirs)) or other.stretch is None:
        return
    reach = timedelta(days=RECENT_DAYS)
    first, last = other.stretch
    if (last - first).days > 3 * 366:
        return
    why = f"tells the same happening as recent, on a page of {_tell(first, last)}: both lie within {RECENT_DAYS} days"
    yield Bound(
        stretches=((first - reach, last + reach),), evidence=_evidence(other, marks[0].start, marks[0].end, why)
    )


def _past_ref(page: Page, spans: tuple[Span, ...]) -> list[TimeMention]:
    return [time for time in _times(page, spans, "ref") if time.value == "PAST_REF"]


def _tell(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def _evidence(other: Page, start: int, end: int, why: str) -> Evidence:
    return Evidence(article=other.reading.article.id, start=start, end=end, why=why)
