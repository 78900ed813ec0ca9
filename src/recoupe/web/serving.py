"""Standing behind an address of this machine, and no other."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path
from urllib.parse import urlencode

import uvicorn

from recoupe.errors import RecoupeError
from recoupe.web.app import create_app
from recoupe.web.guard import Door
from recoupe.web.holding import Holding


class Room:
    """A dossier at an address; `run` answers until it is stopped. Raises `RecoupeError` where it cannot listen."""

    def __init__(self, dossier: str | Path, host: str = "127.0.0.1", port: int = 8765) -> None:
        address = loopback(host)
        self.holding = Holding(Path(dossier))
        self.socket = _listen(address, port)
        self.port: int = self.socket.getsockname()[1]
        self.door = Door.for_port(self.port)
        named = f"[{address}]" if ":" in address else address
        self.address = f"http://{named}:{self.port}/?{urlencode({'key': self.door.key})}"

    def run(self) -> None:
        """Answer requests until the user stops it; nothing is logged, since addresses hold what was searched."""
        app = create_app(self.holding, self.door)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")
        uvicorn.Server(config).run(sockets=[self.socket])

    def __enter__(self) -> Room:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()
        self.holding.close()


def loopback(host: str) -> str:
    """The numeric address of a name of this machine; raises `RecoupeError` for any other host."""
    numeric = "127.0.0.1" if host == "localhost" else host.strip("[]")
    try:
        inside = ipaddress.ip_address(numeric).is_loopback
    except ValueError:
        inside = False
    if numeric not in ("127.0.0.1", "::1") or not inside:
        raise RecoupeError(
            "the reading room opens on this machine only", where=host, mend="leave --host out, or give 127.0.0.1 or ::1"
        )
    return numeric


def _listen(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((address, port))
        listening.listen(64)
    except OSError as problem:
        listening.close()
        raise RecoupeError(
            f"cannot listen: {problem.strerror}", where=f"{address} port {port}", mend="give another --port, or 0"
        ) from problem
    return listening
