"""What a page states about its own date: near the headline, under a cue, in markup, in its address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import capture
from recoupe.languages.en import PACK as EN
from recoupe.languages.fr import PACK as FR
from recoupe.records.ids import make_id
from recoupe.records.pages import Article, Block, BlockKind
from recoupe.records.times import Dating
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.dating import date_article

PACKS = {"fr": FR, "en": EN}
NOTHING = Knowledge(countries=(), actors=(), agencies=(), outlets=(), places=())
PROSE = "Les deux délégations se sont quittées sans accord et sans fixer de nouvelle rencontre."
ENGLISH = "The two delegations parted without an accord and without naming a day for new talks."


def page(*lines: tuple[BlockKind, str], language: str = "fr") -> Article:
    """An article of labelled lines."""
    blocks: list[Block] = []
    at = 0
    for kind, words in lines:
        blocks.append(Block(start=at, end=at + len(words), kind=kind, rule="test"))
        at += len(words) + 1
    text = "\n".join(words for _, words in lines)
    title = next((words for kind, words in lines if kind == "title"), None)
    return Article(
        id=make_id("a", text),
        capture="k1",
        page="pages/one.txt",
        sha256="x",
        text=text,
        own_text=False,
        language=language,
        title=title,
        outlet=None,
        blocks=tuple(blocks),
    )


def dated(article: Article, **given: str) -> Article:
    return date_article(article, replace(capture(article.text), **given), PACKS, NOTHING)


def days(dating: Dating | None) -> tuple[date | None, date | None] | None:
    return (dating.earliest, dating.latest) if dating else None


def one(day: str) -> tuple[date, date]:
    return date.fromisoformat(day), date.fromisoformat(day)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Publié le 9 octobre 2017 à 14h02", "2017-10-09"),
        ("Publié le 09/10/2017", "2017-10-09"),
        ("Par Anne Martin, le 9 octobre 2017", "2017-10-09"),
        ("lundi 9 octobre 2017", "2017-10-09"),
        ("09.10.2017 | 14:02", "2017-10-09"),
        ("Mise en ligne : 9 oct. 2017", "2017-10-09"),
        ("Rabat, 9 octobre 2017 (AFP)", "2017-10-09"),
    ],
)
def test_line_between_headline_and_text(line: str, day: str) -> None:
    article = dated(page(("title", "Pas d'accord à Genève"), ("dateline", line), ("body", PROSE)))
    assert days(article.published) == one(day)
    assert article.published is not None
    assert article.published.basis == "explicit"
    span = article.published.evidence[0]
    assert "17" in article.text[span.start : span.end], "the evidence quotes the date"


@pytest.mark.parametrize(
    "line",
    [
        "Posted on October 9, 2017",
        "Published: 9 October 2017 14:02",
        "By Ann Martin | Oct. 9, 2017",
        "Mon 9 Oct 2017",
        "Date of publication 9 October 2017",
    ],
)
def test_english_line(line: str) -> None:
    article = dated(page(("title", "No accord"), ("dateline", line), ("body", ENGLISH), language="en"))
    assert days(article.published) == one("2017-10-09")


@pytest.mark.parametrize(
    "body",
    [
        f"9 octobre 2017. - {PROSE}",
        f"9 octobre 2017 – {PROSE}",
        f"GENÈVE, 9 octobre 2017 (AFP) - {PROSE}",
    ],
)
def test_dateline_at_the_head_of_the_text(body: str) -> None:
    assert days(dated(page(("title", "Pas d'accord"), ("body", body))).published) == one("2017-10-09")


def test_dateline_behind_a_standfirst() -> None:
    article = page(
        ("title", "Pas d'accord"), ("body", "Les pourparlers ont échoué."), ("body", f"9 octobre 2017. - {PROSE}")
    )
    assert days(dated(article).published) == one("2017-10-09")


@pytest.mark.parametrize(
    "body",
    [
        f"Mon 09 Oct 2017 {ENGLISH}",
        f"No accord in Geneva AFP Monday 9 Oct 2017 {ENGLISH}",
        f"No accord in Geneva Talks failed again after two days AFP Monday 9 Oct 2017 {ENGLISH}",
        f"Published October 9 2017 {ENGLISH}",
    ],
)
def test_flattened_dateline(body: str) -> None:
    article = page(("title", "No accord in Geneva"), ("body", body), language="en")
    assert days(dated(article).published) == one("2017-10-09")


def test_published_and_updated_stay_apart() -> None:
    article = dated(
        page(
            ("title", "Pas d'accord"),
            ("dateline", "Publié le 9 octobre 2017"),
            ("dateline", "Mis à jour le 12 octobre 2017 à 8h"),
            ("body", PROSE),
        )
    )
    assert days(article.published) == one("2017-10-09")
    assert days(article.updated) == one("2017-10-12")


def test_update_alone_dates_the_page_when_the_weekday_of_the_news_agrees() -> None:
    body = "Le ministre a déclaré lundi que les pourparlers étaient rompus."
    article = dated(page(("title", "Rupture"), ("dateline", "Mis à jour le 9 octobre 2017 à 22h25"), ("body", body)))
    assert days(article.published) == days(article.updated) == one("2017-10-09")


def test_update_alone_gives_an_interval_when_the_news_is_of_an_earlier_weekday() -> None:
    body = "Le ministre a déclaré samedi que les pourparlers étaient rompus."
    article = dated(page(("title", "Rupture"), ("dateline", "Mis à jour le 9 octobre 2017"), ("body", body)))
    assert days(article.published) == (date(2017, 10, 7), date(2017, 10, 9))


SIDEBAR: list[tuple[BlockKind, str]] = [
    ("furniture", "À lire aussi"),
    ("furniture", "Un autre titre qui parle d'autre chose"),
    ("furniture", "18/09/2017"),
    ("furniture", "Encore un titre"),
    ("furniture", "09/10/2017"),
]


@pytest.mark.parametrize(
    "trap",
    [
        SIDEBAR,
        [("furniture", "© Copyright 9 octobre 2017 La Gazette")],
        [("furniture", "Commentaires"), ("furniture", "Paul a écrit le 12 octobre 2017 à 10:22")],
        [
            ("furniture", "Sondage"),
            ("furniture", "L'Union a adopté lundi 12 décembre 2016 des mesures contre deux ministres."),
        ],
        [("furniture", "Membre depuis le 3 mars 2011")],
        [("caption", "Le port de Tripoli, photo prise le 3 mars 2011")],
    ],
    ids=["sidebar", "copyright", "comment", "poll", "member", "photo"],
)
def test_dates_of_furniture_do_not_date_the_page(trap: list[tuple[BlockKind, str]]) -> None:
    assert dated(page(("title", "Pas d'accord"), ("body", PROSE), *trap)).published is None


def test_a_row_of_comments_does_not_date_the_page() -> None:
    rows: list[tuple[BlockKind, str]] = [("dateline", f"July {day}, 2015 at 6:57 pm") for day in (3, 4, 6, 9, 12)]
    article = page(("title", "No accord"), *rows, ("body", ENGLISH), language="en")
    assert dated(article).published is None


def test_full_date_in_prose_is_no_dateline() -> None:
    body = "Le 3 mars 2011, les deux délégations s'étaient quittées sans accord, et rien n'a changé depuis."
    assert dated(page(("title", "Pas d'accord"), ("body", body))).published is None


def test_machine_date_left_in_the_text() -> None:
    line = '<time datetime="2017-10-09T22:25:02+02:00">il y a deux jours</time>'
    article = dated(page(("title", "Pas d'accord"), ("furniture", line), ("body", PROSE)))
    assert days(article.published) == one("2017-10-09")
    assert article.published is not None
    assert article.published.basis == "markup"


def test_order_of_figures_is_settled_by_a_neighbour() -> None:
    lines: list[tuple[BlockKind, str]] = [("title", "No accord"), ("dateline", "Posted 09/10/2017"), ("body", ENGLISH)]
    unsure = dated(page(*lines, language="en")).published
    assert unsure is not None
    assert unsure.candidates == (date(2017, 9, 10), date(2017, 10, 9))
    told = ("body", f"Talks in Geneva on Monday ended in nothing. {ENGLISH}")
    settled = dated(page(*lines[:2], told, language="en")).published
    assert days(settled) == one("2017-10-09"), "9 October 2017 is a Monday, 10 September a Sunday"


@pytest.mark.parametrize(
    ("url", "first", "last", "basis"),
    [
        ("https://example.org/monde/2017/10/09/accord.html", "2017-10-09", "2017-10-09", "url"),
        ("https://example.org/2017-10-09-accord", "2017-10-09", "2017-10-09", "url"),
        ("https://example.org/monde/2017/10/accord.html", "2017-10-01", "2017-10-31", "url"),
    ],
)
def test_address(url: str, first: str, last: str, basis: str) -> None:
    article = dated(page(("title", "Pas d'accord"), ("body", PROSE)), url=url)
    assert days(article.published) == (date.fromisoformat(first), date.fromisoformat(last))
    assert article.published is not None
    assert article.published.basis == basis


def test_html_markup() -> None:
    html = (
        '<html><head><meta property="article:published_time" content="2017-10-09T08:00:00Z">'
        '<meta property="article:modified_time" content="2017-10-11T08:00:00Z"></head>'
        f"<body><h1>Pas d'accord</h1><p>{PROSE}</p></body></html>"
    )
    article = replace(page(("title", "Pas d'accord"), ("body", PROSE)), own_text=True)
    found = date_article(article, replace(capture(html), media_type="html"), PACKS, NOTHING)
    assert days(found.published) == one("2017-10-09")
    assert days(found.updated) == one("2017-10-11")


def test_a_page_is_not_published_after_it_was_fetched() -> None:
    article = page(("title", "Pas d'accord"), ("dateline", "9 octobre 2017"), ("body", PROSE))
    assert dated(article, fetched="2017-10-01T00:00:00Z").published is None


def test_nothing_on_the_page_gives_nothing() -> None:
    article = dated(page(("title", "Pas d'accord"), ("body", PROSE)))
    assert article.published is None
    assert article.updated is None
