"""Event mentions (what one sentence tells) and events (what the dossier knows of one happening)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.records.actors import Place
from recoupe.records.spans import Span, Words
from recoupe.records.times import EventDate

PloverType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Status = Literal[
    "happened", "ongoing", "planned", "proposed", "demanded", "refused", "denied", "alleged", "conditional"
]
FigureRelation = Literal["exactly", "at least", "more than", "about", "at most", "less than"]
OriginKind = Literal["communique", "person", "agency", "document", "outlet", "unknown"]
Level = Literal[
    "narrated",
    "one origin",
    "one origin, several outlets",
    "several origins",
    "confirmed by both sides",
    "disputed",
    "denied",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Words):
    """A number that the event is told with: what is counted, how many, and how exactly."""

    what: str
    value: int
    relation: FigureRelation


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """A span that tells an event, coded in PLOVER with its raw type and status.

    Before linking `actors` and `recipients` hold refs of the article's mentions, afterwards ids of actors.
    `when` is the id of the time mention that dates the event and `date` what it comes to once the page is
    dated; `where` is the id of the place mention. `according_to` lists statements of the same article. `inferred` names
    the sides ("actor", "recipient") that no words of the sentence name: they are a reading of what stands around it.
    """

    id: str
    article: str
    trigger: Words
    sentence: Span
    type: PloverType
    status: Status
    rule: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    when: str | None = None
    date: EventDate | None = None
    where: str | None = None
    place: Place | None = None
    according_to: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who could know it of their own; `articles` are those through which it reaches us, `why` the evidence."""

    id: str
    kind: OriginKind
    name: str
    side: str | None
    articles: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementValue:
    """One of the values that pages give for the same thing, the event mentions that give it, and their own words."""

    value: str
    mentions: tuple[str, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A field on which the tellings differ ("figure:killed", "date", "place", "actors", "initiative", "status").

    `compatible` is true when all values can be true together ("more than 60" and "87").
    """

    field: str
    values: tuple[DisagreementValue, ...]
    compatible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryStep:
    """One step of an affair: the event, how far it got there, when, and what ties it to the step before."""

    event: str
    status: Status
    date: EventDate | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The storyline that an event belongs to: the same parties within days, or one affair; `label` names it."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What the dossier knows of one happening; assembled from its mentions, which stay untouched.

    `independent_origins` is an upper bound: rewriting is invisible to text comparison. `why` tells in plain
    words, one reason a line, what joined the mentions and how the count came about. `rank` is the line's place
    in the chronology, from 0. `level` sums up who stands behind it; `silent_sides` are parties that neither confirm
    nor deny it. `history` lists the steps of the affair that it belongs to, itself among them, in order.
    """

    id: str
    type: PloverType
    modes: tuple[str, ...]
    status: Status
    summary: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    mentions: tuple[str, ...]
    date: EventDate | None = None
    place: Place | None = None
    origins: tuple[Origin, ...] = ()
    independent_origins: int = 0
    confirmed_by: tuple[str, ...] = ()
    disputed_by: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    why: tuple[str, ...] = ()
    rank: int = 0
    level: Level = "narrated"
    silent_sides: tuple[str, ...] = ()
    history: tuple[HistoryStep, ...] = ()
    story: Story | None = None
