"""From a draft to a record: trigger words, sentence, modes, time, place, sources, figures."""

from __future__ import annotations

from typing import cast

from recoupe.records.actors import PlaceMention
from recoupe.records.events import EventMention, Status
from recoupe.records.ids import make_id
from recoupe.records.pages import Article
from recoupe.records.readings import Mentions
from recoupe.records.spans import Span, Words
from recoupe.records.times import TimeMention
from recoupe.stages.events.drafts import Draft
from recoupe.stages.events.embedding import content_span
from recoupe.stages.events.figures import find_figures
from recoupe.stages.events.parties.phrases import clause_end

MOST_SOURCES = 3  # statements of a chain kept at most


class Writer:
    """Writes the events of one article."""

    def __init__(self, article: Article, mentions: Mentions) -> None:
        self.article, self.mentions = article, mentions

    def write(self, draft: Draft) -> EventMention:
        """The record of a draft that was kept."""
        ground, candidate = draft.ground, draft.candidate
        start, end = ground.passage.offsets(candidate.first, candidate.last)
        start, end = self._trigger_at(draft, start, end)
        trigger = Words(start=start, end=end, text=self.article.text[start:end])
        first, last = ground.sentence(candidate.head)
        opening, closing = ground.passage.offsets(first, last)
        sentence = Span(start=opening, end=max(closing, end))
        time, place = self._when(draft), self._where(draft)
        status = cast(Status, draft.effect)
        return EventMention(
            id=make_id("m", self.article.id, start, end, candidate.trigger.id, status),
            article=self.article.id,
            trigger=trigger,
            sentence=sentence,
            type=candidate.trigger.type,
            status=status,
            rule=candidate.trigger.id,
            modes=modes_of(draft),
            contexts=candidate.trigger.contexts,
            cameo=candidate.trigger.cameo,
            actors=tuple(draft.parties.actors),
            recipients=tuple(draft.parties.recipients),
            when=time.id if time is not None else None,
            where=place.id if place is not None else None,
            place=place.place if place is not None else None,
            according_to=self._sources(draft, trigger),
            figures=find_figures(draft, self.article.text),
            inferred=_inferred(draft),
        )

    def _trigger_at(self, draft: Draft, start: int, end: int) -> tuple[int, int]:
        """A judgement told in indirect speech is the reporting verb; in direct speech the words of the judgement."""
        if draft.candidate.trigger.in_speech and draft.over:
            cue = draft.over[0].cue
            if cue is not None and draft.over[0].form == "indirect" and cue.end <= start:
                return cue.start, cue.end
        return start, end

    def _sources(self, draft: Draft, trigger: Words) -> tuple[str, ...]:
        """The statements that hold the trigger, the innermost first; not the one whose own cue the trigger is."""
        kept = [
            statement.id for statement in draft.over if statement.cue is None or not statement.cue.overlaps(trigger)
        ]
        return tuple(kept[:MOST_SOURCES])

    def _when(self, draft: Draft) -> TimeMention | None:
        """The time mention of the trigger's own clause that stands nearest to the trigger."""
        ground, candidate = draft.ground, draft.candidate
        low, high = _clause_offsets(draft)
        start, _ = ground.passage.offsets(candidate.first, candidate.last)
        times = [
            time
            for time in self.mentions.times
            if low <= time.start and time.end <= high and time.type in ("DATE", "TIME", "DURATION")
        ]
        return min(times, key=lambda time: (abs(time.start - start), time.start), default=None)

    def _where(self, draft: Draft) -> PlaceMention | None:
        low, high = _clause_offsets(draft)
        start, _ = draft.ground.passage.offsets(draft.candidate.first, draft.candidate.last)
        places = [place for place in self.mentions.places if low <= place.start and place.end <= high]
        return min(places, key=lambda place: (abs(place.start - start), place.start), default=None)


def _inferred(draft: Draft) -> tuple[str, ...]:
    """The sides that stand, though no words of the sentence name them."""
    parties = draft.parties
    sides = ("actor", parties.actors), ("recipient", parties.recipients)
    return tuple(name for name, side in sides if side and name in parties.inferred)


def _clause_offsets(draft: Draft) -> tuple[int, int]:
    """The text offsets of the trigger's own clause, from the end of the clause before to its own end."""
    ground, candidate = draft.ground, draft.candidate
    clause = candidate.verb or candidate.clause
    first, last = ground.sentence(candidate.head)
    if clause is not None:
        end = clause_end(ground, clause)
        before = [
            other
            for other in ground.clauses
            if other.form == "finite" and first <= other.head < min(clause.start, candidate.first)
        ]
        start = first
        if before and clause.link not in ("root",):
            start = max(other.end for other in before)
        elif before:
            inner = [other for other in before if other.governor == clause.head or other.link == "relative"]
            start = first if len(inner) == len(before) else max(other.end for other in before if other not in inner)
        first, last = start, max(end, candidate.last)
    return ground.passage.offsets(min(first, candidate.first), max(last, candidate.last))


def modes_of(draft: Draft) -> tuple[str, ...]:
    """The trigger's modes, made closer by the means named beside it or by what is asked, refused or threatened."""
    ground, candidate, trigger = draft.ground, draft.candidate, draft.candidate.trigger
    if trigger.mode_by_content:
        span = content_span(ground, draft)
        tables = ground.lexicon.threats if trigger.type == "THREATEN" else ground.lexicon.contents
        if span is not None:
            for mode, rows in tables.items():
                if any(ground.find_row(row, span[0], min(span[1], span[0] + 12), bound=False) for row in rows):
                    return (mode,)
        return trigger.modes
    if trigger.type == "ASSAULT" and (
        trigger.mode_by_means or not trigger.modes or "heavy-weapons" in trigger.modes or "aerial" in trigger.modes
    ):
        first, last = ground.sentence(candidate.head)
        low, high = max(first, candidate.first - 6), min(last, candidate.last + 10)
        for mode, rows in ground.lexicon.means.items():
            if any(ground.find_row(row, low, high, bound=False) for row in rows):
                return (mode,)
    return trigger.modes
