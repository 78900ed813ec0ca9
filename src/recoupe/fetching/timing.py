"""A bound on the whole time of one exchange over the network, for every room that makes one."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from urllib3.connection import HTTPConnection


@contextmanager
def cut_off(connection: HTTPConnection, ends: float) -> Iterator[threading.Event]:
    """Shut the connection when its time is over: time-outs of a socket count silence, a drip never ends them."""
    late = threading.Event()
    line = connection.sock

    def shut() -> None:
        late.set()
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it was over in the same moment

    timer = threading.Timer(max(0.0, ends - time.monotonic()), shut)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
