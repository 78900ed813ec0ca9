"""Building a dossier file: pages in, findings out; stopped and resumed, added to, built again after a judgement."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from importlib import metadata, resources
from importlib.abc import Traversable
from itertools import chain
from pathlib import Path

from sqlalchemy import Engine

from recoupe import pipeline, plugins
from recoupe.dossier.judging import standing
from recoupe.errors import DossierError, InputError
from recoupe.records.judgements import Judgement
from recoupe.records.pages import Capture, Refusal
from recoupe.resources.knowledge import Knowledge, load_knowledge
from recoupe.second import Endpoint, Reader
from recoupe.settings import Limits
from recoupe.stages.capture import read_pages
from recoupe.store import database, writer
from recoupe.store.cache import Answers, Cache
from recoupe.store.view import View

Progress = Callable[[str, int, int], None]
Sources = Sequence[str | Path]
ACTORS = "actors.yaml"
SECOND = "second-model"
Items = Iterable[Capture | Refusal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How pages are read: the bounds, the user's column names in tables of articles, a call-back for progress.

    `actors` is the path of the user's own actors.yaml; its text is kept in the dossier. `second` is the second reader
    that is named for this build: its model is kept, so that a dossier that is added to or judged later remembers what
    it answered without asking it.
    """

    limits: Limits = field(default_factory=Limits)
    columns: Mapping[str, str] = field(default_factory=dict)
    progress: Progress = lambda *_: None
    actors: Path | None = None
    second: Endpoint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What stands beside the pages: judgements, the user's own actors (their text, and all knowledge with them), and
    the model of the second reader.
    """

    knowledge: Knowledge
    judgements: Sequence[Judgement] = ()
    actors: str | None = None
    second: str | None = None


def given_by(options: Options, judgements: Sequence[Judgement] = ()) -> Given:
    """What the options name, read; raises `ResourceError` for an actors.yaml that does not read as it should."""
    second = options.second.model if options.second is not None else None
    if options.actors is None:
        return Given(knowledge=load_knowledge(), judgements=judgements, second=second)
    knowledge = load_knowledge(options.actors)
    own = options.actors.read_text("utf-8-sig")
    return Given(knowledge=knowledge, judgements=judgements, actors=own, second=second)


def _given_before(view: View, judgements: Sequence[Judgement]) -> Given:
    """What a dossier was given when it was built."""
    text, second = view.settings().get(ACTORS), view.settings().get(SECOND)
    if text is None:
        return Given(knowledge=load_knowledge(), judgements=judgements, second=second)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ACTORS
        path.write_text(text, "utf-8")
        return Given(knowledge=load_knowledge(path), judgements=judgements, actors=text, second=second)


def in_memory(sources: Sources, options: Options) -> Engine:
    """A dossier that lives as long as its engine. Raises `InputError` when no page can be read."""
    engine = database.in_memory()
    _fill(engine, _read(sources, options), given_by(options), options)
    return engine


def to_file(sources: Sources, target: Path, options: Options) -> None:
    """Write a dossier file; one that stands there is replaced once the new one is whole, its judgements kept.

    A build that is stopped leaves `.NAME.part`, and the same command goes on from it. What the old dossier or the part
    has read with the same recipe is not read again. Raises `InputError` when no page can be read, `DossierError` when
    the file cannot be written.
    """
    check_target(target)
    with ExitStack() as opened:
        old = _open(target, opened) if target.exists() and not database.is_outdated(target) else None
        judgements = View(old).judgements() if old else ()
        _replace(target, _read(sources, options), given_by(options, judgements), options, old)


def again(target: Path, options: Options, more: Sources = (), judgements: Sequence[Judgement] = ()) -> None:
    """Build a dossier anew from the pages that it holds, with more pages or more judgements.

    Raises `DossierError` for a file that is no dossier, `InputError` when `more` names no page that can be read.
    """
    check_target(target)
    with ExitStack() as opened:
        old = _open(target, opened)
        view = View(old)
        refused = (refusal for refusal in view.refusals() if refusal.stage == "capture")
        fresh = _fresh(_read(more, options), view.page_labels()) if more else ()
        items = chain(view.captures(), refused, fresh)
        given = _given_before(view, (*view.judgements(), *judgements))
        if options.second is not None:
            given = replace(given, second=options.second.model)
        _replace(target, items, given, options, old)


def knowledge_of(view: View) -> Knowledge:
    """The tables that a dossier was built with: the package's, and over them the own actors that it keeps."""
    return _given_before(view, ()).knowledge


