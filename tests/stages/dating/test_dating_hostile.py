"""Pages made to break the dating: it answers or stays silent, in bounded time."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article, capture
from recoupe.languages.en import PACK as EN
from recoupe.languages.fr import PACK as FR
from recoupe.records.pages import Declared
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.dating import date_article
from recoupe.stages.dating.stating import grammars, html_signals, read_cues, shown_signals

PACKS = {"fr": FR, "en": EN}
NOTHING = Knowledge(countries=(), actors=(), agencies=(), outlets=(), places=())
SECONDS = 20  # for 400,000 characters; the slowest takes about 0.5 s on a quiet core
HEAD = '<script type="application/ld+json">'
PIECES = st.sampled_from(
    [
        *("Publié le ", "9 octobre 2017", "09/10/2017", "22h25", " GMT+2", "mardi", "il y a 3 heures", "\n", " ", "•"),
        *("<time datetime=", '"2017-10-09T22:25:02+02:00"', ">", "mis à jour", "résolution 2254", "31.", "é" * 9),
        "l'année 2015 qui s'achève",
    ]
)


@pytest.mark.parametrize(
    "markup",
    [
        "<meta datePublished\"'" * 20_000,
        HEAD * 12_000,
        HEAD + "[" * 100_000 + "</script>",
        '<time datetime="2017-10-09"' * 15_000,
        "<h1></h1>>9 octobre 2017" * 15_000,
        'itemprop="datePublished"' * 16_000,
        "20171009" * 50_000,
    ],
    ids=["meta", "scripts", "deep", "time", "h1", "itemprop", "digits"],
)
def test_markup_is_read_in_bounded_time(markup: str) -> None:
    page = replace(capture(markup), media_type="html")
    start = time.process_time()
    signals = list(html_signals(page))
    shown_signals(page, signals, grammars(PACKS, "fr"), read_cues(PACKS))
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    "data",
    ['{"@graph": 7}', '{"@graph": "News"}', '{"@type": 3, "datePublished": []}', "7", '"x"', "[[[[[[{}]]]]]]", "{", ""],
)
def test_linked_data_of_any_shape(data: str) -> None:
    page = replace(capture(f"{HEAD}{data}</script>"), media_type="html")
    assert list(html_signals(page)) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=30), st.text(max_size=25), st.text(max_size=25))
def test_any_text_is_dated_or_not(pieces: list[str], value: str, fetched: str) -> None:
    made = article("Titre\n" + "".join(pieces))
    page = replace(
        capture(made.text), fetched=fetched, declared=Declared(source="test", published=value, updated=value)
    )
    found = date_article(made, page, PACKS, NOTHING)
    for dating in (found.published, found.updated):
        if dating is not None:
            assert dating.earliest is None or dating.latest is None or dating.earliest <= dating.latest
            assert all(0 <= item.start <= item.end <= len(made.text) for item in dating.evidence)
            assert dating.time is None or dating.day is not None
