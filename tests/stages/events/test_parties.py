"""Who does it to whom where the sentence itself does not say, or says it in a list."""

from __future__ import annotations

import pytest
from coding import Coding, code_all

Case = tuple[str, str, set[str], set[str]]

FRENCH: list[Case] = [
    # a list behind a repeated preposition
    ("La France a proposé une aide à la Turquie, à la Grèce et à l'Italie.", "AGREE", {"FRA"}, {"TUR", "GRC", "ITA"}),
    # whoever condemns an attack on X does not condemn X
    ("Berlin a condamné les frappes russes contre les rebelles syriens.", "ACCUSE", {"DEU"}, {"RUS"}),
    ("Londres a condamné une attaque contre des soldats ukrainiens.", "ACCUSE", {"GBR"}, set()),
    ("Londres a condamné une attaque contre des soldats ukrainiens.", "ASSAULT", set(), {"UKR"}),
    # those against whom a march is, or whom its demand names
    ("Des étudiants iraniens ont manifesté lors d'une marche anti-américaine.", "PROTEST", {"IRN"}, {"USA"}),
    (
        "De jeunes Algériens ont barré les routes pour réclamer au gouvernement algérien du travail.",
        "PROTEST",
        {"DZA"},
        {"DZA"},
    ),
    # an act that is only told by what it protests against
    (
        "Les commerçants palestiniens n'ont pas ouvert leurs boutiques pour protester contre la politique israélienne.",
        "PROTEST",
        {"PSE"},
        {"ISR"},
    ),
    # "pour" before an infinitive opens no party
    (
        "Le Royaume-Uni a menacé d'envahir l'ambassade équatorienne pour arrêter Julian Assange.",
        "THREATEN",
        {"GBR"},
        {"ECU"},
    ),
    # speaker turns: judged is who spoke or acted before
    ("Moscou a bombardé la ville d'Alep lundi. Paris a vivement condamné ces frappes.", "ACCUSE", {"FRA"}, {"RUS"}),
    (
        "Washington a critiqué la politique russe. « Ces propos sont inacceptables », a déclaré Sergueï Lavrov.",
        "ACCUSE",
        {"RUS"},
        {"USA"},
    ),
    # the state of the place, for troops and for the authority that arrests
    ("La France a envoyé des troupes au Mali.", "MOBILIZE", {"FRA"}, {"MLI"}),
    ("Trois opposants ont été arrêtés à Minsk.", "COERCE", {"BLR"}, {"BLR"}),
    # what a state decrees at home falls on its own people; abroad it does not
    ("Le gouvernement birman a aboli la censure en Birmanie.", "CONCEDE", {"MMR"}, {"MMR"}),
    ("Le gouvernement birman a aboli la censure au Laos.", "CONCEDE", {"MMR"}, {"LAO"}),
    # symmetric, with a subject that the parse cut short; visitor and host
    (
        "Le président français et la chancelière allemande se sont entretenus lundi.",
        "CONSULT",
        {"FRA", "DEU"},
        set(),
    ),
    ("Le ministre russe a reçu à Moscou son homologue iranien.", "CONSULT", {"IRN"}, {"RUS"}),
    ("Le ministre français s'est rendu à Alger.", "CONSULT", {"FRA"}, {"DZA"}),
    # passives, plain and in disguise
    ("Le convoi turc a été bombardé par l'armée syrienne.", "ASSAULT", {"SYR"}, {"TUR"}),
    (
        "L'ancien président haïtien s'est vu accuser par Washington d'avoir détourné des fonds.",
        "ACCUSE",
        {"USA"},
        {"HTI"},
    ),
    # who must act, behind an impersonal verb
    (
        "« Il faut que le gouvernement soudanais libère les otages », a déclaré le ministre britannique.",
        "REQUEST",
        {"GBR"},
        {"SDN"},
    ),
]

