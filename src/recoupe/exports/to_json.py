"""The canonical export: one JSON document, schema `recoupe-dossier/1`, described in docs/dossier-json.md."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from recoupe.exports.exporter import Exporter
from recoupe.records.actors import Actor, Place
from recoupe.records.copies import Copy
from recoupe.records.events import Disagreement, Event, EventMention, HistoryStep, Origin
from recoupe.records.pages import Article, Block
from recoupe.records.readings import Findings
from recoupe.records.spans import Span, Words
from recoupe.records.statements import Statement
from recoupe.records.times import Dating, EventDate

SCHEMA = "recoupe-dossier/1"
EXPORTED_BLOCKS = ("title", "body", "caption", "dateline")
Json = dict[str, Any]


def write_json(findings: Findings, made_with: Mapping[str, str]) -> str:
    """Write all findings; keys in the order of the contract, records in a stable order."""
    told = {mention: event.id for event in findings.events for mention in event.mentions}
    document = {
        "schema": SCHEMA,
        "made_with": {"recoupe": made_with.get("recoupe"), "recipe": made_with.get("recipe")},
        "articles": [_article(reading.article) for reading in findings.readings],
        "actors": [actor_json(actor) for actor in findings.actors],
        "statements": [statement_json(s) for reading in findings.readings for s in reading.statements],
        "event_mentions": [mention_json(m, told.get(m.id)) for r in findings.readings for m in r.events],
        "events": [_event(event) for event in findings.events],
        "copies": [_copy(copy) for copy in findings.copies],
        "refusals": [{"page": r.page, "stage": r.stage, "reason": r.reason, "mend": r.mend} for r in findings.refusals],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


JSON = Exporter(name="json", suffix=".json", what="the whole dossier, for programs", write=write_json)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _words(words: Words) -> Json:
    return {"text": words.text, "start": words.start, "end": words.end}


def _dating(dating: Dating | None) -> Json | None:
    if dating is None:
        return None
    return {
        "earliest": _iso(dating.earliest),
        "latest": _iso(dating.latest),
        "candidates": [day.isoformat() for day in dating.candidates],
        "basis": dating.basis,
        "evidence": [{"article": e.article, "start": e.start, "end": e.end, "why": e.why} for e in dating.evidence],
        "time": dating.time,
    }


def _article(article: Article) -> Json:
    blocks = [block for block in article.blocks if block.kind in EXPORTED_BLOCKS]
    return {
        "id": article.id,
        "page": article.page,
        "sha256": article.sha256,
        "url": article.url,
        "outlet": article.outlet,
        "agencies": list(article.agencies),
        "language": article.language,
        "title": article.title,
        "text": article.text if article.own_text else None,
        "published": _dating(article.published),
        "updated": _dating(article.updated),
        "blocks": [_block(block) for block in blocks],
        "authors": list(article.authors),
        "section": article.section,
        "tags": list(article.tags),
    }


def _block(block: Block) -> Json:
    told = {"kind": block.kind, "start": block.start, "end": block.end}
    return {**told, "language": block.language} if block.language else told


def actor_json(actor: Actor) -> Json:
    """One actor as the contract writes it."""
    roles = [{"title": r.title, "from": _iso(r.start), "to": _iso(r.end)} for r in actor.roles]
    return {
        "id": actor.id,
        "name": actor.name,
        "aliases": list(actor.aliases),
        "kind": actor.kind,
        "country": actor.country,
        "sectors": list(actor.sectors),
        "wikidata": actor.wikidata,
        "roles": roles,
    }


def statement_json(s: Statement) -> Json:
    """One statement as the contract writes it; a speaker of several actors names the first and lists all."""
    actors = s.speaker.actors
    return {
        "id": s.id,
        "article": s.article,
        "speaker": {"actor": actors[0] if actors else None, "actors": list(actors), **_words(s.speaker)},
        "cue": _words(s.cue) if s.cue else None,
        "content": [_span(span) for span in s.content],
        "form": s.form,
        "polarity": s.polarity,
        "stance": s.stance,
        "addressee": {"actors": list(s.addressee.actors), **_words(s.addressee)} if s.addressee else None,
        "via": [words.text for words in s.via],
        "within": s.within,
        "rule": s.rule,
    }


def mention_json(m: EventMention, event: str | None) -> Json:
    """One event mention as the contract writes it, with the event that it is told of."""
    figures = [{"what": f.what, "value": f.value, "relation": f.relation, **_span(f)} for f in m.figures]
    return {
        "id": m.id,
        "article": m.article,
        "event": event,
        "trigger": _words(m.trigger),
        "sentence": _span(m.sentence),
        "type": m.type,
        "modes": list(m.modes),
        "contexts": list(m.contexts),
        "cameo": m.cameo,
        "status": m.status,
        "actors": list(m.actors),
        "recipients": list(m.recipients),
        "inferred": list(m.inferred),
        "date": _date(m.date),
        "place": _place(m.place),
        "according_to": list(m.according_to),
        "figures": figures,
        "rule": m.rule,
    }


def _date(told: EventDate | None) -> Json | None:
    if told is None:
        return None
    days = {"earliest": _iso(told.earliest), "latest": _iso(told.latest)}
    return {**days, "basis": told.basis, "start": told.start, "end": told.end}


def _place(place: Place | None) -> Json | None:
    if place is None:
        return None
    where = {"lat": place.lat, "lon": place.lon, "precision": place.precision}
    return {"name": place.name, "country": place.country, **where}


def _origin(origin: Origin) -> Json:
    return {
        "id": origin.id,
        "kind": origin.kind,
        "name": origin.name,
        "side": origin.side,
        "articles": list(origin.articles),
        "why": origin.why,
    }


def _event(event: Event) -> Json:
    date_ = _date(event.date)
    return {
        "id": event.id,
        "type": event.type,
        "modes": list(event.modes),
        "status": event.status,
        "summary": event.summary,
        "date": {key: date_[key] for key in ("earliest", "latest", "basis")} if date_ else None,
        "place": _place(event.place),
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "mentions": list(event.mentions),
        "origins": [_origin(origin) for origin in event.origins],
        "independent_origins": event.independent_origins,
        "confirmed_by": list(event.confirmed_by),
        "disputed_by": list(event.disputed_by),
        "disagreements": [_disagreement(told) for told in event.disagreements],
        "why": list(event.why),
        "level": event.level,
        "silent_sides": list(event.silent_sides),
        "history": [_step(step) for step in event.history],
        "story": {"id": event.story.id, "label": event.story.label} if event.story else None,
    }


def _disagreement(told: Disagreement) -> Json:
    values = [{"value": v.value, "mentions": list(v.mentions), "words": list(v.words)} for v in told.values]
    return {"field": told.field, "values": values, "compatible": told.compatible}


def _step(step: HistoryStep) -> Json:
    days = {"earliest": _iso(step.date.earliest), "latest": _iso(step.date.latest)} if step.date else None
    return {"event": step.event, "status": step.status, "date": days, "why": step.why}


def _copy(copy: Copy) -> Json:
    spans = zip(copy.articles, copy.spans, strict=True)
    return {
        "id": copy.id,
        "articles": list(copy.articles),
        "spans": {article: [[span.start, span.end] for span in stretches] for article, stretches in spans},
        "words": copy.words,
        "inside_quotation": copy.inside_quotation,
        "longest_run": copy.longest_run,
        "certainty": copy.certainty,
        "direction": copy.direction,
        "why": copy.why,
    }
