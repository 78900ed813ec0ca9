"""Where the second reader listens: its address, the model's name, the key, and how much patience it gets."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from recoupe.errors import InputError
from recoupe.settings import MEBIBYTE

_DOOR = "/chat/completions"
_DEFAULT_PORTS = {"https": 443, "http": 80}
_LONGEST_NAME = 200  # characters of a model's name; those of public hubs have under 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """What one answer may cost at most, in time, size and tries."""

    connect_seconds: float = 10.0
    silent_seconds: float = 300.0  # a model on two cores answers only when it has written all
    answer_seconds: float = 600.0  # one answer in all, however slowly it drips
    answer_bytes: int = MEBIBYTE  # sixty events with their sentences take under 60 KiB
    answer_tokens: int = 4096  # that the model is asked to stop at
    tries: int = 4  # of a request that the server puts off (429, 5xx) or that does not reach it
    first_pause_seconds: float = 1.0  # before the second try; doubled before each further one
    longest_pause_seconds: float = 60.0  # a server that asks for more is not waited for
    failures: int = 3  # parts in a row without an answer after which no more is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An OpenAI-compatible server and one of its models.

    `url` is the address before `/chat/completions` ("http://127.0.0.1:8080/v1"). `key` is sent to that server only
    and shown nowhere. Raises `InputError` for an address that is not https, or http on this machine.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False, compare=False)
    patience: Patience = Patience()

    def __post_init__(self) -> None:
        _check_address(self.url)
        if not self.model.strip() or len(self.model) > _LONGEST_NAME or not self.model.isprintable():
            raise InputError("the second reader's model has no usable name", mend="name it as its server calls it")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable() and self.key.strip()):
            raise InputError("the second reader's key cannot be sent", mend="it must be one line of plain ASCII")

    @property
    def secure(self) -> bool:
        """Whether the connection is encrypted."""
        return urlsplit(self.url).scheme == "https"

    @property
    def host(self) -> str:
        """The server's name or IP address."""
        return urlsplit(self.url).hostname or ""

    @property
    def port(self) -> int:
        """The server's port."""
        parts = urlsplit(self.url)
        return parts.port or _DEFAULT_PORTS[parts.scheme]

    @property
    def path(self) -> str:
        """What is asked of the server."""
        path = urlsplit(self.url).path.rstrip("/")
        return path if path.endswith(_DOOR) else path + _DOOR


def named(
    url: str, model: str, key_variable: str | None = None, environment: Mapping[str, str] | None = None
) -> Endpoint:
    """The second reader that a user names; the key is read from the environment variable called `key_variable`.

    Raises `InputError` for an address that is not https or on this machine, and for a variable that is not set.
    """
    known = os.environ if environment is None else environment
    key = known.get(key_variable, "").strip() if key_variable else None
    if key_variable and not key:
        raise InputError(
            f"the environment variable {key_variable} holds no key for the second reader",
            mend="set it to the key itself; the option takes the variable's name, not the key",
        )
    return Endpoint(url=url.strip(), model=model.strip(), key=key)


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        port_fits = parts.port is None or parts.port > 0
    except ValueError as problem:
        raise _wrong("cannot be read", "give it as http://127.0.0.1:8080/v1") from problem
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or not port_fits or not _plain(url):
        raise _wrong("is no web address", "give it as http://127.0.0.1:8080/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        # what stands there is mostly a secret, so the address is not repeated
        raise _wrong("holds a user, a query or a fragment", "give the key by an environment variable")
    if parts.scheme == "http" and not _on_this_machine(parts):
        raise _wrong(
            f"would send the pages unencrypted to {parts.hostname}",
            "use https, or a server on this machine (http://127.0.0.1:…)",
        )


def _plain(url: str) -> bool:
    return url.isascii() and url.isprintable() and " " not in url


def _on_this_machine(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _wrong(what: str, mend: str) -> InputError:
    return InputError(f"the second reader's address {what}", mend=mend)
