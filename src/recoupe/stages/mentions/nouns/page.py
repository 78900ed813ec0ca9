"""One passage as the grammar sees it, what it collects around a noun, and where a person's name ends."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from recoupe.resources.knowledge import KnownActor
from recoupe.stages.mentions.drafts import Determiner, Draft
from recoupe.stages.mentions.names import Hit
from recoupe.stages.mentions.nouns.titles import Lexicon
from recoupe.stages.mentions.words import WordList

DEEPEST = 3  # "le porte-parole du chef de l'armée du régime": phrases nested in phrases
LONGEST_NAME = 6  # words of a person's name at most
CONTRACTED = frozenset({"du", "des", "au", "aux"})  # preposition and article in one: outside the mention
BODIES = ("country", "capital", "actor", "seat", "demonym")


@dataclass(slots=True)
class Parts:
    """What was found around a noun; `owner` is the person whose it is ("le régime de …")."""

    first: int
    last: int
    determiner: Determiner = ""
    feminine: bool | None = None
    count: int | None = None
    quantity: bool = False
    former: bool = False
    counterpart: bool = False
    modifier: bool = False
    capital: bool = False
    of: bool = False
    side: bool = False
    domain: str = ""
    countries: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    organisation: KnownActor | None = None
    nested: Draft | None = None
    name: tuple[int, int] | None = None
    actor: KnownActor | None = None
    owner: KnownActor | None = None
    same: KnownActor | None = None  # the body that the noun introduces ("l'ONG Human Rights Watch")
    adjunct: bool = False

    def copy(self) -> Parts:
        """An independent copy, for a trial reading."""
        return replace(self, countries=list(self.countries), sectors=list(self.sectors))


@dataclass(slots=True)
class Page:
    """One passage as the grammar sees it: words, lexicon, the known names, and what the parser thinks of the words."""

    number: int
    words: WordList
    lexicon: Lexicon
    hits: dict[int, Hit]
    ending: dict[int, Hit]  # by the word after the last
    inside: dict[int, Hit] = field(default_factory=dict)  # by each word of a name of several words
    people: set[int] = field(default_factory=set)  # words that the entity recogniser takes for persons
    bodies: set[int] = field(default_factory=set)  # ... for organisations
    spots: set[int] = field(default_factory=set)  # ... for places
    tags: dict[int, str] = field(default_factory=dict)  # parts of speech as the tagger sees them
    alone: bool = False  # one phrase without a sentence around it: its noun needs no determiner

    def __post_init__(self) -> None:
        for hit in self.hits.values():
            if hit.last - hit.first > 1 and hit.name.kind != "surname":
                for place in range(hit.first, hit.last):
                    self.inside.setdefault(place, hit)

    def joined(self, place: int) -> bool:
        """Say whether a word exists and goes on the phrase of the word before it."""
        return 0 < place < len(self.words) and self.words.joined[place]

    def is_adjective(self, hit: Hit) -> bool:
        """Say whether a demonym is written as an adjective ("russe")."""
        if hit.name.kind != "demonym":
            return False
        return self.lexicon.file.grammar.demonyms == "capital" or not self.words.capital[hit.first]

    def is_sentence_case(self, place: int) -> bool:
        """Say whether a word's capital may be due to its place alone."""
        return not self.words.capital[place] or self.words.opens_sentence(place)

    def possessive(self, place: int) -> bool:
        """Say whether a word is the mark of a possessive, "'s"."""
        mark = self.lexicon.file.grammar.possessive_mark
        return (
            bool(mark)
            and place < len(self.words)
            and self.words.folds[place] == mark
            and self.words.gaps[place] in ("'", "’")
        )


def quantity_end(page: Page, first: int) -> int | None:
    """The word after "un groupe de", "dozens of" where one starts at a word."""
    words, lexicon = page.words, page.lexicon
    if not lexicon.has("quantities", words.folds[first]) or not page.joined(first + 1):
        return None
    return first + 2 if lexicon.has("of", words.folds[first + 1]) and page.joined(first + 2) else None


def name_end(page: Page, at: int) -> int | None:
    """Where a person's name that starts at a word ends; None where none starts."""
    words, lexicon = page.words, page.lexicon
    if at >= len(words) or not words.capital[at] or lexicon.has("not_names", words.folds[at]):
        return None
    hit = page.hits.get(at)
    if (
        hit is not None
        and hit.name.kind in BODIES
        and not (hit.last - hit.first == 1 and words.folds[at] in lexicon.gender_of)
    ):
        return None
    if hit is not None and hit.name.kind == "place" and (at in page.spots or hit.last - hit.first > 1):
        return None
    end = hit.last if hit is not None and hit.name.kind in ("people", "surname") else at + 1
    while end < len(words) and end - at < LONGEST_NAME and _continues(page, end):
        while lexicon.has("particles", words.folds[end]) and not words.capital[end]:
            end += 1
        end += 1
    return end


def _continues(page: Page, place: int) -> bool:
    """A further word of a name: a capital, or particles and then a capital, or the word after an initial."""
    words, lexicon = page.words, page.lexicon
    if not (words.joined[place] or (len(words.folds[place - 1]) == 1 and words.gaps[place].startswith("."))):
        return False
    if (
        words.gaps[place] == "-"
        and len(words.folds[place]) < 6
        and not words.capital[place]
        and words.raw(place).isalpha()
    ):
        return not lexicon.has("particles", words.folds[place]) or not page.joined(place + 1)  # "Kim Jong-un"
    step = place
    while (
        step < len(words)
        and lexicon.has("particles", words.folds[step])
        and not words.capital[step]
        and step - place < 3
    ):
        if step > place and not words.joined[step]:
            return False
        step += 1
    if (
        step >= len(words)
        or not words.capital[step]
        or (step > place and not words.joined[step])
        or page.possessive(step)
    ):
        return False
    hit = page.hits.get(step)
    known = hit is not None and hit.name.kind in ("country", "capital", "actor", "seat")
    return not known and not lexicon.has("not_names", words.folds[step])
