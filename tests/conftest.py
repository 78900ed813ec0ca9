"""Fixtures that every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on shared pages skip, with the reason, where that folder is absent."""
    if SHARED.is_dir():
        return
    skip = pytest.mark.skip(reason="the shared pages and gold are not beside this checkout")
    for item in items:
        if "shared" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared pages and gold beside the repository."""
    return SHARED


PAGES = {
    "a.txt": "Paris et Rome signent un accord\n\nPublié le 12 mars 2015\n\n"
    "La France et l'Italie ont signé jeudi un accord sur le rail, a déclaré le ministre français des "
    "Transports. Les deux pays ouvriront une ligne l'an prochain.\n",
    "b.txt": "Berlin refuse\n\nL'Allemagne a rejeté lundi la proposition de la Pologne, selon le porte-parole du "
    "gouvernement allemand. Varsovie avait proposé une rencontre la veille à Berlin.\n",
    "c.txt": "Entretien à Madrid\n\nPublié le 14 mars 2015\n\n"
    "Le roi d'Espagne a reçu vendredi le président du Portugal "
    "à Madrid, a annoncé le palais. Ils ont parlé de la pêche et du tourisme dans la région.\n",
}


@pytest.fixture
def heap(tmp_path: Path) -> Path:
    """A folder of three pages."""
    folder = tmp_path / "heap"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, "utf-8")
    return folder
