"""The stretch that a verb governs: from "que", "de", "à", "si", "that", "to" to the end of what is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recoupe.languages.clauses.draft import Draft
from recoupe.languages.clauses.syntax import Syntax, match_phrase
from recoupe.languages.clauses.tree import Tree
from recoupe.languages.verbs_tables import VerbTables

FARTHEST_CONNECTIVE = 40  # tokens from the verb: an addressee and an aside may stand between
HARD_ENDS = frozenset({".", "!", "?", "…", ";"})


class ComplementReader:
    """Sets the complement ranges of the drafts of one sentence."""

    def __init__(self, tree: Tree, syntax: Syntax, tables: VerbTables, drafts: Sequence[Draft]) -> None:
        self.tree, self.syntax, self.governing = tree, syntax, tables.infinitive_governors
        self.drafts = drafts
        self.starts: Mapping[int, Draft] = {draft.group.start: draft for draft in drafts}
        self.clause_starts: dict[int, list[Draft]] = {}
        for draft in drafts:
            for place in {self._clause_start(draft), draft.group.start}:
                self.clause_starts.setdefault(place, []).append(draft)

    def _clause_start(self, draft: Draft) -> int:
        """Where a clause begins: at its own subject, if that stands before the verb with no other verb between."""
        subject, start = draft.subject, draft.group.start
        if not draft.own_subject or subject is None or subject.start >= start:
            return start
        between = any(
            subject.start < other.group.start < start and other.group.form == "finite" for other in self.drafts
        )
        return start if between else subject.start

    def read(self) -> None:
        """Find the complement of every clause that has one."""
        for draft in self.drafts:
            governed = next(
                (
                    other
                    for other in self.drafts
                    if other.above is draft and other.link == "complement" and other.group.head > draft.group.head
                ),
                None,
            )
            connective = self._connective(draft, governed)
            if connective is not None:
                end = self._end(draft, connective)
                if end > connective + 1:
                    draft.complement = (connective, end)

    def _connective(self, draft: Draft, governed: Draft | None) -> int | None:
        """The word that opens the complement: the parse's mark, or the nearest fitting word after the verb."""
        near = self._next_connective(draft)
        if governed is None:
            return near
        for place in range(governed.group.start - 1, draft.group.end - 1, -1):
            if self._opens(place) and (self.tree.head[place] in governed.group.verbs or place == near):
                return min(place, near) if near is not None else place
        if near is not None and near <= governed.group.start:
            return near
        if governed.group.form == "finite":
            return self._bare_start(draft, governed)
        between = range(draft.group.end, governed.group.start)
        close = all(self.tree.pos[at] in ("ADV", "SPACE", "PART", "PRON") for at in between)
        return governed.group.start if close else None

    def _bare_start(self, draft: Draft, governed: Draft) -> int | None:
        """Where a clause without connective begins ("said these shootings took place"): only right behind its verb."""
        if not self.syntax.bare_complements or governed.subject is None or not governed.own_subject:
            return None
        start = min([governed.subject.start, *(phrase.start for phrase in governed.obliques)])
        return start if draft.group.end <= start < governed.group.start else None

    def _next_connective(self, draft: Draft) -> int | None:
        tree, syntax = self.tree, self.syntax
        for place in range(draft.group.end, min(draft.sentence[1], draft.group.end + FARTHEST_CONNECTIVE)):
            word = tree.plain[place]
            started = self.starts.get(place)
            if (started is not None and started.group.form == "finite") or tree.low[place] in HARD_ENDS or word == ":":
                return None
            if self._joined(place):
                return None
            if match_phrase(syntax.declarative_phrases, tree.plain, place)[0]:
                return place
            if word in syntax.declaratives and self._declares(place, draft):
                return place
            if word in syntax.infinitive_markers and place not in tree.fixed and self._infinitive_after(place):
                return place if self._governs(place, draft) else None
            if started is not None and place > draft.group.end:
                return None
        return None

    def _joined(self, place: int) -> bool:
        """ "et que": goes on with the complement of a verb farther up."""
        return (
            self.tree.plain[place] in self.syntax.declaratives and self.tree.low[place - 1] in self.syntax.coordinators
        )

    def _opens(self, place: int) -> bool:
        word = self.tree.plain[place]
        return (
            word in self.syntax.declaratives
            or word in self.governing
            or word in self.syntax.interrogatives
            or self.tree.low[place] in self.syntax.interrogatives
        )

    def _declares(self, place: int, draft: Draft) -> bool:
        """ "que" is a conjunction right after the verb, or where the tagger says so."""
        tree = self.tree
        if place in tree.fixed or draft.restricted:
            return False
        if tree.pos[place] == "SCONJ":
            return True
        return (
            all(tree.pos[at] in ("ADV", "SPACE") for at in range(draft.group.end, place)) and tree.pos[place] != "DET"
        )

    def _infinitive_after(self, place: int) -> Draft | None:
        for at in range(place + 1, min(place + 6, len(self.tree))):
            started = self.starts.get(at)
            if started is not None:
                return started if started.group.form == "infinitive" else None
            if self.tree.pos[at] not in ("PRON", "ADV", "PART", "SPACE"):
                return None
        return None

    def _governs(self, place: int, draft: Draft) -> bool:
        """An infinitive belongs to this verb if the parse says so, or if it stands right behind it."""
        governed = self._infinitive_after(place)
        if governed is not None and governed.above is draft and governed.link == "complement":
            return True
        return all(self.tree.pos[at] in ("ADV", "SPACE") for at in range(draft.group.end, place))

    def _end(self, draft: Draft, start: int) -> int:
        """The end of a complement that opens at `start`: before an aside of the outer clause, or the sentence's end."""
        tree, end = self.tree, draft.sentence[1]
        for place in range(start + 1, end):
            if self._stops(draft, start, place):
                end = place
                break
        while end > start and (
            tree.low[end - 1] in (",", ".", ";", ":", "!", "?", "…", "(", "-", "–", "—")
            or tree.pos[end - 1] == "SPACE"
            or tree.low[end - 1] in self.syntax.coordinators
            or tree.low[end - 1] in self.syntax.relatives
        ):
            end -= 1
        return end

    def _stops(self, draft: Draft, start: int, place: int) -> bool:
        tree = self.tree
        if tree.low[place] == ";" or (tree.low[place] in HARD_ENDS and self._same_depth(start, place)):
            return True
        if (
            tree.low[place] == ","
            and place + 1 < len(tree)
            and match_phrase(self.syntax.attributions, tree.plain, place + 1)[0]
        ):
            return True
        others = self.clause_starts.get(place, ())
        return any(self._outside(draft, other, start, place) for other in others)

    def _outside(self, draft: Draft, other: Draft, start: int, place: int) -> bool:
        """A later clause that does not belong to what the verb governs."""
        if other is draft or other.group.form != "finite" or other.group.start <= start or other.link == "relative":
            return False
        if other.link == "parenthesis" or (draft.under(other) and self._same_depth(start, place)):
            return True
        if other.link == "coordination" and other.above is draft:
            return True
        subject = other.subject
        return other.own_subject and subject is not None and subject.head < draft.group.start

    def _same_depth(self, start: int, place: int) -> bool:
        """No quotation opened since `start` is still open: a stop here ends the sentence of the complement."""
        marks = [self.tree.low[at] for at in range(start, place)]
        plain = marks.count('"') % 2
        return plain == 0 and marks.count("«") <= marks.count("»") and marks.count("“") <= marks.count("”")
