"""The reading room lets in one reader of this machine, and nothing of a page acts in it."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from recoupe.errors import RecoupeError
from recoupe.web.guard import Door
from recoupe.web.serving import loopback

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org", "127.0.0.1.example.org", ""])
def test_any_other_machine_is_refused(host: str) -> None:
    with pytest.raises(RecoupeError, match="this machine only"):
        loopback(host)


def test_this_machine_is_taken() -> None:
    assert (loopback("localhost"), loopback("::1")) == ("127.0.0.1", "::1")


@pytest.mark.parametrize("host", ["evil.example:8765", "127.0.0.1", "127.0.0.1:9999", "localhost.evil.example:8765"])
def test_a_foreign_host_header_is_refused_even_with_the_session(reader: TestClient, host: str) -> None:
    assert reader.get("/chronology", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765"])
def test_names_of_this_machine_reach_the_door(stranger, host: str) -> None:  # type: ignore[no-untyped-def]
    client, _ = stranger()
    assert client.get("/chronology", headers={"host": host}).status_code == 403


def test_without_the_key_nothing_is_shown(stranger) -> None:  # type: ignore[no-untyped-def]
    client, _ = stranger()
    for path in ("/", "/?key=wrong", "/chronology", "/chronology.json", "/static/style.css", "/nowhere"):
        answer = client.get(path)
        assert answer.status_code == 403 and "trêve" not in answer.text


def test_the_key_opens_once_and_its_cookie_is_out_of_reach(stranger) -> None:  # type: ignore[no-untyped-def]
    client, door = stranger()
    opened = client.get("/", params={"key": door.key})
    assert opened.status_code == 303 and door.key not in opened.headers["location"]
    cookie = opened.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    client.cookies.clear()
    assert client.get("/", params={"key": door.key}).status_code == 403


def test_a_key_is_not_used_up_by_a_wrong_one_or_a_look_ahead(stranger) -> None:  # type: ignore[no-untyped-def]
    client, door = stranger()
    client.get("/?key=wrong")
    client.head("/", params={"key": door.key})
    assert client.get("/", params={"key": door.key}).status_code == 303


def test_a_broken_cookie_is_no_session() -> None:
    door = Door.for_port(1)
    assert not door.knows([b"recoupe-1=\xff; \x00=1;;;", b"recoupe-1="])


@pytest.mark.parametrize("path", ["/chronology", "/nowhere", "/chronology.json", "/static/style.css", "/?key=x"])
def test_every_answer_carries_the_headers(reader: TestClient, stranger, path: str) -> None:  # type: ignore[no-untyped-def]
    for client in (reader, stranger()[0]):
        told = client.get(path).headers
        assert told["content-security-policy"] == POLICY
        assert (told["x-content-type-options"], told["referrer-policy"]) == ("nosniff", "no-referrer")
        assert told["cache-control"] == "no-store"
        assert not [name for name in told if name.startswith("access-control")]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_reading(reader: TestClient, method: str) -> None:
    answer = reader.request(method, "/chronology")
    assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD"


def test_head_has_no_body(reader: TestClient) -> None:
    answer = reader.head("/chronology")
    assert answer.status_code == 200 and not answer.content


def test_long_addresses_are_refused(reader: TestClient) -> None:
    assert reader.get("/chronology?q=" + "a" * 3000).status_code == 414
    assert reader.get("/events/" + "a" * 600).status_code == 414
    assert reader.get("/chronology?q=" + "a" * 300).status_code == 400


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=-1", "origins=two", "page=99999999"])
def test_a_query_that_cannot_be_read_is_told(reader: TestClient, query: str) -> None:
    assert reader.get(f"/chronology?{query}").status_code == 400


@pytest.mark.parametrize("words", ['"', "(", "a AND", "^x*", "NEAR(", "%00", "'; DROP TABLE search"])
def test_any_words_can_be_searched(reader: TestClient, words: str) -> None:
    assert reader.get("/chronology", params={"q": words}).status_code == 200


def test_no_script_no_markup_and_no_direction_of_a_page_comes_through(reader: TestClient, addresses) -> None:  # type: ignore[no-untyped-def]
    for path in addresses:
        told = reader.get(path).text
        assert "<script" not in told and "<img" not in told and "<b>one" not in told, path
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", told), path
        assert not re.search(r"""(src|href|action)="(https?:)?//""", told), path
        twin = reader.get(f"{path}.json")
        assert twin.headers["content-type"].startswith("application/json")
        assert not re.search("[\u202a-\u202e\u2066-\u2069]|\\\\u20(2[a-e]|6[6-9])", twin.text), path
