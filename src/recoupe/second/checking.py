"""The oath: what a proposal says must stand on the page and in the scheme, or it is left out and told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from recoupe.records.events import EventMention, PloverType, Status
from recoupe.records.ids import make_id
from recoupe.records.readings import Reading
from recoupe.records.spans import Span, Words
from recoupe.records.statements import Statement
from recoupe.resources.plover import scheme
from recoupe.second.answers import Proposal
from recoupe.second.asking import STATUSES, Paragraph, Part
from recoupe.second.folding import Folded, fold

MOST_SOURCES = 3  # statements behind one event, as the rules keep them
FEWEST_LETTERS = 3  # of a trigger; "a" and "de" stand everywhere
LONGEST_TRIGGER = 100  # characters; the words of an act, not the sentence that tells it
_SENTENCE_END = re.compile(r"(?:(?:(?<=\w\w\w)|(?<=[»”\"')\]]))\.|[!?…])[.!?…]*\s{0,2}[»”\"')\]]*\s+|\n")

Mention = TypeVar("Mention", bound=Words)


@dataclass(slots=True)
class Tally:
    """What was left out, by reason: how often, and the words of the first time."""

    counts: dict[str, tuple[int, str]] = field(default_factory=dict)

    def add(self, reason: str, words: str = "", times: int = 1) -> None:
        """Count something that was left out."""
        if times:
            count, first = self.counts.get(reason, (0, _short(words)))
            self.counts[reason] = (count + times, first)

    def told(self) -> Iterator[tuple[str, int, str]]:
        """Reason, count and first words, in the order in which the reasons came up."""
        for reason, (count, first) in self.counts.items():
            yield reason, count, first


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a proposal stands: its paragraph (folded), its sentence, its trigger."""

    paragraph: Paragraph
    folded: Folded
    sentence: Span
    trigger: Words


class Checker:
    """Holds the proposals for one article to its words, its mentions and statements, and what the rules found."""

    def __init__(self, reading: Reading, rule: str) -> None:
        self.reading, self.rule = reading, rule
        self.events: list[EventMention] = []
        self.confirmed: dict[str, None] = {}
        self.tally = Tally()

    def take(self, part: Part, proposals: Iterable[Proposal]) -> None:
        """Check what was proposed for a part of the article."""
        folded = [(paragraph, fold(paragraph.text, paragraph.start)) for paragraph in part.paragraphs]
        for proposal in proposals:
            reason = self._check(proposal, folded)
            if reason:
                self.tally.add(reason, proposal.trigger)

    def _check(self, proposal: Proposal, folded: Sequence[tuple[Paragraph, Folded]]) -> str:
        """Take a proposal in; the reason where it is refused."""
        if proposal.type not in scheme().types:
            return "the type is none of the scheme's"
        if proposal.status not in STATUSES:
            return "the status is none of the scheme's"
        if len(proposal.trigger) > LONGEST_TRIGGER:
            return f"its trigger is longer than {LONGEST_TRIGGER} characters"
        if sum(character.isalnum() for character in proposal.trigger) < FEWEST_LETTERS:
            return f"its trigger has fewer than {FEWEST_LETTERS} letters"
        spot = _spot(proposal, folded)
        if spot is None:
            return "its words do not stand on the page"
        spot = self._in_our_sentence(spot)
        known = self._known(spot, proposal.type)
        if known is not None:
            self.confirmed.setdefault(known.id)
            return ""
        if any(event.trigger.overlaps(spot.trigger) for event in self.reading.events):
            return "the rules read its trigger as another type"
        return self._write(proposal, spot, folded)

    def _in_our_sentence(self, spot: _Spot) -> _Spot:
        """The sentence as the rules cut it where they know it, else between end marks; models quote more or less."""
        for event in self.reading.events:
            if event.sentence.holds(spot.trigger):
                return _Spot(spot.paragraph, spot.folded, event.sentence, spot.trigger)
        whole = _widened(spot.paragraph, spot.trigger)
        return _Spot(spot.paragraph, spot.folded, whole, spot.trigger)

    def _known(self, spot: _Spot, type_: str) -> EventMention | None:
        """The rules' event of that type with these words, or else in this sentence."""
        same = [event for event in self.reading.events if event.type == type_]
        near = [e for e in same if e.trigger.overlaps(spot.trigger)]
        near += [e for e in same if e.sentence.holds(spot.trigger) or spot.sentence.holds(e.trigger)]
        return near[0] if near else None

    def _write(self, proposal: Proposal, spot: _Spot, folded: Sequence[tuple[Paragraph, Folded]]) -> str:
        places = list(_places(spot, folded))
        actors = self._parties(proposal.actors, places)
        recipients = tuple(ref for ref in self._parties(proposal.recipients, places) if ref not in actors)
        if not actors and not recipients:
            return "no actor of the page takes part in it"
        when = self._pointed(proposal.date, places, [t for t in self.reading.mentions.times if t.type != "SET"], "date")
        where = self._pointed(proposal.place, places, self.reading.mentions.places, "place")
        article, trigger = self.reading.article.id, spot.trigger
        event = EventMention(
            id=make_id("m", article, trigger.start, trigger.end, self.rule, proposal.type, proposal.status),
            article=article,
            trigger=trigger,
            sentence=spot.sentence,
            type=cast(PloverType, proposal.type),
            status=cast(Status, proposal.status),
            rule=self.rule,
            modes=self._modes(proposal),
            actors=actors,
            recipients=recipients,
            when=when.id if when is not None else None,
            where=where.id if where is not None else None,
            place=where.place if where is not None else None,
            according_to=self._sources(proposal, spot, places),
        )
        return self._keep(event)

    def _keep(self, event: EventMention) -> str:
        """Keep an event unless the second reader itself has told it before."""
        for other in self.events:
            alike = (other.sentence, other.actors, other.recipients) == (event.sentence, event.actors, event.recipients)
            if other.type == event.type and (alike or other.trigger.overlaps(event.trigger)):
                return ""
            if other.trigger == event.trigger:
                return "it was proposed under two types"
        self.events.append(event)
        return ""

    def _modes(self, proposal: Proposal) -> tuple[str, ...]:
        known = scheme().types[proposal.type].modes
        for mode in proposal.modes:
            if mode not in known:
                self.tally.add("a mode that its type has not", f"{proposal.type} {mode}")
        return tuple(mode for mode in dict.fromkeys(proposal.modes) if mode in known)

    def _parties(self, given: Iterable[str], places: Sequence[tuple[Folded, Span]]) -> tuple[str, ...]:
        """The refs of the article's own actors that the words name."""
        refs: dict[str, None] = {}
        for words in given:
            mention = _overlapped(words, places, self.reading.mentions.actors)
            if mention is None:
                self.tally.add("a party that is no actor of the page", words)
            else:
                refs.update(dict.fromkeys(mention.refs))
        return tuple(refs)

    def _pointed(
        self, words: str | None, places: Sequence[tuple[Folded, Span]], mentions: Sequence[Mention], what: str
    ) -> Mention | None:
        """The article's own mention that the words name; what names none is told."""
        if not words or not words.strip():
            return None
        found = _overlapped(words, places[:2], mentions)
        if found is None:
            self.tally.add(f"a {what} that is no {what} of the page", words)
        return found

    def _sources(self, proposal: Proposal, spot: _Spot, places: Sequence[tuple[Folded, Span]]) -> tuple[str, ...]:
        """The statements that hold the trigger, and those of the speaker whom the model names in this sentence."""
        over = [one for one in self.reading.statements if _holds(one, spot.trigger)]
        over.sort(key=lambda one: (sum(span.end - span.start for span in one.content), one.id))
        words = proposal.according_to or ""
        if words.strip():
            spans = [span for folded, bound in places[:2] for span in folded.find(words, bound)]
            named = [one for one in self.reading.statements if any(one.speaker.overlaps(span) for span in spans)]
            here = [one for one in named if any(span.overlaps(spot.sentence) for span in one.content)]
            if not named:
                self.tally.add("a source that is no speaker of the page", words)
            over.extend(one for one in here if one not in over and not _is_cue(one, spot.trigger))
        return tuple(one.id for one in over[:MOST_SOURCES])


