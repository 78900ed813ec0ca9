"""How something of the tables may be written on a page: full names, short names, seats, surnames, demonyms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from recoupe.records.actors import Place
from recoupe.resources.knowledge import Country, KnownActor, KnownPlace, Names
from recoupe.resources.tables import particles
from recoupe.stages.mentions.words import fold_words

NameKind = Literal["country", "capital", "seat", "demonym", "prefix", "actor", "place", "people", "surname"]
FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "VNM", "HKG"})  # the family name stands first: Xi, Kim, Moon
GENERATIONS = ("jr", "sr", "ii", "iii")


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of something known: `text` as the tables write it, `cased` when a capital must stand in the page."""

    kind: NameKind
    ref: str
    text: str
    cased: bool
    shout: bool = False  # an acronym: all its letters must be capitals where it has fewer than four
    country: str | None = None
    sectors: tuple[str, ...] = ()
    actor: KnownActor | None = None
    place: Place | None = None
    weight: int = 0


Source = Country | KnownActor | KnownPlace | Name
Spelled = tuple[Name, tuple[str, ...]]  # a name and its folded words


def names_of(source: Source, language: str) -> Iterator[Spelled]:
    """Every spelling of a source in a language; persons and acronyms in every language."""
    if isinstance(source, KnownActor):
        yield from _actor_names(source, language)
        return
    names = (
        _country_names(source, language)
        if isinstance(source, Country)
        else _place_names(source, language)
        if isinstance(source, KnownPlace)
        else [source]
    )
    for name in names:
        yield name, fold_words(name.text)


def texts_of(source: Country | KnownActor | KnownPlace, language: str) -> list[str]:
    """The texts of `names_of`, surnames left out; what to announce a source by."""
    if isinstance(source, KnownActor):
        order: tuple[str, ...] = languages_of(source, language)
        tables: tuple[Names, ...] = (source.names, source.short, source.seats)
    else:
        order, tables = (language, "any"), (source.names, source.demonyms)
        if isinstance(source, Country):
            tables = (*tables, source.capital, source.seats, source.prefix)
    return [text for table in tables if table for code in order for text in table.get(code, ())]


def spellings(names: Names, *languages: str) -> Iterator[str]:
    """The names of several languages, each once."""
    seen: set[str] = set()
    for language in languages:
        for text in names.get(language, ()):
            if text not in seen:
                seen.add(text)
                yield text


def languages_of(actor: KnownActor, language: str) -> tuple[str, ...]:
    """The page's language first, then what all languages share, then the others."""
    return (language, "any", *sorted(set(actor.names) - {language, "any"}))


def _country_names(country: Country, language: str) -> Iterator[Name]:
    for text in spellings(country.names, language, "any"):
        yield Name("country", country.ref, text, text[:1].isupper(), shout=_shouts(text), country=country.ref)
    for text in spellings(country.capital, language, "any"):
        place = Place(
            name=text,
            country=country.ref,
            precision="city",
            lat=country.capital_latitude,
            lon=country.capital_longitude,
        )
        yield Name("capital", country.ref, text, True, country=country.ref, place=place, weight=10**7)
    for text in spellings(country.seats, language, "any"):
        yield Name("seat", country.ref, text, True, country=country.ref)
    for text in spellings(country.demonyms, language):
        yield Name("demonym", country.ref, text, False, country=country.ref)
    for text in spellings(country.prefix, language):
        yield Name("prefix", country.ref, text, False, country=country.ref)


def _shouts(text: str) -> bool:
    letters = text.replace(".", "").replace("-", "").replace(" ", "")
    return letters.isupper() and len(letters) < 8


def _place_names(place: KnownPlace, language: str) -> Iterator[Name]:
    texts = tuple(spellings(place.names, language, "any"))
    for text in texts:
        record = Place(name=texts[0], country=place.country, precision=place.precision, lat=place.lat, lon=place.lon)
        ref = f"l.{place.country}.{texts[0]}"
        yield Name("place", ref, text, True, country=place.country, place=record, weight=place.population)
    for text in spellings(place.demonyms, language):
        yield Name("demonym", place.country or "", text, False, country=place.country)


def _actor_names(actor: KnownActor, language: str) -> Iterator[Spelled]:
    person = actor.kind == "person"
    order = languages_of(actor, language)
    banned = excluded(actor)
    surnames: set[tuple[str, ...]] = set()
    for text in spellings(actor.names, *order):
        if not person and not text[:1].isupper() and not _spoken(actor.names, text, language):
            continue
        folded = fold_words(text)
        if folded not in banned:
            yield _name("people" if person else "actor", actor, text, text[:1].isupper(), shout=_shouts(text)), folded
        if person:
            surnames.update(surnames_of(folded, actor.country))
    for text in spellings(actor.short, *order):  # "Poutine": enough without a first name
        yield _name("people", actor, text, True), fold_words(text)
    for text in spellings(actor.seats, *order):
        yield _name("seat", actor, text, text[:1].isupper()), fold_words(text)
    for surname in sorted(surnames - banned):
        yield _name("surname", actor, " ".join(surname), True), surname
    for text in actor.excluded:  # "Paul Martin fils" is not "Paul Martin": the longer name is nobody known
        yield Name("people" if person else "actor", "", text, True), fold_words(text)


def _name(kind: NameKind, actor: KnownActor, text: str, cased: bool, *, shout: bool = False) -> Name:
    return Name(
        kind, actor.ref, text, cased, shout=shout, country=actor.country, sectors=actor.sectors, actor=actor
    )  # fmt: skip


def _spoken(names: Names, text: str, language: str) -> bool:
    """Say whether a name without a capital is one of the page's language: in others it would be a common word."""
    return text in names.get(language, ()) or text in names.get("any", ())


def excluded(actor: KnownActor) -> frozenset[tuple[str, ...]]:
    """The folded names that a user's table takes away from an actor."""
    return frozenset(fold_words(text) for text in actor.excluded)


def surnames_of(folded: tuple[str, ...], country: str | None) -> set[tuple[str, ...]]:
    """The short forms by which the press names a person again: "al-Assad" and "Assad", "Peña Nieto", "Xi"."""
    found: set[tuple[str, ...]] = set()
    if len(folded) < 2:
        return found
    links = particles("link")
    for cut in range(1, len(folded)):
        rest = folded[cut:]
        if rest[-1] not in GENERATIONS and len(rest[0]) > 1 and not (len(rest) == 1 and rest[0] in links):
            found.add(rest)
    if len(folded) == 3 and len(folded[1]) > 3 and folded[1] not in links:
        found.add(folded[1:2])  # "Ana Pastor García": Pastor
    if country in FAMILY_FIRST and len(folded[0]) > 1:
        found.add(folded[:1])
    return found


def leading(names: Iterable[Name]) -> KnownActor | None:
    """The bearer of a surname whom the press names by it alone: who led a state, then who held most offices."""
    actors = {
        name.actor.ref: name.actor for name in names if name.actor is not None and name.kind in ("surname", "people")
    }
    ranked = sorted(
        actors.values(),
        key=lambda actor: (
            -any(role.title in ("president", "prime-minister", "monarch") for role in actor.roles),
            -len(actor.roles),
            actor.ref,
        ),
    )
    return ranked[0] if ranked else None
