"""To whom and with whom: object and obliques of each clause, from the parse where it is plausible, else by position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recoupe.languages.clauses.draft import Draft
from recoupe.languages.clauses.phrases import PhraseReader
from recoupe.languages.clauses.syntax import Syntax
from recoupe.languages.clauses.tree import NOMINAL, Tree, past_adverbials
from recoupe.languages.verbs_tables import VerbTables
from recoupe.records.clauses import Phrase

OBLIQUE_ROLES = frozenset({"oblique", "indirect", "nominal", "object", "temporal", "subject", "attribute"})


class RoleReader:
    """Fills objects and obliques of the drafts of one doc."""

    def __init__(
        self, tree: Tree, syntax: Syntax, tables: VerbTables, phrases: PhraseReader, drafts: Sequence[Draft]
    ) -> None:
        self.tree, self.syntax, self.tables, self.phrases, self.drafts = tree, syntax, tables, phrases, drafts
        self.opened = {found[0]: after for after, found in phrases.prepositions.items()}
        clauses = [draft for draft in drafts if draft.own_subject and draft.group.form == "finite"]
        subjects = [draft.subject for draft in clauses if draft.subject is not None and draft.link != "relative"]
        self.subjects = {subject.head for subject in subjects}
        self.subject_starts = sorted(subject.start for subject in subjects)
        self.groups = {place for draft in drafts for place in range(draft.group.start, draft.group.end)}

    def read(self) -> None:
        """Object first, then obliques, clause by clause."""
        for draft in self.drafts:
            if draft.group.voice != "passive":
                self._object(draft)
            self._obliques(draft)

    # -- object ------------------------------------------------------------------------------------------------

    def _object(self, draft: Draft) -> None:
        subject = draft.subject
        clitic = next((at for at in draft.group.clitics if self.tree.low[at] in self.syntax.accusative_clitics), None)
        if clitic is not None:
            draft.object = Phrase(head=clitic, start=clitic, end=clitic + 1)
            return
        if subject is not None and draft.own_subject and subject.head > draft.group.head and not draft.group.inverted:
            self._relative_object(draft)
            return
        head = subject.head if subject is not None and draft.own_subject else None
        for kid in draft.kids:
            if self._object_role(kid) and kid != head and self._can_be_object(kid):
                self._take_object(draft, kid)
                if draft.object is not None:
                    return
        self._object_by_position(draft, head)

    def _relative_object(self, draft: Draft) -> None:
        """ "le rapport que publie l'ONU": with the subject behind the verb, only the relative can be the object."""
        for kid in draft.kids:
            if self.tree.low[kid] in self.syntax.relatives and self._object_role(kid):
                self._take_object(draft, kid)
                return

    def _object_role(self, kid: int) -> bool:
        """Object or predicate; the adjective of "s'est dit prêt" is labelled as a complement."""
        role = self.tree.role[kid]
        return role in ("object", "attribute") or (role == "complement" and self.tree.pos[kid] == "ADJ")

    def _take_object(self, draft: Draft, kid: int) -> None:
        if self.tree.low[kid] in self.syntax.relatives:
            antecedent = self._antecedent(draft, kid)
            if antecedent is not None:
                draft.object = replace(self.phrases.phrase(antecedent), preposition=None)
            return
        phrase = self._partitive(self.phrases.phrase(kid))
        if phrase.preposition is None and self._reachable(draft, kid):
            draft.object = phrase

    def _antecedent(self, draft: Draft, pronoun: int) -> int | None:
        """What an object relative stands for; None for a "que" that only looks like one."""
        if pronoun in self.tree.fixed or draft.link != "relative":
            return None
        for verb in draft.group.verbs:
            above = self.tree.head[verb]
            if above < pronoun and self.tree.pos[above] in NOMINAL and above not in self.phrases.verbs:
                return above
        return self.phrases.before(pronoun, draft.sentence[0])

    def _object_by_position(self, draft: Draft, subject: int | None) -> None:
        """The noun phrase right after the verb, if nothing else claims it."""
        tree, place = self.tree, self._past_adverbials(draft)
        if place >= draft.sentence[1]:
            return
        if tree.low[place] in self.syntax.partitives:
            self._partitive_object(draft, place)
        elif tree.pos[place] in ("DET", "NUM", "PROPN", "ADJ", "NOUN"):
            head = self.phrases.starts_at(place)
            if head is None or head == subject or not self._can_be_object(head) or tree.role[head] == "subject":
                return
            phrase = self.phrases.phrase(head)
            if phrase.preposition is None and phrase.start <= place + 1:
                draft.object = phrase

    def _partitive_object(self, draft: Draft, place: int) -> None:
        if self._takes_genitive(draft):
            return
        head = self.phrases.starts_at(place + 1) if place + 1 < len(self.tree) else None
        if head is not None and self._can_be_object(head):
            draft.object = self._partitive(self.phrases.phrase(head))

    def _partitive(self, phrase: Phrase) -> Phrase:
        """ "des camions" as an object is no prepositional phrase: its "des" is an article."""
        opening = self.phrases.prepositions.get(phrase.start, (phrase.start, ""))[0]
        if phrase.preposition is not None and self.tree.low[opening] in self.syntax.partitives:
            return replace(phrase, start=opening, preposition=None)
        return phrase

    def _takes_genitive(self, draft: Draft) -> bool:
        return draft.group.lemma in self.tables.genitive_verbs or draft.group.voice != "active"

    def _can_be_object(self, kid: int) -> bool:
        if kid in self.phrases.verbs:
            return False
        return self.tree.low[kid] not in self.syntax.time_nouns or self._measured(kid)

    def _measured(self, kid: int) -> bool:
        """ "dix ans de prison": a time that measures something is an object."""
        return any(
            self.tree.role[sub] == "nominal"
            and self.tree.pos[sub] == "NOUN"
            and self.phrases.base(sub).preposition in self.syntax.genitives
            and self.tree.low[sub] not in self.syntax.time_nouns
            for sub in self.tree.kids[kid]
        )

    def _reachable(self, draft: Draft, kid: int) -> bool:
        """No clause that is not under this one stands between the verb and a word after it."""
        here = draft.group.head
        return not any(
            here < other.group.head < kid
            and (other.link == "parenthesis" or (other.group.form == "finite" and not other.under(draft)))
            for other in self.drafts
        )

    def _past_adverbials(self, draft: Draft) -> int:
        return past_adverbials(self.tree, self.syntax, draft.group.end, draft.sentence[1])

    # -- obliques ----------------------------------------------------------------------------------------------

    def _obliques(self, draft: Draft) -> None:
        taken = draft.object.head if draft.object else None
        for kid in draft.kids:
            if kid in self.groups or kid == taken or kid in self.subjects or not self._reachable(draft, kid):
                continue
            if self.phrases.time_like(kid):
                self._oblique_under(draft, kid)
            self._oblique(draft, kid)
        for at in draft.group.clitics:
            if self.tree.low[at] in self.syntax.dative_clitics:
                draft.obliques.append(Phrase(head=at, start=at, end=at + 1, preposition=self.syntax.dative))
        self._oblique_by_position(draft)
        if draft.object is not None:
            self._oblique_under(draft, draft.object.head)
        self._promote_partitive(draft)
        draft.obliques = _apart(draft.obliques)

    def _oblique(self, draft: Draft, kid: int) -> None:
        tree, role = self.tree, self.tree.role[kid]
        addressee = self.syntax.dative
        if kid < draft.group.head and tree.pos[kid] == "PRON" and tree.low[kid] in self.syntax.clitics:
            return
        if role == "indirect" and tree.pos[kid] == "PRON" and kid < draft.group.head:
            draft.obliques.append(Phrase(head=kid, start=kid, end=kid + 1, preposition=addressee))
        elif role in OBLIQUE_ROLES and tree.pos[kid] in NOMINAL:
            phrase = self.phrases.phrase(kid)
            if phrase.preposition is not None:
                draft.obliques.append(self._clip(phrase))
            elif role == "indirect":
                draft.obliques.append(replace(phrase, preposition=addressee))

    def _clip(self, phrase: Phrase) -> Phrase:
        """A phrase that the parse draws over the subject behind it ends before that subject."""
        for start in self.subject_starts:
            if phrase.head < start < phrase.end:
                end = start
                while end > phrase.head + 1 and self.tree.pos[end - 1] in ("PUNCT", "SPACE", "CCONJ"):
                    end -= 1
                return replace(phrase, end=end)
        return phrase

    def _oblique_under(self, draft: Draft, noun: int) -> None:
        """What the parse hangs on a noun though it may as well belong to the verb: all but its genitive."""
        taken = {phrase.head for phrase in draft.obliques}
        for kid in self.tree.kids[noun]:
            if (
                self.tree.role[kid] in ("nominal", "oblique")
                and kid > noun
                and kid not in taken
                and kid not in self.groups
            ):
                phrase = self.phrases.phrase(kid)
                if phrase.preposition is not None and phrase.preposition not in self.syntax.genitives:
                    draft.obliques.append(phrase)

    def _oblique_by_position(self, draft: Draft) -> None:
        """The prepositional phrase right after the verb, whatever the parse hangs it on."""
        opened = self.opened.get(self._past_adverbials(draft))
        if opened is None or opened >= draft.sentence[1]:
            return
        head = self.phrases.starts_at(opened)
        known = {phrase.head for phrase in (draft.object, *draft.obliques) if phrase is not None}
        if head is not None and head not in self.groups and head not in known:
            phrase = self.phrases.phrase(head)
            if phrase.preposition is None:
                text = self.phrases.prepositions[opened][1]
                phrase = replace(phrase, start=min(opened, head), preposition=text)
            draft.obliques.append(self._clip(phrase))

    def _promote_partitive(self, draft: Draft) -> None:
        """ "a proposé à Washington des discussions": "des" opens the object of a verb that takes no "de"."""
        if draft.object is not None or draft.group.voice != "active" or self._takes_genitive(draft):
            return
        for phrase in draft.obliques:
            plain = self._partitive(phrase)
            if plain is not phrase and phrase.head > draft.group.head and self.tree.low[plain.start].endswith("s"):
                draft.object = plain
                draft.obliques.remove(phrase)
                return


def _apart(phrases: list[Phrase]) -> list[Phrase]:
    """The phrases in the order of the text, each place once: one that opens where another does is the same."""
    kept: dict[int, Phrase] = {}
    for phrase in sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end)):
        kept.setdefault(phrase.start, phrase)
    return list(kept.values())
