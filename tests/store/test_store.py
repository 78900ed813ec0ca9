"""The two doors of a dossier file: what goes in comes out, and nothing false goes in."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from builders import article, capture, findings, statement
from recoupe.errors import DossierError, IntegrityError
from recoupe.exports.to_json import write_json
from recoupe.exports.to_markdown import plain, write_markdown
from recoupe.records.codec import decode, encode
from recoupe.records.readings import Findings, Mentions, Reading
from recoupe.records.spans import Words
from recoupe.store import database, writer
from recoupe.store.view import View

MADE = {"recoupe": "0", "recipe": "r"}


@pytest.fixture
def view() -> View:
    engine = database.in_memory()
    writer.keep_captures(engine, [capture()])
    writer.write(engine, findings(), MADE)
    return View(engine)


def test_findings_come_back_as_they_went_in(view: View) -> None:
    assert view.findings() == findings()
    assert view.made_with() == {"schema": "2", **MADE}


def test_the_saved_bytes_are_kept_verbatim(view: View) -> None:
    assert view.capture_bytes(capture().id) == capture().data
    assert view.capture_bytes("knone") is None


def test_records_survive_the_codec() -> None:
    assert decode(encode(findings()), Findings) == findings()


def test_writing_twice_gives_the_same_rows(tmp_path: Path) -> None:
    dumps = []
    for name in ("one", "two"):
        engine = database.create(tmp_path / name)
        writer.keep_captures(engine, [capture()])
        writer.write(engine, findings(), MADE)
        writer.write(engine, findings(), MADE)
        engine.dispose()
        with sqlite3.connect(tmp_path / name) as connection:
            dumps.append(list(connection.iterdump()))
    assert dumps[0] == dumps[1]


def test_a_quotation_that_is_not_on_the_page_is_refused() -> None:
    page = article()
    said = statement(page, "Moscou a proposé", "M. Lavrov", "a déclaré")
    false = replace(said, cue=Words(start=0, end=4, text="jamais"))
    reading = Reading(article=page, mentions=Mentions(), statements=(false,), events=())
    wrong = Findings(readings=(reading,), actors=(), events=(), copies=(), refusals=())
    engine = database.in_memory()
    with pytest.raises(IntegrityError, match="jamais"):
        writer.write(engine, wrong, MADE)
    assert View(engine).readings() == ()


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("treve", {"article", "statement"}),
        ("LAVROV trêve", {"article", "statement"}),
        ('"une treve a Kiev"', {"article", "statement"}),
        ("propos*", {"article", "statement", "event"}),
        ("nulle", set()),
        ('AND OR ( " * NEAR', set()),
        ("", set()),
    ],
)
def test_search_folds_accents_and_takes_any_input(view: View, words: str, kinds: set[str]) -> None:
    assert {hit.kind for hit in view.search(words)} == kinds


def test_names_are_found_by_their_first_letters(view: View) -> None:
    event = findings().events[0].id
    assert view.names_of(event[:6]) == (("event", event),)
    assert view.names_of("%") == ()


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 100])
def test_other_files_are_not_dossiers(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(DossierError) as problem:
        database.open_file(path)
    assert problem.value.exit_code == 4


def test_a_damaged_dossier_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.recoupe"
    engine = database.create(path)
    writer.keep_captures(engine, [capture()])
    writer.write(engine, findings(), MADE)
    engine.dispose()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(DossierError, match="cannot be read"):
        database.open_file(path)


def test_the_json_export_keeps_the_contract() -> None:
    document = json.loads(write_json(findings(), MADE))
    assert list(document) == [
        "schema",
        "made_with",
        "articles",
        "actors",
        "statements",
        "event_mentions",
        "events",
        "copies",
        "refusals",
    ]
    assert document["schema"] == "recoupe-dossier/1"
    assert document["event_mentions"][0]["event"] == document["events"][0]["id"]
    assert document["statements"][0]["cue"]["text"] == "a déclaré"
    assert document["articles"][0]["text"] is None


def test_markdown_shows_words_and_cannot_be_steered_by_a_page() -> None:
    written = write_markdown(findings(), MADE)
    assert "according to M. Lavrov" in written
    assert "[^1]:" in written
    assert "at most 1 independent origin)" in written
    assert plain("<script>alert(1)</script>\n# [x](y)") == r"\<script\>alert(1)\</script\> \# \[x\](y)"
