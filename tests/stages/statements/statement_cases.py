"""What the tests of statements share: small articles, and the marks of the annotated sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from recoupe.languages import en, fr
from recoupe.languages.rules import RuleEntry, language_rules
from recoupe.records.pages import Article, Block
from recoupe.records.readings import Mentions
from recoupe.records.statements import Statement
from recoupe.stages.annotation import annotate
from recoupe.stages.statements import find_statements

PACKS = {"fr": fr.PACK, "en": en.PACK}
FILES = ("speech.yaml", "speech_nouns.yaml", "channels.yaml")
ANNOTATED = Path(__file__).resolve().parents[2] / "annotated"
MARK = re.compile(r"\[([scq]) ([^\[\]]*)\]|[^\[\]]+|[\[\]]")


def article(number: int, text: str, language: str, title: str | None = None) -> Article:
    """An article whose paragraphs are body blocks, under a title block if there is one."""
    whole = f"{title}\n{text}" if title else text
    blocks, at = [], 0
    for line in whole.split("\n"):
        kind: Any = "title" if title and not blocks else "body"
        if line.strip():
            blocks.append(Block(start=at, end=at + len(line), kind=kind, rule="test"))
        at += len(line) + 1
    return Article(
        id=f"a{number:06d}", capture="k1", page=f"{number}.txt", sha256="", text=whole, own_text=True,
        language=language, title=title, outlet=None, blocks=tuple(blocks),
    )  # fmt: skip


def read(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Statement, ...]]]:
    """The statements of articles, without actor mentions: what the words alone give."""
    for one, passages in annotate(articles, PACKS):
        yield one, find_statements(one, passages, Mentions(), PACKS[one.language])


def statements(text: str, language: str = "fr", title: str | None = None) -> tuple[Article, tuple[Statement, ...]]:
    """The statements of one text."""
    return next(iter(read([article(1, text, language, title)])))


def said(of: Article, statement: Statement) -> list[str]:
    """The stretches of a statement's content, as words."""
    return [of.text[span.start : span.end] for span in statement.content]


@dataclass(frozen=True)
class Sentence:
    """One annotated sentence: its text, and what is expected of it."""

    text: str
    speaker: str | None
    cue: str | None
    content: tuple[str, ...]
    row: dict[str, Any]


@cache
def sentences(language: str) -> tuple[Sentence, ...]:
    """The annotated sentences of a language."""
    rows = yaml.safe_load((ANNOTATED / f"statements_{language}.yaml").read_text("utf-8"))["sentences"]
    return tuple(_sentence(row) for row in rows)


def _sentence(row: dict[str, Any]) -> Sentence:
    found: dict[str, list[str]] = {"s": [], "c": [], "q": []}
    text = ""
    for piece in MARK.finditer(row["say"]):
        words = piece.group(2) if piece.group(1) else piece.group()
        if piece.group(1):
            found[piece.group(1)].append(words)
        text += words
    speaker = row.get("speaker", found["s"][0] if found["s"] else None)
    cue = row.get("cue", found["c"][0] if found["c"] else None)
    return Sentence(text=text, speaker=speaker, cue=cue, content=tuple(found["q"]), row=row)


@cache
def speech_rules(language: str) -> tuple[RuleEntry, ...]:
    """The rules of the three speech files of a language."""
    return tuple(rule for rule in language_rules(language) if rule.file.split("/")[1] in FILES)
