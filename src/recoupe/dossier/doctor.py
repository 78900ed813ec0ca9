"""The machine and the installation: what is there, what is missing, and what mends it."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata, util

from recoupe import plugins
from recoupe.errors import RecoupeError
from recoupe.languages.rules import language_rules
from recoupe.resources.knowledge import load_knowledge

LIBRARIES = ("spacy", "trafilatura", "htmldate", "SQLAlchemy", "msgspec", "click", "rich")
REINSTALL = "make setup (or: pip install -r requirements.lock)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at: `found` says what is there, `mend` the command that helps where it is not good."""

    what: str
    good: bool
    found: str
    mend: str = ""


def examine() -> tuple[Check, ...]:
    """Look at Python, libraries, models, rules, tables and SQLite; touches no file of the user's."""
    return tuple(_checks())


def _checks() -> Iterator[Check]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Check(what="python", good=sys.version_info >= (3, 11), found=version, mend="install Python 3.11 or newer")
    yield _package("recoupe")
    for name in LIBRARIES:
        yield _package(name)
    for pack in plugins.languages().values():
        yield _package(pack.model, f"language {pack.code}: model ")
        yield _rules(pack.code)
    yield _tables()
    yield _full_text()


def _package(name: str, label: str = "") -> Check:
    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        found = "not installed" if util.find_spec(name) is None else "unknown version"
    return Check(what=label + name, good=found != "not installed", found=found, mend=REINSTALL)


def _rules(language: str) -> Check:
    try:
        count = len(language_rules(language))
    except RecoupeError as problem:
        return Check(what=f"language {language}: rules", good=False, found=str(problem), mend=REINSTALL)
    return Check(what=f"language {language}: rules", good=count > 0, found=f"{count}", mend=REINSTALL)


def _tables() -> Check:
    try:
        known = load_knowledge()
    except RecoupeError as problem:
        return Check(what="knowledge tables", good=False, found=str(problem), mend=REINSTALL)
    found = (
        f"{len(known.countries)} countries, {len(known.actors)} actors, {len(known.agencies)} agencies, "
        f"{len(known.outlets)} outlets, {len(known.places)} places"
    )
    return Check(what="knowledge tables", good=bool(known.countries and known.actors), found=found, mend=REINSTALL)


def _full_text() -> Check:
    with sqlite3.connect(":memory:") as connection:
        options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    good = "ENABLE_FTS5" in options
    return Check(
        what="SQLite full text (FTS5)",
        good=good,
        found=sqlite3.sqlite_version,
        mend="use a Python whose sqlite3 has FTS5, for example one from python.org or conda",
    )
