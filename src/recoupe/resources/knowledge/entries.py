"""The entries of a user's actors.yaml, checked one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import cast, get_args

from recoupe.errors import ResourceError
from recoupe.records.actors import ActorKind, Role
from recoupe.resources.knowledge.document import Item
from recoupe.resources.knowledge.model import Names
from recoupe.resources.tables import bare_initials, both_articles, read_day

SECTIONS = ("actors", "groups", "agencies", "outlets")
ACTOR_KEYS = (
    "name", "ref", "kind", "country", "sectors", "names", "short", "roles", "seats", "seat-of", "not", "extends",
    "homonym", "wikidata",
)  # fmt: skip
ROLE_KEYS = ("office", "country", "from", "to")
AGENCY_KEYS = ("name", "names", "country")
OUTLET_KEYS = ("name", "names", "domains", "country", "owner", "language")
LANGUAGE = "any"  # of names given without a language
OFFICE = r"[a-z]+(-[a-z]+)*"
UNWANTED = r"[()~;|\t\n]"  # marks of the tables, and what no name in running text holds
ARTICLE = r"(?:les?|la|the) |l'"
LONGEST = 120  # letters of a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One actor of the user's table as it is written; None and empty where the user says nothing."""

    item: Item
    name: str
    ref: str | None = None
    kind: ActorKind | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    names: Names = field(default_factory=dict)
    short: Names = field(default_factory=dict)
    seats: Names = field(default_factory=dict)
    roles: tuple[Role, ...] = ()
    excluded: tuple[str, ...] = ()
    seat_of: str | None = None
    extends: bool = False
    homonym: bool = False
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An agency or outlet of the user's table."""

    name: str
    names: tuple[str, ...]
    country: str | None
    domains: tuple[str, ...] = ()
    owner: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTable:
    """All that a user's file holds, in its order."""

    actors: tuple[Entry, ...] = ()
    agencies: tuple[Source, ...] = ()
    outlets: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The codes that an entry may use: of countries and organisations, and of sectors."""

    countries: frozenset[str]
    sectors: frozenset[str]


def read_entries(root: Item, codes: Codes) -> OwnTable:
    """The checked entries of a document; raises ResourceError with file, line, what is wrong and how to mend it."""
    sections = root.mapping("the file", SECTIONS)
    actors = [_actor(item, codes, None) for item in _listed(sections, "actors")]
    actors += [_actor(item, codes, "group") for item in _listed(sections, "groups")]
    return OwnTable(
        actors=tuple(actors),
        agencies=tuple(_source(item, codes, AGENCY_KEYS) for item in _listed(sections, "agencies")),
        outlets=tuple(_source(item, codes, OUTLET_KEYS) for item in _listed(sections, "outlets")),
    )


def _listed(sections: dict[str, Item], key: str) -> list[Item]:
    if key not in sections or sections[key].value == "":
        return []
    if not isinstance(sections[key].value, list):
        raise sections[key].error(f"{key!r} is not a list of entries", "open each entry with a dash: `- name: …`")
    return sections[key].items(key)


def _actor(item: Item, codes: Codes, kind: ActorKind | None) -> Entry:
    given = item.mapping("an actor", ACTOR_KEYS)
    if "name" not in given:
        raise item.error("an entry without a name", "add `name: …`, the name that the dossier shall show")
    country = _country(given.get("country"), codes)
    person = _kind(given.get("kind"), kind) == "person"
    if "seat-of" in given and (extra := sorted(set(given) - {"name", "names", "seat-of"})):
        raise item.error(f"`seat-of` beside {extra[0]!r}", "a seat has a name and what it is the seat of, no more")
    return Entry(
        item=item,
        name=_name(given["name"]),
        ref=given["ref"].text("ref") if "ref" in given else None,
        kind=_kind(given.get("kind"), kind),
        country=country,
        sectors=_sectors(given.get("sectors"), codes),
        names=_names(given.get("names"), person=person),
        short=_names(given.get("short"), person=person),
        seats=_names(given.get("seats"), person=False),
        roles=tuple(_roles(given.get("roles"), country, codes)),
        excluded=tuple(_name(one) for one in given["not"].items("not")) if "not" in given else (),
        seat_of=given["seat-of"].text("seat-of") if "seat-of" in given else None,
        extends=given["extends"].truth("extends") if "extends" in given else False,
        homonym=given["homonym"].truth("homonym") if "homonym" in given else False,
        wikidata=_wikidata(given.get("wikidata")),
    )


def _source(item: Item, codes: Codes, keys: tuple[str, ...]) -> Source:
    given = item.mapping("an outlet" if "domains" in keys else "an agency", keys)
    if "name" not in given:
        raise item.error("an entry without a name", "add `name: …`")
    name = _name(given["name"])
    more = [_name(one) for one in given["names"].items("names")] if "names" in given else []
    domains = [one.text("a domain").lower() for one in given["domains"].items("domains")] if "domains" in given else []
    for domain in domains:
        if "/" in domain or "." not in domain or " " in domain:
            raise given["domains"].error(f"{domain!r} is no domain", "write it as example.org")
    return Source(
        name=name,
        names=tuple(dict.fromkeys((name, *more))),
        country=_country(given.get("country"), codes),
        domains=tuple(domains),
        owner=given["owner"].text("owner") if "owner" in given else None,
        language=given["language"].text("language") if "language" in given else None,
    )


def _name(item: Item) -> str:
    """A name without article, with the straight apostrophe."""
    name = re.sub(f"^(?:{ARTICLE})", "", item.text("a name").replace("’", "'"))
    if found := re.search(UNWANTED, name):
        raise item.error(f"{found[0]!r} in the name {name!r}", "write one spelling, as running text has it")
    if len(name) > LONGEST or not re.search(r"\w", name):
        raise item.error(f"{name[:40]!r} is no name", f"write at most {LONGEST} letters, one of them a letter or digit")
    return name


def _names(item: Item | None, *, person: bool) -> Names:
    """Spellings by language, with those that the packaged tables would add."""
    if item is None:
        return {}
    listed = item.value if isinstance(item.value, dict) else {LANGUAGE: item}
    found: Names = {}
    for language, spellings in listed.items():
        if not re.fullmatch(r"[a-z]{2,3}", language):
            raise spellings.error(f"{language!r} is no language", "use fr, en or any")
        names = tuple(dict.fromkeys(_name(one) for one in spellings.items("names")))
        if names:
            found[language] = both_articles(bare_initials(names)) if person else bare_initials(names)
    return found


def _kind(item: Item | None, default: ActorKind | None) -> ActorKind | None:
    return cast(ActorKind, _one_of(item, "kind", get_args(ActorKind))) if item is not None else default


def _country(item: Item | None, codes: Codes) -> str | None:
    return _one_of(item, "country", tuple(sorted(codes.countries))) if item is not None else None


def _sectors(item: Item | None, codes: Codes) -> tuple[str, ...]:
    allowed = tuple(sorted(codes.sectors))
    return tuple(_one_of(one, "sector", allowed) for one in item.items("sectors")) if item is not None else ()


def _one_of(item: Item, what: str, allowed: tuple[str, ...]) -> str:
    found = item.text(what)
    if found in allowed:
        return found
    near = get_close_matches(found, allowed, 3) or get_close_matches(found.upper(), allowed, 3)
    told = ", ".join(near or allowed if len(allowed) < 40 else near) or "an ISO 3166 code of three letters, or UNO, EU"
    raise item.error(f"{found!r} is no {what} that Recoupe knows", f"use one of: {told}")


def _wikidata(item: Item | None) -> str | None:
    if item is None:
        return None
    found = item.text("wikidata")
    if not re.fullmatch(r"Q\d{1,12}", found):
        raise item.error(f"{found!r} is no Wikidata id", "write it as Q7747")
    return found


def _roles(item: Item | None, country: str | None, codes: Codes) -> Iterator[Role]:
    for one in item.items("roles") if item is not None else ():
        given = one.mapping("a role", ROLE_KEYS)
        if "office" not in given:
            raise one.error("a role without an office", "add `office: …`, such as president or foreign-minister")
        office = given["office"].text("office")
        if not re.fullmatch(OFFICE, office):
            raise given["office"].error(f"{office!r} is no office", "write it as foreign-minister: lower case, hyphens")
        start, end = _day(given.get("from"), last=False), _day(given.get("to"), last=True)
        if start is not None and end is not None and end < start:
            raise given["to"].error("the term ends before it begins", "exchange `from` and `to`")
        yield Role(title=office, country=_country(given.get("country"), codes) or country, start=start, end=end)


def _day(item: Item | None, *, last: bool) -> date | None:
    if item is None or item.value == "":
        return None
    text = item.text("a day")
    try:
        if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
            raise ValueError(text)
        return read_day(text, last=last)
    except (ValueError, ResourceError) as problem:
        raise item.error(f"{text!r} is no day", "write it as 2017-05-14, 2017-05 or 2017") from problem
