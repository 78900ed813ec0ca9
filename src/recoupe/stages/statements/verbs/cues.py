"""Verbs of speech in a sentence: which rule fits, what words are the cue, and whether anything was said at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recoupe.languages.verbs import readings
from recoupe.records.clauses import Clause
from recoupe.records.statements import Polarity
from recoupe.stages.statements.basis.ground import Line
from recoupe.stages.statements.basis.lexicon import Lexicon, VerbEntry, Words
from recoupe.stages.statements.verbs.misread import as_verb, beside_quotation, clitics_before, main_verb, mended
from recoupe.stages.statements.verbs.polarity import polarity_of

IDIOM_GAP = 3  # adverbs at most between the words of an idiom ("met également en cause")


GAP_POS = frozenset({"ADV", "PRON", "SPACE", "DET", "ADJ"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of speech as it stands: `start`..`end` its words (token indexes), `after` the first token behind them."""

    clause: Clause
    entry: VerbEntry
    start: int
    end: int
    polarity: Polarity


def find_cues(line: Line, lexicon: Lexicon) -> Iterator[Cue]:
    """The verbs of speech of a sentence that say something, in order."""
    for read in line.clauses:
        clause = mended(line, read, lexicon)
        found = _fitting(line, clause, lexicon)
        if found is None:
            continue
        entry, end = found
        polarity = polarity_of(line, clause, entry, lexicon)
        if polarity is not None:
            yield Cue(clause, entry, _with_aspect(line, clause, lexicon), end, polarity)
    yield from _missed(line, lexicon)


def _with_aspect(line: Line, clause: Clause, lexicon: Lexicon) -> int:
    """Where the cue's words begin: with the aspect verb that stands right before an infinitive ("a tenu à
    rappeler").
    """
    above = next((other for other in line.clauses if other.head == clause.governor), None)
    if (
        clause.form != "infinitive"
        or above is None
        or above.lemma not in lexicon.small.aspectuals | lexicon.small.refusals
    ):
        return clause.start
    return above.start if above.form == "finite" and 0 <= clause.start - above.end <= 1 else clause.start


def _missed(line: Line, lexicon: Lexicon) -> Iterator[Cue]:
    """Verbs of speech that the parse took for nouns or adjectives: "« … », analyse X", "L'association alerte sur …"."""
    taken = {place for clause in line.clauses for place in range(clause.start, clause.end)}
    for place in range(line.first, line.last):
        if place in taken or not line.low[place][:1].isalpha() or len(line.low[place]) < 3:
            continue
        reading = as_verb(line, place, lexicon)
        if reading is None:
            continue
        reflexive = place - 1 >= line.first and line.low[place - 1] in ("se", "s'")
        start = clitics_before(line, place, taken, lexicon)
        if not (beside_quotation(line, start, place) or main_verb(line, start, place, lexicon)):
            continue
        clause = Clause(
            head=place,
            start=start,
            end=place + 1,
            lemma=reading.lemma,
            form="finite",
            tense=reading.tense,
            mood=reading.mood,
            voice="pronominal" if reflexive else "active",
            source="pattern",
        )
        found = _fitting(line, clause, lexicon)
        if found is not None:
            yield Cue(clause, found[0], start, found[1], found[0].rule.polarity)


def _fitting(line: Line, clause: Clause, lexicon: Lexicon) -> tuple[VerbEntry, int] | None:
    """The rule that fits a clause (the longest idiom first) and where its words end."""
    best: tuple[int, VerbEntry, int] | None = None
    for entry, behind in _candidates(line, clause, lexicon):
        end = clause.end if behind is None else _idiom_end(line, entry.words, behind, clause)
        if end is None or not _voice_fits(line, clause, entry, lexicon):
            continue
        if best is None or len(entry.words) > best[0]:
            best = len(entry.words), entry, max(end, clause.end)
    return None if best is None else (best[1], best[2])


