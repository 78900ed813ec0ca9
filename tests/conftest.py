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
