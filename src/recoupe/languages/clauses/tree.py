"""A parse as plain lists: words, parts of speech, our own role names, heads and children.

English writes a prepositional phrase as verb -> preposition -> noun, French as verb -> noun -> preposition; English
hangs a predicative noun on "be", French hangs "être" on the noun. Here both read: verb -> noun -> preposition, copula
-> predicate.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from recoupe.languages.clauses.syntax import APOSTROPHES, Syntax, match_phrase

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
VERBAL = frozenset({"VERB", "AUX"})
INSIDE_NOUN = frozenset(
    {
        "determiner",
        "adjective",
        "number",
        "flat",
        "case",
        "nominal",
        "apposition",
        "participial",
        "relative",
        "possessive",
        "fixed",
        "possessive_mark",
    }
)


@dataclass(slots=True)
class Tree:
    """One doc; `head[i] == i` at a root. Positions are token indexes."""

    doc: Doc
    text: list[str]
    low: list[str]
    plain: list[str]
    pos: list[str]
    role: list[str]
    head: list[int]
    kids: list[list[int]]
    fixed: dict[int, int]  # tokens inside set phrases of several words -> the end of the phrase

    def __len__(self) -> int:
        return len(self.low)

    def verb_form(self, token: int) -> str:
        """spaCy's VerbForm of a token: "Fin", "Inf", "Part", "Ger" or ""."""
        found = self.doc[token].morph.get("VerbForm", [])
        return str(found[0]) if found else ""

    def kids_with(self, token: int, *roles: str) -> list[int]:
        """The children of a token that stand in one of the roles, in text order."""
        return [kid for kid in self.kids[token] if self.role[kid] in roles]


def read_tree(doc: Doc, syntax: Syntax) -> Tree:
    """The plain lists of a parsed doc."""
    if not len(doc):
        return Tree(doc=doc, text=[], low=[], plain=[], pos=[], role=[], head=[], kids=[], fixed={})
    words, tags, labels, heads = doc.to_array(["ORTH", "POS", "DEP", "HEAD"]).T
    strings = doc.vocab.strings
    known = {key: strings[key] for key in {*words.tolist(), *tags.tolist(), *labels.tolist()} if key}
    text = [known[key] for key in words.tolist()]
    low = [_lower(word) for word in text]
    contractions, roles = syntax.contractions, syntax.roles
    tree = Tree(
        doc=doc,
        text=text,
        low=low,
        plain=[contractions.get(word, word) for word in low],
        pos=[known.get(key, "") for key in tags.tolist()],
        role=[roles.get(known.get(key, ""), "other") for key in labels.tolist()],
        head=[place + offset for place, offset in enumerate(heads.astype("int64").tolist())],
        kids=[[] for _ in low],
        fixed={},
    )
    _find_fixed(tree, syntax)
    _lower_prepositions(tree)
    _raise_copulas(tree)
    for place, above in enumerate(tree.head):
        if above != place:
            tree.kids[above].append(place)
    return tree


@lru_cache(maxsize=65_536)
def _lower(word: str) -> str:
    return word.lower().translate(APOSTROPHES)


def _find_fixed(tree: Tree, syntax: Syntax) -> None:
    """Mark set phrases of several words; no verb and no "que" is read in them."""
    indexes = (syntax.subordinators, syntax.prepositions, syntax.insertable_phrases)
    place, end, plain = 0, len(tree), tree.plain
    while place < end:
        size = 1
        for index in indexes:
            if plain[place] in index:
                size = max(size, match_phrase(index, plain, place)[0])
        if size > 1:
            tree.fixed.update(dict.fromkeys(range(place, place + size), place + size))
        place += size


def _lower_prepositions(tree: Tree) -> None:
    """Turn verb -> preposition -> noun into verb -> noun -> preposition."""
    for place, role in enumerate(tree.role):
        above = tree.head[place]
        if (
            role in ("oblique", "adverbial")
            and tree.role[above] == "case"
            and tree.pos[above] in ("ADP", "SCONJ", "PART")
        ):
            governor = tree.head[above]
            if governor in (place, above):
                continue
            tree.head[place], tree.head[above] = governor, place
            if role == "oblique" and tree.pos[governor] not in VERBAL:
                tree.role[place] = "nominal"
            elif role == "adverbial":
                tree.role[above] = "mark"


def _raise_copulas(tree: Tree) -> None:
    """Turn noun -> "être" into "être" -> noun, and give the copula what belongs to the clause."""
    swapped: dict[int, int] = {}
    for place, role in enumerate(tree.role):
        predicate = tree.head[place]
        if role == "copula" and predicate != place and predicate not in swapped:
            swapped[predicate] = place
            above = tree.head[predicate]
            tree.role[place], tree.role[predicate] = tree.role[predicate], "attribute"
            tree.head[place] = place if above == predicate else above
            tree.head[predicate] = place
    if not swapped:
        return
    for place, above in enumerate(tree.head):
        copula = swapped.get(above)
        if copula is not None and place != copula and tree.role[place] not in INSIDE_NOUN:
            tree.head[place] = copula


def past_adverbials(tree: Tree, syntax: Syntax, place: int, end: int) -> int:
    """The first token from `place` on that is no adverb, set adverbial or bare time ("lundi 12 décembre")."""
    while place < end:
        if place in tree.fixed and match_phrase(syntax.insertable_phrases, tree.plain, place)[0] > 1:
            place = tree.fixed[place]
        elif (
            tree.pos[place] in ("ADV", "SPACE") or tree.low[place] in syntax.time_nouns or _in_date(tree, syntax, place)
        ):
            place += 1
        else:
            break
    return place


def _in_date(tree: Tree, syntax: Syntax, place: int) -> bool:
    """A determiner, number or adjective beside a time noun."""
    times = syntax.time_nouns
    near = [at for at in (place - 1, place + 1) if 0 <= at < len(tree)]
    if tree.pos[place] == "NUM" or tree.low[place].isdigit():
        return any(tree.low[at] in times for at in near)
    if tree.pos[place] == "DET":
        return place + 1 < len(tree) and tree.low[place + 1] in times
    return tree.pos[place] == "ADJ" and tree.low[place - 1] in times
