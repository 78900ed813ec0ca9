"""Texts read without a model: a blank tokeniser, one passage, no parse."""

from __future__ import annotations

from datetime import date

import spacy

from recoupe.languages.en import PACK as EN
from recoupe.languages.fr import PACK as FR
from recoupe.languages.pack import LanguagePack
from recoupe.records.actors import ActorMention, PlaceMention
from recoupe.records.clauses import Passage
from recoupe.records.pages import Article, Block
from recoupe.records.times import Dating
from recoupe.resources.knowledge import load_knowledge
from recoupe.stages.mentions.finding import find_actors

PACKS: dict[str, LanguagePack] = {"fr": FR, "en": EN}


def article_of(text: str, language: str, day: date | None = None) -> Article:
    """An article that is one body block."""
    return Article(
        id="a1", capture="k1", page="page.txt", sha256="", text=text, own_text=True, language=language,
        title=None, outlet=None, blocks=(Block(start=0, end=len(text), kind="body", rule="test"),),
        published=Dating(earliest=day, latest=day, basis="explicit") if day else None,
    )  # fmt: skip


def read(
    text: str, language: str = "fr", day: date | None = None
) -> tuple[tuple[ActorMention, ...], tuple[PlaceMention, ...]]:
    """The actor and place mentions of a text; its sentences end where a full stop and a space stand."""
    doc = spacy.blank(language).make_doc(text)
    starts = [0, *[token.i for token in doc[1:] if token.nbor(-1).text in (".", "!", "?")]]
    sentences = tuple(zip(starts, [*starts[1:], len(doc)], strict=True))
    passage = Passage(article="a1", start=0, doc=doc, sentences=sentences, clauses=())
    return find_actors(article_of(text, language, day), (passage,), PACKS[language], load_knowledge())


def one(mentions: tuple[ActorMention, ...], words: str) -> ActorMention:
    """The one mention whose text holds the given words."""
    found = [mention for mention in mentions if words in mention.text]
    assert len(found) == 1, (words, [mention.text for mention in mentions])
    return found[0]
