"""A clause while it is put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from recoupe.languages.verbs import VerbReading
from recoupe.records.clauses import Clause, Link, Mood, Phrase, Tense, VerbForm, Voice

PERFECT: dict[Tense, Tense] = {"present": "past", "imperfect": "pluperfect", "past": "pluperfect", "none": "past"}


@dataclass(slots=True)
class Group:
    """A verb group while it is read: token indexes; `verbs` are its auxiliaries and the verb."""

    start: int
    end: int
    head: int
    reading: VerbReading
    verbs: list[int]
    voice: Voice = "active"
    tense: Tense = "none"
    mood: Mood = "indicative"
    form: VerbForm = "finite"
    negated: bool = False
    modal: str | None = None
    reflexive: bool = False
    restricted: bool = False
    inverted: int | None = None
    pattern: bool = False
    clitics: list[int] = field(default_factory=list)

    @property
    def lemma(self) -> str:
        """The infinitive of the verb."""
        return self.reading.lemma

    def share(self, other: Group) -> None:
        """Take over what an auxiliary shared with another group says."""
        self.form, self.tense, self.mood, self.voice, self.negated = (
            "finite",
            other.tense,
            other.mood,
            other.voice,
            other.negated,
        )

    def words(self) -> Iterator[int]:
        """The tokens that no phrase may hold: verbs, and the reflexive or negation before them."""
        yield from self.verbs
        yield from range(self.start, self.verbs[0])


@dataclass(slots=True)
class Draft:
    """A verb group with what was found of its clause so far; `above` is the draft that governs it."""

    group: Group
    sentence: tuple[int, int]
    above: Draft | None = None
    link: Link = "root"
    kids: list[int] = field(default_factory=list)
    subject: Phrase | None = None
    own_subject: bool = False
    object: Phrase | None = None
    obliques: list[Phrase] = field(default_factory=list)
    complement: tuple[int, int] | None = None

    @property
    def restricted(self) -> bool:
        """Whether the group has a "ne" that does not deny: what follows its "que" is an exception, no clause."""
        return self.group.restricted

    def kids_hold(self, place: int) -> bool:
        """Whether the parse hangs a token on this verb."""
        return place in self.kids

    def under(self, other: Draft) -> bool:
        """Say whether this clause stands somewhere below another."""
        seen: Draft | None = self
        for _ in range(60):
            if seen is None:
                return False
            if seen is other:
                return True
            seen = seen.above
        return False

    def finish(self) -> Clause:
        """The record."""
        group = self.group
        return Clause(
            head=group.head,
            start=group.start,
            end=group.end,
            lemma=group.lemma,
            form=group.form,
            voice=group.voice,
            tense=group.tense,
            mood=group.mood,
            negated=group.negated,
            modal=group.modal,
            subject=self.subject,
            object=self.object,
            obliques=tuple(self.obliques),
            complement=self.complement,
            governor=self.above.group.head if self.above else None,
            link=self.link,
            source="pattern" if group.pattern else "parse",
        )
