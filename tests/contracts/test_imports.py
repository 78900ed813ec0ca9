"""Who may know whom: the design's table, held against the imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "recoupe"

# room -> the rooms of Recoupe's that its modules may import (their own room is always allowed)
MAY_KNOW: dict[str, frozenset[str]] = {
    "records": frozenset(),
    "errors": frozenset(),
    "settings": frozenset(),
    "languages": frozenset({"records", "errors", "settings"}),
    "resources": frozenset({"records", "errors", "settings", "languages"}),
    "stages": frozenset({"records", "languages", "resources", "errors", "settings"}),
    "fetching": frozenset({"records", "errors", "settings"}),
    "second": frozenset({"records", "resources", "fetching", "errors", "settings"}),  # fetching: the bound on time
    "pipeline": frozenset({"records", "languages", "resources", "stages", "second"}),
    "store": frozenset({"records", "errors"}),
    "exports": frozenset({"records", "errors"}),
    "explain": frozenset({"records", "languages", "errors"}),
    "plugins": frozenset({"stages", "languages", "exports", "errors"}),
    "dossier": frozenset(
        {
            "pipeline",
            "plugins",
            "store",
            "explain",
            "exports",
            "fetching",
            "languages",
            "records",
            "resources",
            "second",
            "stages",
            "errors",
            "settings",
        }
    ),
    "cli": frozenset({"dossier", "web", "explain", "records", "errors"}),
    "web": frozenset({"dossier", "explain", "records", "errors"}),
    "__init__": frozenset({"dossier", "records", "errors"}),
}
MODULES = sorted(SOURCE.rglob("*.py"))


def room_of(module: Path) -> str:
    """The room that a module stands in: its top folder, or its own name."""
    return module.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(module: Path) -> Iterator[tuple[str, ...]]:
    """The dotted names of Recoupe's that a module imports, without the leading "recoupe"."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (tuple(a.name.split(".")[1:]) for a in node.names if a.name.split(".")[0] == "recoupe")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            parts = tuple((node.module or "").split("."))
            if parts == ("recoupe",):
                yield from ((alias.name,) for alias in node.names)
            elif parts[0] == "recoupe":
                yield parts[1:]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_room_knows_only_the_rooms_it_may(module: Path) -> None:
    room = room_of(module)
    strangers = {name[0] for name in imported(module)} - {room} - MAY_KNOW[room]
    assert not strangers, f"{room} may not know {sorted(strangers)}"


STAGES = [module for module in MODULES if room_of(module) == "stages"]


@pytest.mark.parametrize("module", STAGES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_stage_never_knows_another_stage(module: Path) -> None:
    own = module.relative_to(SOURCE).parts[1].removesuffix(".py")
    others = {name[1] for name in imported(module) if name[0] == "stages" and len(name) > 1} - {own}
    assert not others


def test_the_capture_door_is_the_only_stage_that_the_facade_knows() -> None:
    for module in (*(SOURCE / "dossier").glob("*.py"), SOURCE / "plugins.py"):
        stages = {parts[1] for parts in imported(module) if parts[0] == "stages"}
        assert stages <= {"capture"}


def test_pipeline_and_folders_name_the_same_stages() -> None:
    from recoupe import pipeline

    folders = {item.name for item in (SOURCE / "stages").iterdir() if item.is_dir() and item.name != "__pycache__"}
    assert folders == {*pipeline.ARTICLE_STAGES, *pipeline.DOSSIER_STAGES}


def test_records_import_nothing_but_the_standard_library_and_the_codec() -> None:
    for module in (SOURCE / "records").glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                foreign = {alias.name.split(".")[0] for alias in node.names} & {"spacy", "yaml", "msgspec"}
                assert foreign <= ({"msgspec"} if module.name == "codec.py" else set())
