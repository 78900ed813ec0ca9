"""Who could know of an event of their own: how many, which sides, and where they differ."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.records.actors import ActorMention
from recoupe.records.events import Event
from recoupe.records.pages import Credit
from recoupe.records.readings import Mentions, Reading
from recoupe.records.spans import Words, words_at
from recoupe.resources.knowledge import Agency, Knowledge, Outlet
from recoupe.stages.copies import find_copies
from recoupe.stages.merging import merge_events
from recoupe.stages.origins import count_origins
from stages.merging.scenes import ACTORS, Page, days, figure, ids, page, place, twin

KNOWLEDGE = Knowledge(
    countries=(),
    actors=(),
    places=(),
    agencies=(Agency(ref="m.nord", names=("Agence du Nord", "ADN"), country="SWE"),),
    outlets=(
        Outlet(ref="m.matin", names=("Le Matin du fjord",), domains=(), country="NOR", owner="Groupe Fjord"),
        Outlet(ref="m.soir", names=("Le Soir du fjord",), domains=(), country="NOR", owner="Groupe Fjord"),
    ),
)
CARGO = ["voile", "phare", "quai", "sel", "corde", "brume", "digue", "ancre", "mât", "proue"]
STRIKE = "La Norvège a frappé le port de Bergen le 4 mars, tuant plusieurs dockers qui dormaient dans un hangar à sel"


def counted(*pages: Page | Reading) -> tuple[Event, ...]:
    """The events of some pages with their origins."""
    readings = [one.reading if isinstance(one, Page) else one for one in pages]
    copies = find_copies([reading.article for reading in readings])
    events = merge_events(readings, ACTORS, copies)
    return count_origins(events, readings, ACTORS, copies, KNOWLEDGE)


def strike(name: str, body: str = f"{STRIKE}.", **given: object) -> Page:
    """A page that tells the strike in its own name unless somebody is made to say it."""
    one = page(body, name, **given)  # type: ignore[arg-type]
    one.tell("a frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4"))
    return one


def test_a_page_that_tells_in_its_own_name_is_one_origin_of_no_side() -> None:
    (event,) = counted(strike("one", outlet="Le Matin du fjord"))
    (origin,) = event.origins
    assert (origin.kind, origin.name, origin.side) == ("outlet", "Le Matin du fjord", None)
    assert event.independent_origins == 1 and event.confirmed_by == ()


def test_two_pages_in_their_own_words_are_two_at_most() -> None:
    (event,) = counted(strike("one"), strike("other", "Oslo a frappé un dépôt danois ce jour-là."))
    assert event.independent_origins == 2
    assert "at most 2 independent origins" in event.why


def test_a_copied_telling_is_no_second_origin() -> None:
    (event,) = counted(strike("one", f"Il neige. {STRIKE}."), strike("other", f"{STRIKE}, dit-on. Il pleut."))
    assert event.independent_origins == 1
    assert "copied" in event.origins[0].why or "share" in event.origins[0].why


def test_outlets_of_one_owner_and_pages_of_one_agency_are_one() -> None:
    words = "Oslo a frappé un dépôt danois ce jour-là."
    (house,) = counted(strike("one", outlet="Le Matin du fjord"), strike("other", words, outlet="Le Soir du fjord"))
    assert house.independent_origins == 1
    credit = (Credit(start=0, end=0, text="", name="ADN"),)
    (agency,) = counted(strike("one", credits=credit), strike("other", words, credits=credit))
    assert agency.independent_origins == 1 and agency.origins[0].kind == "agency"


def test_a_speaker_stands_before_the_page_that_quotes_them() -> None:
    one = strike("one")
    one.say(STRIKE, "Anders Nilsen")
    (event,) = counted(one)
    assert [(origin.name, origin.side, origin.kind) for origin in event.origins] == [("Anders Nilsen", "NOR", "person")]
    assert event.confirmed_by == ("NOR",)


def test_a_minister_and_the_ministry_are_one_and_two_adversaries_are_two() -> None:
    minister, ministry, enemy = (
        strike(name, f"{words} a frappé le port le 4.")
        for name, words in (("one", "Oslo"), ("two", "La marine"), ("three", "Le royaume"))
    )
    for told, speaker in ((minister, "Anders Nilsen"), (ministry, "ministère norvégien"), (enemy, "Mette Holm")):
        told.say(told.article.text.split("\n\n")[1].strip(), speaker)
    (same,) = counted(minister, ministry)
    assert same.independent_origins == 1
    (both,) = counted(minister, ministry, enemy)
    assert both.independent_origins == 2 and both.confirmed_by == ("DNK", "NOR")


def test_an_unplaced_person_of_a_speaking_government_is_taken_for_its_spokesman() -> None:
    spokesman, ministry = strike("one", "Berg: Oslo a frappé le 4."), strike("two", "Le palais a frappé fort le 4.")
    spokesman.say("Oslo a frappé le 4", "Jonas Berg")
    ministry.say("Le palais a frappé fort le 4", "ministère norvégien")
    (event,) = counted(spokesman, ministry)
    assert event.independent_origins == 1 and "taken for one side" in event.origins[0].why


def test_whoever_is_heard_only_through_another_is_no_origin_of_their_own() -> None:
    one = strike("one", "Selon Oslo, la Croix-Bleue dit que la Norvège a frappé le port le 4.")
    outer = one.say("la Croix-Bleue dit que la Norvège a frappé le port le 4", "ministère norvégien")
    one.say("la Norvège a frappé le port le 4", "Croix-Bleue", within=outer.id)
    (event,) = counted(one)
    assert event.independent_origins == 1
    assert "Croix-Bleue through ministère norvégien" in event.origins[0].why


def test_the_owner_of_the_channel_and_who_is_heard_through_it_are_one_origin() -> None:
    one = strike("one", "La Croix-Bleue, citée par le ministère, dit que la Norvège a frappé le port le 4.")
    start = one.article.text.index("le ministère")
    channel = words_at(one.article.text, start, start + len("le ministère"))
    one.say("la Norvège a frappé le port le 4", "Croix-Bleue", via=(channel,))
    heard = ActorMention(
        start=channel.start,
        end=channel.end,
        text=channel.text,
        id="n1",
        article=one.article.id,
        kind="institution",
        form="title",
        refs=ids("ministère norvégien"),
        name="ministère norvégien",
        rule="test",
        country="NOR",
    )
    other = strike("other", "Selon Oslo, sa marine a frappé un quai le 4.")
    other.say("sa marine a frappé un quai le 4", "Norvège")
    reading = replace(one.reading, mentions=Mentions(actors=(heard,)))
    assert counted(one, other)[0].independent_origins == 2
    assert counted(reading, other)[0].independent_origins == 1


def test_a_medium_in_the_chain_only_hands_on() -> None:
    one = strike("one", "Selon l'agence, Nilsen dit que la Norvège a frappé le port le 4.")
    outer = one.say("Nilsen dit que la Norvège a frappé le port le 4", "Agence du Nord")
    one.say("la Norvège a frappé le port le 4", "Anders Nilsen", within=outer.id)
    (event,) = counted(one)
    assert [origin.name for origin in event.origins] == ["Anders Nilsen"]


def test_who_only_takes_an_event_up_is_no_origin_beside_who_tells_it() -> None:
    one = page("La Norvège a frappé le port le 4, dit Nilsen. La Croix-Bleue demande une enquête sur ce raid.", "one")
    one.tell("a frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4"))
    one.tell("ce raid", "ASSAULT")
    one.say("La Norvège a frappé le port le 4", "Anders Nilsen")
    one.say("une enquête sur ce raid", "Croix-Bleue")
    (event,) = counted(one)
    assert len(event.mentions) == 2
    assert [origin.name for origin in event.origins] == ["Anders Nilsen"]


def test_a_speech_act_is_known_from_its_speaker_however_many_pages_print_it() -> None:
    pages = []
    for name, words in (("one", "Nilsen exige le départ des navires."), ("two", "Oslo veut, par Nilsen, ce départ.")):
        one = page(words, name)
        one.tell(
            "exige" if "exige" in words else "veut",
            "REQUEST",
            ["Anders Nilsen"],
            ["Danemark"],
            days("5"),
            status="demanded",
        )
        pages.append(one)
    (event,) = counted(*pages)
    assert event.independent_origins == 1 and event.origins[0].name == "Anders Nilsen"


def test_a_statement_of_two_is_one_origin_and_two_sides() -> None:
    one = strike("one")
    one.say(STRIKE, "Norvège", "Danemark")
    (event,) = counted(one)
    assert event.independent_origins == 1 and event.confirmed_by == ("DNK", "NOR")


def test_a_communique_is_told_from_a_document() -> None:
    for channel, kind in (("un communiqué", "communique"), ("un rapport interne", "document"), ("la radio", "person")):
        one = strike("one")
        one.say(STRIKE, "Anders Nilsen", via=(Words(start=0, end=0, text=channel),))
        assert counted(one)[0].origins[0].kind == kind


def test_a_speaker_of_whom_only_words_are_known_is_an_origin_of_unknown_side() -> None:
    one = strike("one")
    one.say(STRIKE, name="un docker")
    (event,) = counted(one)
    assert [(origin.name, origin.kind, origin.side) for origin in event.origins] == [("un docker", "unknown", None)]


def test_a_denial_disputes_the_event_and_confirms_nothing() -> None:
    one = strike("one", f"{STRIKE}. La Norvège dément avoir frappé.")
    one.tell("avoir frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4"), status="denied")
    one.say("avoir frappé", "Norvège")
    told, denied = sorted(counted(one), key=lambda event: event.status == "denied")
    assert told.disputed_by == ("NOR",) and told.confirmed_by == ()
    assert denied.disputed_by == ("NOR",) and denied.independent_origins == 1


def test_figures_differ_and_may_both_be_true_each_with_its_words() -> None:
    def told(name: str, words: str, value: int, relation: str) -> Page:
        one = page(f"La Norvège a frappé le port le 4, {words}.", name)
        one.tell(
            "a frappé",
            "ASSAULT",
            ["Norvège"],
            ["Danemark"],
            days("4"),
            figures=(figure(one, words, "killed", value, relation),),
        )
        return one

    (agreed,) = counted(told("one", "plus de 60 morts", 60, "more than"), told("two", "87 morts", 87, "exactly"))
    (found,) = agreed.disagreements
    assert found.compatible and {value.words for value in found.values} == {("plus de 60 morts",), ("87 morts",)}
    (same,) = counted(told("one", "87 morts", 87, "exactly"), told("two", "87 tués", 87, "exactly"))
    assert same.disagreements == ()
    (split,) = counted(told("one", "plus de 60 morts", 60, "more than"), told("two", "12 morts", 12, "exactly"))
    (found,) = split.disagreements
    assert not found.compatible
    assert found.field == "figure:killed" and [value.value for value in found.values] == ["12", "more than 60"]
    assert all(len(value.mentions) == 1 for value in found.values)


def test_who_did_it_is_a_disagreement_when_tellings_name_other_doers() -> None:
    port = place("Bergen", 60.39, 5.32)
    one, other = strike("one"), page("La Norvège et la Suède ont frappé le port.", "other")
    one.events[0] = replace(one.events[0], place=port)
    other.tell("ont frappé", "ASSAULT", ["Norvège", "Suède"], ["Danemark"], days("4"), place=port)
    (event,) = counted(one, other)
    assert [(found.field, [value.value for value in found.values]) for found in event.disagreements] == [
        ("actors", ["NOR", "NOR, SWE"]),
    ]


def reprinted(rng: random.Random) -> tuple[list[Reading], Reading]:
    """Pages that tell the strike in drawn ways, and a reprint of one of them."""
    pages = []
    for number in range(rng.randint(1, 4)):
        opening = rng.choice(["Oslo", "La marine", "Le royaume", "Un navire norvégien"])
        rest = " ".join(rng.choices(CARGO, k=14))
        one = page(
            f"{opening} a frappé le port le 4 {rest} numéro {number}.",
            f"p{number}",
            outlet=rng.choice([None, "Le Matin du fjord", "Journal"]),
        )
        one.tell(
            "a frappé",
            "ASSAULT",
            rng.choice([["Norvège"], []]),
            ["Danemark"],
            days("4"),
            place=place("Bergen", 60.39, 5.32),
        )
        if rng.random() < 0.6:
            who = rng.choice(["Anders Nilsen", "Mette Holm", "Croix-Bleue", "Jonas Berg", ""])
            said = one.article.text.split("\n\n")[1].strip()
            one.say(said, *([who] if who else []), name="" if who else "un pêcheur")
        pages.append(one.reading)
    return pages, twin(rng.choice(pages), "reprint", outlet=rng.choice([None, "Ailleurs"]))


@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_a_reprint_never_raises_a_count(seed: int) -> None:
    readings, reprint = reprinted(random.Random(seed))
    before, after = counted(*readings), counted(*readings, reprint)
    for event in before:
        whole = next(other for other in after if set(event.mentions) <= set(other.mentions))
        assert whole.independent_origins <= event.independent_origins


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_order_changes_nothing_and_every_event_has_an_origin_with_its_pages(seed: int) -> None:
    rng = random.Random(seed)
    readings, _ = reprinted(rng)
    events = counted(*readings)
    shuffled = readings[:]
    rng.shuffle(shuffled)
    assert counted(*shuffled) == events
    pages = {mention.id: reading.article.id for reading in readings for mention in reading.events}
    for event in events:
        assert event.independent_origins == len(event.origins) >= 1
        named = {article for origin in event.origins for article in origin.articles}
        assert named == {pages[key] for key in event.mentions}


@pytest.mark.parametrize("times", [1, 3])
def test_a_page_never_corroborates_itself(times: int) -> None:
    body = " ".join(["La Norvège a frappé le port le 4."] * times)
    one = page(body, "one")
    for nth in range(times):
        one.tell("a frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4"), nth=nth)
    (event,) = counted(one)
    assert len(event.mentions) == times and event.independent_origins == 1


def test_nothing_in_nothing_out() -> None:
    assert count_origins((), (), ACTORS, (), KNOWLEDGE) == ()
    one = strike("one")
    one.events[0] = replace(one.events[0], actors=("p-unknown",), according_to=("s-unknown",))
    (event,) = counted(one)
    assert event.independent_origins == 1 and ids("Norvège")[0] not in event.actors
