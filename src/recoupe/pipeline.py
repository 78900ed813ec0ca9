"""The stages in order: the half that sees one article, the half that sees the dossier, and the one error guard."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Protocol

from recoupe.languages.pack import LanguagePack
from recoupe.records.actors import Actor
from recoupe.records.clauses import Passage
from recoupe.records.codec import encode
from recoupe.records.judgements import Judgement
from recoupe.records.pages import Article, Capture, Refusal
from recoupe.records.readings import Findings, Mentions, Reading
from recoupe.resources.knowledge import Knowledge
from recoupe.second import Proposals, Reader, propose
from recoupe.stages.annotation import annotate
from recoupe.stages.article import SharedLines, label_reasons, read_article, survey_sites
from recoupe.stages.article.language import guess_language
from recoupe.stages.chronology import build_chronology
from recoupe.stages.copies import find_copies
from recoupe.stages.dating import anchor, date_article, date_dossier
from recoupe.stages.dating.judged import judge_date
from recoupe.stages.events import NearMiss, code_events, near_misses
from recoupe.stages.linking import link, link_actors
from recoupe.stages.mentions import find_mentions
from recoupe.stages.merging import merge_events
from recoupe.stages.origins import count_origins
from recoupe.stages.statements import find_statements

Packs = Mapping[str, LanguagePack]
Progress = Callable[[str, int, int], None]  # stage, done, total

ARTICLE_STAGES = ("capture", "article", "dating", "annotation", "mentions", "statements", "events")
DOSSIER_STAGES = ("copies", "dating", "linking", "merging", "origins", "chronology")
BATCH = 24  # pages parsed together; larger batches gain nothing, smaller ones lose up to a tenth


class Pages(Protocol):
    """The captures of a heap, in the order of their ids; they may be read one at a time from a file."""

    def __iter__(self) -> Iterator[Capture]: ...

    def __len__(self) -> int: ...


class Kept(Protocol):
    """Readings that were made before, by a key that holds everything that decides them."""

    def get(self, key: str) -> Reading | None:
        """The reading of that key, if there is one."""

    def put(self, key: str, reading: Reading) -> None:
        """Keep a reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a run stands on: language packs, knowledge, and the judgements of people, the oldest first.

    `recipe` names code, resources and models together; it is part of what decides a reading, as are the lines `shared`
    by the pages of a site.
    """

    packs: Packs
    knowledge: Knowledge
    judgements: Sequence[Judgement] = ()
    recipe: str = ""
    shared: SharedLines | None = None


def run(
    captures: Pages,
    ground: Ground,
    progress: Progress = lambda *_: None,
    refused: Iterable[Refusal] = (),
    kept: Kept | None = None,
    second: Reader | None = None,
) -> Findings:
    """Read captures into findings; what a stage cannot use becomes a refusal (after those given) and the rest go on.

    `kept` holds readings of an earlier run; a page that it knows is not read again, and what is read is kept at once.
    `second` reads each page after the rules, kept readings too: what is kept is the rules' own.
    """
    refusals = list(refused)
    readings: list[Reading] = []
    done = 0
    shared = survey_sites(captures, ground.packs, ground.knowledge)
    for batch in _batches(captures):
        readings.extend(_read_batch(batch, replace(ground, shared=shared), kept, refusals))
        done += len(batch)
        progress("reading", done, len(captures))
    if second is not None:
        readings = list(_second_read(readings, second, refusals, progress))
    return _dossier_half(readings, refusals, ground, progress)


def _second_read(
    readings: Sequence[Reading], second: Reader, refusals: list[Refusal], progress: Progress
) -> Iterator[Reading]:
    """Readings with what a second reader adds; what it cannot prove or has not read is told."""
    for number, reading in enumerate(readings, 1):
        found = _guarded("second reader", reading.article.page, refusals, propose, reading, second)
        refusals.extend(found.refusals if isinstance(found, Proposals) else ())
        yield found.onto(reading) if isinstance(found, Proposals) else reading
        progress("second reader", number, len(readings))


def _batches(captures: Pages) -> Iterator[list[Capture]]:
    pages = iter(captures)
    while batch := list(islice(pages, BATCH)):
        yield batch


def _read_batch(
    batch: Iterable[Capture], ground: Ground, kept: Kept | None, refusals: list[Refusal]
) -> Iterator[Reading]:
    """The article half of some pages: those that are kept from an earlier run, and the others, parsed together."""
    keys: dict[str, str] = {}
    fresh: list[Article] = []
    for capture in batch:
        key = _key(capture, ground)
        known = kept.get(key) if kept else None
        if known is not None:
            yield known
            continue
        article = _dated_article(capture, ground, refusals)
        if article is not None:
            keys[article.id] = key
            fresh.append(article)
    for article, passages in annotate(fresh, ground.packs):
        reading = _guarded("reading", article.page, refusals, read, article, passages, ground.packs, ground.knowledge)
        if reading is not None:
            if kept:
                kept.put(keys[article.id], reading)
            yield reading


def _key(capture: Capture, ground: Ground) -> str:
    """Everything that decides what one page is read to: what its container says of it, its bytes, the recipe."""
    told = encode(replace(capture, data=b"", text=""))
    shared = ",".join(map(str, sorted(_shared(capture, ground))))
    parts = (ground.recipe, told, shared, *(encode(judgement) for judgement in _about(capture, ground)))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()


def _shared(capture: Capture, ground: Ground) -> frozenset[int]:
    return ground.shared.on(capture.id) if ground.shared else frozenset()


def _about(capture: Capture, ground: Ground) -> list[Judgement]:
    return [judgement for judgement in ground.judgements if judgement.target == capture.id]


def read(article: Article, passages: tuple[Passage, ...], packs: Packs, knowledge: Knowledge) -> Reading:
    """The article half from the parse on: mentions, statements, events; each language's passages by its own pack."""
    codes = dict.fromkeys((article.language, *(passage.language or article.language for passage in passages)))
    parts = [
        _read_language(
            article if code == article.language else replace(article, language=code),
            tuple(passage for passage in passages if (passage.language or article.language) == code),
            packs[code],
            knowledge,
        )
        for code in codes
    ]
    return replace(parts[0], **_joined(parts)) if len(parts) > 1 else parts[0]


