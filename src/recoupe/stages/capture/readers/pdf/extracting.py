"""What PDFium reads on the pages of a PDF: stretches of text with their places.

This module is also run as a program of its own (see `guarding`), so it imports nothing of ours.
"""

from __future__ import annotations

import ctypes
import json
import re
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

_HYPHENS = {"\x02": "-", "\ufffe": "-", "\xad": "-", "\u2010": "-", "\u2011": "-"}  # PDFium marks hyphens at line ends
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_MEND = str.maketrans({**_HYPHENS, **_LIGATURES, "\xa0": "\xa0", "\t": " ", "\u200b": "", "\ufeff": ""})
_GAP = 1.2  # blank between two letters of one line, in text heights, from which they stand in different columns
_SHIFT = 0.35  # change of the base line, in text heights, up to which letters stand on one line
_MEMORY = 3 * 512 * 1024**2  # bytes of address space; a page that unpacks to more must not take the machine with it
_PASSWORD = 4  # FPDF_ERR_PASSWORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Letters that follow each other on one line. Coordinates in points, y upwards from the page's foot.

    `base` is the base line, `height` the height of the font as it is drawn (not of the letters), `bold` its weight.
    """

    text: str
    left: float
    right: float
    base: float
    height: float
    bold: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page: its size in points, its text, and whether a picture lies on it."""

    number: int
    width: float
    height: float
    stretches: tuple[Stretch, ...]
    pictured: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much of a PDF is read at most."""

    pages: int
    characters: int
    seconds: float


def report(data: bytes, bounds: Bounds) -> Iterator[dict[str, Any]]:
    """Tell, message by message, what a PDF holds: its metadata, its pages, what ended the reading.

    The messages are of plain values, so that they can cross from one process to another: `failure` ("locked",
    "damaged"), `metadata`, `sheet` (the fields of a Sheet), `failed` (a page's number), `reached` (a bound), `end`.
    The time is looked at between pages only.
    """
    import pypdfium2  # loads the library

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        yield {"failure": "locked" if problem.err_code == _PASSWORD else "damaged"}
        return
    try:
        yield {"metadata": document.get_metadata_dict()}
        yield from _report_sheets(document, bounds, pypdfium2.PdfiumError)
        yield {"end": True}
    finally:
        document.close()


def main() -> None:
    """Report on the PDF on standard input, a message a line; the bounds are given as arguments."""
    pages, characters, seconds = sys.argv[1:4]
    _bound_memory()
    bounds = Bounds(pages=int(pages), characters=int(characters), seconds=float(seconds))
    for message in report(sys.stdin.buffer.read(), bounds):
        print(json.dumps(message), flush=True)


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bound
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _report_sheets(document: Any, bounds: Bounds, error: type[Exception]) -> Iterator[dict[str, Any]]:
    started, letters = time.monotonic(), 0
    for at in range(len(document)):
        reached = None
        if at >= bounds.pages:
            reached = f"more than {bounds.pages} pages (limit pdf_pages)"
        elif letters >= bounds.characters:
            reached = f"more than {bounds.characters} characters (limit article_characters)"
        elif time.monotonic() - started > bounds.seconds:
            reached = f"longer than {bounds.seconds:g} seconds (limit pdf_seconds)"
        if reached:
            yield {"reached": reached}
            return
        try:
            sheet = _read_sheet(document, at, bounds.characters - letters)
        except error:
            yield {"failed": at + 1}
            continue
        letters += sum(len(stretch.text) for stretch in sheet.stretches)
        yield {"sheet": asdict(sheet)}


def _read_sheet(document: Any, at: int, most: int) -> Sheet:
    page = document[at]
    try:
        width, height = page.get_size()
        letters = page.get_textpage()
        try:
            stretches = tuple(_stretches(letters, most))
        finally:
            letters.close()
        pictured = not stretches and any(True for _ in page.get_objects(filter=[3], max_depth=3))  # FPDF_PAGEOBJ_IMAGE
        return Sheet(number=at + 1, width=width, height=height, stretches=stretches, pictured=pictured)
    finally:
        page.close()


def _stretches(letters: Any, most: int) -> Iterator[Stretch]:
    """Cut the letters, in the order of the file, where the line changes or a wide blank opens."""
    import pypdfium2.raw as raw

    run = _Run(letters.raw, raw)
    for at in range(min(letters.count_chars(), most)):
        code = raw.FPDFText_GetUnicode(letters.raw, at)
        if code in (10, 13):
            run.broken = True
        elif code in (32, 160, 9) and not run.text:
            continue
        elif code in (32, 160, 9):
            run.text.append(chr(code))
        elif code:
            if not run.follows(at):
                yield from run.finish()
            run.add(at, code)
    yield from run.finish()


class _Run:
    """The stretch that is being gathered."""

    def __init__(self, letters: Any, raw: Any) -> None:
        self._letters, self._raw = letters, raw
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = raw.FS_RECTF()
        self._name = ctypes.create_string_buffer(128)
        self.text: list[str] = []
        self.broken = False
        self._left = self._right = self._base = self._height = 0.0
        self._bold = False
        self._measured = False

    def follows(self, at: int) -> bool:
        """Say whether a letter goes on with the stretch; measures the letter."""
        self._measured = self._measure(at)
        if not self.text or not self._measured:
            return True
        height = max(self._height, 1.0)
        ahead = self._box.left - self._right
        level = abs(self._y.value - self._base) <= _SHIFT * height
        tall = self._box.top - self._box.bottom
        alike = self.broken is False or 0.8 < tall / height < 1.25
        return level and alike and -0.6 * height < ahead < _GAP * height

    def add(self, at: int, code: int) -> None:
        """Take a letter in."""
        if not self.text:
            self._left, self._base = self._box.left, self._y.value
            self._height = 0.1
            self._bold = self._is_bold(at)
        elif self.broken and not self.text[-1].isspace() and self._box.left - self._right > 0.1 * self._height:
            self.text.append(" ")
        if self._measured:
            self._right = self._box.right
            self._height = max(self._height, self._box.top - self._box.bottom)  # the box of a ligature may be flat
        self.text.append(chr(code) if code <= 0x10FFFF else "\ufffd")
        self.broken = False

    def finish(self) -> Iterator[Stretch]:
        """Yield what was gathered, if it says anything."""
        text = _clean("".join(self.text))
        if text:
            yield Stretch(
                text=text,
                left=self._left,
                right=self._right,
                base=self._base,
                height=self._height,
                bold=self._bold,
            )
        self.text, self.broken = [], False

    def _is_bold(self, at: int) -> bool:
        if self._raw.FPDFText_GetFontWeight(self._letters, at) >= 600:
            return True
        size = self._raw.FPDFText_GetFontInfo(self._letters, at, self._name, len(self._name), None)
        return 0 < size <= len(self._name) and bool(re.search(rb"bold|black|heavy|-bd", self._name.value, re.I))

    def _measure(self, at: int) -> bool:
        raw, letters = self._raw, self._letters
        return bool(
            raw.FPDFText_GetCharOrigin(letters, at, self._x, self._y)
            and raw.FPDFText_GetLooseCharBox(letters, at, self._box)
        )


def _clean(text: str) -> str:
    """Letters as a reader means them: ligatures undone, accents joined to their letters, control marks dropped."""
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").translate(_MEND)
    text = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in text if letter >= " " and letter != "\x7f").strip()


if __name__ == "__main__":
    main()
