"""A person's verdict: kept for ever, superseded but never erased."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

JudgementKind = Literal["set-date", "add-actor", "merge-actors", "split-actor", "rename-actor", "withdraw"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision: what kind, about what, what was decided, by whom, when (ISO 8601, UTC) and why.

    `target` names what the decision is about by something that a rebuild keeps: the id of a saved page (a hash of its
    bytes and of the house that its container names), the canonical name of an actor, the id of another judgement.
    `value` is a JSON object whose keys the kind fixes:

    - "set-date": `earliest` and `latest` (ISO days). The latest judgement on a page counts.
    - "merge-actors": `with`, a list of names of actors that are the target too.
    - "split-actor": `name` of the new actor; `mentions`, a list of {"page": SHA-256, "words": the mention's words as
      they stand on that page}; where certain `kind`, `country`, `sectors` of the new actor.
    - "rename-actor": `name`, what the dossier shall call the target.
    - "add-actor": `kind` (`ActorKind`); where certain `country` (ISO 3166 alpha-3 or an organisation's code), `sectors`
      (list), `names` (list of further spellings). The target is the name as pages write it, or an actor's.
    - "withdraw": none; it takes the judgement that it targets back.

    `of_country`, beside any of the four, says which of two actors of one name is meant. Judgements on actors are
    applied in the order of time: a later name or kind replaces an earlier one, merges and splits add up; the target
    may be called by its first name or by the one that earlier judgements gave it.
    """

    id: str
    kind: JudgementKind
    target: str
    value: str
    by: str
    at: str
    because: str = ""


def not_withdrawn(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that nobody took back, each once, the oldest first whatever their order; no withdrawals."""
    ordered = sorted({one.id: one for one in judgements}.values(), key=lambda one: (one.at, one.id))
    gone: set[str] = set()
    for one in reversed(ordered):  # a withdrawal that was itself withdrawn takes nothing back
        if one.kind == "withdraw" and one.id not in gone:
            gone.add(one.target)
    return [one for one in ordered if one.kind != "withdraw" and one.id not in gone]
