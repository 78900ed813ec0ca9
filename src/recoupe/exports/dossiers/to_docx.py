"""The chronology as a Word document with real footnotes."""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from recoupe.exports.cleaning import clean, one_line
from recoupe.exports.dossiers.layout import Line, Note, lay_out
from recoupe.exports.exporter import Exporter, File, Given, Package
from recoupe.exports.writing import zipped
from recoupe.records.readings import Findings

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# The two footnotes that every Word file has: the rule above the notes and the rule above their continuation.
RULES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def make_docx(findings: Findings, given: Given) -> Package:
    """Write the chronology, its footnotes, the pages and what was left out; the same bytes each time."""
    told = lay_out(findings, given.made_with)
    document = docx.Document()
    document.core_properties.title = told.title
    document.core_properties.author = "Recoupe"
    document.core_properties.comments = ""
    document.add_heading(told.title, level=0)
    for line in told.lines:
        _write_line(document, line)
    document.add_heading("Pages", level=1)
    for page in told.pages:
        document.add_paragraph(one_line(page), style="List Bullet")
    if told.left:
        document.add_heading("Left out", level=1)
        for refusal in told.left:
            words = f"{refusal.page}: {refusal.reason} ({refusal.stage})"
            document.add_paragraph(one_line(words), style="List Bullet")
    document.add_paragraph(one_line(told.made))
    _add_notes(document, told.notes)
    file = File(name="dossier.docx", data=_bytes(document), rows=len(told.lines), text=False)
    return Package(files=(file,))


DOCX = Exporter(name="docx", suffix=".docx", what="the chronology with footnotes, for a word processor", make=make_docx)


def _write_line(document: Any, line: Line) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(line.when).bold = True
    paragraph.add_run(" " + one_line(line.summary))
    for number in line.notes:
        _mark(paragraph.add_run(), number)
    paragraph.add_run(f" ({one_line(line.told)})")
    if line.according_to:
        paragraph.add_run(" — according to " + one_line("; ".join(line.according_to)))
    for note in line.beside:
        document.add_paragraph(one_line(note), style="List Bullet")


def _mark(run: Any, number: int) -> None:
    """A reference to a footnote; python-docx has no call for it."""
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)


def _add_notes(document: Any, notes: tuple[Note, ...]) -> None:
    """The part of the file that holds the footnotes, made by hand: python-docx does not make one."""
    body = "".join(map(_note, notes))
    xml = f'{DECLARATION}<w:footnotes xmlns:w="{MAIN}">{RULES}{body}</w:footnotes>'
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE, xml.encode("utf-8"), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note(note: Note) -> str:
    words = escape(clean(f" « {note.words} » — {note.reference}"))
    mark = f"<w:r>{RAISED}<w:footnoteRef/></w:r>"
    text = f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
    return f'<w:footnote w:id="{note.number}"><w:p>{mark}{text}</w:p></w:footnote>'


def _bytes(document: Any) -> bytes:
    """The document packed anew with a fixed moment, so that the same dossier gives the same bytes."""
    target = io.BytesIO()
    document.save(target)
    with zipfile.ZipFile(target) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})
