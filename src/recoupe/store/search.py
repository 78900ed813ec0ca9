"""Full text over articles, statements and events (SQLite FTS5, accents folded)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

CREATE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5("
    'kind UNINDEXED, id UNINDEXED, words, tokenize = "unicode61 remove_diacritics 2")'
)
FIND = (
    "SELECT kind, id, snippet(search, 2, '[', ']', ' … ', 18) AS snippet FROM search "
    "WHERE search MATCH :query ORDER BY rank, kind, id LIMIT :most"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A record in which the words were found; `snippet` marks them with square brackets."""

    kind: str
    id: str
    snippet: str


def create_index(connection: Connection) -> None:
    """Make the (empty) index."""
    connection.execute(text("DROP TABLE IF EXISTS search"))
    connection.execute(text(CREATE))


def index(connection: Connection, rows: Iterable[tuple[str, str, str]]) -> None:
    """Add (kind, id, words) rows."""
    batch = [
        {"kind": kind, "id": key, "words": words.replace("œ", "oe").replace("Œ", "OE")} for kind, key, words in rows
    ]
    if batch:
        connection.execute(text("INSERT INTO search (kind, id, words) VALUES (:kind, :id, :words)"), batch)


def find(connection: Connection, words: str, most: int) -> Iterator[Hit]:
    """The records that hold all the words, best first; "quoted words" must stand side by side, word* opens a word.

    Whatever the user types is a valid search: operators of FTS5 are taken as words.
    """
    query = _query(words)
    if query:
        for row in connection.execute(text(FIND), {"query": query, "most": most}):
            yield Hit(kind=row.kind, id=row.id, snippet=row.snippet)


def _query(words: str) -> str:
    folded = words.replace("œ", "oe").replace("Œ", "OE")
    terms = []
    for phrase, word in re.findall(r'"([^"]+)"|(\S+)', folded):
        kept = re.findall(r"\w+", phrase or word)
        if kept:
            terms.append('"' + " ".join(kept) + '"' + ("*" if word.endswith("*") else ""))
    return " ".join(terms)
