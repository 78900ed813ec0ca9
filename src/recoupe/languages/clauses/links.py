"""How the clauses of a sentence hang together: which governs which, and by what link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from recoupe.languages.clauses.draft import Draft
from recoupe.languages.clauses.syntax import Syntax
from recoupe.languages.clauses.tree import Tree, past_adverbials
from recoupe.languages.verbs_tables import VerbTables
from recoupe.records.clauses import Link

LINKS: Mapping[str, Link] = MappingProxyType(
    {
        "complement": "complement",
        "clausal_subject": "complement",
        "relative": "relative",
        "participial": "relative",
        "adverbial": "adverbial",
        "coordination": "coordination",
        "parenthesis": "parenthesis",
        "attribute": "complement",
        "oblique": "adverbial",
        "nominal": "relative",
        "object": "complement",
        "subject": "complement",
        "apposition": "relative",
    }
)
CLOSING = frozenset({"»", "”", '"', "″"})


def link_clauses(tree: Tree, syntax: Syntax, tables: VerbTables, drafts: Sequence[Draft]) -> None:
    """Set `above`, `link` and `kids` of every draft."""
    owner = {place: draft for draft in drafts for place in range(draft.group.start, draft.group.end)}
    for draft in drafts:
        draft.kids = _kids(tree, draft)
        top = _top(tree, draft)
        draft.above, role = _governor(tree, owner, draft, top)
        draft.link = LINKS.get(role, "root") if draft.above else "root"
        if draft.link == "root" and draft.above is not None and draft.group.form != "finite":
            draft.link = "adverbial"
    for draft in drafts:
        if draft.link == "complement" and draft.group.form == "infinitive" and draft.group.start - 1 in tree.fixed:
            draft.link = "adverbial"  # "avant de partir", "au lieu de céder"
        _relative_by_pronoun(tree, syntax, draft, drafts)
    _object_relatives(tree, syntax, drafts)
    _share_auxiliaries(tree, syntax, drafts)
    _declared_by_position(tree, syntax, drafts)
    _governed_by_position(tree, tables, drafts)
    _put_reports_below(tree, tables, drafts)
    _finite_above(drafts)
    _break_cycles(drafts)


def _kids(tree: Tree, draft: Draft) -> list[int]:
    group = draft.group
    found = {kid for verb in group.verbs for kid in tree.kids[verb]}
    return sorted(kid for kid in found if kid not in group.verbs)


def _top(tree: Tree, draft: Draft) -> int:
    """The verb of the group whose head stands outside of it."""
    group = draft.group
    for verb in [group.head, *group.verbs]:
        above = tree.head[verb]
        if above == verb or not group.start <= above < group.end:
            return verb
    return group.head


def _governor(tree: Tree, owner: Mapping[int, Draft], draft: Draft, top: int) -> tuple[Draft | None, str]:
    """Climb from the top of a group to the next group; the role is that of the step out or of a clause on the way."""
    role = tree.role[top]
    place = top
    for _ in range(60):
        above = tree.head[place]
        if above == place:
            return None, role
        found = owner.get(above)
        if found is not None and found is not draft:
            return found, role
        if role == "coordination" and tree.role[above] not in ("root", "coordination"):
            role = tree.role[above]
        place = above
    return None, role


def mark_reports(tree: Tree, drafts: Sequence[Draft]) -> None:
    """An inverted clause after a comma or quotation reports: ", a-t-il dit", "», indique le texte"."""
    for draft in drafts:
        group = draft.group
        before = _before(tree, group.start, draft.sentence[0])
        if (
            before is None
            or group.form != "finite"
            or not (tree.low[before] in CLOSING or tree.low[before] in ",!?…-–—")
        ):
            continue
        if group.inverted is not None or (draft.subject is not None and draft.subject.head > group.head):
            draft.link = "parenthesis"


def _relative_by_pronoun(tree: Tree, syntax: Syntax, draft: Draft, drafts: Sequence[Draft]) -> None:
    """A finite clause that opens with a subject relative is a relative, whatever the parse hangs it on."""
    group = draft.group
    before = group.start - 1
    while before > draft.sentence[0] and (before in group.clitics or tree.pos[before] in ("ADV", "SPACE")):
        before -= 1
    if group.form != "finite" or draft.link == "relative" or before <= draft.sentence[0]:
        return
    if (
        tree.low[before] not in syntax.subject_relatives
        or tree.low[before] in syntax.declaratives
        or tree.pos[before] != "PRON"
    ):
        return
    if tree.low[before - 1] in syntax.determiners or tree.pos[before - 1] in ("ADP", "VERB", "AUX"):
        return
    nearest = [
        other
        for other in drafts
        if other.sentence == draft.sentence and other.group.head < before and not other.under(draft)
    ]
    if nearest or draft.above is None:
        draft.above, draft.link = (nearest[-1] if nearest else None), "relative"


def _governed_by_position(tree: Tree, tables: VerbTables, drafts: Sequence[Draft]) -> None:
    """An infinitive right behind a verb, or behind one that is known to take it, is governed by it."""
    for position, second in enumerate(drafts):
        if second.group.form not in ("infinitive", "gerund") or position == 0:
            continue
        first = drafts[position - 1]
        if first.sentence != second.sentence or (second.above is first and second.link == "complement"):
            continue
        marker = _marker(tree, tables, second)
        between = range(first.group.end, second.group.start if marker is None else marker)
        bare = all(tree.pos[at] in ("ADV", "SPACE") for at in between)
        if (bare and second.group.form == "infinitive" and _close(tree, second, marker)) or (
            marker is not None and _takes(tree, tables, first, marker, between)
        ):
            _govern(first, second)


def _put_reports_below(tree: Tree, tables: VerbTables, drafts: Sequence[Draft]) -> None:
    """ "X was hit, a monitor said": the reporting clause is the parenthesis, what it reports the root."""
    for draft in drafts:
        above = draft.above
        if above is None or draft.link != "complement" or draft.group.form != "finite" or above.group.form != "finite":
            continue
        if (
            draft.group.head > above.group.head
            or draft.sentence != above.sentence
            or above.group.lemma not in tables.reporting
        ):
            continue
        if any(tree.role[kid] == "mark" for kid in draft.kids):
            continue
        draft.above, draft.link = above.above, above.link
        above.above, above.link = draft, "parenthesis"


def _object_relatives(tree: Tree, syntax: Syntax, drafts: Sequence[Draft]) -> None:
    """ "Le rapport que publie l'ONU accable …": "que" behind the noun that opens the sentence begins a relative."""
    for position, draft in enumerate(drafts):
        opener = _object_relative(tree, syntax, draft)
        if opener is None:
            continue
        first = next((one for one in drafts if one.sentence == draft.sentence and one.group.form == "finite"), None)
        if first is not draft:
            continue
        matrix = next(
            (one for one in drafts[position + 1 :] if one.group.form == "finite" and one.sentence == draft.sentence),
            None,
        )
        if matrix is None:
            continue
        if matrix.under(draft):
            matrix.above, matrix.link = draft.above, "root"
        draft.above, draft.link = matrix, "relative"


def _object_relative(tree: Tree, syntax: Syntax, draft: Draft) -> int | None:
    """The object relative that opens a finite clause right behind a noun."""
    if draft.group.form != "finite" or draft.link == "relative":
        return None
    for at in range(draft.group.start - 1, max(draft.sentence[0], draft.group.start - 8), -1):
        if tree.low[at] in syntax.object_relatives and at not in tree.fixed:
            return at if tree.pos[at - 1] in ("NOUN", "PROPN", "PRON") else None
        if tree.pos[at] == "PUNCT":
            return None
    return None


def _share_auxiliaries(tree: Tree, syntax: Syntax, drafts: Sequence[Draft]) -> None:
    """ "a dispersé la foule et arrêté trois hommes": the second participle shares the auxiliary of the first."""
    previous: Draft | None = None
    for draft in drafts:
        if draft.group.form == "finite":
            previous = draft if len(draft.group.verbs) > 1 and not draft.group.modal else None
        elif draft.group.form == "participle" and previous is not None and previous.sentence == draft.sentence:
            before = draft.group.start - 1
            while before > previous.group.head and tree.pos[before] == "ADV":
                before -= 1
            if tree.low[before] in syntax.coordinators and (draft.above is previous or before == previous.group.end):
                draft.group.share(previous.group)
                draft.above, draft.link = previous, "coordination"


def _finite_above(drafts: Sequence[Draft]) -> None:
    """A gerund or participle that the parse makes the root stands below the finite verb of its sentence."""
    for draft in drafts:
        above = draft.above
        if (
            above is not None
            and draft.group.form == "finite"
            and above.group.form in ("gerund", "participle")
            and above.above is None
            and draft.link not in ("complement", "relative")
        ):
            draft.above, draft.link = None, "root"
            above.above, above.link = draft, "adverbial"


def _marker(tree: Tree, tables: VerbTables, draft: Draft) -> int | None:
    """The "de", "à", "to" before an infinitive, the "of", "from" before a gerund."""
    at = draft.group.start - 1
    while at > draft.sentence[0] and (at in draft.group.clitics or tree.pos[at] in ("ADV", "SPACE")):
        at -= 1
    if at < draft.sentence[0] or at in tree.fixed:
        return None
    return at if tree.plain[at] in tables.infinitive_governors else None


def _close(tree: Tree, draft: Draft, marker: int | None) -> bool:
    return marker is not None or (draft.group.start > 0 and tree.pos[draft.group.start - 1] != "PUNCT")


def _takes(tree: Tree, tables: VerbTables, first: Draft, marker: int, between: range) -> bool:
    """The verb is known to take this infinitive, and no noun nor mark that would break the bond stands between."""
    if first.group.lemma not in tables.infinitive_governors.get(tree.plain[marker], ()):
        return False
    return not any(tree.low[at] in tables.infinitive_nouns or tree.low[at] in (";", ":", ".") for at in between)


def _govern(first: Draft, second: Draft) -> None:
    if first.under(second):
        first.above, first.link = second.above, second.link
    second.above, second.link = first, "complement"


def _declared_by_position(tree: Tree, syntax: Syntax, drafts: Sequence[Draft]) -> None:
    """A clause behind verb + "que" is governed by that verb, even over a day: "a révélé mercredi que"."""
    for position, first in enumerate(drafts):
        at = past_adverbials(tree, syntax, first.group.end, first.sentence[1])
        if (
            at >= first.sentence[1]
            or tree.plain[at] not in syntax.declaratives
            or at in tree.fixed
            or tree.pos[at] == "DET"
        ):
            continue
        if first.restricted:
            continue
        second = next(
            (other for other in drafts[position + 1 :] if other.group.form == "finite" and other.group.start > at), None
        )
        if (
            second is not None
            and second.sentence == first.sentence
            and second.link == "relative"
            and second.kids_hold(at)
        ):
            _govern(first, second)
            tree.pos[at], tree.role[at] = "SCONJ", "mark"


def _before(tree: Tree, place: int, floor: int) -> int | None:
    at = place - 1
    while at >= floor and tree.pos[at] == "SPACE":
        at -= 1
    return at if at >= floor else None


def _break_cycles(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        seen, above = {id(draft)}, draft.above
        while above is not None:
            if id(above) in seen:
                draft.above, draft.link = None, "root"
                break
            seen.add(id(above))
            above = above.above
