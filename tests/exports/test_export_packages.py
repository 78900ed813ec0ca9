"""Exports as users meet them: the seam, the manifest, files on the disk, the command."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hostile_findings import hostile

from recoupe.cli import commands
from recoupe.dossier import build_samples, open_dossier
from recoupe.errors import DossierError, NotFoundError
from recoupe.exports import BUILT_IN, Choice, Exporter, File, Given, Package, make_package, read_jsonl
from recoupe.exports.manifest import write_manifest
from recoupe.exports.to_json import JSON
from recoupe.exports.writing import named_for, write_package
from recoupe.records.readings import Findings

GIVEN = Given(made_with={"recoupe": "9.9", "recipe": "abc"}, filters={"since": "2016"})
NAMES = {exporter.name: exporter for exporter in BUILT_IN}


@pytest.mark.parametrize("exporter", BUILT_IN, ids=lambda exporter: exporter.name)
def test_every_format_gives_files_that_its_manifest_accounts_for(exporter: Exporter) -> None:
    found = hostile()
    package = make_package(exporter, found, GIVEN)
    told = json.loads(write_manifest(exporter, package, found, GIVEN))
    assert (told["format"], told["recoupe"], told["recipe"]) == (exporter.name, "9.9", "abc")
    assert told["filters"] == {"since": "2016"} and told["events_in_dossier"] == 4
    assert [file["name"] for file in told["files"]] == [file.name for file in package.files]
    for file, entry in zip(package.files, told["files"], strict=True):
        assert (entry["rows"], entry["bytes"]) == (file.rows, len(file.data)) and file.data
        assert entry["sha256"] == hashlib.sha256(file.data).hexdigest()
        assert not file.text or file.data.decode("utf-8")
    assert sum(entry["count"] for entry in told["left_out"]) == len(package.left)
    assert all(entry["count"] == len(entry["records"]) for entry in told["left_out"])
    assert told["pages_left_out"][0]["mend"] == "save it as text"
    assert make_package(exporter, found, GIVEN) == package, "the same each time"


@pytest.mark.parametrize("name", ["polecat", "acled", "timelinejs", "timelinejs-csv", "geojson", "ics"])
def test_rows_written_and_rows_left_out_make_all_events(name: str) -> None:
    package = make_package(NAMES[name], hostile(), GIVEN)
    assert package.files[0].rows + len(package.left) == 4 and package.left


@pytest.mark.parametrize("exporter", BUILT_IN, ids=lambda exporter: exporter.name)
def test_findings_of_nothing_are_written_too(exporter: Exporter) -> None:
    nothing = Findings(readings=(), actors=(), events=(), copies=(), refusals=())
    assert make_package(exporter, nothing, Given()).files


def test_a_choice_of_events_is_kept_to_and_accounted_for() -> None:
    chosen = Given(events={"e0"}, filters={"actor": "Alpha"})
    package = make_package(NAMES["csv"], hostile(), chosen)
    assert next(file.rows for file in package.files if file.name == "events.csv") == 1
    assert {remark.record for remark in package.left} == {"e1", "e2", "e3"}


def test_exporters_of_the_old_protocol_go_on() -> None:
    def write(found: Findings, made_with: Mapping[str, str]) -> str:
        return f"{len(found.events)} {made_with['recoupe']}"

    @dataclass
    class Old:
        name: str
        suffix: str
        what: str
        write: Any

    for exporter in (Exporter(name="o", suffix=".o", what="x", write=write), Old("o", ".o", "x", write)):
        package = make_package(exporter, hostile(), GIVEN)  # type: ignore[arg-type]
        assert package.files == (File(name="dossier.o", data=b"4 9.9", rows=4),)
    assert make_package(JSON, hostile(), GIVEN).files[0].text


def package_of(*names: str) -> Package:
    """A package of small files."""
    return Package(files=tuple(File(name=name, data=name.encode(), rows=1) for name in names))


def test_one_file_has_its_manifest_beside_it_and_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    assert named_for(package_of("x"), target).files[0].name == "a.txt"
    assert write_package(package_of("x"), "{}", target) == (target, tmp_path / "a.txt.manifest.json")
    assert target.read_bytes() == b"x"
    with pytest.raises(DossierError, match="stands there already"):
        write_package(package_of("y"), "{}", target)
    assert target.read_bytes() == b"x"
    write_package(package_of("y"), "{}", target, force=True)
    assert target.read_bytes() == b"y"
    with pytest.raises(DossierError, match="cannot write"):
        write_package(package_of("x"), "{}", tmp_path / "none" / "a.txt")


def test_several_files_go_to_a_folder_or_a_zip(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    write_package(package_of("a", "b"), "{}", folder)
    assert sorted(item.name for item in folder.iterdir()) == ["a", "b", "manifest.json"]
    (folder / "a").unlink()
    with pytest.raises(DossierError, match="stands there already"):
        write_package(package_of("a", "b"), "{}", folder)
    assert not (folder / "a").exists(), "nothing is written where something stands in the way"
    archives = [tmp_path / "a.zip", tmp_path / "b.zip"]
    for archive in archives:
        assert write_package(package_of("a", "b"), "{}", archive) == (archive,)
    assert archives[0].read_bytes() == archives[1].read_bytes()
    assert zipfile.ZipFile(archives[0]).namelist() == ["a", "b", "manifest.json"]
    with pytest.raises(DossierError, match="cannot write"):
        write_package(package_of("a", "b"), "{}", archives[0] / "x", force=True)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of the sample pages."""
    target = tmp_path_factory.mktemp("exports") / "samples.recoupe"
    build_samples(to=target).close()
    return target


