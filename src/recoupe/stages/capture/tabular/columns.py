"""Which column of a table holds what: the user's option first, then the names that exporters are known to write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

# Names without case, accents and punctuation ("datePublished", "Date de publication" -> "date published", ...), the
# surest first. They are those of Media Cloud, Europresse, Factiva (two letters), NewsAPI, Event Registry, GDELT,
# CC-News, fundus, news-please, trafilatura, and the words that French and English spreadsheets use.
KNOWN: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "titre", "headline", "hd", "head line", "article title", "titre article", "gros titre", "name"),
    "lead": ("lp", "chapo", "chapeau", "lead paragraph", "lead", "standfirst"),
    "text": (
        "text",
        "texte",
        "full text",
        "fulltext",
        "article text",
        "texte integral",
        "texte article",
        "maintext",
        "main text",
        "plain text",
        "plaintext",
        "body text",
        "body",
        "corps",
        "corps article",
        "contenu",
        "content",
        "content text",
        "article body",
        "story text",
        "td",
        "article",
        "raw text",
        "article content",
    ),
    "html": (
        "html",
        "raw html",
        "content html",
        "body html",
        "html content",
        "contenu html",
        "body xhtml",
        "page html",
    ),
    "date": (
        "published",
        "published at",
        "date published",
        "published date",
        "publish date",
        "publication date",
        "publishing date",
        "pub date",
        "pubdate",
        "date publish",
        "date publication",
        "date de publication",
        "date parution",
        "date de parution",
        "parution",
        "date time pub",
        "date time",
        "datetime",
        "date",
        "pd",
        "jour",
        "created at",
        "first created",
        "timestamp",
    ),
    "updated": (
        "updated",
        "updated at",
        "date updated",
        "date modified",
        "modified",
        "date modify",
        "last modified",
        "date maj",
        "date de mise a jour",
        "mise a jour",
        "version created",
    ),
    "fetched": (
        "fetched",
        "fetched at",
        "crawl date",
        "date download",
        "download date",
        "retrieved at",
        "retrieved",
        "scraped at",
        "date collecte",
        "date de collecte",
        "indexed date",
        "seendate",
        "filedate",
    ),
    "url": (
        "url",
        "link",
        "lien",
        "href",
        "adresse",
        "requested url",
        "original url",
        "canonical url",
        "web url",
        "article url",
        "document identifier",
        "permalink",
    ),
    "outlet": (
        "outlet",
        "media name",
        "media",
        "nom du media",
        "publication",
        "publication name",
        "journal",
        "newspaper",
        "publisher",
        "sitename",
        "site name",
        "source name",
        "source title",
        "source hostname",
        "source",
        "sn",
        "source common name",
        "hostname",
        "domain",
        "source domain",
    ),
    "author": (
        "author",
        "authors",
        "auteur",
        "auteurs",
        "byline",
        "by",
        "journaliste",
        "signature",
        "creator",
        "writer",
    ),
    "section": ("section", "rubrique", "category", "categorie", "desk"),
    "tags": (
        "tags",
        "keywords",
        "mots cles",
        "topics",
        "subjects",
        "sujets",
        "themes",
        "etiquettes",
        "categories",
        "concepts",
    ),
    "language": ("language", "lang", "langue", "la"),
    "id": (
        "id",
        "uuid",
        "guid",
        "article id",
        "doc id",
        "document id",
        "identifiant",
        "identifier",
        "an",
        "stories id",
        "uri",
    ),
}
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PUNCTUATION = re.compile(r"[\W_]+")


def plain(name: str) -> str:
    """A column's name without case, accents and punctuation: "datePublished" and "Date_published" are one."""
    bare = unicodedata.normalize("NFKD", _CAMEL.sub(" ", name[:200]))
    letters = "".join(character for character in bare if not unicodedata.combining(character))
    return _PUNCTUATION.sub(" ", letters.casefold()).strip()


def choose(names: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Our field -> the table's own column name; `given` is the user's mapping and is never overruled.

    A column stands for one field only; a name that the user gives must be in the table letter for letter, or up to
    case and accents.
    """
    exact = list(names)
    by_plain: dict[str, str] = {}
    for name in exact:
        by_plain.setdefault(plain(name), name)
    chosen: dict[str, str] = {}
    for field, name in given.items():
        found = name if name in exact else by_plain.get(plain(name))
        if found is not None:
            chosen[field] = found
    for field, known in KNOWN.items():
        free = (by_plain[name] for name in known if name in by_plain and by_plain[name] not in chosen.values())
        found = None if field in given else next(free, None)
        if found is not None:
            chosen[field] = found
    return chosen


def flat(row: Mapping[str, Any], depth: int = 2) -> dict[str, Any]:
    """An object with the fields of the objects in it under dotted names ("source.name"), two levels down."""
    values: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping) and depth and value:
            values[name] = value
            values.update({f"{name}.{below}": inner for below, inner in flat(value, depth - 1).items()})
        else:
            values[name] = value
    return values


def strings(value: Any, depth: int = 6) -> list[str]:
    """Every string in a value, in order: a list of paragraphs, a body of sections with their paragraphs."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if depth == 0:
        return []
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in strings(inner, depth - 1)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in strings(inner, depth - 1)]
    return []


def names_in(value: Any) -> tuple[str, ...]:
    """Persons or keywords: a list, a list of objects with a name, or one string parted by ";" or "|".

    A comma parts nothing: it also stands in "Martin, Jeanne".
    """
    if isinstance(value, Mapping):
        value = [value]
    if isinstance(value, list | tuple):
        found = [_named(item) for item in value[:200]]
    elif isinstance(value, str):
        listed = re.findall(r"'([^']{1,300})'|\"([^\"]{1,300})\"", value[:5000]) if _looks_listed(value) else []
        found = [one or other for one, other in listed] or re.split(r"[;|\n]", value[:5000])
    else:
        found = []
    return tuple(dict.fromkeys(name.strip() for name in found if name and name.strip()))


def _looks_listed(value: str) -> bool:
    return value.startswith("[") and value.rstrip().endswith("]")


def _named(item: Any) -> str:
    if isinstance(item, Mapping):
        item = next((item[key] for key in ("name", "label", "title", "nom") if isinstance(item.get(key), str)), "")
    return item if isinstance(item, str) else ""
