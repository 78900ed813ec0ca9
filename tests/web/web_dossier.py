"""A dossier that no model built: hostile words, two tellings, a copy, an event without a date."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from builders import article, capture, event, mention, statement
from recoupe.records.actors import Actor, ActorMention
from recoupe.records.copies import Copy
from recoupe.records.events import Disagreement, DisagreementValue, Event, HistoryStep, Origin, Story
from recoupe.records.judgements import Judgement
from recoupe.records.pages import Block, Refusal
from recoupe.records.readings import Findings, Mentions, Reading
from recoupe.records.spans import Span
from recoupe.records.times import EventDate
from recoupe.store import database, writer

ATTACK = "<script>alert(1)</script>"
BIDI = "\u202egnirts\u2066"
LONG = "W" * 3000
HOSTILE = (
    f'Titre {ATTACK} {BIDI}\n\nMoscou a proposé une trêve à Kiev, a déclaré M. Lavrov. "><img src=x onerror=y> {LONG}\n'
    "Abonnez-vous à la lettre\n"
)
PLAIN = "Une trêve\n\nMoscou a proposé une trêve à Kiev, a déclaré M. Lavrov. Le lendemain rien.\n"


def hostile_findings(summary: str = f"Russie → Ukraine : {ATTACK} {BIDI}") -> Findings:
    """Two pages of which one attacks, with every kind of record."""
    one = article(HOSTILE, "pages/<b>one</b>.html", outlet="L'Exemple & Cie")
    grey = HOSTILE.index("Abonnez")
    one = article(
        HOSTILE,
        one.page,
        outlet=one.outlet,
        blocks=(*one.blocks, Block(start=grey, end=len(HOSTILE) - 1, kind="furniture", rule="test")),
    )
    two = article(PLAIN, "pages/two.txt")
    parts = [_reading(page) for page in (one, two)]
    told = [parts[0].events[0], parts[1].events[0]]
    first = _event(told, summary)
    lone = mention(two, "rien", date=None, status="happened")
    second = event(lone, status="happened", summary="Personne : rien", date=None, rank=1, level="narrated")
    parts[1] = Reading(
        article=two, mentions=parts[1].mentions, statements=parts[1].statements, events=(*parts[1].events, lone)
    )
    run = tuple((Span(start=p.text.index("Moscou"), end=p.text.index("Kiev") + 4),) for p in (one, two))
    pair = sorted(zip((one.id, two.id), run, strict=True))
    copy = Copy(
        id="c1",
        articles=(pair[0][0], pair[1][0]),
        spans=(pair[0][1], pair[1][1]),
        words=7,
        longest_run=7,
        inside_quotation=False,
    )
    actor = Actor(id="p1", name=f"Lavrov {ATTACK}", kind="person", country="RUS", sectors=(), aliases=("Lavrov",))
    left = Refusal(page=f"pages/{ATTACK}", stage="capture", reason="a binary file", mend="save the page as text")
    return Findings(readings=tuple(parts), actors=(actor,), events=(first, second), copies=(copy,), refusals=(left,))


def _reading(page: Any) -> Reading:
    said = statement(page, "Moscou a proposé une trêve à Kiev", "M. Lavrov", "a déclaré")
    told = mention(
        page,
        "a proposé",
        according_to=(said.id,),
        actors=("p1",),
        date=EventDate(earliest=date(2022, 3, 1), latest=date(2022, 4, 2), basis="article"),
    )
    at = page.text.index("Moscou")
    named = ActorMention(
        start=at,
        end=at + 6,
        text="Moscou",
        id=f"n{page.id}",
        article=page.id,
        kind="state",
        form="metonym",
        refs=("p1",),
        name="Russie",
        rule="test",
    )
    return Reading(article=page, mentions=Mentions(actors=(named,)), statements=(said,), events=(told,))


def _event(told: list[Any], summary: str) -> Event:
    values = tuple(
        DisagreementValue(value=value, mentions=(m.id,), words=("a proposé",))
        for value, m in zip(("60", "87"), told, strict=True)
    )
    made = event(*told)
    return event(
        *told,
        summary=summary,
        actors=("p1",),
        level="one origin, several outlets",
        origins=(Origin(id="o1", kind="person", name="Lavrov", side="RUS", articles=(told[0].article,), why="named"),),
        disagreements=(Disagreement(field="figure:killed", values=values),),
        history=(HistoryStep(event=made.id, status="proposed", why="the first"),),
        story=Story(id="y1", label="La trêve"),
        why=("same words",),
    )


def write(path: Path, found: Findings) -> None:
    """Write a dossier file beside its place and put it there at once, as a build does."""
    part = path.with_suffix(".part")
    engine = database.create(part)
    pages = {r.article.capture: capture(r.article.text, r.article.page) for r in found.readings}
    writer.keep_captures(engine, iter(pages.values()))
    given = Judgement(id="j1", kind="add-actor", target=ATTACK, value="{}", by="A. Reader", at="2024-05-06T07:08:09")
    writer.keep_judgements(engine, [given])
    writer.write(engine, found, {"version": "test", "recipe": "test"})
    engine.dispose()
    part.replace(path)
