"""The facade for command line, library and web: build, open, browse, explain, export."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import metadata, resources
from importlib.abc import Traversable
from pathlib import Path

from sqlalchemy import Engine

from recoupe import pipeline, plugins
from recoupe.errors import DossierError, InputError
from recoupe.explain.facts import Explanation, not_found
from recoupe.explain.findings import explain_article, explain_event, explain_statement
from recoupe.explain.rules import explain_rule
from recoupe.records.pages import Capture, Refusal
from recoupe.resources.knowledge import load_knowledge
from recoupe.settings import Limits
from recoupe.stages.capture import read_pages
from recoupe.store import database
from recoupe.store.view import View
from recoupe.store.writer import write

Progress = Callable[[str, int, int], None]
Sources = Sequence[str | Path]


class Dossier:
    """A dossier that is open: `view` reads it. Close it, or use it in a `with` block."""

    def __init__(self, engine: Engine, path: Path | None = None) -> None:
        self._engine, self.path = engine, path
        self.view = View(engine)

    def export(self, name: str = "json") -> str:
        """The dossier as the text of a file, in one of the installed formats."""
        return plugins.exporter(name).write(self.view.findings(), self.view.made_with())

    def why(self, key: str) -> Explanation:
        """The words, page, offsets, rule and reason behind an event, a statement or an article.

        `key` is its id or the first letters of it; raises `NotFoundError` when nothing or too much answers to it.
        """
        kind, whole = self._named(key)
        findings = self.view.findings()
        if kind == "event":
            return explain_event(next(event for event in findings.events if event.id == whole), findings)
        if kind == "event mention":
            event = next(event for event in findings.events if whole in event.mentions)
            return explain_event(event, findings)
        if kind == "statement":
            return explain_statement(whole, findings)
        return explain_article(whole, findings)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Dossier:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _named(self, key: str) -> tuple[str, str]:
        names = self.view.names_of(key) if key else ()
        exact = [name for name in names if name[1] == key]
        if len(exact or names) == 1:
            return (exact or list(names))[0]
        raise not_found(key, names)


def open_dossier(path: str | Path) -> Dossier:
    """Open a dossier file; raises `DossierError` when it is missing, damaged, or something else."""
    return Dossier(database.open_file(Path(path)), Path(path))


def build(
    sources: Sources | str | Path,
    *,
    to: str | Path | None = None,
    limits: Limits | None = None,
    progress: Progress = lambda *_: None,
) -> Dossier:
    """Build a dossier from saved pages: files, folders, globs, "-" for standard input.

    `to` names the file to write; a dossier that stands there is replaced once the new one is whole, any other file is
    left alone. Without `to` the dossier lives in memory. Raises `InputError` when no page at all can be read.
    """
    target = Path(to) if to is not None else None
    if target is not None:
        _check_target(target)
    captures, refusals = _captured(sources, limits or Limits())
    if not captures:
        raise _nothing(refusals)
    findings = pipeline.run(captures, plugins.languages(), load_knowledge(), progress, refusals)
    if target is None:
        engine = database.in_memory()
        write(engine, captures, findings, made_with())
        return Dossier(engine)
    _write_file(target, lambda engine: write(engine, captures, findings, made_with()))
    return open_dossier(target)


def build_samples(*, to: str | Path | None = None, progress: Progress = lambda *_: None) -> Dossier:
    """Build the dossier of the sample pages that ship with the package."""
    with resources.as_file(resources.files("recoupe.resources").joinpath("samples")) as folder:
        return build([folder], to=to, progress=progress)


def rule(name: str) -> Explanation:
    """What a rule does, by its id; raises `NotFoundError` with ids that come near."""
    return explain_rule(name, plugins.languages())


def made_with() -> dict[str, str]:
    """Version and recipe: a hash of code, resources and model versions, so that two dossiers can be compared."""
    digest = hashlib.sha256()
    for name, content in _files_below(resources.files("recoupe"), ""):
        digest.update(name.encode() + b"\0" + content)
    for pack in plugins.languages().values():
        digest.update(f"{pack.model} {_version(pack.model)}".encode())
    return {"recoupe": _version("recoupe"), "recipe": digest.hexdigest()[:16]}


def _files_below(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir() and item.name != "__pycache__":
            yield from _files_below(item, f"{prefix}{item.name}/")
        elif item.name.endswith((".py", ".yaml", ".tsv")):
            yield prefix + item.name, item.read_bytes()


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "missing"


def _captured(sources: Sources | str | Path, limits: Limits) -> tuple[list[Capture], list[Refusal]]:
    given = [sources] if isinstance(sources, str | Path) else list(sources)
    captures: list[Capture] = []
    refusals: list[Refusal] = []
    for page in _read(given, limits):
        if isinstance(page, Refusal):
            refusals.append(page)
        else:
            captures.append(page)
    return captures, refusals


def _read(sources: Sources, limits: Limits) -> Iterable[Capture | Refusal]:
    return read_pages(sources, limits, plugins.readers())


def _nothing(refusals: list[Refusal]) -> InputError:
    told = "; ".join(f"{refusal.page}: {refusal.reason}" for refusal in refusals[:5]) or "no page was named"
    return InputError(f"no page could be read: {told}", mend="name files, folders or globs of saved pages")


def _check_target(target: Path) -> None:
    if target.exists():
        if not target.is_file():
            raise DossierError("the output is not a file", where=str(target), mend="name a file with -o")
        database.check_kind(target)
    if not target.parent.is_dir() or not os.access(target.parent, os.W_OK):
        raise DossierError(
            "cannot write the dossier there",
            where=str(target),
            mend="give -o a folder that exists and that you may write to",
        )


def _write_file(target: Path, fill: Callable[[Engine], None]) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".recoupe-") as folder:
        fresh = Path(folder) / target.name
        engine = database.create(fresh)
        try:
            fill(engine)
        finally:
            engine.dispose()
        try:
            fresh.replace(target)
        except OSError as problem:
            raise DossierError(f"cannot write the dossier: {problem.strerror}", where=str(target)) from problem
