"""The room decodes a dossier once, sees a rebuild, and outlives the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_dossier import hostile_findings, write

from recoupe.errors import DossierError
from recoupe.web.holding import Holding


def test_findings_are_decoded_once(holding: Holding) -> None:
    assert holding.current() is holding.current()


def test_a_rebuild_is_seen(reader: TestClient, dossier_file: Path) -> None:
    assert "Neuf" not in reader.get("/chronology").text
    write(dossier_file, hostile_findings("Neuf : une autre affaire"))
    assert "Neuf : une autre affaire" in reader.get("/chronology").text


@pytest.mark.parametrize("change", ["gone", "damaged"])
def test_a_lost_file_leaves_what_was_read_and_is_told(reader: TestClient, dossier_file: Path, change: str) -> None:
    dossier_file.unlink()
    if change == "damaged":
        dossier_file.write_bytes(b"not a dossier")
    told = reader.get("/chronology").text
    assert "has gone or cannot be read" in told and "Personne : rien" in told
    assert reader.get("/chronology?q=rien").status_code == 200
    assert dossier_file.exists() == (change == "damaged"), "a search must not create an empty file"
    dossier_file.unlink(missing_ok=True)
    write(dossier_file, hostile_findings())
    assert "has gone" not in reader.get("/chronology").text


def test_something_else_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "x.recoupe").write_text("x")
    with pytest.raises(DossierError):
        Holding(tmp_path / "x.recoupe")
