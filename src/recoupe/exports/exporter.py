"""What an exporter is, and what it gives: files, and an account of what is not in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from recoupe.records.readings import Findings

UNCHOSEN = "not among the events that the filters choose"


def unreduced(type_: str, _: str) -> str:
    """The raw type, whatever the status: no reduction."""
    return type_


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What an exporter is told beside the findings.

    `made_with` names version and recipe; `filters` says in words what was chosen, `events` which ids (None: all). The
    coding scheme comes as data, so that an exporter needs no table: `reduced` gives bare PLOVER's type for a type and a
    status, `score` the value of a type and its modes (-10..10), `quads` the quad class (1-4) of a type. Without them
    these columns stay empty.
    """

    made_with: Mapping[str, str] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)
    events: Collection[str] | None = None
    reduced: Callable[[str, str], str] = unreduced
    score: Callable[[str, Sequence[str]], float | None] = lambda *_: None
    quads: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Some events of a dossier: their ids, and the filters that chose them, in words for the manifest."""

    events: Collection[str]
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file: its name, its bytes, the records written in it; `text` where the bytes are UTF-8 text."""

    name: str
    data: bytes
    rows: int
    text: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to know of one record, by its id: why it was left out, or what the format could not hold of it."""

    record: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The files of one export; `left` accounts for records left out, `notes` for records that the format blurs."""

    files: tuple[File, ...]
    left: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A format by name. It does the same each time for the same findings.

    `write` gives one text from findings and made-with facts; `make` gives a package, for formats of bytes, of several
    files, or that leave something out. One of the two is needed; `make` goes before.
    """

    name: str
    suffix: str
    what: str
    write: Callable[[Findings, Mapping[str, str]], str] | None = None
    make: Callable[[Findings, Given], Package] | None = None


def make_package(exporter: Exporter, findings: Findings, given: Given) -> Package:
    """The files of an export, whichever of the two ways the exporter knows; an exporter with neither makes none."""
    chosen, others = choose(findings, given.events)
    package = _made(exporter, chosen, given)
    return replace(package, left=(*others, *package.left))


def _made(exporter: Exporter, findings: Findings, given: Given) -> Package:
    make = getattr(exporter, "make", None)  # a plug-in may bring an object of its own with no such field
    if make is not None:
        package: Package = make(findings, given)
        return package
    if exporter.write is None:
        return Package(files=())
    text = exporter.write(findings, given.made_with)
    return Package(files=(text_file(f"dossier{exporter.suffix}", text, len(findings.events)),))


def choose(findings: Findings, events: Collection[str] | None) -> tuple[Findings, tuple[Remark, ...]]:
    """The findings with the events of these ids only, and a remark on every other; None chooses all."""
    if events is None:
        return findings, ()
    kept = tuple(event for event in findings.events if event.id in events)
    others = tuple(Remark(record=e.id, reason=UNCHOSEN) for e in findings.events if e.id not in events)
    return replace(findings, events=kept), others


def text_file(name: str, text: str, rows: int) -> File:
    """A file of UTF-8 text without a byte-order mark."""
    return File(name=name, data=text.encode("utf-8"), rows=rows)
