"""An explanation: a title and its facts, each with the words and the place that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.errors import NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One field and why it has its value: `words` stand on `page` at `start`..`end` (None where nothing is quoted)."""

    field: str
    value: str
    words: str = ""
    page: str = ""
    start: int | None = None
    end: int | None = None
    rule: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What `recoupe why` and `recoupe explain` tell."""

    title: str
    facts: tuple[Fact, ...]


def not_found(key: str, names: Sequence[tuple[str, str]]) -> NotFoundError:
    """The error for a name that nothing, or more than one thing, answers to."""
    if names:
        told = ", ".join(f"{kind} {name}" for kind, name in names[:8])
        return NotFoundError(f"{key!r} could be any of: {told}", mend="write more of the id")
    return NotFoundError(f"nothing here is called {key!r}", mend="take an id from `recoupe show` or `recoupe search`")
