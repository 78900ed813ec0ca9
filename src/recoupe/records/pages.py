"""What is saved and what is read in it: captures, articles, their blocks and credits; and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.records.spans import Span, Words
from recoupe.records.times import Dating

MediaType = Literal["text", "html"]
BlockKind = Literal["title", "body", "caption", "dateline", "furniture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What the container of a page (a feed, a table, an archive, a mail) or its markup states about it.

    `published` and `updated` are ISO 8601, as precise as they are stated and with the time zone where it is given.
    `source` says in a reader's words where the values stand ("column `date`, row 12").
    """

    source: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    published: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A saved page, its bytes kept verbatim.

    `text` is what the bytes say: the decoded file, line ends untouched, where `verbatim` is true; else what a reader
    made of them (the text of a PDF, the body of a mail, the fields of a table's row), read as `media_type`. `record` is
    the id that the page's container gives it, `fetched` the moment it was fetched (ISO 8601).
    """

    id: str
    page: str
    sha256: str
    media_type: MediaType
    charset: str
    data: bytes
    text: str
    url: str | None = None
    fetched: str | None = None
    record: str | None = None
    verbatim: bool = True
    declared: Declared | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Span):
    """A labelled stretch of an article (one or more whole lines); `rule` says why it got its label.

    `language` (ISO 639-1) is set only where the passage is written in another language than the article.
    """

    kind: BlockKind
    rule: str
    language: str | None = None


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
    authors: tuple[str, ...] = ()
    section: str | None = None
    tags: tuple[str, ...] = ()
    published: Dating | None = None
    updated: Dating | None = None

    @property
    def agencies(self) -> tuple[str, ...]:
        """The credited agencies, each once, in the order of the page."""
        return tuple(dict.fromkeys(credit.name for credit in self.credits))


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A page or record that a stage could not use; `mend` tells the user what would help."""

    page: str
    stage: str
    reason: str
    mend: str = ""
