"""Chooses among the signals of a page: when it was published, when it was updated, both apart."""

from __future__ import annotations

from datetime import date

from recoupe.records.pages import Article
from recoupe.records.times import Dating
from recoupe.stages.dating.stating.signals import Signal, dating

ENOUGH = 18  # below this worth a signal alone does not date a page
AGREE = 12  # what a second signal of the same day adds


def choose(signals: list[Signal], role: str) -> Signal | None:
    """The best signal of a role; signals of the role that name the same day support each other."""
    mine = [signal for signal in signals if signal.role in (role, "unsure" if role == "published" else role)]
    best: tuple[int, int, Signal] | None = None
    for order, signal in enumerate(mine):
        support = sum(1 for other in mine if other is not signal and other.day == signal.day == other.latest)
        worth = signal.worth + AGREE * min(support, 3)
        if best is None or (worth, -order) > best[:2]:
            best = worth, -order, signal
    return best[2] if best and best[0] >= ENOUGH else None


def settle_order(signals: list[Signal]) -> list[Signal]:
    """Dates in figures whose order is open ("09/10/2017"), settled by their neighbours where one settles it.

    A neighbour such as 18/09/2017 cannot be month first, so 09/10/2017 is not either; a day told in words that is one
    of the two readings settles it too.
    """
    sure = {signal.day for signal in signals if signal.day == signal.latest}
    settled: list[Signal] = []
    for signal in signals:
        if signal.day == signal.latest or signal.basis == "url":
            settled.append(signal)
            continue
        ends = [day for day in (signal.day, signal.latest) if day in sure]
        settled.append(_fixed(signal, ends[0]) if len(ends) == 1 else signal)
    return settled


def _fixed(signal: Signal, day: date) -> Signal:
    return Signal(
        day=day,
        latest=day,
        role=signal.role,
        worth=signal.worth,
        basis=signal.basis,
        span=signal.span,
        why=f"{signal.why}; the order of day and month by another date of the page",
    )


def state(article: Article, signals: list[Signal]) -> tuple[Dating | None, Dating | None]:
    """The published and the updated date that the page itself states; None for what it does not state.

    An update before the publication (a page prepared days ahead) is left out.
    """
    published, updated = choose(signals, "published"), choose(signals, "updated")
    if published and updated and published.day > updated.latest:
        updated = None
    support = tuple(
        other.evidence(article.id)
        for other in signals
        if published and other is not published and other.day == published.day and other.span.end
    )[:3]
    return (
        dating(published, article.id, support) if published else None,
        dating(updated, article.id) if updated else None,
    )
