"""Elements that are named after what they hold: headings, microdata, rel=author, byline classes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_MARKED = './/*[@itemprop="author" or @itemprop="creator" or @rel="author"]'
_NAMED = (
    './/*[contains(@class, "uthor") or contains(@class, "yline") or contains(@class, "auteur") or '
    'contains(@class, "ignature")]'
)
_SIGNING = frozenset({"a", "address", "cite", "div", "li", "p", "span", "strong"})
_CLASS = re.compile(
    r"(?:^|[-_\s])(?:(?:article|post|entry|story|content|news|meta|single|page|td)[-_]*(?:\w+[-_]+)?)?"
    r"(?:author|auteur|byline|signature)s?(?:[-_]*(?:names?|nom|link|vcard))?(?:\s|$)",
    re.I,
)
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|footer|teaser|recommend|promo|menu|most|trending|latest|more-|bio\b|widget|(?<!v)card|listing|popular",
    re.I,
)
_MOST = 12  # elements of one kind that are looked at
_LONGEST = 160
_MOST_FIELDS = 4
_CLIMB = 9


def headings(tree: Any) -> Iterator[str]:
    """The words of the page's only first-level heading; none where it has none or several."""
    found = tree.findall(".//h1")
    if len(found) == 1:
        words = _words(found[0], glue="")
        if words:
            yield words


def title_element(tree: Any) -> Iterator[str]:
    """The words of <title>."""
    found = tree.find(".//head//title")
    words = _words(found) if found is not None else ""
    if words:
        yield words


def html_language(tree: Any) -> Iterator[str]:
    """The language of the root element."""
    for root in (tree, tree.find(".//html")):
        code = root.get("lang") if root is not None else None
        if code and code.strip():
            yield code.strip()
            return


def find_marked(tree: Any) -> tuple[str, ...]:
    """The fields of the elements that microdata or rel=author make the author's."""
    marked = [element for element in tree.xpath(_MARKED)[:_MOST] if not _elsewhere(element)]
    return tuple(dict.fromkeys(words for element in marked[:_MOST_FIELDS] if (words := _author(element))))


def find_named(tree: Any) -> Iterator[tuple[str, ...]]:
    """The fields of the first elements whose class names them a byline, each a source of its own."""
    left = _MOST_FIELDS
    for element in tree.xpath(_NAMED)[: 4 * _MOST]:
        signs = element.tag in _SIGNING and _CLASS.search(element.get("class", ""))
        words = _words(element) if signs else ""
        if words and not _elsewhere(element):
            yield (words,)
            left -= 1
            if not left:
                return


def _author(element: Any) -> str:
    if element.tag in ("meta", "link"):
        return str(element.get("content") or element.get("title") or "").strip()[:_LONGEST]
    named = element.find('.//*[@itemprop="name"]')
    if named is not None:
        return str(named.get("content") or "").strip()[:_LONGEST] or _words(named)
    return _words(element)


def _words(element: Any, glue: str = " ") -> str:
    """The text of an element, its pieces joined by `glue`; empty where it is longer than a headline can be."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        if isinstance(piece, str):
            pieces.append(piece)
            length += len(piece)
        if length > 4 * _LONGEST:
            return ""
    return " ".join(glue.join(pieces).split())


def _elsewhere(element: Any) -> bool:
    """Inside a list of comments, other articles, or a note about the author."""
    at: Any = element
    for _ in range(_CLIMB):
        if at is None or at.tag in ("body", "main", "html"):
            return False
        names = f"{at.get('class') or ''} {at.get('id') or ''}"
        if at.tag in ("footer", "aside", "nav") or _ELSEWHERE.search(names):
            return True
        at = at.getparent()
    return False
