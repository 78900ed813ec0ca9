"""What forbids that two tellings are one event, whatever else speaks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from recoupe.stages.merging.facts import times
from recoupe.stages.merging.facts.parties import Cast, rival_persons, sides
from recoupe.stages.merging.facts.places import SPOTS, closeness
from recoupe.stages.merging.facts.portraits import Portrait
from recoupe.stages.merging.model import COUNTED, FREQUENT, KINDRED_MODES, MOVING, SPOKEN

Rule = Callable[[Portrait, Portrait, Cast], str | None]

REAL = frozenset({"happened", "ongoing", "alleged"})
OPEN = frozenset({"planned", "proposed", "conditional"})
CAMPAIGN_DAYS, STROKE_DAYS = 31, 2  # a campaign is no single day of it
SEASON = timedelta(days=300)  # an undated sentence printed again so much later may tell the next one of a yearly kind
MEMORY = timedelta(days=31)  # a page that does not date an event tells it within a month of its day


def forbidden(one: Portrait, other: Portrait, cast: Cast, copied: bool = False) -> str | None:
    """Why two tellings of one type must stay apart, None when nothing forbids that they are one.

    Where copied words tell both, what was read in them cannot differ but by a slip of reading: only status, days,
    persons and years still count.
    """
    rules = IN_COPIES if copied else EVERYWHERE if one.articles & other.articles else (*EVERYWHERE, *BETWEEN_PAGES)
    return next((why for why in (rule(one, other, cast) for rule in rules) if why), None)


def _statuses(one: Portrait, other: Portrait, _: Cast) -> str | None:
    if {_stage(status, one.type) for status in one.statuses} == {_stage(status, one.type) for status in other.statuses}:
        return None
    denial = "denied" in one.statuses ^ other.statuses
    retold = any(w.manner in ("demonstrative", "definite") for w in (*one.wordings, *other.wordings))
    same_page = bool(one.articles & other.articles)
    return None if same_page and retold and not denial and one.stems & other.stems else "other status"


def _stage(status: str, kind: str) -> str:
    if status in REAL or (kind == "REJECT" and status == "refused") or (kind == "REQUEST" and status == "demanded"):
        return "real"
    return "open" if status in OPEN else status


def _modes(one: Portrait, other: Portrait, _: Cast) -> str | None:
    """Torture is no air raid; how a state disapproves may be coded one way or another."""
    if not one.modes or not other.modes or one.modes & other.modes or one.type not in KINDRED_MODES:
        return None
    kindred = KINDRED_MODES[one.type]
    return None if one.modes <= kindred and other.modes <= kindred else "other mode"


def _days(one: Portrait, other: Portrait, _: Cast) -> str | None:
    return "days apart" if times.apart(one.when, other.when) else None


def _persons(one: Portrait, other: Portrait, cast: Cast) -> str | None:
    if one.mutual or other.mutual:
        return "other persons" if rival_persons(one.parties, other.parties, cast) else None
    rivals = rival_persons(one.sources, other.sources, cast) or rival_persons(one.targets, other.targets, cast)
    return "other persons" if rivals else None


def _parties(one: Portrait, other: Portrait, cast: Cast) -> str | None:
    if one.type == "AGREE" and one.mutual != other.mutual and one.parties and other.parties:
        return "a promise of one, an agreement of several"
    if one.mutual or other.mutual:
        ours, theirs = cast.countries(one.parties), cast.countries(other.parties)
        if len(ours) == len(theirs) == 1 and one.type != "AGREE" and one.articles & other.articles:
            return None  # each telling names one of the two who met
        if len(ours) > 1 and len(theirs) > 1 and not (ours <= theirs or theirs <= ours):
            return "other parties"
        return "other parties" if sides(one.parties, other.parties, cast) == "different" else None
    source, target = sides(one.sources, other.sources, cast), sides(one.targets, other.targets, cast)
    if source == "different" or (one.type in SPOKEN and source == "country"):
        return "other source"
    return "other target" if target == "different" and not _scene(one, other, cast) else None


def _scene(one: Portrait, other: Portrait, cast: Cast) -> bool:
    """Whether the state that a blow is said to fall on is only the country where it falls: strikes "in Syria"."""
    lands = {portrait.where.country for portrait in (one, other) if portrait.where is not None}
    return one.type in FREQUENT and any(
        portrait.targets and cast.states(portrait.targets) and cast.countries(portrait.targets) <= lands
        for portrait in (one, other)
    )


def _places(one: Portrait, other: Portrait, _: Cast) -> str | None:
    if closeness(one.where, other.where) != "apart":
        return None
    country = any(place is not None and place.precision == "country" for place in (one.where, other.where))
    # who comes from one country into another is told by either end
    return None if country and one.type in MOVING else "places apart"


def _figures(one: Portrait, other: Portrait, _: Cast) -> str | None:
    """On one page two counts of the same thing are two happenings; between pages they are a disagreement."""
    if not one.articles & other.articles:
        return None
    for what in one.figures.keys() & other.figures.keys():
        if not {value for value, _ in one.figures[what]} & {value for value, _ in other.figures[what]}:
            return "other figures"
    return None


def _ordinals(one: Portrait, other: Portrait, _: Cast) -> str | None:
    return "other ones of a series" if one.ordinals and other.ordinals and not one.ordinals & other.ordinals else None


def _series(one: Portrait, other: Portrait, _: Cast) -> str | None:
    if one.series != other.series and one.type in COUNTED:
        single = other if one.series else one
        spot = single.where is not None and single.where.precision in SPOTS
        stroke = single.when is not None and single.when.told and single.when.days <= STROKE_DAYS
        new = any(wording.manner == "indefinite" or wording.other for wording in single.wordings)
        if spot or stroke or new or single.figures:
            return "a series and one of it"
    if one.when is not None and other.when is not None:
        long, short = sorted((one.when, other.when), key=lambda when: -when.days)
        campaign = "ongoing" in one.statuses | other.statuses or (one.type in COUNTED and not long.calendar)
        if campaign and short.told and long.days > CAMPAIGN_DAYS and short.days <= STROKE_DAYS:
            return "a campaign and one day of it"
    return None


def _knowledge(one: Portrait, other: Portrait, _: Cast) -> str | None:
    """An undated telling belongs to the time of its page: it cannot know later days, nor mean days long gone by."""
    if one.when is not None and other.when is not None:
        return None
    days = [portrait.when or portrait.published for portrait in (one, other)]
    if days[0] is None or days[1] is None:
        return "no day in common"
    undated, dated = (days[0], days[1]) if one.when is None else (days[1], days[0])
    if dated.first > undated.last and not (one.when is None and other.when is None):
        return "told before it happened" if not OPEN & (one.statuses | other.statuses) else None
    return "told long afterwards" if times.gap(undated, dated) > MEMORY.days else None


def _years(one: Portrait, other: Portrait, _: Cast) -> str | None:
    """The same undated sentence a year later may be next year's: a summit, an anniversary."""
    if (one.when and other.when) or one.published is None or other.published is None:
        return None
    return "printed in other years" if times.gap(one.published, other.published) > SEASON.days else None


EVERYWHERE: tuple[Rule, ...] = (
    _statuses,
    _modes,
    _days,
    _persons,
    _parties,
    _places,
    _figures,
    _ordinals,
    _series,
)
IN_COPIES: tuple[Rule, ...] = (_statuses, _days, _persons, _years)
BETWEEN_PAGES: tuple[Rule, ...] = (_knowledge,)