def check_target(target: Path) -> None:
    """Raise `DossierError` unless a dossier can be written there: no other file is ever overwritten."""
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


def made_with() -> dict[str, str]:
    """Version and recipe: a hash of code, resources and model versions, so that two dossiers can be compared."""
    digest = hashlib.sha256()
    for name, content in _files_below(resources.files("recoupe"), ""):
        digest.update(name.encode() + b"\0" + content)
    for pack in plugins.languages().values():
        digest.update(f"{pack.model} {_version(pack.model)}".encode())
    return {"recoupe": _version("recoupe"), "recipe": digest.hexdigest()[:16]}


def _read(sources: Sources, options: Options) -> Iterator[Capture | Refusal]:
    return read_pages(sources, options.limits, plugins.readers(), options.columns)


def _fresh(items: Items, known: Mapping[str, str]) -> Iterator[Capture | Refusal]:
    """New pages only: what the dossier holds already is told, not taken twice."""
    for item in items:
        if isinstance(item, Capture) and item.id in known:
            reason = f"same bytes as {known[item.id]}, which the dossier holds"
            yield Refusal(page=item.page, stage="capture", reason=reason, mend="nothing to do: it is read once")
        else:
            yield item


def _replace(target: Path, items: Items, given: Given, options: Options, old: Engine | None) -> None:
    """Fill a part file and put it in the target's place."""
    part = target.with_name(f".{target.name}.part")
    engine = _part(part)
    try:
        with database.telling(part):
            _fill(engine, items, given, options, old)
    except InputError:
        part.unlink()
        raise
    finally:
        engine.dispose()
    try:
        part.replace(target)
    except OSError as problem:
        raise DossierError(f"cannot write the dossier: {problem.strerror}", where=str(target)) from problem


def _part(part: Path) -> Engine:
    """What a stopped build left, emptied but for its readings; a new file where there is none that can be used."""
    if part.exists():
        try:
            engine = database.open_file(part, whole=False)
        except DossierError:
            part.unlink()
        else:
            writer.clear(engine)
            return engine
    return database.create(part)


def _fill(engine: Engine, items: Items, given: Given, options: Options, old: Engine | None = None) -> None:
    refusals: list[Refusal] = []
    writer.keep_captures(engine, _captures(items, refusals))
    writer.keep_judgements(engine, given.judgements)
    settings = {ACTORS: given.actors, SECOND: given.second}
    writer.keep_settings(engine, {key: value for key, value in settings.items() if value is not None})
    pages = View(engine).captures()
    if not len(pages):
        raise _nothing(refusals)
    made = made_with()
    ground = pipeline.Ground(
        packs=plugins.languages(),
        knowledge=given.knowledge,
        judgements=standing(given.judgements),
        recipe=made["recipe"] + (hashlib.sha256(given.actors.encode()).hexdigest() if given.actors else ""),
    )
    cache = Cache(engine, (old,) if old else ())
    second = Reader(options.second, Answers(cache), model=given.second) if given.second else None
    findings = pipeline.run(pages, ground, options.progress, refusals, cache, second)
    cache.prune()
    writer.write(engine, findings, made)


def _captures(items: Items, refusals: list[Refusal]) -> Iterator[Capture]:
    for item in items:
        if isinstance(item, Refusal):
            refusals.append(item)
        else:
            yield item


def _open(path: Path, opened: ExitStack) -> Engine:
    engine = database.open_file(path)
    opened.callback(engine.dispose)
    return engine


def _nothing(refusals: list[Refusal]) -> InputError:
    told = "; ".join(f"{refusal.page}: {refusal.reason}" for refusal in refusals[:5]) or "no page was named"
    return InputError(f"no page could be read: {told}", mend="name files, folders or globs of saved pages")


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
