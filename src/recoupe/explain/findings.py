"""Why an event, a statement or an article is told as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from recoupe.explain.dates import dating_facts
from recoupe.explain.facts import Explanation, Fact
from recoupe.records.events import Event, EventMention
from recoupe.records.pages import Article
from recoupe.records.readings import Findings, Reading
from recoupe.records.spans import Span
from recoupe.records.statements import Statement
from recoupe.records.times import EventDate


def explain_event(event: Event, findings: Findings) -> Explanation:
    """Every field of an event with the mentions, statements and copies that it rests on."""
    names = actor_names(findings)
    mentions = {m.id: (m, r) for r in findings.readings for m in r.events}
    facts = [
        Fact(field="type", value=" ".join((event.type, *event.modes))),
        Fact(field="status", value=event.status),
        Fact(field="date", value=date_words(event.date)),
        Fact(field="actors", value=", ".join(names.get(key, key) for key in event.actors)),
        Fact(field="recipients", value=", ".join(names.get(key, key) for key in event.recipients)),
        Fact(field="place", value=event.place.name if event.place else ""),
    ]
    for key in event.mentions:
        facts.extend(_mention_facts(*mentions[key], names))
    facts.append(Fact(field="independent origins", value=f"at most {event.independent_origins}"))
    facts.extend(Fact(field="origin", value=f"{o.name} ({o.kind})", why=o.why) for o in event.origins)
    for field, sides in (("confirmed by", event.confirmed_by), ("disputed by", event.disputed_by)):
        facts.extend([Fact(field=field, value=", ".join(sides))] if sides else [])
    facts.extend(
        Fact(
            field=f"disagreement on {d.field}",
            value=" / ".join(v.value for v in d.values),
            why="the texts can all be true" if d.compatible else "the texts cannot all be true",
        )
        for d in event.disagreements
    )
    facts.extend(_affair_facts(event))
    facts.extend(Fact(field="joined because", value=reason) for reason in event.why)
    return Explanation(title=f"{event.id}: {event.summary}", facts=tuple(fact for fact in facts if fact.value))


def _affair_facts(event: Event) -> Iterator[Fact]:
    """How well the event is known, who of its parties is silent, and the affair that it is a step of."""
    yield Fact(field="level", value=event.level)
    yield Fact(field="silent", value=", ".join(event.silent_sides))
    for step in event.history:
        yield Fact(field="affair", value=f"{step.status}: {step.event}", why=step.why)
    yield Fact(field="story", value=event.story.label if event.story else "")


def explain_statement(key: str, findings: Findings) -> Explanation:
    """A statement's speaker, cue, content, channel and carriers, with their words and the rule."""
    reading, statement = next((r, s) for r in findings.readings for s in r.statements if s.id == key)
    names = actor_names(findings)
    facts = list(_statement_facts(statement, reading.article, names))
    carriers = {s.id: s for s in reading.statements}
    outer = carriers.get(statement.within or "")
    while outer is not None and len(facts) < 100:
        facts.append(Fact(field="within", value=f"{outer.id}, said by {outer.speaker.text}"))
        outer = carriers.get(outer.within or "")
    return Explanation(title=f"{statement.id}: {statement.speaker.text}", facts=tuple(facts))


def explain_article(key: str, findings: Findings) -> Explanation:
    """A page's outlet, credits, dates with their evidence, and what each stretch of it was taken for."""
    reading = next(r for r in findings.readings if r.article.id == key)
    article, pages = reading.article, {r.article.id: r.article for r in findings.readings}
    facts = [
        Fact(field="page", value=article.page, why=f"sha256 {article.sha256}"),
        Fact(field="language", value=article.language),
        Fact(field="outlet", value=article.outlet or "unknown"),
    ]
    signs = (("authors", article.authors), ("section", (article.section or "",)), ("tags", article.tags))
    facts.extend(Fact(field=field, value=", ".join(told)) for field, told in signs if any(told))
    facts.extend(_at(article, credit, "credit", credit.name) for credit in article.credits)
    facts.extend(dating_facts("published", article.published, article, pages))
    facts.extend(dating_facts("updated", article.updated, article, pages))
    facts.extend(
        _at(
            article, block, block.kind, f"{block.kind} ({block.language})" if block.language else block.kind, block.rule
        )
        for block in article.blocks
    )
    for copy in findings.copies:
        if key in copy.articles:
            other = pages[copy.articles[1 - copy.articles.index(key)]]
            where = copy.spans[copy.articles.index(key)][0]
            verb = "likely stand" if copy.certainty == "likely" else "also stand"
            facts.append(_at(article, where, "copy", f"{copy.words} words {verb} in {other.page}", why=copy.why))
    return Explanation(title=f"{article.id}: {article.title or article.page}", facts=tuple(facts))


def actor_names(findings: Findings) -> Mapping[str, str]:
    """Names of actors by id."""
    return {actor.id: actor.name for actor in findings.actors}


def date_words(date: EventDate | None) -> str:
    """An event's date with its basis, in words."""
    if date is None:
        return "unknown"
    if date.earliest == date.latest:
        return f"{date.earliest} ({date.basis})"
    return f"between {date.earliest} and {date.latest} ({date.basis})"


def _mention_facts(mention: EventMention, reading: Reading, names: Mapping[str, str]) -> Iterator[Fact]:
    article = reading.article
    who = ", ".join(names.get(key, key) for key in mention.actors)
    whom = ", ".join(names.get(key, key) for key in mention.recipients)
    yield _at(
        article,
        mention.trigger,
        "told by",
        f"{who or '?'} → {whom or '?'}: {mention.type} {mention.status}",
        mention.rule,
    )
    yield _at(article, mention.sentence, "sentence", mention.id)
    for side in mention.inferred:
        named = {"actor": who, "recipient": whom}[side]
        yield Fact(
            field=f"{side} inferred", value=named, page=article.page, why="no words of the sentence name that side"
        )
    if mention.date is not None and mention.date.end:
        yield _at(article, Span(start=mention.date.start, end=mention.date.end), "dated by", date_words(mention.date))
    elif mention.date is not None:
        yield Fact(field="dated by", value=date_words(mention.date), page=article.page, why="the date of the page")
    for figure in mention.figures:
        yield _at(article, figure, "figure", f"{figure.what}: {figure.relation} {figure.value}")
    for statement in reading.statements:
        if statement.id in mention.according_to:
            yield from _statement_facts(statement, article, names)


def _statement_facts(statement: Statement, article: Article, names: Mapping[str, str]) -> Iterator[Fact]:
    speakers = ", ".join(names.get(key, key) for key in statement.speaker.actors)
    yield _at(
        article, statement.speaker, "according to", speakers or statement.speaker.text or "from context", statement.rule
    )
    if statement.cue is not None:
        yield _at(article, statement.cue, "cue", f"{statement.form}, {statement.polarity}, {statement.stance}")
    for span in statement.content:
        yield _at(article, span, "said", statement.id)
    for words in statement.via:
        yield _at(article, words, "via", words.text)


def _at(article: Article, span: Span, field: str, value: str, rule: str = "", why: str = "") -> Fact:
    words = article.text[span.start : span.end]
    return Fact(
        field=field, value=value, words=words, page=article.page, start=span.start, end=span.end, rule=rule, why=why
    )
