"""Places: what widens a name to an area, borders, and places that no table knows."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.records.actors import Place, PlacePrecision
from recoupe.stages.mentions.names import Hit, Name, NameIndex
from recoupe.stages.mentions.nouns.page import Page


@dataclass(slots=True, kw_only=True)
class Spot:
    """Words first..last of a passage that name a place; `names` are the candidates where the name is ambiguous."""

    passage: int
    first: int
    last: int
    place: Place
    rule: str
    names: tuple[Name, ...] = ()


def preposition(page: Page, first: int) -> tuple[int | None, bool]:
    """The word before a name, its article skipped; None at the start of a sentence or after a mark."""
    words, at, article = page.words, first - 1, False
    if at >= 0 and words.joined[first] and page.lexicon.has("articles", words.folds[at]):
        article, first, at = True, at, at - 1
    return (at if at >= 0 and words.joined[first] else None), article


def make_spot(page: Page, hit: Hit, index: NameIndex) -> Spot:
    """A place with what widens it to an area: "le nord de la Syrie", "la région d'Idleb", "near Al-Tanf"."""
    name = hit.name
    if name.place is not None:
        place = name.place
    else:
        country = index.countries[name.ref]
        place = Place(
            name=name.text, country=name.ref, precision="country", lat=country.latitude, lon=country.longitude
        )
    first, last, rule = hit.first, hit.last, "place"
    at, _ = preposition(page, hit.first)
    if at is not None and page.lexicon.has("genitive", page.words.folds[at]) and at > 0 and page.words.joined[at]:
        before = page.words.folds[at - 1]
        part = page.lexicon.has("parts", before)
        if part or page.lexicon.has("areas", before):
            first, rule = at - 1, "area"
            wide: PlacePrecision = "region" if place.precision == "country" and part else "area"
            place = Place(
                name=page.words.quote(first, last),
                country=place.country,
                lat=place.lat,
                lon=place.lon,
                precision=wide if part or place.precision != "country" else place.precision,
            )
    return Spot(
        passage=page.number,
        first=first,
        last=last,
        place=place,
        rule=f"{language_of(page)}.place.{rule}",
        names=hit.names,
    )


def border_spots(page: Page, covered: list[bool]) -> list[Spot]:
    """ "la frontière turco-syrienne", "the Syrian-Turkish border": an area of two countries, without a point."""
    found: list[Spot] = []
    words, lexicon = page.words, page.lexicon
    for place, folded in enumerate(words.folds):
        if not lexicon.has("border", folded) or covered[place]:
            continue
        first = last = place
        hits: list[Hit] = []
        if lexicon.file.grammar.compound == "first":
            while (
                page.joined(last + 1)
                and (hit := page.hits.get(last + 1)) is not None
                and hit.name.kind in ("prefix", "demonym")
            ):
                hits.append(hit)
                last = hit.last - 1
        else:
            while (
                page.joined(first)
                and (before := page.ending.get(first)) is not None
                and before.name.kind in ("prefix", "demonym", "country")
            ):
                hits.insert(0, before)
                first = before.first
        if hits:
            name = words.quote(first, last + 1)
            country = hits[0].name.country if len({hit.name.country for hit in hits}) == 1 else None
            found.append(
                Spot(
                    passage=page.number,
                    first=first,
                    last=last + 1,
                    rule=f"{language_of(page)}.place.border",
                    place=Place(name=name, country=country, precision="area"),
                )
            )
    return found


def unknown_spots(page: Page, covered: list[bool]) -> list[Spot]:
    """Places that no table knows: what the recogniser takes for one, or any name, after a preposition of place."""
    found: list[Spot] = []
    words, lexicon, place = page.words, page.lexicon, 0
    while place < len(words):
        end = place + 1
        while end in page.spots and page.joined(end) and not covered[end] and place in page.spots:
            end += 1
        while end > place + 1 and not words.capital[end - 1]:
            end -= 1
        if (
            words.capital[place]
            and place not in page.hits
            and not any(covered[place:end])
            and (place in page.spots or (place not in page.people and place not in page.bodies))
        ):
            at, _ = preposition(page, place)
            if at is not None and not lexicon.has("not_names", words.folds[place]) and _leads_to_place(page, at, place):
                text = words.quote(place, end)
                found.append(
                    Spot(
                        passage=page.number,
                        first=place,
                        last=end,
                        rule=f"{language_of(page)}.place.unknown",
                        place=Place(name=text, country=None, precision="unknown"),
                    )
                )
        place = end
    return found


def _leads_to_place(page: Page, at: int, place: int) -> bool:
    """A preposition of place, which needs the recogniser, or "de" after a word of area ("la ville de X")."""
    words, lexicon = page.words, page.lexicon
    if lexicon.has("locative", words.folds[at]) or lexicon.has("dative", words.folds[at]):
        return place in page.spots
    before = words.folds[at - 1] if at > 0 and words.joined[at] else ""
    return lexicon.has("genitive", words.folds[at]) and (lexicon.has("areas", before) or lexicon.has("parts", before))


def language_of(page: Page) -> str:
    """The code of the language, with which the ids of its rules open."""
    return page.lexicon.file.rules[0].id.partition(".")[0]
