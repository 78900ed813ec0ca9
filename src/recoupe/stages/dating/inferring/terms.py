"""Terms of office: a person whom the text names with an office held it, so the page lies in or after that term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from recoupe.languages.pack import LanguagePack
from recoupe.languages.timex import load
from recoupe.records.pages import Article
from recoupe.resources.knowledge import Knowledge, KnownActor
from recoupe.stages.dating.inferring.marks import Bound, make_evidence, own_words

TITLE_BEFORE, TITLE_AFTER = 80, 60  # characters around a name in which its office is sought
LEAD = 1_200  # characters of the page's words in which what is told is the news, not its background
LOOSE = frozenset({"spokesperson", "envoy"})  # borne before and after the listed terms, as deputy or for another house
MOST_INDEXES = 4
_INDEXES: dict[int, tuple[Knowledge, dict[str, list[tuple[str, KnownActor]]]]] = {}


@cache
def _clause_ends() -> re.Pattern[str]:
    return re.compile(r"[.;:!?\n]\s")


@cache
def _background() -> re.Pattern[str]:
    """A year, or a pluperfect, in the sentence of a name: the office may be told of a time long past."""
    return re.compile(r"\b(?:19|20)\d\d\b|\b(?:avait|avaient|had|then)\b", re.IGNORECASE)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[\w’'-]+")


def _index(knowledge: Knowledge) -> dict[str, list[tuple[str, KnownActor]]]:
    """Full names of persons with terms, by their last word; built once for each Knowledge."""
    key = id(knowledge)
    if key not in _INDEXES:
        if len(_INDEXES) >= MOST_INDEXES:
            _INDEXES.clear()
        index: dict[str, list[tuple[str, KnownActor]]] = {}
        for actor in knowledge.actors:
            if actor.roles and actor.kind == "person":
                for name in dict.fromkeys(name for names in actor.names.values() for name in names if " " in name):
                    index.setdefault(name.split()[-1], []).append((name, actor))
        _INDEXES[key] = (knowledge, index)
    return _INDEXES[key][1]


@cache
def _offices(pack: LanguagePack) -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    page = load(pack).file.page
    offices = {key: re.compile(words) for key, words in page.offices.items() if key not in LOOSE}
    return offices, re.compile(page.former, re.IGNORECASE)


def term_bounds(article: Article, pack: LanguagePack, knowledge: Knowledge) -> Iterator[Bound]:
    """Terms of persons whom the text names with an office that the tables know them to have held.

    A page that names the office is not older than the term. It is not younger either where the name stands in the lead
    or in a sentence that tells neither a year nor a pluperfect; elsewhere it may look back.
    """
    text = "\n".join(article.text[span.start : span.end] for span in own_words(article))
    index, seen = _index(knowledge), set[str]()
    for word in sorted(set(_words().findall(text)) & index.keys()):
        for name, actor in index[word]:
            if actor.ref not in seen and name in text:
                seen.add(actor.ref)
                yield from _named(article, actor, name, pack)


def _named(article: Article, actor: KnownActor, name: str, pack: LanguagePack) -> Iterator[Bound]:
    offices, former = _offices(pack)
    read = 0
    for stretch in own_words(article):
        at = article.text.find(name, stretch.start, stretch.end)
        read += stretch.end - stretch.start
        if at < 0:
            continue
        first, last = max(stretch.start, at - TITLE_BEFORE), min(stretch.end, at + len(name) + TITLE_AFTER)
        before = _clause_ends().split(article.text[first:at])[-1]
        after = _clause_ends().split(article.text[at + len(name) : last])[0]
        if former.search(before[-45:]) or former.search(after[:30]):
            return
        named = _named_offices(offices, before, after)
        held = [role for role in actor.roles if role.title in named and (role.start or role.end)]
        if held:
            in_lead = read - (stretch.end - at) <= LEAD
            present = in_lead or not _background().search(_sentence(article, at, stretch.start, stretch.end))
            yield _bound(article, [(role.start, role.end) for role in held], (at, at + len(name)), present=present)
            return


def _named_offices(offices: dict[str, re.Pattern[str]], before: str, after: str) -> set[str]:
    follows = after.lstrip(" ,") if after[:1] in ("", " ", ",") else ""
    return {key for key, office in offices.items() if office.search(before) or (follows and office.match(follows))}


def _sentence(article: Article, at: int, start: int, end: int) -> str:
    before = _clause_ends().split(article.text[start:at])[-1]
    return before + _clause_ends().split(article.text[at:end])[0]


def _bound(
    article: Article, terms: list[tuple[date | None, date | None]], at: tuple[int, int], *, present: bool
) -> Bound:
    told = ", ".join(_tell(start, end) for start, end in terms)
    if present:
        return Bound(stretches=tuple(terms), evidence=make_evidence(article, *at, f"in that office {told}"))
    starts = [start for start, _ in terms]
    first = None if None in starts else min(start for start in starts if start)
    why = f"in that office {told}; the sentence may look back, so only the beginning counts"
    return Bound(stretches=((first, None),), evidence=make_evidence(article, *at, why))


def _tell(start: date | None, end: date | None) -> str:
    return f"{start.isoformat() if start else '…'} to {end.isoformat() if end else '…'}"
