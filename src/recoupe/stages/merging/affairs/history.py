"""Steps of one affair: proposed and refused, planned and done, done and denied, agreed and in force.

Built conservatively: two events are steps of one affair only when their types and statuses belong together in that
order, the same parties stand in both, nothing in place, persons, series or days gainsays it, and the pages give a
reason to think of the same matter: told beside each other, or in like words. Each event has at most one step before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recoupe.stages.merging.facts import times
from recoupe.stages.merging.facts.parties import Cast, rival_persons
from recoupe.stages.merging.facts.places import closeness
from recoupe.stages.merging.facts.portraits import Portrait
from recoupe.stages.merging.model import LIKE_WORDS, SPOKEN

AHEAD = frozenset({"planned", "proposed", "demanded", "conditional"})
REAL = frozenset({"happened", "ongoing", "alleged"})
CLAIMED = frozenset({"happened", "ongoing", "alleged", "planned"})
MOST_DAYS = 60  # between two steps; next year's summit is another affair
BESIDE = 600  # characters: about four sentences of one page
NEIGHBOURS = 16  # in a crowded block each is compared with the next ones by date only
# (earlier type, its statuses, later type, its statuses, what the step is); "same" types are told in the code
PAIRS = (
    ("AGREE", AHEAD, "REJECT", frozenset({"happened", "refused", "ongoing"}), "the offer is refused"),
    ("REQUEST", AHEAD | REAL, "REJECT", frozenset({"happened", "refused", "ongoing"}), "the demand is refused"),
    ("REQUEST", AHEAD | REAL, "CONCEDE", REAL, "the demand is met"),
    ("AGREE", REAL, "RETREAT", REAL, "the cease-fire agreed on takes effect"),
    ("THREATEN", REAL, "ASSAULT", REAL, "the threat is carried out"),
    ("THREATEN", REAL, "SANCTION", REAL, "the threat is carried out"),
)
ANSWERS = frozenset({"REJECT", "CONCEDE"})
CEASEFIRE = "ceasefire"


@dataclass(frozen=True, slots=True)
class Tie:
    """Two events (numbers, the earlier step first) of one affair, how sure, and why."""

    earlier: int
    later: int
    score: float
    why: str


def tied(portraits: Sequence[Portrait], cast: Cast) -> list[Tie]:
    """The ties between events: each event with the one step before it that most speaks for; of two alike, neither."""
    best: dict[int, list[Tie]] = defaultdict(list)
    for one, other in sorted(set(_near(portraits, cast))):
        for earlier, later in ((one, other), (other, one)):
            found = _tie(portraits[earlier], portraits[later], cast)
            if found is not None:
                best[later].append(Tie(earlier, later, *found))
    chosen = []
    for ties in best.values():
        ties.sort(key=lambda tie: (-tie.score, portraits[tie.earlier].key))
        if len(ties) == 1 or ties[0].score > ties[1].score:
            chosen.append(ties[0])
    return sorted(chosen, key=lambda tie: (tie.earlier, tie.later))


def _near(portraits: Sequence[Portrait], cast: Cast) -> Iterator[tuple[int, int]]:
    """Pairs with the same countries in them, near each other in time."""
    blocks: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, portrait in enumerate(portraits):
        countries = cast.countries(portrait.parties)
        if countries:
            blocks[countries].append(number)
    for members in blocks.values():
        members.sort(key=lambda number: (_day(portraits[number]), portraits[number].key))
        for at, one in enumerate(members):
            for other in members[at + 1 : at + 1 + NEIGHBOURS]:
                yield min(one, other), max(one, other)


def _day(portrait: Portrait) -> int:
    when = portrait.when or portrait.published
    return when.first.toordinal() if when else 0


def _tie(earlier: Portrait, later: Portrait, cast: Cast) -> tuple[float, str] | None:
    step = _step(earlier, later)
    if step is None or not _same_parties(earlier, later, cast) or not _in_time(earlier, later):
        return None
    if closeness(earlier.where, later.where) == "apart" or _other_figures(earlier, later):
        return None
    if earlier.ordinals and later.ordinals and not earlier.ordinals & later.ordinals:
        return None
    if earlier.series != later.series:
        return None
    evidence = _same_matter(earlier, later)
    if evidence is None:
        return None
    return evidence[0], f"{step}: same parties, {evidence[1]}"


def _step(earlier: Portrait, later: Portrait) -> str | None:
    """What the second is to the first, None when they are no two steps."""
    if earlier.type == later.type:
        return _next_status(earlier.statuses, later.statuses)
    for first, begun, second, done, what in PAIRS:
        if (earlier.type, later.type) != (first, second) or not (earlier.statuses <= begun and later.statuses <= done):
            continue
        if second == "RETREAT" and CEASEFIRE not in later.modes | earlier.modes:
            continue
        return what
    return None


def _next_status(before: frozenset[str], after: frozenset[str]) -> str | None:
    if before <= AHEAD and after <= REAL:
        return "what was ahead came about"
    if before <= AHEAD and after == frozenset({"refused"}):
        return "what was ahead is refused"
    return "what was told is denied" if before <= CLAIMED and after == frozenset({"denied"}) else None


def _same_parties(earlier: Portrait, later: Portrait, cast: Cast) -> bool:
    """Whether the same countries take part, on the sides that the step asks for, and no rival persons."""
    if rival_persons(earlier.parties, later.parties, cast):
        return False
    if len(cast.countries(earlier.parties)) < 2 and not earlier.parties & later.parties:
        return False
    if later.type in ANSWERS and earlier.type != later.type:
        asked, answering = cast.countries(earlier.sources), cast.countries(later.sources)
        return bool(asked and answering) and not asked & answering
    if earlier.mutual or later.mutual or earlier.type != later.type:
        return True
    ours, theirs = cast.countries(earlier.sources), cast.countries(later.sources)
    return not ours or not theirs or bool(ours & theirs)


def _in_time(earlier: Portrait, later: Portrait) -> bool:
    """Whether the days allow the order: a plan is for the day of the thing, an answer comes after what it answers."""
    same = earlier.type == later.type
    if same and earlier.type not in SPOKEN and earlier.when and later.when:
        return not times.apart(earlier.when, later.when) or _short_slip(earlier, later)
    before, after = earlier.when or earlier.published, later.when or later.published
    if before is None or after is None:
        return bool(earlier.articles & later.articles)
    return before.first <= after.last and times.gap(before, after) <= MOST_DAYS


def _short_slip(earlier: Portrait, later: Portrait) -> bool:
    """A plan whose told day is that of the telling, not of the thing: it may lie before, on the same page only."""
    if earlier.when is None or later.when is None or earlier.statuses & {"planned"}:
        return False
    return earlier.when.last <= later.when.first and times.gap(earlier.when, later.when) <= MOST_DAYS


def _other_figures(earlier: Portrait, later: Portrait) -> bool:
    shared = earlier.figures.keys() & later.figures.keys()
    return any(
        not {value for value, _ in earlier.figures[what]} & {value for value, _ in later.figures[what]}
        for what in shared
    )


def _same_matter(earlier: Portrait, later: Portrait) -> tuple[float, str] | None:
    """The reason to think of one matter, with a weight: the nearer told and the more words in common the better."""
    shorter = min(len(earlier.context), len(later.context))
    like = len(earlier.context & later.context)
    alike = shorter >= 3 and like >= max(2, LIKE_WORDS * shorter)
    named = bool(earlier.stems & later.stems)
    distance = _distance(earlier, later)
    told_apart = earlier.type == later.type and earlier.type in SPOKEN  # two offers beside each other are two offers
    if distance is not None and distance <= BESIDE and (alike or named or not told_apart):
        return 2.0 - distance / BESIDE + like, "told beside each other" + (" in like words" if alike else "")
    if alike:
        return 1.0 + like, "told in like words"
    same_day = earlier.when and later.when and earlier.when.told and later.when.told
    if named and same_day and earlier.when and later.when and times.gap(earlier.when, later.when) <= 0:
        return 1.0, "the same words and days"
    return None


def _distance(earlier: Portrait, later: Portrait) -> int | None:
    """Characters between the nearest triggers on one page, None when no page tells both."""
    gaps = [
        abs(a.trigger.start - b.trigger.start)
        for a in earlier.mentions
        for b in later.mentions
        if a.article == b.article
    ]
    return min(gaps, default=None)
