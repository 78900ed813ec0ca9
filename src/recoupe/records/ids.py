"""Stable ids: a hash of what a record says, so that the same input gives the same rows."""

from __future__ import annotations

import hashlib

LENGTH = 12  # hexadecimal digits: 48 bits, a collision among 1e6 records has odds of 0.2 %


def make_id(prefix: str, *parts: object) -> str:
    """Name a record by what it says: one letter for its kind, then a hash of its parts.

    Parts are written with `str` and joined by a unit separator; give them in a fixed order.
    """
    said = "\x1f".join(str(part) for part in parts)
    return prefix + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
