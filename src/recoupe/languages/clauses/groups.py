"""Verb groups by word pattern: auxiliaries, what stands between, and the verb, whatever the parser made of them."""

from __future__ import annotations

from recoupe.languages.clauses.chains import ChainReader
from recoupe.languages.clauses.draft import PERFECT, Group
from recoupe.languages.clauses.loners import LoneVerbReader
from recoupe.languages.clauses.syntax import Syntax, match_phrase
from recoupe.languages.clauses.tree import VERBAL, Tree
from recoupe.languages.pack import LanguagePack
from recoupe.languages.verbs import is_infinitive, readings
from recoupe.languages.verbs_tables import VerbTables


class GroupReader:
    """Finds the verb groups of one doc."""

    def __init__(self, tree: Tree, syntax: Syntax, tables: VerbTables, pack: LanguagePack) -> None:
        self.tree, self.syntax, self.pack = tree, syntax, pack
        self.chains = ChainReader(tree, syntax, tables, pack)
        self.loners = LoneVerbReader(self.chains)
        self._mend_tags()

    def read(self, start: int, end: int) -> list[Group]:
        """The verb groups of a stretch of tokens (a sentence), from left to right."""
        found: list[Group] = []
        place = start
        while place < end:
            if place in self.tree.fixed:
                place = self.tree.fixed[place]
                continue
            group = self._group_at(place, end) or self.loners.opening_participle(place, start)
            if group is None:
                place += 1
                continue
            self._take_left(group, start)
            found.append(group)
            place = group.end
        if all(group.form != "finite" or self.loners.in_relative(group) for group in found):
            self._rescue(found, start, end)
        return found

    def _mend_tags(self) -> None:
        """Read "prête a intervenir" as "prête à intervenir", and "IS" in capitals as a name."""
        tree, markers = self.tree, self.syntax.misspelt_markers
        for place, pos in enumerate(tree.pos):
            if pos != "AUX":
                continue
            meant = markers.get(tree.low[place])
            if meant is not None and place + 1 < len(tree) and is_infinitive(tree.low[place + 1], self.pack):
                tree.plain[place], tree.pos[place] = meant, "ADP"
            elif self.chains.is_acronym(place):
                tree.pos[place] = "PROPN"

    def _rescue(self, found: list[Group], start: int, end: int) -> None:
        group = self.loners.rescue(found, start, end)
        if group is not None:
            self._take_left(group, start)
            found.append(group)
            found.sort(key=lambda one: one.start)

    def _group_at(self, place: int, end: int) -> Group | None:
        if self.tree.pos[place] == "ADP" and self.tree.plain[place] in self.syntax.infinitive_markers:
            return None
        found = readings(self.tree.low[place], self.pack)
        group = self.chains.group_at(place, end, found) if found else None
        if group is None:
            group = self.loners.group_at(place, found)
            if group is not None:
                self._take_inverted(group, end)
        return group

    def _take_inverted(self, group: Group, end: int) -> None:
        place = group.end
        while place < end and self.tree.low[place] in self.syntax.inverted:
            group.inverted = place
            place += 1
        group.end = place

    def _take_left(self, group: Group, start: int) -> None:
        """Take in negation and reflexive before the verb; look for the second half of the negation after it."""
        tree, syntax = self.tree, self.syntax
        place = group.start - 1
        earliest = group.start
        while place >= start and group.start - place <= 4:
            word = tree.low[place]
            if word in syntax.negators:
                earliest, group.negated = place, True
            elif word in syntax.reflexives and (tree.pos[place] == "PRON" or tree.pos[group.start] in VERBAL):
                earliest, group.reflexive = place, group.reflexive or tree.plain[place] != "si"
            elif self._subject_pronoun(place, start):
                break
            elif (word in syntax.clitics and tree.pos[place] == "PRON") or word in syntax.negation:
                group.clitics.append(place)
            else:
                break
            place -= 1
        group.start = earliest
        self._take_negation(group, start)
        if group.reflexive:
            self._make_pronominal(group)

    def _subject_pronoun(self, place: int, start: int) -> bool:
        """ "nous", "vous" are the subject unless another subject pronoun stands before them."""
        low, syntax = self.tree.low, self.syntax
        if low[place] not in syntax.first_and_second or low[place] not in syntax.nominative:
            return False
        return place <= start or (low[place - 1] not in syntax.nominative and low[place - 1] not in syntax.negators)

    def _take_negation(self, group: Group, start: int) -> None:
        tree, syntax = self.tree, self.syntax
        inside = [tree.low[at] for at in range(group.start, min(group.end + 2, len(tree)))]
        if group.negated and group.form != "infinitive":
            group.negated = self._negation_holds(group) or self._denied_in_full(group)
            group.restricted = not group.negated
        elif self._denied_by_phrase(group, start) or any(
            word in syntax.negators for word in inside[: group.end - group.start]
        ):
            group.negated = True
        before = tree.low[group.start - 1] if group.start > start else ""
        if before in syntax.privative_markers and group.form in ("infinitive", "gerund"):
            group.negated = True

    def _denied_in_full(self, group: Group) -> bool:
        """ "not", "never" deny by themselves, "ne" only opens a denial."""
        low, syntax = self.tree.low, self.syntax
        return any(low[at] in syntax.negators and low[at] in syntax.insertable for at in range(group.start, group.end))

    def _denied_by_phrase(self, group: Group, start: int) -> bool:
        index = self.syntax.negation_phrases
        return any(match_phrase(index, self.tree.plain, at)[0] for at in range(max(start, group.start - 2), group.end))

    def _negation_holds(self, group: Group) -> bool:
        """ "ne … pas" denies, "ne … que" restricts, and the "ne" of "avant qu'il ne parte" is empty."""
        tree = self.tree
        limit = min(group.end + 8, len(tree))
        for at in range(group.start, limit):
            if tree.low[at] in self.syntax.negation:
                return True
            if at >= group.end and tree.plain[at] in self.syntax.declaratives:
                return False
        return any(tree.low[at] in self.syntax.negation for at in range(max(0, group.start - 6), group.start))

    def _make_pronominal(self, group: Group) -> None:
        if group.voice == "passive" and len(group.verbs) == 2:
            group.tense = PERFECT.get(group.tense, group.tense)
        group.voice = "pronominal"