def _spot(proposal: Proposal, folded: Sequence[tuple[Paragraph, Folded]]) -> _Spot | None:
    """Where sentence and trigger stand; a wrong number is forgiven where the words are right."""
    ordered = sorted(folded, key=lambda pair: pair[0].number != proposal.paragraph)
    for paragraph, text in ordered:
        for sentence in text.find(proposal.sentence):
            for span in text.find(proposal.trigger, sentence):
                words = paragraph.text[span.start - paragraph.start : span.end - paragraph.start]
                return _Spot(paragraph, text, sentence, Words(start=span.start, end=span.end, text=words))
    return None


def _places(spot: _Spot, folded: Sequence[tuple[Paragraph, Folded]]) -> Iterator[tuple[Folded, Span]]:
    """Where a party's words may stand: in the sentence, its paragraph, the paragraphs before, the nearest first."""
    yield spot.folded, spot.sentence
    yield spot.folded, spot.paragraph
    for paragraph, text in reversed(folded):
        if paragraph.end <= spot.paragraph.start:
            yield text, paragraph


def _overlapped(words: str, places: Sequence[tuple[Folded, Span]], mentions: Sequence[Mention]) -> Mention | None:
    """The mention that shares most characters with the words where they stand; of equals the shortest."""
    for folded, bound in places:
        for span in folded.find(words, bound):
            met = [mention for mention in mentions if mention.overlaps(span)]
            if met:
                return min(met, key=lambda one: (-_shared(one, span), one.end - one.start, one.start))
    return None


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _holds(statement: Statement, trigger: Span) -> bool:
    return not _is_cue(statement, trigger) and any(span.holds(trigger) for span in statement.content)


def _is_cue(statement: Statement, trigger: Span) -> bool:
    return statement.cue is not None and statement.cue.overlaps(trigger)


def _widened(paragraph: Paragraph, words: Span) -> Span:
    """The sentence around words: from the end mark before to the end mark behind them.

    A full stop behind one or two letters ("M.", "p.") ends no sentence, nor does a mark before a small letter.
    """
    text, low, high = paragraph.text, words.start - paragraph.start, words.end - paragraph.start
    ends = [end for match in _SENTENCE_END.finditer(text) if not text[(end := match.end()) : end + 1].islower()]
    start = max((end for end in ends if end <= low), default=0)
    stop = min((end for end in ends if end >= high), default=len(text))
    while stop > high and text[stop - 1].isspace():
        stop -= 1
    return Span(start=paragraph.start + start, end=paragraph.start + stop)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 80 else line[:79] + "…"
