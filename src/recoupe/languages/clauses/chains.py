"""Auxiliaries and the verb that they carry, with what may stand between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from recoupe.languages.clauses.draft import PERFECT, Group
from recoupe.languages.clauses.syntax import Syntax, match_phrase
from recoupe.languages.clauses.tree import VERBAL, Tree
from recoupe.languages.pack import LanguagePack
from recoupe.languages.verbs import VerbReading, guess_participle, readings
from recoupe.languages.verbs_tables import VerbTables

LONGEST_GAP = 7  # tokens between an auxiliary and its verb: "a, une nouvelle fois et très fermement, condamné"
LONGEST_ASIDE = 14  # tokens of ", selon un communiqué de la diplomatie russe," between an auxiliary and its verb
FORMS = {"Fin": "finite", "Inf": "infinitive", "Part": "participle", "Ger": "gerund"}


class ChainReader:
    """Reads chains of auxiliaries in one doc; the tables of the language are at hand as attributes."""

    def __init__(self, tree: Tree, syntax: Syntax, tables: VerbTables, pack: LanguagePack) -> None:
        self.tree, self.syntax, self.tables, self.pack = tree, syntax, tables, pack

    def group_at(self, place: int, end: int, found: tuple[VerbReading, ...]) -> Group | None:
        """The group that an auxiliary at a token opens, None if none does; `found` are the readings of that token."""
        auxiliary = next((reading for reading in found if reading.lemma in self.tables.auxiliaries), None)
        if auxiliary is None or not self._can_be_auxiliary(place, auxiliary):
            return None
        chain = self._chain(place, self._best(place, found), end)
        return self._compose(chain) if len(chain) > 1 else None

    def _can_be_auxiliary(self, place: int, reading: VerbReading) -> bool:
        """A noun that looks like an auxiliary ("l'été", "le pouvoir", "the will") stands after a determiner."""
        tree = self.tree
        if self.is_acronym(place):
            return False
        if tree.pos[place] in VERBAL:
            return True
        before = tree.low[place - 1] if place else ""
        if tree.pos[place] in ("NOUN", "PROPN", "ADP") and before in self.syntax.determiners:
            return before in self.syntax.clitics and reading.form == "finite" and tree.pos[place - 1] == "PRON"
        return True

    def is_acronym(self, place: int) -> bool:
        """ "IS", "US" in capitals, "May" in the middle of a sentence are names."""
        text = self.tree.text
        word = text[place]
        if len(word) < 2 or word == self.tree.low[place] or not word[0].isalpha():
            return False
        if word.isupper():
            near = [text[at] for at in (place - 1, place + 1) if 0 <= at < len(text)]
            return not any(one.isupper() and one.isalpha() and len(one) > 2 for one in near)
        return (
            place > 0 and self.tree.pos[place - 1] in ("ADP", "NUM") and self.tree.low[place] in self.syntax.time_nouns
        )

    def _best(self, place: int, found: tuple[VerbReading, ...]) -> VerbReading:
        """The reading that the tagger's verb form favours, the first otherwise."""
        wanted = FORMS.get(self.tree.verb_form(place) if self.tree.pos[place] in VERBAL else "", "")
        return next((reading for reading in found if reading.form == wanted), found[0])

    def _chain(self, place: int, reading: VerbReading, end: int) -> list[tuple[int, VerbReading]]:
        """The auxiliaries and the verb from `place` on, each selected by the one before."""
        chain = [(place, reading)]
        while reading.lemma in self.tables.auxiliaries:
            chosen = self._selected(place, reading, end, first=len(chain) == 1)
            if chosen is None:
                break
            place, reading = chosen
            chain.append(chosen)
        return chain

    def _selected(self, place: int, auxiliary: VerbReading, end: int, *, first: bool) -> tuple[int, VerbReading] | None:
        selects = self.tables.auxiliaries[auxiliary.lemma]
        for stop in self._stops(place + 1, end):
            for wanted in selects:
                marker, _, form = wanted.rpartition(" ")
                target = stop
                if marker:
                    if self.tree.plain[stop] != marker:
                        continue
                    target = self._past_insertables(stop + 1, end)
                if target >= end:
                    continue
                reading = self.reading_as(target, form, after=auxiliary)
                if reading is not None and not (first and marker and auxiliary.form != "finite"):
                    return target, reading
        return None

    def _stops(self, place: int, end: int) -> Iterator[int]:
        """Where the selected verb may stand: after insertables, or after an aside between commas."""
        stop = self._past_insertables(place, end)
        if stop < end:
            yield stop
            if self.tree.low[stop] == ",":
                close = next(
                    (at for at in range(stop + 1, min(end, stop + LONGEST_ASIDE)) if self.tree.low[at] == ","), None
                )
                if close is not None and close + 1 < end and not self._has_finite(stop + 1, close):
                    after = self._past_insertables(close + 1, end)
                    if after < end:
                        yield after

    def _has_finite(self, start: int, end: int) -> bool:
        return any(self.tree.pos[at] in VERBAL and self.tree.verb_form(at) == "Fin" for at in range(start, end))

    def _past_insertables(self, place: int, end: int) -> int:
        """The first token from `place` on that may not stand inside a verb group."""
        last = min(end, place + LONGEST_GAP)
        while place < last:
            step = self._insertable(place)
            if not step:
                break
            place += step
        return place

    def _insertable(self, place: int) -> int:
        word, pos, syntax = self.tree.low[place], self.tree.pos[place], self.syntax
        if self.tree.plain[place] in syntax.insertable_phrases:
            size, _ = match_phrase(syntax.insertable_phrases, self.tree.plain, place)
            if size:
                return size
        if word in syntax.insertable or word in syntax.inverted or word in syntax.negators or pos in ("ADV", "SPACE"):
            return 1
        if (
            word in syntax.coordinators
            and 0 < place < len(self.tree) - 1
            and self.adverb(place - 1)
            and self.adverb(place + 1)
        ):
            return 1
        if word in syntax.clitics and place + 1 < len(self.tree) and self.reading_as(place + 1, "infinitive"):
            return 1
        return 0

    def adverb(self, place: int) -> bool:
        return self.tree.pos[place] == "ADV" or self.tree.low[place] in self.syntax.insertable

    def reading_as(self, place: int, form: str, after: VerbReading | None = None) -> VerbReading | None:
        """The word as a participle, infinitive or gerund, if it can be one here."""
        word = self.tree.low[place]
        found = readings(word, self.pack)
        for reading in found:
            if reading.form == form:
                return self.spacy_lemma(place, found, reading)
        if (
            form == "participle"
            and not found
            and after is not None
            and self.tree.pos[place] in ("VERB", "X", "NOUN", "PROPN")
        ):
            return guess_participle(word, self.pack) if self.tree.text[place].islower() else None
        return None

    def spacy_lemma(self, place: int, found: tuple[VerbReading, ...], reading: VerbReading) -> VerbReading:
        """Among several verbs that share the form, the one that spaCy's lemma names."""
        same = [other for other in found if other.form == reading.form]
        if len({other.lemma for other in same}) > 1:
            lemma = self.tree.doc[place].lemma_.lower()
            return next((other for other in same if other.lemma == lemma), reading)
        return reading

    def _compose(self, chain: list[tuple[int, VerbReading]]) -> Group:
        """Put tense, mood, voice and modal of a chain together."""
        (first, opening), (last, verb) = chain[0], chain[-1]
        group = Group(
            start=first,
            end=last + 1,
            head=last,
            reading=verb,
            verbs=[place for place, _ in chain],
            tense=opening.tense,
            mood=opening.mood,
            form=opening.form,
            pattern=self.tree.pos[last] not in VERBAL,
        )
        for (_, auxiliary), (_, selected) in pairwise(chain):
            effect = self._effect(auxiliary, selected)
            if effect == "perfect":
                group.tense = PERFECT.get(group.tense, group.tense)
            elif effect == "passive":
                group.voice = "passive"
            elif effect == "modal" and group.modal is None:
                group.modal = auxiliary.lemma
        for place in range(first, last):
            word = self.tree.low[place]
            if word in self.syntax.inverted and group.inverted is None and place + 1 not in group.verbs:
                group.inverted = place + 1 if self.tree.low[place + 1] in self.syntax.inverted else place
        return group

    def _effect(self, auxiliary: VerbReading, selected: VerbReading) -> str:
        effects = self.tables.auxiliaries[auxiliary.lemma]
        effect = next((effect for wanted, effect in effects.items() if wanted.endswith(selected.form)), "")
        if effect == "passive" and selected.lemma in self.tables.perfect_with_be:
            return "perfect"
        return effect
