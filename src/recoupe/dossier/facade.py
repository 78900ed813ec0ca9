"""The facade for command line, library and web: build, open, browse, explain, export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from pathlib import Path

from sqlalchemy import Engine

from recoupe import pipeline, plugins
from recoupe.dossier import building
from recoupe.explain.facts import Explanation, not_found
from recoupe.explain.findings import explain_article, explain_event, explain_statement
from recoupe.explain.rules import explain_rule
from recoupe.records.judgements import Judgement
from recoupe.second import Endpoint, named, reason_of
from recoupe.settings import Limits
from recoupe.store import database
from recoupe.store.view import View

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
    columns: Mapping[str, str] | None = None,
    actors: str | Path | None = None,
    progress: Progress = lambda *_: None,
    second: Endpoint | None = None,
) -> Dossier:
    """Build a dossier from saved pages: files, folders, archives, globs, "-" for standard input.

    `to` names the file to write; a dossier that stands there is replaced once the new one is whole, its judgements
    kept; any other file is left alone. A build that is stopped goes on where it was when it is called again. Without
    `to` the dossier lives in memory. `columns` maps our names for the fields of an article to the user's in tables
    of articles (title, text, date, url, outlet, author, language). `actors` is a file of the user's own actors, which
    outranks the tables (docs/actors.md). `second` is a language model that reads beside the rules (`second_reader`);
    without one nothing is sent anywhere. Raises `InputError` when no page can be read, `ResourceError` for actors that
    do not read as they should.
    """
    given = [sources] if isinstance(sources, str | Path) else list(sources)
    own = Path(actors) if actors is not None else None
    options = building.Options(
        limits=limits or Limits(), columns=columns or {}, progress=progress, actors=own, second=second
    )
    if to is None:
        return Dossier(building.in_memory(given, options))
    building.to_file(given, Path(to), options)
    return open_dossier(to)


def add(
    dossier: str | Path, sources: Sources, *, progress: Progress = lambda *_: None, second: Endpoint | None = None
) -> Dossier:
    """Add saved pages to a dossier; the pages that it holds are not read again."""
    building.again(Path(dossier), building.Options(progress=progress, second=second), more=list(sources))
    return open_dossier(dossier)


def judge(dossier: str | Path, judgement: Judgement, *, progress: Progress = lambda *_: None) -> Dossier:
    """Keep a judgement in a dossier and build it anew with it; what no longer applies is a refusal."""
    building.again(Path(dossier), building.Options(progress=progress), judgements=[judgement])
    return open_dossier(dossier)


def build_samples(*, to: str | Path | None = None, progress: Progress = lambda *_: None) -> Dossier:
    """Build the dossier of the sample pages that ship with the package."""
    with resources.as_file(resources.files("recoupe.resources").joinpath("samples")) as folder:
        return build([folder], to=to, progress=progress)


def second_reader(url: str, model: str, key_variable: str | None = None) -> Endpoint:
    """A language model behind an OpenAI-compatible server, to read beside the rules (docs/second-reader.md).

    `key_variable` names the environment variable that holds the server's key. Raises `InputError` for an address that
    is neither https nor http on this machine, and for a variable that is not set.
    """
    return named(url, model, key_variable)


def rule(name: str) -> Explanation:
    """What a rule does, by its id; raises `NotFoundError` with ids that come near."""
    told = reason_of(name)
    return explain_rule(name, plugins.languages(), {**pipeline.rule_reasons(), **({name: told} if told else {})})
