"""What is saved and what is read in it: captures, articles, their blocks and credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.records.spans import Span, Words
from recoupe.records.times import Dating

MediaType = Literal["text", "html"]
BlockKind = Literal["title", "body", "caption", "dateline", "furniture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A saved page, its bytes kept verbatim; `text` is the decoded file, line ends untouched."""

    id: str
    page: str
    sha256: str
    media_type: MediaType
    charset: str
    data: bytes
    text: str
    url: str | None = None
    fetched: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Span):
    """A labelled stretch of an article (one or more whole lines); `rule` says why it got its label."""

    kind: BlockKind
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit(Words):
    """An agency or medium that the page names as the origin of its words, and where it says so."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The clean text of a capture.

    `text` is what all offsets of the article's findings count in: the decoded file for a text page
    (`own_text` false), the extracted clean text for other containers (`own_text` true).
    """

    id: str
    capture: str
    page: str
    sha256: str
    text: str
    own_text: bool
    language: str
    title: str | None
    outlet: str | None
    blocks: tuple[Block, ...]
    credits: tuple[Credit, ...] = ()
    url: str | None = None
    published: Dating | None = None
    updated: Dating | None = None

    @property
    def agencies(self) -> tuple[str, ...]:
        """The credited agencies, each once, in the order of the page."""
        return tuple(dict.fromkeys(credit.name for credit in self.credits))
