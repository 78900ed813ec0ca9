"""Who of one page is who of another."""

from __future__ import annotations

import random
from datetime import date

import pytest

from recoupe.records.actors import Actor, ActorKind, ActorMention, MentionForm
from recoupe.records.events import EventMention
from recoupe.records.pages import Article
from recoupe.records.readings import Mentions, Reading
from recoupe.records.spans import Span, Words
from recoupe.records.statements import Speaker, Statement
from recoupe.records.times import Dating
from recoupe.resources.knowledge import load_knowledge
from recoupe.stages.linking import link_actors
from recoupe.stages.linking.spelling import same_spelling

DAY = date(2016, 5, 29)


def mention(
    article: str,
    ref: str,
    name: str,
    country: str | None = None,
    kind: ActorKind = "person",
    form: MentionForm = "name",
) -> ActorMention:
    return ActorMention(
        id=f"n{article}{ref}", article=article, start=0, end=len(name), text=name, kind=kind, form=form, refs=(ref,),
        name=name, rule="test", country=country,
    )  # fmt: skip


def reading(article: str, *mentions: ActorMention, language: str = "fr", day: date | None = DAY) -> Reading:
    page = Article(
        id=article, capture="k", page=f"{article}.txt", sha256="", text="x" * 99, own_text=False, language=language,
        title=None, outlet=None, blocks=(),
        published=Dating(earliest=day, latest=day, basis="explicit") if day else None,
    )  # fmt: skip
    return Reading(article=page, mentions=Mentions(actors=mentions), statements=(), events=())


def link(*readings: Reading) -> tuple[list[Reading], tuple[Actor, ...]]:
    return link_actors(readings, load_knowledge())


def ids(linked: list[Reading]) -> list[str]:
    return [item.refs[0] for one in linked for item in one.mentions.actors]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergueï Choïgou", "Sergei Shoigu"),
        ("Sergueï Lavrov", "Sergey Lavrov"),
        ("Bachar el-Assad", "Bashar al-Assad"),
        ("Rami Abdel Rahmane", "Rami Abdulrahman"),
        ("Vladimir Poutine", "Vladimir Putin"),
        ("Mahmoud Abbas", "Mahmud Abbas"),
    ],
)
def test_transliterations_agree(one: str, other: str) -> None:
    assert same_spelling(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean Martin", "Jeanne Morten"),
        ("Paul Durand", "Pierre Durand"),
        ("Marie Dupont", "Marc Dupont"),
        ("Kerry", "John Kerry"),
    ],
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert not same_spelling(one, other)


def test_the_same_table_ref_is_one_actor_with_the_fullest_record() -> None:
    linked, actors = link(
        reading("a1", mention("a1", "p.sergei-lavrov", "Sergueï Lavrov", "RUS")),
        reading("a2", mention("a2", "p.sergei-lavrov", "Lavrov", "RUS")),
    )
    assert len(actors) == 1
    assert set(ids(linked)) == {actors[0].id}
    assert (actors[0].name, actors[0].country, actors[0].ref) == ("Sergueï Lavrov", "RUS", "p.sergei-lavrov")
    assert "Lavrov" in actors[0].aliases
    assert any(role.title == "foreign-minister" for role in actors[0].roles)


def test_two_transliterations_of_a_name_of_the_pages_join() -> None:
    linked, actors = link(
        reading("a1", mention("a1", "~iouri-bezroukov", "Iouri Bezroukov", "RUS")),
        reading("a2", mention("a2", "~yuri-bezrukov", "Yuri Bezrukov", "RUS"), language="en"),
    )
    assert len(actors) == 1, actors
    assert len(set(ids(linked))) == 1


def test_homonyms_of_two_countries_stay_apart() -> None:
    _, actors = link(
        reading("a1", mention("a1", "~paul-meunier", "Paul Meunier", "FRA")),
        reading("a2", mention("a2", "~paul-meunier", "Paul Meunier", "CAN")),
    )
    assert {actor.country for actor in actors} == {"FRA", "CAN"}


