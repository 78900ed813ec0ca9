"""Mentions: who, where and when an article names. `find_mentions` is the door."""

from __future__ import annotations

from recoupe.stages.mentions.finding import find_mentions

__all__ = ["find_mentions"]
