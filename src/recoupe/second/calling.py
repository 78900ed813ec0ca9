"""One question to the second reader over the network: bounded in time, size and tries, no redirect followed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from importlib import metadata
from typing import Any

import msgspec
from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from recoupe.fetching.timing import cut_off
from recoupe.second.endpoint import Endpoint

_PIECE = 64 * 1024
_PUT_OFF = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_ILL_SUITED = frozenset(
    {400, 422, 500}
)  # what servers answer to a parameter that they do not know; 500 when asked again
_CLOSED = {
    401: "it refuses the key",
    402: "it asks for payment",
    403: "it refuses access",
    404: "it knows no such model, or nothing answers at this address",
    405: "nothing answers questions at this address",
}
_SEED = 20150630  # any number, always the same: servers that honour it answer alike again

Json = dict[str, Any]
Sleep = Callable[[float], None]


class Unanswered(Exception):  # noqa: N818 - no error: a question without an answer
    """A question that got no answer: why, what would help, and whether asking others is of no use (`closed`)."""

    def __init__(self, reason: str, mend: str = "", *, closed: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.mend, self.closed = reason, mend, closed


class _Putoff(Exception):  # noqa: N818 - no error: the server wants to be asked later
    """The server could not be reached or wants to be asked later: why, and after how many seconds if it says so."""

    def __init__(self, reason: str, pause: float | None = None, status: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.pause, self.status = reason, pause, status


class _Message(msgspec.Struct, frozen=True):
    content: str | None = None


class _Choice(msgspec.Struct, frozen=True):
    message: _Message
    finish_reason: str | None = None


class _Envelope(msgspec.Struct, frozen=True):
    choices: tuple[_Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the model wrote; `whole` is false where the server cut it short."""

    text: str
    whole: bool


class Caller:
    """Asks one endpoint, and remembers which of the request's parameters it takes."""

    def __init__(self, endpoint: Endpoint, sleep: Sleep = time.sleep) -> None:
        self.endpoint, self._sleep = endpoint, sleep
        self._manner = 0

    def ask(self, system: str, user: str, schema: Json) -> Answer:
        """The model's answer; raises Unanswered where there is none.

        A server that does not take the answer's schema is asked for any JSON, then without either, then with the
        model and the messages alone; what it took is kept to.
        """
        manners = _manners(self.endpoint, system, user, schema)
        status = 0
        for number in range(self._manner, len(manners)):
            status, body = self._patiently(msgspec.json.encode(manners[number]))
            if status == 200:
                self._manner = number
                return _opened(body)
            if status not in _ILL_SUITED:
                raise _turned_down(status)
        raise Unanswered(f"the server does not take the question ({status})", "give the model a longer context")

    def _patiently(self, body: bytes) -> tuple[int, bytes]:
        patience = self.endpoint.patience
        for number in range(1, patience.tries + 1):
            try:
                return _exchange(self.endpoint, body)
            except _Putoff as later:
                pause = later.pause if later.pause is not None else patience.first_pause_seconds * 2 ** (number - 1)
                if number == patience.tries and later.status in _ILL_SUITED:
                    return later.status, b""
                if number == patience.tries or pause > patience.longest_pause_seconds:
                    raise Unanswered(later.reason, "is the server running? build again later") from later
            self._sleep(pause)
        raise Unanswered("the server was not asked", "allow one try at least")


def _manners(endpoint: Endpoint, system: str, user: str, schema: Json) -> list[Json]:
    """The request, from what an up-to-date server takes to what every server takes."""
    messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
    bare: Json = {"model": endpoint.model, "messages": messages}
    plain = {**bare, "temperature": 0, "seed": _SEED, "max_tokens": endpoint.patience.answer_tokens, "stream": False}
    shape = {"name": "events", "strict": True, "schema": schema}
    return [
        {**plain, "response_format": {"type": "json_schema", "json_schema": shape}},
        {**plain, "response_format": {"type": "json_object"}},
        plain,
        bare,
    ]


