"""Dates that machines left: time tags, meta properties, JSON-LD, the address of the page, and what htmldate reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from json import loads
from typing import Any

from htmldate import find_date

from recoupe.languages.timex.periods import make_day, month_of
from recoupe.records.pages import Article, Capture
from recoupe.records.spans import Span
from recoupe.stages.dating.stating.clocks import MACHINE_CLOCK, machine_moment
from recoupe.stages.dating.stating.signals import Role, Signal, plausible

MACHINE_DATE = r"(?P<y>(?:19|20)\d\d)-?(?P<m>[01]\d)-?(?P<d>[0-3]\d)(?![\d-])" + MACHINE_CLOCK
SAID: tuple[tuple[str, Role, int], ...] = (  # in the markup: a pattern with one machine date, what it dates, its worth
    (r'"datePublished"\s*:\s*"' + MACHINE_DATE, "published", 90),
    (r'"dateCreated"\s*:\s*"' + MACHINE_DATE, "published", 70),
    (r'"dateModified"\s*:\s*"' + MACHINE_DATE, "updated", 90),
    (r'itemprop=["\']datePublished["\'][^>]{0,120}(?:content|datetime)=["\']' + MACHINE_DATE, "published", 86),
    (r'itemprop=["\']dateModified["\'][^>]{0,120}(?:content|datetime)=["\']' + MACHINE_DATE, "updated", 86),
)
META_TAG = r"<meta\b[^>]{1,600}>"
META_DATE = r"content=[\"']" + MACHINE_DATE
META: tuple[tuple[str, Role], ...] = (  # names of properties in quotes, and what they date
    (
        r"(?:article:published_time|datePublished|pubdate|publish-?date|DC\.date\.issued|sailthru\.date|"
        r"parsely-pub-date|article\.published)[\"']",
        "published",
    ),
    (r"(?:article:modified_time|dateModified|og:updated_time|lastmod)[\"']", "updated"),
)
META_WORTH = 88
TIME_TAG = r'<time\b[^>]{0,300}datetime=["\']?' + MACHINE_DATE + r"[^>]{0,300}>(?P<words>[^<]{0,120})"
READ = 3_000_000  # characters of markup looked through
MOST_SCRIPTS, LONGEST_SCRIPT = 40, 200_000  # JSON-LD blocks read, and characters of one
CROWDED = 40_000  # tags from which htmldate takes seconds, its time growing with their square
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
                time=machine_moment(match, day),
            )


def html_signals(capture: Capture) -> Iterator[Signal]:
    """Machine dates in the markup of an HTML page; the clean text does not hold their words, so they quote none."""
    markup = capture.text[:READ]
    yield from _said(markup, own=False)
    yield from _linked_data(markup)


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
    if capture.text.count("<") > CROWDED:
        return None
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
            yield _machine(match, (match.start(), match.end()), day, role, worth, own=own)
    told: set[Role] = set()
    for tag in _compiled(META_TAG).finditer(text):
        match = _compiled(META_DATE).search(tag.group())
        day = _day(match) if match else None
        for names, role in META if match and day else ():
            if match and day and role not in told and _compiled(names).search(tag.group()):
                told.add(role)
                yield _machine(match, tag.span(), day, role, META_WORTH, own=own, words=tag.group())


def _machine(
    match: re.Match[str], at: tuple[int, int], day: date, role: Role, worth: int, *, own: bool, words: str = ""
) -> Signal:
    told = " ".join((words or match.group()).split())[:160]
    return Signal(
        day=day,
        latest=day,
        role=role,
        worth=worth,
        basis="markup",
        span=Span(start=at[0], end=at[1]) if own else Span(start=0, end=0),
        why=f"machine date in the page's markup: {told}",
        time=machine_moment(match, day),
    )


def _linked_data(text: str) -> Iterator[Signal]:
    """Dates of an article in JSON-LD that the plain patterns missed (spaces, nesting)."""
    for opening in islice(_compiled(r"<script[^>]{1,300}ld\+json[^>]{0,300}>").finditer(text), MOST_SCRIPTS):
        end = text.find("</script>", opening.end(), opening.end() + LONGEST_SCRIPT)
        try:
            data = loads(text[opening.end() : end]) if end >= 0 else None
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data, 0):
            if "article" in str(node.get("@type", "")).lower():
                yield from _article_dates(node)


def _article_dates(node: dict[str, Any]) -> Iterator[Signal]:
    told: tuple[tuple[Role, str], ...] = (("published", "datePublished"), ("updated", "dateModified"))
    for role, name in told:
        value = str(node.get(name) or "")
        match = _compiled(MACHINE_DATE).match(value)
        day = _day(match) if match else None
        if match and day:
            yield Signal(
                day=day,
                latest=day,
                role=role,
                worth=92,
                basis="markup",
                span=Span(start=0, end=0),
                why=f"{name} of the article in the page's JSON-LD: {value[:40]}",
                time=machine_moment(match, day),
            )


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, dict):
        yield data
        yield from _nodes(data.get("@graph"), depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _nodes(value, depth + 1)


def _day(match: re.Match[str]) -> date | None:
    day = make_day(int(match["y"]), int(match["m"]), int(match["d"]))
    return day if day and plausible(day) else None
