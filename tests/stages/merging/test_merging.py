"""What is one happening and what is not, on one page and between pages."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.records.readings import Reading
from recoupe.stages.copies import find_copies
from recoupe.stages.merging import merge_events
from recoupe.stages.merging.facts.places import closeness
from recoupe.stages.merging.facts.wording import read_wording
from stages.merging.scenes import ACTORS, Page, days, figure, page, place, twin

BERGEN, OSLO = place("Bergen", 60.39, 5.32), place("Oslo", 59.91, 10.75)


def merged(*pages: Page | Reading):  # type: ignore[no-untyped-def]
    """The events of some pages."""
    readings = [one.reading if isinstance(one, Page) else one for one in pages]
    return merge_events(readings, ACTORS, find_copies([reading.article for reading in readings]))


def test_a_noun_with_a_demonstrative_takes_up_what_was_told() -> None:
    one = page("Anders Nilsen a téléphoné lundi à Mette Holm. Cet entretien a duré une heure.", "one")
    call = one.tell("a téléphoné", "CONSULT", ["Anders Nilsen"], ["Mette Holm"], days("5"), modes=("phone",))
    again = one.tell("entretien", "CONSULT")
    (event,) = merged(one)
    assert set(event.mentions) == {call.id, again.id}
    assert any("taken up by a demonstrative" in why for why in event.why)
    assert event.actors == call.actors and event.date == call.date


def test_another_raid_is_another_event() -> None:
    one = page("La Norvège a bombardé le port mardi. Un autre raid a touché la gare.", "one")
    one.tell("a bombardé", "ASSAULT", ["Norvège"], when=days("4"))
    one.tell("raid", "ASSAULT", ["Norvège"])
    assert len(merged(one)) == 2


def test_strikes_of_two_days_stay_apart_though_told_alike() -> None:
    one = page("La Norvège a frappé le port le 4. Le 6, la Norvège a frappé le port.", "one")
    one.tell("a frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4"))
    one.tell("a frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("6"), nth=1)
    assert len(merged(one)) == 2


def test_two_counts_on_one_page_are_two_happenings() -> None:
    one = page("Un raid a tué 40 soldats près du fort. Un raid a tué 60 marins au large.", "one")
    for nth, (words, number) in enumerate((("40 soldats", 40), ("60 marins", 60))):
        one.tell(
            "raid",
            "ASSAULT",
            ["Norvège"],
            ["Danemark"],
            days("4"),
            nth,
            figures=(figure(one, words, "killed", number),),
        )
    assert len(merged(one)) == 2


def test_a_count_that_differs_outweighs_a_demonstrative() -> None:
    one = page("La Norvège a frappé le port, tuant 40 marins. Cette frappe a tué 60 marins.", "one")
    one.tell(
        "a frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4"), figures=(figure(one, "40 marins", "killed", 40),)
    )
    one.tell(
        "frappe", "ASSAULT", ["Norvège"], ["Danemark"], days("4"), figures=(figure(one, "60 marins", "killed", 60),)
    )
    assert len(merged(one)) == 2


def test_torture_is_no_air_raid_though_called_this_attack() -> None:
    one = page("La Norvège a attaqué le camp. Cette attaque des prisonniers était une torture.", "one")
    one.tell("a attaqué", "ASSAULT", ["Norvège"], ["Danemark"], days("4"), modes=("aerial",))
    again = one.tell("attaque des", "ASSAULT", ["Norvège"], ["Danemark"], days("4"), modes=("torture",))
    assert len(merged(one)) == 2
    one.events[-1] = replace(again, modes=("explosives",))
    assert len(merged(one)) == 1


def test_a_campaign_is_not_one_strike_of_it() -> None:
    one = page("Une série de frappes a visé l'île. Une frappe a touché Bergen.", "one")
    one.tell("frappes", "ASSAULT", ["Norvège"], ["Danemark"])
    one.tell("frappe", "ASSAULT", ["Norvège"], ["Danemark"], nth=1, place=BERGEN)
    assert len(merged(one)) == 2


def test_one_call_told_by_two_pages_is_one_event() -> None:
    one, other = page("Nilsen a appelé Holm lundi.", "one"), page("Holm et Nilsen se sont parlé lundi.", "other")
    one.tell("a appelé", "CONSULT", ["Anders Nilsen"], ["Mette Holm"], days("5"), modes=("phone",))
    other.tell("se sont parlé", "CONSULT", ["Mette Holm", "Anders Nilsen"], when=days("5"))
    (event,) = merged(one, other)
    assert event.modes == ("phone",)


@pytest.mark.parametrize(("partner", "day"), [("Lars Friis", "5"), ("Mette Holm", "9")])
def test_another_partner_or_another_day_is_another_call(partner: str, day: str) -> None:
    one, other = page("Nilsen a appelé Holm lundi.", "one"), page("Nilsen a appelé Copenhague.", "other")
    one.tell("a appelé", "CONSULT", ["Anders Nilsen"], ["Mette Holm"], days("5"))
    other.tell("a appelé", "CONSULT", ["Anders Nilsen"], [partner], days(day))
    assert len(merged(one, other)) == 2


def test_two_calls_of_one_series_are_told_apart_by_their_number() -> None:
    one, other = page("C'est leur deuxième entretien.", "one"), page("C'est leur troisième entretien.", "other")
    for told in (one, other):
        told.tell("entretien", "CONSULT", ["Anders Nilsen", "Mette Holm"], when=days("1", "7"))
    assert len(merged(one, other)) == 2


def test_planned_and_done_on_other_days_stay_apart() -> None:
    one, other = page("Nilsen ira voir Holm.", "one"), page("Nilsen est allé voir Holm.", "other")
    one.tell("ira voir", "CONSULT", ["Anders Nilsen"], ["Mette Holm"], days("12"), status="planned")
    other.tell("est allé voir", "CONSULT", ["Anders Nilsen"], ["Mette Holm"], days("14"))
    assert len(merged(one, other)) == 2


def test_the_same_thing_in_two_years_is_not_one() -> None:
    one = page("La Norvège a proposé son aide pour relever les phares éteints.", "one", out="2031-03-10")
    other = page("La Norvège a proposé son aide pour relever les phares éteints.", "other", out="2032-03-10")
    for told in (one, other):
        told.tell("a proposé", "AGREE", ["Norvège"], ["Danemark"], status="proposed", place=BERGEN)
    assert len(merged(one, other)) == 2
    near = page("La Norvège a proposé son aide pour relever les phares éteints.", "near", out="2031-03-12")
    near.tell("a proposé", "AGREE", ["Norvège"], ["Danemark"], status="proposed", place=BERGEN)
    assert len(merged(one, near)) == 1


def test_an_undated_telling_belongs_to_the_weeks_of_its_page() -> None:
    def told(name: str, words: str, out: str) -> Page:
        one = page(words, name, out=out)
        one.tell("proposé", "AGREE", ["Norvège"], ["Danemark"], status="proposed", place=BERGEN)
        return one

    first = told("one", "Oslo a proposé hier des phares neufs à Copenhague.", "2031-03-10")
    soon = told("soon", "Rappel : Oslo avait proposé voici peu des phares neufs.", "2031-03-24")
    late = told("late", "Rappel : Oslo avait proposé voici peu des phares neufs.", "2031-06-24")
    assert len(merged(first, soon)) == 1
    assert len(merged(first, late)) == 2


def test_two_accusers_are_two_accusations() -> None:
    one = page("La Croix-Bleue a accusé la Norvège. Le Danemark a accusé la Norvège.", "one")
    one.tell("a accusé", "ACCUSE", ["Croix-Bleue"], ["Norvège"], days("5"))
    one.tell("a accusé", "ACCUSE", ["Danemark"], ["Norvège"], days("5"), nth=1)
    assert len(merged(one)) == 2


def test_an_army_and_its_rebels_are_not_one_doer() -> None:
    one, other = page("L'armée a tiré.", "one"), page("Les rebelles ont tiré.", "other")
    one.tell("a tiré", "ASSAULT", ["ministère norvégien"], when=days("5"), place=OSLO)
    other.tell("ont tiré", "ASSAULT", ["rebelles du fjord"], when=days("5"), place=OSLO)
    assert len(merged(one, other)) == 2


def test_a_denial_is_never_the_act() -> None:
    one = page("La Norvège a bombardé le port. La Norvège dément ce bombardement.", "one")
    one.tell("a bombardé", "ASSAULT", ["Norvège"], ["Danemark"], days("5"))
    one.tell("ce bombardement", "ASSAULT", ["Norvège"], ["Danemark"], days("5"), status="denied")
    assert len(merged(one)) == 2


def test_a_copied_sentence_tells_one_event_even_without_a_day() -> None:
    words = (
        "La Norvège a proposé au Danemark de rouvrir ensemble avant la fin du mois "
        "les trois phares que la tempête a éteints"
    )
    one, other = page(f"Il neige. {words}.", "one"), page(f"{words}, dit-on partout. Il pleut.", "other")
    for told in (one, other):
        told.tell("a proposé", "AGREE", ["Norvège"], ["Danemark"], status="proposed")
    (event,) = merged(one, other)
    assert any("copied words tell both" in why for why in event.why)


def test_without_a_day_or_copied_words_pages_need_much_in_common() -> None:
    one, other = page("La Norvège a aidé le Danemark.", "one"), page("Oslo soutient Copenhague.", "other")
    one.tell("a aidé", "AID", ["Norvège"], ["Danemark"])
    other.tell("soutient", "AID", ["Norvège"], ["Danemark"])
    assert len(merged(one, other)) == 2


def test_in_a_war_side_and_day_do_not_single_an_attack_out() -> None:
    one = page("La marine norvégienne a frappé 12 phares.", "one")
    other = page("Des Norvégiens ont frappé 30 moulins.", "other")
    one.tell("a frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4"))
    other.tell("ont frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4"))
    assert len(merged(one, other)) == 2
    for told in (one, other):
        told.events[0] = replace(told.events[0], place=BERGEN)
    assert len(merged(one, other)) == 1


def test_no_page_tells_an_event_twice_over_through_another_page() -> None:
    one = page("La Norvège a frappé Bergen le 4. La Norvège a frappé Oslo le 4.", "one")
    one.tell("a frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4"), place=BERGEN)
    one.tell("a frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4"), nth=1, place=OSLO)
    other = page("La Norvège a frappé une ville le 4.", "other")
    other.tell("a frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4"))
    events = merged(one, other)
    assert sorted(len(event.mentions) for event in events) == [1, 2]


def test_the_further_stage_is_the_events_status_and_the_finer_place_its_place() -> None:
    one, other = page("La Norvège aurait frappé.", "one"), page("La Norvège a frappé Bergen.", "other")
    one.tell("aurait frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("5"), status="alleged")
    other.tell("a frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4", "6"), place=BERGEN)
    (event,) = merged(one, other)
    assert event.status == "happened" and event.place == BERGEN
    assert event.date and event.date.earliest == event.date.latest == days("5").earliest  # type: ignore[union-attr]


def test_places_are_one_however_they_are_transcribed() -> None:
    def near(one: str, other: str) -> str:
        return closeness(place(one, 0, 0), place(other, 5, 5))

    assert near("Deir ez-Zor", "Deir Ezzor") == near("Al-Mayadin", "Mayadeen") == "same"
    assert near("Bergen", "Oslo") == "apart"
    assert closeness(BERGEN, place("Laksevåg", 60.38, 5.25)) == "same"
    assert closeness(BERGEN, None) == "unknown"


@pytest.mark.parametrize(
    ("text", "trigger", "language", "manner", "other", "ordinal"),
    [
        ("Cette attaque a surpris.", "attaque", "fr", "demonstrative", False, None),
        ("Une troisième conversation a eu lieu.", "conversation", "fr", "indefinite", False, 3),
        ("L'attaque a surpris.", "attaque", "fr", "definite", False, None),
        ("Another raid hit the port.", "raid", "en", "bare", True, None),
        ("The second strike hit.", "strike", "en", "definite", True, 2),
        ("These raids hurt.", "raids", "en", "demonstrative", False, None),
        ("Ces raids. Navires en feu.", "Navires", "fr", "bare", False, None),
        ("Cette attaque.", "attaque", "xx", "bare", False, None),
    ],
)
def test_small_words_say_whether_something_is_new(
    text: str, trigger: str, language: str, manner: str, other: bool, ordinal: int | None
) -> None:
    start = text.index(trigger)
    wording = read_wording(text, start, start + len(trigger), language)
    assert (wording.manner, wording.other, wording.ordinal) == (manner, other, ordinal)


def scene(rng: random.Random) -> list[Reading]:
    """Pages that tell some of a few happenings, in drawn words and with drawn knowledge."""
    happenings = [
        ("ASSAULT", ["Norvège"], ["Danemark"], "4", BERGEN),
        ("ASSAULT", ["Norvège"], ["Danemark"], "4", OSLO),
        ("ASSAULT", ["Norvège"], ["Danemark"], "7", BERGEN),
        ("CONSULT", ["Anders Nilsen", "Mette Holm"], [], "5", None),
        ("CONSULT", ["Anders Nilsen", "Lars Friis"], [], "5", None),
        ("ACCUSE", ["Danemark"], ["Norvège"], "5", None),
    ]
    readings = []
    for number in range(rng.randint(2, 5)):
        told = rng.choices(happenings, k=rng.randint(1, 4))
        verbs = [rng.choice(["a frappé", "cette frappe", "un raid", "l'entretien", "a visé"]) for _ in told]
        body = " ".join(f"Voici {verb} du {at} jour {number}." for at, verb in enumerate(verbs))
        one = page(body, f"p{number}", out=str(8 + number))
        seen: Counter[str] = Counter()
        for verb, (kind, source, target, day, where) in zip(verbs, told, strict=True):
            one.tell(
                verb,
                kind,
                source if rng.random() < 0.8 else [],
                target if rng.random() < 0.8 else [],
                days(day) if rng.random() < 0.7 else None,
                nth=seen[verb],
                place=where if rng.random() < 0.5 else None,
            )
            seen[verb] += 1
        readings.append(one.reading)
    return readings


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_order_of_pages_changes_nothing_and_each_mention_has_one_event(seed: int) -> None:
    rng = random.Random(seed)
    readings = scene(rng)
    copies = find_copies([reading.article for reading in readings])
    events = merge_events(readings, ACTORS, copies)
    assert merge_events(readings, ACTORS, copies) == events
    shuffled = readings[:]
    rng.shuffle(shuffled)
    assert merge_events(shuffled, tuple(reversed(ACTORS)), tuple(reversed(copies))) == events
    told = Counter(key for event in events for key in event.mentions)
    assert told == Counter(mention.id for reading in readings for mention in reading.events)
    assert len({event.id for event in events}) == len(events)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_mentions_of_days_apart_never_end_in_one_event(seed: int) -> None:
    readings = scene(random.Random(seed))
    told = {mention.id: mention for reading in readings for mention in reading.events}
    for event in merge_events(readings, ACTORS, ()):
        known = {told[key].date for key in event.mentions if told[key].date is not None}
        assert len(known) <= 1
        assert len({told[key].type for key in event.mentions}) == 1


def test_a_reprint_adds_no_event() -> None:
    said = "La Norvège a frappé le port de Bergen le 4, ont constaté sur place plusieurs marins revenus du large."
    one = page(said, "one")
    one.tell("a frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4"), place=BERGEN)
    before = merged(one)
    after = merged(one, twin(one.reading, "reprint"))
    assert len(after) == len(before) == 1 and len(after[0].mentions) == 2
