"""A mention in the making: what the rooms of this stage fill in before it becomes an `ActorMention`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from recoupe.records.actors import ActorKind, MentionForm
from recoupe.resources.knowledge import KnownActor
from recoupe.stages.mentions.names import Name

Determiner = Literal["", "definite", "indefinite", "demonstrative", "possessive"]
Gender = Literal["", "m", "f"]


@dataclass(slots=True, kw_only=True)
class Draft:
    """Words first..last (end exclusive) of one passage that name an actor; `head` is the word that bears the phrase.

    `refs` stays empty until somebody knows who is meant. `words` are the proper name inside (first, last). `countries`
    holds both of "les ministres russe et américain", else at most one. `refers` lists offices and kinds that a phrase
    without a name may resume.
    """

    passage: int
    first: int
    last: int
    head: int
    kind: ActorKind
    form: MentionForm
    rule: str
    refs: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    sectors: tuple[str, ...] = ()
    office: str = ""
    style: str = ""  # how the rule makes a ref: office, institution, state, group, individual, organisation
    key: str = ""
    name: str = ""
    title: str | None = None
    determiner: Determiner = ""
    plural: bool = False
    gender: Gender = ""
    count: int | None = None
    words: tuple[int, int] | None = None
    actor: KnownActor | None = None
    organisation: KnownActor | None = None
    former: bool = False
    guessed: bool = False  # the country is inferred from the page, not told by the phrase
    counterpart: bool = False
    refers: tuple[str, ...] = ()
    local: bool = False
    names: tuple[Name, ...] = ()  # what an ambiguous name may mean
    subject: bool = False
    main: bool = False  # subject of a main clause
    solid: bool = False  # tells by itself who is meant
    source: bool = False
    antecedent: Draft | None = None
    body: Draft | None = None  # the phrase of what somebody belongs to ("responsable de l'organisation")
    spoken: frozenset[str] = frozenset()  # folded words of the mention itself
    nouns: frozenset[str] = frozenset()  # folded words by which a later noun may resume it

    @property
    def country(self) -> str | None:
        """The one country, if it is one."""
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def named(self) -> bool:
        """Say whether the phrase holds a proper name of its own."""
        return self.words is not None or self.actor is not None
