"""A reading room over the hostile dossier, and browsers before it."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from web_dossier import hostile_findings, write

from recoupe.web.app import create_app
from recoupe.web.guard import Door
from recoupe.web.holding import Holding

with warnings.catch_warnings():  # the test client tells, once, that it will want another HTTP library some day
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

ORIGIN = "http://127.0.0.1:8765"


@pytest.fixture
def dossier_file(tmp_path: Path) -> Path:
    """The file of the hostile dossier."""
    path = tmp_path / "affair.recoupe"
    write(path, hostile_findings())
    return path


@pytest.fixture
def holding(dossier_file: Path) -> Iterator[Holding]:
    """The hostile dossier, open."""
    held = Holding(dossier_file)
    yield held
    held.close()


@pytest.fixture
def stranger(holding: Holding) -> Callable[[], tuple[TestClient, Door]]:
    """Makes a browser without a session, and the door that it stands before."""

    def make() -> tuple[TestClient, Door]:
        door = Door.for_port(8765)
        return TestClient(create_app(holding, door), base_url=ORIGIN, follow_redirects=False), door

    return make


@pytest.fixture
def reader(stranger: Callable[[], tuple[TestClient, Door]]) -> TestClient:
    """A browser with a session."""
    client, door = stranger()
    assert client.get("/", params={"key": door.key}).status_code == 303
    return client


@pytest.fixture
def addresses(holding: Holding) -> list[str]:
    """Every page of the room."""
    shelf = holding.current()
    rooms = ("chronology", "articles", "sources", "actors", "statements", "left-out", "judgements")
    kinds = (
        ("events", shelf.events),
        ("articles", shelf.readings),
        ("actors", shelf.actors),
        ("statements", shelf.statements),
    )
    return [*(f"/{room}" for room in rooms), *(f"/{kind}/{key}" for kind, held in kinds for key in held)]
