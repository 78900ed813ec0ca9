"""Known names: one index of every name of the knowledge tables in a language, matched longest first."""

from __future__ import annotations

from recoupe.stages.mentions.names.index import Hit, NameIndex
from recoupe.stages.mentions.names.sources import build_index
from recoupe.stages.mentions.names.spellings import Name, excluded, leading, surnames_of

__all__ = ["Hit", "Name", "NameIndex", "build_index", "excluded", "leading", "surnames_of"]
