"""The facade for command line, library and web: build, open, browse, explain, export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Engine

from recoupe import pipeline, plugins
from recoupe.dossier import building
from recoupe.errors import DossierError, NotFoundError
from recoupe.explain.facts import Explanation, Fact, not_found
from recoupe.explain.findings import explain_article, explain_event, explain_statement
from recoupe.explain.rules import explain_rule
from recoupe.exports import Choice, Given, Package, make_package, named_for, write_manifest, write_package
from recoupe.records.judgements import Judgement
from recoupe.resources.plover import scheme
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
        """The dossier as the text of a file, in one of the installed formats.

        Raises `NotFoundError` for a format that there is not, `DossierError` for one that is no single text
        (`export_files` and `export_to` give these).
        """
        files = self.export_files(name).files
        if len(files) != 1 or not files[0].text:
            raise DossierError(
                f"the format {name!r} is not one text", mend="give a file or folder to write to: -o FILE_OR_FOLDER"
            )
        return files[0].data.decode("utf-8")

    def export_files(self, name: str = "json", *, choice: Choice | None = None) -> Package:
        """The dossier as files in memory, with an account of what is not in them."""
        return make_package(plugins.exporter(name), self.view.findings(), self._given(choice))

    def export_to(
        self, target: str | Path, name: str = "json", *, force: bool = False, choice: Choice | None = None
    ) -> tuple[Path, ...]:
        """Write the dossier and a manifest to a file, a folder or a .zip; give the paths written.

        `choice` keeps to some of the events; the manifest names the filters and the events left out. Raises
        `DossierError` when a file stands there (unless `force`) or cannot be written.
        """
        exporter, findings, given = plugins.exporter(name), self.view.findings(), self._given(choice)
        package = named_for(make_package(exporter, findings, given), Path(target))
        manifest = write_manifest(exporter, package, findings, given)
        return write_package(package, manifest, Path(target), force=force)

    @staticmethod
    def formats() -> dict[str, str]:
        """What each installed format is for, by the name that `export` takes."""
        return {name: exporter.what for name, exporter in plugins.exporters().items()}

    def _given(self, choice: Choice | None = None) -> Given:
        """What exporters are told beside the findings: versions, and the coding scheme as data."""
        plover = scheme()
        return Given(
            made_with=self.view.made_with(),
            filters=choice.filters if choice else {},
            events=choice.events if choice else None,
            reduced=cast(Any, plover.reduced),  # any text may be asked for; what no rule names stays as it is
            score=lambda type_, modes: plover.score(cast(Any, type_), tuple(modes)),
            quads={name: kind.quad for name, kind in plover.types.items()},
        )

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

    def near_misses(self, key: str) -> Explanation:
        """The sentences of an article that hold words of an event but were coded as none, and why not.

        `key` is the article's id or the first letters of it. The article is read again, so a language model is loaded.
        Raises `NotFoundError` when no article, or more than one, answers to it.
        """
        kind, whole = self._named(key)
        reading = self.view.reading(whole) if kind == "article" else None
        if reading is None:
            raise NotFoundError(
                f"{key!r} is no article", mend="take the id of an article from `recoupe show --articles`"
            )
        article = reading.article
        ground = pipeline.Ground(packs=plugins.languages(), knowledge=building.knowledge_of(self.view))
        facts = tuple(
            Fact(
                field=f"near {miss.type}",
                value=miss.reason,
                words=" ".join(article.text[miss.sentence.start : miss.sentence.end].split()),
                page=article.page,
                start=miss.words.start,
                end=miss.words.end,
                rule=miss.rule,
                why=f"the words «{miss.words.text}»",
            )
            for miss in pipeline.tell_near_misses(article, ground)
        )
        return Explanation(title=f"{article.id}: {len(facts)} near misses", facts=facts)

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
