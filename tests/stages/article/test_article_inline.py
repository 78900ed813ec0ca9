"""A page flattened into one or a few long lines: the menu, the article and the foot are told apart inside the line."""

from __future__ import annotations

import pytest
from flat_pages import ENGLISH, LEAD, SECOND, SIDEBAR, THIRD, TITLE

from recoupe.languages.en import PACK as ENGLISH_PACK
from recoupe.languages.fr import PACK as FRENCH_PACK
from recoupe.stages.article.labelling.cues import read_cues
from recoupe.stages.article.labelling.labels import Label, label_units
from recoupe.stages.article.labelling.units import split_units

BOOK = read_cues({"fr": FRENCH_PACK, "en": ENGLISH_PACK})


def labelled(text: str) -> tuple[Label, ...]:
    return label_units(split_units(text), BOOK)


def body(text: str) -> str:
    return " ".join(label.unit.plain for label in labelled(text) if label.kind == "body")


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_a_french_page_in_one_line() -> None:
    text = one_line(SIDEBAR)
    found = body(text)
    assert f"{LEAD} {SECOND} {THIRD}" in found
    for words in ("Rechercher", "Accueil", "Par Jeanne Petit", "Le pont de la discorde", "Tous droits"):
        assert words not in found


def test_an_english_page_in_one_line() -> None:
    text = one_line(ENGLISH)
    assert [label.unit.plain for label in labelled(text) if label.kind == "title"] == [
        "Norvanian envoy received in Port Azur"
    ]
    assert body(text).startswith("The foreign minister") and body(text).endswith("opened at once.")


@pytest.mark.parametrize("page", [SIDEBAR, ENGLISH])
def test_parts_stand_in_the_text_in_order_and_leave_no_word_out(page: str) -> None:
    text = one_line(page)
    labels = labelled(text)
    assert len(labels) > 3
    assert [one_line(text[label.unit.start : label.unit.end]) for label in labels] == [
        label.unit.plain for label in labels
    ]
    assert one_line(" ".join(text[label.unit.start : label.unit.end] for label in labels)) == text


def test_tags_before_and_a_menu_behind_the_prose_of_a_line() -> None:
    tags = (
        "Tags Norvanie Port Azur Frontière Blé Routiers Union Rhénane Diplomatie Conseil Port Gazette Sud Europe Monde"
    )
    foot = (
        "Gazette Sud Direct Télévision Programme Contact Mentions Publicité Recrutement Application Boutique Archives"
    )
    text = f"{TITLE}\n\n{SECOND} {tags} {LEAD} {THIRD} {foot}"
    assert body(text) == f"{SECOND} {LEAD} {THIRD}"
    rules = {label.unit.plain: label.rule for label in labelled(text)}
    assert rules[tags] == "fr.furniture.tags" and rules[foot] == "article.zone.outside"


@pytest.mark.parametrize(
    "sentence",
    [
        "Étaient présents Jean Petit, Anna Dupuis, Luc Martin, Marc Dubois, Jeanne Roy, Paul Simon, Léa Blanc et Max "
        "Noir, qui ont tous signé la déclaration de Port-Azur devant les photographes.",
        "M. Petit a reçu Mme Dupuis, M. Martin et le Dr. Roy dans la salle du conseil, où l'Union Rhénane avait envoyé "
        "deux observateurs et un interprète.",
        "Also on Monday, Norvanian Foreign Minister Paul Roe said that the talks would go on until the end of May.",
        "LE MINISTRE DES AFFAIRES ÉTRANGÈRES DE NORVANIE A ÉTÉ REÇU JEUDI À PORT-AZUR PAR LE PREMIER MINISTRE.",
    ],
)
def test_names_offices_and_capitals_in_prose_cut_nothing(sentence: str) -> None:
    text = f"{TITLE}\n\n{LEAD} {sentence} {SECOND} {THIRD}"
    assert [label.kind for label in labelled(text)] == ["title", "body"]


def test_a_line_of_many_megabytes_is_left_whole() -> None:
    assert len(labelled("Aa! " * 500_000)) == 1
