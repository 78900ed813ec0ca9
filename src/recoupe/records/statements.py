"""Statements: a stretch of text attributed to a speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.records.spans import Span, Words

StatementForm = Literal["direct", "indirect", "mixed"]
Polarity = Literal["asserted", "not_said", "denied"]
Stance = Literal["neutral", "claims", "admits", "reveals", "hedged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker(Words):
    """Who speaks: the words that name the speaker on the page and, where known, the actors.

    Before linking `actors` holds the refs of the article's mentions, afterwards ids of actors.
    A speaker known only by context has an empty stretch at the cue.
    """

    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A stretch attributed to a speaker, with cue, form, channel and polarity.

    `via` lists the channels and intermediate sources from the speaker outwards; `within` is the id of
    the statement that carries this one; `rule` the id of the speech rule that found it.
    """

    id: str
    article: str
    speaker: Speaker
    content: tuple[Span, ...]
    form: StatementForm
    rule: str
    cue: Words | None = None
    polarity: Polarity = "asserted"
    stance: Stance = "neutral"
    addressee: Speaker | None = None
    via: tuple[Words, ...] = ()
    within: str | None = None
