"""Feeds: every entry a page with what the feed says of it; hostile XML refused before it is parsed."""

from __future__ import annotations

import io
import json
from typing import BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from recoupe.records.pages import Capture, Declared, Refusal
from recoupe.settings import Limits
from recoupe.stages.capture.readers.feeds import FeedReader, root_of
from recoupe.stages.capture.reading import make_context

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>La Sonde</title><link>https://sonde.example/</link><language>fr-FR</language>
<item><title>Le pont rouvre &amp; respire</title><link>https://sonde.example/1</link>
<guid isPermaLink="false">s-1</guid>
<description>Un résumé court.</description><dc:creator>Aline Roux</dc:creator><category>Société</category>
<category>Ponts</category><pubDate>Mon, 03 Jun 2019 10:00:00 +0200</pubDate>
<content:encoded><![CDATA[<p>Le pont a rouvert lundi.</p><p>Il était fermé.</p>]]></content:encoded></item>
<item><title>Deux</title><link>https://sonde.example/2</link>
<description>Rien qu'un résumé &amp;amp; un mot.</description>
<pubDate>hier</pubDate></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="text">The Probe</title>
<entry><title>Bridge reopens</title><id>urn:x:1</id><link rel="alternate" href="https://probe.example/1"/>
<author><name>A. Reed</name></author><published>2019-06-03T08:00:00Z</published>
<updated>2019-06-04T09:30:00+01:00</updated>
<content type="html">&lt;p&gt;It reopened.&lt;/p&gt;</content></entry>
<entry><title>Plain</title><id>urn:x:2</id><updated>2019-06-04T09:30:00Z</updated>
<content type="text">Only words.</content></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>La Sonde</title></channel>
<item rdf:about="https://sonde.example/3"><title>Trois</title><link>https://sonde.example/3</link>
<description>Le texte.</description><dc:date>2019-06-03</dc:date></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "La Sonde",
        "language": "fr",
        "items": [
            {
                "id": "1",
                "url": "https://sonde.example/1",
                "title": "Le pont",
                "content_html": "<p>Le pont.</p>",
                "date_published": "2019-06-03T10:00:00+02:00",
                "authors": [{"name": "Aline Roux"}],
                "tags": ["ponts"],
            },
            {"id": "2", "content_text": "Sans titre."},
        ],
    }
)
Found = list[Capture | Refusal]
DEFAULT = Limits()


def read(data: str | bytes, page: str = "f.xml", limits: Limits = DEFAULT) -> Found:
    raw = data.encode() if isinstance(data, str) else data
    stream = cast(BinaryIO, io.BufferedReader(io.BytesIO(raw)))  # type: ignore[arg-type]
    return list(FeedReader().read(stream, page, make_context(limits)))


def pages(found: Found) -> list[Capture]:
    assert all(isinstance(item, Capture) for item in found), found
    return [item for item in found if isinstance(item, Capture)]


def told(capture: Capture) -> Declared:
    assert capture.declared is not None
    return capture.declared


def test_an_rss_entry_is_a_page_with_its_markup_and_its_facts() -> None:
    full, teaser = pages(read(RSS))
    assert (full.page, full.media_type, full.url, full.record) == (
        "f.xml!entry-1",
        "html",
        "https://sonde.example/1",
        "s-1",
    )
    assert full.data == "<p>Le pont a rouvert lundi.</p><p>Il était fermé.</p>".encode()
    facts = told(full)
    assert (facts.title, facts.authors, facts.outlet) == ("Le pont rouvre & respire", ("Aline Roux",), "La Sonde")
    assert (facts.tags, facts.language) == (("Société", "Ponts"), "fr")
    assert facts.published == "2019-06-03T10:00:00+02:00"
    assert facts.source == "entry 1 of the feed"
    assert (teaser.media_type, told(teaser).published) == ("text", None)
    assert teaser.text == "Deux\n\nRien qu'un résumé & un mot.\n"
    assert told(teaser).source == "entry 2 of the feed (its summary only)"


def test_an_atom_entry_keeps_published_and_updated_apart() -> None:
    full, plain = pages(read(ATOM))
    assert (told(full).published, told(full).updated) == ("2019-06-03T08:00:00Z", "2019-06-04T09:30:00+01:00")
    assert (full.media_type, full.record, full.url) == ("html", "urn:x:1", "https://probe.example/1")
    assert (plain.media_type, plain.text) == ("text", "Plain\n\nOnly words.\n")
    assert told(plain).published is None
    assert told(full).language == "en"


