"""Who is meant: names, titles without a name, counterparts, institutions, groups and bodies, in text order."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.resources.knowledge import KnownActor
from recoupe.stages.mentions.drafts import Draft
from recoupe.stages.mentions.nouns.page import Page
from recoupe.stages.mentions.reference.antecedents import bare_text, fits, loose_ref
from recoupe.stages.mentions.reference.memory import Memory
from recoupe.stages.mentions.resolve import Person, slug
from recoupe.stages.mentions.words import fold_words


@dataclass(slots=True)
class Discourse(Memory):
    """A page as it is read, mention by mention."""

    def hear(self, page: Page, draft: Draft) -> None:
        """Resolve one mention and remember it."""
        if draft.body is not None and draft.body.style == "organisation" and draft.body.countries:
            self.hear(page, draft.body)  # "l'aviation de la coalition menée par …" names the coalition as well
        body = draft.organisation
        if body is not None and draft.style != "named" and body.kind == "organisation":
            self._note_body(page, draft, body)
        if not draft.refs:
            self._resolve(page, draft)
        if draft.refs:
            self._couple(page, draft)
            draft.nouns = frozenset(page.words.folds[draft.head : draft.head + 1])
            draft.spoken = frozenset(page.words.folds[draft.first : draft.last])
            draft.solid = not draft.refs[0].startswith("~") or any(
                page.words.capital[place] and not page.words.opens_sentence(place)
                for place in range(draft.head, draft.last)
            )
            if draft.organisation is not None and draft.organisation.ref == draft.refs[0]:
                draft.nouns |= {
                    word for names in draft.organisation.names.values() for name in names for word in fold_words(name)
                }
            self.said.append((page.number, page.words.sentence[draft.first], draft))
            self.cast.recent += draft.refs

    def _couple(self, page: Page, draft: Draft) -> None:
        """Remember "Lavrov et Kerry" as the two that "ils" and "les deux hommes" resume."""
        before = self.said[-1][2] if self.said and self.said[-1][0] == page.number else None
        if (
            before is None
            or before.last + 1 != draft.first
            or not (page.lexicon.has("both", page.words.folds[before.last]) and page.joined(draft.first))
            or not (before.kind == draft.kind == "person" or {before.kind, draft.kind} <= {"state", "government"})
            or before.form == "pronoun"
            or draft.form == "pronoun"
            or "adjective" in (before.style, draft.style)
            or set(before.refs) & set(draft.refs)
        ):
            return
        both = Draft(
            passage=draft.passage, first=before.first, last=draft.last, head=before.head, kind=draft.kind,
            form="plural", rule=draft.rule, refs=[*before.refs, *draft.refs], style="couple", plural=True,
            countries=list(dict.fromkeys((*before.countries, *draft.countries))),
            sectors=tuple(dict.fromkeys((*before.sectors, *draft.sectors))), subject=before.subject, main=before.main,
        )  # fmt: skip
        self.said.append((page.number, page.words.sentence[draft.first], both))

    def _note_body(self, page: Page, draft: Draft, body: KnownActor) -> None:
        """Remember the body that a longer phrase names: "les avions de la coalition …", then "la coalition"."""
        nouns = frozenset(word for names in body.names.values() for name in names for word in fold_words(name))
        noted = Draft(
            passage=draft.passage, first=draft.first, last=draft.last, head=draft.head, kind=body.kind, form="name",
            rule=draft.rule, refs=[body.ref], countries=[body.country] if body.country else [], sectors=body.sectors,
            style="virtual", organisation=body, nouns=nouns, solid=True,
        )  # fmt: skip
        self.said.append((page.number, page.words.sentence[draft.first], noted))

    def _resolve(self, page: Page, draft: Draft) -> None:
        if draft.body is not None and not draft.countries and draft.organisation is None:
            self._belong(page, draft, draft.body)
        if draft.antecedent is not None:
            self.resume(draft, draft.antecedent)
        elif draft.form == "pronoun":
            self.pronoun(page, draft)
        elif draft.style == "pair":
            self.pair(draft)
        elif draft.words is not None:
            self._named(page, draft)
        elif draft.counterpart:
            self._counterpart(draft)
        elif draft.style == "office":
            self._office(page, draft)
        elif draft.style == "institution":
            self._institution(page, draft)
        elif draft.style == "state":
            draft.refs = list(draft.countries[:2])
            draft.kind = "state"
        elif draft.style in ("group", "individual") and self._two_persons(page, draft):
            pass
        elif draft.style == "group":
            self._group(page, draft)
        elif draft.style == "individual":
            self._individual(page, draft)
        elif draft.style == "organisation":
            self._organisation(page, draft)

    def _two_persons(self, page: Page, draft: Draft) -> bool:
        """ "les deux hommes": the two persons just named, whatever they are."""
        if draft.count != 2 or draft.determiner not in ("definite", "demonstrative") or draft.countries:
            return False
        if not page.lexicon.has("pairs.persons", page.words.folds[draft.head]):
            return False
        style, draft.style = draft.style, "pair"
        found = self.resume_two(draft)
        draft.style = "persons" if found else style
        return found

    def _belong(self, page: Page, draft: Draft, body: Draft) -> None:
        """Country and sectors of the body that a phrase names without saying which: "responsable de l'organisation"."""
        if not body.refs:
            self._resolve(page, body)
        if len(body.refs) == 1 and body.form != "description":
            draft.countries = list(body.countries)
            if body.kind != "person":
                draft.sectors = tuple(dict.fromkeys((*body.sectors, *draft.sectors)))
                draft.organisation = body.organisation

    def _named(self, page: Page, draft: Draft) -> None:
        if draft.counterpart:
            draft.office = self.office_of_counterpart(draft.countries) or "minister"
        if draft.plural and draft.style == "person":
            self._several(page, draft)
            return
        if draft.style == "organisation":
            self._body_named(page, draft)
            return
        if draft.kind != "person":
            self._owned(page, draft)
            return
        if not draft.countries and draft.local and draft.actor is None and self.sole is not None:
            draft.countries, draft.guessed = [self.sole], True
        person = self.cast.meet(page, draft)
        if person is not None:
            self.take(draft, person)

    def _owned(self, page: Page, draft: Draft) -> None:
        """ "le régime Assad", "le gouvernement Ayrault": the name tells whose it is."""
        assert draft.words is not None
        folded = tuple(page.words.folds[draft.words[0] : draft.words[1]])
        person = self.cast.by_surname(folded)
        hit = page.hits.get(draft.words[0])
        country = person.country if person is not None else hit.name.country if hit is not None else None
        if country and not draft.countries:
            draft.countries = [country]
        draft.words = None
        self._resolve(page, draft)

    def _body_named(self, page: Page, draft: Draft) -> None:
        """ "la télévision espagnole TVE": a body that only the page names; what was said of it before holds again."""
        assert draft.words is not None
        draft.name = page.words.quote(*draft.words)
        ref = f"~{slug(draft.name)}"
        known = self.bodies.setdefault(ref, draft)
        draft.refs, draft.countries = [ref], draft.countries or list(known.countries)
        draft.sectors = draft.sectors or known.sectors
        draft.kind = known.kind if draft.kind == "organisation" else draft.kind
        known.countries = known.countries or draft.countries

    def _several(self, page: Page, draft: Draft) -> None:
        """ "MM. Lavrov et Kerry": each surname its own person."""
        assert draft.words is not None
        both, place = page.lexicon, draft.words[0]
        while place < draft.last:
            end = place + 1
            while end < draft.last and page.words.joined[end] and not both.has("both", page.words.folds[end]):
                end += 1
            single = Draft(
                passage=draft.passage,
                first=place,
                last=end,
                head=end - 1,
                kind="person",
                form="name",
                rule=draft.rule,
                words=(place, end),
                gender=draft.gender,
                style="person",
            )
            hit = page.hits.get(place)
            single.actor = hit.name.actor if hit is not None and hit.name.kind == "people" else None
            person = self.cast.meet(page, single)
            if person is not None and person.ref not in draft.refs:
                draft.refs.append(person.ref)
                draft.countries += [c for c in person.countries[:1] if c not in draft.countries]
                draft.sectors = tuple(dict.fromkeys((*draft.sectors, *person.sectors)))
            place = end + 1 if end < draft.last and both.has("both", page.words.folds[end]) else end

    def take(self, draft: Draft, person: Person) -> None:
        """Let a mention mean a person of the cast."""
        draft.refs = [person.ref]
        draft.name = person.name
        draft.gender = draft.gender or person.gender
        draft.countries = draft.countries or list(person.countries[:1])
        draft.sectors = draft.sectors or person.sectors
        draft.kind = "person"
        draft.office = draft.office or (person.offices[0][0] if person.offices else "")

    def _counterpart(self, draft: Draft) -> None:
        draft.office = self.office_of_counterpart(draft.countries) or "minister"
        for country in list(draft.countries) or [None]:  # type: ignore[list-item]
            self._hold(draft, country)
        if not draft.countries and self.said:
            draft.form = "description"

    def _hold(self, draft: Draft, country: str | None) -> None:
        """The holder of the draft's office in a country: whom the page names, else whom the tables know."""
        for person in reversed(self.cast.persons):
            if draft.gender and person.gender and draft.gender != person.gender:
                continue
            if (
                country is not None
                and country in person.countries
                and any(
                    fits(held, [draft.office]) and (where is None or where == country) for held, where in person.offices
                )
            ):
                draft.refs.append(person.ref)
                if len(draft.countries) < 2:
                    self.take(draft, person)
                return
        actor = self.cast.holder(draft.office, country)
        held = self.cast.enter(actor) if actor is not None and not draft.former else None
        if held is not None and not (draft.gender and held.gender and draft.gender != held.gender):
            person = held
            draft.refs.append(person.ref)
            if len(draft.countries) < 2:
                self.take(draft, person)
            return
        draft.refs.append(
            "~" + (f"{country.lower()}." if country else "") + draft.office + (".former" if draft.former else "")
        )

    def _office(self, page: Page, draft: Draft) -> None:
        if (
            not draft.determiner
            and not draft.countries
            and not draft.count
            and not draft.plural
            and not page.alone
            and draft.organisation is None
        ):
            return  # "nommé président", "as president": an office, nobody in it
        if (
            draft.plural
            and not draft.countries
            and draft.determiner in ("definite", "demonstrative")
            and self.resume_two(draft)
        ):
            return
        if draft.determiner == "indefinite" or (draft.plural and len(draft.countries) < 2):
            self._describe(page, draft)
            return
        earlier = self.earlier(page, draft) if draft.determiner != "possessive" else None
        generic = draft.office in ("leader", "minister", "head", "governor", "envoy", "spokesperson", "candidate")
        if draft.countries and not (generic and earlier is not None and draft.organisation is None):
            for country in draft.countries:
                self._hold(draft, country)
            return
        if earlier is not None:
            self.resume(draft, earlier)
            return
        guess = self._guess(draft) if draft.determiner in ("definite", "demonstrative", "") else None
        if guess is not None:
            draft.countries, draft.guessed = [guess], True
            self._hold(draft, guess)
        else:
            self._describe(page, draft)

    def _individual(self, page: Page, draft: Draft) -> None:
        definite = draft.determiner in ("definite", "demonstrative")
        if definite and draft.plural and not draft.countries and self.resume_two(draft):
            return
        earlier = self.earlier(page, draft) if definite and not draft.plural else None
        if earlier is not None:
            self.resume(draft, earlier)
        else:
            self._describe(page, draft)

    def _guess(self, draft: Draft) -> str | None:
        return self.dominant if draft.local else None

    def _institution(self, page: Page, draft: Draft) -> None:
        definite = draft.determiner in ("definite", "demonstrative", "possessive")
        if not draft.countries and definite:
            earlier = self.earlier(page, draft)
            if earlier is not None:
                self.resume(draft, earlier)
                return
        if not draft.countries:
            guess = self._guess(draft)
            if guess is not None:
                draft.countries, draft.guessed = [guess], True
        if draft.organisation is not None and (not draft.country or draft.country not in self.iso):
            draft.refs = [draft.organisation.ref]
            return
        isos = [country for country in draft.countries if country in self.iso]
        draft.refs = [f"{country.lower()}.{draft.office}" for country in isos] or [loose_ref(draft)]

    def _group(self, page: Page, draft: Draft) -> None:
        if draft.organisation is not None and draft.kind == "armed_group":
            draft.refs, draft.form = [draft.organisation.ref], "description"
            draft.sectors = tuple(dict.fromkeys((*draft.organisation.sectors, *draft.sectors)))
            return
        definite = draft.determiner in ("definite", "demonstrative")
        earlier = self.earlier(page, draft) if definite and not draft.countries and draft.refers else None
        if earlier is not None:
            self.resume(draft, earlier)
            return
        self._describe(page, draft)

    def _organisation(self, page: Page, draft: Draft) -> None:
        text = bare_text(page, draft)
        coalition = draft.office == "coalition"
        known = self.coalition(page, draft) if coalition else None
        if known is not None:
            draft.organisation, draft.countries = known, [known.country] if known.country else []
            draft.refs, draft.sectors = [known.ref], known.sectors
            return
        if draft.organisation is not None and draft.kind == "party" == draft.organisation.kind:
            draft.refs = [draft.organisation.ref]  # "les écologistes d'EELV"
            return
        long = bool(draft.countries) or (draft.last - draft.head > 1 and not coalition)
        definite = draft.determiner in ("definite", "demonstrative") or (
            draft.determiner == "possessive" and draft.kind == "party"  # "son parti": the one that he was named with
        )
        if draft.organisation is not None and not long:
            draft.refs = [draft.organisation.ref]
            return
        earlier = self.earlier(page, draft) if definite and not long else None
        if earlier is not None:
            self.resume(draft, earlier)
            return
        if not draft.countries:
            guess = self._guess(draft)
            draft.countries, draft.guessed = ([guess], True) if guess else ([], False)
        draft.name = text
        draft.refs = [loose_ref(draft) if coalition else f"~{draft.office}.{slug(text)}"]

    def _describe(self, page: Page, draft: Draft) -> None:
        """Somebody unnamed: a ref of the description, with the country as far as the words or the page tell it."""
        if not draft.countries:
            guess = self._guess(draft)
            if guess is not None:
                draft.countries, draft.guessed = [guess], True
        draft.form = "description"
        draft.name = bare_text(page, draft)
        if draft.plural and draft.kind == "person":
            draft.kind = "group"
        if draft.style == "group" or draft.plural:
            draft.refs = [loose_ref(draft) + ("" if draft.style == "group" else "s")]
        else:
            draft.refs = [f"{loose_ref(draft)}.{slug(draft.name)}"]
