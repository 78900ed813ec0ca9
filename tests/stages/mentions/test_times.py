"""Times of an article: offsets, readings that can be resolved again, and the tense that the parse tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article as make_article
from recoupe.languages.en import PACK as EN
from recoupe.languages.fr import PACK as FR
from recoupe.languages.pack import LanguagePack
from recoupe.languages.timex import Expression, find, load, read, write
from recoupe.records.pages import Block
from recoupe.stages.annotation import annotate
from recoupe.stages.mentions.times import find_times

PACKS = {"fr": FR, "en": EN}


def test_words_stand_at_their_offsets() -> None:
    article = make_article("Un titre\n\nLe pont a sauté mardi soir. Il avait été bâti en 1998.")
    found = find_times(article, (), FR)
    assert [time.text for time in found] == ["mardi soir", "en 1998"]
    assert all(article.text[time.start : time.end] == time.text for time in found)
    assert [time.type for time in found] == ["TIME", "DATE"]
    assert len({time.id for time in found}) == 2


def test_a_value_that_needs_the_page_waits() -> None:
    mardi, year = find_times(make_article("Un titre\n\nLe pont a sauté mardi. Il datait de l'année 1998."), (), FR)
    assert mardi.value is None
    assert mardi.expression == "weekday dir=past weekday=2"
    assert year.value == "1998"


def test_the_day_told_before_is_named_by_its_id() -> None:
    first, second = find_times(make_article("Un titre\n\nMardi, il a parlé. La veille, il s'était tu."), (), FR)
    assert read(second.expression).get("to") == first.id


def test_the_day_told_before_may_stand_in_the_paragraph_before() -> None:
    text = "Un titre\n\nMardi, il a parlé.\nLa veille, il s'était tu."
    article = make_article(text)
    at = text.index("La veille")
    body = (Block(start=10, end=at - 1, kind="body", rule="t"), Block(start=at, end=len(text), kind="body", rule="t"))
    first, second = find_times(replace(article, blocks=body), (), FR)
    assert read(second.expression).get("to") == first.id


def test_without_a_day_told_before_it_stays_open() -> None:
    (time,) = find_times(make_article("Un titre\n\nLa veille, il s'était tu."), (), FR)
    assert read(time.expression).get("to") == "unknown"


def test_furniture_is_left_out() -> None:
    article = make_article("Un titre\n\nIl a parlé.\nLundi, jour de lecture")
    at = article.text.index("Lundi")
    blocks = (
        Block(start=0, end=8, kind="title", rule="t"),
        Block(start=10, end=at, kind="body", rule="t"),
        Block(start=at, end=len(article.text), kind="furniture", rule="t"),
    )
    assert find_times(replace(article, blocks=blocks), (), FR) == ()


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("depuis mardi", "from"),
        ("à compter du 27 février", "from"),
        ("jusqu'au 3 mars", "until"),
        ("d'ici lundi", "until"),
        ("mardi", "at"),
        ("depuis quatre ans", "from"),
        ("sous 48 heures", "at"),
    ],
)
def test_bound(words: str, bound: str) -> None:
    (time,) = find_times(make_article(f"Un titre\n\nLe blocus est en vigueur {words}."), (), FR)
    assert time.bound == bound


@pytest.mark.model
@pytest.mark.parametrize(
    ("language", "sentence", "direction"),
    [
        ("fr", "Le président rencontre jeudi son homologue turc à Ankara.", "future"),
        ("fr", "Le président rencontrera son homologue turc jeudi.", "future"),
        ("fr", "Le président a rencontré jeudi son homologue turc.", "past"),
        ("en", "The president meets his Turkish counterpart on Thursday.", "future"),
        ("en", "The president met his Turkish counterpart on Thursday.", "past"),
        ("en", "The president will meet his Turkish counterpart on Thursday.", "future"),
    ],
)
def test_the_clause_tells_the_direction(language: str, sentence: str, direction: str) -> None:
    article = make_article(f"A title\n\n{sentence}", language=language)
    ((_, passages),) = list(annotate([article], PACKS))
    (time,) = find_times(article, passages, PACKS[language])
    assert read(time.expression).get("dir") == direction


FIELD = st.text(alphabet="abcxyz0123456789-:", min_size=1, max_size=6)


@given(kind=st.sampled_from(["calendar", "weekday", "shift"]), fields=st.dictionaries(st.sampled_from("abcde"), FIELD))
def test_the_codec_reads_what_it_wrote(kind: str, fields: dict[str, str]) -> None:
    expression = Expression.of(kind, fields)
    assert read(write(expression)) == expression


@given(line=st.text(max_size=40))
def test_a_damaged_line_never_raises(line: str) -> None:
    assert isinstance(read(line), Expression)


WORDS = st.sampled_from(
    [
        "le",
        "la",
        "de",
        "du",
        "au",
        "mardi",
        "lundi",
        "3",
        "31",
        "mars",
        "mai",
        "2015",
        "99999",
        "à",
        "22h25",
        "fin",
        "début",
        "mi",
        "-",
        "/",
        ".",
        ",",
        "il",
        "y",
        "a",
        "deux",
        "ans",
        "dernier",
        "prochain",
        "depuis",
        "jusqu'",
        "d'ici",
        "entre",
        "et",
        "veille",
        "lendemain",
        "siècle",
        "XIXe",
        "années",
        "1990",
        "nuit",
        "00",
        "0",
        "été",
        "hiver",
        "on",
        "Monday",
        "May",
        "5",
        "1st",
        "12:60",
    ]
)


@pytest.mark.parametrize("pack", [FR, EN], ids=lambda pack: pack.code)
@settings(deadline=None)  # a busy machine is no defect of the grammar
@given(words=st.lists(WORDS, max_size=14))
def test_any_text_can_be_read(pack: LanguagePack, words: list[str]) -> None:
    from datetime import date

    from recoupe.languages.timex import resolve

    text = " ".join(words)
    for hit in find(text, load(pack)):
        assert 0 <= hit.start < hit.end <= len(text)
        for day in (None, date(2016, 2, 29), date(1, 1, 1), date(9999, 12, 31)):
            resolve(hit.expression, day)
