"""Which addresses of the network may be asked: public ones, every one that a name stands for."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from recoupe.fetching.bounds import Refused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Ranges of IPv6 that hide an IPv4 address, which a check of the outer one would not see: compatible, mapped and
# translated ones (RFC 4291, 6052, 8215), 6to4 (RFC 3056), Teredo (RFC 4380).
_HIDING = ("::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
_WHOLE = "give an address that begins with http:// or https://"
_LONGEST = 4000  # characters of an address that is fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A checked address: the URL as it is asked for, its host's name, and the one IP address to connect to."""

    url: str
    secure: bool
    host: str
    port: int
    path: str
    ip: str

    @property
    def origin(self) -> tuple[bool, str, int]:
        """What robots.txt is valid for."""
        return self.secure, self.host, self.port

    @property
    def host_header(self) -> str:
        """The host as the request names it, with the port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


def look_up(host: str, port: int) -> Sequence[str]:
    """Every IP address that the system's resolver knows for a host; raises OSError where there is none."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: Address) -> bool:
    """Say whether an address belongs to the open network and hides no other."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id or address.is_site_local:
            return False
        if any(address in ipaddress.ip_network(network) for network in _HIDING):
            return False
    if address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback:
        return False
    return address.is_global and not address.is_link_local


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The policy on addresses: how a name is looked up, and which addresses are allowed."""

    lookup: Callable[[str, int], Sequence[str]] = look_up
    allowed: Callable[[Address], bool] = is_public

    def check(self, url: str) -> Target:
        """Resolve an address once, check every IP address behind it, and name the one to connect to; or raise Refused.

        The connection goes to the IP address checked here, so that a name that resolves otherwise a moment later does
        not lead elsewhere.
        """
        parts = _parts(url)
        secure, host = parts.scheme.lower() == "https", _host(parts)
        port = parts.port or (443 if secure else 80)
        try:
            found = list(dict.fromkeys(self.lookup(host, port)))
        except (OSError, UnicodeError) as problem:
            raise Refused(f"{host} cannot be found ({problem})", "check the address and the connection") from problem
        if not found:
            raise Refused(f"{host} has no address", "check the address")
        for address in found:
            self._check_one(host, address)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return Target(url=parts.geturl(), secure=secure, host=host, port=port, path=path, ip=found[0])

    def _check_one(self, host: str, address: str) -> None:
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError as problem:
            raise Refused(f"{host} resolves to {address!r}, which is no IP address") from problem
        if not self.allowed(parsed):
            reason = f"{host} resolves to {address}, which is not a public address"
            raise Refused(reason, "only pages of the open network are fetched; save this one with a browser")


def normal(url: str) -> str:
    """An address as it is asked for and kept: no fragment, no blanks, ASCII, host and scheme in lower case."""
    parts = _parts(url)
    host = _host(parts)
    shown = f"[{host}]" if ":" in host else host
    port = parts.port
    usual = {"http": 80, "https": 443}[parts.scheme.lower()]
    place = shown if port in (None, usual) else f"{shown}:{port}"
    return SplitResult(parts.scheme.lower(), place, parts.path or "/", parts.query, "").geturl()


def _parts(url: str) -> SplitResult:
    """The parts of an http or https address, quoted to ASCII; raises Refused for any other."""
    if len(url) > _LONGEST:
        raise Refused(f"longer than {_LONGEST} characters")
    try:
        parts = urlsplit("".join(_quoted(character) for character in url.strip()))
        host, _ = parts.hostname, parts.port
    except ValueError as problem:
        raise Refused(f"not a web address ({problem})", _WHOLE) from problem
    if parts.scheme.lower() not in ("http", "https"):
        raise Refused("not an http or https address", _WHOLE)
    if not host:
        raise Refused("names no host", "give the whole address")
    if parts.username is not None or parts.password is not None:
        raise Refused("holds a user name or password", "give the address without it")
    return parts


def _quoted(character: str) -> str:
    """Blanks, controls and letters outside ASCII as UTF-8 in percents, as browsers send them."""
    if "\x20" < character < "\x7f":
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def _host(parts: SplitResult) -> str:
    """The host in lower-case ASCII, international names in their IDNA form."""
    name = unquote(parts.hostname or "").lower()
    try:
        host = name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError as problem:
        raise Refused(f"the host's name cannot be read ({problem})", "check the address") from problem
    if not host or any(not (character.isalnum() or character in "-._:") for character in host):
        raise Refused("the host's name holds characters that no name has", "check the address")
    return host
