"""The language packs at hand, for stages that are given no packs because they see the whole dossier."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from recoupe.languages.pack import LanguagePack

GROUP = "recoupe.languages"


@cache
def installed_packs() -> dict[str, LanguagePack]:
    """Every language pack that is installed, by its code; what is registered and is no pack is left out."""
    packs = {entry.name: entry.load() for entry in entry_points(group=GROUP)}
    return {code: pack for code, pack in sorted(packs.items()) if isinstance(pack, LanguagePack)}
