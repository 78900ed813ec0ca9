"""The door: from an article's passages, mentions and statements to its event mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recoupe.languages.pack import LanguagePack
from recoupe.records.clauses import Passage
from recoupe.records.events import EventMention
from recoupe.records.pages import Article
from recoupe.records.readings import Mentions
from recoupe.records.statements import Statement
from recoupe.stages.events.drafts import Draft
from recoupe.stages.events.embedding import settle_embedding
from recoupe.stages.events.gates import settle_gates
from recoupe.stages.events.parties import find_parties
from recoupe.stages.events.parties.claims import keep_protests
from recoupe.stages.events.parties.fallbacks import complete_parties
from recoupe.stages.events.parties.memory import Memory
from recoupe.stages.events.parties.scene import main_country
from recoupe.stages.events.parties.turns import Turns
from recoupe.stages.events.reading.ground import Ground, read_grounds
from recoupe.stages.events.spotting import spot
from recoupe.stages.events.spotting.obligations import obligations
from recoupe.stages.events.statuses import StatusReader, status_tables
from recoupe.stages.events.writing import Writer


def code_events(
    article: Article,
    passages: Sequence[Passage],
    mentions: Mentions,
    statements: Sequence[Statement],
    pack: LanguagePack,
) -> tuple[EventMention, ...]:
    """Code what an article tells: one event mention for each act in a sentence of its body, in the order of the text.

    Offsets count in `article.text`, end exclusive. `actors` and `recipients` are refs of the article's actor mentions;
    `when` and `where` ids of its time and place mentions; `according_to` ids of the statements that hold the trigger,
    the innermost first. Headlines are not coded. `rule` is the id of the trigger that fired. Raises ResourceError when
    a file of the language's triggers does not read.
    """
    writer = Writer(article, mentions)
    drafts = draft_events(article, passages, mentions, statements, pack)
    found = [writer.write(draft) for draft in drafts if not draft.dropped]
    return tuple(
        sorted(
            {event.id: event for event in found}.values(),
            key=lambda event: (event.trigger.start, event.trigger.end, event.id),
        )
    )


def draft_events(
    article: Article,
    passages: Sequence[Passage],
    mentions: Mentions,
    statements: Sequence[Statement],
    pack: LanguagePack,
) -> Iterator[Draft]:
    """Every candidate of an article, those left out with the reason in `dropped`."""
    for _, drafts in read_passages(article, passages, mentions, statements, pack):
        yield from drafts


def read_passages(
    article: Article,
    passages: Sequence[Passage],
    mentions: Mentions,
    statements: Sequence[Statement],
    pack: LanguagePack,
) -> Iterator[tuple[Ground, list[Draft]]]:
    """Each passage of the body with its candidates, those left out with the reason in `dropped`."""
    titles = [block for block in article.blocks if block.kind == "title"]
    body = [passage for passage in passages if not any(title.start <= passage.start < title.end for title in titles)]
    tables, country = status_tables(pack), main_country(mentions)
    memory = Memory(Turns(mentions, statements))
    for ground in read_grounds(body, mentions, statements, pack):
        drafts = _of_passage(ground, StatusReader(ground, tables), country)
        memory.recall(drafts)
        memory.address(drafts)
        settle_gates(ground, drafts)
        yield ground, drafts


def _of_passage(ground: Ground, reader: StatusReader, country: str | None) -> list[Draft]:
    drafts = [
        Draft(
            ground=ground,
            candidate=candidate,
            parties=find_parties(ground, candidate),
            over=ground.statements_over(candidate.head),
        )
        for candidate in [*spot(ground), *obligations(ground)]
    ]
    drafts.sort(key=lambda draft: (draft.candidate.first, draft.candidate.head))
    for draft in drafts:
        draft.effect, draft.why = reader.read(draft.candidate)
    keep_protests(ground, drafts)
    complete_parties(ground, drafts, country)
    settle_embedding(ground, drafts)
    return drafts
