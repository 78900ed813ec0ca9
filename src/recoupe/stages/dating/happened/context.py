"""Dates of events from the rest of the page: the same happening told elsewhere, the thread, the page's day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from recoupe.languages.timex import read
from recoupe.records.events import EventMention
from recoupe.records.times import EventDate, TimeMention
from recoupe.stages.dating.happened.telling import COARSE, DAY, SAID, STOP, Telling, made, parties

LEAD_SENTENCES = 3  # what the first sentences tell is the news of the day
NEWS_SENTENCES = 10  # so is what the following ones tell with a finite verb in the tense of news
NEAR_TELLING = 2  # sentences over which an undated act shares the day of the dated one before it
RECENT = timedelta(days=31)  # an older day is history: what follows it need not be of the same day
SHORT = 7  # days: a wider date says nothing about its neighbour
BACKGROUND = timedelta(days=7)  # a sentence with an older day is no news of the page's day
AROUND = 240  # characters before a sentence in which an older day makes it history
PLUPERFECT = re.compile(
    r"\b(?:avait|avaient|avions|était|étaient|had)\b|\bs[’']était|\baurai(?:t|ent)\s+\w+[éiu]", re.IGNORECASE
)
DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|le|la|les|ce|cet|cette|ces|leur|son|its|their|of|du|des|de|d|l)\b\W*(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
INDEFINITE = re.compile(
    r"\b(?:an?|another|une?|d[’']autres|other|several|plusieurs|some)\s+(?:\w+\s+)?$", re.IGNORECASE
)
NEWS_VERB = re.compile(
    r"(?:\b(?:a|ont|est|sont|n[’']a|n[’']ont)\b|\bs[’']est\b|\bse\s+sont\b|\b(?:was|were|has|have)\b|\b\w+ed\b|"
    r"\b(?:hit|struck|shot|left|met|held|took|told|said|fled|fell|began|seized|led|sent|cut|broke)\b)",
    re.IGNORECASE,
)
TAKEN_UP = 700  # characters back, over a paragraph's end, to what a demonstrative takes up
DEMONSTRATIVE = re.compile(r"\b(?:cet|cette|ce|ces|this|these)\W+$", re.IGNORECASE)
REMINDER = re.compile(r"\s*(?:rappelons|pour\s+rappel|pour\s+mémoire|on\s+se\s+souvient)\b", re.IGNORECASE)


def by_sameness(telling: Telling, event: EventMention) -> EventDate | None:
    """The date of the same happening told elsewhere on the page, for words that take it as known."""
    claimed = event.status in ("denied", "alleged")
    before = telling.text[max(0, event.trigger.start - 40) : event.trigger.start]
    verbal = NEWS_VERB.match(event.trigger.text) or PLUPERFECT.match(event.trigger.text)
    if not claimed and (verbal or INDEFINITE.search(before) or not DEFINITE.search(before)):
        return None
    others = [
        other
        for other in sorted(telling.reading.events, key=lambda other: other.trigger.start)
        if other.id in telling.dates
        and other.id != event.id
        and other.type == event.type
        and _same_standing(event.status, other.status)
        and _short(telling.dates[other.id])
    ]
    same = [other for other in others if _same_parties(event, other)]
    if not same and DEMONSTRATIVE.search(before):  # "cet entretien": the last one told, whoever it names
        same = [other for other in others if 0 < event.trigger.start - other.trigger.start <= TAKEN_UP]
    same = same or [other for other in others if claimed and telling.stops_between(event, other) <= 2 * NEAR_TELLING]
    page = telling.page
    if page:  # what is told as known is mostly the news; history only where somebody who took part is named in both
        news = [other for other in same if telling.dates[other.id].latest >= page[0] - RECENT]
        same = news or [other for other in same if parties(event) & parties(other)]
    earlier = [other for other in same if other.trigger.start < event.trigger.start]
    nearest = earlier[-1:] or same[:1]
    return telling.dates[nearest[0].id] if nearest else None


def _same_standing(one: str, other: str) -> bool:
    """Whether the two can be one happening: done, alleged and denied acts can, a planned and a done one cannot."""
    told = ("happened", "alleged", "denied")
    return one == other or (one in told and other in told)


def _short(dated: EventDate) -> bool:
    return (dated.latest - dated.earliest).days <= SHORT


def _same_parties(one: EventMention, other: EventMention) -> bool:
    mine, theirs = parties(one), parties(other)
    return mine <= theirs or theirs <= mine


def by_telling(telling: Telling, event: EventMention) -> EventDate | None:
    """The day of the dated happening right before, when this one is told as its sequel."""
    if event.status not in ("happened", "alleged", "denied", "refused", "demanded"):
        return None
    best: EventDate | None = None
    for other in telling.reading.events:
        dated = telling.dates.get(other.id)
        if (
            dated is None
            or other.trigger.start >= event.trigger.start
            or other.status in ("planned", "ongoing", "proposed")
        ):
            continue
        stops = telling.stops_between(other, event)
        if stops <= NEAR_TELLING and _short(dated) and _carries_on(telling, other, event, stops):
            best = dated
    return best


def _carries_on(telling: Telling, other: EventMention, event: EventMention, stops: int) -> bool:
    """Acts of one kind follow each other: sayings of one party, deeds; history only within its sentence."""
    dated, page = telling.dates[other.id], telling.page
    if page and dated.latest < page[0] - RECENT and stops > 0:
        return False
    if stops == 0 and event.type in SAID and parties(other) & {*event.actors}:
        return True
    if (other.type in SAID) != (event.type in SAID):
        return False
    return event.type not in SAID or bool({*other.actors} & {*event.actors})


def by_page(telling: Telling, event: EventMention) -> EventDate | None:
    """The day of the page or the day before, for the news; None for background and for what is to come."""
    page = telling.page
    if page is None:
        return None
    if event.status == "ongoing":
        return made(page[0] - DAY, page[1], "article")
    if event.status in ("planned", "conditional", "denied") and event.type not in (SAID | {"COOPERATE"}):
        return None
    if _background(telling, event):
        return None
    return made(page[0] - DAY, page[1], "article") if event.type in SAID or _in_lead(telling, event) else None


def _background(telling: Telling, event: EventMention) -> bool:
    """Whether the sentence tells what was before the news: pluperfect, a reminder, a day more than a week back."""
    start = event.sentence.start
    if PLUPERFECT.search(telling.text[max(start, event.trigger.start - 12) : event.trigger.end]):
        return True
    if REMINDER.match(telling.text, start):
        return True
    time = telling.time_of(event)
    if time is not None and read(time.expression).get("value") == "PAST_REF":
        return True
    page = telling.page
    return page is not None and any(_is_history(other, page[0]) for other in telling.times_in(event))


def _in_lead(telling: Telling, event: EventMention) -> bool:
    """Whether the event stands in the first sentences, or in the next ones with a finite verb and no older day near."""
    bodies = [block for block in telling.reading.article.blocks if block.kind == "body"]
    if not bodies or event.trigger.start < bodies[0].start:
        return bool(bodies)
    stops = len(STOP.findall(telling.text[bodies[0].start : event.trigger.start]))
    if stops < LEAD_SENTENCES:
        return True
    news = event.status == "happened" and NEWS_VERB.match(event.trigger.text)
    return bool(news) and stops < NEWS_SENTENCES and not _history_near(telling, event)


def _is_history(time: TimeMention, page: date) -> bool:
    """Whether a time lies more than a week before the page; the age of things (centuries) does not count."""
    return time.latest is not None and time.latest < page - BACKGROUND and read(time.expression).kind not in COARSE


def _history_near(telling: Telling, event: EventMention) -> bool:
    """Whether a day from before the news stands in the sentences around."""
    first, last = event.sentence.start - AROUND, event.sentence.end + AROUND // 2
    page = telling.page
    return page is not None and any(
        first <= time.start <= last and _is_history(time, page[0]) for time in telling.reading.mentions.times
    )
