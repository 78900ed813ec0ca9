"""Known names: one index of every name of the knowledge tables in a language, matched longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from recoupe.records.actors import Place
from recoupe.resources.knowledge import Country, Knowledge, KnownActor, KnownPlace
from recoupe.stages.mentions.words import WordList, fold, fold_words

NameKind = Literal["country", "capital", "seat", "demonym", "prefix", "actor", "place", "people", "surname"]
PREFERENCE: dict[str, int] = {
    "country": 0,
    "capital": 1,
    "demonym": 2,
    "seat": 3,
    "actor": 4,
    "people": 5,
    "place": 6,
    "surname": 7,
    "prefix": 8,
}
FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "VNM", "HKG"})  # the family name stands first: Xi, Kim, Moon
SURNAME_KIN = frozenset(
    {
        "bin",
        "ben",
        "ibn",
        "von",
        "van",
        "der",
        "den",
        "de",
        "du",
        "di",
        "da",
        "dos",
        "del",
        "della",
        "el",
        "al",
        "la",
        "le",
        "abu",
        "abou",
        "ould",
        "ag",
    }
)
MOST_PLACES = 8  # homonymous towns kept of one name


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


@dataclass(frozen=True, slots=True)
class Hit:
    """Words first..last (end exclusive) that spell known names; `names` are the candidates, the preferred first."""

    first: int
    last: int
    names: tuple[Name, ...]
    possessive: bool = False

    @property
    def name(self) -> Name:
        """The preferred candidate."""
        return self.names[0]


@dataclass(slots=True)
class NameIndex:
    """A trie over folded words: each step a mapping, a node's names under the key ""."""

    root: dict[str, Any] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    actors: dict[str, KnownActor] = field(default_factory=dict)
    holders: dict[tuple[str, str], list[KnownActor]] = field(default_factory=dict)
    preferred: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, name: Name, words: tuple[str, ...]) -> None:
        """Enter one spelling."""
        if not words:
            return
        node = self.root
        for word in words:
            node = node.setdefault(word, {})
        node.setdefault("", []).append(name)

    def hits(self, words: WordList, possessive: str) -> tuple[dict[int, Hit], dict[int, Hit]]:
        """The longest known name at each word where one starts, and, by the word after it, every name that ends there.

        `possessive` is the letter of a possessive ("s") or "". Of the names that end together the longest counts.
        """
        found: dict[int, Hit] = {}
        ending: dict[int, Hit] = {}
        root = self.root
        for place, folded in enumerate(words.folds):
            if folded in root:
                for hit in self._matches(words, place):
                    found[place] = hit
                    ending.setdefault(hit.last, hit)
            elif possessive and words.capital[place] and folded[-1:] == possessive and folded[:-1] in root:
                lost = self._lost_apostrophe(words, place)
                if lost is not None:
                    found[place] = lost
                    ending.setdefault(lost.last, lost)
        return found, ending

    def _matches(self, words: WordList, place: int) -> Iterator[Hit]:
        """The names that start at a word, the longest last."""
        node: dict[str, Any] | None = self.root.get(words.folds[place])
        at = place
        while node is not None:
            at += 1
            if "" in node:
                names = tuple(name for name in node[""] if _fits(words, place, at, name))
                if names:
                    yield Hit(place, at, self._ordered(names))
            if at >= len(words) or not (words.joined[at] or _initial(words, at)):
                break
            node = node.get(words.folds[at])

    def _lost_apostrophe(self, words: WordList, place: int) -> Hit | None:
        """ "Russias" for "Russia's", as pages that lost their marks write it: countries, capitals and seats only."""
        names = tuple(
            name
            for name in self.root[words.folds[place][:-1]].get("", ())
            if name.kind in ("country", "capital", "seat", "actor") and len(name.text) > 2 and name.cased
        )
        return Hit(place, place + 1, names, possessive=True) if names else None

    def _ordered(self, names: tuple[Name, ...]) -> tuple[Name, ...]:
        if len(names) < 2:
            return names
        wanted = self.preferred.get(fold(names[0].text), ())
        return tuple(
            sorted(
                names,
                key=lambda name: (
                    wanted.index(name.ref) if name.ref in wanted else len(wanted),
                    PREFERENCE[name.kind],
                    not name.country,
                    -name.weight,
                    name.ref,
                ),
            )
        )


def _initial(words: WordList, at: int) -> bool:
    """An initial with its point inside a name: "George W. Bush", "J. Edgar"."""
    return len(words.folds[at - 1]) == 1 and words.gaps[at] in (". ", ".", ".\u00a0") and words.capital[at - 1]


def _fits(words: WordList, first: int, last: int, name: Name) -> bool:
    """A name with capitals asks for capitals; an acronym of two or three letters for nothing but capitals."""
    if not name.cased:
        return name.kind != "demonym" or True
    if not words.capital[first]:
        return False
    if name.shout and last - first == 1:
        raw = words.raw(first)
        return (
            raw.isupper()
            or (len(raw) > 3 and raw[1:].islower())
            or (raw == name.text.capitalize() and len(raw) > 2 and not words.opens_sentence(first))
        )
    if last - first > 1 and name.kind in ("actor", "people", "surname") and not words.capital[last - 1]:
        return name.text[name.text.rfind(" ") + 1 :][:1].islower()
    return True


