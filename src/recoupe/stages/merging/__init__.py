"""Tell which event mentions are one happening."""

from recoupe.stages.merging.merging import merge_events

__all__ = ["merge_events"]
