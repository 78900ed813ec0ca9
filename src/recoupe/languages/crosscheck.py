"""What the cross-check knows of a language: small words of retelling, of channels and of attribution, and its colon."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from recoupe.languages.timex.installed import installed_packs

FILE = "crosscheck"


class CrossCheck(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One language's `crosscheck.yaml`; every word is folded (lower case, no accents)."""

    demonstrative: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    further: frozenset[str] = frozenset()
    series: frozenset[str] = frozenset()
    ordinals: dict[str, int] = {}
    communique: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    attribution: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    colon: str = ": "


@cache
def crosscheck_words(language: str) -> CrossCheck:
    """The words of a language (ISO 639-1); a pack that ships none, or a language without a pack, has none."""
    pack = installed_packs().get(language)
    if pack is None or not resources.files(pack.package).joinpath(f"{FILE}.yaml").is_file():
        return CrossCheck()
    return pack.read(FILE, CrossCheck)
