"""Why a page has its date, told in plain words."""

from __future__ import annotations

from datetime import date

import pytest

from builders import article
from recoupe.explain.dates import dating_facts, days_in_words
from recoupe.records.pages import Article
from recoupe.records.times import Dating, DatingBasis, Evidence

PAGE = article("Titre\nLe ministre a téléphoné mercredi à son homologue.", page="pages/one.txt")
OTHER = article("Autre titre\nMardi, une troisième conversation.", page="pages/two.txt")
PAGES = {PAGE.id: PAGE, OTHER.id: OTHER}


def clue(of: Article, words: str, why: str) -> Evidence:
    start = of.text.index(words) if words else 0
    return Evidence(article=of.id, start=start, end=start + len(words), why=why)


def dated(basis: DatingBasis, *evidence: Evidence, day: date = date(2015, 9, 9)) -> Dating:
    return Dating(earliest=day, latest=day, basis=basis, evidence=evidence)


def test_each_clue_is_told_with_its_words_and_what_it_implies() -> None:
    facts = list(
        dating_facts("published", dated("inferred", clue(PAGE, "mercredi", "weekday of the news")), PAGE, PAGES)
    )
    assert facts[0].value == "2015-09-09 (Wednesday)"
    assert "worked out" in facts[0].why
    assert (facts[1].field, facts[1].value, facts[1].words) == ("published, clue 1", "weekday of the news", "mercredi")
    assert PAGE.text[facts[1].start : facts[1].end] == "mercredi"


def test_a_clue_of_another_page_names_that_page() -> None:
    dating = dated("other-article", clue(OTHER, "Mardi", "tells the third call"), clue(PAGE, "mercredi", "weekday"))
    facts = list(dating_facts("published", dating, PAGE, PAGES))
    assert [fact.field for fact in facts] == ["published", "published, another page 1", "published, clue 2"]
    assert [fact.page for fact in facts[1:]] == ["pages/two.txt", "pages/one.txt"]


@pytest.mark.parametrize(
    ("basis", "field", "words"),
    [
        ("explicit", "published, source 1", "stated on the page"),
        ("judgement", "published, judgement 1", "set by a person"),
    ],
)
def test_stated_and_judged(basis: DatingBasis, field: str, words: str) -> None:
    facts = list(dating_facts("published", dated(basis, clue(PAGE, "", "set by A. Martin on 2026-11-25")), PAGE, PAGES))
    assert words in facts[0].why
    assert (facts[1].field, facts[1].words, facts[1].start) == (field, "", None), "nothing is quoted"


def test_an_unknown_date_is_told_once() -> None:
    assert [fact.value for fact in dating_facts("published", None, PAGE, PAGES)] == ["unknown"]
    assert list(dating_facts("updated", None, PAGE, PAGES)) == []


@pytest.mark.parametrize(
    ("dating", "words"),
    [
        (
            Dating(earliest=date(2016, 5, 12), latest=date(2016, 5, 24), basis="inferred"),
            "between 2016-05-12 and 2016-05-24",
        ),
        (Dating(earliest=date(2016, 5, 12), latest=None, basis="judgement"), "not before 2016-05-12"),
        (Dating(earliest=None, latest=date(2016, 5, 24), basis="judgement"), "not after 2016-05-24"),
        (
            Dating(
                earliest=date(2015, 9, 16), latest=date(2015, 9, 16), basis="markup", time="2015-09-16T22:25:02+02:00"
            ),
            "2015-09-16 (Wednesday), stated as 2015-09-16T22:25:02+02:00",
        ),
        (
            Dating(
                earliest=date(2016, 5, 22),
                latest=date(2016, 5, 29),
                basis="inferred",
                candidates=(date(2016, 5, 22), date(2016, 5, 29)),
            ),
            "one of 2 days, each a Sunday: 2016-05-22, 2016-05-29",
        ),
    ],
)
def test_days_in_words(dating: Dating, words: str) -> None:
    assert days_in_words(dating) == words
