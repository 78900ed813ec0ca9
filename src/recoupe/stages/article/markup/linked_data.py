"""JSON-LD (schema.org): the article among the things a page describes, and what is said of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trafilatura.json_metadata import extract_json_parse_error
from trafilatura.settings import Document

_LARGEST = 500_000  # characters of one script that are read
_MOST_NODES = 3_000  # things of a page that are looked at; a live page describes hundreds
_MOST_LISTED = 50  # authors of an article that are looked at
_DEEPEST = 8
_MOST_BROKEN, _SALVAGED = 3, 8_000  # scripts that no parser reads, and characters of each: those patterns are quadratic
_ARTICLE = re.compile(r"(?:article|posting|^report|broadcastevent)$", re.I)
_PAGE = re.compile(r"webpage$", re.I)
_MEDIUM = re.compile(r"(?:organization|website|newspaper|periodical|corporation|brand)$", re.I)
_WAYS_IN = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemReviewed", "liveBlogUpdate")
_TRAILING = re.compile(r",(\s*[\]}])")

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedData:
    """Raw statements about the page's article; `sites` are media that the page describes beside it."""

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    url: str | None = None


def read_linked_data(tree: Any) -> LinkedData:
    """What the page's JSON-LD says of its article; references by `@id` are followed, nested authors unfolded."""
    broken: list[str] = []
    things = list(_things(tree, broken))
    known = {str(node["@id"]): node for node in things if node.get("@id") and len(node) > 1}
    article = next((node for node in things if _is(node, _ARTICLE)), None) or next(
        (node for node in things if _is(node, _PAGE) and node.get("author")), None
    )
    media = [node for node in things if _is(node, _MEDIUM)]
    sites = tuple(name for node in media for name in _names(node))
    if article is None:
        return _salvage(broken) if broken else LinkedData(sites=sites)
    authors = [node for key in ("author", "creator") for node in _listed(article.get(key), known)]
    others = [node for key in ("sourceOrganization", "provider") for node in _listed(article.get(key), known)]
    bodies = [*(node for node in authors if _is_medium(node)), *others]
    persons = [node for node in authors if not _is_medium(node)]
    parents = _listed(article.get("isPartOf"), known)
    return LinkedData(
        titles=tuple(_texts(article.get("headline") or (article.get("name") if _is(article, _ARTICLE) else None))),
        authors=_unique(name for node in persons for name in _names(node)),
        bodies=_unique(name for node in bodies for name in _names(node)),
        publishers=_unique(name for node in _listed(article.get("publisher"), known) for name in _names(node)),
        sites=_unique((*(n for node in parents if _is_medium(node) for n in _names(node)), *sites)),
        sections=_unique(_texts(article.get("articleSection"))),
        tags=_unique(_texts(article.get("keywords"))),
        languages=_unique(_texts(article.get("inLanguage"))),
        url=next((url for url in _texts(article.get("url")) if url.startswith("http")), None),
    )


def _things(tree: Any, broken: list[str]) -> Iterator[Node]:
    """Every described thing, the outer ones first within a script; unreadable scripts go to `broken`."""
    left = _MOST_NODES
    for script in tree.xpath('.//script[contains(translate(@type, "JSOND", "jsond"), "ld+json")]'):
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        if not text or len(text) > _LARGEST:
            continue
        data = _loaded(text)
        if data is None:
            broken.append(text)
            continue
        for node in _walk(data):
            yield node
            left -= 1
            if not left:
                return


def _loaded(text: str) -> Any:
    for attempt in (text, _TRAILING.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(data: Any) -> Iterator[Node]:
    """Breadth first, so that the page's own article comes before what it contains or cites."""
    level: list[Any] = [data]
    for _ in range(_DEEPEST):
        below: list[Any] = []
        for value in level:
            if isinstance(value, list):
                below.extend(value)
            elif isinstance(value, Mapping):
                yield value
                ways = [key for key in _WAYS_IN if key in value]
                below.extend(value[key] for key in ways)
                below.extend(v for k, v in value.items() if k in ("author", "publisher") and isinstance(v, Mapping))
        level = below
        if not level:
            return


def _is(node: Node, kind: re.Pattern[str]) -> bool:
    types = node.get("@type", node.get("type"))
    listed = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and kind.search(name) for name in listed)


def _is_medium(thing: Any) -> bool:
    return isinstance(thing, Mapping) and _is(thing, _MEDIUM)


def _listed(value: Any, known: Mapping[str, Node]) -> list[Any]:
    """A value as a list of things, with those that are only referred to put in."""
    found = value[:_MOST_LISTED] if isinstance(value, list) else [value]
    resolved = [
        known.get(str(v["@id"]), v) if isinstance(v, Mapping) and "@id" in v and "name" not in v else v for v in found
    ]
    return [known.get(v, v) if isinstance(v, str) else v for v in resolved if isinstance(v, str | Mapping)]


def _names(node: Any) -> list[str]:
    if isinstance(node, str):
        return [node]
    name = node.get("name") or node.get("legalName")
    if isinstance(name, Mapping):
        name = name.get("name") or name.get("@value")
    if not name and isinstance(node.get("familyName"), str):
        parts = (node.get(key) for key in ("givenName", "additionalName", "familyName"))
        name = " ".join(part for part in parts if isinstance(part, str) and part)
    return list(_texts(name))


def _texts(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            item = item.get("name") or item.get("@value")
        if isinstance(item, str) and item.strip():
            yield item.strip()


def _unique(values: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _salvage(broken: list[str]) -> LinkedData:
    """What trafilatura's patterns find in JSON that no parser reads."""
    found = Document()
    for text in broken[:_MOST_BROKEN]:
        found = extract_json_parse_error(text[:_SALVAGED], found)
    authors = tuple(name for name in (found.author or "").split("; ") if name)
    publishers = (found.sitename,) if found.sitename else ()
    return LinkedData(authors=authors, publishers=publishers, sections=tuple(found.categories or ()))
