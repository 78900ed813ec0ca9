"""Two at once, homonyms, coalitions, surnames beside titles: who is meant where several could be."""

from __future__ import annotations

from datetime import date

import pytest
from mention_reading import one, read

from recoupe.languages.fr import PACK
from recoupe.resources.knowledge import load_knowledge
from recoupe.stages.mentions.finding import index_of
from recoupe.stages.mentions.names import build_index
from recoupe.stages.mentions.words import fold_words

LAVROV, KERRY = "p.sergei-lavrov", "p.john-kerry"
DAY = date(2016, 5, 29)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sergueï Lavrov et John Kerry ont discuté. Les deux hommes se reverront.", "Les deux hommes"),
        ("Sergueï Lavrov et John Kerry ont discuté. Ils se reverront.", "Ils"),
        ("Sergueï Lavrov a reçu John Kerry. Ils se reverront.", "Ils"),
        ("MM. Lavrov et Kerry ont discuté. Ils se reverront.", "Ils"),
        ("Sergueï Lavrov a reçu John Kerry. Les deux ministres se reverront.", "Les deux ministres"),
    ],
)
def test_two_persons_are_resumed_together(text: str, words: str) -> None:
    assert one(read(text, day=DAY)[0], words).refs == (LAVROV, KERRY)


def test_they_are_not_two_where_three_were_named() -> None:
    found = read("Sergueï Lavrov a reçu John Kerry et Manuel Valls. Ils se reverront.", day=DAY)[0]
    assert not [mention for mention in found if mention.text == "Ils" and mention.refs == (LAVROV, KERRY)]


def test_two_men_without_two_persons_stay_two_men() -> None:
    found = read("Deux hommes ont fui. Les deux hommes étaient armés.", day=DAY)[0]
    assert all(ref.startswith("~") for mention in found for ref in mention.refs)


def test_two_of_one_surname_stay_apart_by_the_word_before_it() -> None:
    text = "Brigitte Macron et Emmanuel Macron sont arrivés. M. Macron a parlé. Mme Macron a souri."
    found = read(text, day=date(2018, 6, 1))[0]
    assert one(found, "M. Macron").refs == ("p.emmanuel-macron",)
    assert one(found, "Mme Macron").refs == ("p.brigitte-macron",)
    bushes = read("George W. Bush et Jeb Bush étaient là. George W. Bush a parlé.", day=DAY)[0]
    assert [mention.refs[0] for mention in bushes] == ["p.george-w-bush", "p.jeb-bush", "p.george-w-bush"]


@pytest.mark.parametrize(
    ("text", "day", "ref"),
    [
        ("En Syrie, la coalition internationale a frappé Raqqa.", date(2016, 5, 29), "o.global-coalition"),
        ("En Afghanistan, la coalition internationale a frappé Kaboul.", date(2010, 5, 29), "o.isaf"),
        (
            "Les forces de la coalition internationale ont quitté l'Irak. L'Irak attend.",
            date(2005, 5, 29),
            "o.mnf-iraq",
        ),
        ("La coalition dirigée par Washington a frappé Raqqa.", date(2016, 5, 29), "o.global-coalition"),
        ("La coalition arabe conduite par Riyad a frappé Sanaa.", date(2016, 5, 29), "o.saudi-coalition"),
    ],
)
def test_a_coalition_is_known_by_leader_day_and_theatre(text: str, day: date, ref: str) -> None:
    assert one(read(text, day=day)[0], "coalition").refs == (ref,)


def test_a_coalition_of_nowhere_stays_unknown() -> None:
    assert one(read("La coalition internationale a démenti.")[0], "coalition").refs == ("~coalition",)


def test_a_surname_alone_goes_with_the_title_set_beside_it() -> None:
    text = "Barroso, le président de la Commission européenne, se dit rassuré."
    assert one(read(text, day=date(2012, 6, 20))[0], "Barroso").refs == ("p.jose-manuel-barroso",)


def test_a_possessive_title_after_a_name_is_that_person_s() -> None:
    text = "Pour Odile Vergnaud, sa secrétaire générale : rien ne presse."
    found = read(text, day=DAY)[0]
    assert one(found, "Vergnaud").text == "Odile Vergnaud, sa secrétaire générale"


def test_a_spokesman_of_the_tables_is_not_taken_for_any_spokesman() -> None:
    mention = one(read("Le porte-parole de la Commission européenne a parlé.", day=date(2012, 7, 4))[0], "porte-parole")
    assert mention.refs == ("~eu.spokesperson",)


def test_a_body_behind_its_noun_and_article() -> None:
    text = "Le porte-parole du collectif la Quadrature du Net se félicite."
    assert one(read(text, day=DAY)[0], "porte-parole").country == "FRA"


def test_the_latter_is_the_last_named_and_not_the_last_months() -> None:
    found = read("Sergueï Lavrov a reçu John Kerry. Ce dernier a souri.", day=DAY)[0]
    assert one(found, "Ce dernier").refs == (KERRY,)


def test_a_ministry_is_resumed_by_its_noun_before_its_office() -> None:
    text = "Le ministère russe de la Défense a parlé. Le Pentagone a répondu. Le ministère a démenti."
    found = [mention for mention in read(text, day=DAY)[0] if mention.text == "Le ministère"]
    assert found[0].refs == ("rus.defence-ministry",)


def test_the_index_holds_the_same_names_whatever_is_asked_first() -> None:
    words = [word for name in ("Vladimir Poutine", "Damas", "Front al-Nosra", "russe") for word in fold_words(name)]
    lexicon: dict[str, tuple[str, ...]] = {}
    knowledge = load_knowledge()
    assert index_of(knowledge, PACK) is index_of(knowledge, PACK)
    forward, backward = build_index(knowledge, "fr", lexicon), build_index(knowledge, "fr", lexicon)
    one_way = {word: forward.start(word) for word in words}
    assert {word: backward.start(word) for word in reversed(words)} == one_way
    assert all(one_way.values())
