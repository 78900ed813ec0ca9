"""Put the events of a dossier in order, each with its line."""

from recoupe.stages.chronology.building import build_chronology

__all__ = ["build_chronology"]
