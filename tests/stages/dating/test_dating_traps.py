"""What looks like the page's date and is not: sidebars, polls, counters, phones, resolutions, figures of open order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import article, capture
from recoupe.languages.en import PACK as EN
from recoupe.languages.fr import PACK as FR
from recoupe.records.pages import Article, Block, BlockKind
from recoupe.records.times import Dating
from recoupe.resources.knowledge import Knowledge, Outlet
from recoupe.stages.dating import date_article

PACKS = {"fr": FR, "en": EN}
PROSE = "Les deux délégations se sont quittées sans accord et sans fixer de nouvelle rencontre."
ENGLISH = "The two delegations parted without an accord and without naming a day for new talks."
PAPERS = (
    Outlet(ref="a", names=("Sample Gazette",), domains=(), country="GBR"),
    Outlet(ref="b", names=("Sample Herald",), domains=(), country="USA"),
    Outlet(ref="c", names=("Sample Times",), domains=(), country=None),
)
KNOWN = Knowledge(countries=(), actors=(), agencies=(), outlets=PAPERS, places=())
Line = tuple[BlockKind, str]


def made(*lines: Line, language: str = "fr", **given: str) -> Article:
    """An article of labelled lines."""
    blocks: list[Block] = []
    at = 0
    for kind, words in lines:
        blocks.append(Block(start=at, end=at + len(words), kind=kind, rule="test"))
        at += len(words) + 1
    title = next((words for kind, words in lines if kind == "title"), None)
    text = "\n".join(words for _, words in lines)
    return article(text, blocks=tuple(blocks), title=title, language=language, **given)


def published(page: Article, **given: str) -> Dating | None:
    return date_article(page, replace(capture(page.text), **given), PACKS, KNOWN).published  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    [
        "Téléphone : +32 486 12 10 20, fax 09.10.20.17",
        "Le Conseil a voté la résolution 2254 puis la résolution 2268.",
        "Visiteurs : 09102017 Aujourd'hui 1204",
        "Sondage : lundi 12 décembre, fallait-il signer ? Oui 60 % Non 40 %",
        "© 2013-2017 La Gazette de test",
        "Version 2.10.17",
        "20 Minutes, 60 militaires",
        "Prochaine réunion le 3 mars 2018 à 14h",
    ],
)
def test_furniture_that_holds_figures(words: str) -> None:
    assert published(made(("title", "Pas d'accord"), ("body", PROSE), ("furniture", words))) is None


def test_other_pages_in_a_list_above_the_headline() -> None:
    lines: list[Line] = [
        ("furniture", "• [ October 25, 2017 ] Another headline about the weather Local News"),
        ("furniture", "• [ October 24, 2017 ] A third headline about a market Local News"),
        ("title", "No accord in Geneva talks"),
        ("body", ENGLISH),
    ]
    assert published(made(*lines, language="en")) is None


def test_the_list_that_names_this_page_dates_it() -> None:
    lines: list[Line] = [
        ("furniture", "• [ October 25, 2017 ] Another headline about the weather Local News"),
        ("title", "No accord in Geneva talks"),
        ("body", ENGLISH),
        ("furniture", "• No accord in Geneva talks October 26, 2017 | 6:03 pm"),
    ]
    found = published(made(*lines, language="en"))
    assert found is not None
    assert (found.day, found.time) == (date(2017, 10, 26), "2017-10-26T18:03")


@pytest.mark.parametrize("fetched", ["2017-10-01T00:00:00Z", "2017-10-01"])
def test_a_day_after_the_fetch_yields_to_one_before(fetched: str) -> None:
    page = made(
        ("title", "Pas d'accord"),
        ("dateline", "9 octobre 2017"),
        ("dateline", "Paris, 28 septembre 2017"),
        ("body", PROSE),
    )
    found = published(page, fetched=fetched)
    assert found is not None
    assert found.day == date(2017, 9, 28)


def test_the_first_publication_is_kept_apart_from_the_date_of_the_change() -> None:
    page = made(
        ("title", "Pas d'accord à Genève"),
        ("dateline", "Le 19 février 2020"),
        ("body", PROSE),
        ("dateline", "* Cet article, initialement publié en avril 2017, a fait l'objet d'une mise à jour."),
    )
    found = date_article(page, capture(page.text), PACKS, KNOWN)
    assert found.published is not None
    assert (found.published.earliest, found.published.latest) == (date(2017, 4, 1), date(2017, 4, 30))
    assert found.updated is not None
    assert found.updated.day == date(2020, 2, 19)


class TestFigures:
    def page(self, *more: Line, body: str = ENGLISH, **given: str) -> Dating | None:
        lines: list[Line] = [("title", "No accord"), ("dateline", "Posted 11/08/2023 5:19pm"), ("body", body), *more]
        return published(made(*lines, language="en", **given))

    def both(self, found: Dating | None) -> bool:
        return found is not None and found.candidates == (date(2023, 8, 11), date(2023, 11, 8))

    def test_open(self) -> None:
        found = self.page()
        assert self.both(found)
        assert found is not None
        assert found.time is None, "no moment without a day"

    @pytest.mark.parametrize(
        ("comment", "day"), [("14/09/2023 at 3:00 pm", date(2023, 8, 11)), ("09/14/2023 at 3:00 pm", date(2023, 11, 8))]
    )
    def test_other_figures_of_the_page(self, comment: str, day: date) -> None:
        found = self.page(("furniture", comment))
        assert found is not None
        assert found.day == day
        assert found.time == f"{day.isoformat()}T17:19"

    def test_figures_that_disagree_settle_nothing(self) -> None:
        assert self.both(self.page(("furniture", "14/09/2023"), ("furniture", "09/14/2023")))

    @pytest.mark.parametrize(("outlet", "day"), [("Sample Gazette", 11), ("Sample Herald", 8)])
    def test_country_of_the_outlet(self, outlet: str, day: int) -> None:
        found = self.page(outlet=outlet)
        assert found is not None
        assert found.day is not None
        assert found.day.day == day

    def test_outlet_of_no_country_settles_nothing(self) -> None:
        assert self.both(self.page(outlet="Sample Times"))

    @pytest.mark.parametrize(
        ("url", "day"), [("https://example.co.uk/a", date(2023, 8, 11)), ("https://example.gov/a", date(2023, 11, 8))]
    )
    def test_domain_of_a_country(self, url: str, day: date) -> None:
        found = self.page(url=url)
        assert found is not None
        assert found.day == day

    @pytest.mark.parametrize("url", ["https://example.com/a", "http://[broken", "https://"])
    def test_domain_of_no_country_settles_nothing(self, url: str) -> None:
        assert self.both(self.page(url=url))

    def test_a_day_in_words_just_before_one_reading(self) -> None:
        found = self.page(body=f"The campaign was launched yesterday, on November 7. {ENGLISH}")
        assert found is not None
        assert found.day == date(2023, 11, 8)


def test_author_before_the_date_at_the_head_of_the_text() -> None:
    page = made(
        ("title", "Garden soup"),
        ("body", f"By Ann Martin on 31. October, 2023 | 18 Comments. {ENGLISH}"),
        language="en",
    )
    found = published(page)
    assert found is not None
    assert found.day == date(2023, 10, 31)
