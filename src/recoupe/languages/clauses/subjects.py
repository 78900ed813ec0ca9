"""Who does it: the subject of each clause, from the parse where it is plausible, else by position, else inherited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recoupe.languages.clauses.draft import Draft
from recoupe.languages.clauses.links import CLOSING
from recoupe.languages.clauses.phrases import PhraseReader
from recoupe.languages.clauses.syntax import Syntax
from recoupe.languages.clauses.tree import NOMINAL, Tree, past_adverbials
from recoupe.languages.verbs_tables import VerbTables
from recoupe.records.clauses import Phrase

HARD_MARKS = frozenset({".", "!", "?", ";", ":", "…"})

BLOCKED = -1  # the noun belongs to a clause that is complete: nothing left of it can be the subject either


class SubjectReader:
    """Fills the subjects of the drafts of one doc."""

    def __init__(
        self, tree: Tree, syntax: Syntax, tables: VerbTables, phrases: PhraseReader, drafts: Sequence[Draft]
    ) -> None:
        self.tree, self.syntax, self.tables, self.phrases, self.drafts = tree, syntax, tables, phrases, drafts
        self.finite = [draft for draft in drafts if draft.group.form == "finite"]
        self.ends = {draft.group.end: draft for draft in drafts}
        self.antecedents: set[int] = set()  # heads that a relative pronoun stands for
        self.taken: dict[int, Draft] = {}  # heads that are the subject of a clause already

    def read_own(self) -> None:
        """The subjects that stand in the clauses themselves, from left to right."""
        for draft in self.drafts:
            head = self._own(draft)
            if head is not None:
                draft.subject = replace(self.phrases.phrase(head), preposition=None)
                draft.own_subject = True
                if self.tree.low[draft.subject.start] in self.syntax.negative_quantifiers:
                    draft.group.negated = True
                if (
                    draft.group.form == "finite"
                    and head not in self.antecedents
                    and (draft.link != "relative" or head > draft.group.head)
                ):
                    self.taken.setdefault(head, draft)

    def read_inherited(self) -> None:
        """The subjects that come from the clause above: coordination, control, gerunds; objects must be known."""
        done: set[int] = set()
        for draft in self.drafts:
            self._inherit(draft, done)

    def _own(self, draft: Draft) -> int | None:
        group = draft.group
        if group.form != "finite":
            return self._of_nonfinite(draft)
        if group.inverted is not None:
            return group.inverted
        head = self._pronoun(draft)
        if head is None:
            head = self._after_relative(draft)
        if head is None:
            head = self._parsed(draft)
        if head is None and not self._elided(draft):
            head = self._by_position(draft)
        return head

    def _of_nonfinite(self, draft: Draft) -> int | None:
        """An own subject before it ("les négociations ayant échoué", "fighters killing"), else the noun it modifies."""
        for kid in draft.kids:
            if self.tree.role[kid] == "subject" and kid < draft.group.start and self._plausible(kid, draft):
                return kid
        return None if draft.group.form == "infinitive" else self._noun_above(draft)

    def _elided(self, draft: Draft) -> bool:
        """A coordinated verb right after "et", "mais", "," has the subject of the one before."""
        before = self._before(draft)
        if draft.link != "coordination" or before is None:
            return False
        return self.tree.low[before] in self.syntax.coordinators or self.tree.low[before] == ","

    def _before(self, draft: Draft) -> int | None:
        """The token before the verb group, adverbs, clitics and set adverbials passed over."""
        tree, place = self.tree, draft.group.start - 1
        while place >= draft.sentence[0] and (
            place in draft.group.clitics
            or (tree.pos[place] in ("ADV", "SPACE") and tree.low[place] not in self.syntax.relatives)
        ):
            place -= 1
        return place if place >= draft.sentence[0] else None

    # -- pronouns ----------------------------------------------------------------------------------------------

    def _pronoun(self, draft: Draft) -> int | None:
        """The subject pronoun right before the group; a relative pronoun stands for its antecedent."""
        tree, place = self.tree, self._before(draft)
        if (
            place is None
            or tree.low[place] not in self.syntax.nominative
            or tree.pos[place] not in ("PRON", "SCONJ", "DET")
        ):
            return None
        if tree.low[place] in self.syntax.subject_relatives:
            found = self._antecedent(draft, place)
            if found is not None:
                self.antecedents.add(found)
            return found
        return place if tree.pos[place] == "PRON" else None

    def _antecedent(self, draft: Draft, pronoun: int) -> int | None:
        tree = self.tree
        if tree.role[pronoun] == "mark" or (
            tree.low[pronoun] in self.syntax.declaratives and tree.pos[pronoun] == "SCONJ"
        ):
            return None
        if pronoun > draft.sentence[0] and tree.pos[pronoun - 1] == "PRON":  # "ce qui", "celui qui", "those who"
            return pronoun - 1
        for verb in [draft.group.head, *draft.group.verbs]:
            above = tree.head[verb]
            if (
                tree.role[verb] == "relative"
                and above < pronoun
                and tree.pos[above] in NOMINAL
                and above not in self.phrases.verbs
            ):
                return above
        found = self.phrases.before(pronoun, draft.sentence[0])
        return found if found is not None else pronoun

    def _after_relative(self, draft: Draft) -> int | None:
        """ "que doit engager la Grèce": after an object relative, the subject may follow its verb."""
        tree, before = self.tree, self._before(draft)
        if before is None or tree.low[before] not in self.syntax.object_relatives or before in tree.fixed:
            return None
        right = self.phrases.starts_at(draft.group.end) if draft.group.end < draft.sentence[1] else None
        return right if right is not None and right < draft.sentence[1] else None

    # -- the parse ---------------------------------------------------------------------------------------------

    def _parsed(self, draft: Draft) -> int | None:
        tree, group = self.tree, draft.group
        found = [kid for kid in draft.kids if tree.role[kid] == "subject" and self._plausible(kid, draft)]
        found += [
            kid for kid in draft.kids if tree.role[kid] == "expletive" and tree.low[kid] in self.syntax.nominative
        ]
        left = [kid for kid in found if kid < group.head]
        return left[-1] if left else found[0] if found else None

    def _plausible(self, kid: int, draft: Draft) -> bool:
        tree = self.tree
        if kid in self.phrases.verbs or kid in tree.fixed or not draft.sentence[0] <= kid < draft.sentence[1]:
            return False
        if (tree.low[kid] in self.syntax.time_nouns and kid > draft.group.head) or kid in draft.group.clitics:
            return False
        if kid in self.taken or self.phrases.phrase(kid).preposition is not None:
            return False
        if kid > draft.group.head:
            return True
        return not self._cut_off(kid, draft)

    def _cut_off(self, kid: int, draft: Draft) -> bool:
        """Another clause opens between the noun and the verb, or the noun stands inside a relative that is over."""
        opened = self._opener(draft.group.start, kid)
        if opened is not None and not self._finite_between(opened, draft.group.start):
            return True
        holder = self._holder(kid, draft.sentence[0])
        return holder is not None

    def _holder(self, noun: int, floor: int) -> int | None:
        """Where the relative or non-finite clause opens whose object a noun must be, right behind its verb."""
        tree, start = self.tree, self.phrases.phrase(noun).start
        at = start - 1
        while at > floor and (
            (tree.pos[at] in ("ADV", "SPACE", "ADP") and tree.low[at] not in self.syntax.interrogatives)
            or tree.low[at] in self.syntax.partitives
        ):
            at -= 1
        other = self.ends.get(at + 1)
        if other is None or other.group.head >= noun or other.group.start < floor:
            return None
        if other.group.form == "finite":
            return self._finite_holder(other, floor)
        return other.group.start if other.link != "coordination" else None

    def _finite_holder(self, other: Draft, floor: int) -> int | None:
        """A noun behind a finite verb is its object, unless the language leaves "that" out behind a reporting verb."""
        opener = self._opener(other.group.start, floor)
        if opener is not None and self._relative(opener) and not self._finite_between(opener, other.group.start):
            return opener
        return None if self.syntax.bare_complements else BLOCKED

    def _opener(self, place: int, floor: int) -> int | None:
        """The nearest word left of `place` that opens a clause."""
        tree, syntax = self.tree, self.syntax
        for at in range(place - 1, floor, -1):
            word = tree.plain[at]
            if word in HARD_MARKS:
                return None
            if word in syntax.declaratives or (tree.low[at] in syntax.relatives and tree.pos[at] in ("PRON", "SCONJ")):
                return at
        return None

    def _relative(self, place: int) -> bool:
        """A relative pronoun, not the conjunction that looks like one."""
        tree, syntax = self.tree, self.syntax
        if tree.low[place] not in syntax.relatives:
            return False
        if tree.low[place] not in syntax.declaratives or (tree.pos[place] != "SCONJ" and tree.role[place] != "mark"):
            return True
        opened = next((draft for draft in self.finite if draft.group.head > place), None)
        return opened is not None and opened.link == "relative"

    def _finite_between(self, start: int, end: int) -> bool:
        return any(start < draft.group.head < end for draft in self.finite)

    # -- position ----------------------------------------------------------------------------------------------

    def _by_position(self, draft: Draft) -> int | None:
        """Right of the verb in a reporting clause; else left of it, over relatives and insertions."""
        group, before = draft.group, self._before(draft)
        left = self._left(draft)
        if group.modal is not None or group.voice == "passive":
            return left
        if before is None or not self._may_report(draft, before):
            return left if left is not None else self._behind(draft, before)
        right = self._right(draft)
        if right is None:
            return left
        after = self.phrases.phrase(right).end
        if group.lemma not in self.tables.reporting and left is not None:
            return left
        if self._after_quotation(draft, before):
            return right
        closed = after >= draft.sentence[1] or self.tree.pos[after] in ("PUNCT", "SPACE")
        return right if left is None or closed else left

    def _after_quotation(self, draft: Draft, before: int) -> bool:
        """The verb stands right behind a closing quotation mark, a comma let pass."""
        at = before - 1 if self.tree.low[before] == "," else before
        return at >= draft.sentence[0] and self.tree.low[at] in CLOSING

    def _right(self, draft: Draft) -> int | None:
        """The noun phrase right behind the verb, an adverb or a day passed over."""
        place = past_adverbials(self.tree, self.syntax, draft.group.end, draft.sentence[1])
        right = self.phrases.starts_at(place) if place < draft.sentence[1] else None
        return right if right is not None and right < draft.sentence[1] else None

    def _behind(self, draft: Draft, before: int | None) -> int | None:
        """ "à Pékin se tient le congrès": a verb in the third person without a noun before has its subject behind."""
        reading, right = draft.group.reading, self._right(draft)
        if right is None or before is None or reading.person not in (0, 3) or not self.syntax.subject_may_follow:
            return None
        number = self.tree.doc[right].morph.get("Number", [])
        if reading.plural is None or (number and ("Plur" in number) != reading.plural):
            return None
        opened = self.tree.low[before] == "," or self.tree.pos[before] in ("NOUN", "PROPN", "NUM")
        return right if opened or draft.group.voice == "pronominal" else None

    def _may_report(self, draft: Draft, before: int) -> bool:
        """After a quotation, or after the comma that closes a whole clause, the subject may follow its verb."""
        tree = self.tree
        if self._after_quotation(draft, before):
            return True
        return tree.low[before] == "," and any(
            other.group.start < before
            and other.above is not draft
            and other.link not in ("relative", "adverbial")
            and other.sentence == draft.sentence
            for other in self.finite
        )

    def _left(self, draft: Draft) -> int | None:
        """The nearest noun phrase on the left that no preposition opens and no other clause holds."""
        tree, floor, place = self.tree, draft.sentence[0], draft.group.start
        direct = True  # nothing but words between the phrase and the verb: no comma yet
        while place > floor:
            place -= 1
            if tree.low[place] in HARD_MARKS:
                return None
            if tree.low[place] == ")":
                place = self._bracket(place, floor)
            if tree.low[place] in (",", "»", '"', "”"):
                direct = False
            other = next((one for one in self.finite if one.group.start <= place < one.group.end), None)
            if other is not None:
                opener = self._opener(place, floor)
                if opener is None or not self._relative(opener):
                    return None
                place = min(place, opener)  # a wrong parse may open a clause behind its verb: always go left
                continue
            if tree.pos[place] in ("NOUN", "PROPN", "PRON") and place not in self.phrases.verbs and self._free(place):
                top = self.phrases.top(place, over_commas=not direct)
                holder = self._holder(top, floor) if top < draft.group.start else None
                if holder == BLOCKED:
                    return None
                if holder is not None:
                    place = min(place, holder)
                    continue
                if (
                    floor <= top < draft.group.start
                    and self._free(top)
                    and self.phrases.phrase(top).preposition is None
                ):
                    return top
        return None

    def _bracket(self, place: int, floor: int) -> int:
        """The bracket that opens what a closing bracket closes; the place itself if there is none."""
        for at in range(place - 1, max(floor, place - 12), -1):
            if self.tree.low[at] == "(":
                return at
        return place

    def _free(self, place: int) -> bool:
        tree = self.tree
        return (
            tree.low[place] not in self.syntax.time_nouns
            and place not in tree.fixed
            and place not in self.taken
            and tree.low[place] not in self.syntax.relatives
            and tree.low[place] not in self.syntax.clitics
        )

    def _noun_above(self, draft: Draft) -> int | None:
        """The noun that a participle or gerund modifies: "la coalition menée par …"."""
        tree, group = self.tree, draft.group
        for verb in [group.head, *group.verbs]:
            above = tree.head[verb]
            if (
                above not in self.phrases.verbs
                and tree.role[verb] in ("participial", "relative")
                and tree.pos[above] in NOMINAL
            ):
                return above
        return None

    # -- inheritance -------------------------------------------------------------------------------------------

    def _inherit(self, draft: Draft, done: set[int]) -> None:
        if id(draft) in done:
            return
        done.add(id(draft))
        above = draft.above
        if draft.subject is not None or above is None:
            return
        self._inherit(above, done)
        if (
            draft.group.form == "infinitive"
            and draft.link == "complement"
            and above.group.lemma in self.tables.object_control
        ):
            draft.subject = self._controller(above)
        elif draft.link in ("coordination", "adverbial") or draft.group.form != "finite":
            draft.subject = above.subject

    def _controller(self, above: Draft) -> Phrase | None:
        if above.group.voice == "passive":
            return above.subject
        if above.object is not None:
            return above.object
        addressed = [phrase for phrase in above.obliques if phrase.preposition in self.syntax.addressees]
        return replace(addressed[0], preposition=None) if addressed else None
