"""Web pages: parsed once; the article's clean text by trafilatura, and what the markup states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from trafilatura import bare_extraction
from trafilatura.metadata import extract_title
from trafilatura.utils import load_html

from recoupe.stages.article.costs import is_crowded
from recoupe.stages.article.markup import Markup, read_markup
from recoupe.stages.article.markup.choosing import choose_title

_BLOCK = re.compile(
    r"^(?:address|article|aside|blockquote|body|br|button|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|"
    r"figure|footer|form|h[1-6]|header|hr|legend|li|main|menu|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|"
    r"thead|tr|ul)$"
)
_LAID_OUT = ".//table[.//p or .//h1 or .//h2 or .//h3 or .//img or .//table]"
_CELLS = "self::table|.//table|.//tbody|.//thead|.//tfoot|.//tr|.//td|.//th"
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "object", "textarea", "select", "iframe"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlPage:
    """What is read out of a web page; `text` has one paragraph a line and is empty where no article was found.

    `title` is what the markup calls the headline, `guess` what trafilatura takes for one where the markup calls nothing
    so. `tree` is the parsed page, for `flatten`.
    """

    text: str
    title: str | None
    guess: str | None
    markup: Markup
    tree: Any


def read_html(markup: str) -> HtmlPage | None:
    """Read a web page; None where the markup holds nothing at all.

    trafilatura's default options without comments: on 73 annotated pages they reach F1 0.92 (French 0.93, English
    0.92), `favor_precision` 0.92 and `favor_recall` 0.92; what the default lets through, the furniture rules catch.
    """
    tree = load_html(markup.lstrip("\ufeff"))
    if tree is None:
        return None
    stated = read_markup(tree)
    title = choose_title(stated.titles)
    guess = None if title or is_crowded(markup) else " ".join((extract_title(tree) or "").split()) or None
    _unroll_layout(tree)
    document = None if is_crowded(markup) else bare_extraction(tree, include_comments=False)
    text = getattr(document, "text", None) or ""
    return HtmlPage(text=text, title=title, guess=guess, markup=stated, tree=tree)


def _unroll_layout(tree: Any) -> None:
    """Make divisions of the tables that only lay a page out: newsletters, and pages of the nineties and after.

    trafilatura reads a table as rows of figures and runs paragraphs together in them. What holds paragraphs, headings,
    pictures or tables is no table of figures.
    """
    for table in tree.xpath(_LAID_OUT):
        for element in table.xpath(_CELLS):
            element.tag = "div"
            for name in ("border", "cellpadding", "cellspacing", "role"):
                element.attrib.pop(name, None)


def flatten(tree: Any) -> str:
    """The page's visible text, one line for each block of the layout."""
    lines: list[str] = []
    current: list[str] = []

    def flush() -> None:
        line = " ".join("".join(current).split())
        current.clear()
        if line:
            lines.append(line)

    stack: list[tuple[Any, bool]] = [(tree, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving or not tag or tag in _UNSEEN:
            if _BLOCK.match(tag):
                flush()
            current.append(element.tail or "")
            continue
        if _BLOCK.match(tag):
            flush()
        current.append(element.text or "")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    flush()
    return "\n".join(lines)
