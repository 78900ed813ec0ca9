"""What each article says of each of its refs: the evidence that linking compares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from recoupe.records.actors import ActorMention, Role
from recoupe.records.readings import Reading

PARTS = 2  # "~syr.rebels" has two parts, "~usa.official.senior-official" three


@dataclass(slots=True)
class Local:
    """One ref of one article, with all that its mentions say."""

    article: str
    ref: str
    language: str
    day: date | None
    kinds: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    titles: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    described: bool = True

    @property
    def known(self) -> bool:
        """Say whether the ref is a key of the tables or made of a state's code and an office."""
        return not self.ref.startswith("~")

    @property
    def country(self) -> str | None:
        """The country that most of the mentions give."""
        return first(self.countries)

    @property
    def stateless(self) -> bool:
        """Say whether the ref describes something without its country: "le parti", "les journalistes".

        Such are one on two pages only where both tell the same country; a description that tells none stays its page's.
        """
        if self.known or not ("." in self.ref or (self.described and self.names)):
            return False
        owner = self.ref[1:].partition(".")[0]  # "syr" of "~syr.rebels"
        return owner != (self.country or "").lower() and (self.kind != "person" or self.described)

    @property
    def kind(self) -> str | None:
        """The kind that most of the mentions give."""
        return first(self.kinds)

    @property
    def name(self) -> str:
        """The fullest of the names, the most frequent first."""
        return max(self.names, key=lambda name: (len(name.split()), self.names[name], len(name), name), default="")

    def learn(self, mention: ActorMention) -> None:
        """Take in one mention that means this ref alone."""
        if mention.form == "pronoun":
            return
        self.kinds[mention.kind] += 1
        if mention.form != "demonym" or mention.kind != "state":
            self.names[" ".join(mention.name.split())] += 1
            self.texts[" ".join(mention.text.split())] += 1
        if mention.country:
            self.countries[mention.country] += 1
        for sector in mention.sectors:
            self.sectors[sector] += 1
        if mention.title:
            self.titles[" ".join(mention.title.split()).strip(" ,("), mention.country] += 1
        self.described = self.described and mention.form == "description"


def first(counted: Counter[str]) -> str | None:
    """The most frequent member, of several the first in the alphabet."""
    return min(counted, key=lambda item: (-counted[item], item)) if counted else None


def gather(readings: Iterable[Reading]) -> list[Local]:
    """Every ref that an article's mentions, statements and events use, in the order of article and ref."""
    found: dict[tuple[str, str], Local] = {}
    for reading in readings:
        article = reading.article
        day = article.published.earliest if article.published else None

        def at(ref: str, reading: Reading = reading, day: date | None = day) -> Local:
            key = (reading.article.id, ref)
            if key not in found:
                found[key] = Local(article=reading.article.id, ref=ref, language=reading.article.language, day=day)
            return found[key]

        for mention in reading.mentions.actors:
            for ref in mention.refs:
                local = at(ref)
                if len(mention.refs) == 1:
                    local.learn(mention)
        for ref in used(reading):
            at(ref)
    return [found[key] for key in sorted(found)]


def used(reading: Reading) -> list[str]:
    """The refs that statements and events of an article hold."""
    refs: list[str] = []
    for statement in reading.statements:
        refs += statement.speaker.actors
        refs += statement.addressee.actors if statement.addressee else ()
    for event in reading.events:
        refs += [*event.actors, *event.recipients]
    return list(dict.fromkeys(refs))


def learnt_roles(locals_: Iterable[Local]) -> tuple[Role, ...]:
    """The titles that the pages give somebody, the most frequent first, six at most."""
    counted: Counter[tuple[str, str | None]] = Counter()
    for local in locals_:
        counted.update(local.titles)
    ranked = sorted(counted, key=lambda item: (-counted[item], item[0], item[1] or ""))
    return tuple(Role(title=title, country=country) for title, country in ranked[:6])
