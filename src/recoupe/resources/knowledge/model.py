"""What the tables know: countries, known actors with their names and roles, agencies, outlets, places.

Names are written with the straight apostrophe, without article, in the case of running text; a reader that meets "’"
folds it first. Where one name belongs to several refs, `Knowledge.ambiguous` says so and says which one to prefer.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.records.actors import ActorKind, PlacePrecision, Role

Names = dict[str, tuple[str, ...]]  # language code ("fr", "en", "any") -> spellings, the preferred one first


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A state: `ref` is its ISO 3166 alpha-3 code (XKX is written KOS). Demonyms are all inflected forms, lower case.

    `prefix` is the first half of a compound adjective ("russo" of "russo-turc"); `seats` are towns other than the
    capital that stand for the state ("Tel-Aviv", "La Haye"). Coordinates in degrees, WGS 84.
    """

    ref: str
    names: Names
    capital: Names
    demonyms: Names
    latitude: float
    longitude: float
    capital_latitude: float
    capital_longitude: float
    un_member: bool = True
    prefix: Names = field(default_factory=dict)
    seats: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """A person, institution, organisation, party, armed group, medium or company that the tables know.

    `names` are what the press calls it, without article. `country` is the ISO code, or the acronym that PLOVER and the
    annotation guide use where no state fits (UNO, EU, NATO, IS); a role of a person may name another. `short` is what
    names a person without any first name and before any other mention ("Poutine", "Ben Ali"). `excluded` are names that
    a user's table takes away from the actor, `shown` is the name that the dossier uses where it is not the first of
    the names.
    """

    ref: str
    kind: ActorKind
    names: Names
    country: str | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    seats: Names = field(default_factory=dict)  # metonyms: "le Kremlin", "Foggy Bottom"
    roles: tuple[Role, ...] = ()  # of persons; Role.title is an office key ("foreign-minister", "president", …)
    short: Names = field(default_factory=dict)
    excluded: tuple[str, ...] = ()
    shown: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A news agency: `names` as credited on pages ("AFP", "Agence France-Presse")."""

    ref: str
    names: tuple[str, ...]
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A newspaper, broadcaster or site; outlets of one `owner` are not independent of each other."""

    ref: str
    names: tuple[str, ...]
    domains: tuple[str, ...]
    country: str | None
    owner: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """A town, region or area with coordinates (degrees, WGS 84)."""

    names: Names
    country: str | None
    precision: PlacePrecision
    lat: float
    lon: float
    demonyms: Names = field(default_factory=dict)  # "catalan", "londonien": all inflected forms, lower case
    population: int = 0  # 0 = unknown; the larger of two homonyms is the likelier


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguity:
    """A name that belongs to several refs (or to a ref and a place): `refs` in order of preference, with the reason.

    `decided` is False when no reader could prefer one without context ("Congo"); the first ref then only leads.
    """

    name: str
    refs: tuple[str, ...]
    decided: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """All tables."""

    countries: tuple[Country, ...]
    actors: tuple[KnownActor, ...]
    agencies: tuple[Agency, ...]
    outlets: tuple[Outlet, ...]
    places: tuple[KnownPlace, ...]
    ambiguous: tuple[Ambiguity, ...] = ()
