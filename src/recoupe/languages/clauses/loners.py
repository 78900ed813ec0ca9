"""Verbs without an auxiliary: what the tagger calls a verb and can be one, and what it missed."""

from __future__ import annotations

from recoupe.languages.clauses.chains import FORMS, ChainReader
from recoupe.languages.clauses.draft import Group
from recoupe.languages.clauses.tree import VERBAL
from recoupe.languages.verbs import VerbReading, readings
from recoupe.records.clauses import VerbForm

TENSES = {"Past": "past", "Pres": "present", "Imp": "imperfect", "Fut": "future", "Pqp": "pluperfect"}
MOODS = {"Ind": "indicative", "Cnd": "conditional", "Sub": "subjunctive", "Imp": "imperative"}

NEVER_VERBS = frozenset({*VERBAL, "PUNCT", "DET", "ADP"})  # for the rescue: verbs were read already

SMALL_WORDS = frozenset({"ADP", "PART", "CCONJ", "SCONJ", "DET"})  # without a capital in English headlines too


class LoneVerbReader:
    """Reads one-word groups in one doc; shares the tables and the word tests of the chain reader."""

    def __init__(self, chains: ChainReader) -> None:
        self.chains = chains
        self.tree, self.syntax, self.tables, self.pack = chains.tree, chains.syntax, chains.tables, chains.pack

    def group_at(self, place: int, found: tuple[VerbReading, ...]) -> Group | None:
        """The one-word group at a token, None if no verb stands there; `found` are the readings of the token."""
        reading = self._lone_verb(place, found)
        return None if reading is None else self._single(place, reading)

    def opening_participle(self, place: int, start: int) -> Group | None:
        """ "Réunis à Genève, …": a participle that opens the sentence, whatever its tag."""
        after = place + 1
        if place > start + 1 or after >= len(self.tree) or self.tree.pos[after] not in ("ADP", "ADV"):
            return None
        if (place == start + 1 and self.tree.pos[start] != "PUNCT") or self.tree.pos[place] not in (
            "ADJ",
            "NOUN",
            "PROPN",
            "X",
        ):
            return None
        reading = self.chains.reading_as(place, "participle")
        return None if reading is None else self._single(place, reading)

    def in_relative(self, group: Group) -> bool:
        low, relatives = self.tree.low, self.syntax.relatives
        return any(low[at] in relatives for at in range(max(0, group.start - 6), group.start))

    def rescue(self, found: list[Group], start: int, end: int) -> Group | None:
        """In a sentence without a main verb, the first word that can be one: "Téhéran menace de …"."""
        taken = {at for group in found for at in range(group.start, group.end)}
        for place in range(start + 1, end - 1):
            if place in taken or place in self.tree.fixed or self.tree.pos[place] in NEVER_VERBS:
                continue
            reading = self._third_person(place)
            if reading is not None and self.tree.text[place].islower() and self._verb_may_stand(place, reading):
                return self._single(place, reading)
        return None

    def _third_person(self, place: int) -> VerbReading | None:
        for reading in readings(self.tree.low[place], self.pack):
            if reading.form == "finite" and reading.person in (0, 3) and reading.mood != "subjunctive":
                return reading
        return None

    def _verb_may_stand(self, place: int, reading: VerbReading) -> bool:
        """Between a name or noun that agrees and a word that opens an object or complement."""
        tree = self.tree
        before, after = place - 1, place + 1
        if tree.pos[before] not in ("PROPN", "NOUN") or tree.low[before] in self.syntax.determiners:
            return False
        number = tree.doc[before].morph.get("Number", [])
        if (
            tree.pos[before] == "NOUN"
            and number
            and reading.plural is not None
            and ("Plur" in number) != reading.plural
        ):
            return False
        opens = tree.pos[after] in ("DET", "PROPN", "SCONJ", "ADV") or tree.low[after] in self.syntax.determiners
        return opens or tree.plain[after] in self.syntax.infinitive_markers

    def _single(self, place: int, reading: VerbReading) -> Group:
        group = Group(
            start=place,
            end=place + 1,
            head=place,
            reading=reading,
            verbs=[place],
            tense=reading.tense,
            mood=reading.mood,
            form=reading.form,
            pattern=self.tree.pos[place] not in VERBAL,
        )
        if reading.form == "participle" and reading.lemma not in self.tables.perfect_with_be:
            group.voice = "passive"
        return group

    def _lone_verb(self, place: int, found: tuple[VerbReading, ...]) -> VerbReading | None:
        tree = self.tree
        pos = tree.pos[place]
        if not found and pos not in VERBAL:
            return None
        before = place - 1
        if before >= 0 and tree.pos[before] == "DET" and tree.low[before] in self.syntax.determiners:
            return None
        if tree.low[place] in self.syntax.prepositions and self._prepositional(place):
            return None
        if self.chains.is_acronym(place) or self._is_name(place):
            return None
        if pos in VERBAL:
            return self._tagged_verb(place, found)
        if not found or pos in ("PUNCT", "SPACE", "DET", "ADP"):
            return None
        finite = next((reading for reading in found if reading.form == "finite"), None)
        if finite is not None and self._stands_as_finite(place, finite):
            return finite
        return None

    def _is_name(self, place: int) -> bool:
        """A capital in the middle of a sentence, right behind a word without one: "a appelé Marine Le Pen"."""
        text = self.tree.text
        if place == 0 or not text[place][:1].isupper():
            return False
        before = text[place - 1]
        return before.islower() and before.isalpha() and self.tree.pos[place - 1] not in SMALL_WORDS

    def _prepositional(self, place: int) -> bool:
        """ "concernant", "suivant", "following" before a noun are prepositions."""
        tree = self.tree
        if not self.syntax.prepositions[tree.low[place]][1]:
            return False
        before = tree.low[place - 1] if place else ""
        return before not in self.syntax.gerund_markers and tree.verb_form(place) in ("Part", "Ger", "")

    def _tagged_verb(self, place: int, found: tuple[VerbReading, ...]) -> VerbReading | None:
        tree, shape = self.tree, self.tree.verb_form(place)
        wanted = FORMS.get(shape, "")
        if place + 1 < len(tree) and tree.low[place + 1] in self.syntax.inverted:
            wanted = "finite"
        word = tree.low[place]
        if wanted == "participle" and any(reading.form == "gerund" for reading in found):
            wanted = "gerund"
        if wanted == "participle" and any(reading.form == "finite" for reading in found) and self._has_subject(place):
            wanted = "finite"
        if wanted == "finite" and self._agent_follows(place) and any(reading.form == "participle" for reading in found):
            wanted = "participle"
        if tree.role[place] == "adjective" and wanted in ("participle", "gerund"):
            return None
        same = [reading for reading in found if reading.form == wanted] or list(found)
        if same:
            return self._spacy_tense(place, self.chains.spacy_lemma(place, tuple(same), same[0]), same)
        if not word.isalpha() or not tree.text[place].islower():
            return None
        guess: VerbForm = {"Inf": "infinitive", "Part": "participle", "Ger": "gerund"}.get(shape, "finite")  # type: ignore[assignment]
        return VerbReading(tree.doc[place].lemma_.lower(), guess, "present" if guess == "finite" else "none")

    def _agent_follows(self, place: int) -> bool:
        """ "the strike carried out by …": what an agent follows is a participle, not a simple past."""
        tree, after = self.tree, place + 1
        while after < len(tree) and tree.role[after] == "particle":
            after += 1
        return self.tables.past_by_tagger and after < len(tree) and tree.low[after] in self.syntax.passive_agents

    def _has_subject(self, place: int) -> bool:
        """A participle with a subject of its own before it and no auxiliary is a simple past ("forces severed")."""
        tree = self.tree
        return any(kid < place and tree.role[kid] == "subject" for kid in tree.kids[place]) and not tree.kids_with(
            place, "auxiliary"
        )

    def _spacy_tense(self, place: int, reading: VerbReading, same: list[VerbReading]) -> VerbReading:
        """Among readings that differ in tense or mood ("dit", "hit"), the one that the tagger favours."""
        if reading.form != "finite" or len({(other.tense, other.mood) for other in same}) < 2:
            return reading
        morph = self.tree.doc[place].morph
        tense, mood = "".join(morph.get("Tense", [])), "".join(morph.get("Mood", []))
        if tense == "Past" and not self.tables.past_by_tagger:
            tense = ""
        if mood == "Sub" and not self._declared(place):
            mood = ""
        fitting = [
            other
            for other in same
            if other.lemma == reading.lemma
            and (not tense or other.tense == TENSES.get(tense))
            and (not mood or other.mood == MOODS.get(mood, other.mood))
        ]
        return fitting[0] if fitting else reading

    def _declared(self, place: int) -> bool:
        """A "que" stands before: without one there is no subjunctive."""
        before = self.tree.plain[max(0, place - 20) : place]
        return not self.syntax.declaratives.isdisjoint(before)

    def _stands_as_finite(self, place: int, reading: VerbReading) -> bool:
        """A word not tagged as a verb is one after a subject pronoun, "ne" or a reflexive, or before "-t-il"."""
        tree, syntax = self.tree, self.syntax
        before = tree.low[place - 1] if place else ""
        after = tree.low[place + 1] if place + 1 < len(tree) else ""
        if after in syntax.inverted:
            return True
        if before in syntax.negators and before not in syntax.insertable:
            return True
        if before in syntax.reflexives and reading.person == 3 and tree.pos[place - 1] == "PRON":
            return True
        return (
            before in syntax.nominative
            and tree.pos[place - 1] == "PRON"
            and reading.person in (0, 3)
            and before not in syntax.clitics
        )
