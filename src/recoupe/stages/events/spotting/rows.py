"""Nouns and adjectives that tell an event, with the verb that carries them."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.languages.nominals import Nominal, read_nominals
from recoupe.languages.triggers import RowPattern, Trigger
from recoupe.records.clauses import Clause
from recoupe.stages.events.reading.ground import Ground, head_of
from recoupe.stages.events.spotting.candidates import Candidate

FARTHEST_LIGHT = 8  # tokens between a light verb and its noun that still go into one trigger
PREDICATE_GAP = 5  # tokens between a linking verb and its adjective


def row_candidates(ground: Ground, taken: set[int]) -> Iterator[Candidate]:
    """What the rows of the lexicon find in the passage: row candidates."""
    hits = list(_row_hits(ground, taken))
    nominals = (
        {
            nominal.head: nominal
            for nominal in read_nominals(
                ground.passage.doc,
                ground.pack,
                frozenset(ground.low[place] for place, _, pattern in hits if pattern.kind != "word"),
                ground.clauses,
            )
        }
        if hits
        else {}
    )
    for place, stop, pattern in hits:
        trigger = ground.lexicon.triggers[pattern.rule]
        rows = ground.lexicon.near.get(trigger.id, ())
        if rows and ground.near(rows, place, stop):
            continue
        if pattern.kind == "word":
            yield Candidate(
                trigger=trigger,
                word=pattern.word,
                kind="word",
                head=place,
                first=place,
                last=stop,
                clause=_predicating(ground, place),
                taken=set(range(place, stop)),
            )
        else:
            candidate = _noun_candidate(ground, trigger, pattern, nominals.get(place), place, stop)
            if candidate is not None:
                yield candidate


def _predicating(ground: Ground, place: int) -> Clause | None:
    """The clause that says an adjective of somebody: "est prêt à", "se dit disposé à", "juge inacceptable"."""
    first = ground.sentence(place)[0]
    before = [
        one
        for one in ground.clauses
        if first <= one.head < place and one.form != "participle" and place - one.end <= PREDICATE_GAP
    ]
    linked = [one for one in before if one.lemma in ground.lexicon.linking]
    if linked:
        return linked[-1]
    return ground.clause_over(place)


def _row_hits(ground: Ground, taken: set[int]) -> Iterator[tuple[int, int, RowPattern]]:
    """Rows that stand in the text, the longest at each place; a word of a verb group is none."""
    place = 0
    while place < len(ground.low):
        hit = None if place in taken else _row_hit(ground, place)
        if hit is None:
            place += 1
            continue
        yield place, hit[0], hit[1]
        place = hit[0]


def _row_hit(ground: Ground, place: int) -> tuple[int, RowPattern] | None:
    for pattern in ground.lexicon.rows.get(ground.low[place], ()):
        stop = ground.row_at(pattern.row, place, ground.sentence(place)[1])
        if stop is not None and not row_refusal(ground, place, stop, pattern):
            return stop, pattern
    return None


def row_refusal(ground: Ground, place: int, stop: int, pattern: RowPattern) -> str:
    """What speaks against a noun or adjective at a place; "" where nothing does."""
    if not _nounlike(ground, place, pattern):
        return "another part of speech here"
    if pattern.kind == "place" and not _place_follows(ground, stop):
        return "no place behind it"
    if pattern.kind != "word" and _inside_name(ground, place):
        return "part of a name or title"
    return ""


def _inside_name(ground: Ground, place: int) -> bool:
    """A word of somebody's name or title: "Front de libération nationale", "ministre de la Défense"."""
    return any(
        mention.form == "name" or (mention.form == "title" and place - first > 1)
        for first, _, mention in ground.actors_at(place)
    )


def _nounlike(ground: Ground, place: int, pattern: RowPattern) -> bool:
    number = ground.owner.get(place)
    if number is not None and pattern.kind != "word":
        clause = ground.clauses[number]
        before = ground.low[place - 1] if place else ""
        known = (
            clause.form == "finite"
            and clause.start == place
            and (clause.source == "pattern" or ground.pos[place - 1] == "DET")
        )
        return place > 0 and known and before in ground.lexicon.skippable
    if pattern.kind == "word":
        return ground.pos[place] in ("ADJ", "VERB", "NOUN", "ADV", "PROPN", "AUX")
    return ground.pos[place] in ("NOUN", "PROPN", "ADJ", "X", "VERB", "ADV")


def _place_follows(ground: Ground, stop: int) -> bool:
    if stop + 1 >= len(ground.low) or ground.plain[stop] not in ("de", "of"):
        return False
    if ground.pos[stop + 1] == "PROPN" and ground.passage.doc[stop + 1].is_title:
        return True
    return any(first <= at < last for at in (stop + 1, stop + 2) for first, last, _ in ground.places) or any(
        mention.form == "metonym"
        for at in (stop + 1, stop + 2)
        if at < len(ground.low)
        for _, _, mention in ground.actors_at(at)
    )


def _noun_candidate(
    ground: Ground, trigger: Trigger, pattern: RowPattern, nominal: Nominal | None, place: int, stop: int
) -> Candidate | None:
    clause = _carrying_clause(ground, place)
    if trigger.subject_of and (
        clause is None or clause.lemma not in trigger.subject_of or head_of(clause.subject) != place
    ):
        return None
    light = _light_verb(ground, nominal, clause, place)
    first, last = place, stop
    if light is not None and 0 <= place - light.end <= FARTHEST_LIGHT:
        first = light.start
    elif nominal is not None and nominal.participles and nominal.participles[0].start - stop <= 1:
        last = nominal.participles[0].end
    return Candidate(
        trigger=trigger,
        word=pattern.word,
        kind="noun",
        head=place,
        first=first,
        last=max(last, place + 1),
        clause=clause,
        nominal=nominal,
        light=light,
        taken=set(range(place, stop)),
    )


def _carrying_clause(ground: Ground, place: int) -> Clause | None:
    """The clause in which a noun is a party: as its subject, object or oblique; else the one above it."""
    for clause in ground.clauses:
        if any(
            phrase is not None and phrase.head == place for phrase in (clause.subject, clause.object, *clause.obliques)
        ):
            return clause
    return ground.clause_over(place)


def _light_verb(ground: Ground, nominal: Nominal | None, clause: Clause | None, place: int) -> Clause | None:
    """The verb that only carries the noun: as its object, as the subject of its passive, or behind "procéder à"."""
    carriers = [one for one in (nominal.light_verb if nominal is not None else None, clause) if one is not None]
    for carrier in carriers:
        if carrier.lemma not in ground.lexicon.light:
            continue
        if carrier.lemma in ground.lexicon.light_oblique:
            if any(phrase.head == place for phrase in carrier.obliques) or 0 <= place - carrier.end <= 4:
                return carrier
            continue
        done = carrier.subject if carrier.voice == "passive" else carrier.object
        if head_of(done) == place:
            return carrier
        between = range(carrier.end, place)
        near = (
            carrier.voice != "passive"
            and 0 <= place - carrier.end <= 3
            and not any(ground.pos[at] == "ADP" for at in between)
        )
        if near and head_of(carrier.subject) != place:
            return carrier
    return None
