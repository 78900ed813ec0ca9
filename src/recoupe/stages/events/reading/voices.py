"""Passives in disguise: "X s'est vu refuser l'asile par Y" tells what is done to X."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recoupe.languages.triggers import Lexicon
from recoupe.records.clauses import Clause

REFLEXIVE = "se "  # how frames.yaml writes a pronominal verb: "se voir"


def with_passives(clauses: Sequence[Clause], low: Sequence[str], lexicon: Lexicon) -> list[Clause]:
    """The clauses, where a pronominal verb of `suffered_verbs` and the infinitive right behind it are one passive.

    Not where a trigger is written with both verbs: "se voir interdire".
    """
    verbs = {verb.removeprefix(REFLEXIVE) for verb in lexicon.suffered if verb.startswith(REFLEXIVE)}
    carriers = {one.head: one for one in clauses if one.lemma in verbs and one.voice == "pronominal"}
    if not carriers:
        return list(clauses)
    found, used = [], set()
    for clause in clauses:
        carrier = _carrier(clause, carriers)
        patterns = lexicon.verbs.get(carrier.lemma, ()) if carrier is not None else ()
        written = any(pattern.after and low[clause.head] in pattern.after[0] for pattern in patterns)
        if carrier is None or written:
            found.append(clause)
            continue
        used.add(carrier.head)
        found.append(_passive(clause, carrier))
    return [one for one in found if one.head not in used]


def _carrier(clause: Clause, carriers: dict[int, Clause]) -> Clause | None:
    if clause.form != "infinitive":
        return None
    return next((one for one in carriers.values() if 0 <= clause.start - max(one.end, one.head + 1) <= 1), None)


def _passive(clause: Clause, carrier: Clause) -> Clause:
    obliques = clause.obliques or carrier.obliques
    return replace(
        carrier,
        head=clause.head,
        end=max(clause.end, clause.head + 1),
        lemma=clause.lemma,
        voice="passive",
        object=clause.object,
        obliques=obliques,
        complement=clause.complement,
    )
