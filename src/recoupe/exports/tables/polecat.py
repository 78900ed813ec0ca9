"""Rows in the shape of POLECAT, tab-separated: actor and recipient, raw and resolved names, bare PLOVER types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from recoupe.exports.cleaning import Cell, table
from recoupe.exports.exporter import Exporter, Given, Package, Remark, text_file
from recoupe.exports.lookup import Lookup, pin
from recoupe.exports.tables.days import dated
from recoupe.records.actors import Actor
from recoupe.records.events import Event
from recoupe.records.readings import Findings

HEADER = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|"
    "Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|"
    "Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
    "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
)
COLUMNS = tuple(HEADER.split("|"))
ORGANISED = ("government", "institution", "organisation", "armed_group", "party", "media", "company")
UNSURE = ("alleged", "denied")
NO_STATUS = "{}: the format has no column for a status, and the row reads as if it had happened"
Row = list[Cell]


def make_polecat(findings: Findings, given: Given) -> Package:
    """Write the dated events as rows of POLECAT's 40 columns; what cannot be filled stays empty.

    Types are reduced to bare PLOVER (a planned meeting is AGREE); the modes of a reduced type stay empty. Events
    without a day, or known only to more than a month, are left out; the manifest names the rows that open a span.
    """
    known = Lookup(findings)
    kept, left, notes = dated(findings.events)
    rows = [_Row(event, known).cells(given) for event in kept]
    file = text_file("polecat.tsv", table(COLUMNS, rows, delimiter="\t"), len(rows))
    unsure = tuple(Remark(record=e.id, reason=NO_STATUS.format(e.status)) for e in kept if e.status in UNSURE)
    return Package(files=(file,), left=left, notes=(*notes, *unsure))


POLECAT = Exporter(name="polecat", suffix=".tsv", what="rows in the shape of POLECAT's event data", make=make_polecat)


@dataclass(frozen=True, slots=True)
class _Row:
    """One event on its way into a row."""

    event: Event
    known: Lookup

    def cells(self, given: Given) -> Row:
        """The 40 cells."""
        event, day = self.event, self.event.date.earliest if self.event.date else None
        type_ = given.reduced(event.type, event.status)
        modes = event.modes if type_ == event.type else ()
        contexts = dict.fromkeys(context for mention in self.known.mentions_of(event) for context in mention.contexts)
        coded: Row = [type_, _many(modes), given.score(type_, modes), given.quads.get(type_), _many(contexts)]
        sides = [*self._side(event.actors, day), *self._side(event.recipients, day)]
        version = f"Recoupe {given.made_with.get('recoupe') or ''}".strip()
        return [event.id, day.isoformat() if day else None, *coded, *sides, *self._where(), *self._story(), version]

    def _side(self, keys: Sequence[str], day: date | None) -> Row:
        """Name, country, COW, first sector, sectors, title, raw name, Wikipedia id."""
        actors = [self.known.actors[key] for key in keys if key in self.known.actors]
        sectors = [sector for actor in actors for sector in actor.sectors]
        countries = _many(actor.country for actor in actors if actor.country)
        titles = _many(title for actor in actors for title in _titles(actor, day))
        raw = _many(self._raw(actors))
        named = _many(self.known.names(keys))
        return [named, countries, None, sectors[0] if sectors else None, _many(sectors), titles, raw, None]

    def _raw(self, actors: Sequence[Actor]) -> Iterable[str]:
        """The words that name these actors in the sentences that tell the event."""
        wanted = {actor.id for actor in actors} | {actor.ref for actor in actors if actor.ref}
        for mention in self.known.mentions_of(self.event):
            for named in self.known.readings[mention.article].mentions.actors:
                if wanted & set(named.refs) and mention.sentence.holds(named):
                    yield named.text

    def _where(self) -> Row:
        """Placename to Feature Type; coordinates only where they are those of a spot."""
        place = self.event.place
        if place is None:
            return [None] * 10
        raw = _many(
            spot.text
            for mention in self.known.mentions_of(self.event)
            for spot in self.known.readings[mention.article].mentions.places
            if spot.id == mention.where
        )
        city = place.name if place.precision == "city" else None
        province = place.name if place.precision == "region" else None
        return [place.name, city, None, province, place.country, *pin(place), None, raw, None]

    def _story(self) -> Row:
        """Source, Publication Date, people, organisations and places of the articles, Language."""
        articles = self.known.articles_of(self.event)
        days = [article.published.day for article in articles if article.published and article.published.day]
        found = [self.known.readings[article.id].mentions for article in articles]
        named = [mention for mentions in found for mention in mentions.actors if mention.form != "description"]
        return [
            _many(self.known.outlets_of(self.event)),
            min(days).isoformat() if days else None,
            _many(mention.name for mention in named if mention.kind == "person"),
            _many(mention.name for mention in named if mention.kind in ORGANISED),
            _many(place.place.name for mentions in found for place in mentions.places),
            _many(article.language for article in articles),
        ]


def _many(values: Iterable[str]) -> str:
    return ";".join(dict.fromkeys(values))


def _titles(actor: Actor, day: date | None) -> Iterable[str]:
    """The offices that the actor held on that day; an open end holds for ever."""
    for role in actor.roles:
        if day and (role.start is None or role.start <= day) and (role.end is None or day <= role.end):
            yield role.title
