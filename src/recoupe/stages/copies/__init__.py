"""Find the passages that stand in two articles, with their places in both."""

from recoupe.stages.copies.finding import find_copies

__all__ = ["find_copies"]
