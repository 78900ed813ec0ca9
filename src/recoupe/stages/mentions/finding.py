"""The order in which one article's actors and places are found."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.languages.pack import LanguagePack
from recoupe.records.actors import ActorMention, PlaceMention
from recoupe.records.clauses import Passage
from recoupe.records.ids import make_id
from recoupe.records.pages import Article
from recoupe.records.readings import Mentions
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.mentions.context import open_discourse
from recoupe.stages.mentions.drafts import Draft
from recoupe.stages.mentions.names import NameIndex, build_index
from recoupe.stages.mentions.nouns.grammar import phrases
from recoupe.stages.mentions.nouns.page import Page
from recoupe.stages.mentions.nouns.titles import Lexicon, read_lexicon
from recoupe.stages.mentions.persons import covered_by, find_people, unknown_bodies
from recoupe.stages.mentions.places.known import read_names
from recoupe.stages.mentions.places.spots import Spot, border_spots, unknown_spots
from recoupe.stages.mentions.reference.antecedents import bare_text
from recoupe.stages.mentions.reference.discourse import Discourse
from recoupe.stages.mentions.reference.pronouns import find_pronouns
from recoupe.stages.mentions.resolve import title_text
from recoupe.stages.mentions.times import find_times
from recoupe.stages.mentions.words import split_words

_INDEXES: dict[tuple[int, str], tuple[Knowledge, NameIndex]] = {}
MOST_INDEXES = 8
PERSONS = frozenset({"PER", "PERSON"})
BODIES = frozenset({"ORG"})
SPOTS = frozenset({"LOC", "GPE"})
QUOTES = ("»", "”", '"')
TAGS = frozenset({"VERB", "AUX", "ADJ", "NOUN"})


def find_mentions(article: Article, passages: Sequence[Passage], pack: LanguagePack, knowledge: Knowledge) -> Mentions:
    """Find who, where and when an article names: actor, place and time mentions, each in the order of the text.

    Offsets count in `article.text`, end exclusive. Actor mentions do not overlap. `refs` are keys of the tables,
    "<iso3>.<office>" for an institution of a state, or "~…" for somebody whom only the page names. Raises ResourceError
    when the language's titles.yaml cannot be read.
    """
    actors, places = find_actors(article, passages, pack, knowledge)
    return Mentions(actors=actors, places=places, times=find_times(article, tuple(passages), pack))


def index_of(knowledge: Knowledge, pack: LanguagePack) -> NameIndex:
    """The name index of the tables in a language, built once for each Knowledge."""
    key = (id(knowledge), pack.code)
    if key not in _INDEXES:
        if len(_INDEXES) >= MOST_INDEXES:
            _INDEXES.clear()
        _INDEXES[key] = (knowledge, build_index(knowledge, pack.code, read_lexicon(pack).file.demonyms))
    return _INDEXES[key][1]


def find_actors(
    article: Article, passages: Sequence[Passage], pack: LanguagePack, knowledge: Knowledge
) -> tuple[tuple[ActorMention, ...], tuple[PlaceMention, ...]]:
    """The actor and place mentions of an article."""
    lexicon, index = read_lexicon(pack), index_of(knowledge, pack)
    pages = [_page(article, passage, number, lexicon, index) for number, passage in enumerate(passages)]
    drafts: list[list[Draft]] = []
    spots: list[Spot] = []
    for page in pages:
        found = find_people(page, phrases(page))
        named, here = read_names(page, covered_by(page, found), index)
        named += unknown_bodies(page, covered_by(page, [*found, *named]))
        drafts.append(sorted([*found, *named], key=lambda draft: draft.first))
        taken = covered_by(page, [*found, *named])
        borders = border_spots(page, covered_by(page, found))
        here = [
            spot
            for spot in here
            if not any(spot.first < border.last and border.first < spot.last for border in borders)
        ]
        for spot in (*here, *borders):
            taken[spot.first : spot.last] = [True] * (spot.last - spot.first)
        spots += sorted([*here, *borders, *unknown_spots(page, taken)], key=lambda spot: spot.first)
    discourse = open_discourse(article, pages, drafts, spots, index)
    for page, passage, listed in zip(pages, passages, drafts, strict=True):
        _surnames(page, listed, discourse)
        _mark_subjects(page, passage, listed)
        for draft in sorted([*listed, *find_pronouns(page, listed)], key=lambda draft: draft.first):
            discourse.hear(page, draft)
            if draft.refs and (draft.form == "pronoun" or draft.style == "pair"):
                listed.append(draft)
    actors = [
        as_mention(article, page, draft, index, pack.code)
        for page, listed in zip(pages, drafts, strict=True)
        for draft in sorted(listed, key=lambda draft: draft.first)
        if draft.refs
    ]
    return tuple(actors), tuple(_place(article, pages[spot.passage], spot, discourse) for spot in spots)


def read_page(text: str, start: int, end: int, sentences: tuple[int, ...], lexicon: Lexicon, index: NameIndex) -> Page:
    """A stretch of text as the grammar sees it, before any parser's opinion; `sentences` are offsets of starts."""
    words = split_words(text, start, end, sentences)
    hits, ending = index.hits(words, lexicon.file.grammar.possessive_mark)
    return Page(number=0, words=words, lexicon=lexicon, hits=hits, ending=ending)


