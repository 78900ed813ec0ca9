"""Records to JSON and back, exactly; the only module that knows msgspec's encoder."""

from __future__ import annotations

from typing import Any, TypeVar, cast

import msgspec

Record = TypeVar("Record")


def encode(record: object) -> str:
    """Write a record as compact JSON, keys in the order of its fields."""
    return msgspec.json.encode(record).decode("utf-8")


def decode(text: str | bytes, kind: type[Record]) -> Record:
    """Read a record back; raises `msgspec.ValidationError` with the path of the bad value."""
    return cast(Record, msgspec.json.decode(text, type=cast(Any, kind)))
