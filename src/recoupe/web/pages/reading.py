"""The reading view: an article's clean text with what was found in it marked; never the saved page itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from recoupe.explain.dates import dating_facts
from recoupe.records.pages import Article
from recoupe.records.readings import Reading
from recoupe.web.content import Ask, Content, WrongAddressError
from recoupe.web.holding import Shelf

KINDS = ("statement", "event", "actor", "time", "copy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A stretch to mark (offsets in characters from 0, end exclusive): its kind, what it is, and where that leads."""

    start: int
    end: int
    kind: str
    told: str
    href: str = ""


def page(ask: Ask) -> Content:
    """One article with its marks, metadata, why it has its date, and its neighbours in the order of pages."""
    shelf, reading = ask.shelf, ask.shelf.readings.get(ask.key)
    if reading is None:
        raise WrongAddressError(404)
    article = reading.article
    marks = sorted(_marks(shelf, reading), key=lambda m: (m.start, m.end, m.kind, m.told))
    articles = {key: held.article for key, held in shelf.readings.items()}
    order = list(articles)
    place = order.index(article.id)
    data = {
        "article": _about(article),
        "paragraphs": paragraphs(article, marks, _anchors(reading) | {mark.start for mark in marks}),
        "marks": [{**asdict(mark), "words": article.text[mark.start : mark.end]} for mark in marks],
        "kinds": [kind for kind in KINDS if any(mark.kind == kind for mark in marks)],
        "dated": [asdict(fact) for fact in dating_facts("published", article.published, article, articles)],
        "previous": f"/articles/{order[place - 1]}" if place else "",
        "next": f"/articles/{order[place + 1]}" if place + 1 < len(order) else "",
    }
    return Content(template="reading.html", title=article.title or article.page, data=data, phrase=False)


def paragraphs(article: Article, marks: list[Marked], anchors: set[int]) -> list[dict[str, Any]]:
    """The lines of the text as segments: between two boundaries the same marks hold, however they overlap."""
    text = article.text
    furniture = [block for block in article.blocks if block.kind == "furniture"]
    cuts = {0, len(text), *anchors, *(m.start for m in marks), *(m.end for m in marks)}
    cuts.update(edge for block in furniture for edge in (block.start, block.end))
    bounds = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    told: list[dict[str, Any]] = []
    offset, place, waiting, active = 0, 0, 0, list[Marked]()
    for line in text.splitlines(keepends=True):
        end, segments, start = offset + len(line), list[dict[str, Any]](), offset
        while start < end:
            while place < len(bounds) and bounds[place] <= start:
                place += 1
            stop = min(end, bounds[place]) if place < len(bounds) else end
            while waiting < len(marks) and marks[waiting].start <= start:
                active.append(marks[waiting])
                waiting += 1
            active = [mark for mark in active if mark.end > start]
            segments.append(_segment(text, (start, stop), active, start in anchors))
            start = stop
        if line.strip():
            grey = any(block.start <= offset and end - 1 <= block.end for block in furniture)
            told.append({"furniture": grey, "segments": segments})
        offset = end
    return told


def _segment(text: str, span: tuple[int, int], active: list[Marked], anchor: bool) -> dict[str, Any]:
    start, stop = span
    kinds = [kind for kind in KINDS if any(mark.kind == kind for mark in active)]
    told = "; ".join(dict.fromkeys(mark.told for mark in active))
    return {"start": start, "text": text[start:stop], "kinds": kinds, "told": told, "anchor": anchor}


def _marks(shelf: Shelf, reading: Reading) -> Iterator[Marked]:
    for said in reading.statements:
        for span in said.content:
            told, href = said.speaker.text or "?", f"/statements/{said.id}"
            yield Marked(start=span.start, end=span.end, kind="statement", told=told, href=href)
    for mention in reading.events:
        events = shelf.told_in.get(mention.id, [])
        href = f"/events/{events[0]}" if events else ""
        told = f"{mention.type} {mention.status}"
        yield Marked(start=mention.trigger.start, end=mention.trigger.end, kind="event", told=told, href=href)
    for named in reading.mentions.actors:
        key = next((ref for ref in named.refs if ref in shelf.actors), "")
        href = f"/actors/{key}" if key else ""
        yield Marked(start=named.start, end=named.end, kind="actor", told=named.name, href=href)
    for time in reading.mentions.times:
        days = " – ".join(dict.fromkeys(str(d) for d in (time.earliest, time.latest) if d))
        yield Marked(start=time.start, end=time.end, kind="time", told=days or time.value or time.text)
    yield from _copied(shelf, reading.article)


def _copied(shelf: Shelf, article: Article) -> Iterator[Marked]:
    for copy in shelf.copies.get(article.id, []):
        here = copy.articles.index(article.id)
        other = shelf.readings[copy.articles[1 - here]].article
        theirs = copy.spans[1 - here]
        href = f"/articles/{other.id}#c{theirs[0].start}" if theirs else f"/articles/{other.id}"
        for span in copy.spans[here]:
            yield Marked(start=span.start, end=span.end, kind="copy", told=other.page, href=href)


def _anchors(reading: Reading) -> set[int]:
    """The offsets that other pages link to."""
    found = {span.start for said in reading.statements for span in said.content}
    for said in reading.statements:
        words = (said.speaker, *((said.cue,) if said.cue else ()), *said.via)
        found.update(span.start for span in words)
    for mention in reading.events:
        found.update((mention.trigger.start, mention.sentence.start))
    dated = reading.article.published
    found.update(proof.start for proof in (dated.evidence if dated else ()))
    return found


def _about(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "page": article.page,
        "outlet": article.outlet,
        "agencies": list(article.agencies),
        "authors": list(article.authors),
        "language": article.language,
        "url": article.url,
        "sha256": article.sha256,
    }
