"""Files, folders, patterns and standard input become captures or refusals, the same whatever the order."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pytest

from recoupe.errors import InputError
from recoupe.records.pages import Capture, Refusal
from recoupe.settings import Limits
from recoupe.stages.capture import BUILT_IN, Context, read_pages
from recoupe.stages.capture.readers.pages import About, make_capture
from recoupe.stages.capture.reading import make_context

PAGE = "Accord sur le blé\n\nLes deux pays ont signé l'accord mardi à Ankara.\n"


@pytest.fixture
def heap(tmp_path: Path) -> Path:
    """A folder of pages with a subfolder."""
    folder = tmp_path / "pages"
    (folder / "sub").mkdir(parents=True)
    (folder / "b.txt").write_text(PAGE, "utf-8")
    (folder / "a.html").write_text("<html><body><p>Bonjour</p></body></html>", "utf-8")
    (folder / "sub" / "c.txt").write_text(PAGE + "Suite.", "utf-8")
    return folder


def labels(found: list[Capture | Refusal]) -> list[str]:
    return [item.page for item in found if isinstance(item, Capture)]


def refusals(found: list[Capture | Refusal]) -> dict[str, str]:
    return {item.page: item.reason for item in found if isinstance(item, Refusal)}


def test_a_folder_is_walked_in_the_order_of_labels(heap: Path) -> None:
    assert labels(list(read_pages([heap]))) == ["pages/a.html", "pages/b.txt", "pages/sub/c.txt"]


def test_a_file_is_labelled_as_it_is_in_its_folder(heap: Path) -> None:
    assert labels(list(read_pages([heap / "b.txt"]))) == ["pages/b.txt"]
    assert labels(list(read_pages([str(heap / "*.txt")]))) == ["pages/b.txt"]
    assert labels(list(read_pages([str(heap / "**" / "*.txt")]))) == ["pages/b.txt", "sub/c.txt"]


def test_the_order_given_and_doublings_change_nothing(heap: Path) -> None:
    one = list(read_pages([heap, heap / "b.txt"]))
    other = list(read_pages([heap / "b.txt", heap, heap / "sub"]))
    assert one == other
    assert len(labels(one)) == 3


def test_files_of_one_label_are_told_apart(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name / "pages").mkdir(parents=True)
        (tmp_path / name / "pages" / "p.txt").write_text(PAGE + name, "utf-8")
    found = labels(list(read_pages([tmp_path / "x" / "pages", tmp_path / "y" / "pages"])))
    assert len(set(found)) == 2
    assert all(label.endswith("/pages/p.txt") for label in found)


def test_relative_and_absolute_paths_give_one_label(heap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(heap)
    assert labels(list(read_pages(["."]))) == labels(list(read_pages([heap])))
    assert labels(list(read_pages(["b.txt"]))) == ["pages/b.txt"]


def test_bytes_are_kept_and_line_ends_untouched(tmp_path: Path) -> None:
    data = b"un\r\ndeux\rtrois\nquatre"
    (tmp_path / "p.txt").write_bytes(data)
    (capture,) = read_pages([tmp_path / "p.txt"])
    assert isinstance(capture, Capture)
    assert capture.data == data
    assert capture.text == "un\r\ndeux\rtrois\nquatre"


def test_the_same_bytes_are_read_once(heap: Path) -> None:
    (heap / "z.txt").write_text(PAGE, "utf-8")
    assert refusals(list(read_pages([heap])))["pages/z.txt"] == "same bytes as pages/b.txt"


def test_what_is_missing_is_refused_and_the_rest_is_read(heap: Path) -> None:
    found = list(read_pages([heap, "no-such-file.txt", str(heap / "*.nothing")]))
    assert len(labels(found)) == 3
    assert set(refusals(found)) == {"no-such-file.txt", str(heap / "*.nothing")}
    assert all(item.mend for item in found if isinstance(item, Refusal))


def test_nothing_usable_at_all_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    for sources in ([], ["no-such-folder"], [tmp_path / "empty.txt"]):
        with pytest.raises(InputError) as problem:
            list(read_pages(sources))
        assert problem.value.mend


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("bom.txt", b"\xef\xbb\xbf\n", "empty"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        ("nul.txt", b"some text with \x00 in it", "binary"),
        ("print.pdf", b"%PDF-1.7\n%...\n", "PDF"),
        ("page.html", b"\x1f\x8b\x08\x00\x00\x00", "gzip"),
        ("list.csv", b"a,b\n1,2\n", "columns: a, b"),
        ("data.json", b'{"a": 1}', "columns: a"),
    ],
)
def test_what_is_no_page_is_refused_by_name(heap: Path, name: str, data: bytes, reason: str) -> None:
    (heap / name).write_bytes(data)
    assert reason in refusals(list(read_pages([heap])))[f"pages/{name}"]


def test_text_that_only_opens_like_a_binary_file_is_read(heap: Path) -> None:
    (heap / "mz.txt").write_text("MZ, BZh et GIF8 : trois sigles de la semaine.", "utf-8")
    assert "pages/mz.txt" in labels(list(read_pages([heap])))


def test_a_text_file_that_is_html_is_read_as_html(heap: Path) -> None:
    (heap / "saved.txt").write_text("\ufeff<!DOCTYPE html>\n<html><body>Bonjour</body></html>", "utf-8")
    (heap / "noname").write_text("<html><body>Bonsoir</body></html>", "utf-8")
    (heap / "fake.html").write_text("Pas une balise ici.", "utf-8")
    kinds = {item.page: item.media_type for item in read_pages([heap]) if isinstance(item, Capture)}
    assert kinds["pages/saved.txt"] == kinds["pages/noname"] == "html"
    assert kinds["pages/fake.html"] == "text"


def test_the_address_that_a_browser_notes_is_kept(heap: Path) -> None:
    (heap / "s.html").write_text(
        "<!DOCTYPE html>\n<!-- saved from url=(0029)https://www.example.org/actu/1 -->\n<html><p>x</p></html>", "utf-8"
    )
    found = {item.page: item for item in read_pages([heap]) if isinstance(item, Capture)}
    assert found["pages/s.html"].url == "https://www.example.org/actu/1"


class Counting(io.BytesIO):
    """A stream that counts the bytes asked for."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.taken += len(data)
        return data


