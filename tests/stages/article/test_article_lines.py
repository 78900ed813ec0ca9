"""The line classifier on made-up flattened pages: what is kept, what is left out, and which rule says so."""

from __future__ import annotations

import pytest
from flat_pages import BOXED, ENGLISH, LEAD, MARKED_UP, REPEATED, SECOND, SIDEBAR, THIRD, TITLE, WRAPPED

from recoupe.languages.en import PACK as ENGLISH_PACK
from recoupe.languages.fr import PACK as FRENCH_PACK
from recoupe.languages.rules import language_rules
from recoupe.stages.article.labelling.cues import read_cues
from recoupe.stages.article.labelling.labels import REASONS, Label, label_units
from recoupe.stages.article.labelling.units import split_units

BOOK = read_cues({"fr": FRENCH_PACK, "en": ENGLISH_PACK})


def labelled(text: str) -> tuple[Label, ...]:
    return label_units(split_units(text), BOOK)


def lines(text: str, kind: str) -> list[str]:
    return [label.unit.plain for label in labelled(text) if label.kind == kind]


def rule_of(text: str, line: str) -> str:
    return next(label.rule for label in labelled(text) if label.unit.plain == line)


def test_an_article_between_menus_teasers_and_comments() -> None:
    assert lines(SIDEBAR, "title") == [TITLE]
    assert lines(SIDEBAR, "body") == [LEAD, SECOND, THIRD]
    assert lines(SIDEBAR, "dateline")[:2] == ["Par Jeanne Petit", "Publié le 12 mai 2016 à 10h30"]


def test_a_box_of_other_headlines_is_no_body() -> None:
    headline = "Le pont de la discorde, une histoire de quarante ans et de trois guerres"
    assert rule_of(SIDEBAR, headline) == "article.box.headline"


def test_pictures_titles_bear_the_outlets_name_and_their_headlines_go_with_them() -> None:
    assert lines(BOXED, "title") == [TITLE]
    assert lines(BOXED, "body") == [LEAD, SECOND, THIRD, THIRD.replace("printemps", "mois de mars")]
    assert lines(BOXED, "caption") == ["© Agence Bleue . Marc DuboisLe port"]


def test_left_over_markup_is_furniture_and_a_headline_on_two_lines_is_a_copy() -> None:
    labels = labelled(MARKED_UP)
    assert [label.unit.plain for label in labels if label.kind == "title"] == [TITLE]
    assert [label.kind for label in labels].count("body") == 1
    copies = {label.unit.plain for label in labels if label.rule == "article.title.copy"}
    assert copies == {"Le chef de la diplomatie de Norvanie", "reçu à Port-Azur"}
    assert {label.unit.plain for label in labels if label.rule == "article.form.markup"} == {""}
    assert len(lines(MARKED_UP, "dateline")) == 2


def test_a_broken_off_copy_of_the_lead_is_left_out() -> None:
    assert lines(REPEATED, "body") == [LEAD, SECOND, THIRD]
    assert labelled(REPEATED)[-1].rule == "article.repeat.cut"


def test_hard_wrapped_paragraphs_are_joined() -> None:
    first, second = lines(WRAPPED, "body")
    assert first.startswith("Le ministre") and first.endswith("surtout du blé.")
    assert second.startswith("La frontière") and second.endswith("avec eux.")
    assert lines(WRAPPED, "title") == [TITLE]


def test_lines_of_one_width_that_are_no_running_text_stay_apart() -> None:
    menu = "\n".join(f"Rubrique numéro {number} du journal local" for number in range(100, 140))
    assert len(split_units(menu)) == 40


def test_an_english_page() -> None:
    assert lines(ENGLISH, "title") == ["Norvanian envoy received in Port Azur"]
    assert [line[:12] for line in lines(ENGLISH, "body")] == ["The foreign ", '"We talked a', "The border h"]
    assert lines(ENGLISH, "caption") == ["Lorries queue at the bridge over the river on May 3. REUTERS/John Roe"]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(break_: str) -> None:
    text = SIDEBAR.replace("\n", break_)
    assert lines(text, "body") == [LEAD, SECOND, THIRD]
    for label in labelled(text):
        assert text[label.unit.start : label.unit.end].strip() == text[label.unit.start : label.unit.end]


def test_a_clean_text_loses_nothing() -> None:
    text = f"{TITLE}\n\n{LEAD}\n{SECOND}\nUne phrase courte.\n{THIRD}\nIl a conclu ainsi : rien n'est joué.\n"
    kinds = [label.kind for label in labelled(text)]
    assert kinds == ["title", "body", "body", "body", "body", "body"]


def test_intertitles_are_body() -> None:
    text = f"{TITLE}\n\n{LEAD}\n{SECOND}\nUn pont très disputé\n{THIRD}\n{SECOND[::-1][::-1]}\n"
    assert "Un pont très disputé" in lines(text, "body")


def test_a_body_in_one_long_line() -> None:
    text = f"{TITLE}\n\n{LEAD} {SECOND} {THIRD} {LEAD}"
    assert [label.kind for label in labelled(text)] == ["title", "body"]


def test_a_flash_of_one_short_sentence_is_an_article() -> None:
    text = f"{TITLE}\n\nLe ministre est arrivé jeudi matin dans la capitale pour deux jours.\n"
    assert [label.kind for label in labelled(text)] == ["title", "body"]


def test_a_page_without_an_article_has_no_body() -> None:
    assert not lines("Accueil\nMenu\nRechercher\n+32 400.00.00.00\n12/05/2016\nPolitique\n", "body")


def test_a_paragraph_printed_twice_counts_once() -> None:
    text = f"{TITLE}\n\n{LEAD}\n{SECOND}\n{THIRD}\n{SECOND}\n"
    assert lines(text, "body") == [LEAD, SECOND, THIRD]


def test_every_label_names_a_rule_that_is_explained() -> None:
    known = set(REASONS) | {rule.id for code in ("fr", "en") for rule in language_rules(code)}
    for page in (SIDEBAR, BOXED, MARKED_UP, REPEATED, WRAPPED, ENGLISH):
        assert {label.rule for label in labelled(page)} <= known


def test_an_intertitle_behind_a_finished_box_is_kept() -> None:
    box = "Lire aussi : Le blé monte à la bourse de Port-Azur"
    text = f"{TITLE}\n\n{LEAD}\n{SECOND}\n{box}\nUn pont disputé\n{THIRD}\n"
    assert lines(text, "body") == [LEAD, SECOND, "Un pont disputé", THIRD]


def test_teasers_far_below_do_not_join_the_article() -> None:
    teaser = "Ils sont arrivés dans la nuit par centaines, et le centre de la ville est fermé à la circulation."
    lists = "\n".join(f"Ville numéro {number}\n{teaser} {number}\n{number}/05/2016" for number in range(10, 16))
    text = f"{TITLE}\n\n{LEAD}\n{SECOND}\n{THIRD}\nLes plus lus\n{lists}\n"
    assert lines(text, "body") == [LEAD, SECOND, THIRD]
