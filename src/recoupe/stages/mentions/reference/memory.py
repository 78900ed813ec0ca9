"""What a page has said so far, and the mentions that a new one may resume."""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.resources.knowledge import KnownActor
from recoupe.resources.tables import coalitions
from recoupe.stages.mentions.drafts import Draft
from recoupe.stages.mentions.nouns.page import Page
from recoupe.stages.mentions.reference.antecedents import MEMORY, Said, agreement, earlier_body, fits
from recoupe.stages.mentions.resolve import Cast, Person

LOOSE = (
    "diplomat",
    "official",
    "leader",
    "minister",
    "head",
    "member",
)  # another office of the same person says more
NEAR = 2  # sentences back that a pronoun may reach


@dataclass(slots=True)
class Memory:
    """The mentions of a page heard so far; `cast` holds its persons, `iso` the codes of states.

    `dominant` is the country that the page is about, `sole` the one that it hardly leaves; None where there is none.
    """

    cast: Cast
    dominant: str | None
    sole: str | None
    iso: frozenset[str]
    about: dict[str, int] = field(default_factory=dict)  # how often the page speaks of each country
    bodies: dict[str, Draft] = field(default_factory=dict)  # organisations that only the page names, by their ref
    said: list[Said] = field(default_factory=list)

    def office_of_counterpart(self, countries: list[str]) -> str | None:
        """The office of the person whose counterpart of another country is meant."""
        for _, _, earlier in reversed(self.said[-MEMORY:]):
            if earlier.kind == "person" and len(earlier.refs) == 1:
                offices = self.offices(earlier)
                if offices and not (earlier.country and earlier.country in countries):
                    return next((office for office in offices if office not in LOOSE), offices[0])
        return None

    def offices(self, draft: Draft) -> list[str]:
        """The offices of the person of a mention, that of the mention first."""
        person = self.person(draft.refs[0])
        offices = [draft.office] if draft.office else []
        if person is not None:
            offices += [office for office, _ in person.offices if office not in offices]
        return offices

    def person(self, ref: str) -> Person | None:
        """Somebody of the cast by ref."""
        return next((person for person in self.cast.persons if person.ref == ref), None)

    def earlier(self, page: Page, draft: Draft) -> Draft | None:
        """The last mention that a definite phrase may resume: office or kind fits, and the country if told."""
        if draft.organisation is not None and draft.style == "office":
            return None
        wanted = (draft.office,) if draft.office.endswith(("-minister", "-ministry")) else draft.refers
        if draft.kind != "person":
            return earlier_body(self.said, page, draft, wanted)
        for _, _, earlier in reversed(self.said[-MEMORY:]):
            if len(earlier.refs) != 1 or earlier.style == "adjective" or earlier.kind != "person":
                continue
            if draft.country and earlier.country and draft.country != earlier.country:
                continue
            if draft.country and not earlier.country:
                continue
            if draft.gender and earlier.gender and draft.gender != earlier.gender and earlier.kind == "person":
                continue
            if any(fits(office, wanted) for office in self.offices(earlier)):
                return earlier
        return None

    def resume(self, draft: Draft, earlier: Draft) -> None:
        """Let a mention mean what an earlier one means."""
        draft.refs = list(earlier.refs)
        draft.name = earlier.name
        draft.countries = draft.countries or list(earlier.countries)
        draft.kind = earlier.kind
        draft.sectors = earlier.sectors or draft.sectors
        draft.gender = draft.gender or earlier.gender

    def resume_two(self, draft: Draft) -> bool:
        """ "les deux ministres", "les diplomates": the last two persons whom the words fit."""
        if not draft.refers and draft.style != "pair":
            return False
        found: list[Draft] = []
        for _, _, earlier in reversed(self.said[-MEMORY:]):
            if earlier.kind != "person" or earlier.style in ("adjective", "couple") or earlier.form == "description":
                continue
            for ref in earlier.refs:
                if all(ref not in known.refs for known in found) and (
                    not draft.refers or any(fits(office, draft.refers) for office in self.offices(earlier))
                ):
                    found.append(earlier)
            if len({ref for known in found for ref in known.refs}) >= 2:
                break
        refs = list(dict.fromkeys(ref for known in reversed(found) for ref in known.refs))
        if len(refs) < 2:
            return False
        draft.refs = refs[-2:]
        draft.kind, draft.form = "person", "plural"
        draft.countries = list(dict.fromkeys(country for known in reversed(found) for country in known.countries))
        draft.sectors = tuple(dict.fromkeys(sector for known in found for sector in known.sectors))
        return True

    def coalition(self, page: Page, draft: Draft) -> KnownActor | None:
        """The military coalition of a phrase, by name or leader, by the page's day and the countries it speaks of."""
        inside = [page.hits[place] for place in range(draft.head, draft.last) if place in page.hits]
        named = [name.actor for hit in inside for name in hit.names if name.kind == "actor"]
        led = [self.cast.index.actors.get(ref) for ref in coalitions()] if draft.country and not named else []
        fitting: dict[str, KnownActor] = {}
        for actor in (*named, *(one for one in led if one is not None and one.country == draft.country)):
            if actor is None or actor.ref not in coalitions():
                continue
            _, start, end = coalitions()[actor.ref]
            if self.cast.serves(start, end):
                fitting[actor.ref] = actor
        if len(fitting) < 2:
            return next(iter(fitting.values()), None)
        spoken = {ref: sum(self.about.get(one, 0) for one in coalitions()[ref][0]) for ref in fitting}
        best = max(spoken.values())
        found = [ref for ref in fitting if spoken[ref] == best]
        return fitting[found[0]] if len(found) == 1 else None

    def pair(self, draft: Draft) -> None:
        """ "les deux parties", "les deux pays": the last two sides, as persons or as states."""
        if draft.key == "persons":
            self.resume_two(draft)
            return
        refs: list[str] = []
        countries: list[str] = []
        sides = [earlier for _, _, earlier in self.said[-MEMORY:] if earlier.kind in ("person", "state")]
        for earlier in reversed(sides):
            if earlier.style == "adjective" or (earlier.form == "description" and draft.key == "sides"):
                continue
            for ref, country in zip(earlier.refs, earlier.countries, strict=False):
                if country not in countries and country in self.iso:
                    countries.insert(0, country)
                    refs.insert(0, country if draft.key == "countries" else ref)
            if len(refs) >= 2:
                break
        if len(refs) >= 2:
            draft.refs, draft.countries, draft.form, draft.sectors = refs[-2:], countries[-2:], "plural", ("GOV",)
            draft.kind = "state" if draft.key == "countries" else "group"

    def pronoun(self, page: Page, draft: Draft) -> None:
        """Find whom a pronoun or possessive means: near, subject, agreeing; nobody where that is not clear."""
        sentence = page.words.sentence[draft.first]
        best: tuple[int, Draft] | None = None
        # "le Pentagone a répondu qu'il n'envisageait pas": behind its connective a pronoun resumes who speaks
        reported = draft.first > 0 and page.lexicon.has("openers", page.words.folds[draft.first - 1])
        told = draft.first > 0 and page.lexicon.has("according", page.words.folds[draft.first - 1])
        for number, (passage, where, earlier) in enumerate(reversed(self.said[-MEMORY:])):
            if passage != page.number or sentence - where > NEAR:
                break
            score = agreement(draft, earlier)
            if score is None:
                continue
            score += (6 if earlier.main else 3 if earlier.subject else 0) - 3 * (sentence - where) - number // 2
            if draft.style == "personal" and told and earlier.kind == "person":
                score += 3  # "selon lui"
            if draft.style == "latter" and score >= 0:
                score = 10 - number
            if where == sentence and draft.style == "personal":
                score += 4 if reported and earlier.subject else -4
            if best is None or score > best[0]:
                best = (score, earlier)
        if draft.style == "possessive" and (owner := self._controller(page, draft)) is not None:
            self.resume(draft, owner)
        elif best is not None and best[0] > -6:
            self.resume(draft, best[1])
        elif best is None and draft.plural and draft.style == "personal":
            self._two_before(page, draft, sentence)

    def _two_before(self, page: Page, draft: Draft, sentence: int) -> None:
        """ "Lavrov a reçu Kerry. Ils ont convenu …": the only two persons of this sentence and the one before."""
        near = [
            earlier
            for passage, where, earlier in self.said[-MEMORY:]
            if passage == page.number and 0 <= sentence - where < NEAR and earlier.kind == "person"
        ]
        if len({ref for earlier in near for ref in earlier.refs if earlier.form != "description"}) == 2:
            style, draft.style = draft.style, "pair"
            self.resume_two(draft)
            draft.style, draft.form = style, "pronoun"

    def _controller(self, page: Page, draft: Draft) -> Draft | None:
        """ "a appelé Washington à tenir ses promesses": who is told to do something does it with what is theirs."""
        words, lexicon = page.words, page.lexicon
        for passage, _, earlier in reversed(self.said[-4:]):
            if passage != page.number or earlier.last >= draft.first or draft.first - earlier.last > 4:
                continue
            if earlier.style in ("adjective", "couple", "virtual") or len(earlier.refs) != 1 or earlier.main:
                continue
            link = words.folds[earlier.last]
            if (
                words.joined[earlier.last]
                and (lexicon.has("dative", link) or lexicon.has("of", link))
                and page.tags.get(earlier.last + 1) in ("VERB", "AUX")
                and not (earlier.plural and earlier.kind != "state" and not draft.plural)
            ):
                return earlier
        return None
