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
    age_signals,
    declared_signals,
    grammars,
    html_signals,
    htmldate_signal,
    markup_signals,
    not_after,
    open_order,
    read_cues,
    read_fetch,
    settle_order,
    shown_signals,
    state,
    url_signals,
    visible_signals,
)

Packs = Mapping[str, LanguagePack]


def date_article(article: Article, capture: Capture, packs: Packs, knowledge: Knowledge) -> Article:
    """Say when a page was published and updated, with the quoted evidence; what cannot be known stays None.

    First what the page or its container states: a feed's or table's date, markup, address, dates beside the headline;
    ages there ("il y a 3 heures") count from the fetch. Else what its text implies: weekdays, dates without a year,
    terms of office-holders, names and resolutions that did not exist before a day. The answer is a day, an interval, or
    a set of days (`Dating.candidates`); `Dating.time` is the moment as stated, with an offset only where one is stated.
    Evidence offsets count in `article.text`; evidence from markup that the clean text does not hold has an empty
    stretch at 0. Never raises on content.
    """
    fetch = read_fetch(capture.fetched)
    fetched = fetch.day if fetch else None
    published, updated = state(article, page_signals(article, capture, packs, knowledge))
    if published and published.earliest and published.latest and open_order(published.earliest, published.latest):
        published = settle_by_weekday(article, published, packs, knowledge)
    if published is None and updated is not None:
        published = infer_with_update(article, updated, packs, knowledge)
    if published is None:
        latest, why = _last_day(updated, fetched)
        published = infer(article, packs, knowledge, latest=latest, why=why)
    return replace(article, published=published, updated=updated)


def page_signals(article: Article, capture: Capture, packs: Packs, knowledge: Knowledge) -> list[Signal]:
    """Everything on the page and its container that tells its date, the order of figures settled.

    Days after the fetch are left out.
    """
    cues, languages, fetch = read_cues(packs), grammars(packs, article.language), read_fetch(capture.fetched)
    signals = [*declared_signals(capture.declared), *markup_signals(article, cues.updated_anywhere)]
    signals += [*url_signals(article.url or capture.url), *visible_signals(article, languages, cues)]
    signals += age_signals(article, languages, cues, fetch)
    if capture.media_type == "html" and article.own_text:
        signals += html_signals(capture)
        signals += shown_signals(capture, signals, languages, cues)
        signals += [found for found in (htmldate_signal(capture, original=True),) if found]
        if not any(signal.role == "updated" for signal in signals):
            signals += _last_change(capture, signals)
    return not_after(settle_order(signals, article, knowledge), fetch.day if fetch else None)


def _last_change(capture: Capture, signals: list[Signal]) -> list[Signal]:
    """htmldate's last change, where it is later than everything that dates the publication."""
    changed = htmldate_signal(capture, original=False)
    later = changed and all(signal.latest < changed.day for signal in signals)
    return [changed] if changed and later else []


def _last_day(updated: Dating | None, fetched: date | None) -> tuple[date | None, str]:
    """The day after which the page cannot have come out, and what says so."""
    ends = [(updated.latest, "the page was changed on")] if updated and updated.latest else []
    ends += [(fetched, "the page was fetched on")] if fetched else []
    return min(ends, default=(None, ""))
