"""Steps of one affair and storylines: what is tied, and what only looks alike and stays apart."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.records.events import Event, EventMention
from recoupe.stages.copies import find_copies
from recoupe.stages.merging import merge_events
from stages.merging.scenes import ACTORS, Page, days, event_of, page
from stages.merging.test_merging import scene


def merged(*pages: Page) -> tuple[Event, ...]:
    """The events of some pages."""
    readings = [one.reading for one in pages]
    return merge_events(readings, ACTORS, find_copies([reading.article for reading in readings]))


def steps(events: tuple[Event, ...], mention: EventMention) -> list[str]:
    """The statuses of the affair to which a mention belongs."""
    return [step.status for step in event_of(events, mention).history]


def test_an_offer_and_its_refusal_are_two_events_of_one_affair() -> None:
    one = page("La Norvège a proposé au Danemark des patrouilles. Le Danemark a refusé de patrouiller.", "one")
    offer = one.tell("a proposé", "AGREE", ["Norvège"], ["Danemark"], days("4"), status="proposed")
    answer = one.tell("a refusé", "REJECT", ["Danemark"], ["Norvège"], days("6"), status="refused")
    events = merged(one)
    assert len(events) == 2
    assert steps(events, offer) == steps(events, answer) == ["proposed", "refused"]
    step = event_of(events, offer).history[1]
    assert step.event == event_of(events, answer).id and "refused" in step.why
    assert event_of(events, offer).story == event_of(events, answer).story is not None


def test_announced_then_done_then_denied() -> None:
    ahead = "La Norvège va fermer le détroit au Danemark."
    one = page(f"{ahead} La Norvège a fermé le détroit au Danemark, qui dément la fermeture.", "one")
    plan = one.tell("va fermer", "COERCE", ["Norvège"], ["Danemark"], days("4"), status="planned")
    done = one.tell("a fermé", "COERCE", ["Norvège"], ["Danemark"], days("4"))
    one.tell("dément la fermeture", "COERCE", ["Norvège"], ["Danemark"], days("4"), status="denied")
    events = merged(one)
    assert len(events) == 3
    assert steps(events, plan)[0] == "planned" and set(steps(events, done)) >= {"planned", "happened"}


def test_a_refusal_by_the_one_who_offered_or_by_a_third_is_no_answer() -> None:
    one = page("La Norvège a proposé au Danemark des patrouilles. La Suède a refusé une route à la Norvège.", "one")
    offer = one.tell("a proposé", "AGREE", ["Norvège"], ["Danemark"], days("4"), status="proposed")
    one.tell("a refusé", "REJECT", ["Suède"], ["Norvège"], days("6"), status="refused")
    assert steps(merged(one), offer) == []
    other = page(
        "La Norvège a proposé au Danemark des patrouilles. La Norvège a refusé au Danemark une route.", "other"
    )
    offer = other.tell("a proposé", "AGREE", ["Norvège"], ["Danemark"], days("4"), status="proposed")
    other.tell("a refusé", "REJECT", ["Norvège"], ["Danemark"], days("6"), status="refused")
    assert steps(merged(other), offer) == []


def test_two_calls_in_one_week_share_a_story_but_no_affair() -> None:
    one = page("Anders Nilsen doit appeler Mette Holm le 9. Il avait déjà appelé Mette Holm le 5.", "one")
    planned = one.tell("doit appeler", "CONSULT", ["Anders Nilsen", "Mette Holm"], [], days("9"), status="planned")
    done = one.tell("avait déjà appelé", "CONSULT", ["Anders Nilsen", "Mette Holm"], [], days("5"))
    events = merged(one)
    assert len(events) == 2 and steps(events, planned) == steps(events, done) == []
    two = page("Anders Nilsen a appelé Mette Holm le 7.", "two")
    second = two.tell("a appelé", "CONSULT", ["Anders Nilsen", "Mette Holm"], [], days("7"))
    events = merged(one, two)
    assert len(events) == 3
    assert event_of(events, second).story == event_of(events, done).story is not None
    assert event_of(events, second).story.label == "Danemark – Norvège, 2031-03-05 … 2031-03-09"  # type: ignore[union-attr]


def test_the_summit_of_each_year_is_an_affair_of_its_own() -> None:
    pages, told = [], []
    for year in (2029, 2030, 2031):
        one = page("La Norvège et le Danemark tiendront leur sommet annuel sur la pêche à Bergen.", f"{year}", out=None)  # type: ignore[arg-type]
        day = days(f"{year}-03-04")
        told.append(one.tell("tiendront", "CONSULT", ["Norvège", "Danemark"], [], day, status="planned"))
        held = page(
            "La Norvège et le Danemark ont tenu leur sommet annuel sur la pêche à Bergen.", f"{year}b", out=None
        )  # type: ignore[arg-type]
        told.append(held.tell("ont tenu", "CONSULT", ["Norvège", "Danemark"], [], day))
        pages += [one, held]
    events = merged(*pages)
    stories = [event_of(events, mention).story for mention in told]
    assert stories[0] == stories[1] != stories[2] == stories[3] != stories[4] == stories[5]
    for at in (0, 2, 4):
        assert steps(events, told[at]) == ["planned", "happened"]


@pytest.mark.parametrize(("first", "second", "joined"), [("4", "6", True), ("4", "20", False)])
def test_near_days_make_a_story_and_far_ones_do_not(first: str, second: str, joined: bool) -> None:
    one, other = page("La Norvège accuse le Danemark.", "one"), page("Le Danemark menace la Norvège.", "other")
    a = one.tell("accuse", "ACCUSE", ["Norvège"], ["Danemark"], days(first))
    b = other.tell("menace", "THREATEN", ["Danemark"], ["Norvège"], days(second))
    events = merged(one, other)
    assert (event_of(events, a).story is not None and event_of(events, a).story == event_of(events, b).story) is joined


def test_a_chain_of_days_is_cut_after_three_weeks() -> None:
    pages, told = [], []
    for day in range(1, 30, 2):
        one = page(f"La Norvège accuse le Danemark, jour {day}.", f"p{day}", out=str(day))
        told.append(one.tell("accuse", "ACCUSE", ["Norvège"], ["Danemark"], days(str(day))))
        pages.append(one)
    events = merged(*pages)
    stories = [event_of(events, mention).story for mention in told]
    assert stories[0] is not None and stories[-1] is not None and stories[0] != stories[-1]


def test_other_parties_are_another_story() -> None:
    one = page("La Norvège accuse le Danemark. La Suède accuse le Danemark.", "one")
    a = one.tell("accuse", "ACCUSE", ["Norvège"], ["Danemark"], days("4"))
    b = one.tell("accuse", "ACCUSE", ["Suède"], ["Danemark"], days("4"), nth=1)
    events = merged(one)
    assert event_of(events, a).story is None and event_of(events, b).story is None


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_affairs_and_stories_partition_events_and_do_not_hang_on_the_order_of_pages(seed: int) -> None:
    rng = random.Random(seed)
    readings = scene(rng)
    events = {event.id: event for event in merge_events(readings, ACTORS, ())}
    rng.shuffle(readings)
    assert {event.id: event for event in merge_events(readings, ACTORS, ())} == events
    for event in events.values():
        for step in event.history:
            assert events[step.event].history == event.history
            assert step.status == events[step.event].status
        if event.history:
            assert event.id in {step.event for step in event.history}
            assert event.story is not None
        if event.story is not None:
            assert sum(other.story == event.story for other in events.values()) > 1
