"""Feeds: RSS, RDF, Atom and JSON Feed; one page for each entry."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import Any, BinaryIO

import feedparser

from recoupe.records.pages import Capture, Declared, Refusal
from recoupe.stages.capture.decoding import decode, looks_binary
from recoupe.stages.capture.made import (
    clean,
    http_address,
    is_markup,
    language_code,
    make_page,
    one_line,
    refuse_record,
    short_names,
)
from recoupe.stages.capture.readers.pages import About, read_bounded
from recoupe.stages.capture.readers.seam import Context
from recoupe.stages.capture.tabular.columns import names_in
from recoupe.stages.capture.tabular.dates import read_date

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
# What may stand before the root: comments, processing instructions, a document type (its inner part is refused before)
_BEFORE = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[\]<>]*>", re.S | re.I)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_SUBSET = re.compile(r"<!DOCTYPE[^<>\[]*\[|<!ENTITY", re.I)
_ROOTS = frozenset({"rss", "feed", "rdf"})
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
# What feedparser and the parsers below it raise on hostile files; it documents none of them
_PARSER_ERRORS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, ArithmeticError)
_MARKS = ("<", '="', "='", '":')  # what costs time in a feed, many times as much as its words
_ENTITIES = 3  # of them cost as much as one tag
_ELEMENT = re.compile(r"""<[A-Za-z_](?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+""")
_ATTRIBUTES = 500  # of one element; the parser's time grows with the square of their number
_NO_FEED = "save the pages themselves, or give an RSS or Atom feed"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed, whatever its format."""

    body: str
    full: bool
    url: Any
    record: Any
    title: Any
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    published: Any
    updated: Any
    language: Any


@dataclass(frozen=True, slots=True)
class FeedReader:
    """Feeds as a feed reader or an archive keeps them."""

    name: str = "feeds"
    suffixes: frozenset[str] = field(default=frozenset({".rss", ".atom", ".rdf", ".xml", ".json"}))

    def sniff(self, head: bytes) -> bool:
        """Say whether the file opens as an RSS, RDF, Atom or JSON feed does."""
        if looks_binary(head) or not head.strip():
            return False
        text = decode(head, markup=True)[0].lstrip("\ufeff")
        if text.lstrip().startswith("{"):
            return bool(_JSON_FEED.search(text))
        return (root_of(text) or "").lower() in _ROOTS

    def read(self, stream: BinaryIO, page: str, context: Context) -> Iterator[Capture | Refusal]:
        """Yield a page for each entry; a file that is no feed is refused with the name of what it is."""
        data = read_bounded(stream, page, context.limits)
        if isinstance(data, Refusal):
            yield data
            return
        text = decode(data, markup=True)[0].lstrip("\ufeff")
        marks = context.limits.feed_marks
        if sum(map(text.count, _MARKS)) + text.count("&") // _ENTITIES > marks:
            reason = f"more than {marks} tags, attributes and fields (limit feed_marks)"
            yield refuse_record(page, reason, "split the feed, or raise feed_marks")
            return
        read = _read_json(text) if text.lstrip().startswith("{") else _read_xml(text)
        if isinstance(read, str):
            yield refuse_record(page, read, _NO_FEED)
            return
        title, entries = read
        most = context.limits.container_records
        for number, entry in enumerate(islice(entries, most), 1):
            yield _page(entry, number, title, f"{page}!entry-{number}", context)
        if len(entries) > most:
            yield refuse_record(page, f"more than {most} entries (limit container_records)", "split the feed")
        if not entries:
            yield refuse_record(page, "a feed without entries", "nothing to do: it holds no page")


def root_of(text: str) -> str | None:
    """The local name of an XML file's first element; None where it is no XML, or opens with an inner document type."""
    at = 0
    for _ in range(200):
        found = _BEFORE.match(text, at)
        if found is None:
            break
        at = found.end()
    root = _ROOT.match(text, at)
    return root.group(2) if root else None


def _page(entry: Entry, number: int, outlet: str | None, label: str, context: Context) -> Capture | Refusal:
    declared = Declared(
        source=f"entry {number} of the feed" + ("" if entry.full else " (its summary only)"),
        title=one_line(entry.title),
        authors=short_names(entry.authors),
        outlet=outlet,
        section=None,
        tags=short_names(entry.tags),
        language=language_code(entry.language),
        published=read_date(entry.published),
        updated=read_date(entry.updated),
    )
    about = About(url=http_address(entry.url), record=one_line(entry.record), declared=declared)
    return make_page(label, entry.body, about, context.limits)


def _read_xml(text: str) -> tuple[str | None, list[Entry]] | str:
    """The feed's title and entries, or why it is no feed."""
    before = text[: 64 * 1024]
    if _SUBSET.search(before[: _prolog(before)]):
        return "an XML file that declares entities: they can blow up without bound, so it is not read"
    if any(found.group().count("=") > _ATTRIBUTES for found in _ELEMENT.finditer(text) if len(found.group()) > 1000):
        return f"a feed with more than {_ATTRIBUTES} attributes in one element: no program writes such a one"
    root = root_of(text)
    if root is None or root.lower() not in _ROOTS:
        return f"an XML file of another kind (its root is <{clean(root)[:60]}>)" if root else "no XML, and no feed"
    body = _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    try:
        # bytes in a stream: a plain string could be taken for an address and fetched
        parsed = feedparser.parse(
            io.BytesIO(body),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
        feed = parsed.feed
        return one_line(feed.get("title"), 200), [_entry(item, feed) for item in parsed.entries]
    except _PARSER_ERRORS as problem:
        return f"a feed that cannot be read ({type(problem).__name__})"


def _prolog(text: str) -> int:
    """Where the first element begins: entities are declared before it, and words in an article are no declaration."""
    found = re.search(r"<[A-Za-z_]", text)
    return found.start() if found else len(text)


def _entry(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    contents = [one for one in item.get("content", ()) if str(one.get("value", "")).strip()]
    marked = next((one for one in contents if "html" in str(one.get("type"))), contents[0] if contents else None)
    body = str(marked["value"] if marked else item.get("summary") or "")
    authors = tuple(str(one.get("name") or "") for one in item.get("authors", ()) if one)
    return Entry(
        body=body if is_markup(body) else unescape(body),
        full=marked is not None,
        url=item.get("link"),
        record=item.get("id"),
        title=item.get("title"),
        authors=authors or names_in(item.get("author")),
        tags=tuple(str(tag.get("label") or tag.get("term") or "") for tag in item.get("tags", ())),
        published=item.get("published") or item.get("created"),
        updated=item.get("updated") if "updated" in item else None,  # else feedparser gives `published` for it
        language=(marked or {}).get("language") or feed.get("language"),
    )


def _read_json(text: str) -> tuple[str | None, list[Entry]] | str:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as problem:
        return f"a JSON feed that cannot be read ({problem})"
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return "a JSON file without the items of a feed"
    entries = [_json_entry(item, feed) for item in feed["items"] if isinstance(item, dict)]
    return one_line(feed.get("title"), 200), entries


def _json_entry(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    html, text = item.get("content_html"), item.get("content_text")
    content = next((value for value in (html, text) if isinstance(value, str) and value.strip()), None)
    summary = item.get("summary")
    return Entry(
        body=content or (summary if isinstance(summary, str) else ""),
        full=content is not None,
        url=item.get("url") or item.get("external_url"),
        record=str(item["id"]) if isinstance(item.get("id"), str | int) else None,
        title=item.get("title"),
        authors=names_in(item.get("authors") or item.get("author") or feed.get("authors") or feed.get("author")),
        tags=names_in(item.get("tags")),
        published=item.get("date_published"),
        updated=item.get("date_modified"),
        language=item.get("language") or feed.get("language"),
    )
