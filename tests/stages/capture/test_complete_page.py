"""What a browser saves beside a page belongs to it; images, styles and scripts are counted, not listed."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest

from recoupe.records.pages import Capture, Refusal
from recoupe.stages.capture import read_pages
from recoupe.stages.capture.beside import kind_beside, page_of_folder

HTML = "<!DOCTYPE html>\n<!-- saved from url=(0028)https://sonde.example/actu/1 -->\n<html><body><p>Bonjour {0}</p>"
Found = list[Capture | Refusal]


def labels(found: Found) -> list[str]:
    return [item.page for item in found if isinstance(item, Capture)]


def refusals(found: Found) -> dict[str, str]:
    return {item.page: item.reason for item in found if isinstance(item, Refusal)}


def save(folder: Path, name: str, parts: str, count: int = 143) -> None:
    """Save a page as a browser does: the page, and a folder with its parts, some of them HTML themselves."""
    inside = folder / parts
    (inside / "sub").mkdir(parents=True)
    (folder / name).write_text(HTML.format(name), "utf-8")
    for number in range(count - 2):
        (inside / f"{number}.js").write_text("x", "utf-8")
    (inside / "ad.html").write_text("<html><p>publicité</p>", "utf-8")
    (inside / "sub" / "saved_resource.html").write_text("<html><p>cadre</p>", "utf-8")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Le pont.html", "Le pont_files"),
        ("Le pont.htm", "Le pont_fichiers"),
        ("Die Brücke.html", "Die Brücke-Dateien"),
        ("El puente.html", "El puente_archivos"),
        ("Most.html", "Most_soubory"),
        ("Most.HTML", "Most_pliki"),
        ("bridge.html", "bridge.files"),
    ],
)
def test_the_folder_of_a_page_is_one_refusal(tmp_path: Path, name: str, parts: str) -> None:
    save(tmp_path / "press", name, parts)
    found = list(read_pages([tmp_path / "press"]))
    assert labels(found) == [f"press/{name}"]
    assert refusals(found) == {
        f"press/{parts}": f"143 files that belong to the saved page {name}, not read",
    }
    (page,) = [item for item in found if isinstance(item, Capture)]
    assert page.url == "https://sonde.example/actu/1"


def test_a_folder_without_its_page_is_an_ordinary_folder(tmp_path: Path) -> None:
    save(tmp_path / "press", "Le pont.html", "Le pont_files", 10)
    (tmp_path / "press" / "Le pont.html").unlink()
    found = list(read_pages([tmp_path / "press"]))
    assert sorted(labels(found)) == ["press/Le pont_files/ad.html", "press/Le pont_files/sub/saved_resource.html"]
    assert refusals(found) == {"press/Le pont_files/": "8 scripts, not read"}


def test_a_pattern_over_all_folders_leaves_the_parts_out_as_well(tmp_path: Path) -> None:
    save(tmp_path / "press", "Le pont.html", "Le pont_files", 10)
    found = list(read_pages([str(tmp_path / "press" / "**" / "*.html")]))
    assert labels(found) == ["press/Le pont.html"]
    assert refusals(found) == {
        "press/Le pont_files": "2 files that belong to the saved page Le pont.html, not read",
    }


def test_files_beside_pages_are_counted_by_kind_and_folder(tmp_path: Path) -> None:
    for folder in ("press", "press/sub"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "p.html").write_text(HTML.format(folder), "utf-8")
        for number in range(3):
            (tmp_path / folder / f"{number}.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "press" / "one.css").write_text("p {}", "utf-8")
    found = list(read_pages([tmp_path / "press"]))
    assert labels(found) == ["press/p.html", "press/sub/p.html"]
    assert refusals(found) == {
        "press/": "3 images, not read",
        "press/sub/": "3 images, not read",
        "press/one.css": "no reader for .css files",
    }


def test_a_complete_page_in_an_archive(tmp_path: Path) -> None:
    save(tmp_path / "press", "Le pont.html", "Le pont_files", 10)
    with zipfile.ZipFile(tmp_path / "press.zip", "w") as archive:
        for file in sorted((tmp_path / "press").rglob("*"), reverse=True):  # the parts before their page
            if file.is_file():
                archive.write(file, file.relative_to(tmp_path))
    with tarfile.open(tmp_path / "press.tar.gz", "w:gz") as tape:
        tape.add(tmp_path / "press", "press")
    with tarfile.open(tmp_path / "press.tar", "w") as tape:
        for file in sorted((tmp_path / "press").rglob("*"), reverse=True):
            tape.add(file, file.relative_to(tmp_path), recursive=False)
    for name in ("press.zip", "press.tar.gz", "press.tar"):
        found = list(read_pages([tmp_path / name]))
        assert f"{tmp_path.name}/{name}!press/Le pont.html" in labels(found)
        assert any(
            reason.startswith("10 files that belong to the saved page press/Le pont.html")
            for reason in refusals(found).values()
        )
        assert len(found) == 2


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", HTML.format("a").encode(), "html"),
        ("a.xml", HTML.format("a").encode(), "html"),
        ("a.json", HTML.format("a").encode(), "html"),
        ("a.csv", HTML.format("a").encode(), "html"),
        ("a.html", b"Pas une balise ici, rien que du texte.", "text"),
        ("a.txt", b"titre,texte,date\nrien,qu'un,texte\n", "text"),
        ("a.php", HTML.format("a").encode(), "html"),
        ("a.1", b"Un texte sans suffixe.", "text"),
    ],
)
def test_mislabelled_files_go_by_what_they_are(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    (page,) = read_pages([tmp_path / name])
    assert isinstance(page, Capture)
    assert (page.media_type, page.data) == (kind, data)


@pytest.mark.parametrize(
    ("name", "data", "inside"),
    [
        ("a.json", b'{"version": "https://jsonfeed.org/version/1", "items": [{"content_text": "Un."}]}', "!entry-1"),
        ("a.json", b'[{"titre": "A", "texte": "Un."}]', "!row-1"),
        ("a.json", b'{"uri": "urn:x", "headline": "A", "body_text": "Un."}', "!item-1"),
        ("a.xml", b"<rss><channel><item><description>Un.</description></item></channel></rss>", "!entry-1"),
        ("a.html", b"<rss><channel><item><description>Un.</description></item></channel></rss>", "!entry-1"),
    ],
)
def test_readers_that_share_a_suffix_are_told_apart_inside(tmp_path: Path, name: str, data: bytes, inside: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert labels(list(read_pages([tmp_path / name]))) == [f"{tmp_path.name}/{name}{inside}"]


def test_names_alone() -> None:
    assert page_of_folder("a_files", ["b.html", "a.html"]) == "a.html"
    assert page_of_folder("_files", [".html"]) is None
    assert page_of_folder("a", ["a.html"]) is None
    assert kind_beside("x/y.WOFF2") == "fonts"
    assert kind_beside("y.html") is None
