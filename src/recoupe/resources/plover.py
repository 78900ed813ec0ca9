"""The coding scheme PLOVER 2.0: its types, modes, contexts and scores, and what CAMEO codes become in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec
import yaml

from recoupe.errors import ResourceError
from recoupe.records.events import PloverType, Status


class Mode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One mode of a type: its conflict-cooperation value and its meaning."""

    score: float
    what: str


class EventType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the sixteen types: quad 1-4, value -10..10, whether a recipient is required, what it covers."""

    quad: int
    score: float
    covers: str
    instead: dict[str, str] = {}
    modes: dict[str, Mode] = {}
    recipient: bool = False


class CameoRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """CAMEO codes that become the same type, mode and contexts; `ours` marks a row corrected by us."""

    type: PloverType
    codes: tuple[str, ...]
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    ours: bool = False


class Reduction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What bare PLOVER makes of types with a status that is not yet real."""

    types: tuple[PloverType, ...]
    statuses: tuple[Status, ...]
    to: PloverType


class Scheme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """plover.yaml as it stands."""

    types: dict[str, EventType]
    contexts: tuple[str, ...]
    reductions: tuple[Reduction, ...]
    cameo: tuple[CameoRow, ...]

    def reduced(self, type_: PloverType, status: Status) -> PloverType:
        """The type that bare PLOVER gives a pair of type and status: a planned meeting is AGREE."""
        for rule in self.reductions:
            if type_ in rule.types and status in rule.statuses:
                return rule.to
        return type_

    def score(self, type_: PloverType, modes: tuple[str, ...] = ()) -> float:
        """Conflict-cooperation value, -10..10: that of the mode with the strongest value, else of the type."""
        kind = self.types[type_]
        values = [kind.modes[mode].score for mode in modes if mode in kind.modes]
        return max(values, key=abs) if values else kind.score


@dataclass(frozen=True, slots=True, kw_only=True)
class Cameo:
    """What one CAMEO code means in PLOVER."""

    type: PloverType
    mode: str | None
    contexts: tuple[str, ...]


@cache
def scheme() -> Scheme:
    """The coding scheme, read once; raises ResourceError if the file does not read as it should."""
    try:
        text = resources.files("recoupe.resources").joinpath("plover.yaml").read_text("utf-8")
        return msgspec.convert(yaml.safe_load(text), Scheme)
    except (OSError, msgspec.ValidationError, yaml.YAMLError) as problem:
        raise ResourceError(f"plover.yaml: {problem}", where="recoupe.resources", mend="reinstall Recoupe") from problem


@cache
def cameo_table() -> Mapping[str, Cameo]:
    """Every CAMEO code (as text, "0311") and what it becomes."""
    return {
        code: Cameo(type=row.type, mode=row.mode, contexts=row.contexts) for row in scheme().cameo for code in row.codes
    }
