"""A language pack: a spaCy model and a folder of rule files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast

from recoupe.languages.rules import read_shape, read_yaml

Shape = TypeVar("Shape")


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagePack:
    """What a stage gets to read one language: `pack.read("speech", SpeechFile)` gives speech.yaml, typed and cached."""

    code: str
    model: str
    package: str

    def read(self, name: str, shape: type[Shape]) -> Shape:
        """One of the pack's files as a typed shape, read once in the life of the process."""
        return cast(Shape, _read(self.package, f"{name}.yaml", cast(Any, shape)))

    def raw(self, name: str) -> Any:
        """One of the pack's files as plain lists and mappings."""
        return read_yaml(self.package, f"{name}.yaml")


@cache
def _read(package: str, name: str, shape: Any) -> Any:
    return read_shape(package, name, shape)
