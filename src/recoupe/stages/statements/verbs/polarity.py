"""Whether a verb of speech says something: asserted, denied, left unsaid, or nothing yet."""

from __future__ import annotations

from recoupe.records.clauses import Clause
from recoupe.records.statements import Polarity
from recoupe.stages.statements.basis.ground import Line
from recoupe.stages.statements.basis.lexicon import Lexicon, VerbEntry


def polarity_of(line: Line, clause: Clause, entry: VerbEntry, lexicon: Lexicon) -> Polarity | None:
    """Whether the words were said, denied or left unsaid; None where nothing has been said."""
    small = lexicon.small
    own = entry.rule.polarity
    if (
        clause.mood == "imperative"
        or (clause.mood == "subjunctive" and clause.governor is not None and clause.link != "root")
        or (clause.tense == "future" and clause.mood == "indicative")
    ):
        return None
    if clause.form == "infinitive":
        return _infinitive(line, clause, own, lexicon)
    if clause.mood == "conditional" and clause.tense != "past" and clause.lemma not in small.grammar.wishes:
        return None
    if clause.mood == "conditional" and not entry.kinds & {"that", "whether", "quote"}:
        return None
    if clause.modal in small.unreal and not _carried_out(clause, lexicon) and not _readable(line, clause, lexicon):
        return None
    if (
        clause.subject is None
        and "1" in line.token(clause.head).morph.get("Person", [])
        and line.quoted(line.offset(clause.start)) is None
    ):
        return None  # "rappelons que": the reporter's own
    if clause.negated:
        return _negated(entry)
    return own


def _carried_out(clause: Clause, lexicon: Lexicon) -> bool:
    """ "A dû reconnaître", "a pu confirmer": a past modal tells that it happened (in languages with such a tense)."""
    return lexicon.small.order == "inverted" and clause.tense == "past" and clause.modal in lexicon.small.aspectuals


def _readable(line: Line, clause: Clause, lexicon: Lexicon) -> bool:
    """ "Peut-on lire dans X", "pouvait-on entendre": an inverted modal with nobody as subject tells what X says."""
    return any(
        line.low[place].startswith("-") and line.low[place] in lexicon.small.indefinite
        for place in range(clause.start, clause.end)
    )


def _negated(entry: VerbEntry) -> Polarity | None:
    if entry.rule.polarity == "denied" or not entry.kinds & {"that", "whether", "quote"}:
        return None
    if entry.rule.stance == "hedged":
        return "denied"
    return "not_said"


def _infinitive(line: Line, clause: Clause, own: Polarity, lexicon: Lexicon) -> Polarity | None:
    """An infinitive reports when it hangs on a purpose that was carried out, on "sans", or on an aspect verb."""
    small = lexicon.small
    before = clause.start - 1
    while before > line.first and line.token(before).pos_ in ("ADV", "SPACE"):
        before -= 1
    word = line.low[before] if before >= line.first else ""
    earlier = line.low[before - 1] if before - 1 >= line.first else ""
    if word in small.privatives or earlier in small.privatives:
        return "not_said"
    above = next((other for other in line.clauses if other.head == clause.governor), None)
    if above is not None and above is not clause and _near(line, above, clause):
        if above.lemma in small.refusals and (above.negated or above.lemma in _always(lexicon)):
            return "not_said"
        if (
            above.lemma in small.aspectuals
            and not above.negated
            and above.mood == "indicative"
            and above.tense != "future"
        ):
            return own
        if above.lemma in small.aspectuals and above.lemma in small.grammar.kept_up:
            return own
        if word in small.purposes or earlier in small.purposes:
            return own
        return None
    return own if word in small.purposes or earlier in small.purposes else None


def _always(lexicon: Lexicon) -> frozenset[str]:
    """Verbs that by themselves tell that something was not said ("refuser de dire", "declined to say")."""
    return (
        lexicon.small.refusals
        - lexicon.small.aspectuals
        - frozenset({"souhaiter", "désirer", "tenir", "want", "wish", "be"})
    )


def _near(line: Line, above: Clause, clause: Clause) -> bool:
    return line.first <= above.head < clause.start
