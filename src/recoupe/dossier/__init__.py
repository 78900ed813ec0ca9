"""The facade for command line, library and web, and what it stands on: building and judging."""

from recoupe.dossier.coding import Coded, code, code_lines
from recoupe.dossier.facade import Dossier, add, build, build_samples, judge, open_dossier, rule, second_reader
from recoupe.dossier.judging import Reviewer, make_judgement, page_hash, set_date, standing, told, withdraw
from recoupe.second import Endpoint

__all__ = [
    "Coded",
    "Dossier",
    "Endpoint",
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
    "second_reader",
    "set_date",
    "standing",
    "told",
    "withdraw",
]
