"""What the page is about: its persons, the countries that it speaks of, and what that makes of ambiguous names."""

from __future__ import annotations

from collections import Counter

from recoupe.records.pages import Article
from recoupe.stages.mentions.drafts import Draft
from recoupe.stages.mentions.names import NameIndex
from recoupe.stages.mentions.nouns.page import Page
from recoupe.stages.mentions.places.spots import Spot
from recoupe.stages.mentions.reference.discourse import Discourse
from recoupe.stages.mentions.resolve import make_cast


def open_discourse(
    article: Article, pages: list[Page], drafts: list[list[Draft]], spots: list[Spot], index: NameIndex
) -> Discourse:
    """The page's cast, with everybody whose full name the page gives, and the country that it is about."""
    cast = make_cast(article, index, pages[0].lexicon.gender_of if pages else {})
    located: Counter[str] = Counter()
    overall: Counter[str] = Counter()
    for spot in spots:
        if spot.place.country:
            weight = 3 if pages[spot.passage].number == 0 else 1
            located[spot.place.country] += 2 * weight
    everybody = [draft for listed in drafts for draft in listed]
    for draft in everybody:
        if len(draft.names) < 2:
            overall.update(draft.countries)
    about = located + overall
    for draft in everybody:
        if len(draft.names) > 1:
            _choose(draft, about)
            overall.update(draft.countries)
    cast.about = located + overall
    for page, listed in zip(pages, drafts, strict=True):
        for draft in listed:
            if (
                draft.words is not None
                and draft.words[1] - draft.words[0] > 1
                and not draft.plural
                and draft.kind == "person"
                and not draft.counterpart
            ):
                cast.meet(page, draft)
    return Discourse(
        cast=cast,
        about=dict(located + overall),
        dominant=_dominant(located, overall, 0.5),
        sole=_dominant(overall, overall, 0.75),
        iso=frozenset(index.countries),
    )


def _dominant(located: Counter[str], overall: Counter[str], share: float, least: int = 3) -> str | None:
    """The country that a page is about: where things happen, else of whom it speaks; None where none has the share."""
    for counter in (located, located + overall):
        ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
        if ranked and ranked[0][1] >= least and ranked[0][1] >= share * sum(counter.values()):
            return ranked[0][0]
    return None


def _choose(draft: Draft, about: Counter[str]) -> None:
    """Of the bearers of one name the one whose country the page speaks of most, else the tables' first."""
    best = max(draft.names, key=lambda name: about.get(name.country or "", 0))
    if best.actor is not None:
        draft.refs, draft.kind, draft.sectors, draft.organisation = (
            [best.ref],
            best.actor.kind,
            best.sectors,
            best.actor,
        )
        draft.name = ""
    elif best.kind in ("country", "capital", "seat"):
        draft.refs, draft.kind, draft.organisation = [best.ref], "state", None
    draft.countries = [best.country] if best.country else []
