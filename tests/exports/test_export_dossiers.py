"""Dossiers for people, read back: footnotes numbered through, exact words, nothing of a page that acts."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import docx
import pytest
from hostile_findings import FORMULA, SCRIPT, hostile
from lxml import etree

from builders import findings as plain_findings
from recoupe.exports.cleaning import DIRECTION, clean
from recoupe.exports.dossiers.to_docx import make_docx
from recoupe.exports.dossiers.to_html import write_html
from recoupe.exports.exporter import Given
from recoupe.exports.to_markdown import write_markdown
from recoupe.records.readings import Findings

MADE = {"recoupe": "9.9", "recipe": "abc"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORDS = "html head meta title style body main h1 h2 ol ul li sup a span bdi br q footer p"
TAGS = set(WORDS.split())


class Page(HTMLParser):
    """A page's tags, links, ids and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.words += data


def sentence(found: Findings) -> str:
    """The words that the footnotes quote."""
    reading = found.readings[0]
    span = reading.events[0].sentence
    return reading.article.text[span.start : span.end]


def test_html_is_one_file_that_does_nothing() -> None:
    text = write_html(hostile(), MADE)
    page = Page(text)
    assert page.tags <= TAGS, page.tags - TAGS
    assert not [name for name in page.names if name.startswith("on") or name in ("src", "style")]
    assert all(link.startswith("#") for link in page.links), "nothing is loaded, and no address but the web's is a link"
    assert all(link[1:] in page.ids for link in page.links), "every reference has its target"
    assert len(page.ids) == len(set(page.ids))
    assert "default-src 'none'" in text and not set(text) & DIRECTION and "\x1b" not in text


def test_html_quotes_the_exact_words_with_their_place() -> None:
    found = hostile()
    page = Page(write_html(found, MADE))
    span = found.readings[0].events[0].sentence
    assert page.words.count(clean(sentence(found))) == 4
    for part in (f"{span.start}–{span.end}", "2016-05-12 (markup)", f"+{SCRIPT}", FORMULA, "undated", "planned"):
        assert part in page.words
    for part in ("at most 1 independent origin", "according to @Norvanie ← @", "tellings differ: figure:killed: 87"):
        assert part in page.words
    assert f"=pages/{SCRIPT}: a binary file" in page.words


def test_addresses_of_the_web_are_links() -> None:
    found = hostile()
    reading = found.readings[0]
    linked = replace(reading, article=replace(reading.article, url='https://sample.example/?a="><b>&c'))
    links = Page(write_html(replace(found, readings=(linked,)), MADE)).links
    assert 'https://sample.example/?a="><b>&c' in links


def test_markdown_footnotes_are_numbered_and_nothing_is_markup() -> None:
    found = hostile()
    lines = write_markdown(found, MADE).splitlines()
    notes = [line for line in lines if re.match(r"\[\^\d+\]:", line)]
    marks = re.findall(r"(?<!\\)\[\^(\d+)\](?!:)", "\n".join(lines))
    assert [int(mark) for mark in marks] == [1, 2, 3, 4] == [int(note[2 : note.index("]")]) for note in notes]
    text = "\n".join(lines)
    assert not re.search(r"(?<!\\)<", text) and not re.search(r"(?<!\\)\]\(", text)
    assert not set(text) & DIRECTION
    span = found.readings[0].events[0].sentence
    assert f"{span.start}–{span.end}" in notes[0] and "2016-05-12 (markup)" in notes[0]


@pytest.mark.parametrize("found", [hostile(), plain_findings()], ids=["hostile", "plain"])
def test_docx_opens_and_its_footnotes_hold_the_words(found: Findings) -> None:
    file = make_docx(found, Given(made_with=MADE)).files[0]
    document = docx.Document(io.BytesIO(file.data))
    written = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "at most 1 independent origin" in written and "according to" in written and not file.text
    used = [int(e.get(f"{W}id")) for e in document.element.body.iter(f"{W}footnoteReference")]
    archive = zipfile.ZipFile(io.BytesIO(file.data))
    notes = {
        int(note.get(f"{W}id")): "".join(note.itertext())
        for note in etree.fromstring(archive.read("word/footnotes.xml")).iter(f"{W}footnote")
    }
    assert used == list(range(1, len(used) + 1)) and set(notes) == {-1, 0, *used}
    assert len(used) == len(found.events)
    assert clean(sentence(found)) in notes[1]
    assert "footnotes+xml" in archive.read("[Content_Types].xml").decode()
    assert "footnotes.xml" in archive.read("word/_rels/document.xml.rels").decode()
    assert not set(written + "".join(notes.values())) & DIRECTION


def test_docx_is_the_same_each_time() -> None:
    given = Given(made_with=MADE)
    assert make_docx(hostile(), given) == make_docx(hostile(), given)
