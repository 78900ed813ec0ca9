"""The second stage: the clean article of a saved page."""

from recoupe.stages.article.reading import read_article

__all__ = ["read_article"]
