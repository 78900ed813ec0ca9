"""The two sides of a draft: how somebody is put on one."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.stages.events.drafts import Draft


def give(draft: Draft, side: list[str], refs: Sequence[str], told: str, country: str | None = None) -> None:
    """Put refs on a side, none twice."""
    for ref in refs:
        if ref not in draft.parties.actors and ref not in draft.parties.recipients:
            side.append(ref)
            draft.parties.told.add(told)
            if country is not None:
                draft.parties.countries[ref] = country
