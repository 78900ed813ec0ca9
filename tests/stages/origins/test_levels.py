"""The level of an event at a glance, which sides are silent, and which tellings cannot both be true."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.records.events import Event
from recoupe.records.readings import Reading
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.copies import find_copies
from recoupe.stages.merging import merge_events
from recoupe.stages.origins import count_origins
from stages.merging.scenes import ACTORS, Page, days, page, place, twin

NOTHING = Knowledge(countries=(), actors=(), places=(), agencies=(), outlets=())
STRIKE = "La Norvège a frappé le port de Bergen le 4 mars, tuant plusieurs dockers qui dormaient dans un hangar à sel"
BERGEN, STAVANGER = place("Bergen", 60.39, 5.32), place("Stavanger", 58.97, 5.73)


def counted(*pages: Page | Reading) -> tuple[Event, ...]:
    """The events of some pages with origins, levels and disagreements."""
    readings = [one.reading if isinstance(one, Page) else one for one in pages]
    copies = find_copies([reading.article for reading in readings])
    return count_origins(merge_events(readings, ACTORS, copies), readings, ACTORS, copies, NOTHING)


def strike(name: str, *speakers: str, words: str = STRIKE, **given: object) -> Page:
    """A page on which speakers (nobody: the page itself) tell of a strike."""
    told = page(f"{words}.", name)
    said = told.say(words, *speakers) if speakers else None
    known = {"place": BERGEN, "according_to": (said.id,) if said else ()}
    told.tell("a frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4"), **{**known, **given})
    return told


def test_nobody_named_is_narrated_only_whatever_the_number_of_pages() -> None:
    other = strike("two", words="À Bergen, la flotte de Norvège a frappé des quais danois")
    (event,) = counted(strike("one"), other)
    assert event.level == "narrated"
    assert event.silent_sides == ("DNK", "NOR")
    assert any(why.startswith("level: no source is named") for why in event.why)


def test_one_speaker_on_one_page_and_on_several() -> None:
    (alone,) = counted(strike("one", "Croix-Bleue"))
    assert alone.level == "one origin"
    other = strike("two", "Croix-Bleue", words="À Bergen, la flotte de Norvège a frappé des quais danois")
    (event,) = counted(strike("one", "Croix-Bleue"), other)
    assert event.level == "one origin, several outlets" and event.independent_origins == 1


def test_two_who_know_of_their_own_are_several_origins_and_two_parties_confirm() -> None:
    other = "À Bergen, la flotte de Norvège a frappé des quais danois"
    (several,) = counted(strike("one", "Croix-Bleue"), strike("two", "Jonas Berg", words=other))
    assert several.level == "several origins"
    (both,) = counted(strike("one", "Anders Nilsen"), strike("two", "Mette Holm", words=other))
    assert both.level == "confirmed by both sides"
    assert both.confirmed_by == ("DNK", "NOR") and both.silent_sides == ()
    (one_side,) = counted(strike("one", "Anders Nilsen"))
    assert one_side.level == "one origin" and one_side.silent_sides == ("DNK",)


def test_a_third_country_confirms_no_side() -> None:
    (event,) = counted(strike("one", "Suède"))
    assert event.confirmed_by == () and event.silent_sides == ("DNK", "NOR")


def test_denied_by_one_and_told_by_another_is_disputed_and_a_bare_denial_is_denied() -> None:
    denial = page("La Norvège dément : elle n'a frappé aucun port danois le 4.", "denial")
    said = denial.say("elle n'a frappé aucun port danois", "Norvège")
    denial.tell("a frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4"), status="denied", according_to=(said.id,))
    told = {event.status: event for event in counted(strike("one", "Mette Holm"), denial)}
    assert told["happened"].level == "disputed" and told["happened"].disputed_by == ("NOR",)
    assert told["denied"].level == "denied"
    assert told["happened"].silent_sides == ()


def test_one_blow_with_two_doers_is_tied_as_one_disagreement() -> None:
    accused = page("La Suède a visé le port de Bergen le 4, selon un témoin.", "other")
    accused.tell("a visé", "ASSAULT", ["Suède"], ["Danemark"], days("4"), place=BERGEN)
    events = counted(strike("one"), accused)
    assert len(events) == 2
    for event in events:
        (told,) = [one for one in event.disagreements if one.field == "actors"]
        assert [value.value for value in told.values] == ["NOR", "SWE"] and not told.compatible
        assert {words for value in told.values for words in value.words} == {"a frappé", "a visé"}
    elsewhere = page("La Suède a visé le port de Stavanger le 4.", "far")
    elsewhere.tell("a visé", "ASSAULT", ["Suède"], ["Danemark"], days("4"), place=STAVANGER)
    assert not any(event.disagreements for event in counted(strike("one"), elsewhere))


def test_who_called_whom_is_a_disagreement_over_the_initiative() -> None:
    one = page("Anders Nilsen a appelé Mette Holm le 5.", "one")
    one.tell("a appelé", "CONSULT", ["Anders Nilsen"], ["Mette Holm"], days("5"), modes=("phone",))
    other = page("Mette Holm a téléphoné à Anders Nilsen le 5.", "other")
    other.tell("a téléphoné", "CONSULT", ["Mette Holm"], ["Anders Nilsen"], days("5"), modes=("phone",))
    (event,) = counted(one, other)
    (told,) = event.disagreements
    assert told.field == "initiative" and [value.value for value in told.values] == ["DNK", "NOR"]
    assert not told.compatible


def test_alleged_here_and_a_fact_there_can_both_be_true() -> None:
    other = strike("two", words="À Bergen, la flotte de Norvège a frappé des quais danois", status="alleged")
    (event,) = counted(strike("one"), other)
    (told,) = event.disagreements
    assert told.field == "status" and told.compatible


@settings(max_examples=40, deadline=None)
@given(
    speakers=st.lists(st.sampled_from(["Croix-Bleue", "Anders Nilsen", "Mette Holm", "Jonas Berg", ""]), min_size=1),
    reprinted=st.integers(0, 4),
)
def test_a_reprint_never_raises_a_count_nor_lifts_a_lone_origin(speakers: list[str], reprinted: int) -> None:
    openings = ["à Bergen", "au large", "hier", "mercredi", "de nuit"]
    told = "au quai des voiliers avant la relève des gardes du phare, ont vu plusieurs marins"
    pages = [
        strike(f"p{at}", *([name] if name else []), words=f"{STRIKE[:60]} {openings[at]} {told}")
        for at, name in enumerate(speakers[:5])
    ]
    before = counted(*pages)
    chosen = pages[reprinted % len(pages)]
    after = counted(*pages, twin(chosen.reading, "reprint"))
    assert sum(event.independent_origins for event in after) <= sum(event.independent_origins for event in before)
    order = ("narrated", "one origin", "one origin, several outlets")
    if all(event.level in order for event in before):
        assert all(event.level in order for event in after)


def test_the_reason_for_a_level_stands_among_the_reasons() -> None:
    for event in counted(strike("one", "Croix-Bleue")):
        assert sum(why.startswith("level: ") for why in event.why) == 1


def test_likely_copies_are_told_and_do_not_join_origins() -> None:
    said = "La marine n'envisage pas de partager ses cartes des fonds avec le Danemark"
    told = "Toutefois, la marine a répondu qu'elle n'envisageait pas de partager ses cartes des fonds avec le Danemark"
    one, other = page(f"{said}.", "one", outlet="Le Phare"), page(f"{told}.", "other", outlet="La Digue")
    for of, verb in ((one, "n'envisage pas"), (other, "n'envisageait pas")):
        of.tell(verb, "COERCE", ["Norvège"], ["Danemark"], days("4"), place=BERGEN)
    (event,) = counted(one, other)
    assert event.independent_origins == 2
    assert any("likely share a sentence; not counted as dependence" in why for why in event.why)
