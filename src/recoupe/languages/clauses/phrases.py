"""Noun phrases and prepositional phrases: their extent and the preposition that opens them."""

from __future__ import annotations

from collections.abc import Collection

from recoupe.languages.clauses.syntax import Syntax, match_phrase
from recoupe.languages.clauses.tree import NOMINAL, Tree
from recoupe.records.clauses import Phrase

PREMODIFIERS = frozenset(
    {"determiner", "adjective", "number", "flat", "possessive", "possessive_mark", "fixed", "adverb"}
)
POSTMODIFIERS = frozenset(
    {
        "adjective",
        "number",
        "flat",
        "fixed",
        "nominal",
        "apposition",
        "case",
        "possessive",
        "possessive_mark",
        "determiner",
        "coordinator",
        "adverb",
        "temporal",
    }
)
MARKS = frozenset({'"', "«", "“", "‘", "''"})
CLIMBED = frozenset({"flat", "nominal", "apposition", "coordination", "fixed", "possessive", "adjective"})
CLOSING_POS = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "AUX"})
NOT_PREPOSITION = frozenset({"DET", "PRON", "NOUN", "PROPN", "AUX", "CCONJ"})


class PhraseReader:
    """Reads the phrases of one tree. `verbs` are the tokens of verb groups: no phrase runs over them."""

    def __init__(self, tree: Tree, syntax: Syntax, verbs: Collection[int]) -> None:
        self.tree, self.syntax, self.verbs = tree, syntax, verbs
        self.prepositions: dict[int, tuple[int, str]] = {}  # first token after it -> its first token, its text
        self.opening: set[int] = set()  # first tokens of prepositions of several words
        self.known: dict[int, Phrase] = {}
        self._find_prepositions()

    def _find_prepositions(self) -> None:
        tree, place, prepositions = self.tree, 0, self.syntax.prepositions
        while place < len(tree.low):
            counted = self._not_preposition(place)
            if counted:
                place += counted
                continue
            if tree.plain[place] not in prepositions:
                place += 1
                continue
            size, text = match_phrase(prepositions, tree.plain, place)
            if size == 1 and tree.role[place] == "mark" and tree.head[place] in self.verbs:
                place += 1
                continue
            if size > 1 or (
                size == 1
                and tree.pos[place] not in NOT_PREPOSITION
                and place not in self.verbs
                and tree.role[place] != "particle"
            ):
                after = place + size
                while after < len(tree) and tree.low[after] in MARKS:
                    after += 1
                self.prepositions[after] = (place, text)
                if size > 1 and tree.pos[place] == "ADV":
                    self.opening.add(place)
                place += size
            else:
                place += 1

    def _not_preposition(self, place: int) -> int:
        """How many tokens of a set adverbial, a quantity or an article that looks like "de" to pass over."""
        syntax, plain = self.syntax, self.tree.plain
        word = plain[place]
        if word in syntax.quantities or word in syntax.quantifiers:
            size = self._quantifier(place)
            if size:
                return size
        if word in syntax.insertable_phrases:
            size = match_phrase(syntax.insertable_phrases, plain, place)[0]
            if size > 1:
                return size
        after = place + 1
        if word in syntax.genitives and after < len(plain) and self.tree.low[after] in syntax.partitive_adjectives:
            return int(place == 0 or self.tree.pos[place - 1] not in ("NOUN", "PROPN", "ADJ", "NUM"))
        return 0

    def _quantifier(self, place: int) -> int:
        """The length of "plus de", "près de", "more than" before a number: it belongs to the noun phrase."""
        size, _ = match_phrase(self.syntax.quantities, self.tree.plain, place)
        if size:
            return size
        size, _ = match_phrase(self.syntax.quantifiers, self.tree.plain, place)
        after = place + size
        if not size or after >= len(self.tree):
            return 0
        counted = self._number_like(after) or (self.tree.pos[after] == "DET" and self._number_like(after + 1))
        return size if counted else 0

    def _number_like(self, place: int) -> bool:
        tree = self.tree
        return place < len(tree) and (
            tree.pos[place] == "NUM" or tree.low[place] in self.syntax.number_nouns or tree.low[place][:1].isdigit()
        )

    def phrase(self, head: int) -> Phrase:
        """The phrase round a nominal head: determiners, adjectives, names, complements, appositions, coordinates."""
        known = self.known.get(head)
        if known is None:
            known = self.known[head] = self._phrase(head)
        return known

    def _phrase(self, head: int) -> Phrase:
        inside = self._inside(head)
        start = end = head
        while (start - 1 in inside and start - 1 not in self.verbs) or (
            start - 2 in inside and self.tree.low[start - 1] in MARKS
        ):
            start -= 1
        while start >= 2 and self._hyphened(start - 1) and start - 1 not in self.verbs and start - 2 not in self.verbs:
            start -= 2
            while (start - 1 in inside and start - 1 not in self.verbs) or (
                start > 0
                and self.tree.head[start - 1] in range(start, head + 1)
                and self.tree.role[start - 1] in PREMODIFIERS
            ):
                start -= 1
        end = self._close(start, self._reach(head, inside))
        start, preposition = self._open(start, head)
        return Phrase(head=head, start=start, end=end, preposition=preposition)

    def base(self, head: int) -> Phrase:
        """The phrase without complements, appositions and coordinates."""
        tree = self.tree
        start = min([head, *(kid for kid in tree.kids[head] if kid < head and tree.role[kid] in PREMODIFIERS)])
        start = self._closest_start(start, head)
        end = head + 1
        while end < len(tree) and tree.head[end] == head and tree.role[end] in ("flat", "adjective"):
            end += 1
        start, preposition = self._open(start, head)
        return Phrase(head=head, start=start, end=end, preposition=preposition)

    def _closest_start(self, start: int, head: int) -> int:
        while start < head and any(at in self.verbs for at in range(start, head)):
            start += 1
        return start

    def _open(self, start: int, head: int) -> tuple[int, str | None]:
        """Where the phrase proper starts, and the preposition before it."""
        for after in range(start, head + 1):
            found = self.prepositions.get(after)
            if found is not None:
                return after, found[1]
        return start, None

    def _inside(self, head: int) -> set[int]:
        """Every token that belongs to the phrase by the parse."""
        tree = self.tree
        inside, waiting = {head}, [head]
        while waiting:
            above = waiting.pop()
            for kid in tree.kids[above]:
                role = tree.role[kid]
                if kid in self.verbs or (above == head and kid < head and role not in PREMODIFIERS):
                    continue
                if role == "nominal" and self.time_like(above) and self._circumstance(kid):
                    continue
                if (
                    role in POSTMODIFIERS
                    or role in PREMODIFIERS
                    or (role == "coordination" and self._coordinate(kid, head))
                ):
                    inside.add(kid)
                    waiting.append(kid)
        return inside

    def time_like(self, token: int) -> bool:
        """A day, a date, a number: what follows it with a preposition of its own belongs to the verb."""
        tree = self.tree
        return tree.low[token] in self.syntax.time_nouns or tree.pos[token] == "NUM" or tree.low[token][:1].isdigit()

    def _circumstance(self, kid: int) -> bool:
        preposition = self.base(kid).preposition
        return preposition is not None and preposition not in self.syntax.genitives

    def _coordinate(self, kid: int, head: int) -> bool:
        return kid > head and self.tree.pos[kid] in NOMINAL | {"ADJ", "ADP", "DET"}

    def _reach(self, head: int, inside: set[int]) -> int:
        """The end of the unbroken run of the phrase's tokens, marks between them let pass."""
        tree, end, place = self.tree, head + 1, head + 1
        while place < len(tree) and place not in self.verbs and place not in self.opening:
            if self._hyphened(place) or (place in inside and not self._new_phrase(place, end)):
                end = place + 1
            elif place in inside or tree.pos[place] not in ("PUNCT", "SPACE") or place - end >= 2:
                break
            place += 1
        while end > head + 1 and (
            tree.pos[end - 1] in ("CCONJ", "ADP", "DET") or tree.low[end - 1] in self.syntax.coordinators
        ):
            end -= 1
        return end

    def _close(self, start: int, end: int) -> int:
        """Take in the bracket that closes one opened in the phrase, or leave the open one out."""
        low = self.tree.low
        inside = low[start:end]
        for opening, closing in (("(", ")"), ("[", "]")):
            if opening in inside and inside.count(opening) > inside.count(closing):
                if end < len(low) and low[end] == closing:
                    return end + 1
                last = max(at for at in range(start, end) if low[at] == opening)
                return last if last > start else end
        return end

    def _hyphened(self, place: int) -> bool:
        """A hyphen glued on both sides, or the word after it: "Proche-Orient", "Al-Tanf"."""
        doc = self.tree.doc
        if self.tree.low[place] in ("-", "‑", "/"):
            return not doc[place - 1].whitespace_ and not doc[place].whitespace_
        return (
            place > 1
            and self.tree.low[place - 1] in ("-", "‑", "/")
            and not doc[place - 1].whitespace_
            and not doc[place - 2].whitespace_
        )

    def _new_phrase(self, place: int, end: int) -> bool:
        """After a mark, a preposition opens something new ("…, lors d'une visite"), and so does an adverb."""
        return place > end and self.tree.pos[place] in ("ADP", "ADV") and self.tree.role[place] != "coordination"

    def before(self, place: int, floor: int) -> int | None:
        """The head of the noun phrase that ends right before a token, a mark between them let pass."""
        tree, at = self.tree, place - 1
        while at >= floor and (tree.pos[at] in ("PUNCT", "SPACE", "ADP") and at > place - 4):
            at -= 1
        while at >= floor and at not in self.verbs:
            if tree.pos[at] in ("NOUN", "PROPN", "PRON") and tree.low[at] not in self.syntax.time_nouns:
                return self.top(at)
            at -= 1
        return None

    def top(self, token: int, *, over_commas: bool = True) -> int:
        """The head of the whole phrase that a nominal token stands in."""
        tree, steps = self.tree, 0
        while tree.role[token] in CLIMBED and steps < 40:
            above = tree.head[token]
            if above == token or above in self.verbs or above in tree.fixed or tree.pos[above] not in NOMINAL:
                break
            if tree.low[above] in self.syntax.time_nouns:
                break
            if not over_commas and "," in tree.low[min(above, token) : max(above, token)]:
                break
            token, steps = above, steps + 1
        return token

    def starts_at(self, place: int) -> int | None:
        """The head of the noun phrase that opens at a token (a determiner, adjective or noun), None if none does."""
        tree = self.tree
        spare: int | None = None  # an adjective that may turn out to be the noun: "les rebelles"
        for at in range(place, min(place + 8, len(tree))):
            pos = tree.pos[at]
            if at in self.verbs or (pos in CLOSING_POS and tree.low[at] not in MARKS and not self._joins(at)):
                return spare
            if pos in ("NOUN", "PROPN", "PRON") and not (
                at + 2 < len(tree) and self._hyphened(at + 1) and tree.head[at] > at
            ):
                if tree.low[at] in self.syntax.time_nouns:
                    return None
                top = self.top(at)
                return top if top >= place else at
            if pos in ("ADJ", "VERB", "X") and at > place:
                spare = at
        return spare

    def _joins(self, place: int) -> bool:
        """A hyphen inside a word, or "and" between adjectives: the phrase goes on."""
        tree = self.tree
        if tree.pos[place] == "CCONJ":
            return 0 < place < len(tree) - 1 and tree.pos[place - 1] == tree.pos[place + 1] == "ADJ"
        return self._hyphened(place)


def all_phrases(reader: PhraseReader) -> tuple[Phrase, ...]:
    """Every noun phrase of the tree, nested ones too, in the order of their heads."""
    tree = reader.tree
    return tuple(
        reader.phrase(place)
        for place in range(len(tree))
        if tree.pos[place] in ("NOUN", "PROPN", "PRON")
        and place not in reader.verbs
        and tree.role[place] not in ("flat", "fixed")
    )
