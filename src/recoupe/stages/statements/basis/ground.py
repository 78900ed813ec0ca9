"""The ground that statements are found on: an article's sentences in order, with their clauses, quotations and
actors.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Token

from recoupe.records.actors import ActorMention
from recoupe.records.clauses import Clause, Passage
from recoupe.records.pages import Article
from recoupe.stages.statements.basis.quotations import Quotation, find_quotations, outermost

STOPS = frozenset({".", "!", "?", "…", "..."})
OPENERS = frozenset('«“„"‘‹')
CLOSERS = frozenset('»”"’›')


@dataclass(eq=False)
class Line:
    """One sentence. Positions are token indexes in the passage's doc (end exclusive); offsets count in the article's
    text."""

    passage: Passage
    first: int
    last: int
    number: int
    paragraph: int
    low: Sequence[str]  # of the whole passage: lower case, one kind of apostrophe
    clauses: tuple[Clause, ...]
    quotations: tuple[Quotation, ...] = ()
    mentions: tuple[ActorMention, ...] = ()
    inner: tuple[Quotation, ...] = ()  # quotations within quotations too
    starts: dict[int, Clause] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.starts = {clause.start: clause for clause in self.clauses}

    def token(self, place: int) -> Token:
        """The token at a place."""
        return self.passage.doc[place]

    def offset(self, place: int) -> int:
        """Where a token starts in the article's text; past the last token, where the sentence ends."""
        if place >= self.last:
            return self.end
        return self.passage.start + self.passage.doc[place].idx

    def ending(self, place: int) -> int:
        """Where the token before `place` ends in the article's text (the end of a stretch of tokens)."""
        final = self.passage.doc[place - 1]
        return self.passage.start + final.idx + len(final.text)

    @cached_property
    def start(self) -> int:
        """The offset of the first token."""
        return self.passage.start + self.passage.doc[self.first].idx

    @cached_property
    def end(self) -> int:
        """The offset behind the last token."""
        return self.ending(self.last)

    @cached_property
    def _begins(self) -> list[int]:
        doc, base = self.passage.doc, self.passage.start
        return [base + doc[place].idx for place in range(self.first, self.last)]

    def place(self, offset: int) -> int:
        """The first token that starts at or after an offset; `last` if none does."""
        return self.first + bisect_left(self._begins, offset)

    def place_in(self, offset: int) -> int:
        """The token that holds an offset, or the one before it."""
        return max(self.first, self.first + bisect_right(self._begins, offset) - 1)

    def clause_over(self, place: int) -> Clause | None:
        """The clause whose verb group holds a token."""
        return next((clause for clause in self.clauses if clause.start <= place < clause.end), None)

    @cached_property
    def _opening(self) -> dict[int, Quotation]:
        return {
            self.place_in(quotation.start): quotation for quotation in self.quotations if quotation.start >= self.start
        }

    def opens(self, place: int) -> Quotation | None:
        """The quotation whose opening mark stands at a token."""
        return self._opening.get(place)

    def quoted(self, offset: int) -> Quotation | None:
        """The outermost quotation that an offset stands in, its marks included."""
        return next((item for item in self.quotations if item.start <= offset < item.end), None)

    def after(self, quotation: Quotation) -> int:
        """The first token behind a quotation; `last` if it runs to the end of the sentence or beyond."""
        return min(self.last, self.place(quotation.end))

    def at(self, start: int, end: int) -> tuple[ActorMention, ...]:
        """The actor mentions that overlap a stretch of offsets."""
        return tuple(item for item in self.mentions if item.start < end and start < item.end)


@dataclass(eq=False)
class Ground:
    """One article: its sentences in order, its quotations and its actor mentions."""

    article: Article
    lines: tuple[Line, ...]
    quotations: tuple[Quotation, ...]
    mentions: tuple[ActorMention, ...]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text


def lay_ground(article: Article, passages: Sequence[Passage], mentions: Sequence[ActorMention]) -> Ground:
    """Put an article's parsed passages in order; passages that stand in a title block are left out."""
    bodies = sorted(
        (passage for passage in passages if len(passage.doc) and not _in_title(article, passage)),
        key=lambda passage: passage.start,
    )
    stretches = _paragraphs(article.text, bodies)
    inner = find_quotations(article.text, stretches)
    outer = outermost(inner)
    ordered = tuple(sorted(mentions, key=lambda item: (item.start, -item.end)))
    begins = [start for start, _ in stretches]
    lines: list[Line] = []
    for passage in bodies:
        low = [token.lower_.replace("’", "'") for token in passage.doc]
        for first, last in passage.sentences:
            if first >= last:
                continue
            start = passage.start + passage.doc[first].idx
            end = passage.start + passage.doc[last - 1].idx + len(passage.doc[last - 1].text)
            lines.append(
                Line(
                    passage=passage,
                    first=first,
                    last=last,
                    number=len(lines),
                    paragraph=bisect_right(begins, start) - 1,
                    low=low,
                    clauses=tuple(clause for clause in passage.clauses if first <= clause.head < last),
                    quotations=tuple(item for item in outer if item.start < end and start < item.end),
                    inner=tuple(item for item in inner if item.start < end and start < item.end),
                    mentions=tuple(item for item in ordered if item.start < end and start < item.end),
                )
            )
    return Ground(article=article, lines=tuple(lines), quotations=outer, mentions=ordered)


def _in_title(article: Article, passage: Passage) -> bool:
    return any(block.kind == "title" and block.start <= passage.start < block.end for block in article.blocks)


def _paragraphs(text: str, passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """The non-empty lines of the passages."""
    found: list[tuple[int, int]] = []
    for passage in passages:
        at, end = passage.start, passage.start + len(passage.doc.text)
        while at < end:
            stop = text.find("\n", at, end)
            stop = end if stop < 0 else stop
            if text[at:stop].strip():
                found.append((at, stop))
            at = stop + 1
    return found
