"""Meta tags: OpenGraph, article:*, Dublin Core, Parse.ly, Sailthru, Twitter and the plain names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_TITLES = ("headline", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "citation_title", "title")
_AUTHORS = (
    "article:author_name",
    "article:author",
    "og:article:author",
    "og:author",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "author",
    "authors",
    "byl",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "creator",
    "shareaholic:article_author_name",
)
_SITES = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "dcterms.publisher",
    "sailthru.publisher",
    "publisher",
    "article:publisher",
    "citation_journal_title",
)
_SECTIONS = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "cxenseparse:section",
    "outbrain:section",
    "section",
)
_TAGS = ("og:article:tag", "parsely-tags", "sailthru.tags", "news_keywords", "dcterms.subject", "keywords")
_LANGUAGES = ("og:locale", "language", "dc.language", "dcterms.language", "content-language")
_MOST_TAGS = 400  # meta tags of a page that are looked at
_LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What the meta tags say, by field; within a field one entry for each kind of tag, the most trusted first."""

    titles: dict[str, list[str]]
    authors: tuple[tuple[str, ...], ...]
    sites: tuple[str, ...]
    sections: tuple[tuple[str, ...], ...]
    article_tags: tuple[str, ...]
    tags: tuple[tuple[str, ...], ...]
    languages: tuple[str, ...]


def read_tags(tree: Any) -> Tags:
    """Collect the meta tags of a parsed page."""
    said: dict[str, list[str]] = {}
    for tag in tree.xpath(
        "(.//meta[@content][@property or @name or @http-equiv])[position() <= $most]", most=_MOST_TAGS
    ):
        words = " ".join(tag.get("content", "")[:_LONGEST].split())
        if words:
            key = (tag.get("property") or tag.get("name") or tag.get("http-equiv") or "").strip().lower()
            said.setdefault(key.replace("dc:", "dc."), []).append(words)

    def fields(names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(said[name]) for name in names if name in said)

    other = next(iter(fields(_TITLES)), ())
    titles = {name: said.get(name, []) for name in ("og:title", "twitter:title")}
    return Tags(
        titles={**titles, "other": list(other)},
        authors=fields(_AUTHORS),
        sites=tuple(words for found in fields(_SITES) for words in found[:1]),
        sections=fields(_SECTIONS),
        article_tags=tuple(said.get("article:tag", ())),
        tags=fields(_TAGS),
        languages=tuple(words for found in fields(_LANGUAGES) for words in found[:1]),
    )
