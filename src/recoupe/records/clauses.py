"""The clause view: what one predicate says, whichever label set the parser speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc

VerbForm = Literal["finite", "infinitive", "gerund", "participle"]
Voice = Literal["active", "passive", "pronominal"]
Tense = Literal["past", "pluperfect", "imperfect", "present", "future", "none"]
Mood = Literal["indicative", "conditional", "subjunctive", "imperative"]
Link = Literal["root", "complement", "relative", "adverbial", "coordination", "parenthesis"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase or prepositional phrase: token indexes in the doc, end exclusive.

    `preposition` is the lower-case preposition that opens it ("de", "par", "lors de"), None for a bare noun phrase;
    `start` is the first token after the preposition.
    """

    head: int
    start: int
    end: int
    preposition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One predicate and what belongs to it. All positions are token indexes in the passage's doc, end exclusive.

    `head` is the lexical verb; `start`..`end` the verb group from its first auxiliary to the verb, adverbs,
    negation and clitics inside; `lemma` the infinitive (lower case, without "se"). `modal` is the lemma of a modal or
    semi-auxiliary above the verb ("pouvoir", "devoir", "aller"). `subject` may be inherited (coordination, control,
    the head of a relative). `complement` is the clause or infinitive that the verb governs ("que …", "de …", "à …",
    its connective included). `governor` is the head of the clause above and `link` how the two are joined.
    `source` tells who found it: the parser, or a word pattern where the parser failed.
    """

    head: int
    start: int
    end: int
    lemma: str
    form: VerbForm
    voice: Voice = "active"
    tense: Tense = "none"
    mood: Mood = "indicative"
    negated: bool = False
    modal: str | None = None
    subject: Phrase | None = None
    object: Phrase | None = None
    obliques: tuple[Phrase, ...] = ()
    complement: tuple[int, int] | None = None
    governor: int | None = None
    link: Link = "root"
    source: Literal["parse", "pattern"] = "parse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A parsed stretch of an article: a block or part of one.

    `doc[i].idx + start` is the offset of token i in the article's text: the doc's text has, character for
    character, the length of the stretch it was made from. `sentences` are token ranges (repaired, not spaCy's own).
    `language` is that of the pack which read it; empty where nobody asked.
    """

    article: str
    start: int
    doc: Doc
    sentences: tuple[tuple[int, int], ...]
    clauses: tuple[Clause, ...]
    language: str = ""

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Where tokens first..last (end exclusive) stand in the article's text."""
        final = self.doc[last - 1]
        return self.start + self.doc[first].idx, self.start + final.idx + len(final.text)
