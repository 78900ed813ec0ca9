"""Dates that machines left: time tags, meta properties, JSON-LD, the address of the page, and what htmldate reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from json import JSONDecodeError, loads
from typing import Any

from htmldate import find_date

from recoupe.languages.timex.periods import make_day, month_of
from recoupe.records.pages import Article, Capture
from recoupe.records.spans import Span
from recoupe.stages.dating.stating.signals import Role, Signal, plausible

MACHINE_DATE = r"(?P<y>(?:19|20)\d\d)-?(?P<m>[01]\d)-?(?P<d>[0-3]\d)(?![\d-])"
SAID: tuple[tuple[str, Role, int], ...] = (  # in the markup: a pattern with one machine date, what it dates, its worth
    (r'"datePublished"\s*:\s*"' + MACHINE_DATE, "published", 90),
    (r'"dateCreated"\s*:\s*"' + MACHINE_DATE, "published", 70),
    (r'"dateModified"\s*:\s*"' + MACHINE_DATE, "updated", 90),
    (
        r"<meta[^>]+(?:article:published_time|datePublished|pubdate|publish-?date|DC\.date\.issued|sailthru\.date|"
        r'parsely-pub-date|article\.published)["\'][^>]*content=["\']' + MACHINE_DATE,
        "published",
        88,
    ),
    (
        r'<meta[^>]+content=["\']'
        + MACHINE_DATE
        + r"[^>]*(?:article:published_time|datePublished|pubdate|publish-?date|"
        r'DC\.date\.issued|sailthru\.date|parsely-pub-date)["\']',
        "published",
        88,
    ),
    (
        r'<meta[^>]+(?:article:modified_time|dateModified|og:updated_time|lastmod)["\'][^>]*content=["\']'
        + MACHINE_DATE,
        "updated",
        88,
    ),
    (r'itemprop=["\']datePublished["\'][^>]{0,120}(?:content|datetime)=["\']' + MACHINE_DATE, "published", 86),
    (r'itemprop=["\']dateModified["\'][^>]{0,120}(?:content|datetime)=["\']' + MACHINE_DATE, "updated", 86),
)
TIME_TAG = r'<time\b[^>]*datetime=["\']?' + MACHINE_DATE + r"[^>]*>(?P<words>[^<]{0,120})"
URL_DAY = r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_-](?P<m>0?[1-9]|1[0-2])[/_-](?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"
URL_RUN = r"(?<![\d])(?P<y>20[0-3]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
URL_MONTH = r"/(?P<y>(?:19|20)\d\d)/(?P<m>0[1-9]|1[0-2])/"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def markup_signals(article: Article, updated_words: re.Pattern[str]) -> Iterator[Signal]:
    """Machine dates in markup that stands as text on the page."""
    text = article.text
    if "<" not in text and '"date' not in text:
        return
    yield from _said(text, own=True)
    for match in _compiled(TIME_TAG).finditer(text):
        day = _day(match)
        if day:
            role: Role = "updated" if updated_words.search(match["words"]) else "published"
            yield Signal(
                day=day,
                latest=day,
                role=role,
                worth=80,
                basis="markup",
                span=Span(start=match.start(), end=match.end()),
                why="machine date in a time tag left in the text",
            )


def html_signals(capture: Capture) -> Iterator[Signal]:
    """Machine dates in the markup of an HTML page; the clean text does not hold their words, so they quote none."""
    yield from _said(capture.text, own=False)
    yield from _linked_data(capture.text)


def url_signals(url: str | None) -> Iterator[Signal]:
    """The day, or only the month, in the address of the page."""
    if not url:
        return
    path = url.split("?")[0]
    for pattern in (URL_DAY, URL_RUN):
        match = _compiled(pattern).search(path)
        day = _day(match) if match else None
        if day:
            yield Signal(
                day=day,
                latest=day,
                role="published",
                worth=75,
                basis="url",
                span=Span(start=0, end=0),
                why=f"the page's address tells the day: {url}",
            )
            return
    match = _compiled(URL_MONTH).search(path)
    if match:
        month = month_of(int(match["y"]), int(match["m"]))
        if month.earliest and month.latest and plausible(month.earliest):
            yield Signal(
                day=month.earliest,
                latest=month.latest,
                role="published",
                worth=20,
                basis="url",
                span=Span(start=0, end=0),
                why=f"the page's address tells the month: {url}",
            )


def htmldate_signal(capture: Capture, *, original: bool) -> Signal | None:
    """What htmldate (A. Barbaresi, Apache-2.0) reads in the page: the first date or the last change."""
    found = find_date(capture.text, original_date=original, extensive_search=True, url=capture.url)
    try:
        day = date.fromisoformat(found) if found else None
    except ValueError:
        return None
    if day is None or not plausible(day):
        return None
    role: Role = "published" if original else "updated"
    return Signal(
        day=day,
        latest=day,
        role=role,
        worth=45,
        basis="markup",
        span=Span(start=0, end=0),
        why=f"date of the page's markup, read by htmldate ({'original' if original else 'last change'})",
    )


def _said(text: str, *, own: bool) -> Iterator[Signal]:
    for pattern, role, worth in SAID:
        match = _compiled(pattern).search(text)
        day = _day(match) if match else None
        if match and day:
            span = Span(start=match.start(), end=match.end()) if own else Span(start=0, end=0)
            words = " ".join(match.group().split())[:160]
            yield Signal(
                day=day,
                latest=day,
                role=role,
                worth=worth,
                basis="markup",
                span=span,
                why=f"machine date in the page's markup: {words}",
            )


def _linked_data(text: str) -> Iterator[Signal]:
    """datePublished of an article in JSON-LD that the plain patterns missed (spaces, nesting)."""
    for match in _compiled(r"<script[^>]+ld\+json[^>]*>(?P<json>[\s\S]{0,200000}?)</script>").finditer(text):
        try:
            data = loads(match["json"])
        except (JSONDecodeError, RecursionError):
            continue
        for node in _nodes(data, 0):
            day = _iso(str(node.get("datePublished") or ""))
            if day and "article" in str(node.get("@type", "")).lower():
                yield Signal(
                    day=day,
                    latest=day,
                    role="published",
                    worth=92,
                    basis="markup",
                    span=Span(start=0, end=0),
                    why=f"datePublished of the article in the page's JSON-LD: {day.isoformat()}",
                )


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, dict):
        yield data
        for value in data.get("@graph") or ():
            yield from _nodes(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _nodes(value, depth + 1)


def _iso(text: str) -> date | None:
    match = _compiled(MACHINE_DATE).match(text)
    return _day(match) if match else None


def _day(match: re.Match[str]) -> date | None:
    day = make_day(int(match["y"]), int(match["m"]), int(match["d"]))
    return day if day and plausible(day) else None
