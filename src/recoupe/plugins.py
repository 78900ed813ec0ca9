"""The three seams: readers, languages, exporters. Built-ins and installed plug-ins pass the same look-up.

A plug-in is an entry point in the group `recoupe.readers`, `recoupe.languages` or `recoupe.exporters`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import Any

from recoupe.errors import NotFoundError
from recoupe.exports import BUILT_IN, Exporter
from recoupe.languages.pack import LanguagePack
from recoupe.stages.capture import BUILT_IN as BUILT_IN_READERS
from recoupe.stages.capture import Reader


def languages() -> Mapping[str, LanguagePack]:
    """Every language pack that is installed, by its ISO 639-1 code."""
    return MappingProxyType({pack.code: pack for pack in _loaded("recoupe.languages").values()})


def readers() -> tuple[Reader, ...]:
    """Every reader of saved pages, plug-ins before the built-ins, so that a plug-in may take over a suffix."""
    return (*_loaded("recoupe.readers").values(), *BUILT_IN_READERS)


def exporters() -> Mapping[str, Exporter]:
    """Every exporter, by the name that `--format` takes."""
    plugged = {exporter.name: exporter for exporter in _loaded("recoupe.exporters").values()}
    return MappingProxyType({**{exporter.name: exporter for exporter in BUILT_IN}, **plugged})


def exporter(name: str) -> Exporter:
    """One exporter by name; raises `NotFoundError` with the names there are."""
    known = exporters()
    if name not in known:
        raise NotFoundError(f"there is no format {name!r}", mend="choose one of: " + ", ".join(sorted(known)))
    return known[name]


def _loaded(group: str) -> dict[str, Any]:
    return {point.name: point.load() for point in sorted(entry_points(group=group), key=lambda point: point.name)}
