"""The door of the stage: a saved page into an article with labelled blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from recoupe.languages.pack import LanguagePack
from recoupe.records.ids import make_id
from recoupe.records.pages import Article, Capture, Refusal
from recoupe.resources.knowledge import Knowledge
from recoupe.settings import Limits
from recoupe.stages.article.blocks import make_blocks
from recoupe.stages.article.credits import find_credits
from recoupe.stages.article.html import HtmlPage, flatten, read_html
from recoupe.stages.article.labelling.cues import CueBook, read_cues
from recoupe.stages.article.labelling.labels import Label, label_extract, label_units
from recoupe.stages.article.labelling.units import Unit, fold, split_units, squeeze
from recoupe.stages.article.language import guess_language
from recoupe.stages.article.outlets import find_outlet, without_outlet

STAGE = "article"
_BREAK = "\n\n"
_LEAST = 200  # characters that trafilatura must find, else the page is read as flattened text

Packs = Mapping[str, LanguagePack]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page on its way to an article: its text, the labels of its lines, and what only the markup told."""

    text: str
    labels: tuple[Label, ...]
    own_text: bool
    title: str | None = None
    site: str | None = None
    url: str | None = None


def read_article(capture: Capture, packs: Packs, knowledge: Knowledge) -> Article | Refusal:
    """Find the article on a saved page: headline, paragraphs, captions, datelines, outlet, agency credits, language.

    Every line of the page gets a block that says what it is and which rule says so. Offsets count in `Article.text`:
    the decoded file of a text page, the extracted clean text of an HTML page (furniture left out). A page without an
    article, in a language that no pack reads, or with more text than `Limits.article_characters` is refused. Never
    raises on content.
    """
    book = read_cues(packs)
    marked_up = capture.media_type == "html"
    page = _read_html_page(capture, book, knowledge) if marked_up else _read_text_page(capture, book)
    body = "\n".join(page.text[label.unit.start : label.unit.end] for label in page.labels if label.kind == "body")
    if not body:
        return _refuse(capture, "no article found: only page furniture", "save the page with its article")
    if len(body) > Limits().article_characters:
        reason = f"an article of {len(body)} characters (limit article_characters)"
        return _refuse(capture, reason, "split the page, or raise article_characters")
    language, known = guess_language(body, packs)
    if not known:
        reason = f"written in a language that no pack reads: {language}"
        return _refuse(capture, reason, f"languages at hand: {', '.join(sorted(packs))}")
    return _make_article(capture, page, packs[language], knowledge)


def _make_article(capture: Capture, page: Page, pack: LanguagePack, knowledge: Knowledge) -> Article:
    blocks = make_blocks(page.text, page.labels)
    url = capture.url or page.url
    title = page.title or next((page.text[block.start : block.end] for block in blocks if block.kind == "title"), None)
    plain = next((label.unit.plain for label in page.labels if label.kind == "title"), title)
    outlet = find_outlet(page.text, page.labels, knowledge, site=page.site, url=url)
    headline = without_outlet(plain, outlet, knowledge) if plain else None
    return Article(
        id=make_id("a", capture.id, page.text),
        capture=capture.id,
        page=capture.page,
        sha256=capture.sha256,
        text=page.text,
        own_text=page.own_text,
        language=pack.code,
        title=headline,
        outlet=outlet,
        blocks=blocks,
        credits=find_credits(page.text, blocks, pack, knowledge, outlet),
        url=url,
    )


def _read_text_page(capture: Capture, book: CueBook) -> Page:
    labels = label_units(split_units(capture.text), book)
    return Page(text=capture.text, labels=labels, own_text=not capture.verbatim)


def _read_html_page(capture: Capture, book: CueBook, knowledge: Knowledge) -> Page:
    found = read_html(capture.text)
    if found is None:
        return _read_text_page(capture, book)
    title = without_outlet(found.title, found.site, knowledge) if found.title else None
    if len(found.text) >= _LEAST:
        lines = [line for line in found.text.split("\n") if line.strip()]
        if title and lines and squeeze(lines[0]) == squeeze(title):
            lines = lines[1:]
        text = "\n".join(lines)
        labels = label_extract(split_units(text), book)
    else:  # trafilatura found no article: the page's visible lines may still hold one
        text = flatten(found.tree)
        labels = label_units(split_units(text), book)
    return _own_page(text, labels, found, title)


def _own_page(text: str, labels: Iterable[Label], found: HtmlPage, title: str | None) -> Page:
    """Write the clean text: headline, then every line that is not furniture, with a blank line between."""
    parts: list[str] = []
    kept: list[Label] = []
    at = 0
    if title:
        unit = Unit(start=0, end=len(title), plain=title, folded=fold(title), bullet=False, marked=False, gap=0)
        kept.append(Label(unit=unit, kind="title", rule="article.title.markup"))
        parts.append(title)
        at = len(title) + len(_BREAK)
    for label in labels:
        if label.kind == "furniture" or (title and label.kind == "title"):
            continue
        words = text[label.unit.start : label.unit.end]
        kept.append(replace(label, unit=replace(label.unit, start=at, end=at + len(words))))
        parts.append(words)
        at += len(words) + len(_BREAK)
    return Page(text=_BREAK.join(parts), labels=tuple(kept), own_text=True, title=title, site=found.site, url=found.url)


def _refuse(capture: Capture, reason: str, mend: str) -> Refusal:
    return Refusal(page=capture.page, stage=STAGE, reason=reason, mend=mend)
