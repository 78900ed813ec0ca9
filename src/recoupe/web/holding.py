"""What the room holds in memory: the findings of one dossier file, decoded once, read again when it changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from recoupe.dossier import Dossier, open_dossier, told
from recoupe.errors import DossierError
from recoupe.explain.chronology import Line, chronology
from recoupe.records.actors import Actor
from recoupe.records.copies import Copy
from recoupe.records.events import Event, EventMention
from recoupe.records.judgements import Judgement
from recoupe.records.readings import Findings, Reading
from recoupe.records.statements import Statement

MOST_HITS = 10_000  # records that a search finds at the most; the page says so where it is reached
Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The findings of a dossier with the ways to find them: by id, by article, by who tells them."""

    name: str
    findings: Findings
    lines: dict[str, Line]
    events: dict[str, Event]
    readings: dict[str, Reading]
    mentions: dict[str, EventMention]
    statements: dict[str, Statement]
    actors: dict[str, Actor]
    copies: dict[str, list[Copy]]
    told_in: dict[str, list[str]]
    judgements: tuple[tuple[Judgement, str], ...]

    def articles_of(self, event: Event) -> list[str]:
        """The articles that tell an event, each once."""
        return list(dict.fromkeys(self.mentions[key].article for key in event.mentions))


class Holding:
    """One dossier file, held open; safe to ask from several threads. Raises `DossierError` where it cannot be opened.

    `stale` is true while the file has gone or cannot be read, and what is shown is what was read last.
    """

    def __init__(self, path: Path) -> None:
        self.path, self._lock = path, Lock()
        self._stamp = _stamp(path)  # before it is read: a change in between is then seen
        self._dossier = open_dossier(path)
        self._shelf = shelve(self._dossier, path.name)
        self.stale = False
        self._found: tuple[Stamp | None, str, frozenset[str]] = (None, "", frozenset())

    def current(self) -> Shelf:
        """The findings as they are in the file now; those read last where it has gone or is damaged."""
        with self._lock:
            stamp = _stamp(self.path)
            if stamp != self._stamp:
                self._read_again(stamp)
            return self._shelf

    def search(self, words: str) -> frozenset[str]:
        """The ids of the articles, statements and events that hold the words; nothing once the file has gone."""
        with self._lock:
            if self.stale or _stamp(self.path) is None:
                return frozenset()
            if self._found[:2] != (self._stamp, words):  # the pages and counts of one search ask for it again
                hits = self._dossier.view.search(words, most=MOST_HITS)
                self._found = (self._stamp, words, frozenset(hit.id for hit in hits))
            return self._found[2]

    def close(self) -> None:
        """Let go of the file."""
        self._dossier.close()

    def _read_again(self, stamp: Stamp | None) -> None:
        try:
            fresh = open_dossier(self.path)
        except (DossierError, OSError):
            self.stale = True
            return
        try:
            shelf = shelve(fresh, self.path.name)
        except (DossierError, KeyError):  # replaced while it was read: the next request reads it whole
            fresh.close()
            return
        self._dossier.close()
        self._dossier, self._shelf, self._stamp, self.stale = fresh, shelf, stamp, False


def shelve(dossier: Dossier, name: str) -> Shelf:
    """Decode a dossier once and lay out what pages look up."""
    findings = dossier.view.findings()
    copies: defaultdict[str, list[Copy]] = defaultdict(list)
    told_in: defaultdict[str, list[str]] = defaultdict(list)
    for copy in findings.copies:
        for article in copy.articles:
            copies[article].append(copy)
    for event in findings.events:
        for mention in event.mentions:
            told_in[mention].append(event.id)
    return Shelf(
        name=name,
        findings=findings,
        lines={line.id: line for line in chronology(findings)},
        events={event.id: event for event in findings.events},
        readings={reading.article.id: reading for reading in findings.readings},
        mentions={mention.id: mention for reading in findings.readings for mention in reading.events},
        statements={said.id: said for reading in findings.readings for said in reading.statements},
        actors={actor.id: actor for actor in findings.actors},
        copies=dict(copies),
        told_in=dict(told_in),
        judgements=told(dossier.view),
    )


def _stamp(path: Path) -> Stamp | None:
    """What changes when a file is replaced or written: its number, moment and size; None where it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
