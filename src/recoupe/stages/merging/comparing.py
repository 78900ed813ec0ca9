"""How much speaks for two tellings being one event: features found, weighed and named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from recoupe.stages.merging.facts import times
from recoupe.stages.merging.facts.parties import Cast, named_alike, sides
from recoupe.stages.merging.facts.places import closeness
from recoupe.stages.merging.facts.portraits import Portrait, main_mode
from recoupe.stages.merging.model import (
    ANCHORS,
    ANCHORS_ON_PAGE,
    CONTENT_MATTERS,
    FREQUENT,
    GAINSAYING,
    GAINSAYING_ON_PAGE,
    LASTING,
    LIKE_WORDS,
    TWO_STATES_AND_A_DAY,
    threshold,
    weight,
)
from recoupe.stages.merging.rules import STROKE_DAYS, forbidden

LONG_DAYS = 7  # days of which one is a small part
WEEKS_APART = 21
NEWS_DAYS = 3  # a page tells what is new within so many days
WORDS_BEFORE, JUST_BEFORE = 120, 250  # characters: the same sentence or the one before; about two sentences
MANNERS = {
    "demonstrative": "taken up by a demonstrative",
    "definite": "taken up as known",
    "indefinite": "brought in as new",
}
STATES = frozenset({"ongoing"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """What speaks for and against: the sum of the weights, whether it is enough, the features that were found."""

    score: float
    enough: bool
    features: tuple[str, ...]


def compare(one: Portrait, other: Portrait, cast: Cast, copied: bool = False) -> Comparison | None:
    """Weigh two tellings (the earlier in the text first when both stand on one page); None when a rule forbids it."""
    if forbidden(one, other, cast, copied):
        return None
    on_page = bool(one.articles & other.articles)
    features = (*_found(one, other, cast, on_page), *(["copied words tell both"] if copied else []))
    score = round(sum(weight(feature, on_page) for feature in features), 3)
    found = frozenset(features)
    sure = one.type not in FREQUENT or (_anchored_on_page(found) if on_page else _anchored(found))
    return Comparison(score, sure and score >= threshold(one.type, on_page), features)


def _anchored_on_page(features: frozenset[str]) -> bool:
    """Whether a page takes a blow up and does not tell another one of the same war, or nothing says that it does."""
    return bool(ANCHORS_ON_PAGE & features) or not GAINSAYING_ON_PAGE & features


def _anchored(features: frozenset[str]) -> bool:
    """Whether more than side and day singles the event out, or two states and a day do and nothing near gainsays it."""
    return bool(ANCHORS & features) or (features >= TWO_STATES_AND_A_DAY and not GAINSAYING & features)


def _found(one: Portrait, other: Portrait, cast: Cast, on_page: bool) -> Iterator[str]:
    yield from _parties(one, other, cast)
    yield from _days(one, other, on_page)
    yield from _places(one, other)
    yield from _kind(one, other)
    yield from _words(one, other)
    if on_page:
        yield from _taken_up(one, other)
    elif _told_weeks_apart(one, other):
        yield "pages weeks apart"


def _parties(one: Portrait, other: Portrait, cast: Cast) -> Iterator[str]:
    words = {"same": "same {}", "government": "{} of the same government", "country": "{} of the same country"}
    if one.mutual or other.mutual:
        pairs = [("source", one.parties, other.parties)]
        shared = cast.countries(one.parties) & cast.countries(other.parties)
        if len(shared) > 1:
            yield "target of the same country"
    else:
        pairs = [("source", one.sources, other.sources), ("target", one.targets, other.targets)]
    for name, ours, theirs in pairs:
        level = sides(ours, theirs, cast)
        if level in words:
            yield words[level].format(name)
        if level in ("country", "unknown") and ours and theirs:
            yield f"{name} named alike" if named_alike(ours, theirs, cast) else f"{name} named otherwise"
    if cast.countries(one.parties) == cast.countries(other.parties) and len(cast.countries(one.parties)) > 1:
        yield "same sides"
    if cast.persons(one.parties) & cast.persons(other.parties):
        yield "same persons"


def _days(one: Portrait, other: Portrait, on_page: bool) -> Iterator[str]:
    if one.when is None or other.when is None:
        if not on_page and _told_in_those_days(one, other):
            yield "undated, on a page of those days"
        return
    told = one.when.told and other.when.told
    narrow, wide = sorted((one.when.days, other.when.days))
    if times.gap(one.when, other.when) > 0:
        if not on_page and _going_on_since(one, other):
            yield "going on since before"
        elif not times.apart(one.when, other.when):
            yield "days that nearly meet" if told else "days that do not meet"
    elif told and on_page and narrow <= STROKE_DAYS and wide > LONG_DAYS:
        yield "a long time and a day of it"
    elif wide <= 3:
        yield "same day" if told else "days that overlap" if on_page else "about the same day"
    elif wide <= times.WIDE_DAYS and (one.when.first, one.when.last) == (other.when.first, other.when.last):
        yield "same days"
    elif STATES & one.statuses and STATES & other.statuses:
        yield "going on in overlapping days"
    elif narrow > times.WIDE_DAYS and told and times.within(one.when, other.when):
        yield "told roughly, one within the other"
    elif narrow <= times.WIDE_DAYS or wide <= 366:
        yield "days that overlap"


def _told_in_those_days(one: Portrait, other: Portrait) -> bool:
    """Whether a page that gives no day came out within days of when the other page says that it happened."""
    if one.when is None and other.when is None:
        return False
    days = [portrait.when or portrait.published for portrait in (one, other)]
    return days[0] is not None and days[1] is not None and times.gap(days[0], days[1]) <= NEWS_DAYS


def _going_on_since(one: Portrait, other: Portrait) -> bool:
    """Whether one page tells as going on, on its own day, what the other tells of some days before."""
    if one.type not in LASTING or one.when is None or other.when is None:
        return False
    later = max((one, other), key=lambda portrait: portrait.when.last if portrait.when else date.min)
    gap = times.gap(one.when, other.when)
    return later.statuses == STATES and later.when is not None and not later.when.told and gap <= WEEKS_APART


def _places(one: Portrait, other: Portrait) -> Iterator[str]:
    close = closeness(one.where, other.where)
    names = {"same": "same place", "inside": "place inside the other", "near": "places near each other"}
    if close == "same" and one.where is not None and one.where.precision == "country":
        yield "place inside the other"
    elif close in names:
        yield names[close]


def _kind(one: Portrait, other: Portrait) -> Iterator[str]:
    ours, theirs = main_mode(one), main_mode(other)
    if ours and theirs:
        yield "same mode" if one.modes & other.modes else "other mode"
    elif ours or theirs:
        yield "mode told by one only"
    if one.statuses & other.statuses:
        yield "same status"
    for what in sorted(one.figures.keys() & other.figures.keys()):
        ours_told = {value for value, _ in one.figures[what]}
        yield "same figure" if ours_told & {value for value, _ in other.figures[what]} else "other figure"


def _words(one: Portrait, other: Portrait) -> Iterator[str]:
    if one.stems & other.stems:
        later = max((one, other), key=lambda portrait: portrait.place_in_text)
        retold = later.wordings[0].manner in ("demonstrative", "definite") or not one.articles & other.articles
        yield "same words" if retold else "same words again"
    if one.names and other.names:
        yield "same names near" if one.names & other.names else "other names near"
    if one.numbers and other.numbers:
        yield "same numbers near" if one.numbers & other.numbers else "other numbers near"
    shorter = min(len(one.context), len(other.context))
    if shorter >= 3 and len(one.context & other.context) >= max(2, LIKE_WORDS * shorter):
        yield "told with like words"
    elif shorter >= 3 and one.type in CONTENT_MATTERS and not one.context & other.context:
        yield "about something else"


def _taken_up(one: Portrait, other: Portrait) -> Iterator[str]:
    later = max((one, other), key=lambda portrait: portrait.place_in_text)
    manner = later.wordings[0].manner
    if manner in MANNERS:
        yield MANNERS[manner]
    if manner == "indefinite" and _own_day(later, min((one, other), key=lambda portrait: portrait.place_in_text)):
        yield "brought in with a day of its own"
    if not later.parties and manner != "indefinite":
        yield "names nobody anew"
    if {mention.sentence for mention in one.mentions} & {mention.sentence for mention in other.mentions}:
        yield "same sentence"
    if one.speakers & other.speakers:
        yield "same speaker vouches"
    if manner not in ("demonstrative", "definite") and later.parties:
        return
    distance = later.place_in_text[0] - max(mention.trigger.end for mention in one.mentions)
    if distance < JUST_BEFORE:
        yield "told in the words before" if distance < WORDS_BEFORE else "told just before"


def _own_day(later: Portrait, earlier: Portrait) -> bool:
    """Whether the later telling names a day that the earlier one does not."""
    if later.when is None or not later.when.told or later.when.days > STROKE_DAYS:
        return False
    return earlier.when is None or not earlier.when.told or earlier.when.days > STROKE_DAYS


def _told_weeks_apart(one: Portrait, other: Portrait) -> bool:
    """Whether pages of different weeks tell it and not both tell its day."""
    if one.published is None or other.published is None or times.gap(one.published, other.published) <= WEEKS_APART:
        return False
    return not (one.when and one.when.told and other.when and other.when.told)
