"""The second reader's server is asked with patience and within bounds, and its key goes nowhere else."""

from __future__ import annotations

import gzip
import os
import socket
import time
from collections.abc import Iterator

import pytest
from stub_model import PATIENT, Stub, Turn, entry, events, reading, serving, written

from recoupe.errors import InputError
from recoupe.second import Endpoint, Patience, Proposals, Reader, propose
from recoupe.second.endpoint import named
from recoupe.second.reading import rule_of

SECRET = "sk-test-0123456789"


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving() as state:
        yield state


def ask(stub: Stub, key: str | None = None, url: str = "", **patience: float) -> tuple[Proposals, list[float]]:
    """What comes of one page, and the pauses that were made."""
    pauses: list[float] = []
    bounds = Patience(**{**PATIENT, **patience})  # type: ignore[arg-type]
    endpoint = Endpoint(url=url or stub.url, model="test", key=key, patience=bounds)
    return propose(reading(), Reader(endpoint, sleep=pauses.append)), pauses


def reasons(found: Proposals) -> str:
    return "\n".join(refusal.reason for refusal in found.refusals)


class TestAddress:
    @pytest.mark.parametrize(
        "url",
        [
            "http://127.0.0.1:8080/v1",
            "http://127.0.0.1:8080/v1/",
            "http://localhost:11434/v1",
            "http://[::1]:8000/v1",
            "https://models.example/v1",
            "https://models.example/v1/chat/completions",
        ],
    )
    def test_this_machine_and_https_are_taken(self, url: str) -> None:
        assert Endpoint(url=url, model="m").path == "/v1/chat/completions"

    @pytest.mark.parametrize(
        ("url", "reason"),
        [
            ("http://models.example/v1", "unencrypted"),
            ("http://192.168.1.7:8080/v1", "unencrypted"),
            ("http://127.0.0.1.evil.example/v1", "unencrypted"),
            ("http://localhost.evil.example/v1", "unencrypted"),
            ("http://127.0.0.1@evil.example/v1", "user"),
            (f"https://user:{SECRET}@models.example/v1", "user"),
            (f"https://models.example/v1?key={SECRET}", "query"),
            ("ftp://models.example/v1", "no web address"),
            ("models.example/v1", "no web address"),
            ("https:///v1", "no web address"),
            ("https://models.example:99999/v1", "cannot be read"),
            ("https://models.example/v1\r\nX-Injected: yes", "no web address"),
            ("http://[::1", "cannot be read"),
            ("", "no web address"),
        ],
    )
    def test_others_are_refused_with_the_reason_and_without_secrets(self, url: str, reason: str) -> None:
        with pytest.raises(InputError, match=reason) as refused:
            Endpoint(url=url, model="m")
        assert SECRET not in str(refused.value)

    @pytest.mark.parametrize("model", ["", " ", "a\nb", "x" * 201])
    def test_a_model_has_a_name(self, model: str) -> None:
        with pytest.raises(InputError, match="no usable name"):
            Endpoint(url="https://models.example/v1", model=model)

    @pytest.mark.parametrize(
        ("model", "rule"),
        [
            ("Qwen2.5:7B-Instruct", "second.qwen2.5-7b-instruct"),
            ("org/Mödel", "second.org-m-del"),
            ("模型", "second.unnamed"),
        ],
    )
    def test_a_models_name_becomes_a_rule(self, model: str, rule: str) -> None:
        assert rule_of(model) == rule


