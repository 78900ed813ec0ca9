"""Readings that were made before: what a page was read to, as long as nothing that decides it has changed."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from sqlalchemy import Engine, delete, insert, select

from recoupe.records.codec import decode, encode
from recoupe.records.readings import Reading
from recoupe.store.tables import CACHE

_ANSWER = "second:"  # before the keys of a second reader's answers
LEVEL = 6  # zlib: a reading packs to about a tenth


class Cache:
    """The readings kept in a dossier that is being built, and in older ones that it may take them from.

    A key must hold everything that decides a reading: the page, what its container says, the program's recipe.
    """

    def __init__(self, engine: Engine, older: Sequence[Engine] = ()) -> None:
        self._engine, self._older = engine, older
        self._used: set[str] = set()

    def get(self, key: str) -> Reading | None:
        """The reading of that key, from this dossier or an older one; None where there is none."""
        packed = self.packed(key)
        return decode(zlib.decompress(packed), Reading) if packed is not None else None

    def put(self, key: str, reading: Reading) -> None:
        """Keep a reading at once, so that a build that is stopped has it."""
        self.put_packed(key, zlib.compress(encode(reading).encode("utf-8"), LEVEL))

    def packed(self, key: str) -> bytes | None:
        """What is kept under a key, packed; what an older dossier has is taken over."""
        self._used.add(key)
        packed = _packed(self._engine, key)
        if packed is None:
            packed = next((found for older in self._older if (found := _packed(older, key))), None)
            if packed is not None:
                self.put_packed(key, packed)
        return packed

    def prune(self) -> None:
        """Drop what this build did not ask for."""
        with self._engine.begin() as connection:
            for key in set(connection.execute(select(CACHE.c.key)).scalars()) - self._used:
                connection.execute(delete(CACHE).where(CACHE.c.key == key))

    def put_packed(self, key: str, packed: bytes) -> None:
        """Keep what is packed already."""
        self._used.add(key)
        with self._engine.begin() as connection:
            connection.execute(insert(CACHE).prefix_with("OR REPLACE"), {"key": key, "reading": packed})


class Answers:
    """What a second reader answered, kept in the same table as the readings and with the same life."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def get(self, key: str) -> str | None:
        """The answer of that key, if there is one."""
        packed = self._cache.packed(_ANSWER + key)
        return zlib.decompress(packed).decode("utf-8") if packed is not None else None

    def put(self, key: str, answer: str) -> None:
        """Keep an answer at once."""
        self._cache.put_packed(_ANSWER + key, zlib.compress(answer.encode("utf-8", "replace"), LEVEL))


def _packed(engine: Engine, key: str) -> bytes | None:
    with engine.connect() as connection:
        found = connection.execute(select(CACHE.c.reading).where(CACHE.c.key == key)).scalar()
    return bytes(found) if found is not None else None
