"""Count who could know of an event of their own."""

from recoupe.stages.origins.counting import count_origins

__all__ = ["count_origins"]