class TestKey:
    def test_it_is_read_from_the_variable_sent_to_the_server_and_shown_nowhere(
        self, stub: Stub, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SECOND_READER_TEST_KEY", SECRET + "\n")
        endpoint = named(stub.url, "test", "SECOND_READER_TEST_KEY")
        stub.turns = [Turn(status=401, body=SECRET.encode())]
        found = propose(reading(), Reader(endpoint))
        assert stub.headers[0]["Authorization"] == f"Bearer {SECRET}"
        assert SECRET not in repr(endpoint) + repr(found) + str(stub.asked)

    def test_without_a_variable_none_is_sent(self, stub: Stub) -> None:
        propose(reading(), Reader(named(stub.url, "test")))
        assert "Authorization" not in stub.headers[0]

    def test_a_variable_that_is_not_set_is_told_by_its_name(self) -> None:
        with pytest.raises(InputError, match="NO_SUCH_KEY"):
            named("https://models.example/v1", "test", "NO_SUCH_KEY", environment={"NO_SUCH_KEY": " "})

    @pytest.mark.parametrize("key", ["two\r\nlines", "clé", " "])
    def test_a_key_that_would_break_the_request_is_refused_unshown(self, key: str) -> None:
        with pytest.raises(InputError, match="cannot be sent") as refused:
            Endpoint(url="https://models.example/v1", model="m", key=key)
        assert key.strip() == "" or key not in str(refused.value)


class TestRequest:
    def test_it_asks_for_the_same_answer_each_time_in_the_form_of_the_schema(self, stub: Stub) -> None:
        ask(stub)
        sent = stub.asked[0]
        assert stub.paths == ["/v1/chat/completions"]
        assert (sent["model"], sent["temperature"], sent["stream"]) == ("test", 0, False)
        assert isinstance(sent["seed"], int)
        assert sent["response_format"]["json_schema"]["strict"] is True
        assert [message["role"] for message in sent["messages"]] == ["system", "user"]

    def test_a_server_that_knows_no_schema_is_asked_more_simply_and_so_from_then_on(self, stub: Stub) -> None:
        def answer(request: dict[str, object]) -> Turn:
            return Turn(status=400) if set(request) > {"model", "messages"} else events(entry())

        stub.always = answer
        reader = Reader(Endpoint(url=stub.url, model="test"), sleep=lambda _: None)
        assert len(propose(reading(), reader).events) == 1
        assert [("response_format" in sent, "temperature" in sent) for sent in stub.asked] == [
            (True, True),
            (True, True),
            (False, True),
            (False, False),
        ]
        propose(reading(), reader)
        assert len(stub.asked) == 5

    def test_a_server_that_breaks_on_the_schema_is_asked_more_simply(self, stub: Stub) -> None:
        stub.always = lambda sent: (
            Turn(status=500) if "json_schema" in str(sent["response_format"]) else events(entry())
        )
        found, _ = ask(stub, tries=2)
        assert len(found.events) == 1 and len(stub.asked) == 3

    def test_a_server_that_takes_no_question_is_told(self, stub: Stub) -> None:
        stub.always = lambda _: Turn(status=400)
        assert "does not take the question (400)" in reasons(ask(stub)[0])

    def test_no_proxy_of_the_environment_comes_between(self, stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setitem(os.environ, name, "http://127.0.0.1:1")
        stub.turns = [events(entry())]
        assert len(ask(stub)[0].events) == 1


class TestPatience:
    def test_put_off_it_asks_again_after_the_pause_that_the_server_names(self, stub: Stub) -> None:
        stub.turns = [Turn(status=429, headers={"Retry-After": "7"}), Turn(status=503), events(entry())]
        found, pauses = ask(stub)
        assert len(found.events) == 1 and found.refusals == ()
        assert pauses == [7.0, 2.0]

    def test_after_the_last_try_it_tells(self, stub: Stub) -> None:
        stub.always = lambda _: Turn(status=429)
        found, pauses = ask(stub)
        assert "2 paragraphs not read by the second reader: the server puts it off (429)" in reasons(found)
        assert pauses == [1.0, 2.0, 4.0]

    def test_it_does_not_wait_for_hours(self, stub: Stub) -> None:
        stub.always = lambda _: Turn(status=429, headers={"Retry-After": "86400"})
        assert ask(stub)[1] == []

    @pytest.mark.parametrize("told", ["Wed, 21 Oct 2015 07:28:00 GMT", "-5", "9" * 5000, "nan"])
    def test_a_pause_that_is_no_number_of_seconds_is_not_read(self, stub: Stub, told: str) -> None:
        stub.turns = [Turn(status=503, headers={"Retry-After": told})]
        assert ask(stub)[1] == [1.0]

    @pytest.mark.parametrize(
        ("status", "reason"), [(401, "refuses the key"), (404, "no such model"), (302, "elsewhere")]
    )
    def test_turned_down_for_good_it_asks_no_more_and_tells_of_every_page(
        self, stub: Stub, status: int, reason: str
    ) -> None:
        stub.always = lambda _: Turn(status=status, headers={"Location": "http://127.0.0.1:1/"})
        reader = Reader(Endpoint(url=stub.url, model="test"), sleep=lambda _: None)
        for _ in range(3):
            assert reason in reasons(propose(reading(), reader))
        assert len(stub.asked) == 1

    def test_after_three_failures_in_a_row_it_asks_no_more(self, stub: Stub) -> None:
        stub.always = lambda _: Turn(body=b"<html>welcome</html>")
        reader = Reader(Endpoint(url=stub.url, model="test"), sleep=lambda _: None)
        told = [reasons(propose(reading(), reader)) for _ in range(5)]
        assert all("not the form of a chat completion" in reason for reason in told)
        assert len(stub.asked) == 3

    def test_failures_apart_do_not_count_together(self, stub: Stub) -> None:
        bad = Turn(body=b"<html>welcome</html>")
        stub.turns = [bad, bad, events(entry()), bad, bad, events(entry())]
        reader = Reader(Endpoint(url=stub.url, model="test"), sleep=lambda _: None)
        assert [len(propose(reading(), reader).events) for _ in range(6)] == [0, 0, 1, 0, 0, 1]

    def test_a_silent_server_is_not_waited_for(self, stub: Stub) -> None:
        stub.always = lambda _: Turn(wait=1.5, body=b"{}")
        began = time.monotonic()
        assert "did not answer in time" in reasons(ask(stub, silent_seconds=0.2)[0])
        assert time.monotonic() - began < 1.4

    def test_a_dripping_server_is_cut_off(self, stub: Stub) -> None:
        turn = events(entry())
        turn.drip = 0.05
        stub.always = lambda _: turn
        assert "did not answer in time" in reasons(ask(stub, answer_seconds=0.5)[0])

    def test_where_nothing_listens_it_tells(self, stub: Stub) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            free = taken.getsockname()[1]
        found, pauses = ask(stub, url=f"http://127.0.0.1:{free}/v1")
        assert "the server cannot be reached" in reasons(found)
        assert len(pauses) == 3


class TestAnswer:
    def test_a_huge_answer_is_not_read(self, stub: Stub) -> None:
        stub.always = lambda _: written("x" * 3_000_000)
        found, _ = ask(stub)
        assert "larger than 1048576 bytes (bound answer_bytes)" in reasons(found)

    def test_a_packed_answer_is_not_unpacked(self, stub: Stub) -> None:
        bomb = gzip.compress(b" " * 50_000_000)
        stub.always = lambda _: Turn(body=bomb, headers={"Content-Encoding": "gzip"})
        assert "not the form of a chat completion" in reasons(ask(stub)[0])
        assert stub.headers[0]["Accept-Encoding"] == "identity"

    def test_an_answer_that_breaks_off_is_asked_for_again(self, stub: Stub) -> None:
        stub.turns = [Turn(body=b'{"choices": [', headers={"Content-Length": "5000"}), events(entry())]
        assert len(ask(stub)[0].events) == 1

    @pytest.mark.parametrize(
        "body",
        [b"", b"[]", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}', b"\xff\xfe", b"[" * 900_000],
    )
    def test_what_is_no_chat_completion_is_told(self, stub: Stub, body: bytes) -> None:
        stub.always = lambda _: Turn(body=body)
        found, _ = ask(stub)
        assert found.events == ()
        assert "the model wrote nothing" in reasons(found) or "not the form of a chat completion" in reasons(found)
