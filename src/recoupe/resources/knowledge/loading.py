"""The door of the tables."""

from __future__ import annotations

from pathlib import Path

from recoupe.resources.knowledge.document import read_document
from recoupe.resources.knowledge.entries import read_entries
from recoupe.resources.knowledge.joining import codes_of, join
from recoupe.resources.knowledge.model import Knowledge
from recoupe.resources.knowledge.packaged import packaged


def load_knowledge(extra: Path | None = None) -> Knowledge:
    """Every table of the package, and over them a user's own actors.yaml where one is given.

    The packaged tables are read on the first call and kept for the life of the process; a user's file is read each
    time. Raises ResourceError, naming file, line and how to mend it, when a table or entry does not read as it should.
    """
    known = packaged()
    return known if extra is None else join(known, read_entries(read_document(extra), codes_of(known)))
