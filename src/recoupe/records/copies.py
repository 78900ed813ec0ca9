"""Copies: passages that stand in two articles."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.records.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A passage shared by two articles (ids in sorted order): its stretches in each, one entry a run.

    `words` counts the shared words, `longest_run` the longest unbroken run of them; `inside_quotation` is
    true when all of it stands between quotation marks: the same speech act, no dependence by itself.
    """

    id: str
    articles: tuple[str, str]
    spans: tuple[tuple[Span, ...], tuple[Span, ...]]
    words: int
    longest_run: int
    inside_quotation: bool
