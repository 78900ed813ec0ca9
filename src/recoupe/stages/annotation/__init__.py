"""Annotation: from clean articles to parsed passages. The only stage that loads a language model."""

from __future__ import annotations

from recoupe.stages.annotation.passages import annotate

__all__ = ["annotate"]