def _page(article: Article, passage: Passage, number: int, lexicon: Lexicon, index: NameIndex) -> Page:
    doc = passage.doc
    starts = tuple(passage.start + doc[first].idx for first, last in passage.sentences if last > first)
    page = read_page(article.text, passage.start, passage.start + len(doc.text), starts, lexicon, index)
    page.number, words = number, page.words
    at = {start: place for place, start in enumerate(words.starts)}
    for entity in doc.ents:
        label = entity.label_
        group = (
            page.people
            if label in PERSONS
            else page.bodies
            if label in BODIES
            else page.spots
            if label in SPOTS
            else None
        )
        if group is not None:
            for token in entity:
                place = at.get(passage.start + token.idx)
                if place is not None:
                    group.add(place)
    for token in doc:
        if token.pos_ in TAGS and (place := at.get(passage.start + token.idx)) is not None:
            page.tags[place] = token.pos_
    return page


def _surnames(page: Page, listed: list[Draft], discourse: Discourse) -> None:
    """Persons of the page named by the surname alone; whom the tables allow to be named so has been found before."""
    covered = covered_by(page, listed)
    words = page.words
    for place in range(len(words)):
        if covered[place] or not words.capital[place] or page.lexicon.has("not_names", words.folds[place]):
            continue
        hit = page.hits.get(place)
        for end in range(min(place + 3, len(words)), place, -1):
            if any(covered[place:end]) or any(not words.joined[step] for step in range(place + 1, end)):
                continue
            folded = tuple(words.folds[place:end])
            person, lost = discourse.cast.by_surname(folded), False
            if person is None and page.lexicon.file.grammar.possessive_mark and folded[-1].endswith("s"):
                person, lost = discourse.cast.by_surname((*folded[:-1], folded[-1][:-1])), True
            if person is not None:
                listed.append(
                    Draft(
                        passage=page.number,
                        first=place,
                        last=end,
                        head=end - 1,
                        kind="person",
                        form="name",
                        rule=f"{page.lexicon.file.rules[0].id[:2]}.name.surname",
                        words=(place, end),
                        style="person",
                        actor=person.actor if hit is not None and discourse.cast.single(folded) else None,
                    )
                )
                if lost:  # "Shishanis death": the apostrophe is gone, the name is not "Shishanis"
                    discourse.take(listed[-1], person)
                covered[place:end] = [True] * (end - place)
                break
    listed.sort(key=lambda draft: draft.first)


def _mark_subjects(page: Page, passage: Passage, listed: list[Draft]) -> None:
    heads: dict[int, bool] = {}
    for clause in passage.clauses:
        if clause.subject is not None:
            start = passage.start + passage.doc[clause.subject.head].idx
            heads[start] = heads.get(start, False) or clause.link in ("root", "coordination")
    opened: set[int] = set()
    for draft in listed:
        sentence = page.words.sentence[draft.first]
        starts = [page.words.starts[place] for place in range(draft.first, draft.last)]
        leads = sentence not in opened and not _governed(page, draft)
        said = _told_by(page, draft)
        draft.subject = leads or said or any(start in heads for start in starts)
        draft.main = leads or said or any(heads.get(start, False) for start in starts)
        opened.add(sentence)


def _told_by(page: Page, draft: Draft) -> bool:
    """ "a déclaré M. Romney": who stands behind a closing quotation mark and a verb of saying is its subject."""
    at = draft.first - 1
    if at < 1 or not page.words.joined[draft.first] or not page.lexicon.has("reporting", page.words.folds[at]):
        return False
    while at > 0 and page.lexicon.has("auxiliaries", page.words.folds[at - 1]) and page.words.joined[at]:
        at -= 1
    return any(mark in page.words.gaps[at] for mark in QUOTES)


def _governed(page: Page, draft: Draft) -> bool:
    """Say whether a preposition stands before a phrase: then it is no subject."""
    at = draft.first - 1
    if at < 0 or not page.words.joined[draft.first]:
        return False
    groups = ("of", "post", "locative", "dative", "genitive", "between")
    return any(page.lexicon.has(group, page.words.folds[at]) for group in groups)


def as_mention(article: Article, page: Page, draft: Draft, index: NameIndex, language: str) -> ActorMention:
    """A draft as the record that other stages get: the one name, form and refs that it came to."""
    start, end = page.words.starts[draft.first], page.words.ends[draft.last - 1]
    name = draft.name or bare_text(page, draft)
    known = index.actors.get(draft.refs[0]) if len(draft.refs) == 1 else None
    if known is not None:
        name = next((names[0] for code in (language, "any", "fr", "en") if (names := known.names.get(code))), name)
    country = draft.country if len(draft.countries) == 1 else None
    title = title_text(page, draft) if draft.kind == "person" and draft.rule.split(".")[1:2] == ["title"] else None
    return ActorMention(
        id=make_id("n", article.id, start, end, *draft.refs),
        article=article.id,
        start=start,
        end=end,
        text=article.text[start:end],
        kind=draft.kind,
        form=draft.form,
        refs=tuple(draft.refs),
        name=name,
        rule=draft.rule,
        country=country,
        sectors=draft.sectors,
        title=title,
    )


def _place(article: Article, page: Page, spot: Spot, discourse: Discourse) -> PlaceMention:
    start, end = page.words.starts[spot.first], page.words.ends[spot.last - 1]
    place = spot.place
    choices = [name.place for name in spot.names if name.kind in ("place", "capital") and name.place is not None]
    if len(choices) > 1 and spot.rule.endswith("place"):
        place = max(choices, key=lambda choice: discourse.about.get(choice.country or "", 0))
    return PlaceMention(
        id=make_id("l", article.id, start, end),
        article=article.id,
        start=start,
        end=end,
        text=article.text[start:end],
        place=place,
        rule=spot.rule,
    )
