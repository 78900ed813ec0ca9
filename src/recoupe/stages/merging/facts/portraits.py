"""What is known of a happening while it is put together: one mention's facts, or those of several in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from recoupe.records.actors import Place
from recoupe.records.events import EventMention, Figure
from recoupe.records.readings import Reading
from recoupe.stages.merging.facts import times
from recoupe.stages.merging.facts.places import finer
from recoupe.stages.merging.facts.wording import Wording, names, numbers, read_wording, stems

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
NEAR = 80  # characters before and after a trigger in which a number belongs to it
CONTEXT = 140  # characters after a trigger whose words tell what the event is about


@dataclass(frozen=True)
class Portrait:
    """A happening so far.

    `context` holds the openings of the words that follow its triggers, `names` the capitalised ones among them and
    `numbers` those that stand near. `sources` and `targets` are ids of actors, `figures` what is counted -> its values.

    `published` spans the days on which its pages came out.
    """

    mentions: tuple[EventMention, ...]
    type: str
    statuses: frozenset[str]
    modes: frozenset[str]
    sources: frozenset[str]
    targets: frozenset[str]
    when: times.Interval | None
    where: Place | None
    figures: Mapping[str, frozenset[tuple[int, str]]]
    wordings: tuple[Wording, ...]
    stems: frozenset[str]
    context: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    speakers: frozenset[str]
    articles: frozenset[str]
    published: times.Interval | None

    @cached_property
    def key(self) -> tuple[str, ...]:
        """What it is sorted by: the ids of its mentions."""
        return tuple(sorted(mention.id for mention in self.mentions))

    @cached_property
    def parties(self) -> frozenset[str]:
        """Everybody who took part."""
        return self.sources | self.targets

    @cached_property
    def place_in_text(self) -> tuple[int, int]:
        """Where its first mention stands."""
        return min((mention.trigger.start, mention.trigger.end) for mention in self.mentions)

    @cached_property
    def series(self) -> bool:
        """Whether a mention says that many happenings are told as one."""
        return any(wording.series for wording in self.wordings)

    @cached_property
    def mutual(self) -> bool:
        """Whether the parties stand on one side: a meeting, an agreement of several; not one state's offer."""
        return self.type in SYMMETRIC and not (self.type == "AGREE" and (self.targets or len(self.sources) < 2))

    @cached_property
    def ordinals(self) -> frozenset[int]:
        """Which ones of a series its mentions call it."""
        return frozenset(wording.ordinal for wording in self.wordings if wording.ordinal is not None)


def draw(reading: Reading, mention: EventMention) -> Portrait:
    """The portrait of one mention."""
    text, trigger = reading.article.text, mention.trigger
    told_by = {statement.id: statement.speaker.actors for statement in reading.statements}
    end = max(trigger.end, min(mention.sentence.end, trigger.end + CONTEXT))
    near = text[max(mention.sentence.start, trigger.start - NEAR) : min(mention.sentence.end, trigger.end + NEAR)]
    wording = read_wording(text, trigger.start, trigger.end, reading.article.language)
    return Portrait(
        mentions=(mention,),
        type=mention.type,
        statuses=frozenset({mention.status}),
        modes=frozenset(mention.modes),
        sources=frozenset(mention.actors),
        targets=frozenset(mention.recipients),
        when=times.interval_of(mention),
        where=mention.place,
        figures=_figures(mention.figures),
        wordings=(wording,),
        stems=wording.stems,
        context=stems(text[trigger.end : end]),
        names=names(text[trigger.end : end]),
        numbers=numbers(near),
        speakers=frozenset(actor for key in mention.according_to for actor in told_by.get(key, ())),
        articles=frozenset({reading.article.id}),
        published=times.published(reading.article),
    )


def together(one: Portrait, other: Portrait) -> Portrait:
    """Two tellings of one happening as one portrait; dates meet, the finer place stays, the rest adds up."""
    figures = {
        what: one.figures.get(what, frozenset()) | other.figures.get(what, frozenset())
        for what in {*one.figures, *other.figures}
    }
    return Portrait(
        mentions=tuple(sorted({*one.mentions, *other.mentions}, key=lambda mention: mention.id)),
        type=one.type,
        statuses=one.statuses | other.statuses,
        modes=one.modes | other.modes,
        sources=one.sources | other.sources,
        targets=one.targets | other.targets,
        when=times.meet(one.when, other.when),
        where=finer(one.where, other.where),
        figures=figures,
        wordings=one.wordings + other.wordings,
        stems=one.stems | other.stems,
        context=one.context | other.context,
        names=one.names | other.names,
        numbers=one.numbers | other.numbers,
        speakers=one.speakers | other.speakers,
        articles=one.articles | other.articles,
        published=times.joined(one.published, other.published),
    )


def main_mode(portrait: Portrait) -> str | None:
    """The mode that most mentions give, None when none gives one."""
    counted = Counter(mode for mention in portrait.mentions for mode in mention.modes)
    return min(counted, key=lambda mode: (-counted[mode], mode), default=None)


def _figures(figures: tuple[Figure, ...]) -> dict[str, frozenset[tuple[int, str]]]:
    found: dict[str, set[tuple[int, str]]] = {}
    for figure in figures:
        found.setdefault(figure.what, set()).add((figure.value, figure.relation))
    return {what: frozenset(values) for what, values in found.items()}
