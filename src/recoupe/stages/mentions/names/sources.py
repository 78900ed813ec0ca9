"""What the index of names is made of: everything in the tables, announced by the first words of its names."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.resources.knowledge import Country, Knowledge, KnownActor, KnownPlace
from recoupe.stages.mentions.names.index import NameIndex
from recoupe.stages.mentions.names.spellings import Name, texts_of
from recoupe.stages.mentions.words import fold_words


def build_index(knowledge: Knowledge, language: str, demonyms: dict[str, tuple[str, ...]]) -> NameIndex:
    """The index of all that the tables name in a language; persons and acronyms in every language.

    `demonyms` are further adjectives, by the country or union that they stand for.
    """
    index = NameIndex(language=language)
    for entry in knowledge.ambiguous:
        index.preferred[" ".join(fold_words(entry.name))] = entry.refs
    for country in knowledge.countries:
        index.countries[country.ref] = country
        index.announce(country, _first_words(country, language))
    for ref, texts in demonyms.items():
        for text in texts:
            index.announce(Name("demonym", ref, text, False, country=ref), fold_words(text)[:1])
    for actor in (*knowledge.actors, *_media(knowledge)):
        index.actors[actor.ref] = actor
        index.announce(actor, _first_words(actor, language))
        for role in actor.roles:
            index.holders.setdefault((role.title, role.country or ""), []).append(actor)
    for place in knowledge.places:
        index.announce(place, _first_words(place, language))
    return index


def _first_words(source: Country | KnownActor | KnownPlace, language: str) -> set[str]:
    """The words that a spelling of a source may begin with; for a person every word of the names: surnames too."""
    texts = texts_of(source, language)
    if isinstance(source, KnownActor):
        if source.kind == "person":
            return set(fold_words(" ".join((*texts, *source.excluded))))
        texts += source.excluded
    return {_first_word(text) for text in texts}


def _first_word(text: str) -> str:
    """The first word as `split_words` cuts and folds it."""
    word = text.partition(" ")[0]
    return word.lower() if word.isascii() and word.isalpha() else next(iter(fold_words(text)), "")


def _media(knowledge: Knowledge) -> Iterator[KnownActor]:
    """Agencies and outlets as actors, those left out that the table of actors has already."""
    known = {text for actor in knowledge.actors for texts in actor.names.values() for text in texts}
    sources = [(item.ref, item.names, item.country) for item in knowledge.agencies]
    sources += [(item.ref, item.names, item.country) for item in knowledge.outlets]
    for ref, names, country in sources:
        left = tuple(name for name in names if name not in known and not name.isdigit())
        if left:
            yield KnownActor(ref=f"m.{ref}", kind="media", names={"any": left}, country=country, sectors=("JRN",))
