"""`recoupe fetch`: exit codes, the list of addresses, JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from recoupe.cli import commands
from recoupe.errors import DossierError, InputError
from recoupe.fetching import Fetched, Harvest
from recoupe.records.pages import Refusal


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the command asks for; nothing is fetched."""
    calls: list[list[str]] = []

    def fetch_pages(urls: list[str], **_: Any) -> Harvest:
        calls.append(urls)
        page = Fetched(url=urls[0], found_at=urls[0], status=200, size=12)
        refusal = Refusal(
            page="https://b.example/\x1b[2J", stage="fetching", reason="the server answers 404", mend="look"
        )
        return Harvest(fetched=(page,), held=(), refusals=(refusal,))

    monkeypatch.setattr(sys.modules["recoupe.cli.fetch"], "fetch_pages", fetch_pages)
    return calls


def test_what_came_of_it_is_told(asked: list[list[str]]) -> None:
    result = CliRunner().invoke(commands, ["fetch", "https://a.example/", "-o", "p.warc.gz"])
    assert result.exit_code == 0
    assert asked == [["https://a.example/"]]
    assert "1 fetched (12 bytes), 0 there already, 1 left out" in result.stdout
    assert "the server answers 404. To mend: look" in result.stderr
    assert "\x1b" not in result.output


def test_json(asked: list[list[str]]) -> None:
    result = CliRunner().invoke(commands, ["fetch", "https://a.example/", "-o", "p.warc.gz", "--json"])
    told = json.loads(result.stdout)
    assert told["output"] == "p.warc.gz"
    assert told["fetched"][0]["url"] == "https://a.example/"
    assert told["refusals"][0]["reason"] == "the server answers 404"
    assert len(asked) == 1


def test_a_list_of_addresses(asked: list[list[str]], tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("# mine\nhttps://b.example/\n\n https://c.example/ \n", "utf-8")
    CliRunner().invoke(
        commands, ["fetch", "https://a.example/", "--from", str(tmp_path / "list.txt"), "-o", "p.warc.gz"]
    )
    assert asked == [["https://a.example/", "https://b.example/", "https://c.example/"]]


def test_no_address_is_wrong_usage(asked: list[list[str]]) -> None:
    assert CliRunner().invoke(commands, ["fetch", "-o", "p.warc.gz"]).exit_code == 2
    assert not asked


def test_a_private_address_is_an_input_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(commands, ["fetch", "http://127.0.0.1/", "-o", str(tmp_path / "p.warc.gz")])
    assert isinstance(result.exception, InputError)
    assert not (tmp_path / "p.warc.gz").exists()


def test_a_file_that_is_no_archive_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "p.warc.gz").write_text("notes", "utf-8")
    result = CliRunner().invoke(commands, ["fetch", "http://127.0.0.1/", "-o", str(tmp_path / "p.warc.gz")])
    assert isinstance(result.exception, DossierError)
    assert (tmp_path / "p.warc.gz").read_text("utf-8") == "notes"
