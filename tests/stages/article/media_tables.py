"""The two tables that this stage reads, without the other knowledge tables."""

from __future__ import annotations

import msgspec

from recoupe.languages.rules import read_yaml
from recoupe.resources.knowledge import Agency, Knowledge, Outlet

KNOWLEDGE = Knowledge(
    countries=(),
    actors=(),
    places=(),
    agencies=msgspec.convert(read_yaml("recoupe.resources", "agencies.yaml")["agencies"], tuple[Agency, ...]),
    outlets=msgspec.convert(read_yaml("recoupe.resources", "outlets.yaml")["outlets"], tuple[Outlet, ...]),
)
