"""What was nearly told: sentences with words of a trigger that became no event, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from recoupe.languages.pack import LanguagePack
from recoupe.languages.triggers import Trigger, VerbPattern
from recoupe.records.clauses import Clause, Passage
from recoupe.records.events import PloverType
from recoupe.records.pages import Article
from recoupe.records.readings import Mentions
from recoupe.records.spans import Span, Words
from recoupe.records.statements import Statement
from recoupe.stages.events.coder import read_passages
from recoupe.stages.events.drafts import Draft
from recoupe.stages.events.reading.ground import Ground
from recoupe.stages.events.spotting.rows import row_refusal
from recoupe.stages.events.spotting.verbs import by_lemma, match_verb, refusal

MOST_MISSES = 300  # near misses of an article that are told
MOST_PATTERNS = 60  # readings of one word that are tried
MOST_A_WORD = 3  # readings of one word that are told
OTHER_SENSE = "a word nearby gives it another sense"
REASONS = {
    "no party": "nobody is named who does it or to whom it is done",
    "one side only": "it takes two sides, and one is named",
    "not in speech": "counts only inside somebody's words",
    "purpose": "told as a purpose, not as done",
    "negated": "told as not done",
    "infinitive": "an infinitive that nothing tells as done",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """Words that could have told an event. Offsets count in `Article.text`, end exclusive; `rule` is a trigger's id."""

    sentence: Span
    words: Words
    rule: str
    type: PloverType
    reason: str


def near_misses(
    article: Article,
    passages: Sequence[Passage],
    mentions: Mentions,
    statements: Sequence[Statement],
    pack: LanguagePack,
) -> tuple[NearMiss, ...]:
    """Tell for each sentence without an event which trigger words it holds and why they told none, in text order.

    Takes what `code_events` takes and reads it again; at most MOST_MISSES. Raises ResourceError as `code_events` does.
    """
    found = _all(read_passages(article, passages, mentions, statements, pack), article)
    return tuple(islice(found, MOST_MISSES))


def _all(read: Iterator[tuple[Ground, list[Draft]]], article: Article) -> Iterator[NearMiss]:
    for ground, drafts in read:
        told = {ground.sentence_of[draft.candidate.head] for draft in drafts if not draft.dropped}
        spotted = {draft.candidate.head for draft in drafts}
        misses = [
            *_dropped(ground, drafts, article),
            *_verbs(ground, spotted, article),
            *_rows(ground, spotted, article),
        ]
        quiet = [miss for number, miss in misses if number not in told]
        yield from sorted(set(quiet), key=lambda miss: (miss.words.start, miss.rule, miss.reason))


def _dropped(ground: Ground, drafts: Sequence[Draft], article: Article) -> Iterator[tuple[int, NearMiss]]:
    """Candidates that a gate, a status or another event stopped."""
    for draft in drafts:
        if draft.dropped:
            one = draft.candidate
            yield _miss(ground, article, (one.first, one.last), one.trigger, REASONS.get(draft.dropped, draft.dropped))


def _verbs(ground: Ground, spotted: set[int], article: Article) -> Iterator[tuple[int, NearMiss]]:
    """Verbs whose trigger asks for words or parties that do not stand there."""
    for clause in ground.clauses:
        if clause.head in spotted:
            continue
        patterns = [(pattern, match_verb(ground, clause, pattern)) for pattern in _patterns(ground, clause)]
        patterns.sort(key=lambda found: found[1] is None)  # those that lack no word first
        for pattern, met in patterns[:MOST_A_WORD]:
            limit = f'asks for "{pattern.word}"' if met is None else refusal(ground, clause, pattern, met)
            span = clause.start, max(clause.end, clause.head + 1)
            yield _miss(
                ground, article, span, ground.lexicon.triggers[pattern.rule], limit or "another trigger took it"
            )


def _patterns(ground: Ground, clause: Clause) -> tuple[VerbPattern, ...]:
    return by_lemma(ground, clause, ground.lexicon.verbs)[:MOST_PATTERNS]


def _rows(ground: Ground, spotted: set[int], article: Article) -> Iterator[tuple[int, NearMiss]]:
    """Nouns and adjectives in another part of speech, inside a name, or in another sense."""
    for place in range(len(ground.low)):
        if place in spotted:
            continue
        for pattern in ground.lexicon.rows.get(ground.low[place], ())[:MOST_A_WORD]:
            stop = ground.row_at(pattern.row, place, ground.sentence(place)[1])
            if stop is None:
                continue
            near = ground.lexicon.near.get(pattern.rule, ())
            limit = row_refusal(ground, place, stop, pattern)
            limit = limit or (OTHER_SENSE if near and ground.near(near, place, stop) else "no verb carries it")
            yield _miss(ground, article, (place, stop), ground.lexicon.triggers[pattern.rule], limit)


def _miss(
    ground: Ground, article: Article, tokens: tuple[int, int], trigger: Trigger, reason: str
) -> tuple[int, NearMiss]:
    start, end = ground.passage.offsets(*tokens)
    opening, closing = ground.passage.offsets(*ground.sentence(tokens[0]))
    return ground.sentence_of[tokens[0]], NearMiss(
        sentence=Span(start=opening, end=closing),
        words=Words(start=start, end=end, text=article.text[start:end]),
        rule=trigger.id,
        type=trigger.type,
        reason=reason,
    )
