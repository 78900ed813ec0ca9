"""One actor phrase by itself, as another coder hands it over: "ministre russe de la Défense", "Syrian rebels"."""

from __future__ import annotations

from datetime import date

from recoupe.languages.pack import LanguagePack
from recoupe.records.actors import ActorMention
from recoupe.records.pages import Article
from recoupe.records.times import Dating
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.mentions.drafts import Draft
from recoupe.stages.mentions.finding import as_mention, index_of, read_page
from recoupe.stages.mentions.names import leading
from recoupe.stages.mentions.nouns.grammar import phrases
from recoupe.stages.mentions.nouns.page import Page
from recoupe.stages.mentions.nouns.titles import read_lexicon
from recoupe.stages.mentions.persons import covered_by, find_people
from recoupe.stages.mentions.places.known import read_names
from recoupe.stages.mentions.places.spots import Spot
from recoupe.stages.mentions.reference.discourse import Discourse
from recoupe.stages.mentions.resolve import make_cast


def read_phrase(text: str, pack: LanguagePack, knowledge: Knowledge, day: date | None = None) -> ActorMention | None:
    """Read one isolated actor phrase: who it names, of which country and sectors, on a day; None where it names nobody.

    No model is loaded. Offsets count in `text`, end exclusive. A town stands for its people (sector CVL), a capital
    for its government, as PLOVER's metonymy rule has it. `day` decides which office somebody held.
    """
    lexicon, index = read_lexicon(pack), index_of(knowledge, pack)
    article = _article(text, pack, day)
    page = read_page(text, 0, len(text), (0,), lexicon, index)
    page.alone = True
    found = find_people(page, phrases(page))
    named, spots = read_names(page, covered_by(page, found), index)
    discourse = Discourse(
        cast=make_cast(article, index, lexicon.gender_of),
        dominant=None,
        sole=None,
        iso=frozenset(index.countries),
    )
    chosen = _main([*found, *named]) or _place(spots) or _surname(page) or _adjective(named)
    if chosen is None:
        return None
    discourse.hear(page, chosen)
    return as_mention(article, page, chosen, index, pack.code) if chosen.refs else None


def _article(text: str, pack: LanguagePack, day: date | None) -> Article:
    published = Dating(earliest=day, latest=day, basis="explicit") if day is not None else None
    return Article(
        id="a",
        capture="c",
        page="",
        sha256="",
        text=text,
        own_text=True,
        language=pack.code,
        title=None,
        outlet=None,
        blocks=(),
        published=published,
    )


def _main(drafts: list[Draft]) -> Draft | None:
    """The first mention of an actor that is no adjective; a title before a bare name."""
    actors = sorted((draft for draft in drafts if draft.style != "adjective"), key=lambda draft: draft.first)
    return actors[0] if actors else None


def _place(spots: list[Spot]) -> Draft | None:
    for spot in spots:
        if spot.place.country:
            capital = spot.first == 0 and any(name.kind in ("capital", "country") for name in spot.names)
            return Draft(
                passage=0,
                first=spot.first,
                last=spot.last,
                head=spot.last - 1,
                kind="state" if capital else "group",
                form="metonym",
                rule=spot.rule,
                refs=[spot.place.country],
                countries=[spot.place.country],
                sectors=() if capital else ("CVL",),
                style="state",
            )
    return None


def _surname(page: Page) -> Draft | None:
    """ "Trump", "Museveni": a surname that only one person of the tables bears."""
    for place, hit in sorted(page.hits.items()):
        bearers = {name.ref for name in hit.names if name.kind == "surname"}
        if hit.name.kind == "surname" and bearers and page.words.capital[place]:
            return Draft(
                passage=0,
                first=hit.first,
                last=hit.last,
                head=hit.first,
                kind="person",
                form="name",
                rule="surname",
                words=(hit.first, hit.last),
                actor=leading(hit.names),
                style="person",
            )
    return None


def _adjective(drafts: list[Draft]) -> Draft | None:
    return next((draft for draft in drafts if draft.style == "adjective"), None)
