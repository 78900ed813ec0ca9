"""Printed pages: the text of a PDF in reading order, and what the browser printed around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from recoupe.records.pages import Capture, Declared, Refusal
from recoupe.stages.capture.readers.pages import About, make_capture, read_at_most
from recoupe.stages.capture.readers.pdf.extracting import Bounds, Sheet
from recoupe.stages.capture.readers.pdf.guarding import Document, read_document
from recoupe.stages.capture.readers.pdf.layout import Line, read_in_order
from recoupe.stages.capture.readers.pdf.paragraphs import join_lines
from recoupe.stages.capture.readers.pdf.printing import print_time, take_print_lines
from recoupe.stages.capture.readers.seam import STAGE, Context

_FILE_NAME = re.compile(
    r"\.(?:pdf|docx?|odt|rtf|txt|html?|xhtml|php|aspx?|pptx?|xlsx?|indd|qxd|qxp|p65|pmd|tex|dvi|ps)\s*$", re.I
)
_NO_TITLE = re.compile(r"(?:untitled|sans titre|sans nom|document|about:blank|https?://\S+)?[\s\d]*", re.I)
_BY_PROGRAM = re.compile(r"^(?:microsoft (?:word|powerpoint|excel)|writer) - ", re.I)
_OCR = "no text layer: run OCR (for example OCRmyPDF) first"
_SITE = re.compile(r"\s*[-–—|•·]\s*([^-–—|•·]{2,60})")
_HEAD = 30  # paragraphs of the page among which its headline is looked for
_GARBLED = 0.3  # share of characters without a meaning from which a text layer is of no use


@dataclass(frozen=True, slots=True)
class PdfReader:
    """Pages printed or exported as PDF, read with PDFium."""

    name: str = "pdf"
    suffixes: frozenset[str] = field(default=frozenset({".pdf"}))

    def sniff(self, head: bytes) -> bool:
        """Say whether the file opens as a PDF; readers accept it within the first 1024 bytes, and so do we."""
        return b"%PDF-" in head[:1024] and not head.lstrip().startswith(b"<")

    def read(self, stream: BinaryIO, page: str, context: Context) -> Iterator[Capture | Refusal]:
        """Yield the text of the document as one capture, with what was left out."""
        limits = context.limits
        data = read_at_most(stream, limits.pdf_bytes + 1)
        if len(data) > limits.pdf_bytes:
            reason = f"larger than {limits.pdf_bytes} bytes (limit pdf_bytes)"
            yield _refuse(page, reason, "split it, or raise pdf_bytes")
            return
        if not data.strip(b" \t\r\n\0"):
            yield _refuse(page, "empty file", "print the page again")
            return
        bounds = Bounds(pages=limits.pdf_pages, characters=limits.article_characters, seconds=limits.pdf_seconds)
        yield from make_items(data, page, read_document(data, bounds))


def make_items(data: bytes, page: str, document: Document) -> Iterator[Capture | Refusal]:
    """The capture of a PDF's text, and what was left out of it."""
    if document.failure == "locked":
        yield _refuse(page, "locked with a password", "remove its password and give it again")
        return
    if document.failure:
        yield _refuse(page, "a damaged PDF", "print the page again")
        return
    sheets = document.sheets
    written = [sheet for sheet in sheets if sheet.stretches]
    bare = [sheet.number for sheet in sheets if sheet.pictured]
    cleaned, printed = take_print_lines(written)
    paragraphs = join_lines(_lines(cleaned))
    text = "\n\n".join(paragraphs)
    if _is_garbled(text):
        yield _refuse(
            page, "its text layer has no readable characters", "run OCR (for example OCRmyPDF --force-ocr) first"
        )
    elif any(map(str.isalpha, text)):
        about = About(
            url=printed.url,
            fetched=print_time(printed, document.metadata.get("CreationDate")),
            declared=_declare(document.metadata, paragraphs[:_HEAD]),
        )
        yield make_capture(data, page, "text", text=text, about=about)
        if bare:
            yield _refuse(page, f"{len(bare)} of {len(sheets)} pages ({_list(bare)}) have {_OCR}", "run OCR on them")
    elif bare:
        yield _refuse(page, _OCR, "run OCR, then give the file again")
    elif not document.reached and not document.failed:
        yield _refuse(page, "no text in the PDF", "print the page again")
    if document.reached:
        yield _refuse(page, f"read in part: {document.reached}", "split the PDF, or raise the limit")
    if document.failed:
        yield _refuse(page, f"damaged pages left out: {_list(document.failed)}", "print the page again")


def _lines(sheets: list[Sheet]) -> list[Line]:
    lines: list[Line] = []
    for sheet in sheets:
        lines += read_in_order(sheet.stretches, lines[-1].block + 1 if lines else 0)
    return lines


def _declare(metadata: dict[str, Any], head: list[str]) -> Declared | None:
    """Title and authors of the metadata; a title that is a file's name, or a program's stand-in, is none.

    A browser gives the title of its window, "Headline - Site": where the page itself shows the headline, the rest is
    the site's name.
    """
    title = " ".join(_BY_PROGRAM.sub("", str(metadata.get("Title") or "")).replace("\0", "").split())
    if _FILE_NAME.search(title) or _NO_TITLE.fullmatch(title):
        title = ""
    shown = max(
        (line for line in head if _SITE.fullmatch(title, len(line)) and title.startswith(line)), key=len, default=""
    )
    site = _SITE.fullmatch(title, len(shown)) if shown else None
    names = str(metadata.get("Author") or "").replace("\0", "").split(";")
    authors = tuple(name for raw in names if (name := " ".join(raw.split())))
    if not title and not authors:
        return None
    return Declared(
        source="metadata Title, Author of the PDF",
        title=shown or title or None,
        authors=authors,
        outlet=site.group(1) if site else None,
    )


def _is_garbled(text: str) -> bool:
    odd = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in text)
    return odd > _GARBLED * max(len(text), 1)


def _list(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")


def _refuse(page: str, reason: str, mend: str) -> Refusal:
    return Refusal(page=page, stage=STAGE, reason=reason, mend=mend)