def build_index(knowledge: Knowledge, language: str, demonyms: dict[str, tuple[str, ...]]) -> NameIndex:
    """The index of all that the tables name in a language; persons and acronyms in every language.

    `demonyms` are further adjectives, by the country or union that they stand for.
    """
    index = NameIndex()
    for entry in knowledge.ambiguous:
        index.preferred[" ".join(fold_words(entry.name))] = entry.refs
    for country in knowledge.countries:
        index.countries[country.ref] = country
        for name in _country_names(country, language):
            index.add(name, fold_words(name.text))
    for ref, texts in demonyms.items():
        for text in texts:
            index.add(Name("demonym", ref, text, False, country=ref), fold_words(text))
    for actor in [*knowledge.actors, *_media(knowledge)]:
        _add_actor(index, actor, language)
    for place in knowledge.places:
        for name in _place_names(place, language):
            index.add(name, fold_words(name.text))
    return index


def _spellings(names: dict[str, tuple[str, ...]], *languages: str) -> Iterator[str]:
    seen: set[str] = set()
    for language in languages:
        for text in names.get(language, ()):
            if text not in seen:
                seen.add(text)
                yield text


def _country_names(country: Country, language: str) -> Iterator[Name]:
    for text in _spellings(country.names, language, "any"):
        yield _named("country", country.ref, text, country.ref)
    for text in _spellings(country.capital, language, "any"):
        place = Place(
            name=text,
            country=country.ref,
            precision="city",
            lat=country.capital_latitude,
            lon=country.capital_longitude,
        )
        yield Name("capital", country.ref, text, True, country=country.ref, place=place, weight=10**7)
    for text in _spellings(country.seats, language, "any"):
        yield Name("seat", country.ref, text, True, country=country.ref)
    for text in _spellings(country.demonyms, language):
        yield Name("demonym", country.ref, text, False, country=country.ref)
    for text in _spellings(country.prefix, language):
        yield Name("prefix", country.ref, text, False, country=country.ref)


def _named(kind: NameKind, ref: str, text: str, country: str | None) -> Name:
    letters = text.replace(".", "").replace("-", "").replace(" ", "")
    return Name(kind, ref, text, text[:1].isupper(), shout=letters.isupper() and len(letters) < 8, country=country)


def _media(knowledge: Knowledge) -> Iterator[KnownActor]:
    """Agencies and outlets as actors, those left out that the table of actors has already."""
    known = {text for actor in knowledge.actors for texts in actor.names.values() for text in texts}
    sources = [(item.ref, item.names, item.country) for item in knowledge.agencies]
    sources += [(item.ref, item.names, item.country) for item in knowledge.outlets]
    for ref, spellings, country in sources:
        names = tuple(name for name in spellings if name not in known and not name.isdigit())
        if names:
            yield KnownActor(ref=f"m.{ref}", kind="media", names={"any": names}, country=country, sectors=("JRN",))


def _add_actor(index: NameIndex, actor: KnownActor, language: str) -> None:
    index.actors[actor.ref] = actor
    person = actor.kind == "person"
    languages = (language, "any", *sorted(set(actor.names) - {language, "any"}))
    surnames: set[tuple[str, ...]] = set()
    for text in _spellings(actor.names, *languages):
        letters = text.replace(".", "").replace("-", "").replace(" ", "")
        shout = letters.isupper() and len(letters) < 8
        if (
            not person
            and not text[:1].isupper()
            and text not in (*actor.names.get(language, ()), *actor.names.get("any", ()))
        ):
            continue
        folded = fold_words(text)
        index.add(
            Name(
                "people" if person else "actor",
                actor.ref,
                text,
                text[:1].isupper(),
                shout=shout,
                country=actor.country,
                sectors=actor.sectors,
                actor=actor,
            ),
            folded,
        )
        if person:
            surnames.update(surnames_of(folded, actor.country))
    for text in _spellings(actor.short, *languages):  # "Poutine": enough without a first name
        short = Name("people", actor.ref, text, True, country=actor.country, sectors=actor.sectors, actor=actor)
        index.add(short, fold_words(text))
    for text in _spellings(actor.seats, *languages):
        index.add(
            Name(
                "seat", actor.ref, text, text[:1].isupper(), country=actor.country, sectors=actor.sectors, actor=actor
            ),
            fold_words(text),
        )
    for surname in sorted(surnames):
        index.add(
            Name(
                "surname", actor.ref, " ".join(surname), True, country=actor.country, sectors=actor.sectors, actor=actor
            ),
            surname,
        )
    for role in actor.roles:
        index.holders.setdefault((role.title, role.country or ""), []).append(actor)


def surnames_of(folded: tuple[str, ...], country: str | None) -> set[tuple[str, ...]]:
    """The short forms by which the press names a person again: "al-Assad" and "Assad", "Peña Nieto", "Xi"."""
    found: set[tuple[str, ...]] = set()
    if len(folded) < 2:
        return found
    for cut in range(1, len(folded)):
        rest = folded[cut:]
        if (
            rest[-1] not in ("jr", "sr", "ii", "iii")
            and len(rest[0]) > 1
            and not (len(rest) == 1 and rest[0] in SURNAME_KIN)
        ):
            found.add(rest)
    if len(folded) == 3 and len(folded[1]) > 3 and folded[1] not in SURNAME_KIN:
        found.add(folded[1:2])  # "Ana Pastor García": Pastor
    if country in FAMILY_FIRST and len(folded[0]) > 1:
        found.add(folded[:1])
    return found


def _place_names(place: KnownPlace, language: str) -> Iterator[Name]:
    texts = tuple(_spellings(place.names, language, "any"))
    for text in texts:
        record = Place(name=texts[0], country=place.country, precision=place.precision, lat=place.lat, lon=place.lon)
        yield Name(
            "place",
            f"l.{place.country}.{texts[0]}",
            text,
            True,
            country=place.country,
            place=record,
            weight=place.population,
        )
    for text in _spellings(place.demonyms, language):
        yield Name("demonym", place.country or "", text, False, country=place.country)


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
