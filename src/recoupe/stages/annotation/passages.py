"""From articles to parsed passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from recoupe.languages.clauses import read_clauses
from recoupe.languages.pack import LanguagePack
from recoupe.records.clauses import Passage
from recoupe.records.pages import Article
from recoupe.settings import Limits
from recoupe.stages.annotation.models import load_model
from recoupe.stages.annotation.sentences import find_cuts

PARSED = ("title", "body")
PIECE = 20_000  # characters parsed at once at most
BATCH = 32  # passages a batch; larger ones gain nothing on one core
SAME_LENGTH = str.maketrans(
    {
        "’": "'",
        "ʼ": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "\n": " ",
        "\r": " ",
        "\u2028": " ",
        "\u2029": " ",
        "\u00ad": "-",
        "\u2011": "-",
        "\u200b": " ",
        "\ufeff": " ",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of an article that is parsed as one: its offset and its own text."""

    article: int
    start: int
    text: str


def annotate(
    articles: Iterable[Article], packs: Mapping[str, LanguagePack]
) -> Iterator[tuple[Article, tuple[Passage, ...]]]:
    """Parse articles: each comes back with its passages (titles and bodies), in the order given.

    A block in another language than its article is read by that language's pack; what is written in a language without
    a pack has no passage. Raises ResourceError if a language's model is missing.
    """
    listed = list(articles)
    limit = Limits().article_characters
    written = {language for article in listed for language in _languages(article)}
    streams = {code: _parsed(listed, packs[code], limit) for code in sorted(written) if code in packs}
    waiting: dict[str, tuple[Stretch, Passage] | None] = {code: next(stream, None) for code, stream in streams.items()}
    for number, article in enumerate(listed):
        passages: list[Passage] = []
        for code in streams:
            while (ready := waiting[code]) is not None and ready[0].article == number:
                passages.append(ready[1])
                waiting[code] = next(streams[code], None)
        yield article, tuple(sorted(passages, key=lambda passage: passage.start))


def _languages(article: Article) -> set[str]:
    return {article.language, *(block.language for block in article.blocks if block.language)}


def _parsed(articles: list[Article], pack: LanguagePack, limit: int) -> Iterator[tuple[Stretch, Passage]]:
    stretches = [
        stretch
        for number, article in enumerate(articles)
        if pack.code in _languages(article)
        for stretch in _stretches(number, article, limit, pack.code)
    ]
    if not stretches:
        return
    model = load_model(pack)
    prepared = ((_prepare(model, stretch), stretch) for stretch in stretches)
    for doc, (stretch, starts) in model.pipe(
        ((doc, (stretch, starts)) for (doc, starts), stretch in prepared), as_tuples=True, batch_size=BATCH
    ):
        sentences = tuple(zip(starts, [*starts[1:], len(doc)], strict=True))
        passage = Passage(
            article=articles[stretch.article].id,
            start=stretch.start,
            doc=doc,
            sentences=sentences,
            clauses=read_clauses(doc, sentences, pack),
            language=pack.code,
        )
        yield stretch, passage


def _prepare(model: Language, stretch: Stretch) -> tuple[Doc, list[int]]:
    """Tokenise a stretch and fix where its sentences begin; inside quotations the parser may still cut."""
    doc = model.make_doc(stretch.text.translate(SAME_LENGTH))
    cuts = find_cuts(doc, stretch.text)
    first = frozenset(cuts.starts)
    for token in doc:
        if token.i not in cuts.free:
            token.is_sent_start = token.i in first
    return doc, list(cuts.starts)


def _stretches(number: int, article: Article, limit: int, code: str) -> Iterator[Stretch]:
    """The stretches of an article in one language; the limit counts all that is parsed of it."""
    read = 0
    for block in article.blocks:
        if block.kind not in PARSED:
            continue
        mine = (block.language or article.language) == code
        for start, end in (
            _pieces(article.text, block.start, min(block.end, block.start + limit - read)) if mine else ()
        ):
            yield Stretch(article=number, start=start, text=article.text[start:end])
        read += block.end - block.start
        if read >= limit:
            return


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a long block after the last sentence end, else the last space, that fits a piece; leave out blank edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > PIECE:
        cut = _last_cut(text, start, start + PIECE)
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _last_cut(text: str, start: int, end: int) -> int:
    cuts = [found.end() for found in _sentence_end().finditer(text, start + PIECE // 2, end)]
    if cuts:
        return cuts[-1]
    space = text.rfind(" ", start + 1, end)
    return space + 1 if space > start else end


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(r"[.!?…][»”\")]*\s")
