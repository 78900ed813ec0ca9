"""Code loose sentences in one batch a language, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from recoupe.languages.en import PACK as ENGLISH
from recoupe.languages.fr import PACK as FRENCH
from recoupe.languages.pack import LanguagePack
from recoupe.records.events import EventMention
from recoupe.records.pages import Article, Block
from recoupe.records.readings import Mentions
from recoupe.resources.knowledge import Knowledge, load_knowledge
from recoupe.stages.annotation import annotate
from recoupe.stages.events import code_events
from recoupe.stages.events.coder import draft_events
from recoupe.stages.events.drafts import Draft
from recoupe.stages.mentions import find_mentions
from recoupe.stages.statements import find_statements

PACKS: dict[str, LanguagePack] = {"fr": FRENCH, "en": ENGLISH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What was made of one sentence: every candidate, and the records of those that were kept."""

    article: Article
    mentions: Mentions
    drafts: tuple[Draft, ...]
    events: tuple[EventMention, ...]

    def states(self, refs: Sequence[str]) -> set[str]:
        """The states that refs stand for."""
        known = {one.ref: one.country for one in _knowledge().actors}
        known |= {one.ref: one.ref for one in _knowledge().countries}
        told = {ref: one.country for one in self.mentions.actors for ref in one.refs if one.country}
        return {country for ref in refs if (country := known.get(ref) or told.get(ref))}


@cache
def _knowledge() -> Knowledge:
    return load_knowledge()


def loose_article(text: str, language: str, number: int = 0) -> Article:
    """A sentence as an article of its own, all body."""
    block = Block(start=0, end=len(text), kind="body", rule="test")
    return Article(
        id=f"a{number}",
        capture="k",
        page=str(number),
        sha256="",
        text=text,
        own_text=True,
        language=language,
        title=None,
        outlet=None,
        blocks=(block,),
    )


def code_all(texts: Sequence[str], language: str) -> list[Coding]:
    """Code sentences, each on its own, parsed in one batch."""
    pack = PACKS[language]
    articles = [loose_article(text, language, number) for number, text in enumerate(texts)]
    found = []
    for article, passages in annotate(articles, {language: pack}):
        mentions = find_mentions(article, passages, pack, _knowledge())
        statements = find_statements(article, passages, mentions, pack)
        found.append(
            Coding(
                article=article,
                mentions=mentions,
                drafts=tuple(draft_events(article, passages, mentions, statements, pack)),
                events=code_events(article, passages, mentions, statements, pack),
            )
        )
    return found
