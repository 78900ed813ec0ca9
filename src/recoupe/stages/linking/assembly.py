"""From what the articles say of one actor to its record."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import cast

from recoupe.records.actors import Actor, ActorKind
from recoupe.records.ids import make_id
from recoupe.resources.knowledge import Country, Knowledge, KnownActor
from recoupe.stages.linking.gathering import Local, first, learnt_roles
from recoupe.stages.linking.spelling import spelling

MOST_ALIASES = 12
MOST_SECTORS = 4
LANGUAGES = ("fr", "any", "en")  # the order in which a name of the tables is preferred


class Tables:
    """The tables by ref."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.actors: dict[str, KnownActor] = {actor.ref: actor for actor in knowledge.actors}
        self.countries: dict[str, Country] = {country.ref: country for country in knowledge.countries}


def make_actor(group: list[Local], ref: str, tables: Tables) -> Actor:
    """The actor that a group of local findings is; `ref` is its key in the tables or a "~" ref."""
    known, state = tables.actors.get(ref), tables.countries.get(ref)
    counted = _count(group)
    name = _known_name(known, state) or _fullest(group) or ref.lstrip("~")
    kind = known.kind if known else "state" if state else cast(ActorKind, first(counted["kinds"]) or _kind_of(ref))
    country = state.ref if state else _country(known, counted["countries"], kind) or _country_of(ref, tables)
    sectors = tuple(sorted(counted["sectors"], key=lambda item: (-counted["sectors"][item], item)))[:MOST_SECTORS]
    return Actor(
        id=_identity(group, ref, kind, name, country),
        name=name,
        kind=kind,
        country=country,
        sectors=sectors or (known.sectors if known else ("GOV",) if state else ()),
        aliases=_aliases(counted["texts"], name),
        roles=(*(known.roles if known else ()), *learnt_roles(group)),
        wikidata=known.wikidata if known else None,
        ref=ref,
    )


def _count(group: list[Local]) -> dict[str, Counter[str]]:
    counted: dict[str, Counter[str]] = {key: Counter() for key in ("kinds", "countries", "sectors", "texts")}
    for local in group:
        for key, counter in counted.items():
            counter.update(getattr(local, key))
    return counted


def _identity(group: list[Local], ref: str, kind: str, name: str, country: str | None) -> str:
    """An id that every build gives alike: of the ref, or of the name; of the page too where nobody is named."""
    if not ref.startswith("~"):
        return make_id("p", ref)
    if group[0].stateless and len({local.ref for local in group}) == 1:
        return make_id("p", ref, country or group[0].article)
    if "." in ref:
        alone = len({local.article for local in group}) == 1 and group[0].kind == "person"
        return make_id(
            "p", ref, *([group[0].article] if alone else []), min(local.article for local in group) if alone else ""
        )
    full = len(spelling(name)) > 1 or kind != "person"
    return make_id(
        "p", kind, " ".join(spelling(name)), country or "", "" if full else min(local.article for local in group)
    )


def _known_name(known: KnownActor | None, state: Country | None) -> str | None:
    if state is None and known is not None and known.shown:
        return known.shown  # a user's own table says how the dossier calls somebody
    names = state.names if state is not None else known.names if known is not None else {}
    return next((names[language][0] for language in LANGUAGES if names.get(language)), None)


def _fullest(group: list[Local]) -> str:
    """The best name in the language of most pages: a person's longest, a group's or body's most frequent."""
    languages = Counter(local.language for local in group)
    language = min(languages, key=lambda item: (-languages[item], item != "fr", item))
    counted: Counter[str] = Counter()
    for local in group:
        if local.language == language or len(languages) == 1:
            counted.update(local.names)
    for local in group if not counted else ():
        counted.update(local.names)
    person = any(local.kind == "person" and not local.described for local in group)
    rank = (
        (lambda name: (-len(name.split()), -counted[name], name))
        if person
        else (lambda name: (-counted[name], -len(name.split()), name))
    )
    return min(counted, key=rank) if counted else ""


def _country(known: KnownActor | None, counted: Counter[str], kind: str) -> str | None:
    """A title in the text outranks the tables; a body's country in the tables stands."""
    if known is not None and (kind != "person" or not counted):
        return known.country
    return first(counted)


def _country_of(ref: str, tables: Tables) -> str | None:
    code = ref.lstrip("~").partition(".")[0].upper()
    return code if "." in ref and code in tables.countries else None


def _kind_of(ref: str) -> ActorKind:
    return "institution" if "." in ref and not ref.startswith("~") else "group"


@cache
def _spaces() -> re.Pattern[str]:
    return re.compile(r"\s+")


def _aliases(texts: Counter[str], name: str) -> tuple[str, ...]:
    """The forms that pages use, the most frequent first; the name itself left out."""
    ranked = sorted((text for text in texts if _spaces().sub(" ", text) != name), key=lambda text: (-texts[text], text))
    return tuple(ranked[:MOST_ALIASES])
