"""What a page's markup states about the page: every statement as it stands, the most trusted source first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trafilatura.metadata import extract_url

from recoupe.stages.article.markup.choosing import site_behind
from recoupe.stages.article.markup.elements import find_marked, find_named, headings, html_language, title_element
from recoupe.stages.article.markup.linked_data import read_linked_data
from recoupe.stages.article.markup.tags import read_tags

__all__ = ["Markup", "read_markup"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """Raw statements, one entry a source, in order of trust.

    `titles` are (source, words); `authors` one tuple of fields a source; `bodies` organisations named as authors or
    providers; `sites` names of the medium; `sections` and `tags` one tuple a source; `languages` hints.
    """

    titles: tuple[tuple[str, str], ...] = ()
    authors: tuple[tuple[str, ...], ...] = ()
    bodies: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    sections: tuple[tuple[str, ...], ...] = ()
    tags: tuple[tuple[str, ...], ...] = ()
    languages: tuple[str, ...] = ()
    url: str | None = None


def read_markup(tree: Any) -> Markup:
    """Read JSON-LD (schema.org), meta tags (OpenGraph, Dublin Core, Parse.ly, Sailthru, Twitter), microdata and the
    elements that are named after what they hold, out of a parsed page. Never raises on content.
    """
    data, meta = read_linked_data(tree), read_tags(tree)
    authors = [data.authors, *meta.authors, find_marked(tree)]
    if not data.authors:  # an article that names its author in JSON-LD needs no guess by class names
        authors += find_named(tree)
    titles = [("headline", words) for words in data.titles[:1]]
    titles += [("og", words) for words in meta.titles["og:title"][:1]]
    titles += [("h1", words) for words in headings(tree)]
    titles += [("twitter", words) for words in meta.titles["twitter:title"][:1]]
    titles += [("meta", words) for words in meta.titles["other"][:1]]
    titles += [("title", words) for words in title_element(tree)]
    sites = (*meta.sites[:1], *data.publishers, *meta.sites[1:], *data.sites, site_behind(titles) or "")
    return Markup(
        titles=tuple(titles),
        authors=tuple(fields for fields in authors if fields),
        bodies=data.bodies,
        sites=tuple(name for name in dict.fromkeys(sites) if name),
        sections=tuple(fields for fields in (data.sections, *meta.sections) if fields),
        tags=tuple(fields for fields in (meta.article_tags, data.tags, *meta.tags) if fields),
        languages=(*html_language(tree), *data.languages, *meta.languages),
        url=extract_url(tree) or data.url,
    )
