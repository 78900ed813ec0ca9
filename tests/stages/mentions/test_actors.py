"""Who and where in running text: names, titles, metonyms, places, and reference inside a page."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mention_reading import one, read

LAVROV, KERRY = "p.sergei-lavrov", "p.john-kerry"
DAY = date(2016, 5, 29)


@pytest.mark.parametrize(
    ("text", "words", "refs"),
    [
        ("Le ministre russe des Affaires étrangères, Sergueï Lavrov, a appelé à la retenue.", "Lavrov", (LAVROV,)),
        ("Sergueï Lavrov, ministre russe des Affaires étrangères, a appelé à la retenue.", "Lavrov", (LAVROV,)),
        ("Le chef de la diplomatie russe a appelé à la retenue.", "chef", (LAVROV,)),
        ("Le patron de la diplomatie américaine est attendu.", "patron", (KERRY,)),
        ("Le ministre russe de la Défense a parlé.", "ministre", ("p.sergei-shoigu",)),
        ("La diplomatie russe a protesté.", "diplomatie", ("rus.foreign-ministry",)),
        ("Le Pentagone a refusé.", "Pentagone", ("usa.defence-ministry",)),
        ("La partie russe a refusé.", "partie", ("RUS",)),
        ("Moscou a refusé.", "Moscou", ("RUS",)),
    ],
)
def test_titles_and_names(text: str, words: str, refs: tuple[str, ...]) -> None:
    assert one(read(text, day=DAY)[0], words).refs == refs


def test_an_undated_page_guesses_no_holder() -> None:
    mention = one(read("Le secrétaire d'État américain a refusé.")[0], "secrétaire")
    assert mention.refs == ("~usa.foreign-minister",)
    assert mention.country == "USA"


def test_a_title_in_the_text_outranks_the_tables() -> None:
    mention = one(read("Le ministre français de la Défense John Kerry a parlé.", day=DAY)[0], "Kerry")
    assert mention.country == "FRA"


def test_somebody_whom_only_the_page_names() -> None:
    text = "Matthew Bell, porte-parole du Pentagone, a répondu. M. Bell n'a pas donné de date. Bell est parti."
    found = read(text, day=DAY)[0]
    assert [mention.refs for mention in found if "Bell" in mention.text] == [("~matthew-bell",)] * 3
    assert found[0].country == "USA"
    assert "MIL" in found[0].sectors


def test_reference_inside_a_page() -> None:
    text = (
        "Le ministre russe des Affaires étrangères Sergueï Lavrov a appelé son homologue américain John Kerry. "
        "Le ministre russe a insisté sur ce point. Le diplomate russe a attendu. MM. Lavrov et Kerry ont raccroché. "
        "Les deux ministres se reverront. Les chefs de la diplomatie se reverront. Son homologue américain est absent."
    )
    found = read(text, day=DAY)[0]
    assert one(found, "homologue américain John Kerry").refs == (KERRY,)
    assert [m.refs for m in found if m.text == "Le ministre russe"] == [(LAVROV,)]
    assert one(found, "diplomate russe").refs == (LAVROV,)
    assert one(found, "MM.").refs == (LAVROV, KERRY)
    assert set(one(found, "deux ministres").refs) == {LAVROV, KERRY}
    assert set(one(found, "chefs de la diplomatie").refs) == {LAVROV, KERRY}
    assert one(found, "Son homologue").refs == (KERRY,)


def test_pronouns_agree() -> None:
    text = "Angela Merkel a reçu François Hollande. Elle a promis une aide. Il y a des doutes."
    found = read(text, day=DAY)[0]
    assert one(found, "Elle").refs == ("p.angela-merkel",)
    assert not [mention for mention in found if mention.text == "Il"]


def test_a_body_is_resumed() -> None:
    text = "Human Rights Watch a publié un rapport. L'organisation demande une enquête."
    assert one(read(text)[0], "L'organisation").refs == ("o.hrw",)


def test_a_demonym_qualifies_or_names() -> None:
    found = read("Les frappes russes inquiètent les Russes.")[0]
    assert [(m.text, m.form, m.rule) for m in found] == [
        ("russes", "demonym", "fr.name.adjective"),
        ("les Russes", "demonym", "fr.name.people"),
    ]


@pytest.mark.parametrize(
    ("text", "acts", "lies"),
    [
        ("Damas a rejeté le texte.", True, False),
        ("Les combats ont repris à Damas.", False, True),
        ("La situation en Syrie empire.", False, True),
        ("Les relations avec la Syrie empirent.", True, False),
        ("Il a demandé à Damas de cesser le feu.", True, False),
        ("Une aide à la Syrie a été votée.", True, False),
        ("Le nord de la Syrie est calme.", False, True),
        ("La frontière entre la Syrie et le Liban est fermée.", False, True),
    ],
)
def test_metonymy_by_role(text: str, acts: bool, lies: bool) -> None:
    actors, places = read(text)
    assert any("SYR" in mention.refs for mention in actors) is acts
    assert any(mention.place.country == "SYR" for mention in places) is lies


def test_an_area_is_no_point() -> None:
    places = read("Le nord de la Syrie est calme.")[1]
    assert (places[0].text, places[0].place.precision) == ("nord de la Syrie", "region")


def test_english() -> None:
    text = (
        "Russia's defence ministry denied it. Syrian state media reported clashes. US officials said Moscow was told. "
        "A senior Kurdish official agreed. The US-led coalition struck near Damascus."
    )
    actors, places = read(text, "en", DAY)
    assert one(actors, "ministry").refs == ("rus.defence-ministry",)
    assert one(actors, "state media").country == "SYR"
    assert one(actors, "US officials").country == "USA"
    assert one(actors, "Moscow").refs == ("RUS",)
    assert one(actors, "Kurdish official").kind == "person"
    assert one(actors, "coalition").country == "USA"
    assert [place.place.country for place in places] == ["SYR"]


FRAGMENTS = st.sampled_from(
    [
        "le",
        "la",
        "les",
        "l'",
        "d'",
        "de",
        "du",
        "des",
        "à",
        "aux",
        "et",
        "un",
        "Le",
        "MM.",
        "M.",
        "Mme",
        "Moscou",
        "russe",
        "Russie",
        "président",
        "ministre",
        "Défense",
        "porte-parole",
        "armée",
        "Lavrov",
        "Kerry",
        "Sergueï",
        "deux",
        "homologue",
        "son",
        "il",
        "elle",
        "qui",
        ",",
        ".",
        "(",
        ")",
        "«",
        "»",
        "-",
        "’",
        "État",
        "islamique",
        "coalition",
        "menée",
        "par",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENTS, max_size=25), st.sampled_from(["fr", "en"]))
def test_any_text_gives_sound_mentions(words: list[str], language: str) -> None:
    text = " ".join(words)
    actors, places = read(text, language, DAY)
    for mention in (*actors, *places):
        assert text[mention.start : mention.end] == mention.text
    for before, after in itertools.pairwise(actors):
        assert before.end <= after.start, (before.text, after.text)
    assert all(mention.refs for mention in actors)
    assert (actors, places) == read(text, language, DAY)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    read(text)