def test_rdf_and_json_feeds() -> None:
    (entry,) = pages(read(RDF))
    assert (entry.text, entry.url) == ("Trois\n\nLe texte.\n", "https://sonde.example/3")
    full, plain = pages(read(JSON_FEED, "f.json"))
    assert (full.media_type, told(full).authors, told(full).tags) == ("html", ("Aline Roux",), ("ponts",))
    assert (told(full).published, told(full).language) == ("2019-06-03T10:00:00+02:00", "fr")
    assert plain.text == "Sans titre.\n"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "iso-8859-1", "utf-16"])
def test_feeds_in_other_character_sets(charset: str) -> None:
    name = "utf-8" if charset == "utf-8-sig" else charset
    data = RSS.replace('encoding="UTF-8"', f'encoding="{name}"').encode(charset)
    assert "Il était fermé." in pages(read(data))[0].text


def test_a_cut_feed_gives_the_entries_before_the_cut() -> None:
    found = pages(read(RSS[: RSS.index("<pubDate>hier")]))
    assert told(found[0]).title == "Le pont rouvre & respire"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ('<?xml version="1.0"?><!-- c --><nitf><body/></nitf>', "<nitf>"),
        ("<urlset><url/></urlset>", "<urlset>"),
        ("pas du XML", "no XML"),
        ("", "empty"),
        ('<rss version="2.0"><channel><title>x</title></channel></rss>', "without entries"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 3}', "without the items"),
    ],
)
def test_what_is_no_feed_is_refused_by_what_it_is(data: str, reason: str) -> None:
    (refusal,) = read(data)
    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss SYSTEM "file:///etc/passwd" [ <!ENTITY x SYSTEM "file:///etc/passwd"> ]>',
        "<!-- c --><!DOCTYPE rss [\n]>",
    ],
)
def test_entities_are_refused_before_parsing(prolog: str) -> None:
    for data in (prolog + RSS.partition("?>")[2], RSS.partition("?>")[0] + "?>" + prolog + RSS.partition("?>")[2]):
        (refusal,) = read(data)
        assert isinstance(refusal, Refusal)
        assert "entities" in refusal.reason


def test_the_old_document_type_of_rss_is_harmless_and_so_are_words_about_entities() -> None:
    old = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss.dtd">'
    data = RSS.partition("?>")[2].replace("Il était fermé.", "Le code &lt;!ENTITY &amp; <!ENTITY x>.")
    assert len(pages(read(old + data))) == 2


def test_bounds() -> None:
    found = read(RSS, limits=Limits(container_records=1))
    assert isinstance(found[-1], Refusal)
    assert "container_records" in found[-1].reason
    (refusal,) = read(RSS, limits=Limits(page_bytes=500))
    assert isinstance(refusal, Refusal)
    assert "page_bytes" in refusal.reason


def test_the_sniff_looks_at_the_root() -> None:
    reader = FeedReader()
    for feed in (RSS, ATOM, RDF, JSON_FEED):
        assert reader.sniff(feed.encode()[:4096])
    for other in ("<html><body>rss</body></html>", "<nitf/>", "rss et atom", '{"version": "1"}', ""):
        assert not reader.sniff(other.encode())
    assert root_of("<a:b>") == "b"


@settings(max_examples=100, deadline=None)
@given(some.binary(max_size=1500))
def test_any_bytes_are_pages_or_refusals(data: bytes) -> None:
    for raw in (data, b"<rss><channel><item>" + data, b"<feed>" + data):
        assert all(isinstance(item, Capture | Refusal) for item in read(raw))


@settings(max_examples=150, deadline=None)
@given(
    some.sampled_from([RSS.encode(), ATOM.encode(), RDF.encode(), JSON_FEED.encode()]),
    some.lists(some.tuples(some.integers(0, 2000), some.binary(max_size=6)), max_size=8),
)
def test_a_mutated_feed_never_raises(data: bytes, cuts: list[tuple[int, bytes]]) -> None:
    for at, piece in cuts:
        place = at % (len(data) + 1)
        data = data[:place] + piece + data[place + len(piece) // 2 :]
    assert all(isinstance(item, Capture | Refusal) for item in read(data))
