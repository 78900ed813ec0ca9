"""A user's own table over the packaged ones: entries override, extend, or stand beside what is known."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from recoupe.resources.knowledge.entries import Codes, Entry, OwnTable, Source
from recoupe.resources.knowledge.model import (
    Agency,
    Ambiguity,
    Country,
    Knowledge,
    KnownActor,
    Names,
    Outlet,
)

OWN = "u."  # begins the refs of actors that only a user's table knows
MORE_SECTORS = frozenset({"UAF", "SOC", "PRE"})


def codes_of(knowledge: Knowledge) -> Codes:
    """The codes that the packaged tables use, which an entry may use too."""
    used = {actor.country for actor in knowledge.actors if actor.country}
    return Codes(
        countries=frozenset(used | {country.ref for country in knowledge.countries}),
        sectors=MORE_SECTORS | {sector for actor in knowledge.actors for sector in actor.sectors},
    )


@dataclass(slots=True)
class _Tables:
    """The tables while they are joined, by ref, and the refs that bear each folded name."""

    actors: dict[str, KnownActor]
    countries: dict[str, Country]
    owners: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    lines: dict[str, int] = field(default_factory=dict)  # where an entry of the user's file stands, by ref
    shared: dict[str, Ambiguity] = field(default_factory=dict)

    def enter(self, ref: str, *tables: Names) -> None:
        for names in tables:
            for spellings in names.values():
                for name in spellings:
                    self.owners[folded(name)][ref] = None

    def leave(self, actor: KnownActor) -> None:
        for names in (actor.names, actor.short, actor.seats):
            for spellings in names.values():
                for name in spellings:
                    self.owners[folded(name)].pop(actor.ref, None)


def folded(name: str) -> str:
    """A name without case, accents and marks, as names are compared."""
    bare = unicodedata.normalize("NFKD", name.casefold().replace("œ", "oe"))
    return " ".join(re.findall(r"[^\W_]+", "".join(one for one in bare if not unicodedata.combining(one))))


def join(knowledge: Knowledge, own: OwnTable) -> Knowledge:
    """The packaged tables with a user's: what the user says of a name counts before what the tables say.

    Raises ResourceError, with file and line, for an entry that extends nothing, whose name several known actors bear,
    or that stands twice.
    """
    tables = _Tables(
        actors={actor.ref: actor for actor in knowledge.actors},
        countries={country.ref: country for country in knowledge.countries},
    )
    for country in knowledge.countries:
        tables.enter(country.ref, country.names, country.seats)
    for actor in knowledge.actors:
        tables.enter(actor.ref, actor.names, actor.short, actor.seats)
    for entry in own.actors:
        if entry.seat_of is None:
            _take_in(tables, entry)
    for entry in own.actors:
        if entry.seat_of is not None:
            _seat(tables, entry)
    return replace(
        knowledge,
        countries=tuple(tables.countries.values()),
        actors=tuple(tables.actors.values()),
        agencies=_agencies(knowledge.agencies, own.agencies),
        outlets=_outlets(knowledge.outlets, own.outlets),
        ambiguous=(
            *(entry for entry in knowledge.ambiguous if folded(entry.name) not in tables.shared),
            *(tables.shared[name] for name in sorted(tables.shared)),
        ),
    )


def _take_in(tables: _Tables, entry: Entry) -> None:
    known = _known(tables, entry)
    if known is not None and known in tables.countries:
        _extend_state(tables, entry, known)
        return
    if known is None:
        if entry.extends:
            raise entry.item.error(f"nobody called {entry.name!r} to extend", "take `extends` out, or give the `ref`")
        if entry.kind is None:
            raise entry.item.error(
                f"{entry.name!r} has no kind", "add `kind: person`, party, armed_group, institution…"
            )
        actor = _new(entry)
    else:
        before = tables.actors[known]
        tables.leave(before)
        actor = _extended(before, entry) if entry.extends else _replaced(before, entry)
    if actor.ref in tables.lines:
        line = tables.lines[actor.ref]
        raise entry.item.error(f"{entry.name!r} stands twice (see line {line})", "make one entry of the two")
    tables.lines[actor.ref] = entry.item.line
    tables.actors[actor.ref] = actor
    _claim(tables, actor, entry)


def _known(tables: _Tables, entry: Entry) -> str | None:
    """The ref of whom an entry is about, among the packaged tables; None for somebody new."""
    if entry.ref is not None:
        if entry.ref in tables.actors or entry.ref in tables.countries:
            return entry.ref
        raise entry.item.error(f"no actor has the ref {entry.ref!r}", "take `ref` out, or look the ref up")
    if entry.homonym:
        return None
    found = list(tables.owners.get(folded(entry.name), ()))
    own = [ref for ref in found if ref in tables.lines]
    if own:
        return own[0]
    if len(found) > 1:
        told = ", ".join(found)
        mend = f"say which with `ref: …` ({told}), or write `homonym: true` for somebody else of that name"
        raise entry.item.error(f"several known actors are called {entry.name!r}", mend)
    return found[0] if found else None


def _new(entry: Entry) -> KnownActor:
    assert entry.kind is not None
    slug = folded(entry.name).replace(" ", "-")[:60]
    ref = OWN + slug + (f"-{entry.country.lower()}" if entry.homonym and entry.country else "")
    return KnownActor(
        ref=ref, kind=entry.kind, names=_named(entry), country=entry.country, sectors=entry.sectors,
        wikidata=entry.wikidata, seats=entry.seats, roles=entry.roles, short=entry.short, excluded=entry.excluded,
        shown=entry.name,
    )  # fmt: skip


def _replaced(before: KnownActor, entry: Entry) -> KnownActor:
    """Nothing of the known record stays but its ref, and its kind where the entry gives none."""
    return KnownActor(
        ref=before.ref, kind=entry.kind or before.kind, names=_named(entry), country=entry.country,
        sectors=entry.sectors, wikidata=entry.wikidata, seats=entry.seats, roles=entry.roles, short=entry.short,
        excluded=entry.excluded, shown=entry.name,
    )  # fmt: skip


def _extended(before: KnownActor, entry: Entry) -> KnownActor:
    """The known record with what the entry adds; a single value of the entry replaces the known one."""
    banned = {folded(name) for name in entry.excluded}
    return replace(
        before,
        kind=entry.kind or before.kind,
        names=_without(_together(_named(entry), before.names), banned),
        short=_without(_together(entry.short, before.short), banned),
        seats=_without(_together(entry.seats, before.seats), banned),
        country=entry.country or before.country,
        sectors=entry.sectors or before.sectors,
        wikidata=entry.wikidata or before.wikidata,
        roles=(*entry.roles, *before.roles),
        excluded=tuple(dict.fromkeys((*entry.excluded, *before.excluded))),
        shown=entry.name,
    )


def _extend_state(tables: _Tables, entry: Entry, ref: str) -> None:
    if not entry.extends:
        mend = "write `extends: true` to add names and seats, or `homonym: true` for another actor of that name"
        raise entry.item.error(f"{entry.name!r} is a state, which an entry cannot replace", mend)
    if entry.roles or entry.excluded or entry.short or entry.sectors:
        raise entry.item.error("a state is extended by names and seats alone", "take the other keys out")
    state = tables.countries[ref]
    tables.countries[ref] = replace(
        state, names=_together(state.names, _named(entry)), seats=_together(state.seats, entry.seats)
    )
    tables.enter(ref, _named(entry), entry.seats)


def _seat(tables: _Tables, entry: Entry) -> None:
    """Let a place stand for an actor or a state."""
    wanted = entry.seat_of or ""
    found = [wanted] if wanted in tables.actors or wanted in tables.countries else []
    found = found or list(tables.owners.get(folded(wanted), ()))
    if len(found) != 1:
        told = f"several are called {wanted!r}" if found else f"nobody is called {wanted!r}"
        mend = f"give one of the refs {', '.join(found)}" if found else "name an actor of the tables or of this file"
        raise entry.item.error(f"seat of whom? {told}", mend)
    names = _named(entry)
    if (actor := tables.actors.get(found[0])) is not None:
        tables.actors[actor.ref] = replace(actor, seats=_together(names, actor.seats))
    else:
        state = tables.countries[found[0]]
        tables.countries[state.ref] = replace(state, seats=_together(names, state.seats))
    _claim_names(tables, found[0], names)


def _claim(tables: _Tables, actor: KnownActor, entry: Entry) -> None:
    for names in (_named(entry), entry.short, entry.seats):
        _claim_names(tables, actor.ref, names)
    tables.enter(actor.ref, actor.names, actor.short, actor.seats)


def _claim_names(tables: _Tables, ref: str, names: Names) -> None:
    """The user's names count first where others bear them too; the others stay, for a page that speaks of them."""
    for spellings in names.values():
        for name in spellings:
            others = [other for other in tables.owners[folded(name)] if other != ref]
            if others:
                reason = "the user's own table names it too"
                shared = Ambiguity(name=name, refs=(ref, *others), decided=False, reason=reason)
                tables.shared[folded(name)] = shared
            tables.owners[folded(name)][ref] = None


