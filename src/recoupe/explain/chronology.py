"""The chronology as lines for the eye."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from recoupe.explain.findings import date_words
from recoupe.records.events import Disagreement, Event, HistoryStep
from recoupe.records.readings import Findings
from recoupe.records.statements import Statement

MOST_SPEAKERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One happening: `when` in words with its precision, `according_to` with the chain from speaker to page.

    `level` sums up who stands behind it; `history` lists the steps of its affair; `story` names its storyline.
    """

    id: str
    when: str
    summary: str
    type: str
    modes: tuple[str, ...]
    status: str
    according_to: tuple[str, ...]
    origins: int
    origin_names: tuple[str, ...]
    confirmed_by: tuple[str, ...]
    disputed_by: tuple[str, ...]
    disagreements: tuple[str, ...]
    pages: int
    level: str
    silent_sides: tuple[str, ...]
    history: tuple[str, ...]
    story: str | None

    def as_dict(self) -> dict[str, Any]:
        """The line as plain values."""
        return asdict(self)


def chronology(findings: Findings) -> tuple[Line, ...]:
    """The events of a dossier as lines, in order; undated ones last."""
    statements = {s.id: s for reading in findings.readings for s in reading.statements}
    mentions = {m.id: m for reading in findings.readings for m in reading.events}
    return tuple(
        _line(
            event,
            [statements[key] for m in event.mentions for key in mentions[m].according_to if key in statements],
            len({mentions[m].article for m in event.mentions}),
        )
        for event in findings.events
    )


def _line(event: Event, said: list[Statement], pages: int) -> Line:
    chains = tuple(dict.fromkeys(_chain(statement) for statement in said if statement.speaker.text))
    return Line(
        id=event.id,
        when=date_words(event.date),
        summary=event.summary,
        type=event.type,
        modes=event.modes,
        status=event.status,
        according_to=chains[:MOST_SPEAKERS],
        origins=event.independent_origins,
        origin_names=tuple(origin.name for origin in event.origins),
        confirmed_by=event.confirmed_by,
        disputed_by=event.disputed_by,
        pages=pages,
        disagreements=tuple(map(disagreement_words, event.disagreements)),
        level=event.level,
        silent_sides=event.silent_sides,
        history=tuple(_step(step) for step in event.history),
        story=event.story.label if event.story else None,
    )


def disagreement_words(told: Disagreement) -> str:
    """A disagreement in a few words: the field, each value, and whether all can be true."""
    values = " / ".join(value.value for value in told.values)
    return f"{told.field}: {values}" + (" (can all be true)" if told.compatible else "")


def _step(step: HistoryStep) -> str:
    return f"{step.status} {date_words(step.date)}: {step.event}"


def _chain(statement: Statement) -> str:
    return " ← ".join((statement.speaker.text, *(words.text for words in statement.via)))
