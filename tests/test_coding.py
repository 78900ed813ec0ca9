"""Loose texts in, records out, line by line."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner

import recoupe
from recoupe.cli import commands
from recoupe.cli.code import LONGEST, _lines
from recoupe.dossier.coding import read_line

FRENCH = (
    "L'armée turque a bombardé mardi des positions kurdes près d'Afrine. "
    "Moscou a condamné ces frappes, selon l'agence Tass."
)
ENGLISH = "Kerry met Lavrov in Geneva yesterday, the State Department said."


def coded(*lines: str) -> list[dict[str, Any]]:
    """What the command writes for these lines."""
    result = CliRunner().invoke(commands, ["code"], input="\n".join(lines), catch_exceptions=False)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.model
def test_every_line_gets_its_answer_in_order() -> None:
    first, second, third, fourth, fifth = coded(
        json.dumps({"id": "1", "text": FRENCH, "date": "2018-02-21"}),
        json.dumps({"id": 2, "text": ENGLISH, "date": "2016-08-27", "lang": "en"}),
        "{broken",
        json.dumps({"id": "4", "text": "Ο πρωθυπουργός συναντήθηκε χθες με τον πρόεδρο στην Αθήνα."}),
        json.dumps({"id": "5", "text": ENGLISH, "date": "27/8"}),
    )
    strike = next(event for event in first["event_mentions"] if event["type"] == "ASSAULT")
    assert first["lang"] == "fr"
    assert [actor["country"] for actor in strike["actors"]] == ["TUR"]
    assert FRENCH[strike["trigger"]["start"] : strike["trigger"]["end"]] == strike["trigger"]["text"]
    assert strike["date"]["earliest"] == "2018-02-20"
    meeting = next(event for event in second["event_mentions"] if event["type"] == "CONSULT")
    assert {actor["country"] for actor in (*meeting["actors"], *meeting["recipients"])} == {"USA", "RUS"}
    assert meeting["date"]["earliest"] == "2016-08-26"
    assert second["id"] == 2
    assert second["statements"][0]["speaker"]["actor"]["country"] == "USA"
    assert third["refusal"].startswith("not a line of JSON")
    assert third["event_mentions"] == []
    assert "language" in fourth["refusal"]
    assert fifth["refusal"] is None
    assert "no ISO date" in fifth["notes"][0]
    assert all(event["date"] is None for event in fifth["event_mentions"])


@pytest.mark.model
def test_a_planned_meeting_is_agree_in_bare_plover_and_consult_inside() -> None:
    (line,) = coded(json.dumps({"id": "1", "text": "Merkel rencontrera Macron lundi à Berlin."}))
    event = next(event for event in line["event_mentions"] if event["type"] == "CONSULT")
    assert (event["status"], event["plover"]) == ("planned", "AGREE")


@pytest.mark.model
def test_from_python() -> None:
    found = recoupe.code(FRENCH, day=date(2018, 2, 21), language="fr")
    assert found.refusal is None
    assert found.reading is not None
    assert {event.type for event in found.reading.events} >= {"ASSAULT"}
    assert recoupe.code("").refusal is not None
    assert recoupe.code(ENGLISH, language="xx").refusal is not None


@pytest.mark.model
def test_a_text_is_coded_the_same_beside_any_other() -> None:
    line, other = json.dumps({"id": 1, "text": FRENCH}), json.dumps({"id": 2, "text": ENGLISH})
    (alone,) = coded(line)
    assert coded(other, line, other)[1]["event_mentions"][0]["trigger"] == alone["event_mentions"][0]["trigger"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [("[]", "not an object"), ("{}", "no text"), ('{"text": 3}', "no text"), ("[" * 100_000, "not a line of JSON")],
)
def test_what_is_no_text_is_told(line: str, problem: str) -> None:
    assert (read_line(line).problem or "").startswith(problem)


def test_a_line_without_end_is_not_held() -> None:
    given = list(_lines(io.BytesIO(b"x" * (LONGEST * 2 + 5) + b"\n" + b"{}\n")))
    assert [len(line) for line in given] == [LONGEST, 3]
