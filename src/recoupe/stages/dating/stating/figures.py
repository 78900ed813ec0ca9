"""The order of day and month in dates in figures: settled by the page's own figures, its neighbours, its country."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from recoupe.records.pages import Article
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.dating.stating.clocks import read_clocks
from recoupe.stages.dating.stating.signals import Signal

FIGURES = r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?:(?:19|20)\d\d|\d\d)(?![\d/.-]\d|\d)"


@cache
def _figures() -> re.Pattern[str]:
    return re.compile(FIGURES)


def settle_order(signals: list[Signal], article: Article, knowledge: Knowledge) -> list[Signal]:
    """Dates in figures whose order is open ("09/10/2017"), settled where something settles it.

    First other figures of the page: beside 18/09/2017, which cannot be month first, 09/10/2017 is not either. Then a
    day told in words that is one of the two readings. Then the country of the outlet or of the address. Else both
    readings stay.
    """
    sure = {signal.day for signal in signals if signal.day == signal.latest}
    order, why = page_order(article.text), "other figures of the page"
    if order is None:
        order, why = country_order(article, knowledge), "the custom of the outlet's country"
    settled: list[Signal] = []
    for signal in signals:
        if signal.day == signal.latest or not open_order(signal.day, signal.latest):
            settled.append(signal)
            continue
        ends = [day for day in (signal.day, signal.latest) if day in sure]
        if len(ends) == 1:
            settled.append(_fixed(signal, ends[0], "another date of the page"))
        else:
            settled.append(_by_order(signal, article.text, order, why))
    return settled


def open_order(first: date, last: date) -> bool:
    """Whether two days are the two readings of one date in figures."""
    return first.year == last.year and first != last and (first.month, first.day) == (last.day, last.month)


def _by_order(signal: Signal, text: str, order: str | None, why: str) -> Signal:
    match = _figures().search(text, signal.span.start, signal.span.end)
    if order is None or match is None:
        return signal
    month = int(match["b"]) if order == "dmy" else int(match["a"])
    return _fixed(signal, signal.day if signal.day.month == month else signal.latest, why)


def _fixed(signal: Signal, day: date, by: str) -> Signal:
    why = f"{signal.why}; the order of day and month by {by}"
    time = f"{day.isoformat()}{signal.time[10:]}" if signal.time else None
    return replace(signal, day=day, latest=day, why=why, time=time)


def page_order(text: str) -> str | None:
    """The order that the page's unmistakable figures share: "dmy", "mdy", None where there are none or both."""
    found = set()
    for match in _figures().finditer(text):
        first, second = int(match["a"]), int(match["b"])
        if 12 < first <= 31 and 1 <= second <= 12:
            found.add("dmy")
        elif 12 < second <= 31 and 1 <= first <= 12:
            found.add("mdy")
    return found.pop() if len(found) == 1 else None


def country_order(article: Article, knowledge: Knowledge) -> str | None:
    """The order of the outlet's country, or of the address's domain where it belongs to a country."""
    figures = read_clocks().figures
    country = next((outlet.country for outlet in knowledge.outlets if article.outlet in outlet.names), None)
    if country in figures.dmy:
        return "dmy"
    if country in figures.mdy:
        return "mdy"
    return figures.domains.get(_domain(article.url))


def _domain(url: str | None) -> str:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.rpartition(".")[2].lower()