def _read_language(
    article: Article, passages: tuple[Passage, ...], pack: LanguagePack, knowledge: Knowledge
) -> Reading:
    mentions = find_mentions(article, passages, pack, knowledge)
    statements = find_statements(article, passages, mentions, pack)
    events = code_events(article, passages, mentions, statements, pack)
    return Reading(article=article, mentions=mentions, statements=statements, events=events)


def _joined(parts: Sequence[Reading]) -> dict[str, Any]:
    """The findings of a page in several languages as one, each kind in the order of the text."""
    named = [part.mentions for part in parts]
    return {
        "mentions": Mentions(
            actors=tuple(sorted((one for part in named for one in part.actors), key=lambda one: (one.start, one.end))),
            places=tuple(sorted((one for part in named for one in part.places), key=lambda one: (one.start, one.end))),
            times=tuple(sorted((one for part in named for one in part.times), key=lambda one: (one.start, one.end))),
        ),
        "statements": tuple(
            sorted((one for part in parts for one in part.statements), key=lambda one: (one.content[0].start, one.id))
        ),
        "events": tuple(
            sorted((one for part in parts for one in part.events), key=lambda one: (one.trigger.start, one.id))
        ),
    }


def tell_near_misses(article: Article, ground: Ground) -> list[NearMiss]:
    """The sentences of an article that hold words of a trigger and told no event, and why; read anew from its text."""
    found: list[NearMiss] = []
    for _, passages in annotate([article], ground.packs):
        for code in dict.fromkeys(passage.language for passage in passages):
            pack, own = ground.packs[code], tuple(passage for passage in passages if passage.language == code)
            mentions = find_mentions(article, own, pack, ground.knowledge)
            statements = find_statements(article, own, mentions, pack)
            found.extend(near_misses(article, own, mentions, statements, pack))
    return sorted(found, key=lambda miss: (miss.words.start, miss.rule))