def test_an_oversized_page_is_refused_after_one_byte_more_than_the_limit() -> None:
    stream = Counting(b"x" * 10_000)
    (refusal,) = BUILT_IN[-1].read(stream, "big.txt", make_context(Limits(page_bytes=1000)))
    assert isinstance(refusal, Refusal)
    assert "page_bytes" in refusal.reason
    assert stream.taken == 1001


def test_bounds_on_files_and_depth_are_told(heap: Path) -> None:
    assert any("limit pages" in why for why in refusals(list(read_pages([heap], Limits(pages=2)))).values())
    deep = refusals(list(read_pages([heap], Limits(folder_depth=0))))
    assert "limit folder_depth" in deep["pages/sub"]


def test_hidden_files_and_links_to_folders_are_told_not_read(heap: Path) -> None:
    (heap / ".cache").mkdir()
    (heap / ".cache" / "x.txt").write_text(PAGE, "utf-8")
    (heap / "loop").symlink_to(heap, target_is_directory=True)
    found = list(read_pages([heap]))
    assert set(refusals(found)) == {"pages/.cache", "pages/loop"}
    assert len(labels(found)) == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_does_not_hang_the_walk(heap: Path) -> None:
    os.mkfifo(heap / "pipe.txt")
    assert "regular" in refusals(list(read_pages([heap])))["pages/pipe.txt"]


def test_standard_input_is_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    (capture,) = read_pages(["-"])
    assert isinstance(capture, Capture)
    assert (capture.page, capture.text) == ("-", PAGE)


@dataclass(frozen=True)
class Pairs:
    """A container of two pages, as an outside reader would be."""

    name: str = "pairs"
    suffixes: frozenset[str] = frozenset({".pair"})

    def sniff(self, head: bytes) -> bool:
        return head.startswith(b"PAIR")

    def read(self, stream: BinaryIO, page: str, context: Context) -> Iterator[Capture | Refusal]:
        for number, part in enumerate(stream.read(context.limits.page_bytes).removeprefix(b"PAIR").split(b"|")):
            yield make_capture(part, f"{page}!{number}", "text", about=About(url="https://example.org/"))


def test_a_reader_from_outside_takes_its_files(heap: Path) -> None:
    (heap / "two.pair").write_bytes(b"PAIRun|deux")
    (heap / "two").write_bytes(b"PAIRtrois|quatre")
    found = labels(list(read_pages([heap], readers=(Pairs(), *BUILT_IN))))
    assert {"pages/two.pair!0", "pages/two.pair!1", "pages/two!0", "pages/two!1"} <= set(found)
