"""Agencies' items as IPTC ninjs of three generations, and what of them is no page."""

from __future__ import annotations

import io
import json
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from recoupe.records.pages import Capture, Declared, Refusal
from recoupe.settings import Limits
from recoupe.stages.capture.readers.ninjs import NinjsReader
from recoupe.stages.capture.reading import make_context

ONE: dict[str, Any] = {
    "uri": "urn:agence:1",
    "type": "text",
    "pubstatus": "usable",
    "headline": "Le pont rouvre",
    "byline": "Aline Roux",
    "located": "Lyon",
    "version": "2",
    "firstcreated": "2019-06-03T10:00:00+02:00",
    "versioncreated": "2019-06-03T11:00:00+02:00",
    "copyrightholder": "Agence Sonde",
    "language": "fr-FR",
    "subject": [{"name": "transports", "code": "04015000"}],
    "body_text": "Le pont a rouvert lundi.",
    "body_xhtml": "<p>Le pont a rouvert lundi.</p>",
}
TWO: dict[str, Any] = {
    "uri": "urn:agence:2",
    "type": "text",
    "standard": {"name": "ninjs", "version": "2.1"},
    "headlines": [{"role": "short", "value": "Pont"}, {"role": "main", "value": "Le pont rouvre"}],
    "by": "Par Aline Roux",
    "version": "1",
    "versioncreated": "2019-06-03T10:00:00Z",
    "infosources": [{"name": "Agence Sonde"}],
    "subjects": [{"name": "transports"}],
    "language": "fr",
    "bodies": [
        {"role": "nitf", "contenttype": "application/nitf+xml", "value": "<nitf><p>x</p></nitf>"},
        {"role": "text", "contenttype": "text/plain", "value": "Le pont a rouvert lundi."},
    ],
}
THREE: dict[str, Any] = {
    "uri": "urn:agence:3",
    "standard": {"name": "ninjs", "version": "3.0"},
    "pubStatus": "usable",
    "firstCreated": "2019-06-03T10:00:00Z",
    "versionCreated": "2019-06-04T10:00:00Z",
    "copyrightHolder": "Agence Sonde",
    "headlines": [{"value": "Le pont rouvre"}],
    "bodies": [{"contentType": "text/html", "value": "<p>Le pont a rouvert.</p>"}],
}
Found = list[Capture | Refusal]
DEFAULT = Limits()


def read(data: bytes, limits: Limits = DEFAULT) -> Found:
    stream = cast(BinaryIO, io.BufferedReader(io.BytesIO(data)))  # type: ignore[arg-type]
    return list(NinjsReader().read(stream, "n.json", make_context(limits)))


def one(item: dict[str, Any]) -> Capture:
    (page,) = read(json.dumps(item).encode())
    assert isinstance(page, Capture)
    return page


def told(capture: Capture) -> Declared:
    assert capture.declared is not None
    return capture.declared


def why(item: dict[str, Any]) -> str:
    (refusal,) = read(json.dumps(item).encode())
    assert isinstance(refusal, Refusal)
    return refusal.reason


def test_the_first_generation() -> None:
    page = one(ONE)
    assert (page.media_type, page.data, page.record) == ("html", b"<p>Le pont a rouvert lundi.</p>", "urn:agence:1")
    facts = told(page)
    assert (facts.title, facts.authors, facts.outlet) == ("Le pont rouvre", ("Aline Roux",), "Agence Sonde")
    assert (facts.published, facts.updated) == ("2019-06-03T10:00:00+02:00", "2019-06-03T11:00:00+02:00")
    assert (facts.tags, facts.language) == (("transports",), "fr")


def test_the_second_and_third_generation() -> None:
    page = one(TWO)
    assert page.text == "Le pont rouvre\n\nLe pont a rouvert lundi.\n"
    assert (told(page).outlet, told(page).tags) == ("Agence Sonde", ("transports",))
    assert (told(page).published, told(page).updated) == ("2019-06-03T10:00:00Z", None)
    page = one(THREE)
    assert page.data == b"<p>Le pont a rouvert.</p>"
    assert (told(page).published, told(page).updated) == ("2019-06-03T10:00:00Z", "2019-06-04T10:00:00Z")


def test_a_later_version_alone_tells_no_date_of_publication() -> None:
    facts = told(one({**ONE, "firstcreated": None}))
    assert (facts.published, facts.updated) == (None, "2019-06-03T11:00:00+02:00")


def test_what_is_no_page_says_why() -> None:
    assert "canceled" in why({**ONE, "pubstatus": "canceled"})
    assert "canceled" in why({**THREE, "pubStatus": "canceled"})
    assert "withholds" in why({**ONE, "pubstatus": "withheld"})
    assert "picture" in why({"uri": "urn:agence:4", "type": "picture", "headline": "Le pont"})


@pytest.mark.parametrize("wrap", ["{0}\n{1}\n", "[{0},\n{1}]", '{{"items": [{0}, {1}]}}'])
def test_lists_and_lines(wrap: str) -> None:
    data = wrap.format(json.dumps(ONE), json.dumps(THREE)).encode()
    assert NinjsReader().sniff(json.dumps(ONE).encode())
    assert [item.page for item in read(data) if isinstance(item, Capture)] == ["n.json!item-1", "n.json!item-2"]


def test_the_sniff_leaves_tables_alone() -> None:
    reader = NinjsReader()
    assert all(reader.sniff(json.dumps(item).encode()) for item in (ONE, TWO, THREE))
    assert not reader.sniff(b'{"uri": "x", "title": "T", "body": "Texte", "source": {"uri": "y"}}')
    assert not reader.sniff(b'{"headline": "x", "body_text": "y"}')
    assert not reader.sniff(b"\x00\x01")


def test_bounds() -> None:
    data = b"\n".join([json.dumps(ONE).encode()] * 5)
    last = read(data, Limits(container_records=2))[-1]
    assert isinstance(last, Refusal)
    assert "container_records" in last.reason


JSON = some.recursive(
    some.none() | some.booleans() | some.floats() | some.integers() | some.text(max_size=20),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


@settings(max_examples=150, deadline=None)
@given(some.dictionaries(some.sampled_from([*ONE, *TWO, *THREE]), JSON, max_size=12))
def test_any_values_in_the_known_fields(item: dict[str, Any]) -> None:
    assert all(isinstance(found, Capture | Refusal) for found in read(json.dumps(item).encode()))


@settings(max_examples=100, deadline=None)
@given(some.binary(max_size=800), some.integers(0, 400))
def test_any_bytes_are_pages_or_refusals(data: bytes, at: int) -> None:
    whole = json.dumps(ONE).encode()
    for raw in (data, whole[:at] + data, whole[:at] + data[:3] + whole[at:]):
        assert all(isinstance(item, Capture | Refusal) for item in read(raw))
