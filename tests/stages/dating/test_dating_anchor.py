"""Times and events get their days from the date of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from builders import article as make_article
from recoupe.languages.en import PACK as EN
from recoupe.languages.fr import PACK as FR
from recoupe.records.events import EventMention
from recoupe.records.ids import make_id
from recoupe.records.pages import Article
from recoupe.records.readings import Mentions, Reading
from recoupe.records.spans import Span, words_at
from recoupe.records.times import Dating, EventDate
from recoupe.stages.dating import anchor
from recoupe.stages.mentions.times import find_times

WED = date(2015, 9, 16)
PACKS = {"fr": FR, "en": EN}


def on(first: str, last: str | None = None, *candidates: str) -> Dating:
    days = tuple(date.fromisoformat(day) for day in candidates)
    return Dating(
        earliest=date.fromisoformat(first), latest=date.fromisoformat(last or first), basis="explicit", candidates=days
    )


def page(body: str, published: Dating | None = None, language: str = "fr") -> Reading:
    article = make_article(f"Un titre\n\n{body}", published=published or on("2015-09-16"), language=language)
    times = find_times(article, (), PACKS[language])
    return Reading(article=article, mentions=Mentions(times=times), statements=(), events=())


def telling(reading: Reading, trigger: str, when: str | None = None, **given: Any) -> EventMention:
    """An event found by its trigger, in its sentence, with the time that stands for it."""
    article: Article = reading.article
    start = article.text.index(trigger)
    first = max(article.text.rfind(mark, 0, start) for mark in (". ", "\n")) + 1
    last = article.text.find(". ", start)
    time = next((time.id for time in reading.mentions.times if when and time.text == when), None)
    assert when is None or time is not None, [mention.text for mention in reading.mentions.times]
    known: dict[str, Any] = {
        "id": make_id("m", article.id, start),
        "article": article.id,
        "type": "ASSAULT",
        "status": "happened",
        "trigger": words_at(article.text, start, start + len(trigger)),
        "rule": "test",
        "when": time,
        "sentence": Span(start=first, end=last if last >= 0 else len(article.text)),
    }
    return EventMention(**{**known, **given})


def dates(reading: Reading, *events: EventMention) -> list[EventDate | None]:
    return [event.date for event in anchor(replace(reading, events=events)).events]


def stretch(found: EventDate | None) -> tuple[str, str, str] | None:
    return (found.earliest.isoformat(), found.latest.isoformat(), found.basis) if found else None


class TestTimes:
    def test_a_day(self) -> None:
        done = anchor(page("Le pont a sauté mardi."))
        assert [(time.value, time.earliest) for time in done.mentions.times] == [("2015-09-15", date(2015, 9, 15))]

    def test_an_interval_gives_an_interval(self) -> None:
        (time,) = anchor(page("Le pont a sauté hier.", on("2016-05-12", "2016-05-24"))).mentions.times
        assert time.value is None
        assert (time.earliest, time.latest) == (date(2016, 5, 11), date(2016, 5, 23))

    def test_a_set_of_days_gives_the_hull(self) -> None:
        sundays = on("2016-05-22", "2016-05-29", "2016-05-22", "2016-05-29")
        (time,) = anchor(page("Le pont a sauté dimanche.", sundays)).mentions.times
        assert (time.earliest, time.latest) == (date(2016, 5, 22), date(2016, 5, 29))

    def test_an_undated_page_keeps_what_needs_no_date(self) -> None:
        reading = page("Le pont a sauté mardi. Il avait été bâti en 1998.")
        reading = replace(reading, article=replace(reading.article, published=None))
        assert [time.value for time in anchor(reading).mentions.times] == [None, "1998"]

    def test_the_day_told_before(self) -> None:
        done = anchor(page("Mardi, l'armée a pris le pont. La veille, elle avait bombardé la rive."))
        assert [time.value for time in done.mentions.times] == ["2015-09-15", "2015-09-14"]

    def test_it_can_be_done_again_for_another_date(self) -> None:
        reading = page("Le pont a sauté mardi.")
        again = anchor(anchor(reading))
        assert again == anchor(reading)
        moved = replace(again, article=replace(again.article, published=on("2015-09-23")))
        assert [time.value for time in anchor(moved).mentions.times] == ["2015-09-22"]

    def test_the_dateline_of_the_page_is_no_time_of_the_text(self) -> None:
        body = "16 septembre 2015. - Le pont a sauté mardi."
        article = make_article(f"Un titre\n\n{body}")
        at = article.text.index("16 septembre")
        proof = on("2015-09-16")
        from recoupe.records.times import Evidence

        proof = replace(proof, evidence=(Evidence(article=article.id, start=at, end=at + 17, why="dateline"),))
        found = find_times(replace(article, published=proof), (), FR)
        assert [time.text for time in found] == ["mardi"]


class TestEvents:
    @pytest.mark.parametrize(
        ("body", "trigger", "when", "given", "expected"),
        [
            (
                "Des avions ont frappé mardi le pont.",
                "ont frappé",
                "mardi",
                {},
                ("2015-09-15", "2015-09-15", "relative"),
            ),
            (
                "Des avions ont frappé le pont le 3 mars 2014.",
                "ont frappé",
                "le 3 mars 2014",
                {},
                ("2014-03-03", "2014-03-03", "stated"),
            ),
            (
                "Moscou livre des armes depuis plusieurs mois.",
                "livre",
                "depuis plusieurs mois",
                {"status": "ongoing"},
                ("2015-06-17", "2015-09-16", "relative"),
            ),
            (
                "Les avions frappent depuis mardi.",
                "frappent",
                "mardi",
                {"status": "ongoing"},
                ("2015-09-15", "2015-09-16", "relative"),
            ),
            (
                "Les deux ministres se verront lundi.",
                "se verront",
                "lundi",
                {"type": "CONSULT", "status": "planned"},
                ("2015-09-21", "2015-09-21", "relative"),
            ),
            (
                "La Russie a renforcé ces derniers jours sa présence.",
                "a renforcé",
                "ces derniers jours",
                {"type": "MOBILIZE"},
                ("2015-09-09", "2015-09-16", "relative"),
            ),
            (
                "Récemment, le ministre a proposé une trêve.",
                "a proposé",
                "Récemment",
                {"type": "AGREE", "status": "proposed"},
                ("2015-08-17", "2015-09-16", "relative"),
            ),
            (
                "Le parti a appelé à manifester vendredi.",
                "a appelé",
                "vendredi",
                {"type": "REQUEST", "status": "demanded"},
                ("2015-09-15", "2015-09-16", "article"),
            ),
        ],
    )
    def test_the_time_of_the_sentence(
        self, body: str, trigger: str, when: str, given: dict[str, Any], expected: tuple[str, str, str]
    ) -> None:
        reading = page(body)
        assert stretch(dates(reading, telling(reading, trigger, when, **given))[0]) == expected

    def test_news_without_a_time_is_of_the_page_s_day_or_the_day_before(self) -> None:
        reading = page("Le ministre a dénoncé ces frappes.")
        assert stretch(dates(reading, telling(reading, "a dénoncé", type="ACCUSE"))[0]) == (
            "2015-09-15",
            "2015-09-16",
            "article",
        )

    def test_background_without_a_time_stays_undated(self) -> None:
        filler = "Les deux capitales se parlent peu. " * 12
        reading = page(f"Le ministre a parlé. {filler}L'aviation avait détruit le vieux port.")
        assert dates(reading, telling(reading, "avait détruit")) == [None]

    def test_an_undated_page_dates_no_news(self) -> None:
        reading = page("Le ministre a dénoncé ces frappes.")
        reading = replace(reading, article=replace(reading.article, published=None))
        assert dates(reading, telling(reading, "a dénoncé", type="ACCUSE")) == [None]

    def test_what_goes_on_is_seen_on_the_day_of_the_page(self) -> None:
        reading = page("Moscou livre des armes à Damas.")
        found = dates(reading, telling(reading, "livre", type="AID", status="ongoing"))[0]
        assert stretch(found) == ("2015-09-15", "2015-09-16", "article")

    def test_the_same_happening_told_again(self) -> None:
        reading = page("Des avions ont frappé mardi le pont. Selon le maire, l'attaque a fait dix morts.")
        first = telling(reading, "ont frappé", "mardi", actors=("RUS",))
        again = telling(reading, "attaque", actors=("RUS",))
        assert [stretch(found) for found in dates(reading, first, again)] == [
            ("2015-09-15", "2015-09-15", "relative")
        ] * 2

    def test_a_demonstrative_takes_up_the_last_one_told(self) -> None:
        reading = page("Les deux ministres ont discuté mardi. Cet entretien a été voulu par Rome.")
        first = telling(reading, "ont discuté", "mardi", type="CONSULT", actors=("FRA", "DEU"))
        again = telling(reading, "entretien", type="CONSULT", actors=("ITA",))
        assert stretch(dates(reading, first, again)[1]) == ("2015-09-15", "2015-09-15", "relative")

    def test_what_is_told_in_one_go(self) -> None:
        reading = page("Mardi, des avions ont frappé le pont. Ils ont ensuite détruit un dépôt.")
        first = telling(reading, "ont frappé", "Mardi")
        sequel = telling(reading, "détruit un")
        assert stretch(dates(reading, first, sequel)[1]) == ("2015-09-15", "2015-09-15", "relative")

    def test_the_day_after_a_happening(self) -> None:
        reading = page("Deux jours après l'assaut, l'armée a tiré lundi sur la foule.")
        assault = telling(reading, "assaut")
        shots = telling(reading, "a tiré", "lundi")
        assert stretch(dates(reading, assault, shots)[0]) == ("2015-09-12", "2015-09-12", "relative")

    def test_a_time_belongs_to_the_noun_behind_it(self) -> None:
        reading = page("The mayor condemned Mondays raid on the market.", language="en")
        raid = telling(reading, "raid")
        blame = telling(reading, "condemned", "Mondays", type="ACCUSE")
        found = dates(reading, raid, blame)
        assert stretch(found[0]) == ("2015-09-14", "2015-09-14", "relative")
        assert stretch(found[1]) == ("2015-09-15", "2015-09-16", "article")

    def test_the_age_of_a_thing_is_no_date(self) -> None:
        reading = page("Ils ont attaqué une mosquée du XVIe siècle.")
        found = dates(reading, telling(reading, "ont attaqué", "du XVIe siècle"))[0]
        assert stretch(found) == ("2015-09-15", "2015-09-16", "article")
