"""Copies: passages that stand in two articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.records.spans import Span

Certainty = Literal["sure", "likely"]
Direction = Literal["first->second", "second->first"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A passage shared by two articles (ids in sorted order): its stretches in each, one entry a run.

    `words` counts the shared words, `longest_run` the longest unbroken run of them; `inside_quotation` is
    true when all of it stands between quotation marks: the same speech act, no dependence by itself. A "likely"
    copy is a sentence told again in other grammar or with light edits; it never counts as dependence by itself.
    `direction` says which of the two articles gave it to the other, None where nothing or not all evidence tells;
    `why` says what the certainty and the direction rest on.
    """

    id: str
    articles: tuple[str, str]
    spans: tuple[tuple[Span, ...], tuple[Span, ...]]
    words: int
    longest_run: int
    inside_quotation: bool
    certainty: Certainty = "sure"
    direction: Direction | None = None
    why: str = ""
