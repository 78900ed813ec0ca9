"""A date that a person set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import article
from recoupe.errors import DossierError
from recoupe.languages.fr import PACK as FR
from recoupe.records.judgements import Judgement
from recoupe.records.pages import Article
from recoupe.records.readings import Mentions, Reading
from recoupe.records.times import Dating
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.dating import date_dossier, judge_date
from recoupe.stages.mentions.times import find_times

NOTHING = Knowledge(countries=(), actors=(), agencies=(), outlets=(), places=())
PAGE = article()


def judgement(value: str = '{"earliest": "2017-06-10", "latest": "2017-06-11"}', **given: str) -> Judgement:
    known = {"target": PAGE.capture, "by": "A. Martin", "at": "2026-11-25T10:00:00Z", "because": "the log says so"}
    return Judgement(id="j1", kind="set-date", value=value, **{**known, **given})


def test_a_persons_date_decides() -> None:
    stated = Dating(earliest=date(2016, 1, 1), latest=date(2016, 1, 1), basis="explicit")
    found = judge_date(replace(PAGE, published=stated), judgement()).published
    assert found is not None
    assert (found.earliest, found.latest, found.basis) == (date(2017, 6, 10), date(2017, 6, 11), "judgement")
    assert found.evidence[0].why == "set by A. Martin on 2026-11-25: the log says so"


def test_an_open_side() -> None:
    found = judge_date(PAGE, judgement('{"earliest": "2017-06-10", "latest": null}')).published
    assert found is not None
    assert (found.earliest, found.latest) == (date(2017, 6, 10), None)


def test_an_update_before_the_judged_day_is_dropped() -> None:
    early = Dating(earliest=date(2016, 1, 1), latest=date(2016, 1, 1), basis="explicit")
    assert judge_date(replace(PAGE, updated=early), judgement()).updated is None


@pytest.mark.parametrize("given", [{"target": "another page"}, {"kind": "withdraw"}])
def test_a_judgement_on_something_else_changes_nothing(given: dict[str, str]) -> None:
    assert judge_date(PAGE, replace(judgement(), **given)) == PAGE  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "[]",
        "{}",
        '{"earliest": null, "latest": null}',
        '{"earliest": "soon", "latest": "2017-06-10"}',
        '{"earliest": 3, "latest": "2017-06-10"}',
        '{"earliest": "2017-06-11", "latest": "2017-06-10"}',
        "[" * 100_000,
    ],
)
def test_a_damaged_judgement_is_an_error_that_says_how_to_mend_it(value: str) -> None:
    with pytest.raises(DossierError) as caught:
        judge_date(PAGE, judgement(value))
    assert caught.value.mend


def numbered(number: int, words: str, published: Dating | None) -> Reading:
    made: Article = article(f"Titre\n{words}", url=f"https://example.org/{number}/titre", published=published)
    mentions = Mentions(actors=(), times=find_times(made, (), FR))
    return Reading(article=made, mentions=mentions, statements=(), events=())


def set_to(day: str) -> Dating:
    return Dating(earliest=date.fromisoformat(day), latest=date.fromisoformat(day), basis="judgement")


def test_other_pages_leave_a_judged_page_alone_and_are_dated_by_it() -> None:
    pages = [
        numbered(942764, "Le premier texte.", set_to("2015-09-05")),
        numbered(943422, "Le ministre a téléphoné mercredi.", None),
        numbered(943900, "Le dernier texte.", set_to("2015-09-11")),
        numbered(943500, "Un texte d'un autre jour, dit quelqu'un.", set_to("2015-09-10")),
    ]
    found = [reading.article.published for reading in date_dossier(pages, [], NOTHING)]
    assert (found[0], found[2], found[3]) == (set_to("2015-09-05"), set_to("2015-09-11"), set_to("2015-09-10"))
    assert found[1] is not None
    assert found[1].day == date(2015, 9, 9)
