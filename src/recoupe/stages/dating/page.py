"""The first pass: one page dates itself, by what it states or by what its text implies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from recoupe.languages.pack import LanguagePack
from recoupe.records.pages import Article, Capture
from recoupe.records.times import Dating
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.dating.inferring import infer, infer_with_update, settle_by_weekday
from recoupe.stages.dating.stating import (
    Signal,
    grammars,
    html_signals,
    htmldate_signal,
    markup_signals,
    read_cues,
    settle_order,
    state,
    url_signals,
    visible_signals,
)

Packs = Mapping[str, LanguagePack]


def date_article(article: Article, capture: Capture, packs: Packs, knowledge: Knowledge) -> Article:
    """Say when a page was published and updated, with the quoted evidence; what cannot be known stays None.

    First what the page states: markup, address, dates beside the headline; else what its text implies: weekdays, dates
    without a year, terms of office-holders, names and resolutions that did not exist before a day. The answer is a day,
    an interval, or a set of days (`Dating.candidates`). Evidence offsets count in `article.text`; evidence from markup
    that the clean text does not hold has an empty stretch at 0. Never raises on content.
    """
    signals = page_signals(article, capture, packs)
    published, updated = state(article, signals)
    fetched = _day(capture.fetched)
    if published and fetched and published.earliest and published.earliest > fetched:
        published = None
    if published and published.basis == "explicit" and published.day is None:
        published = settle_by_weekday(article, published, packs, knowledge)
    if published is None and updated is not None:
        published = infer_with_update(article, updated, packs, knowledge)
    if published is None:
        published = infer(article, packs, knowledge, latest=_earlier(updated, fetched))
    return replace(article, published=published, updated=updated)


def page_signals(article: Article, capture: Capture, packs: Packs) -> list[Signal]:
    """Everything on the page that tells its date, the order of figures settled."""
    cues = read_cues(packs)
    signals = [*markup_signals(article, cues.updated_anywhere), *url_signals(article.url or capture.url)]
    signals += visible_signals(article, grammars(packs, article.language), cues)
    if capture.media_type == "html" and article.own_text:
        signals += html_signals(capture)
        signals += [found for found in (htmldate_signal(capture, original=True),) if found]
        if not any(signal.role == "updated" for signal in signals):
            signals += _last_change(capture, signals)
    return settle_order(signals)


def _last_change(capture: Capture, signals: list[Signal]) -> list[Signal]:
    """htmldate's last change, where it is later than everything that dates the publication."""
    changed = htmldate_signal(capture, original=False)
    later = changed and all(signal.latest < changed.day for signal in signals)
    return [changed] if changed and later else []


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _earlier(updated: Dating | None, fetched: date | None) -> date | None:
    days = [day for day in (updated.latest if updated else None, fetched) if day]
    return min(days, default=None)
