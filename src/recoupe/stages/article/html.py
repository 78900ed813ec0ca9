"""Web pages: the article's clean text and what the markup says of it, by trafilatura."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from trafilatura import bare_extraction
from trafilatura.metadata import examine_meta, extract_meta_json, extract_sitename, extract_title, extract_url
from trafilatura.utils import load_html

_BLOCK = re.compile(
    r"^(?:address|article|aside|blockquote|body|br|button|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|"
    r"figure|footer|form|h[1-6]|header|hr|legend|li|main|menu|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|"
    r"thead|tr|ul)$"
)
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "object", "textarea", "select", "iframe"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlPage:
    """What is read out of a web page; `text` has one paragraph a line and is empty where no article was found.

    `tree` is the parsed page, for `flatten`.
    """

    text: str
    title: str | None
    site: str | None
    url: str | None
    tree: Any


def read_html(markup: str) -> HtmlPage | None:
    """Read a web page; None where the markup holds nothing at all.

    trafilatura's default options without comments: on 73 annotated pages they reach F1 0.92 (French 0.93, English
    0.92), `favor_precision` 0.92 and `favor_recall` 0.92; what the default lets through, the furniture rules catch.
    """
    tree = load_html(markup.lstrip("\ufeff"))
    if tree is None:
        return None
    meta = extract_meta_json(tree, examine_meta(tree))
    title = meta.title or extract_title(tree)
    site = meta.sitename or extract_sitename(tree)
    url = meta.url or extract_url(tree)
    document = bare_extraction(tree, include_comments=False)
    text = getattr(document, "text", None) or ""
    return HtmlPage(text=text, title=_clean(title), site=_clean(site), url=url, tree=tree)


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


def _clean(value: object) -> str | None:
    text = " ".join(str(value).split()) if value else ""
    return text or None
