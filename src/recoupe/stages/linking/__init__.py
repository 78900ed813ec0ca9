"""Linking: who of one article is who of another. `link_actors` is the door."""

from __future__ import annotations

from recoupe.stages.linking.judged import refusals, unused
from recoupe.stages.linking.linking import Linked, link, link_actors

__all__ = ["Linked", "link", "link_actors", "refusals", "unused"]
