"""Why a page has its date, in plain words: what was stated, what was worked out step by step, what a person set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from recoupe.explain.facts import Fact
from recoupe.records.pages import Article
from recoupe.records.times import Dating, Evidence

UNKNOWN = "no date on the page and too little in its text to bound one"
MOST_DAYS = 12  # days of a set that are written out
HOW = {
    "explicit": "stated on the page",
    "markup": "stated for machines, in the page's markup or its container",
    "url": "stated in the page's address",
    "inferred": "not stated: worked out from what the text tells; every clue below must hold",
    "other-article": "not stated: dated by another page of the dossier, together with the page's own clues",
    "judgement": "set by a person, whatever the page says",
}


def dating_facts(field: str, dating: Dating | None, own: Article, pages: Mapping[str, Article]) -> Iterator[Fact]:
    """The date of a page and the steps to it, each with its quoted words and what they imply.

    `field` is "published" or "updated"; an unknown publication is told, an unknown update is not. `pages` holds the
    articles that the evidence may name, by id.
    """
    if dating is None:
        if field == "published":
            yield Fact(field=field, value="unknown", why=UNKNOWN)
        return
    yield Fact(field=field, value=days_in_words(dating), why=HOW[dating.basis])
    for number, evidence in enumerate(dating.evidence, start=1):
        article = pages.get(evidence.article)
        if article is not None:
            yield _step(f"{field}, {_kind(dating, evidence, own)} {number}", article, evidence)


def days_in_words(dating: Dating) -> str:
    """A day, a stretch or a set of days as a reader says it, with the stated time of day."""
    if dating.day is not None:
        return f"{dating.day} ({dating.day:%A})" + (f", stated as {dating.time}" if dating.time else "")
    if dating.candidates:
        weekdays = {f"{day:%A}" for day in dating.candidates}
        named = f", each a {weekdays.pop()}" if len(weekdays) == 1 else ""
        shown = ", ".join(day.isoformat() for day in dating.candidates[:MOST_DAYS])
        more = f" … {dating.candidates[-1]}" if len(dating.candidates) > MOST_DAYS else ""
        return f"one of {len(dating.candidates)} days{named}: {shown}{more}"
    if dating.earliest is None:
        return f"not after {dating.latest}"
    return f"between {dating.earliest} and {dating.latest}" if dating.latest else f"not before {dating.earliest}"


def _kind(dating: Dating, evidence: Evidence, own: Article) -> str:
    if evidence.article != own.id:
        return "another page"
    if dating.basis == "judgement":
        return "judgement"
    return "clue" if dating.basis in ("inferred", "other-article") else "source"


def _step(field: str, article: Article, evidence: Evidence) -> Fact:
    quoted = evidence.end > evidence.start
    return Fact(
        field=field,
        value=evidence.why,
        words=article.text[evidence.start : evidence.end],
        page=article.page,
        start=evidence.start if quoted else None,
        end=evidence.end if quoted else None,
    )
