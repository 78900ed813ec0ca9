"""The command line as a user meets it: output, messages, exit codes, and heaps with bad pages in them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "src" / "recoupe" / "resources" / "samples"
GOOD = (SAMPLES / "06-courrier-refus.txt").read_bytes()
FINNISH = "Hallitus kertoi tiistaina uudesta lakiesityksestä Helsingissä. " * 12
pytestmark = pytest.mark.model


def run(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the installed command."""
    command = [sys.executable, "-c", "from recoupe.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of the sample pages, built by the command."""
    target = tmp_path_factory.mktemp("cli") / "samples.recoupe"
    done = run("build", SAMPLES, "-o", target)
    assert done.returncode == 0, done.stderr.decode()
    assert b"13 articles" in done.stdout
    return target


def records(dossier: Path) -> dict[str, list[dict[str, object]]]:
    """The dossier's JSON export."""
    loaded: dict[str, list[dict[str, object]]] = json.loads(run("export", dossier).stdout)
    return loaded


def test_show_prints_a_chronology(dossier: Path) -> None:
    lines = json.loads(run("show", dossier, "--json").stdout)
    assert len(lines) >= 20
    assert {"when", "summary", "status", "according_to", "origins", "id"} <= set(lines[0])
    assert run("show", dossier).stdout


def test_why_walks_from_a_line_to_the_words_on_the_page(dossier: Path) -> None:
    event = records(dossier)["events"][0]
    told = json.loads(run("why", dossier, str(event["id"]), "--json").stdout)
    quoted = [fact for fact in told["facts"] if fact["words"]]
    assert quoted
    for fact in quoted:
        saved = SAMPLES.parent / fact["page"]
        if saved.suffix == ".txt":
            text = saved.read_bytes().decode("utf-8")
            assert text[fact["start"] : fact["end"]] == fact["words"]


@pytest.mark.parametrize("kind", ["articles", "statements", "events", "event_mentions"])
def test_why_knows_every_kind_of_record(dossier: Path, kind: str) -> None:
    key = str(records(dossier)[kind][0]["id"])
    assert run("why", dossier, key).returncode == 0


def test_search_finds_words_without_their_accents(dossier: Path) -> None:
    hits = json.loads(run("search", dossier, "cavusoglu", "telephone", "--json").stdout)
    assert {hit["kind"] for hit in hits} >= {"article"}


def test_export_markdown_has_footnotes(dossier: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    assert run("export", dossier, "--format", "md", "-o", target).returncode == 0
    assert "[^1]:" in target.read_text("utf-8")


def test_explain_tells_a_rule(dossier: Path) -> None:
    rule = str(records(dossier)["statements"][0]["rule"])
    assert rule.encode() in run("explain", rule).stdout


def test_doctor_finds_everything_here() -> None:
    done = run("doctor", "--json")
    assert done.returncode == 0
    assert all(check["good"] for check in json.loads(done.stdout))


def test_two_builds_in_any_order_export_the_same_bytes(tmp_path: Path) -> None:
    pages = sorted(SAMPLES.glob("[01]*"), reverse=True)
    again = tmp_path / "again.recoupe"
    assert run("build", *pages, "-o", again).returncode == 0
    once = run("export", again).stdout
    assert run("build", *reversed(pages), "-o", again).returncode == 0
    assert run("export", again).stdout == once


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("show", "{missing}"), 4, "no such dossier"),
        (("show", "{text}"), 4, "not a Recoupe dossier"),
        (("build", "{missing}", "-o", "{new}"), 3, "no page could be read"),
        (("build", "{text}", "-o", "{missing}/x.recoupe"), 4, "cannot write"),
        (("build", "{text}", "-o", "{text}"), 4, "not a Recoupe dossier"),
        (("explain", "fr.speech.nonesuch"), 6, "no rule"),
        (("build",), 2, "Usage"),
    ],
)
def test_errors_say_what_where_and_how_to_mend(
    tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    text = tmp_path / "page.txt"
    text.write_bytes(GOOD)
    names = {"missing": tmp_path / "none", "text": text, "new": tmp_path / "new.recoupe"}
    done = run(*(argument.format(**names) for argument in arguments))
    assert done.returncode == code, done.stderr.decode()
    assert message in done.stderr.decode()
    assert text.read_bytes() == GOOD


def test_unknown_formats_and_records_end_with_6(dossier: Path) -> None:
    assert run("export", dossier, "--format", "docx2").returncode == 6
    assert run("why", dossier, "e00000000000000").returncode == 6


def test_one_bad_page_never_costs_the_others(tmp_path: Path) -> None:
    heap = tmp_path / "heap"
    heap.mkdir()
    (heap / "good.txt").write_bytes(GOOD)
    (heap / "latin.txt").write_bytes(GOOD.decode("utf-8").replace("lundi", "mardi").encode("cp1252"))
    (heap / "mixed.txt").write_bytes(GOOD.replace(b"30 novembre", b"23 novembre").replace(b"\n\n", b"\r\n\r", 3))
    (heap / "empty.txt").write_bytes(b"")
    (heap / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000))
    (heap / "furniture.txt").write_bytes(b"Accueil\nMonde\nRechercher\nPartager\n")
    (heap / "finnish.txt").write_bytes(FINNISH.encode())
    with (heap / "long.txt").open("wb") as file:
        for _ in range(200):
            file.write(b"mot " * 262_144)
    target = tmp_path / "a.recoupe"
    done = run("build", heap, tmp_path / "nowhere", "-o", target)
    assert done.returncode == 0, done.stderr.decode()
    found = records(target)
    assert {str(a["page"]).rsplit("/", 1)[-1] for a in found["articles"]} == {"good.txt", "latin.txt", "mixed.txt"}
    refused = {str(r["page"]).rsplit("/", 1)[-1] for r in found["refusals"]}
    assert refused == {"empty.txt", "picture.txt", "furniture.txt", "finnish.txt", "long.txt", "nowhere"}
    assert all(r["reason"] and r["mend"] for r in found["refusals"])


def test_standard_input_is_a_page(tmp_path: Path) -> None:
    target = tmp_path / "in.recoupe"
    assert run("build", "-", "-o", target, given=GOOD).returncode == 0
    assert len(records(target)["articles"]) == 1


def test_python_gives_the_same_as_the_command(dossier: Path) -> None:
    import recoupe

    with recoupe.build(SAMPLES) as built, recoupe.open_dossier(dossier) as opened:
        assert built.export() == opened.export()