def run(*arguments: str | Path) -> Result:
    """The command, in this process; an error that the command line would print is kept in `exception`."""
    return CliRunner().invoke(commands, ["export", *map(str, arguments)])


@pytest.mark.model
def test_the_sample_dossier_in_every_format(dossier: Path, tmp_path: Path) -> None:
    for name in NAMES:
        target = tmp_path / name
        done = run(dossier, "--format", name, "-o", target)
        assert done.exit_code == 0, done.output
        manifest = target / "manifest.json" if target.is_dir() else tmp_path / f"{name}.manifest.json"
        told = json.loads(manifest.read_text("utf-8"))
        for entry in told["files"]:
            written = target / entry["name"] if target.is_dir() else target
            assert entry["name"] == written.name
            assert hashlib.sha256(written.read_bytes()).hexdigest() == entry["sha256"]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "polecat").read_text("utf-8")), delimiter="\t"))
    assert rows and all(row["Event Type"] and row["Quad Code"] in "1234" for row in rows)
    lines = (tmp_path / "jsonl" / "dossier.jsonl").read_bytes()
    with open_dossier(dossier) as opened:
        assert read_jsonl(lines) == opened.view.findings()


@pytest.mark.model
def test_planned_events_are_reduced_in_polecat_only(dossier: Path) -> None:
    with open_dossier(dossier) as opened:
        events = {event.id: event for event in opened.view.findings().events}
        rows = csv.DictReader(io.StringIO(opened.export("polecat")), delimiter="\t")
        differing = {
            row["Event ID"]: row["Event Type"] for row in rows if row["Event Type"] != events[row["Event ID"]].type
        }
        planned = {key for key, event in events.items() if event.type == "CONSULT" and event.status == "planned"}
        dated = {key for key in planned if events[key].date}
    assert all(differing.get(key) == "AGREE" for key in dated)
    assert all(events[key].status in ("planned", "proposed", "conditional") for key in differing)


@pytest.mark.model
def test_the_facade_gives_text_files_and_choices(dossier: Path, tmp_path: Path) -> None:
    with open_dossier(dossier) as opened:
        assert json.loads(opened.export("json"))["schema"] == "recoupe-dossier/1"
        assert set(opened.formats()) >= set(NAMES)
        for name in ("docx", "csv", "jsonl"):
            with pytest.raises(DossierError, match="not one text"):
                opened.export(name)
        key = opened.view.events()[0].id
        choice = Choice(events={key}, filters={"status": "happened"})
        opened.export_to(tmp_path / "one.md", "md", choice=choice)
        told = json.loads((tmp_path / "one.md.manifest.json").read_text("utf-8"))
        assert told["files"][0]["rows"] == 1 and told["filters"] == {"status": "happened"}
        assert told["left_out"][0]["count"] == told["events_in_dossier"] - 1


@pytest.mark.model
def test_the_command_lists_prints_and_refuses(dossier: Path, tmp_path: Path) -> None:
    listed = run(dossier, "--format", "list").output.splitlines()
    assert {line.split()[0] for line in listed} >= set(NAMES)
    assert run(dossier, "--format", "md").output.startswith("# Chronology")
    assert isinstance(run(dossier, "--format", "docx").exception, DossierError)
    assert isinstance(run(dossier, "--format", "nonesuch").exception, NotFoundError)
    target = tmp_path / "a.ics"
    done = run(dossier, "--format", "ics", "-o", target)
    assert str(target) in done.stdout and "left out:" in done.stderr
    assert isinstance(run(dossier, "--format", "ics", "-o", target).exception, DossierError)
    assert run(dossier, "--format", "ics", "-o", target, "--force").exit_code == 0
