"""One page: its mentions become the happenings that it tells, in the order of the text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from recoupe.records.readings import Reading
from recoupe.stages.merging.comparing import Comparison, compare
from recoupe.stages.merging.facts.parties import Cast
from recoupe.stages.merging.facts.portraits import Portrait, draw, together
from recoupe.stages.merging.model import CONTENT_MATTERS

LOOK_BACK = 40  # happenings of one type told before that a mention may take up: bounds the cost of very long pages


@dataclass(frozen=True, slots=True)
class Happening:
    """What one page tells of one happening, and why its mentions were joined."""

    portrait: Portrait
    why: tuple[str, ...] = ()


def happenings(reading: Reading, cast: Cast) -> list[Happening]:
    """Join the mentions of a page that tell one happening.

    Each mention, in the order of the text, joins the happening told before with which most speaks for it; "another
    raid" joins nothing told before.
    """
    told: dict[str, list[Happening]] = defaultdict(list)
    ordered = sorted(reading.events, key=lambda mention: (mention.trigger, mention.id))
    for mention in ordered:
        portrait = draw(reading, mention)
        earlier = told[mention.type]
        best = None if _anew(portrait) else _best(earlier[-LOOK_BACK:], portrait, cast)
        if best is None:
            earlier.append(Happening(portrait))
            continue
        known, comparison = best
        earlier.remove(known)
        earlier.append(_taken_up(known, portrait, comparison))
    return sorted((known for group in told.values() for known in group), key=lambda known: known.portrait.place_in_text)


def _anew(portrait: Portrait) -> bool:
    """Whether the words say that this is one more of its kind, or one more demand, offer or agreement."""
    wording = portrait.wordings[0]
    return wording.other or (wording.further and portrait.type in CONTENT_MATTERS)


def _best(earlier: list[Happening], portrait: Portrait, cast: Cast) -> tuple[Happening, Comparison] | None:
    """The happening that the mention fits best; of two that fit alike the one told last."""
    found: tuple[Happening, Comparison] | None = None
    for known in earlier:
        comparison = compare(known.portrait, portrait, cast)
        if comparison and comparison.enough and (found is None or comparison.score >= found[1].score):
            found = known, comparison
    return found


def _taken_up(known: Happening, portrait: Portrait, comparison: Comparison) -> Happening:
    words = portrait.mentions[0].trigger.text
    opening = min(known.portrait.mentions, key=lambda mention: mention.trigger).trigger.text
    reason = f"“{words}” takes up “{opening}”: {', '.join(comparison.features)}"
    return Happening(together(known.portrait, portrait), (*known.why, reason))
