"""Lines that the pages of one site have in common: counted in any order, and never an article's own."""

from __future__ import annotations

import random

from recoupe.languages.en import PACK as ENGLISH_PACK
from recoupe.languages.fr import PACK as FRENCH_PACK
from recoupe.stages.article.labelling.cues import read_cues
from recoupe.stages.article.labelling.labels import Label, label_units
from recoupe.stages.article.labelling.repeats import SITE, line_key, repeated_lines
from recoupe.stages.article.labelling.units import split_units, squeeze

BOOK = read_cues({"fr": FRENCH_PACK, "en": ENGLISH_PACK})
SLOGAN = "Le Courrier du Golfe suit pour vous la vie du port, des routes et des champs depuis plus de cent ans."
BACKGROUND = (
    "La guerre du blé a fait plus de six mille morts en quarante ans et chassé des familles entières des deux rives."
)
SUBJECTS = ("La grève des routiers", "Le prix du blé", "La fête du port", "Le pont de la rivière", "La loi sur le sel")


def story(subject: str) -> list[str]:
    return [
        f"{subject} au centre des débats de Port-Azur",
        f"{subject} occupe le conseil depuis lundi, et le maire a promis une réponse avant la fin de la semaine.",
        f"Les habitants disent que {subject.lower()} ne les regarde plus, et beaucoup ne sont pas venus à la réunion.",
        f"Le préfet, qui connaît {subject.lower()} mieux que personne, n'a pas voulu dire un mot à la presse.",
    ]


def page(lines: list[str], *, before: str = "", after: str = "") -> str:
    return "\n".join([before or "La vie d'ici", "Une lettre à la mer", SLOGAN, "Le coin des marins", *lines, after])


def labelled(text: str, repeats: frozenset[int] = frozenset()) -> tuple[Label, ...]:
    return label_units(split_units(text), BOOK, repeats)


def heap() -> list[tuple[str, str]]:
    return [("courrier.example", page(story(subject))) for subject in SUBJECTS]


def test_what_three_articles_of_a_site_share_is_the_sites() -> None:
    found = repeated_lines(heap())
    assert found.on("courrier.example") == {
        line_key(squeeze(line)) for line in ("La vie d'ici", "Une lettre à la mer", SLOGAN, "Le coin des marins")
    }
    assert found.on("elsewhere.example") == found.on(None) == frozenset()


def test_the_order_of_the_pages_and_pages_saved_twice_change_nothing() -> None:
    pages = heap()
    mixed = pages * 2
    random.Random(7).shuffle(mixed)
    assert repeated_lines(mixed) == repeated_lines(pages)


def test_a_sites_slogan_is_furniture_and_the_article_stays() -> None:
    text = page(story(SUBJECTS[0]))
    repeats = repeated_lines(heap()).on("courrier.example")
    rules = {label.unit.plain: label.rule for label in labelled(text, repeats)}
    assert rules[SLOGAN] == SITE
    assert [label.unit.plain for label in labelled(text, repeats) if label.kind == "body"] == story(SUBJECTS[0])[1:]


def test_editions_of_one_article_do_not_lose_its_body() -> None:
    lines = story(SUBJECTS[1])
    editions = [
        page([*lines, f"Le conseil se réunira de nouveau le {day} mai, a dit le maire."]) for day in range(3, 9)
    ]
    found = repeated_lines(("courrier.example", text) for text in editions)
    assert found.on("courrier.example") == frozenset()


def test_an_agencys_background_paragraph_is_kept_in_every_story() -> None:
    pages = [("courrier.example", page([*story(subject), BACKGROUND])) for subject in SUBJECTS]
    repeats = repeated_lines(pages).on("courrier.example")
    assert line_key(squeeze(BACKGROUND)) in repeats
    for _, text in pages:
        assert BACKGROUND in [label.unit.plain for label in labelled(text, repeats) if label.kind == "body"]


def test_a_headline_and_a_first_paragraph_that_other_pages_tease_are_kept() -> None:
    lead = story(SUBJECTS[2])
    pages = [("courrier.example", page(story(subject), before=f"{lead[0]}\n{lead[1]}")) for subject in SUBJECTS]
    own = page(lead)
    repeats = repeated_lines([*pages, ("courrier.example", own)]).on("courrier.example")
    kinds = {label.unit.plain: label.kind for label in labelled(own, repeats)}
    assert kinds[lead[0]] == "title" and kinds[lead[1]] == "body"


def test_a_large_site_is_sampled_and_still_order_free() -> None:
    pages = [("courrier.example", page(story(f"Le sujet numéro {number}"))) for number in range(200)]
    assert repeated_lines(pages) == repeated_lines(reversed(pages))
    assert line_key(squeeze(SLOGAN)) in repeated_lines(pages).on("courrier.example")
