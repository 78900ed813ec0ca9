"""The stages in order: the half that sees one article, the half that sees the dossier, and the one error guard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from recoupe.languages.pack import LanguagePack
from recoupe.records.clauses import Passage
from recoupe.records.pages import Article, Capture, Refusal
from recoupe.records.readings import Findings, Reading
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.annotation import annotate
from recoupe.stages.article import read_article
from recoupe.stages.chronology import build_chronology
from recoupe.stages.copies import find_copies
from recoupe.stages.dating import anchor, date_article, date_dossier
from recoupe.stages.events import code_events
from recoupe.stages.linking import link_actors
from recoupe.stages.mentions import find_mentions
from recoupe.stages.merging import merge_events
from recoupe.stages.origins import count_origins
from recoupe.stages.statements import find_statements

Packs = Mapping[str, LanguagePack]
Progress = Callable[[str, int, int], None]  # stage, done, total

ARTICLE_STAGES = ("capture", "article", "dating", "annotation", "mentions", "statements", "events")
DOSSIER_STAGES = ("copies", "dating", "linking", "merging", "origins", "chronology")


def run(
    captures: Iterable[Capture],
    packs: Packs,
    knowledge: Knowledge,
    progress: Progress = lambda *_: None,
    refused: Iterable[Refusal] = (),
) -> Findings:
    """Read captures into findings; what a stage cannot use becomes a refusal (after those given) and the rest go on."""
    refusals = list(refused)
    articles = list(_articles(sorted(captures, key=lambda capture: capture.id), packs, knowledge, refusals))
    readings: list[Reading] = []
    for done, (article, passages) in enumerate(annotate(articles, packs), start=1):
        reading = _guarded("reading", article.page, refusals, read, article, passages, packs, knowledge)
        if reading is not None:
            readings.append(reading)
        progress("reading", done, len(articles))
    return _dossier_half(readings, refusals, knowledge, progress)


def read(article: Article, passages: tuple[Passage, ...], packs: Packs, knowledge: Knowledge) -> Reading:
    """The article half from the parse on: mentions, statements, events."""
    pack = packs[article.language]
    mentions = find_mentions(article, passages, pack, knowledge)
    statements = find_statements(article, passages, mentions, pack)
    events = code_events(article, passages, mentions, statements, pack)
    return Reading(article=article, mentions=mentions, statements=statements, events=events)


def _articles(
    captures: Iterable[Capture], packs: Packs, knowledge: Knowledge, refusals: list[Refusal]
) -> Iterator[Article]:
    for capture in captures:
        article = _guarded("article", capture.page, refusals, read_article, capture, packs, knowledge)
        if isinstance(article, Refusal):
            refusals.append(article)
        elif article is not None:
            dated = _guarded("dating", capture.page, refusals, date_article, article, capture, packs, knowledge)
            yield dated if dated is not None else article


def _dossier_half(
    readings: list[Reading], refusals: list[Refusal], knowledge: Knowledge, progress: Progress
) -> Findings:
    copies = find_copies([reading.article for reading in readings])
    progress("copies", 1, 5)
    dated = [anchor(reading) for reading in date_dossier(readings, copies, knowledge)]
    progress("dating", 2, 5)
    linked, actors = link_actors(dated, knowledge)
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
