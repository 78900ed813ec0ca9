"""The facade for command line, library and web, and what it stands on: building and judging."""

from recoupe.dossier.coding import Coded, code, code_lines
from recoupe.dossier.facade import Dossier, add, build, build_samples, judge, open_dossier, rule
from recoupe.dossier.judging import Reviewer, make_judgement, page_hash, set_date, standing, told, withdraw

__all__ = [
    "Coded",
    "Dossier",
    "Reviewer",
    "add",
    "build",
    "build_samples",
    "code",
    "code_lines",
    "judge",
    "make_judgement",
    "open_dossier",
    "page_hash",
    "rule",
    "set_date",
    "standing",
    "told",
    "withdraw",
]
