"""The tables that ship with the package, as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any, cast

import yaml

from recoupe.errors import ResourceError
from recoupe.records.actors import ActorKind, PlacePrecision
from recoupe.resources.knowledge.model import (
    Agency,
    Ambiguity,
    Country,
    Knowledge,
    KnownActor,
    KnownPlace,
    Names,
    Outlet,
)
from recoupe.resources.tables import PACKAGE, bare_initials, both_articles, members, read_roles, read_rows, table_names

SHORT_MARK = "~"
FRENCH_UNCHANGED = ("s", "x", "z")
ENGLISH_UNCHANGED = ("s", "ese", "ish", "ch", "x", "z", ".", "men", "shman", "chman", "woman")


@cache
def packaged() -> Knowledge:
    """Every table of the package, read on the first call and kept for the life of the process.

    Raises ResourceError, naming file and line, when a table does not read as it should.
    """
    return Knowledge(
        countries=tuple(_countries()),
        actors=tuple(_actors()),
        agencies=tuple(_agencies()),
        outlets=tuple(_outlets()),
        places=tuple(_places()),
        ambiguous=tuple(_ambiguities()),
    )


def _countries() -> Iterator[Country]:
    for row in read_rows("names", "countries.tsv"):
        ref, member, lat, lon, fr, en, capital_fr, capital_en, capital_lat, capital_lon, people_fr, people_en = row[:12]
        yield Country(
            ref=ref,
            un_member=member == "1",
            names=_names(fr, en),
            capital=_names(capital_fr, capital_en),
            demonyms=_demonyms(people_fr, people_en),
            latitude=float(lat),
            longitude=float(lon),
            capital_latitude=float(capital_lat),
            capital_longitude=float(capital_lon),
            prefix=_names(row[12], row[13]),
            seats=_names(row[14], row[15]),
        )


def _actors() -> Iterator[KnownActor]:
    for name in table_names("actors"):
        for ref, kind, country, sectors, fr, en, any_, seats_fr, seats_en, wikidata in read_rows("actors", name):
            yield KnownActor(
                ref=ref,
                kind=cast(ActorKind, kind),
                names=_names(fr, en, any_),
                country=country or None,
                sectors=members(sectors),
                wikidata=wikidata or None,
                seats=_names(seats_fr, seats_en),
            )
    yield from _people()


def _people() -> Iterator[KnownActor]:
    for name in table_names("actors", "people"):
        for ref, country, sectors, any_, fr, en, roles, wikidata in read_rows("actors", "people", name):
            full, short = _full_and_short(_names(fr, en, any_))
            yield KnownActor(
                ref=ref,
                kind="person",
                names=full,
                country=country or None,
                sectors=members(sectors),
                wikidata=wikidata or None,
                roles=read_roles(roles, country or None),
                short=short,
            )


def _full_and_short(names: Names) -> tuple[Names, Names]:
    """Names apart from those that the table marks with "~": a surname that is enough."""
    full: Names = {}
    short: Names = {}
    for language, spellings in names.items():
        plain = tuple(name for name in spellings if not name.startswith(SHORT_MARK))
        if plain:
            full[language] = both_articles(plain)
        if len(plain) < len(spellings):
            short[language] = tuple(name[1:] for name in spellings if name.startswith(SHORT_MARK))
    return full, short


def _places() -> Iterator[KnownPlace]:
    for name in table_names("places"):
        for fr, en, country, precision, lat, lon, population, people_fr, people_en in read_rows("places", name):
            yield KnownPlace(
                names=_names(fr, en or fr),
                country=country or None,
                precision=cast(PlacePrecision, precision),
                lat=float(lat),
                lon=float(lon),
                population=int(population or 0),
                demonyms=_demonyms(people_fr, people_en) if people_fr or people_en else {},
            )


def _ambiguities() -> Iterator[Ambiguity]:
    for name, refs, decided, reason in read_rows("names", "ambiguous.tsv"):
        yield Ambiguity(name=name, refs=members(refs), decided=decided == "1", reason=reason)


def _names(fr: str, en: str, any_: str = "") -> Names:
    found: Names = {}
    if fr:
        found["fr"] = members(fr) if fr.isascii() else bare_initials(members(fr))
    if en:
        found["en"] = members(en)
    if any_:
        found["any"] = members(any_) if any_.isascii() else bare_initials(members(any_))
    return found


def _demonyms(fr: str, en: str) -> Names:
    return {
        "fr": tuple(_with_plurals(members(fr), FRENCH_UNCHANGED)),
        "en": tuple(_with_plurals(members(en), ENGLISH_UNCHANGED)),
    }


def _with_plurals(singulars: Iterable[str], unchanged: tuple[str, ...]) -> Iterator[str]:
    """Each form and, unless it ends in what takes no -s, its plural; "chypriote grec" inflects both words."""
    seen: set[str] = set()
    for singular in singulars:
        plural = " ".join(word if word.endswith(unchanged) else word + "s" for word in singular.split(" "))
        for form in (singular, plural):
            if form not in seen:
                seen.add(form)
                yield form


def _agencies() -> Iterator[Agency]:
    for entry in _entries("agencies"):
        yield Agency(ref=entry["ref"], names=tuple(entry["names"]), country=entry.get("country"))


def _outlets() -> Iterator[Outlet]:
    for entry in _entries("outlets"):
        yield Outlet(
            ref=entry["ref"],
            names=tuple(entry["names"]),
            domains=tuple(entry.get("domains") or ()),
            country=entry.get("country"),
            owner=entry.get("owner"),
            language=entry.get("language"),
        )


def _entries(key: str) -> list[dict[str, Any]]:
    """The list under `key` of the YAML table of that name; an absent table is an empty one."""
    path = resources.files(PACKAGE).joinpath(f"{key}.yaml")
    if not path.is_file():
        return []
    try:
        content = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as problem:
        raise ResourceError(f"cannot read {key}.yaml: {problem}", where=PACKAGE, mend="correct the file") from problem
    return cast("list[dict[str, Any]]", (content or {}).get(key) or [])