def test_a_surname_alone_joins_nothing() -> None:
    _, actors = link(
        reading("a1", mention("a1", "~meunier", "Meunier")), reading("a2", mention("a2", "~meunier", "Meunier"))
    )
    assert len(actors) == 2


def test_an_unnamed_official_stays_the_page_s_own_and_groups_join() -> None:
    official, rebels = "~usa.official.un-responsable-americain", "~syr.rebels"
    _, actors = link(
        reading("a1", mention("a1", official, "responsable américain", "USA", form="description"),
                mention("a1", rebels, "rebelles syriens", "SYR", "armed_group", "description")),
        reading("a2", mention("a2", official, "responsable américain", "USA", form="description"),
                mention("a2", rebels, "rebelles syriens", "SYR", "armed_group", "description")),
    )  # fmt: skip
    assert sorted(actor.kind for actor in actors) == ["armed_group", "person", "person"]


def test_a_description_without_its_country_joins_only_within_one_country() -> None:
    pages = [("a1", "CHN"), ("a2", "ESP"), ("a3", "ESP"), ("a4", None)]
    _, actors = link(
        *(reading(key, mention(key, "~party.parti", "parti", land, "party", "title")) for key, land in pages)
    )
    assert sorted(str(actor.country) for actor in actors) == ["CHN", "ESP", "None"]
    assert len({actor.id for actor in actors}) == 3


def test_unnamed_holders_of_an_office_join_only_near_in_time() -> None:
    ref = "~btn.foreign-minister"
    pages = [("a1", date(2016, 1, 5)), ("a2", date(2016, 2, 5)), ("a3", date(2021, 1, 1))]
    _, actors = link(*(reading(key, mention(key, ref, "ministre", "BTN", form="title"), day=day) for key, day in pages))
    assert len(actors) == 2


def test_statements_and_events_name_actors_by_id() -> None:
    page = reading("a1", mention("a1", "RUS", "Moscou", "RUS", "state", "metonym"))
    said = Statement(
        id="s1", article="a1", speaker=Speaker(start=0, end=6, text="Moscou", actors=("RUS",)),
        content=(Span(start=0, end=1),), form="indirect", rule="test",
        addressee=Speaker(start=0, end=1, text="x", actors=("usa.presidency",)),
    )  # fmt: skip
    told = EventMention(
        id="m1", article="a1", trigger=Words(start=0, end=1, text="x"), sentence=Span(start=0, end=9), type="REQUEST",
        status="demanded", rule="test", actors=("RUS",), recipients=("USA", "~nobody-met"),
    )  # fmt: skip
    full = Reading(article=page.article, mentions=page.mentions, statements=(said,), events=(told,))
    linked, actors = link(full)
    by_id = {actor.id: actor for actor in actors}
    assert by_id[linked[0].statements[0].speaker.actors[0]].name == "Russie"
    assert linked[0].statements[0].addressee is not None
    assert by_id[linked[0].statements[0].addressee.actors[0]].country == "USA"
    assert by_id[linked[0].events[0].actors[0]].ref == "RUS"
    assert [by_id[ref].country for ref in linked[0].events[0].recipients] == ["USA", None]


def test_the_order_of_readings_changes_nothing() -> None:
    names = [
        ("Iouri Bezroukov", "RUS"),
        ("Yuri Bezrukov", None),
        ("Paul Meunier", "FRA"),
        ("Paul Meunier", "CAN"),
        ("Paul Meunier", None),
    ]
    readings = [reading(f"a{n}", mention(f"a{n}", f"~x-{n}", name, country)) for n, (name, country) in enumerate(names)]
    expected = link(*readings)[1]
    for seed in range(8):
        shuffled = readings[:]
        random.Random(seed).shuffle(shuffled)
        linked, actors = link(*shuffled)
        assert actors == expected
        assert [one.article.id for one in linked] == [one.article.id for one in shuffled]


def test_nothing_gives_nothing() -> None:
    assert link() == ([], ())
