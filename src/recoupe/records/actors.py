"""Who and where: mentions in one article, and the actors and places that they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from recoupe.records.spans import Words

ActorKind = Literal[
    "person", "state", "government", "institution", "organisation", "armed_group", "party", "media", "company", "group"
]
MentionForm = Literal["name", "title", "metonym", "demonym", "pronoun", "plural", "description"]
PlacePrecision = Literal["point", "city", "area", "region", "country", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office that somebody held, between two days (an open end is None)."""

    title: str
    country: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention(Words):
    """Words that name an actor: "M. Lavrov", "le chef de la diplomatie russe", "Moscou", "il".

    `ref` names the actor inside this article: a key of the knowledge tables ("RUS", "rus.mfa",
    "p.sergei-lavrov") or "~slug" for somebody whom only the page names. `refs` of a plural mention ("les deux
    ministres", "MM. Lavrov et Kerry") are its members; it is otherwise the one ref. An unresolved mention
    ("un responsable américain") has its own "~" ref, with kind, country and sectors as far as they are certain.
    """

    id: str
    article: str
    kind: ActorKind
    form: MentionForm
    refs: tuple[str, ...]
    name: str
    rule: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    title: str | None = None

    @property
    def ref(self) -> str:
        """The first (mostly the only) actor that the words stand for."""
        return self.refs[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A spot or area of the earth; coordinates in degrees, WGS 84; an area has the centre's."""

    name: str
    country: str | None
    precision: PlacePrecision
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention(Words):
    """Words that name a place used as a place ("à Damas", "près d'Al-Tanf")."""

    id: str
    article: str
    place: Place
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something that acts or speaks in the dossier, gathered from all its mentions."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...]
    aliases: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    wikidata: str | None = None
    ref: str | None = None
