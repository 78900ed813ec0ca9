"""A person's verdict: kept for ever, superseded but never erased."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

JudgementKind = Literal["set-date", "add-actor", "merge-actors", "split-actor", "rename-actor", "withdraw"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision: what kind, about what, what was decided, by whom, when (ISO 8601, UTC) and why.

    `target` names what the decision is about by something that a rebuild keeps: the SHA-256 of a saved page, the
    canonical name of an actor, the id of another judgement. `value` is a JSON object whose keys the kind fixes; for
    "set-date" they are `earliest` and `latest` (ISO days). The latest judgement of a kind on a target counts;
    "withdraw" takes the one that it targets back.
    """

    id: str
    kind: JudgementKind
    target: str
    value: str
    by: str
    at: str
    because: str = ""
