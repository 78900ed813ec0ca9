"""The language of an article and of its paragraphs: a passage is marked only where it is clearly in another one."""

from __future__ import annotations

import pytest
from flat_pages import LEAD, SECOND, THIRD, TITLE
from media_tables import KNOWLEDGE

from recoupe.languages.en import PACK as ENGLISH
from recoupe.languages.fr import PACK as FRENCH
from recoupe.records.pages import Article, Declared
from recoupe.stages.article import read_article
from recoupe.stages.article.language import guess_language
from recoupe.stages.capture.readers.pages import About, make_capture

PACKS = {"fr": FRENCH, "en": ENGLISH}
QUOTED = (
    "“We have talked about everything, and above all about wheat”, the minister told reporters after the meeting, "
    "which lasted for more than two hours."
)
PARTED = (
    "The two delegations parted late at night and no date was set for the talks to go on, officials said on Friday "
    "in the capital."
)
CLOSED = (
    "The border has been closed since the spring, after guards of the two countries fought over a bridge on the river."
)
GERMAN = (
    "Der Außenminister ist am Donnerstag in der Hauptstadt empfangen worden, wie sein Sprecher nach dem Treffen der "
    "Delegationen mitteilte."
)
SPANISH = (
    "El ministro de Asuntos Exteriores fue recibido el jueves en la capital por el primer ministro, que le prometió "
    "reabrir la frontera antes de fin de mes."
)
ARABIC = (
    "استقبل رئيس الوزراء يوم الخميس وزير الخارجية في العاصمة "
    "ووعده بفتح الحدود قبل نهاية الشهر الجاري كما قال المتحدث باسمه"
)
NAMES = (
    "Étaient présents Jeanne Petit, Loïc Martin, Anna Dupuis, Marc Dubois, John Smith, Vladimir Ivanov, "
    "Ahmed al-Masri et Hans Müller."
)


def read(*paragraphs: str) -> Article:
    data = "\n\n".join((TITLE, *paragraphs, "")).encode()
    found = read_article(make_capture(data, "pages/p.txt", "text"), PACKS, KNOWLEDGE)
    assert isinstance(found, Article)
    return found


def languages(article: Article) -> list[str | None]:
    return [block.language for block in article.blocks if block.kind == "body"]


@pytest.mark.parametrize(
    ("passage", "language"), [(QUOTED, "en"), (GERMAN, "de"), (SPANISH, "es"), (ARABIC, "ar"), (NAMES, None)]
)
def test_a_passage_in_another_language_is_marked(passage: str, language: str | None) -> None:
    article = read(LEAD, passage, SECOND, THIRD)
    assert article.language == "fr"
    assert languages(article) == [None, language, None, None]


def test_short_lines_are_never_marked() -> None:
    article = read(LEAD, "The border is closed, he said today.", SECOND)
    assert {block.language for block in article.blocks} == {None}


def test_a_page_in_two_languages_goes_by_the_larger_part() -> None:
    half = read(LEAD, SECOND, THIRD, QUOTED, PARTED)
    assert (half.language, languages(half)) == ("fr", [None, None, None, "en", "en"])
    turned = read(LEAD, QUOTED, PARTED, CLOSED, QUOTED.replace("two", "three"))
    assert (turned.language, languages(turned)) == ("en", ["fr", None, None, None, None])


def test_a_hint_decides_only_what_the_text_leaves_open() -> None:
    names = "Grand Prix de Port-Azur : Petit, Martin, Dupuis, Dubois et Ivanov"
    for text, hint, language in ((LEAD, "en", "fr"), (PARTED, "fr", "en")):
        assert guess_language(text, PACKS, hint) == (language, True)
    assert guess_language(GERMAN, PACKS, "fr") == ("de", False)
    assert guess_language(names, PACKS, "fr") == ("fr", True)


def test_the_containers_hint_counts() -> None:
    declared = Declared(source="column `lang`, row 1", language="de")
    capture = make_capture(LEAD.encode(), "t.csv#1", "text", text=LEAD, about=About(declared=declared))
    found = read_article(capture, PACKS, KNOWLEDGE)
    assert isinstance(found, Article)
    assert found.language == "fr"
