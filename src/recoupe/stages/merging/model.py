"""The model of sameness on one page: named features, their weights, and how much is enough.

Weights were set on hand-annotated French and English pages; each says how much a feature speaks for one event
(above 0) or for two (below). Two mentions are one event when the sum reaches the threshold of their kind and none of
the rules in `rules.py` forbids it.
"""

from __future__ import annotations

from typing import Final

SPOKEN: Final = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
CONTENT_MATTERS: Final = frozenset({"REQUEST", "AGREE", "REJECT", "CONCEDE", "THREATEN"})
# types of which one happening is told apart from a run of them; a build-up or an aid is a run by nature
COUNTED: Final = frozenset({"ASSAULT", "CONSULT", "PROTEST", "COERCE", "SANCTION", "RETREAT"})
# types that happen so often in one war that side and day do not single one out: pages must share an anchor too
FREQUENT: Final = frozenset({"ASSAULT", "COERCE", "PROTEST"})
# types that lead from one place to another
MOVING: Final = frozenset({"MOBILIZE", "RETREAT", "AID"})
# types that last: told as going on, they were mostly going on in the days before
LASTING: Final = frozenset({"MOBILIZE", "AID", "COOPERATE"})
ANCHORS: Final = frozenset(
    {
        "same place",
        "places near each other",
        "same figure",
        "same numbers near",
        "same persons",
        "told with like words",
        "copied words tell both",
    }
)
# on one page side and day do not single a blow out either: it is taken up by its words, place or at once, or
# nothing near it gainsays
ANCHORS_ON_PAGE: Final = frozenset(
    {
        "same place",
        "same figure",
        "same numbers near",
        "same persons",
        "told with like words",
        "same words",
        "same sentence",
        "taken up by a demonstrative",
        "names nobody anew",
        "told in the words before",
        "told just before",
    }
)
TWO_STATES_AND_A_DAY: Final = frozenset({"same sides", "same day"})
GAINSAYING: Final = frozenset({"other numbers near", "other names near", "other figure"})
GAINSAYING_ON_PAGE: Final = GAINSAYING | {"other mode", "mode told by one only"}
# modes of a type that may be two words for one thing; any other two modes of these types are two events
KINDRED_MODES: Final[dict[str, frozenset[str]]] = {
    "ASSAULT": frozenset(
        {
            "aerial",
            "heavy-weapons",
            "firearms",
            "explosives",
            "drone",
            "destroy",
            "targeted",
            "suicide-attack",
            "beat",
            "primitive",
        }
    ),
    "COERCE": frozenset({"restrict", "curfew", "censor"}),
    "CONSULT": frozenset({"visit", "multilateral", "third-party"}),
    "PROTEST": frozenset({"demo", "riot", "obstruct", "vandalize"}),
    "SANCTION": frozenset({"discontinue", "withdraw"}),
    "MOBILIZE": frozenset({"troops", "weapons", "militia"}),
    "RETREAT": frozenset({"withdraw", "ceasefire", "disarm"}),
}

# name of the feature -> (weight on one page, weight between pages)
WEIGHTS: Final[dict[str, tuple[float, float]]] = {
    "same source": (1.2, 2.0),
    "source of the same government": (0.9, 1.5),
    "source of the same country": (0.7, 1.0),
    "same target": (1.4, 1.5),
    "target of the same government": (0.8, 1.2),
    "target of the same country": (0.5, 1.0),
    "source named alike": (0.6, 0.8),
    "source named otherwise": (-0.8, -0.8),
    "target named alike": (0.8, 0.8),
    "target named otherwise": (-1.2, -0.5),
    "same persons": (0.8, 1.5),
    "same sides": (0.0, 0.5),
    "same day": (0.4, 3.0),
    "about the same day": (0.0, 1.8),
    "same days": (0.5, 2.5),
    "days that overlap": (0.2, 1.0),
    "going on in overlapping days": (0.4, 1.5),
    "days that do not meet": (-0.9, -1.0),
    "told roughly, one within the other": (0.2, 1.5),
    "going on since before": (0.0, 1.8),
    "undated, on a page of those days": (0.0, 1.4),
    "a long time and a day of it": (-1.6, 0.0),
    "same place": (0.8, 2.0),
    "place inside the other": (0.4, 0.5),
    "places near each other": (0.3, 0.7),
    "same figure": (1.0, 1.5),
    "other figure": (-1.0, -0.5),
    "same mode": (0.2, 0.5),
    "other mode": (-1.7, -1.0),
    "mode told by one only": (-1.0, 0.0),
    "about something else": (-1.3, -1.0),
    "same status": (1.2, 0.5),
    "taken up by a demonstrative": (1.6, 0.0),
    "taken up as known": (0.4, 0.0),
    "brought in as new": (-0.6, 0.0),
    "brought in with a day of its own": (-1.7, 0.0),
    "same words": (1.0, 1.0),
    "same words again": (0.7, 0.0),
    "same names near": (0.1, 0.5),
    "other names near": (-0.9, -0.7),
    "same numbers near": (0.8, 0.8),
    "other numbers near": (-1.2, -1.0),
    "told with like words": (1.4, 1.0),
    "same sentence": (0.5, 0.0),
    "same speaker vouches": (0.4, 0.0),
    "names nobody anew": (0.9, 0.0),
    "told in the words before": (1.2, 0.0),
    "told just before": (1.0, 0.0),
    "copied words tell both": (0.0, 9.0),
    "pages weeks apart": (0.0, -1.5),
    "days that nearly meet": (0.0, 0.7),
}

LIKE_WORDS: Final = 0.3  # share of the shorter context that both must hold to be told in like words
ENOUGH_ON_PAGE: Final = 2.3
ENOUGH_MEETING_ON_PAGE: Final = 1.0  # a page seldom tells two meetings of the same people without their days
ENOUGH_SPOKEN_ON_PAGE: Final = 3.5  # two demands of one man to one state on one occasion are still two demands
ENOUGH_BETWEEN_PAGES: Final = 5.7


def weight(feature: str, on_page: bool) -> float:
    """What a feature weighs on one page or between two."""
    return WEIGHTS[feature][0 if on_page else 1]


def threshold(kind: str, on_page: bool) -> float:
    """How much is enough for two mentions of a type."""
    if not on_page:
        return ENOUGH_BETWEEN_PAGES
    if kind == "CONSULT":
        return ENOUGH_MEETING_ON_PAGE
    return ENOUGH_SPOKEN_ON_PAGE if kind in CONTENT_MATTERS else ENOUGH_ON_PAGE
