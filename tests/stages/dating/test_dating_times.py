"""The time of day beside a date, its offset, and dates that the container of a page states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import article, capture
from recoupe.languages.en import PACK as EN
from recoupe.languages.fr import PACK as FR
from recoupe.records.pages import Article, Block, Declared
from recoupe.records.times import Dating
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.dating import date_article
from recoupe.stages.dating.stating.clocks import moment

PACKS = {"fr": FR, "en": EN}
NOTHING = Knowledge(countries=(), actors=(), agencies=(), outlets=(), places=())
PROSE = "Les deux délégations se sont quittées sans accord et sans fixer de nouvelle rencontre."
TITLE = "Pas d'accord à Genève"


def page(line: str, body: str = PROSE) -> Article:
    """Headline, one line, one paragraph."""
    text = f"{TITLE}\n{line}\n{body}"
    start = len(TITLE) + 1
    blocks = (
        Block(start=0, end=len(TITLE), kind="title", rule="test"),
        Block(start=start, end=start + len(line), kind="dateline", rule="test"),
        Block(start=start + len(line) + 1, end=len(text), kind="body", rule="test"),
    )
    return article(text, blocks=blocks)


def published(line: str, **given: object) -> Dating | None:
    made = page(line)
    return date_article(made, replace(capture(made.text), **given), PACKS, NOTHING).published  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("Publié le 9 octobre 2017 à 14h02", "2017-10-09T14:02"),
        ("Publié le 9 octobre 2017 à 14h", "2017-10-09T14:00"),
        ("9 octobre 2017 - 22:25", "2017-10-09T22:25"),
        ("9 octobre 2017 | 22:25:07", "2017-10-09T22:25:07"),
        ("09/10/2017 22:25 CEST", "2017-10-09T22:25+02:00"),
        ("9 octobre 2017, 22h25 GMT", "2017-10-09T22:25+00:00"),
        ("9 octobre 2017, 22h25 (GMT+2)", "2017-10-09T22:25+02:00"),
        ("9 octobre 2017, 22h25 UTC-03:30", "2017-10-09T22:25-03:30"),
        ("9 octobre 2017 à 22h25, heure de Paris", "2017-10-09T22:25"),
        ("22:25, 9 octobre 2017", "2017-10-09T22:25"),
        ("October 9, 2017 | 6:03 pm", "2017-10-09T18:03"),
        ("October 9, 2017 12:10 AM EDT", "2017-10-09T00:10-04:00"),
        ("October 9, 2017 5pm", "2017-10-09T17:00"),
    ],
)
def test_time_of_day(line: str, time: str) -> None:
    found = published(line)
    assert found is not None
    assert found.day == date(2017, 10, 9)
    assert found.time == time


@pytest.mark.parametrize(
    "line",
    [
        "9 octobre 2017",
        "9 octobre 2017, 5 commentaires",
        "9 octobre 2017, 3 min de lecture",
        "Publié le 9 octobre 2017 par A. Martin",
        "9 octobre 2017 : 12.50 €",
    ],
)
def test_no_hour_is_made_up(line: str) -> None:
    found = published(line)
    assert found is not None
    assert found.time is None


@pytest.mark.parametrize("zone", ["EST", "BST", "IST", "CST", "MSK", "ET", "heure locale", "- 3 min", "-1200 mots"])
def test_no_offset_is_made_up(zone: str) -> None:
    """These abbreviations name several offsets, the rest names none."""
    words = f"9 octobre 2017, 22:25 {zone}"
    assert moment(words, 0, 14, date(2017, 10, 9)) == "2017-10-09T22:25"


@pytest.mark.parametrize("words", ["25:10", "13:05 pm", "9.10", "", "12 %"])
def test_what_is_no_hour(words: str) -> None:
    assert moment(f"9 octobre 2017 {words}", 0, 14, date(2017, 10, 9)) is None


def test_machine_times_keep_their_offset() -> None:
    line = '<time datetime="2017-10-09T22:25:02+02:00">hier</time>'
    found = published(line)
    assert found is not None
    assert found.time == "2017-10-09T22:25:02+02:00"


def test_machine_midnight_is_a_day_without_an_hour() -> None:
    found = published('<time datetime="2017-10-09T00:00:00+02:00">hier</time>')
    assert found is not None
    assert (found.day, found.time) == (date(2017, 10, 9), None)


def html(head: str, shown: str) -> Article:
    """An HTML page dated by the day that its readers see."""
    markup = f"<html><head>{head}</head><body><h1>{TITLE}</h1><p>{shown}</p><p>{PROSE}</p></body></html>"
    made = replace(page("La Gazette de test"), own_text=True)
    return date_article(made, replace(capture(markup), media_type="html"), PACKS, NOTHING)


UTC = '<meta property="article:published_time" content="2017-10-10T02:25:00Z">'


def test_the_readers_day_wins_over_the_machines_utc() -> None:
    found = html(UTC, "October 9, 2017 10:25 pm").published
    assert found is not None
    assert found.day == date(2017, 10, 9)
    assert found.time == "2017-10-10T02:25:00+00:00", "the same moment, as the markup states it"


@pytest.mark.parametrize("shown", ["October 10, 2017", "October 3, 2017", "Updated October 9, 2017", "no date"])
def test_the_machines_day_stays_without_a_neighbour(shown: str) -> None:
    found = html(UTC, shown).published
    assert found is not None
    assert found.day == date(2017, 10, 10)


def test_a_local_time_is_not_moved() -> None:
    found = html(UTC.replace("Z", "+02:00"), "October 9, 2017").published
    assert found is not None
    assert (found.day, found.time) == (date(2017, 10, 10), "2017-10-10T02:25:00+02:00")


class TestDeclared:
    def declared(self, **values: str) -> Declared:
        return Declared(source="column `date`, row 12", **values)  # type: ignore[arg-type]

    def test_the_container_outweighs_the_page(self) -> None:
        told = self.declared(published="2017-10-09T08:00:00+02:00", updated="2017-10-11")
        made = page('<time datetime="2017-10-01">hier</time>')
        found = date_article(made, replace(capture(made.text), declared=told), PACKS, NOTHING)
        assert found.published is not None
        assert found.published.day == date(2017, 10, 9)
        assert found.published.time == "2017-10-09T08:00:00+02:00"
        assert "column `date`, row 12" in found.published.evidence[0].why
        assert found.updated is not None
        assert found.updated.day == date(2017, 10, 11)

    def test_a_month_yields_to_a_day(self) -> None:
        found = published("Publié le 9 octobre 2017", declared=self.declared(published="2017-10"))
        assert found is not None
        assert found.day == date(2017, 10, 9)

    def test_a_month_alone_is_an_interval(self) -> None:
        found = published("La Gazette de test", declared=self.declared(published="2017-10"))
        assert found is not None
        assert (found.earliest, found.latest) == (date(2017, 10, 1), date(2017, 10, 31))

    @pytest.mark.parametrize("value", ["", "soon", "2017-13-40", "09/10/2017", "2017-10-99", "0017-10-09", "9" * 500])
    def test_what_does_not_read_is_left_out(self, value: str) -> None:
        assert published("La Gazette de test", declared=self.declared(published=value)) is None


class TestAges:
    FETCHED = "2017-10-09T14:30:00Z"

    @pytest.mark.parametrize(
        ("line", "first", "last"),
        [
            ("Il y a 3 heures", "2017-10-09", "2017-10-09"),
            ("il y a 35 min", "2017-10-09", "2017-10-09"),
            ("il y a 14 h", "2017-10-08", "2017-10-09"),
            ("Il y a 2 jours", "2017-10-07", "2017-10-07"),
            ("Hier à 18h", "2017-10-08", "2017-10-08"),
            ("Aujourd'hui à 8h15", "2017-10-09", "2017-10-09"),
            ("3 hours ago", "2017-10-09", "2017-10-09"),
            ("2 days ago", "2017-10-07", "2017-10-07"),
            ("yesterday at 6pm", "2017-10-08", "2017-10-08"),
            ("il y a 2 semaines", "2017-09-18", "2017-09-25"),
            ("samedi 7 octobre", "2017-10-07", "2017-10-07"),
            ("24 décembre", "2016-12-24", "2016-12-24"),
        ],
    )
    def test_counted_from_the_fetch(self, line: str, first: str, last: str) -> None:
        found = published(line, fetched=self.FETCHED)
        assert found is not None
        assert (found.earliest, found.latest) == (date.fromisoformat(first), date.fromisoformat(last))
        assert "2017-10-09" in found.evidence[0].why, "the evidence says from what it was counted"

    @pytest.mark.parametrize("line", ["Il y a 3 heures", "Hier à 18h", "2 days ago", "samedi 7 octobre"])
    def test_without_a_fetch_they_say_nothing(self, line: str) -> None:
        assert published(line) is None

    @pytest.mark.parametrize(
        "line", ["depuis 7 années", "Membre depuis 2 jours", "Lecture : 3 minutes", "dans 2 jours"]
    )
    def test_what_is_no_age_of_the_page(self, line: str) -> None:
        assert published(line, fetched=self.FETCHED) is None

    def test_the_hour_is_kept_as_a_local_time(self) -> None:
        found = published("Hier à 18h", fetched=self.FETCHED)
        assert found is not None
        assert found.time == "2017-10-08T18:00"

    def test_an_age_of_an_update_dates_the_update(self) -> None:
        made = page("Mis à jour il y a 3 heures")
        found = date_article(made, replace(capture(made.text), fetched=self.FETCHED), PACKS, NOTHING)
        assert found.updated is not None
        assert found.updated.day == date(2017, 10, 9)

    def test_a_full_date_outweighs_an_age(self) -> None:
        made = page("Publié le 3 octobre 2017\nIl y a 2 jours")
        found = date_article(made, replace(capture(made.text), fetched=self.FETCHED), PACKS, NOTHING).published
        assert found is not None
        assert found.day == date(2017, 10, 3)

    @pytest.mark.parametrize("fetched", ["", "yesterday", "2017-99-99T00:00:00Z"])
    def test_a_fetch_that_does_not_read_counts_as_none(self, fetched: str) -> None:
        assert published("Il y a 2 jours", fetched=fetched) is None
