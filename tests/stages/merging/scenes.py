"""Pages with coded mentions, written in a few words, for the tests of the cross-check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from builders import article
from recoupe.records.actors import Actor, Place
from recoupe.records.events import Event, EventMention, Figure
from recoupe.records.ids import make_id
from recoupe.records.pages import Article
from recoupe.records.readings import Mentions, Reading
from recoupe.records.spans import Span, words_at
from recoupe.records.statements import Speaker, Statement
from recoupe.records.times import Dating, EventDate

# invented persons of real states: name -> kind, country, sectors
CAST = {
    "Norvège": ("state", "NOR", ("GOV",)),
    "Danemark": ("state", "DNK", ("GOV",)),
    "Suède": ("state", "SWE", ("GOV",)),
    "Anders Nilsen": ("person", "NOR", ("GOV",)),
    "Mette Holm": ("person", "DNK", ("GOV",)),
    "Lars Friis": ("person", "DNK", ("GOV",)),
    "ministère norvégien": ("institution", "NOR", ("GOV",)),
    "Croix-Bleue": ("organisation", "CHE", ("NGO",)),
    "rebelles du fjord": ("armed_group", "NOR", ("REB",)),
    "Jonas Berg": ("person", "NOR", ()),
    "Agence du Nord": ("media", "SWE", ("JRN",)),
}


def actor(name: str) -> Actor:
    """One of the cast."""
    kind, country, sectors = CAST[name]
    return Actor(
        id=make_id("p", name),
        name=name,
        kind=kind,
        country=country,
        sectors=sectors,  # type: ignore[arg-type]
        aliases=(),
        ref=country if kind == "state" else f"~{name}",
    )


ACTORS = tuple(sorted((actor(name) for name in CAST), key=lambda one: one.id))


def ids(*names: str) -> tuple[str, ...]:
    """The ids of some of the cast."""
    return tuple(actor(name).id for name in names)


def days(first: str | None, last: str | None = None, basis: Any = "stated") -> EventDate | None:
    """Days of March 2031: "5" or "5", "9"; whole dates pass as they are."""
    if first is None:
        return None
    whole = [one if "-" in one else f"2031-03-{int(one):02d}" for one in (first, last or first)]
    return EventDate(earliest=date.fromisoformat(whole[0]), latest=date.fromisoformat(whole[1]), basis=basis)


@dataclass
class Page:
    """A page under construction: its article, and what is read in it."""

    article: Article
    events: list[EventMention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def tell(
        self,
        trigger: str,
        kind: str = "ASSAULT",
        source: Sequence[str] = (),
        target: Sequence[str] = (),
        when: EventDate | None = None,
        nth: int = 0,
        **given: Any,
    ) -> EventMention:
        """Code the nth place where the words stand."""
        text, start = self.article.text, -1
        for _ in range(nth + 1):
            start = text.index(trigger, start + 1)
        end = text.find(".", start + len(trigger))
        opening = max(text.rfind(". ", 0, start) + 2, text.rfind("\n", 0, start) + 1)
        known: dict[str, Any] = {
            "id": make_id("m", self.article.id, start),
            "article": self.article.id,
            "type": kind,
            "status": "happened",
            "trigger": words_at(text, start, start + len(trigger)),
            "rule": "test",
            "date": when,
            "sentence": Span(start=min(opening, start), end=end if end > 0 else len(text)),
            "actors": ids(*source),
            "recipients": ids(*target),
        }
        self.events.append(EventMention(**{**known, **given}))
        return self.events[-1]

    def say(self, words: str, *speakers: str, name: str = "", **given: Any) -> Statement:
        """Attribute words of the page to speakers of the cast, or to a name that nobody knows."""
        start = self.article.text.index(words)
        known: dict[str, Any] = {
            "id": make_id("s", self.article.id, start, speakers, name),
            "article": self.article.id,
            "rule": "test",
            "speaker": Speaker(start=start, end=start, text=name, actors=ids(*speakers)),
            "form": "indirect",
            "content": (Span(start=start, end=start + len(words)),),
        }
        self.statements.append(Statement(**{**known, **given}))
        return self.statements[-1]

    @property
    def reading(self) -> Reading:
        """The page as the dossier half gets it."""
        return Reading(
            article=self.article,
            mentions=Mentions(),
            statements=tuple(self.statements),
            events=tuple(sorted(self.events, key=lambda one: (one.trigger, one.id))),
        )


def page(body: str, name: str, out: str = "10", **given: Any) -> Page:
    """A French page that came out on a day of March 2031."""
    when = days(out)
    dating = Dating(earliest=when.earliest, latest=when.latest, basis="explicit") if when else None
    return Page(article(f"Titre {name}\n\n{body}\n", f"{name}.txt", published=dating, **given))


def twin(reading: Reading, name: str, **given: Any) -> Reading:
    """The same page under another name: what a site that reprints it word for word would be."""
    key = make_id("a", name, reading.article.id)
    statements = tuple(replace(one, id=make_id("s", key, one.id), article=key) for one in reading.statements)
    renamed = {old.id: new.id for old, new in zip(reading.statements, statements, strict=True)}
    statements = tuple(replace(one, within=renamed.get(one.within or "")) for one in statements)
    events = tuple(
        replace(
            one,
            id=make_id("m", key, one.id),
            article=key,
            according_to=tuple(renamed[said] for said in one.according_to),
        )
        for one in reading.events
    )
    copy = replace(reading.article, id=key, page=f"{name}.txt", **given)
    return Reading(article=copy, mentions=reading.mentions, statements=statements, events=events)


def place(name: str, lat: float, lon: float, country: str = "NOR") -> Place:
    """A town."""
    return Place(name=name, country=country, precision="city", lat=lat, lon=lon)


def figure(of: Page, words: str, what: str, value: int, relation: Any = "exactly") -> Figure:
    """A number where the page prints it."""
    start = of.article.text.index(words)
    return Figure(start=start, end=start + len(words), text=words, what=what, value=value, relation=relation)


def event_of(events: Iterable[Event], mention: EventMention) -> Event:
    """The event to which a mention belongs."""
    return next(event for event in events if mention.id in event.mentions)
