"""The door of the stage: a saved page into an article with labelled blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recoupe.languages.pack import LanguagePack
from recoupe.records.ids import make_id
from recoupe.records.pages import Article, Block, Capture, Refusal
from recoupe.resources.knowledge import Knowledge
from recoupe.settings import Limits
from recoupe.stages.article.authors.book import BylineBook, read_bylines
from recoupe.stages.article.authors.lines import find_signed
from recoupe.stages.article.authors.names import people
from recoupe.stages.article.blocks import make_blocks
from recoupe.stages.article.costs import too_costly
from recoupe.stages.article.credits import find_credits
from recoupe.stages.article.labelling.cues import read_cues
from recoupe.stages.article.labelling.labels import REASONS as LABEL_REASONS
from recoupe.stages.article.language import guess_language, mark_passages
from recoupe.stages.article.markup.choosing import choose_authors, choose_language, choose_section, choose_tags
from recoupe.stages.article.outlets import find_outlet, is_agency, is_medium, without_outlet
from recoupe.stages.article.pages import REASONS as PAGE_REASONS
from recoupe.stages.article.pages import Page, read_page

STAGE = "article"

Packs = Mapping[str, LanguagePack]


def read_article(
    capture: Capture, packs: Packs, knowledge: Knowledge, shared: frozenset[int] = frozenset()
) -> Article | Refusal:
    """Find the article on a saved page: headline, paragraphs, captions, datelines, outlet, authors, credits, language.

    Every line of the page gets a block that says what it is and which rule says so. Offsets count in `Article.text`:
    the decoded file of a text page, the extracted clean text of an HTML page (furniture left out). A page without an
    article, in a language that no pack reads, or with more text than `Limits.article_characters` is refused. `shared`
    are the lines that other pages of the site print too (`survey_sites`). Never raises on content.
    """
    cost = too_costly(capture)
    if cost is not None:
        return _refuse(capture, cost, "split the page, or save it as text")
    page = read_page(capture, read_cues(packs), knowledge, shared)
    body = "\n".join(page.text[label.unit.start : label.unit.end] for label in page.labels if label.kind == "body")
    if not body:
        return _refuse(capture, "no article found: only page furniture", "save the page with its article")
    if len(body) > Limits().article_characters:
        reason = f"an article of {len(body)} characters (limit article_characters)"
        return _refuse(capture, reason, "split the page, or raise article_characters")
    declared = capture.declared
    hints = (*((declared.language,) if declared and declared.language else ()), *page.markup.languages)
    language, known = guess_language(body, packs, choose_language(hints))
    if not known:
        reason = f"written in a language that no pack reads: {language}"
        return _refuse(capture, reason, f"languages at hand: {', '.join(sorted(packs))}")
    language, blocks = mark_passages(page.text, make_blocks(page.text, page.labels), language, packs)
    return _make_article(capture, page, blocks, packs, language, knowledge)


def label_reasons() -> dict[str, str]:
    """What the stage's own rules say, by rule id; the rules of the languages stand in their YAML files."""
    return {**LABEL_REASONS, **PAGE_REASONS}


def _make_article(
    capture: Capture, page: Page, blocks: tuple[Block, ...], packs: Packs, language: str, knowledge: Knowledge
) -> Article:
    declared, markup = capture.declared, page.markup
    url = capture.url or markup.url
    title = page.title or next((page.text[block.start : block.end] for block in blocks if block.kind == "title"), None)
    plain = next((label.unit.plain for label in page.labels if label.kind == "title"), title)
    sites = (*markup.sites, *((declared.outlet,) if declared and declared.outlet else ()))
    outlet = find_outlet(page.text, page.labels, knowledge, sites=sites, url=url)
    sections = (*markup.sections, *(((declared.section,),) if declared and declared.section else ()))
    tags = (*markup.tags, *((declared.tags,) if declared else ()))
    return Article(
        id=make_id("a", capture.id, page.text),
        capture=capture.id,
        page=capture.page,
        sha256=capture.sha256,
        text=page.text,
        own_text=page.own_text,
        language=language,
        title=without_outlet(plain, outlet, knowledge) if plain else None,
        outlet=outlet,
        blocks=blocks,
        credits=find_credits(page.text, blocks, language, packs, knowledge, outlet),
        url=url,
        authors=_authors(capture, page, blocks, read_bylines(packs), knowledge, outlet),
        section=choose_section(sections, outlet),
        tags=choose_tags(tags),
    )


def _authors(
    capture: Capture,
    page: Page,
    blocks: Sequence[Block],
    book: BylineBook,
    knowledge: Knowledge,
    outlet: str | None,
) -> tuple[str, ...]:
    """Who signs the page: markup, container and bylines asked in this order; media and agencies are no persons."""
    declared = capture.declared.authors if capture.declared else ()
    sources: list[tuple[str, ...]] = []
    for fields in (*page.markup.authors, declared):
        names = tuple(name for field in fields for name in people(field, book, signed=True))
        persons = tuple(name for name in names if not is_medium(name, outlet, knowledge))
        sources.append(persons)
        if fields and not persons and all(is_agency(field, knowledge) for field in fields):
            break  # an agency's text is signed by nobody else whom the page names further down
    else:
        signed = find_signed(page.text, blocks, book)
        sources.append(tuple(name for name in signed if not is_medium(name, outlet, knowledge)))
    return choose_authors([names for names in sources if names])


def _refuse(capture: Capture, reason: str, mend: str) -> Refusal:
    return Refusal(page=capture.page, stage=STAGE, reason=reason, mend=mend)
