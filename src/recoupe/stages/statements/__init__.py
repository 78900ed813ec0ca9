"""Statements: who is reported to have said what, through which channel."""

from __future__ import annotations

from recoupe.stages.statements.finding import find_statements

__all__ = ["find_statements"]
