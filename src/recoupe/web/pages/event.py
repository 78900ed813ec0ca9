"""An event: how well it is known, who says so, and the words that all of it rests on."""

from __future__ import annotations

from typing import Any

from recoupe.records.events import Event, Origin
from recoupe.web.content import Ask, Content, WrongAddressError, at, link
from recoupe.web.holding import Shelf
from recoupe.web.pages.chronology import date_of, line

MOST_WORDS = 600  # characters of a sentence that are quoted


def page(ask: Ask) -> Content:
    """One event by its id; raises `WrongAddressError` where there is none."""
    shelf, event = ask.shelf, ask.shelf.events.get(ask.key)
    if event is None:
        raise WrongAddressError(404)
    data = {
        "line": line(shelf, event),
        "parties": {"actors": _named(shelf, event.actors), "recipients": _named(shelf, event.recipients)},
        "place": event.place.name if event.place else "",
        "evidence": [_evidence(shelf, key) for key in event.mentions],
        "origins": [_origin(shelf, origin) for origin in event.origins],
        "sides": {
            "confirmed by": list(event.confirmed_by),
            "disputed by": list(event.disputed_by),
            "silent": list(event.silent_sides),
        },
        "disagreements": _disagreements(shelf, event),
        "history": _history(shelf, event),
        "story": _story(event),
        "why": list(event.why),
    }
    return Content(template="event.html", title=event.summary, data=data, phrase=False)


def _named(shelf: Shelf, keys: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"name": shelf.actors[key].name, "href": f"/actors/{key}"} for key in keys if key in shelf.actors]


def _evidence(shelf: Shelf, key: str) -> dict[str, Any]:
    mention = shelf.mentions[key]
    article = shelf.readings[mention.article].article
    text, trigger = article.text, mention.trigger
    start, end = mention.sentence.start, min(mention.sentence.end, mention.sentence.start + MOST_WORDS)
    inside = start <= trigger.start and trigger.end <= end
    cut = (trigger.start, trigger.end) if inside else (end, end)
    return {
        "id": key,
        "article": article.title or article.page,
        "page": article.page,
        "outlet": article.outlet,
        "language": article.language,
        "published": str(article.published.day) if article.published and article.published.day else "",
        "href": at(article.id, trigger.start),
        "words": {"before": text[start : cut[0]], "trigger": text[cut[0] : cut[1]], "after": text[cut[1] : end]},
        "status": mention.status,
        "inferred": list(mention.inferred),
        "said_by": [_said(shelf, said) for said in mention.according_to if said in shelf.statements],
    }


def _said(shelf: Shelf, key: str) -> dict[str, Any]:
    said = shelf.statements[key]
    text = shelf.readings[said.article].article.text
    first = said.content[0] if said.content else said.speaker
    return {
        "speaker": said.speaker.text,
        "chain": [words.text for words in said.via],
        "href": f"/statements/{key}",
        "at": at(said.article, first.start),
        "words": " … ".join(text[span.start : span.end] for span in said.content)[:MOST_WORDS],
        "form": said.form,
        "polarity": said.polarity,
        "stance": said.stance,
    }


def _origin(shelf: Shelf, origin: Origin) -> dict[str, Any]:
    pages = [shelf.readings[key].article for key in origin.articles if key in shelf.readings]
    through = [{"title": a.title or a.page, "outlet": a.outlet, "href": f"/articles/{a.id}"} for a in pages]
    return {"name": origin.name, "kind": origin.kind, "side": origin.side, "why": origin.why, "articles": through}


def _disagreements(shelf: Shelf, event: Event) -> list[dict[str, Any]]:
    return [
        {
            "field": told.field,
            "compatible": told.compatible,
            "values": [
                {
                    "value": value.value,
                    "words": list(value.words),
                    "told": [
                        {
                            "href": at(shelf.mentions[key].article, shelf.mentions[key].trigger.start),
                            "page": shelf.readings[shelf.mentions[key].article].article.page,
                        }
                        for key in value.mentions
                        if key in shelf.mentions
                    ],
                }
                for value in told.values
            ],
        }
        for told in event.disagreements
    ]


def _history(shelf: Shelf, event: Event) -> list[dict[str, Any]]:
    steps = []
    for step in event.history:
        other = shelf.events.get(step.event)
        steps.append(
            {
                "status": step.status,
                "href": f"/events/{step.event}" if other else "",
                "summary": other.summary if other else step.event,
                "date": date_of(other) if other else None,
                "here": step.event == event.id,
                "why": step.why,
            }
        )
    return steps


def _story(event: Event) -> dict[str, str] | None:
    story = event.story
    return {"label": story.label, "href": link("/chronology", story=story.id)} if story else None
