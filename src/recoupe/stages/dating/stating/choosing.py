"""Chooses among the signals of a page: when it was published, when it was updated, both apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from recoupe.records.pages import Article
from recoupe.records.times import Dating
from recoupe.stages.dating.stating.signals import Signal, dating

ENOUGH = 18  # below this worth a signal alone does not date a page
AGREE = 12  # what a second signal of the same day adds
SEEN = 20  # worth of a visible date that may correct a machine's UTC
SURE = 80  # worth of what tells the publication in so many words
ONE = timedelta(days=1)


def choose(signals: list[Signal], role: str) -> Signal | None:
    """The best signal of a role; signals of the role that name the same day support each other.

    The best one gets its time of day from another of the same day where it tells none itself.
    """
    mine = [signal for signal in signals if signal.role in (role, "unsure" if role == "published" else role)]
    best: tuple[int, int, Signal] | None = None
    for order, signal in enumerate(mine):
        support = sum(1 for other in mine if other is not signal and other.day == signal.day == other.latest)
        worth = signal.worth + AGREE * min(support, 3)
        if best is None or (worth, -order) > best[:2]:
            best = worth, -order, signal
    if best is None or best[0] < ENOUGH:
        return None
    return _timed(_local(best[2], mine), mine)


def _local(best: Signal, mine: list[Signal]) -> Signal:
    """The day that the page shows its readers, where a machine tells the neighbouring day because it counts in UTC.

    Only where the hour allows it: offsets run from -12:00 to +14:00, so it may still be the day before until noon in
    UTC, and already the day after from ten in the morning on.
    """
    if best.basis != "markup" or not best.time or not best.time.endswith("+00:00"):
        return best
    shown = [s for s in mine if s.basis == "explicit" and s.day == s.latest and s.worth >= SEEN]
    hour = int(best.time[11:13])
    wanted = [day for day, possible in ((best.day - ONE, hour < 12), (best.day + ONE, hour >= 10)) if possible]
    if any(signal.day == best.day for signal in shown):
        return best
    for signal in shown:
        if signal.day in wanted:
            why = f"{signal.why}; the markup tells the same moment in UTC ({best.time})"
            return replace(signal, why=why, time=best.time)
    return best


def _timed(best: Signal, mine: list[Signal]) -> Signal:
    if best.time or best.day != best.latest:
        return best
    timed = [signal for signal in mine if signal.time and signal.day == best.day == signal.latest]
    return replace(best, time=max(timed, key=lambda signal: signal.worth).time) if timed else best


def state(article: Article, signals: list[Signal]) -> tuple[Dating | None, Dating | None]:
    """The published and the updated date that the page itself states; None for what it does not state.

    An update before the publication (a page prepared days ahead) is left out. Where the page tells only the month of
    its first publication, a later date on it is that of a change.
    """
    published, updated = choose(signals, "published"), choose(signals, "updated")
    if published and published.day != published.latest and published.worth > SURE:
        later = [replace(s, role="updated") for s in signals if s.role == "published" and s.day > published.latest]
        updated = updated or choose(later, "updated")
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
