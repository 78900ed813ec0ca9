"""The clause view: predicates, phrases and how they hang together, the same for every language."""

from __future__ import annotations

from recoupe.languages.clauses.reader import noun_phrases, read_clauses

__all__ = ["noun_phrases", "read_clauses"]
