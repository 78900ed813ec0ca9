"""Pages made to cost time are refused by a stated bound, or read without the parts whose time grows too fast."""

from __future__ import annotations

import time

import pytest

from recoupe import plugins
from recoupe.records.pages import Article, MediaType, Refusal
from recoupe.resources.knowledge import load_knowledge
from recoupe.stages.article import read_article
from recoupe.stages.article.costs import is_crowded, too_costly
from recoupe.stages.capture.readers.pages import make_capture
from recoupe.stages.dating import date_article

PROSE = "Le pont a rouvert lundi matin à Lyon, a annoncé la mairie de la ville dans un communiqué. "
HEAD = "<html><head><title>Le pont</title></head><body><h1>Le pont a rouvert</h1>"
SECONDS = 20.0  # a tenth of it where nothing else runs; they took minutes before


def read(text: str, kind: MediaType) -> Article | Refusal:
    packs, knowledge = plugins.languages(), load_knowledge()
    capture = make_capture(text.encode(), "p", kind)
    found = read_article(capture, packs, knowledge)
    return date_article(found, capture, packs, knowledge) if isinstance(found, Article) else found


@pytest.mark.parametrize(
    ("text", "kind", "limit"),
    [
        ("a\n" * 2_500_000, "text", "page_characters"),
        (HEAD + "<p>a" * 450_000, "html", "page_tags"),
        (HEAD + "<p" + "".join(f" a{number}=1" for number in range(40_000)) + ">a</p>", "html", "attributes"),
        (HEAD + "<p" + "".join(f" a{number}='<'" for number in range(40_000)) + ">a</p>", "html", "attributes"),
    ],
)
def test_what_no_page_of_news_has_is_refused(text: str, kind: MediaType, limit: str) -> None:
    started = time.monotonic()
    found = read(text, kind)
    assert isinstance(found, Refusal)
    assert limit in found.reason
    assert time.monotonic() - started < SECONDS


def test_a_large_page_with_pictures_and_scripts_in_it_is_read() -> None:
    picture = f'<img src="data:image/png;base64,{"QUJD" * 100_000}">'
    script = f"<script>if (a<b) {{ c = '{'x=1 y=2 ' * 400}'; }}</script>"
    page = make_capture((HEAD + picture + script + f"<p>{PROSE * 5}</p>").encode(), "p", "html")
    assert too_costly(page) is None


def test_a_crowded_page_is_read_by_its_lines() -> None:
    names = ["Martin", "Dupont", "Leroy", "Morel", "Garnier", "Faure", "Blanc", "Rousseau", "Henry", "Masson"]
    says = "a déclaré mardi que les travaux seraient finis avant l'été, selon un rapport remis au conseil du quartier"
    prose = "".join(f"<p>{name} {says} {name}.</p>" for name in names)
    page = HEAD + prose + "<i class=x></i>" * 30_000 + "</body></html>"
    assert is_crowded(page)
    started = time.monotonic()
    found = read(page, "html")
    assert time.monotonic() - started < SECONDS
    assert isinstance(found, Article)
    assert f"Leroy {says} Leroy." in found.text


@pytest.mark.parametrize("words", ["12:00 ", "lundi ", "12h", "2016-"])
def test_lines_of_nothing_but_times_are_dated_in_step_with_their_number(words: str) -> None:
    started = time.monotonic()
    read("Le pont a rouvert\n12 mars 2016\n" + (PROSE + words * 3000 + PROSE * 3 + "\n") * 5, "text")
    assert time.monotonic() - started < SECONDS
