"""The dossier's file: open, create, check; the only module that knows the dialect."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import StaticPool

from recoupe.errors import DossierError
from recoupe.store.tables import META, METADATA, SCHEMA_VERSION

APPLICATION_ID = 0x5265636F  # "Reco" in the SQLite header: `file` and we tell a dossier from any other database
NOTHING_KEPT = frozenset({"1"})  # versions of the tables that had no judgements
MAGIC = b"SQLite format 3\x00"


def in_memory() -> Engine:
    """An empty dossier that lives as long as its engine."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    METADATA.create_all(engine)
    return engine


def create(path: Path) -> Engine:
    """A new, empty dossier file; raises `DossierError` when it cannot be written."""
    try:
        path.touch(exist_ok=False)
        engine = _engine(path)
        with engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        METADATA.create_all(engine)
    except (OSError, DBAPIError) as problem:
        raise DossierError(
            f"cannot write the dossier: {_first_line(problem)}",
            where=str(path),
            mend="give -o a folder that exists and that you may write to",
        ) from problem
    return engine


def open_file(path: Path, *, whole: bool = True) -> Engine:
    """An existing dossier file; raises `DossierError` when it is missing, damaged or something else.

    A file whose building was stopped has tables but no version yet; it opens where `whole` is false.
    """
    if not path.is_file():
        raise DossierError("there is no such dossier", where=str(path), mend="recoupe build PAGES… -o " + str(path))
    check_kind(path)
    engine = _engine(path)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA quick_check(1)").all()
            version = connection.execute(select(META.c.value).where(META.c.key == "schema")).scalar()
    except DBAPIError as problem:
        engine.dispose()
        raise _damaged(path, _first_line(problem)) from problem
    if version != SCHEMA_VERSION and (whole or version is not None):
        engine.dispose()
        raise _damaged(path, f"its tables have version {version}, this Recoupe reads version {SCHEMA_VERSION}")
    return engine


def is_outdated(path: Path) -> bool:
    """Say whether a dossier is of a version that held nothing which a new build must keep."""
    check_kind(path)
    engine = _engine(path)
    try:
        with engine.connect() as connection:
            return connection.execute(select(META.c.value).where(META.c.key == "schema")).scalar() in NOTHING_KEPT
    except DBAPIError:
        return False
    finally:
        engine.dispose()


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn a failure of the database (a full disk, a locked file) into a `DossierError`."""
    try:
        yield
    except OperationalError as problem:
        raise DossierError(
            f"cannot write the dossier: {_first_line(problem)}",
            where=str(path),
            mend="free some space, or wait for the other command; the same command goes on where this one stopped",
        ) from problem


def check_kind(path: Path) -> None:
    """Refuse a file that is not a dossier, before SQLite touches it."""
    with path.open("rb") as file:
        header = file.read(72)
    if header[:16] != MAGIC or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise DossierError(
            "this file is not a Recoupe dossier",
            where=str(path),
            mend="name a file that `recoupe build` made; no other file is ever overwritten",
        )


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _bounded(connection, _record):  # type: ignore[no-untyped-def]
        connection.execute("PRAGMA trusted_schema = OFF")

    return engine


def _damaged(path: Path, reason: str) -> DossierError:
    return DossierError(
        f"the dossier cannot be read: {reason}",
        where=str(path),
        mend="build it again from its pages: recoupe build PAGES… -o FILE",
    )


def _first_line(problem: Exception) -> str:
    return str(getattr(problem, "orig", None) or problem).splitlines()[0]
