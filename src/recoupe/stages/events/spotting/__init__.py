"""Where events may be told: every verb, noun and adjective of a passage that fits a trigger."""

from __future__ import annotations

from recoupe.stages.events.reading.ground import Ground
from recoupe.stages.events.spotting.candidates import Candidate
from recoupe.stages.events.spotting.rows import row_candidates
from recoupe.stages.events.spotting.verbs import verb_candidate

__all__ = ["Candidate", "spot"]


def spot(ground: Ground) -> list[Candidate]:
    """The candidates of a passage in the order of the text; of two that use the same words, the longer stays."""
    verbs = [found for clause in ground.clauses if (found := verb_candidate(ground, clause)) is not None]
    taken = {token for candidate in verbs for token in candidate.taken}
    rows = list(row_candidates(ground, taken))
    return sorted([*verbs, *rows], key=lambda candidate: (candidate.first, candidate.head))