def tell_language(text: str, ground: Ground) -> tuple[str, bool]:
    """The language of a text (ISO 639-1), and whether a pack reads it."""
    return guess_language(text, ground.packs)


def read_loose(articles: Sequence[Article], ground: Ground) -> Iterator[tuple[Reading, tuple[Actor, ...]]]:
    """Texts that stand alone, each with its actors: dated by its own date, linked to nothing outside itself."""
    refusals: list[Refusal] = []
    for article, passages in annotate(articles, ground.packs):
        coded = _guarded("reading", article.page, refusals, _read_loose, article, passages, ground)
        if coded is not None:
            yield coded


def _read_loose(article: Article, passages: tuple[Passage, ...], ground: Ground) -> tuple[Reading, tuple[Actor, ...]]:
    reading = anchor(read(article, passages, ground.packs, ground.knowledge))
    (linked,), actors = link_actors([reading], ground.knowledge)
    return linked, actors


def _dated_article(capture: Capture, ground: Ground, refusals: list[Refusal]) -> Article | None:
    packs, knowledge, shared = ground.packs, ground.knowledge, _shared(capture, ground)
    article = _guarded("article", capture.page, refusals, read_article, capture, packs, knowledge, shared)
    if not isinstance(article, Article):
        refusals.extend([article] if article is not None else [])
        return None
    dated = _guarded("dating", capture.page, refusals, date_article, article, capture, packs, knowledge)
    article = dated if isinstance(dated, Article) else article
    for judgement in _about(capture, ground):
        judged = _guarded("dating", capture.page, refusals, judge_date, article, judgement)
        article = judged if isinstance(judged, Article) else article
    return article


def _dossier_half(readings: list[Reading], refusals: list[Refusal], ground: Ground, progress: Progress) -> Findings:
    readings = sorted(readings, key=lambda reading: reading.article.capture)
    knowledge = ground.knowledge
    copies = find_copies([reading.article for reading in readings])
    progress("copies", 1, 5)
    sure = [copy for copy in copies if copy.certainty == "sure"]
    dated = [anchor(reading) for reading in date_dossier(readings, sure, knowledge)]
    progress("dating", 2, 5)
    found = link(dated, knowledge, ground.judgements)
    linked, actors = found.readings, found.actors
    refusals.extend(found.misfits)
    progress("linking", 3, 5)
    merged = merge_events(linked, actors, copies)
    progress("merging", 4, 5)
    counted = count_origins(merged, linked, actors, copies, knowledge)
    events = build_chronology(counted, linked, actors)
    progress("chronology", 5, 5)
    ordered = tuple(sorted(refusals, key=lambda refusal: (refusal.page, refusal.stage, refusal.reason)))
    return Findings(readings=tuple(linked), actors=actors, events=events, copies=copies, refusals=ordered)


def _guarded(stage: str, page: str, refusals: list[Refusal], call: Callable[..., object], *given: object):  # type: ignore[no-untyped-def]
    """The one guard: an unforeseen failure on one page is told and the heap goes on."""
    try:
        return call(*given)
    except Exception as problem:  # noqa: BLE001 - the design's single broad except
        reason = f"unforeseen {type(problem).__name__}: {problem}"
        refusals.append(Refusal(page=page, stage=stage, reason=reason[:500], mend="report it with the page, please"))
        return None


def rule_reasons() -> dict[str, str]:
    """What the rules do that stand in a stage's code and not in a language's files, by id."""
    return label_reasons()
