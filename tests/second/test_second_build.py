"""A dossier with a second reader: what it adds is stored and marked, kept answers serve again, its key is nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from stub_model import Json, Stub, Turn, entry, events, serving

import recoupe
from recoupe import dossier as dossiers
from recoupe.cli import commands

pytestmark = pytest.mark.model

SECRET = "sk-test-0123456789"
ADDED = entry(
    sentence="Ils ont parlé de la pêche et du tourisme dans la région.",
    trigger="ont parlé de la pêche",
    type="SUPPORT",
    actors=["Le roi d'Espagne", "le président du Portugal"],
    recipients=[],
    date="",
)


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving() as state:
        state.always = answer
        yield state


def answer(request: Json) -> Turn:
    """One event where its words stand, one that stands nowhere."""
    user = request["messages"][1]["content"]
    told = [ADDED] if ADDED["trigger"] in user else [{**ADDED, "trigger": "a bombardé"}]
    return events(*told)


def added(dossier: recoupe.Dossier) -> list[str]:
    return [
        event.trigger.text
        for reading in dossier.view.readings()
        for event in reading.events
        if event.rule == "second.toy-1b"
    ]


def test_it_is_off_unless_it_is_named(stub: Stub, heap: Path) -> None:
    with recoupe.build([heap]) as built:
        assert added(built) == []
    assert stub.asked == []


def test_what_it_adds_is_stored_told_and_not_asked_for_again(
    stub: Stub, heap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECOND_READER_TEST_KEY", SECRET)
    target, reader = tmp_path / "x.recoupe", dossiers.second_reader(stub.url, "toy:1b", "SECOND_READER_TEST_KEY")
    with recoupe.build([heap], to=target, second=reader) as first:
        assert added(first) == ["ont parlé de la pêche"]
        told = first.export()
        refused = [one for one in first.view.refusals() if one.stage == "second reader"]
    assert [one.page for one in refused] == ["heap/a.txt", "heap/b.txt"]
    assert all("do not stand on the page («a bombardé»)" in one.reason for one in refused)
    assert len(stub.asked) == 3
    with recoupe.build([heap], to=target, second=reader) as second:
        assert second.export() == told
    assert len(stub.asked) == 3
    assert SECRET.encode() not in target.read_bytes()


def test_a_judgement_keeps_what_it_added_and_asks_nobody(stub: Stub, heap: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.recoupe"
    with recoupe.build([heap], to=target, second=dossiers.second_reader(stub.url, "toy:1b")) as built:
        judgement = dossiers.set_date(built.view, "b.txt", (date(2015, 3, 10), date(2015, 3, 10)))
    with dossiers.judge(target, judgement) as judged:
        assert added(judged) == ["ont parlé de la pêche"]
    new = tmp_path / "d.txt"
    new.write_text(
        "Stockholm remercie Oslo\n\nPublié le 16 mars 2015\n\nLa Suède a remercié lundi la Norvège pour son aide, a "
        "déclaré le ministre suédois de la Défense. Les deux pays se verront l'an prochain à Stockholm.\n",
        "utf-8",
    )
    with dossiers.add(target, [new]) as more:
        assert added(more) == ["ont parlé de la pêche"]
        assert [one.reason for one in more.view.refusals() if one.page.endswith("d.txt")] == [
            "1 paragraphs not read by the second reader: no server was named for this build"
        ]
    assert len(stub.asked) == 3


def test_built_without_it_the_next_time_nothing_of_it_is_left(stub: Stub, heap: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.recoupe"
    recoupe.build([heap], to=target, second=dossiers.second_reader(stub.url, "toy:1b")).close()
    with recoupe.build([heap], to=target) as built:
        assert added(built) == []
        assert not [one for one in built.view.refusals() if one.stage == "second reader"]


def test_the_command_line_names_it(stub: Stub, heap: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.recoupe"
    given = ["build", str(heap), "-o", str(target), "--second-reader", stub.url, "--second-model", "toy:1b"]
    done = CliRunner().invoke(commands, given)
    assert done.exit_code == 0, done.output
    with recoupe.open_dossier(target) as built:
        assert added(built) == ["ont parlé de la pêche"]
    explained = CliRunner().invoke(commands, ["explain", "second.toy-1b"])
    assert "language model toy-1b" in explained.output


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--second-reader", "http://127.0.0.1:1/v1"], "together"),
        (["--second-model", "toy"], "together"),
        (["--second-reader", "http://models.example/v1", "--second-model", "toy"], "unencrypted"),
        (["--second-reader", "http://127.0.0.1:1/v1", "--second-model", "t", "--second-key-env", "NO_SUCH"], "NO_SUCH"),
    ],
)
def test_what_cannot_be_used_is_told_before_anything_is_read(
    heap: Path, tmp_path: Path, given: list[str], told: str
) -> None:
    target = tmp_path / "x.recoupe"
    done = CliRunner().invoke(commands, ["build", str(heap), "-o", str(target), *given])
    assert done.exit_code != 0
    assert told in done.output + str(done.exception)
    assert not target.exists()
