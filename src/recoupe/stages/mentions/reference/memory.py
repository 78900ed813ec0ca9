"""What a page has said so far, and the mentions that a new one may resume."""

from __future__ import annotations

from dataclasses import dataclass, field

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
            if earlier.kind != "person" or earlier.style == "adjective" or earlier.form == "description":
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
        for number, (passage, where, earlier) in enumerate(reversed(self.said[-MEMORY:])):
            if passage != page.number or sentence - where > NEAR:
                break
            score = agreement(draft, earlier)
            if score is None:
                continue
            score += (6 if earlier.main else 3 if earlier.subject else 0) - 3 * (sentence - where) - number // 2
            if where == sentence and draft.style == "personal":
                score += 4 if reported and earlier.subject else -4
            if best is None or score > best[0]:
                best = (score, earlier)
        if best is not None and best[0] > -6:
            earlier = best[1]
            self.resume(draft, earlier)
