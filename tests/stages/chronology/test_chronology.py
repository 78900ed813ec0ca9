"""The order of events and their lines."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from recoupe.records.events import Event
from recoupe.stages.chronology import build_chronology
from recoupe.stages.merging import merge_events
from stages.merging.scenes import ACTORS, Page, days, page


def lines(*pages: Page) -> tuple[Event, ...]:
    """The chronology of some pages."""
    readings = [one.reading for one in pages]
    return build_chronology(merge_events(readings, ACTORS, ()), readings, ACTORS)


def test_events_come_by_day_and_the_undated_last() -> None:
    one = page("Holm part. Holm vient. Holm dort. Holm chante. Holm lit.", "one")
    for verb, when in (
        ("part", None),
        ("vient", days("9")),
        ("dort", days("2", "6")),
        ("chante", days("2")),
        ("lit", None),
    ):
        status = "planned" if verb == "lit" else "happened"
        one.tell(verb, "PROTEST", ["Danemark"], when=when, modes=(verb,), status=status)
    told = [event.summary.split(": ")[-1].split("\u00a0")[0].split(" ")[0] for event in lines(one)]
    assert told == ["chante", "dort", "vient", "part", "lit"]
    assert [event.rank for event in lines(one)] == [0, 1, 2, 3, 4]


def test_a_line_says_who_to_whom_and_the_pages_own_words() -> None:
    one = page("Anders Nilsen a téléphoné samedi à son homologue, qui l'a remercié. Il neigeait.", "one")
    one.tell("a téléphoné", "CONSULT", ["Anders Nilsen"], ["Mette Holm"], days("5"))
    (event,) = lines(one)
    assert event.summary == "Anders Nilsen → Mette Holm\u00a0: a téléphoné samedi à son homologue"


def test_parties_of_a_meeting_stand_on_one_side_and_many_are_cut() -> None:
    one = page("Sommet à quatre.", "one")
    one.tell("Sommet", "CONSULT", ["Norvège", "Danemark", "Suède", "Croix-Bleue"])
    (event,) = lines(one)
    assert event.summary.endswith("\u00a0: Sommet à quatre") and " – " in event.summary and "…" in event.summary


def test_a_long_clause_is_cut_at_a_word() -> None:
    body = "La Norvège a livré " + " ".join(f"caisse{number}" for number in range(40)) + "."
    one = page(body, "one")
    one.tell("a livré", "AID", ["Norvège"], ["Danemark"])
    words = lines(one)[0].summary
    assert words.endswith("…") and len(words) < 150
    assert words[:-1].split(" : ")[-1].split("\u00a0: ")[-1] in body


def test_the_language_of_most_pages_sets_the_line() -> None:
    texts = (("Norway struck the port.", "en"), ("Norway struck again here.", "en"), ("Oslo a frappé le port.", "fr"))
    pages = []
    for number, (text, language) in enumerate(texts):
        one = page(text, f"p{number}", language=language)
        one.tell("struck" if language == "en" else "a frappé", "ASSAULT", ["Norvège"], ["Danemark"], days("4"))
        pages.append(one)
    (event,) = lines(pages[0], pages[2], pages[1])
    assert event.summary.startswith("Norvège → Danemark: struck")


@given(seed=st.integers(0, 10_000))
def test_ranks_are_a_count_and_input_order_does_not_matter(seed: int) -> None:
    rng = random.Random(seed)
    one = page(" ".join(f"Acte{number} eut lieu." for number in range(8)), "one")
    for number in range(8):
        one.tell(
            f"Acte{number}",
            rng.choice(["ASSAULT", "AID", "PROTEST"]),
            ["Norvège"],
            when=days(str(rng.randint(1, 20))) if rng.random() < 0.7 else None,
        )
    events = list(merge_events([one.reading], ACTORS, ()))
    told = build_chronology(events, [one.reading], ACTORS)
    rng.shuffle(events)
    assert build_chronology(events, [one.reading], ACTORS) == told
    assert [event.rank for event in told] == list(range(len(told)))
    dated = [event.date.earliest for event in told if event.date]
    assert dated == sorted(dated) and all(event.date for event in told[: len(dated)])


def test_an_event_without_known_mentions_keeps_its_line() -> None:
    one = page("Holm part.", "one")
    one.tell("part", "RETREAT", ["Danemark"])
    (event,) = merge_events([one.reading], ACTORS, ())
    assert build_chronology([event], (), ())[0].summary == event.summary
