"""Who may come in: only this machine's user, only to read, only by an address that names this machine.

The rules stand against DNS rebinding (the Host header), other users and other pages of the browser (the key and the
cookie), and pages that carry foreign script (the content security policy).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_QUERY = 2000  # bytes of a query string
MOST_PATH = 500  # bytes of a path
HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
        b"base-uri 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


@dataclass(slots=True, kw_only=True)
class Door:
    """The key that opens once, the session that it opens, and the names under which this machine answers."""

    hosts: frozenset[str]
    cookie: str
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    used: bool = False

    @classmethod
    def for_port(cls, port: int) -> Door:
        """A door at a port; the cookie's name holds the port, since browsers share cookies between ports."""
        hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))
        return cls(hosts=hosts, cookie=f"recoupe-{port}")

    def turn(self, key: str) -> bool:
        """Say whether the key opens, and use it up."""
        opens = not self.used and hmac.compare_digest(key.encode(), self.key.encode())
        self.used = self.used or opens
        return opens

    def knows(self, cookies: Iterable[bytes]) -> bool:
        """Say whether a request carries the session."""
        for line in cookies:
            try:
                held = SimpleCookie(line.decode("latin-1")).get(self.cookie)
            except CookieError:
                continue
            if held is not None and hmac.compare_digest(held.value.encode(), self.session.encode()):
                return True
        return False


class Guard:
    """Stands before the application, whatever that answers: each response carries the headers."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            return

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = [pair for pair in message.get("headers", []) if pair[0].lower() not in dict(HEADERS)]
                message = {**message, "headers": [*told, *HEADERS]}
            await send(message)

        await (_refusal(scope) or self._opening(scope) or self.app)(scope, receive, safely)

    def _opening(self, scope: Scope) -> Response | None:
        names = _all(scope, b"host")
        if len(names) != 1 or names[0].decode("latin-1").lower() not in self.door.hosts:
            return PlainTextResponse("this name is not served here", 400)
        known = self.door.knows(_all(scope, b"cookie"))
        given = parse_qs(scope["query_string"].decode("latin-1")).get("key", [])
        if scope["path"] == "/" and given and scope["method"] == "GET" and (known or self.door.turn(given[0])):
            answer = RedirectResponse("/chronology", 303)
            answer.set_cookie(self.door.cookie, self.door.session, httponly=True, samesite="strict", path="/")
            return answer
        if known:
            return None
        told = (
            "Open the address that recoupe serve printed; its key works once. Start recoupe serve again for a new one."
        )
        return PlainTextResponse(told, 403)


def _refusal(scope: Scope) -> Response | None:
    if scope["method"] not in ("GET", "HEAD"):
        return PlainTextResponse("this room is for reading", 405, {"Allow": "GET, HEAD"})
    if len(scope["query_string"]) > MOST_QUERY or len(scope["path"].encode()) > MOST_PATH:
        return PlainTextResponse("the address is too long", 414)
    return None


def _all(scope: Scope, name: bytes) -> list[bytes]:
    return [value for key, value in scope["headers"] if key.lower() == name]
