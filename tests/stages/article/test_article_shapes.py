"""Shapes of pages: interviews, tickers, lists, tables, notices, offers, comments; and pages of a million lines."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from flat_pages import LEAD, SECOND, SIDEBAR, THIRD, TITLE

from recoupe.languages.en import PACK as ENGLISH_PACK
from recoupe.languages.fr import PACK as FRENCH_PACK
from recoupe.stages.article.labelling import labels as labels_module
from recoupe.stages.article.labelling.cues import read_cues
from recoupe.stages.article.labelling.labels import BEYOND, REASONS, Label, label_units
from recoupe.stages.article.labelling.units import split_units

BOOK = read_cues({"fr": FRENCH_PACK, "en": ENGLISH_PACK})


def labelled(text: str) -> tuple[Label, ...]:
    return label_units(split_units(text), BOOK)


def body(text: str) -> list[str]:
    return [label.unit.plain for label in labelled(text) if label.kind == "body"]


def test_an_interview_keeps_its_short_questions_and_answers() -> None:
    talk = [LEAD, "Et le blé ?", SECOND, "Qui paiera ?", "Personne.", "Croyez-vous à la paix ?", THIRD]
    assert body("\n".join(["Accueil", TITLE, *talk, "Propos recueillis par Jeanne Petit", "Lire aussi"])) == talk


def test_short_sentences_and_quotations_on_lines_of_their_own_are_kept() -> None:
    told = [LEAD, "« Non. »", "Il l'a répété trois fois.", "« Nous ne céderons rien. »", SECOND, "Silence.", THIRD]
    assert body("\n".join([TITLE, *told])) == told


def test_a_table_behind_a_colon_belongs_to_the_article() -> None:
    told = [LEAD, "Les résultats complets :", "Parti bleu 34,2 %", "Parti vert 22,1 %", "Autres 43,7 %", SECOND, THIRD]
    assert body("\n".join([TITLE, *told])) == told


def test_a_numbered_list_behind_the_prose_belongs_to_the_article() -> None:
    entries = [f"{number}. Le quai {name}" for number, name in enumerate(("Nord", "Sud", "Est", "Ouest"), start=1)]
    told = [LEAD, SECOND, "Voici les quais rouverts :", *entries]
    text = "\n".join([TITLE, *told, "Les plus lus", "1. Le blé monte", "2. Le sel baisse", "3. Le port ferme"])
    assert body(text) == told
    assert {label.rule for label in labelled(text) if label.unit.plain in entries} == {"article.form.list"}


def test_a_notice_on_cookies_is_no_article_and_its_head_no_headline() -> None:
    notice = [
        "Nous respectons votre vie privée",
        "Avec nos partenaires, nous utilisons des cookies pour lire des informations sur votre visite de ce site.",
        "Nos partenaires traitent ces données selon leurs intérêts, que vous pouvez lire et refuser un par un, ici.",
        "Tout accepter",
    ]
    text = "\n".join([*notice, "Accueil", TITLE, "Par Jeanne Petit", LEAD, SECOND, THIRD])
    assert body(text) == [LEAD, SECOND, THIRD]
    assert [label.unit.plain for label in labelled(text) if label.kind == "title"] == [TITLE]


def test_the_messages_of_two_players_do_not_swallow_the_paragraph_between_them() -> None:
    player = "Votre navigateur ne prend pas en charge ce lecteur."
    assert body("\n".join([TITLE, LEAD, player, SECOND, player, THIRD])) == [LEAD, SECOND, THIRD]


def test_an_offer_of_a_newsletter_inside_the_article() -> None:
    offer = [
        "La lettre du matin",
        "Chaque jour, le meilleur du port choisi pour vous.",
        "Votre adresse e-mail",
        "S'inscrire",
    ]
    assert body("\n".join([TITLE, LEAD, SECOND, *offer, THIRD])) == [LEAD, SECOND, THIRD]


@pytest.mark.parametrize("mark", ["»", "→", "►", ">"])
def test_a_link_behind_an_arrow_is_another_article(mark: str) -> None:
    link = f"{mark} Pourquoi le blé monte à la bourse de Port-Azur"
    assert body("\n".join([TITLE, LEAD, link, SECOND, THIRD])) == [LEAD, SECOND, THIRD]


def test_a_picture_with_its_words_twice_on_one_line_is_a_caption() -> None:
    words = "Des routiers attendent devant le pont de la rivière, le 3 mai."
    text = "\n".join([TITLE, LEAD, f"{words} {words}", SECOND, THIRD])
    assert [label.kind for label in labelled(text)] == ["title", "body", "caption", "body", "body"]


def test_readers_comments_longer_than_the_article_are_left_out() -> None:
    remark = "Encore des promesses, on verra bien à la fin du mois si les camions passent vraiment le pont ou pas."
    names = ("robert", "marie", "luc", "anna", "paul", "zoe")
    remarks = [f"{name} Le 12 mai 2016 à 1{hour}:30\n{remark} {name}\nRépondre" for hour, name in enumerate(names)]
    assert body("\n".join([TITLE, LEAD, SECOND, *remarks])) == [LEAD, SECOND]


def test_teasers_whose_headlines_run_into_their_words_are_no_article() -> None:
    teasers = [
        f"La grève continue dans le port numéro {number}Les routiers ont bloqué la ville, et le centre est fermé."
        for number in range(12, 18)
    ]
    assert body("\n".join([*teasers, TITLE, "Par Jeanne Petit", LEAD, SECOND, THIRD])) == [LEAD, SECOND, THIRD]


def test_teasers_behind_the_head_of_a_box_do_not_join_the_article() -> None:
    box = [
        "Plus d'articles",
        "Le blé monte à la bourse",
        "Les cours ont gagné quatre pour cent depuis lundi, et les meuniers s'inquiètent pour l'hiver.",
        "Les routiers bloquent la capitale",
        "Ils sont arrivés dans la nuit par centaines, et le centre de la ville est fermé à tous.",
    ]
    assert body("\n".join([TITLE, LEAD, SECOND, THIRD, *box])) == [LEAD, SECOND, THIRD]


def test_one_article_printed_in_pieces_again_and_again_is_its_words_once() -> None:
    text = "\n".join(
        [TITLE, TITLE, LEAD, f"{TITLE} - Gazette du Sud", LEAD, SECOND, THIRD, f"{LEAD[:100]}…", f"{LEAD[:60]} [...]"]
    )
    assert body(text) == [LEAD, SECOND, THIRD]
    assert [label.kind for label in labelled(text)].count("title") == 1


def test_a_page_of_a_million_lines_is_read_in_seconds() -> None:
    start = time.process_time()
    labels = labelled(SIDEBAR + "\n".join(f"Ligne {number}" for number in range(1_000_000)))
    assert time.process_time() - start < 10  # 0.8 s on the machine it was written on
    assert [label.unit.plain for label in labels if label.kind == "body"] == [LEAD, SECOND, THIRD]
    assert labels[-1].rule == BEYOND and labels[-1].kind == "furniture"


def test_all_openings_in_one_pattern_say_what_each_cue_says() -> None:
    assert BOOK.openings.groups == len(BOOK.cues)  # a group inside a rule would shift the numbers of those behind it
    for unit in split_units(SIDEBAR):
        found = (
            cue
            for cue in BOOK.cues
            if len(unit.folded) <= cue.longest and (re.match(cue.opening, unit.folded) or cue.stands_in(unit.folded))
        )
        assert BOOK.find(unit.folded) is next(found, None)


def test_every_rule_of_the_classifier_has_its_sentence() -> None:
    folder = Path(labels_module.__file__).parent
    named = {
        rule
        for module in folder.glob("*.py")
        for rule in re.findall(r'"(article(?:\.[a-z-]+)+)"', module.read_text("utf-8"))
    }
    assert named == set(REASONS)
