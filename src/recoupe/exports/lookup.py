"""Findings by id, and the phrases about an event that several formats share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recoupe.records.actors import Actor, Place
from recoupe.records.events import Disagreement, Event, EventMention
from recoupe.records.pages import Article
from recoupe.records.readings import Findings
from recoupe.records.statements import Statement
from recoupe.records.times import Dating, EventDate

POINTS = ("point", "city")  # precisions of a place that a pin tells truly; the others are areas


class Lookup:
    """What an id stands for; ids that the findings do not hold are passed over."""

    def __init__(self, findings: Findings) -> None:
        self.articles: dict[str, Article] = {r.article.id: r.article for r in findings.readings}
        self.readings = {r.article.id: r for r in findings.readings}
        self.mentions: dict[str, EventMention] = {m.id: m for r in findings.readings for m in r.events}
        self.statements: dict[str, Statement] = {s.id: s for r in findings.readings for s in r.statements}
        self.actors: dict[str, Actor] = {actor.id: actor for actor in findings.actors}

    def names(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Names of actors, each once; an actor that is not known goes by its id."""
        return tuple(dict.fromkeys(self.actors[key].name if key in self.actors else key for key in keys))

    def mentions_of(self, event: Event) -> Iterator[EventMention]:
        """The mentions of an event whose article is at hand."""
        found = (self.mentions[key] for key in event.mentions if key in self.mentions)
        return (mention for mention in found if mention.article in self.articles)

    def articles_of(self, event: Event) -> tuple[Article, ...]:
        """The articles that tell an event, each once."""
        keys = dict.fromkeys(mention.article for mention in self.mentions_of(event))
        return tuple(self.articles[key] for key in keys)

    def according_to(self, event: Event) -> tuple[str, ...]:
        """Who vouches for an event, in the words of the pages, with the chain from the speaker outwards, each once."""
        keys = (key for mention in self.mentions_of(event) for key in mention.according_to)
        said = (self.statements[key] for key in keys if key in self.statements)
        return tuple(dict.fromkeys(chain(statement) for statement in said if statement.speaker.text))

    def outlets_of(self, event: Event) -> tuple[str, ...]:
        """The outlets that tell an event, each once; a page whose outlet is unknown goes by its label."""
        return tuple(dict.fromkeys(article.outlet or article.page for article in self.articles_of(event)))

    def quote(self, mention: EventMention) -> str:
        """The sentence that tells an event, as it stands on the page."""
        return self.articles[mention.article].text[mention.sentence.start : mention.sentence.end]


def coordinates(place: Place) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, where they are known and on the earth."""
    if place.lat is None or place.lon is None or not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        return None
    return place.lat, place.lon


def pin(place: Place) -> tuple[float, float] | tuple[None, None]:
    """Latitude and longitude, where the place is a spot that a pin tells truly."""
    return (coordinates(place) if place.precision in POINTS else None) or (None, None)


def chain(statement: Statement) -> str:
    """A speaker and the channels through which the words reach the page."""
    return " ← ".join((statement.speaker.text, *(words.text for words in statement.via)))


def when(date: EventDate | None) -> str:
    """An event's date in words: a day, a range, or "undated"."""
    if date is None:
        return "undated"
    if date.earliest == date.latest:
        return date.earliest.isoformat()
    return f"{date.earliest.isoformat()} … {date.latest.isoformat()}"


def published(dating: Dating | None) -> str:
    """When a page came out, with what that rests on; "undated" where nothing tells."""
    if dating is None:
        return "undated"
    if dating.day:
        return f"{dating.time or dating.day} ({dating.basis})"
    return f"{dating.earliest or '?'} … {dating.latest or '?'} ({dating.basis})"


def origins(event: Event) -> str:
    """The count of independent origins as the upper bound that it is."""
    return f"at most {event.independent_origins} independent origin{'s' if event.independent_origins != 1 else ''}"


def kind(event: Event) -> str:
    """An event's raw type and its modes."""
    return f"{event.type} {'+'.join(event.modes)}".strip()


def differing(told: Disagreement) -> str:
    """A field on which tellings differ and its values, each with the words of the pages."""
    values = (value.value + (f" (“{' / '.join(value.words)}”)" if value.words else "") for value in told.values)
    return f"{told.field}: {'; '.join(values)}" + (", can all be true" if told.compatible else "")


def beside(event: Event) -> tuple[str, ...]:
    """What stands under an event's line: where tellings differ, who disputes it, who is silent, its affair's steps."""
    notes = [f"tellings differ: {differing(told)}" for told in event.disagreements]
    sides = (("confirmed", event.confirmed_by), ("disputed", event.disputed_by))
    notes.extend(f"{verb} by {', '.join(names)}" for verb, names in sides if names)
    if event.silent_sides:
        notes.append(f"silent so far: {', '.join(event.silent_sides)}")
    if event.history:
        notes.append("affair: " + " → ".join(f"{step.status} {when(step.date)}" for step in event.history))
    return tuple(notes)