ENGLISH: list[Case] = [
    # a place that sends is its state
    ("The invitation from Paris to the Syrian opposition came on Monday.", "AGREE", {"FRA"}, {"SYR"}),
    ("Russian jets bombed Aleppo on Monday. Paris strongly condemned these strikes.", "ACCUSE", {"FRA"}, {"RUS"}),
    ("London condemned an attack on Ukrainian soldiers.", "ACCUSE", {"GBR"}, set()),
    # a further act of the subject has parties of its own
    ("Cairo condemned these crimes, calling on Israel to stop.", "ACCUSE", {"EGY"}, set()),
    ("Gunmen attacked a market in Baghdad.", "ASSAULT", set(), {"IRQ"}),
    ("France sent troops to Mali.", "MOBILIZE", {"FRA"}, {"MLI"}),
    ("Three opposition activists were arrested in Minsk.", "COERCE", {"BLR"}, {"BLR"}),
    ("The French president and the German chancellor met on Monday.", "CONSULT", {"FRA", "DEU"}, set()),
    ("The Russian foreign minister received the Iranian foreign minister in Moscow.", "CONSULT", {"IRN"}, {"RUS"}),
    ("The Turkish convoy was shelled by the Syrian army.", "ASSAULT", {"SYR"}, {"TUR"}),
    (
        "Egyptian workers blocked roads to demand the resignation of the Egyptian president.",
        "PROTEST",
        {"EGY"},
        {"EGY"},
    ),
    ("Chilean students marched through the city to demand bread.", "PROTEST", {"CHL"}, set()),
    # whose the thing is that is hit, though it stands in another's land
    ("Russian jets hit a Turkish aid convoy in Aleppo.", "ASSAULT", {"RUS"}, {"TUR"}),
    ("The Turkish government imposed a curfew in Ankara.", "COERCE", {"TUR"}, {"TUR"}),
    ("The Turkish government imposed a curfew in Syria.", "COERCE", {"TUR"}, {"SYR"}),
]

INFERRED: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {
    "fr": [
        ("Trois opposants ont été arrêtés à Minsk.", "COERCE", ("actor",)),
        ("Le gouvernement birman a aboli la censure en Birmanie.", "CONCEDE", ("recipient",)),
        ("La Turquie a bombardé la Syrie.", "ASSAULT", ()),
    ],
    "en": [
        ("Gunmen attacked a market in Baghdad.", "ASSAULT", ("recipient",)),
        ("The Turkish government imposed a curfew in Ankara.", "COERCE", ("recipient",)),
        ("The Turkish convoy was shelled by the Syrian army.", "ASSAULT", ()),
    ],
}


def sides(coding: Coding, kind: str) -> list[tuple[set[str], set[str]]]:
    return [(coding.states(e.actors), coding.states(e.recipients)) for e in coding.events if e.type == kind]


@pytest.mark.model
@pytest.mark.parametrize(("language", "cases"), [("fr", FRENCH), ("en", ENGLISH)])
def test_parties_of_sentences(language: str, cases: list[Case]) -> None:
    codings = code_all([text for text, _, _, _ in cases], language)
    wrong = [
        (text, kind, sides(coding, kind))
        for (text, kind, actors, recipients), coding in zip(cases, codings, strict=True)
        if (actors, recipients) not in sides(coding, kind)
    ]
    assert wrong == []


@pytest.mark.model
@pytest.mark.parametrize("language", ["fr", "en"])
def test_inferred_sides_are_named(language: str) -> None:
    cases = INFERRED[language]
    codings = code_all([text for text, _, _ in cases], language)
    wrong = [
        text
        for (text, kind, inferred), coding in zip(cases, codings, strict=True)
        if [event.inferred for event in coding.events if event.type == kind] != [inferred]
    ]
    assert wrong == []


@pytest.mark.model
def test_rebels_rule_no_people_of_their_own() -> None:
    (coding,) = code_all(["Des rebelles maliens ont interdit la musique."], "fr")
    assert sides(coding, "COERCE") == [({"MLI"}, set())]


@pytest.mark.model
def test_those_killed_in_a_raid_did_not_fly_it() -> None:
    text = "As a result of an air strike more than 60 mercenaries from Tunisia and Egypt were killed near Deir Ezzor."
    (coding,) = code_all([text], "en")
    assert [actors for actors, _ in sides(coding, "ASSAULT")] == [set()]
