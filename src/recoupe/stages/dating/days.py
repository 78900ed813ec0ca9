"""The days on which a page may have been published."""

from __future__ import annotations

from datetime import date

from recoupe.records.times import Dating


def page_days(published: Dating | None) -> list[date]:
    """The candidates of a page's date, else the ends of its interval; empty for an undated page."""
    if published is None:
        return []
    if published.candidates:
        return sorted(published.candidates)
    return sorted({day for day in (published.earliest, published.latest) if day})
