"""A person's date: it decides, and says who set it, when and why."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from recoupe.errors import DossierError
from recoupe.records.judgements import Judgement
from recoupe.records.pages import Article
from recoupe.records.times import Dating, Evidence


def judge_date(article: Article, judgement: Judgement) -> Article:
    """Give an article the publication days that a person set; the page's own clues no longer count.

    A judgement of another kind or on another page leaves the article as it is. `earliest` or `latest` may be null for
    an open side, not both. An update before the judged day is dropped. The evidence quotes no words of the page. Raises
    DossierError for a judgement whose value does not read.
    """
    if judgement.kind != "set-date" or judgement.target != article.capture:
        return article
    earliest, latest = _days(judgement)
    evidence = Evidence(article=article.id, start=0, end=0, why=_why(judgement))
    published = Dating(earliest=earliest, latest=latest, basis="judgement", evidence=(evidence,))
    updated = article.updated
    if updated and updated.latest and earliest and updated.latest < earliest:
        updated = None
    return replace(article, published=published, updated=updated)


def _why(judgement: Judgement) -> str:
    because = f": {judgement.because.strip()}" if judgement.because.strip() else ""
    return f"set by {judgement.by} on {judgement.at[:10]}{because}"


def _days(judgement: Judgement) -> tuple[date | None, date | None]:
    try:
        value = json.loads(judgement.value)
        told = [value.get("earliest"), value.get("latest")] if isinstance(value, dict) else []
        days = [date.fromisoformat(day) if day else None for day in told]
    except (ValueError, TypeError, RecursionError):
        days = []
    first, last = days if len(days) == 2 else (None, None)
    if (first is None and last is None) or (first and last and first > last):
        raise DossierError(
            f"judgement {judgement.id} sets no days: {judgement.value[:80]}",
            mend='withdraw it, and set the date anew with "earliest" and "latest" as YYYY-MM-DD',
        )
    return first, last
