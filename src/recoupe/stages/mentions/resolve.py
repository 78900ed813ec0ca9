"""Who is meant: from offices, countries and names to refs, with the tables and with what the page itself says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from recoupe.records.pages import Article
from recoupe.resources.knowledge import KnownActor
from recoupe.stages.mentions.drafts import Draft, Gender
from recoupe.stages.mentions.names import NameIndex, excluded, surnames_of
from recoupe.stages.mentions.nouns.page import Page
from recoupe.stages.mentions.words import fold_words

OFFICE_SECTORS: dict[str, tuple[str, ...]] = {
    "president": ("GOV",),
    "prime-minister": ("GOV",),
    "monarch": ("GOV",),
    "vice-president": ("GOV",),
    "foreign-minister": ("GOV",),
    "defence-minister": ("GOV", "MIL"),
    "interior-minister": ("GOV",),
    "justice-minister": ("GOV", "JUD"),
    "finance-minister": ("GOV",),
    "minister": ("GOV",),
    "army-chief": ("MIL",),
    "speaker": ("LEG",),
    "lawmaker": ("LEG",),
    "senator": ("LEG",),
    "opposition-leader": ("PTY",),
    "candidate": ("PTY",),
    "envoy": ("GOV",),
    "ambassador": ("GOV",),
    "governor": ("GOV",),
    "intelligence-chief": ("SPY",),
}
SAME_OFFICE: dict[str, tuple[str, ...]] = {
    "president": ("president", "monarch", "supreme-leader", "head-of-state"),
    "prime-minister": ("prime-minister", "chancellor"),
    "monarch": ("monarch",),
    "leader": ("leader", "head", "president", "secretary-general"),
    "head": ("head", "secretary-general", "president"),
    "secretary-general": ("secretary-general", "head"),
    "army-chief": ("army-chief",),
    "foreign-minister": ("foreign-minister", "high-representative"),
    "candidate": ("candidate",),
}
# Offices that many hold at once: the tables know a few of them, and a title alone does not tell which is meant.
SHARED = frozenset(
    {
        "spokesperson", "envoy", "ambassador", "adviser", "negotiator", "judge", "prosecutor", "senator", "deputy",
        "governor", "mayor", "commander", "commissioner", "candidate", "deputy-minister", "minister", "party-leader",
        "rebel-leader", "opposition-leader", "religious-leader", "regional-president", "deputy-head",
    }
)  # fmt: skip
SENT = ("ambassador", "candidate")  # who is sent to a body does not act for it
LONGEST_DOUBT = 400  # days: an interval of the page's date wider than this says nothing of who held an office


@dataclass(slots=True)
class Person:
    """Somebody whom the page names: all that the page says about them."""

    ref: str
    name: str
    words: tuple[str, ...]
    actor: KnownActor | None = None
    countries: list[str] = field(default_factory=list)
    offices: list[tuple[str, str | None]] = field(default_factory=list)
    sectors: tuple[str, ...] = ()
    gender: Gender = ""
    title: str | None = None

    @property
    def country(self) -> str | None:
        """The country that the first title on the page gives, else that of the tables."""
        return self.countries[0] if self.countries else None


@dataclass(slots=True)
class Cast:
    """The persons of one page, and the tables behind them, on the day of the page."""

    index: NameIndex
    earliest: date | None
    latest: date | None
    persons: list[Person] = field(default_factory=list)
    genders: Mapping[str, Gender] = field(default_factory=dict)  # of given names
    recent: list[str] = field(default_factory=list)  # refs in the order in which the text has named them
    about: Mapping[str, int] = field(default_factory=dict)  # how often the page speaks of each country

    def meet(self, page: Page, draft: Draft) -> Person | None:
        """The person of a draft that has a name; a new one joins the cast, a known one learns what the draft says."""
        if draft.words is None:
            return None
        folded = tuple(page.words.folds[draft.words[0] : draft.words[1]])
        self._choose(page, draft)
        if draft.actor is not None and len(folded) == 1 and self._of_other_gender(draft.actor, draft.gender):
            draft.actor = None  # "Mme Macron" is not the Macron whom a surname alone means
        person = self._known(draft, folded)
        if person is None:
            text = page.words.quote(*draft.words)
            person = Person(ref=f"~{slug(text)}", name=text, words=folded)
            self.persons.append(person)
        self._learn(person, draft, page)
        return person

    def _known(self, draft: Draft, folded: tuple[str, ...]) -> Person | None:
        for person in self.persons:
            if person.words == folded or (draft.actor is not None and person.actor is draft.actor):
                return person
        actor = draft.actor
        bare = folded
        while len(bare) > 1 and len(bare[0]) == 1:
            bare = bare[1:]  # "B. Obama"
        if len(folded) == 1 or actor is None:
            found = self.by_surname(bare, draft.gender, draft.country)
            if found is not None:
                return found
        if actor is None:
            actor = self._holder_named(draft, folded)
        if actor is None:
            return None
        return self.enter(actor)

    def _of_other_gender(self, actor: KnownActor, gender: Gender) -> bool:
        names = next(iter(actor.names.values()), ("",))
        known = next((self.genders[word] for word in fold_words(names[0]) if word in self.genders), "")
        return bool(gender and known and gender != known)

    def _choose(self, page: Page, draft: Draft) -> None:
        """Of several known persons of one name: who fits the title, was met before, holds the office, is spoken of."""
        hit = page.hits.get(draft.words[0]) if draft.words is not None and draft.actor is not None else None
        bearers = [name.actor for name in hit.names if name.kind == "people" and name.actor] if hit is not None else []
        if len(bearers) < 2 or draft.actor not in bearers:
            return
        met = [person.actor for person in self.persons]

        def rank(actor: KnownActor) -> tuple[bool, bool, bool, int, bool]:
            own = {actor.country, *(role.country for role in actor.roles)}
            held = [role.title for role in actor.roles if self.serves(role.start, role.end)]
            return (
                bool(draft.countries) and not own.isdisjoint(draft.countries),
                actor in met,
                bool(draft.office) and draft.office in held,
                self.about.get(actor.country or "", 0),
                bool(held) and self.earliest is not None,
            )

        draft.actor = max(bearers, key=rank)

    def enter(self, actor: KnownActor) -> Person:
        """A person of the tables, as one of the cast."""
        for person in self.persons:
            if person.actor is actor:
                return person
        names = next(iter(actor.names.values()), (actor.ref,))
        person = Person(
            ref=actor.ref, name=names[0], words=fold_words(names[0]), actor=actor, sectors=self.sectors_of(actor)
        )
        person.gender = next((self.genders[word] for word in person.words if word in self.genders), "")
        person.offices = [
            (role.title, role.country or actor.country) for role in actor.roles if self.serves(role.start, role.end)
        ]
        served = {country for office, country in person.offices if country and office not in SENT}
        person.countries = (
            list(served) if len(served) == 1 and self.earliest is not None else [actor.country] if actor.country else []
        )
        self.persons.append(person)
        return person

    def _holder_named(self, draft: Draft, folded: tuple[str, ...]) -> KnownActor | None:
        """The office-holder whose name agrees: "le ministre russe Lavrov"."""
        for country in draft.countries or [""]:
            for actor in self.holders(draft.office, country):
                if any(
                    folded[-1:] == surname[-1:]
                    for names in actor.names.values()
                    for name in names
                    for surname in surnames_of(fold_words(name), actor.country)
                ):
                    return actor
        return None

    def by_surname(self, folded: tuple[str, ...], gender: Gender = "", country: str | None = None) -> Person | None:
        """The person of the page to whom a surname may belong: the last named before, else the first to come."""
        found: list[Person] = []
        for person in self.persons:
            if gender and person.gender and gender != person.gender:
                continue
            if country and person.countries and country not in person.countries:
                continue
            if person.actor is not None and person.actor.excluded and folded in excluded(person.actor):
                continue
            if len(person.words) > len(folded) and folded in surnames_of(person.words, person.country):
                found.append(person)
        if len(found) < 2:
            return found[0] if found else None
        heard = {ref: place for place, ref in enumerate(self.recent)}
        return max(found, key=lambda person: (heard.get(person.ref, -1), -self.persons.index(person)))

    def single(self, folded: tuple[str, ...]) -> bool:
        """Say whether a surname is that of one person of the page at most."""
        return sum(folded in surnames_of(person.words, person.country) for person in self.persons) < 2

    def holders(self, office: str, country: str) -> list[KnownActor]:
        """Everybody who, as far as the tables and the page's date tell, may have held an office then."""
        found: list[KnownActor] = []
        for title in SAME_OFFICE.get(office, (office,)):
            for actor in self.index.holders.get((title, country), ()):
                if actor not in found and any(
                    role.title == title
                    and (role.country or actor.country) == country
                    and self.serves(role.start, role.end)
                    for role in actor.roles
                ):
                    found.append(actor)
        return found

    def holder(self, office: str, country: str | None) -> KnownActor | None:
        """The holder of an office on the page's day, when the tables leave no doubt."""
        if (
            not country
            or office in SHARED
            or self.earliest is None
            or self.latest is None
            or (self.latest - self.earliest).days > LONGEST_DOUBT
        ):
            return None
        found = self.holders(office, country)
        return found[0] if len(found) == 1 else None

    def serves(self, start: date | None, end: date | None) -> bool:
        """Say whether a term may cover the page's day; always true where the page has no date."""
        return not (
            (self.latest is not None and start is not None and start > self.latest)
            or (self.earliest is not None and end is not None and end < self.earliest)
        )

    def sectors_of(self, actor: KnownActor) -> tuple[str, ...]:
        """What somebody was on the page's day: the sectors of the office held then, ELI once all terms are over."""
        if self.earliest is None or not actor.roles:
            return actor.sectors
        held = [role for role in actor.roles if self.serves(role.start, role.end)]
        if held:
            found = [sector for role in held for sector in OFFICE_SECTORS.get(role.title, ())]
            return tuple(dict.fromkeys(found)) or actor.sectors
        over = any(role.end is not None and role.end < self.earliest for role in actor.roles)
        return ("ELI",) if over else actor.sectors

    def _learn(self, person: Person, draft: Draft, page: Page) -> None:
        person.gender = person.gender or draft.gender
        if draft.style == "person":
            return
        for country in draft.countries:
            if country not in person.countries:
                person.countries.insert(0, country)
        if draft.office:
            person.offices.insert(0, (draft.office, draft.country))
        if draft.sectors and (person.actor is None or not draft.former):
            person.sectors = draft.sectors
        if person.title is None:
            person.title = title_text(page, draft)


def title_text(page: Page, draft: Draft) -> str | None:
    """The words of a title without the name: "ministre russe des Affaires étrangères"."""
    if draft.words is None:
        return page.words.quote(draft.first, draft.last)
    first, last = draft.words
    if first > draft.first and first - draft.first > 0:
        return page.words.quote(draft.first, first)
    return page.words.quote(last, draft.last) if last < draft.last else None


def make_cast(article: Article, index: NameIndex, genders: Mapping[str, Gender]) -> Cast:
    """The empty cast of a page, dated as far as the page is."""
    dating = article.published
    return Cast(
        index=index,
        genders=genders,
        earliest=dating.earliest if dating else None,
        latest=dating.latest if dating else None,
    )


@cache
def _unwanted() -> re.Pattern[str]:
    return re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """A name as part of a ref: folded words joined by hyphens, 60 characters at most."""
    return _unwanted().sub("-", " ".join(fold_words(text))).strip("-")[:60]