def _named(entry: Entry) -> Names:
    """The spellings of an entry, its own name among them, first of those that any language shares."""
    if any(entry.name in spellings for spellings in entry.names.values()):
        return entry.names
    return _together({"any": (entry.name,)}, entry.names)


def _together(first: Names, second: Names) -> Names:
    return {
        language: tuple(dict.fromkeys((*first.get(language, ()), *second.get(language, ()))))
        for language in dict.fromkeys((*first, *second))
    }


def _without(names: Names, banned: Iterable[str]) -> Names:
    left = {code: tuple(one for one in listed if folded(one) not in banned) for code, listed in names.items()}
    return {code: listed for code, listed in left.items() if listed}


def _agencies(known: tuple[Agency, ...], own: tuple[Source, ...]) -> tuple[Agency, ...]:
    found = {agency.ref: agency for agency in known}
    by_name = {folded(name): agency.ref for agency in known for name in agency.names}
    for source in own:
        ref = by_name.get(folded(source.name), folded(source.name).replace(" ", "-"))
        found[ref] = Agency(ref=ref, names=source.names, country=source.country)
    return tuple(found.values())


def _outlets(known: tuple[Outlet, ...], own: tuple[Source, ...]) -> tuple[Outlet, ...]:
    found = {outlet.ref: outlet for outlet in known}
    by_name = {folded(name): outlet.ref for outlet in known for name in outlet.names}
    for source in own:
        ref = by_name.get(folded(source.name), folded(source.name).replace(" ", "-"))
        found[ref] = Outlet(
            ref=ref, names=source.names, domains=source.domains, country=source.country, owner=source.owner,
            language=source.language,
        )  # fmt: skip
    return tuple(found.values())