def _candidates(line: Line, clause: Clause, lexicon: Lexicon) -> Iterator[tuple[VerbEntry, int | None]]:
    """The entries of a clause's verb, each with the token from which its idiom must be looked for (None: it is
    there).
    """
    for entry in lexicon.verbs.get(clause.lemma, ()):
        yield entry, clause.head + 1
    if clause.lemma not in lexicon.verbs:
        others = {reading.lemma for reading in readings(line.low[clause.head], lexicon.pack)} | {
            line.token(clause.head).lemma_
        }
        for lemma in sorted(others):
            for entry in lexicon.verbs.get(lemma, ()):
                yield entry, clause.head + 1
    for place in range(clause.start, clause.head):
        above = line.token(place).lemma_
        for entry in lexicon.verbs.get(f"{above} {clause.lemma}", ()):
            yield entry, None
    for above in sorted({clause.modal or "", line.token(clause.start).lemma_} - {"", clause.lemma}):
        for entry in lexicon.verbs.get(above, ()):
            if entry.words:
                yield entry, clause.start + 1


def _idiom_end(line: Line, words: Words, start: int, clause: Clause) -> int | None:
    """The end of an idiom's words from a token on, a few adverbs between them let pass; None if they are not there."""
    if not words:
        return clause.end
    at = start
    for number, word in enumerate(words):
        gap = 0
        while at < line.last and not _same_word(line.low[at], word):
            gap += 1
            if gap > IDIOM_GAP or (number and gap > 1) or (line.token(at).pos_ not in GAP_POS and at >= clause.end):
                return None
            at += 1
        if at >= line.last:
            return None
        at += 1
    return at


def _same_word(found: str, word: str) -> bool:
    """The word itself, or its feminine or plural."""
    return found == word or (len(word) > 4 and found.startswith(word) and found[len(word) :] in ("s", "e", "es"))


def _voice_fits(line: Line, clause: Clause, entry: VerbEntry, lexicon: Lexicon) -> bool:
    if line.low[clause.start] in ("'s", "’s") and line.token(clause.start).pos_ == "PART":
        return False  # "the bank's warning" read as "the bank is warning"
    if clause.form == "finite" and _reduced(line, clause):
        return False
    if (
        clause.form == "gerund"
        and clause.start > line.first
        and line.low[clause.start - 1] in lexicon.small.grammar.noun_openers
    ):
        return False
    if clause.form == "participle" and not _elliptical(line, clause) and not _with_agent(line, clause, lexicon):
        return False
    if entry.rule.reflexive:
        return clause.voice == "pronominal"
    if clause.voice == "pronominal":
        return any(line.low[place] in lexicon.small.grammar.self_clitics for place in range(clause.start, clause.head))
    return True


def _reduced(line: Line, clause: Clause) -> bool:
    """A participle between commas that the parse took for the main verb ("The governor, asked about X, insisted …")."""
    if clause.start == line.first or line.low[clause.start - 1] != "," or clause.end - clause.start > 1:
        return False
    if clause.subject is None or clause.subject.end != clause.start - 1:
        return False
    later = [item for item in line.clauses if item.form == "finite" and item.start > clause.end]
    return any(line.low[item.start - 1] == "," for item in later)


def _with_agent(line: Line, clause: Clause, lexicon: Lexicon) -> bool:
    """A bare passive participle with the one who speaks right behind it ("confirmed by X")."""
    return (
        clause.voice == "passive"
        and clause.end < line.last
        and line.low[clause.end] in lexicon.small.agents
        and not _modifies(line)
    )


def _modifies(line: Line) -> bool:
    """A participle that modifies a noun within another clause ("le plan proposé par X"): told in passing, no report."""
    return any(other.form == "finite" for other in line.clauses)


def _elliptical(line: Line, clause: Clause) -> bool:
    """A participle that stands for a whole verb group: "a condamné … et estimé que", or with its subject behind it
    ("dit-il")."""
    if line.low[clause.end - 1].startswith("-") or (
        clause.end - clause.start > 1 and line.token(clause.start).pos_ in ("AUX", "VERB")
    ):
        return True
    above = next((other for other in line.clauses if other.head == clause.governor), None)
    return (
        clause.link == "coordination"
        and above is not None
        and above.tense in ("past", "pluperfect")
        and above.voice == "active"
    )
