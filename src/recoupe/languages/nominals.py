"""Events told by nouns: "une frappe de la coalition contre un convoi", "Russian airstrikes on Aleppo"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from recoupe.languages.clauses.groups import GroupReader
from recoupe.languages.clauses.phrases import PhraseReader
from recoupe.languages.clauses.syntax import Syntax, syntax_of
from recoupe.languages.clauses.tree import Tree, read_tree
from recoupe.languages.pack import LanguagePack
from recoupe.languages.verbs_tables import verb_tables
from recoupe.records.clauses import Clause, Phrase

FARTHEST_LIGHT_VERB = 12  # tokens from a light verb to its noun: "a porté, le 8 juin, sa troisième frappe"
MODIFIERS = frozenset({"adjective", "flat", "participial", "temporal", "number"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """A noun that may tell an event, and what stands round it. Positions are token indexes, end exclusive.

    `start`..`end` is the phrase with its complements. `complements` are the phrases that hang on the noun by a
    preposition ("de", "contre", "entre", "of", "against"), also those that the parse hangs elsewhere though they follow
    the noun. `modifiers` are its adjectives and compound nouns ("russe", "aériennes", "Russian", "US-led"), `possessor`
    the owner written before it ("Russia's offer"; of "son offre" the determiner). `participles` are the clauses that
    modify it ("menée par X", "visant Y"), `light_verb` is the clause of the verb that only carries it ("mener une
    frappe", "a procédé à des frappes"). `determiner` is its article or demonstrative, lower case.
    """

    head: int
    start: int
    end: int
    lemma: str
    plural: bool = False
    determiner: str | None = None
    preposition: str | None = None
    complements: tuple[Phrase, ...] = ()
    modifiers: tuple[int, ...] = ()
    possessor: Phrase | None = None
    participles: tuple[Clause, ...] = ()
    light_verb: Clause | None = None


def read_nominals(
    doc: Doc, pack: LanguagePack, lemmas: frozenset[str], clauses: Sequence[Clause] | None = None
) -> tuple[Nominal, ...]:
    """Every noun of a parsed text whose lemma (or lower-case form) is in `lemmas`, in the order of the text.

    `clauses` are those of `read_clauses` for the same doc; without them participles and light verbs stay empty.
    """
    reader = _NominalReader(doc, pack, tuple(clauses or ()))
    return tuple(reader.read(place, lemma) for place, lemma in reader.candidates(lemmas))


class _NominalReader:
    """What reading the nouns of one doc needs."""

    def __init__(self, doc: Doc, pack: LanguagePack, clauses: tuple[Clause, ...]) -> None:
        self.syntax: Syntax = syntax_of(pack)
        self.tables, self.pack = verb_tables(pack), pack
        self.tree: Tree = read_tree(doc, self.syntax)
        self.clauses = clauses
        self.heads = {clause.head for clause in clauses}
        self.phrases = PhraseReader(self.tree, self.syntax, self._verbs())
        self.opened = {found[0]: after for after, found in self.phrases.prepositions.items()}

    def _verbs(self) -> set[int]:
        if self.clauses:
            return {place for clause in self.clauses for place in (clause.start, clause.head)}
        groups = GroupReader(self.tree, self.syntax, self.tables, self.pack)
        return {word for group in groups.read(0, len(self.tree)) for word in group.words()}

    def candidates(self, lemmas: frozenset[str]) -> list[tuple[int, str]]:
        """The places of the wanted nouns with their lemmas."""
        found = []
        for place, token in enumerate(self.tree.doc):
            lemma = self._lemma(place, lemmas)
            if (lemma is not None and place not in self.heads and token.pos_ not in ("VERB", "AUX")) or (
                lemma is not None and place not in self.heads and self._after_determiner(place)
            ):
                found.append((place, lemma))
        return found

    def _lemma(self, place: int, lemmas: frozenset[str]) -> str | None:
        """The wanted lemma that a word has: by spaCy, by its form, or by its form without a plural "s" or "x"."""
        low = self.tree.low[place]
        for form in (self.tree.doc[place].lemma_.lower(), low, low.removesuffix("s"), low.removesuffix("x")):
            if form in lemmas:
                return form
        return None

    def _after_determiner(self, place: int) -> bool:
        return place > 0 and self.tree.low[place - 1] in self.syntax.determiners

    def read(self, head: int, lemma: str) -> Nominal:
        """One noun with all that stands round it."""
        phrase = self.phrases.phrase(head)
        return Nominal(
            head=head,
            start=phrase.start,
            end=phrase.end,
            lemma=lemma,
            plural=self._plural(head),
            determiner=self._determiner(head),
            preposition=phrase.preposition,
            complements=self._complements(head),
            modifiers=self._modifiers(head),
            possessor=self._possessor(head),
            participles=self._participles(head),
            light_verb=self._light_verb(head, phrase),
        )

    def _plural(self, head: int) -> bool:
        number = self.tree.doc[head].morph.get("Number", [])
        return "Plur" in number if number else self.tree.low[head].endswith("s")

    def _determiner(self, head: int) -> str | None:
        for kid in self.tree.kids[head]:
            if kid < head and self.tree.role[kid] == "determiner":
                return self.tree.low[kid]
        before = self.tree.low[head - 1] if head else ""
        return before if before in self.syntax.determiners and before[:1].isalpha() else None

    def _complements(self, head: int) -> tuple[Phrase, ...]:
        """Complements by the parse, then the chain of prepositional phrases that follows the noun on the page."""
        tree = self.tree
        found: dict[int, Phrase] = {}
        for kid in tree.kids[head]:
            if tree.role[kid] in ("nominal", "oblique") and kid > head and kid not in self.phrases.verbs:
                phrase = self.phrases.phrase(kid)
                if phrase.preposition is not None:
                    found.setdefault(phrase.head, phrase)
        for phrase in self._chain(head):
            found.setdefault(phrase.head, phrase)
        return tuple(sorted(found.values(), key=lambda phrase: phrase.start))

    def _chain(self, head: int) -> list[Phrase]:
        """The prepositional phrases that stand behind the noun with only its adjectives between."""
        tree, found, place = self.tree, [], head + 1
        while place < len(tree):
            after = self.opened.get(place)
            if after is not None:
                inner = self.phrases.starts_at(after) if after < len(tree) else None
                if inner is None or inner in self.phrases.verbs:
                    break
                phrase = self.phrases.base(inner)
                found.append(phrase if phrase.preposition is not None else self.phrases.phrase(inner))
                place = max(found[-1].end, inner + 1)
            elif place not in self.phrases.verbs and (
                tree.pos[place] == "ADJ" or (tree.head[place] == head and place == head + 1)
            ):
                place += 1
            else:
                break
        return found

    def _modifiers(self, head: int) -> tuple[int, ...]:
        """Adjectives and compound nouns, also those that an adjective carries ("US-led")."""
        tree = self.tree
        found: set[int] = set()
        for kid in tree.kids[head]:
            if tree.role[kid] in MODIFIERS and kid not in self.heads and tree.pos[kid] not in ("PUNCT", "NUM"):
                found.add(kid)
                found.update(
                    sub
                    for sub in tree.kids[kid]
                    if tree.role[sub] in MODIFIERS | {"coordination"} and tree.pos[sub] != "PUNCT"
                )
        for at in range(head + 1, min(head + 4, len(tree))):
            if tree.pos[at] != "ADJ":
                break
            found.add(at)
        return tuple(sorted(found))

    def _possessor(self, head: int) -> Phrase | None:
        for kid in self.tree.kids[head]:
            if self.tree.role[kid] == "possessive" and kid < head:
                return self.phrases.base(kid)
        for kid in self.tree.kids[head]:
            poss = self.tree.doc[kid].morph.get("Poss", [])
            if kid < head and poss:
                return Phrase(head=kid, start=kid, end=kid + 1)
        return None

    def _participles(self, head: int) -> tuple[Clause, ...]:
        return tuple(
            clause
            for clause in self.clauses
            if clause.form in ("participle", "gerund")
            and clause.subject is not None
            and clause.subject.head == head
            and clause.head > head
        )

    def _light_verb(self, head: int, phrase: Phrase) -> Clause | None:
        """The clause of a verb that only carries the noun, as its object or behind its preposition."""
        best: Clause | None = None
        for clause in self.clauses:
            if (
                clause.form == "participle"
                or clause.lemma not in self.syntax.light_verbs
                or abs(head - clause.head) > FARTHEST_LIGHT_VERB + phrase.end - phrase.start
            ):
                continue
            carried = [clause.object, *clause.obliques[:1]] if clause.voice != "passive" else [clause.subject]
            if any(one is not None and one.head == head for one in carried):
                best = clause
        return best
