"""One-line record builders for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from recoupe.records.events import Event, EventMention
from recoupe.records.ids import make_id
from recoupe.records.pages import Article, Block, Capture, Refusal
from recoupe.records.readings import Findings, Mentions, Reading
from recoupe.records.spans import Span, words_at
from recoupe.records.statements import Speaker, Statement
from recoupe.records.times import EventDate

TEXT = "Moscou propose une trêve\n\nMoscou a proposé une trêve à Kiev, a déclaré M. Lavrov.\n"


def capture(text: str = TEXT, page: str = "pages/one.txt") -> Capture:
    """A text page."""
    data = text.encode()
    return Capture(
        id=make_id("k", text),
        page=page,
        sha256=make_id("", text),
        media_type="text",
        charset="utf-8",
        data=data,
        text=text,
    )


def article(text: str = TEXT, page: str = "pages/one.txt", **given: Any) -> Article:
    """An article with a title line and a body."""
    first = text.index("\n") if "\n" in text else len(text)
    blocks = [Block(start=0, end=first, kind="title", rule="test")]
    body = text[first:].strip()
    if body:
        start = text.index(body, first)
        blocks.append(Block(start=start, end=start + len(body), kind="body", rule="test"))
    known: dict[str, Any] = {
        "id": make_id("a", page, text),
        "capture": make_id("k", text),
        "page": page,
        "sha256": make_id("", text),
        "text": text,
        "own_text": False,
        "language": "fr",
        "title": text[:first],
        "outlet": None,
        "blocks": tuple(blocks),
    }
    return Article(**{**known, **given})


def statement(of: Article, said: str, speaker: str, cue: str) -> Statement:
    """A statement found by its words."""
    start, at, heard = of.text.index(said), of.text.index(speaker), of.text.index(cue)
    who = words_at(of.text, at, at + len(speaker))
    return Statement(
        id=make_id("s", of.id, start),
        article=of.id,
        content=(Span(start=start, end=start + len(said)),),
        form="indirect",
        speaker=Speaker(start=who.start, end=who.end, text=who.text),
        cue=words_at(of.text, heard, heard + len(cue)),
        rule="fr.speech.test",
    )


def mention(of: Article, trigger: str, **given: Any) -> EventMention:
    """An event mention found by its trigger."""
    start = of.text.index(trigger)
    known: dict[str, Any] = {
        "id": make_id("m", of.id, start),
        "article": of.id,
        "trigger": words_at(of.text, start, start + len(trigger)),
        "sentence": Span(start=start, end=min(len(of.text), start + 40)),
        "type": "AGREE",
        "status": "proposed",
        "rule": "fr.trigger.test",
        "date": EventDate(earliest=date(2022, 3, 1), latest=date(2022, 3, 2), basis="article"),
    }
    return EventMention(**{**known, **given})


def event(*told: EventMention, **given: Any) -> Event:
    """An event told by mentions."""
    known: dict[str, Any] = {
        "id": make_id("e", *[m.id for m in told]),
        "type": told[0].type,
        "modes": (),
        "status": told[0].status,
        "summary": "Russie → Ukraine : a proposé",
        "actors": (),
        "recipients": (),
        "mentions": tuple(m.id for m in told),
        "date": told[0].date,
        "independent_origins": 1,
    }
    return Event(**{**known, **given})


def findings() -> Findings:
    """One article with one statement, one event and one refusal."""
    page = article()
    said = statement(page, "Moscou a proposé une trêve à Kiev", "M. Lavrov", "a déclaré")
    told = mention(page, "a proposé", according_to=(said.id,))
    reading = Reading(article=page, mentions=Mentions(), statements=(said,), events=(told,))
    left = Refusal(page="pages/x.bin", stage="capture", reason="a binary file", mend="save the page as text or HTML")
    return Findings(readings=(reading,), actors=(), events=(event(told),), copies=(), refusals=(left,))