def _exchange(endpoint: Endpoint, body: bytes) -> tuple[int, bytes]:
    """Status and body of one answer; raises _Putoff to be asked again, Unanswered where that is of no use."""
    patience = endpoint.patience
    connection = _connection(endpoint)
    try:
        connection.connect()
        with cut_off(connection, time.monotonic() + patience.answer_seconds) as late:
            try:
                answer = _spoken(connection, endpoint, body)
            except (HTTPError, HTTPException, OSError) as problem:
                if late.is_set() or isinstance(problem, TimeoutError):
                    raise _too_slow() from problem
                raise
            if late.is_set():
                raise _too_slow()
            return answer
    except TimeoutError as problem:
        raise _Putoff("the server cannot be reached in time") from problem
    except (HTTPError, HTTPException, OSError, ValueError) as problem:
        raise _Putoff(f"the server cannot be reached ({_told(problem)})") from problem
    finally:
        connection.close()


def _spoken(connection: HTTPConnection, endpoint: Endpoint, body: bytes) -> tuple[int, bytes]:
    connection.timeout = endpoint.patience.silent_seconds  # urllib3 sets it on the socket before it sends and reads
    connection.request("POST", endpoint.path, body=body, headers=_headers(endpoint), preload_content=False)
    answer = connection.getresponse()
    try:
        if answer.status in _PUT_OFF:
            raise _Putoff(f"the server puts it off ({answer.status})", _pause(answer), answer.status)
        return answer.status, _body(answer, endpoint.patience.answer_bytes) if answer.status == 200 else b""
    finally:
        answer.close()


def _headers(endpoint: Endpoint) -> dict[str, str]:
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",  # a packed answer could unpack to any size
        "User-Agent": f"Recoupe/{_version()}",
        "Connection": "close",
    }
    return {**headers, "Authorization": f"Bearer {endpoint.key}"} if endpoint.key else headers


def _connection(endpoint: Endpoint) -> HTTPConnection:
    """A connection that takes no proxy from the environment and checks the certificate."""
    seconds = endpoint.patience.connect_seconds
    if endpoint.secure:
        return HTTPSConnection(endpoint.host, endpoint.port, timeout=seconds, cert_reqs="CERT_REQUIRED")
    return HTTPConnection(endpoint.host, endpoint.port, timeout=seconds)


def _body(answer: BaseHTTPResponse, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while size <= most:
        part = answer.read(min(_PIECE, most + 1 - size), decode_content=False)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
    raise Unanswered(f"the answer is larger than {most} bytes (bound answer_bytes)", "try another model")


def _opened(body: bytes) -> Answer:
    """What the model wrote, out of the server's envelope."""
    try:
        envelope = msgspec.json.decode(body, type=_Envelope)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as problem:
        mend = "is this the address of an OpenAI-compatible server?"
        raise Unanswered("the server's answer has not the form of a chat completion", mend) from problem
    if not envelope.choices or envelope.choices[0].message.content is None:
        raise Unanswered("the model wrote nothing", "try another model")
    choice = envelope.choices[0]
    return Answer(text=choice.message.content or "", whole=choice.finish_reason != "length")


def _turned_down(status: int) -> Unanswered:
    if 300 <= status < 400:
        return Unanswered(f"the server sends us elsewhere ({status})", "name the address itself", closed=True)
    if status in _CLOSED:
        mend = "check --second-reader, --second-model and the key in --second-key-env"
        return Unanswered(f"{_CLOSED[status]} ({status})", mend, closed=True)
    return Unanswered(f"the server answers {status}", "build again later")


def _pause(answer: BaseHTTPResponse) -> float | None:
    """The seconds that a server asks us to wait; a date instead of seconds is not read."""
    told = answer.headers.get("Retry-After", "").strip()
    return float(told) if told.isascii() and told.isdigit() and len(told) < 9 else None


def _too_slow() -> Unanswered:
    return Unanswered("the model did not answer in time", "try a smaller model, or a faster machine")


def _told(problem: BaseException) -> str:
    """A library's words for a problem, on one short line."""
    return " ".join(str(problem).split())[:200] or type(problem).__name__


def _version() -> str:
    try:
        return metadata.version("recoupe")
    except metadata.PackageNotFoundError:
        return "0"
