"""People's judgements on actors: add, merge, split, rename, withdraw; whatever their order, however often."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date

import pytest

from recoupe.records.actors import Actor, ActorKind, ActorMention
from recoupe.records.events import EventMention
from recoupe.records.judgements import Judgement, JudgementKind
from recoupe.records.pages import Article
from recoupe.records.readings import Mentions, Reading
from recoupe.records.spans import Span, Words
from recoupe.records.statements import Speaker, Statement
from recoupe.records.times import Dating
from recoupe.resources.knowledge import load_knowledge
from recoupe.stages.linking import link_actors, refusals, unused

FIRST = "Odile Vergnaud annonce un accord. Mme Vergnaud part lundi. Le Collectif des digues refuse."
SECOND = "Selon Odile Vergnaud, rien n'est signé. Hugo Brandt proteste."


def judgement(deed: JudgementKind, target: str, at: int, /, **value: object) -> Judgement:
    """A judgement of the given minute; keys that are Python words end with a line: `with_`."""
    told = json.dumps({key.rstrip("_"): item for key, item in value.items()})
    return Judgement(id=f"j{at}", kind=deed, target=target, value=told, by="test", at=f"2026-01-01T10:{at:02}:00+00:00")


def page(key: str, text: str, *found: tuple[str, str, str, str | None], kind: ActorKind = "person") -> Reading:
    """A reading whose mentions are (words, ref, name, country), each at its first unused place in the text."""
    mentions: list[ActorMention] = []
    at = 0
    for words, ref, name, country in found:
        start = text.index(words, at)
        at = start + len(words)
        mentions.append(
            ActorMention(
                id=f"n{key}{start}", article=key, start=start, end=at, text=words, kind=kind, form="name", refs=(ref,),
                name=name, rule="test", country=country,
            )
        )  # fmt: skip
    day = date(2020, 3, 2)
    article = Article(
        id=key, capture="k", page=f"{key}.txt", sha256=f"sha-{key}", text=text, own_text=True, language="fr",
        title=None, outlet=None, blocks=(), published=Dating(earliest=day, latest=day, basis="explicit"),
    )  # fmt: skip
    return Reading(article=article, mentions=Mentions(actors=tuple(mentions)), statements=(), events=())


def heap() -> list[Reading]:
    one = page(
        "a1", FIRST, ("Odile Vergnaud", "~odile-vergnaud", "Odile Vergnaud", "FRA"),
        ("Mme Vergnaud", "~odile-vergnaud", "Odile Vergnaud", "FRA"),
    )  # fmt: skip
    said = Statement(
        id="s1", article="a1", speaker=Speaker(start=58, end=80, text=FIRST[58:80]), content=(Span(start=0, end=5),),
        form="indirect", rule="test",
    )  # fmt: skip
    start = FIRST.index("part")
    told = EventMention(
        id="m1", article="a1", trigger=Words(start=start, end=start + 4, text="part"),
        sentence=Span(start=34, end=58), type="RETREAT", status="happened", rule="test", actors=("~odile-vergnaud",),
    )  # fmt: skip
    two = page(
        "a2", SECOND, ("Odile Vergnaud", "~odile-vergnaud", "Odile Vergnaud", "FRA"),
        ("Hugo Brandt", "~hugo-brandt", "Hugo Brandt", None),
    )  # fmt: skip
    return [replace(one, statements=(said,), events=(told,)), two]


def link(*judgements: Judgement) -> tuple[list[Reading], dict[str, Actor]]:
    linked, actors = link_actors(heap(), load_knowledge(), judgements)
    return linked, {actor.name: actor for actor in actors}


MERGE = judgement("merge-actors", "Odile Vergnaud", 1, with_=["Hugo Brandt"])
RENAME = judgement("rename-actor", "Odile Vergnaud", 2, name="Odile Vergnaud-Brandt")
SPLIT = judgement(
    "split-actor", "Odile Vergnaud", 3, name="Agathe Vergnaud", mentions=[{"page": "sha-a1", "words": "Mme Vergnaud"}],
    kind="person", country="BEL",
)  # fmt: skip
ADD = judgement("add-actor", "Collectif des digues", 4, kind="organisation", country="FRA", sectors=["CVL"])


def test_without_judgements_nothing_changes() -> None:
    assert link_actors(heap(), load_knowledge(), ()) == link_actors(heap(), load_knowledge())


def test_two_actors_become_one_with_the_name_and_id_of_the_first() -> None:
    _, before = link()
    linked, after = link(MERGE)
    assert set(before) == {"Odile Vergnaud", "Hugo Brandt"}
    assert set(after) == {"Odile Vergnaud"}
    assert after["Odile Vergnaud"].id == before["Odile Vergnaud"].id
    assert "Hugo Brandt" in after["Odile Vergnaud"].aliases
    assert {ref for one in linked for item in one.mentions.actors for ref in item.refs} == {after["Odile Vergnaud"].id}


def test_a_rename_keeps_the_id_and_the_old_name_as_an_alias() -> None:
    _, before = link()
    _, after = link(RENAME)
    renamed = after["Odile Vergnaud-Brandt"]
    assert renamed.id == before["Odile Vergnaud"].id
    assert "Odile Vergnaud" in renamed.aliases and renamed.name not in renamed.aliases


def test_a_later_rename_replaces_an_earlier_one_by_either_name() -> None:
    for target in ("Odile Vergnaud", "Odile Vergnaud-Brandt"):
        _, after = link(RENAME, judgement("rename-actor", target, 9, name="Odile V."))
        assert set(after) == {"Odile V.", "Hugo Brandt"}


def test_named_mentions_leave_with_the_events_of_their_sentence() -> None:
    _, before = link()
    linked, after = link(SPLIT)
    left, new = after["Odile Vergnaud"], after["Agathe Vergnaud"]
    assert left.id == before["Odile Vergnaud"].id and new.id != left.id
    assert (new.kind, new.country, new.ref) == ("person", "BEL", None)
    assert [item.refs for item in linked[0].mentions.actors] == [(left.id,), (new.id,)]
    assert linked[0].events[0].actors == (new.id,)
    assert linked[1].mentions.actors[0].refs == (left.id,)


def test_a_name_of_the_pages_becomes_an_actor_and_speaks() -> None:
    linked, after = link(ADD)
    added = after["Collectif des digues"]
    assert (added.kind, added.country, added.sectors) == ("organisation", "FRA", ("CVL",))
    assert [item.text for item in linked[0].mentions.actors if item.refs == (added.id,)] == ["Collectif des digues"]
    assert linked[0].statements[0].speaker.actors == (added.id,)
    for item in linked[0].mentions.actors:
        assert FIRST[item.start : item.end] == item.text


def test_adding_a_known_actor_corrects_its_kind_and_country() -> None:
    _, before = link()
    _, after = link(judgement("add-actor", "hugo brandt", 1, kind="group", country="DEU"))
    assert (after["hugo brandt"].kind, after["hugo brandt"].country) == ("group", "DEU")
    assert after["hugo brandt"].id == before["Hugo Brandt"].id


def test_the_order_in_which_judgements_come_changes_nothing() -> None:
    given = [
        MERGE,
        RENAME,
        SPLIT,
        ADD,
        judgement("withdraw", "j1", 5),
        judgement("rename-actor", "Hugo Brandt", 6, name="H. B."),
    ]
    expected = link_actors(heap(), load_knowledge(), given)
    assert {actor.name for actor in expected[1]} == {
        "Odile Vergnaud-Brandt", "Agathe Vergnaud", "Collectif des digues", "H. B.",
    }  # fmt: skip
    for seed in range(10):
        shuffled, readings = given[:], heap()
        random.Random(seed).shuffle(shuffled)
        random.Random(seed).shuffle(readings)
        linked, actors = link_actors(readings, load_knowledge(), shuffled)
        assert actors == expected[1]
        assert sorted(linked, key=lambda one: one.article.id) == expected[0]


def test_a_judgement_made_twice_does_what_one_does() -> None:
    given = [MERGE, RENAME, SPLIT, ADD]
    again = [replace(one, id=f"{one.id}b", at=one.at.replace("T10", "T11")) for one in given]
    assert link_actors(heap(), load_knowledge(), given) == link_actors(
        heap(), load_knowledge(), [*given, *given, *again]
    )
    assert unused([*given, *again], heap(), load_knowledge()) == ()


def test_what_is_taken_back_does_not_count_and_the_taking_back_can_be_too() -> None:
    back = judgement("withdraw", "j1", 5)
    assert set(link(MERGE, back)[1]) == set(link()[1])
    assert set(link(MERGE, back, judgement("withdraw", "j5", 6))[1]) == set(link(MERGE)[1])


@pytest.mark.parametrize(
    "lost",
    [
        judgement("rename-actor", "Nobody Met", 1, name="X"),
        judgement("merge-actors", "Odile Vergnaud", 1, with_=["Nobody Met"]),
        judgement("split-actor", "Odile Vergnaud", 1, name="X", mentions=[{"page": "sha-gone", "words": "Vergnaud"}]),
        judgement("add-actor", "Comité absent", 1, kind="group"),
        judgement("add-actor", "Collectif des digues", 1, kind="choir"),
        judgement("rename-actor", "Odile Vergnaud", 1),
        replace(RENAME, value="not JSON"),
        replace(RENAME, value="[]"),
        judgement("split-actor", "Odile Vergnaud", 1, name="X", mentions=["Vergnaud"]),
    ],
)
def test_what_no_longer_applies_is_told_and_changes_nothing(lost: Judgement) -> None:
    assert link_actors(heap(), load_knowledge(), [lost]) == link_actors(heap(), load_knowledge())
    assert unused([lost, SPLIT], heap(), load_knowledge()) == (lost,)
    (told,) = refusals([lost, SPLIT], heap(), load_knowledge())
    assert lost.id in told.page and told.stage == "linking" and told.reason and told.mend


def test_of_two_homonyms_the_country_tells_which() -> None:
    readings = [
        page(f"h{n}", "Paul Meunier parle.", ("Paul Meunier", "~paul-meunier", "Paul Meunier", country))
        for n, country in enumerate(("FRA", "CAN"))
    ]
    vague = judgement("rename-actor", "Paul Meunier", 1, name="P. M.")
    assert unused([vague], readings, load_knowledge()) == (vague,)
    exact = judgement("rename-actor", "Paul Meunier", 1, name="P. M.", of_country="CAN")
    _, actors = link_actors(readings, load_knowledge(), [exact])
    assert {(actor.name, actor.country) for actor in actors} == {("P. M.", "CAN"), ("Paul Meunier", "FRA")}


def test_a_merge_with_somebody_of_the_tables_keeps_what_they_know() -> None:
    readings = [
        page("t1", "Le Tigre parle.", ("Le Tigre", "~le-tigre", "Le Tigre", None)),
        page("t2", "Sergueï Lavrov parle.", ("Sergueï Lavrov", "p.sergei-lavrov", "Sergueï Lavrov", "RUS")),
    ]
    _, actors = link_actors(
        readings, load_knowledge(), [judgement("merge-actors", "Le Tigre", 1, with_=["Sergueï Lavrov"])]
    )
    assert [(actor.name, actor.country, actor.ref) for actor in actors] == [("Le Tigre", "RUS", "p.sergei-lavrov")]
