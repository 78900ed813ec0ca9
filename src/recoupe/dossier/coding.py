"""Loose texts: a table of sentences or paragraphs, coded one by one, without a dossier around them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from recoupe import pipeline, plugins
from recoupe.exports.loose import loose_line
from recoupe.records.actors import Actor
from recoupe.records.ids import make_id
from recoupe.records.pages import Article, Block
from recoupe.records.readings import Reading
from recoupe.records.times import Dating
from recoupe.resources.knowledge import load_knowledge
from recoupe.resources.plover import scheme
from recoupe.settings import Limits

BATCH = 64  # texts parsed together
_PARAGRAPH = re.compile(r"[^\r\n]*[^\s][^\r\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """A text as it was given; `problem` says why it cannot be coded, `notes` what was not understood beside it."""

    id: str | int | float | None
    text: str
    day: date | None = None
    language: str | None = None
    problem: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What was found in a loose text; `reading` is None where `refusal` says why nothing was looked for.

    Offsets count in the text, from 0, in characters.
    """

    given: Loose
    language: str | None
    reading: Reading | None = None
    actors: tuple[Actor, ...] = ()
    refusal: str | None = None


def code(text: str, *, day: date | None = None, language: str | None = None) -> Coded:
    """Code one text: its event mentions and statements, with the actors that they name.

    `day` is the day of publication, from which "yesterday" counts; without it such dates stay open. `language` is an
    ISO 639-1 code; without it the text tells. A text that cannot be coded comes back with `refusal`; nothing raises.
    """
    return next(code_all([Loose(id=None, text=text, day=day, language=language)]))


def code_all(texts: Iterable[Loose]) -> Iterator[Coded]:
    """Code texts in the order given, a batch at a time; each by itself, so that no text changes what another says."""
    ground = pipeline.Ground(packs=plugins.languages(), knowledge=load_knowledge())
    waiting = iter(texts)
    while batch := list(islice(waiting, BATCH)):
        articles = [_article(given, number, ground) for number, given in enumerate(batch)]
        fit = [article for article in articles if isinstance(article, Article)]
        coded = {reading.article.id: (reading, actors) for reading, actors in pipeline.read_loose(fit, ground)}
        for given, article in zip(batch, articles, strict=True):
            if isinstance(article, str):
                yield Coded(given=given, language=given.language, refusal=article)
            elif article.id not in coded:
                yield Coded(given=given, language=article.language, refusal="unforeseen error; please report the text")
            else:
                reading, actors = coded[article.id]
                yield Coded(given=given, language=article.language, reading=reading, actors=actors)


def code_lines(lines: Iterable[str]) -> Iterator[str]:
    """Code JSON Lines of loose texts into JSON Lines, one for each, in their order; blank lines are left out."""
    reduced = scheme().reduced
    for coded in code_all(read_line(line) for line in lines if line.strip()):
        found = (coded.reading, coded.actors) if coded.reading else None
        notes = coded.given.notes
        yield loose_line(coded.given.id, coded.language, found, coded.refusal, notes, reduced)


def read_line(line: str) -> Loose:
    """Read one line of JSON Lines: an object with `text`, and `id`, `date` (ISO) and `lang` where they are known."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as problem:
        return Loose(id=None, text="", problem=f"not a line of JSON: {str(problem)[:120]}")
    if not isinstance(data, dict):
        return Loose(id=None, text="", problem="not an object with the fields id and text")
    key = data.get("id")
    name = key if isinstance(key, str | int | float) else None
    text = data.get("text")
    if not isinstance(text, str) or not text.strip():
        return Loose(id=name, text="", problem="no text: the field `text` is missing or empty")
    return _told(name, text, data)


def _told(name: str | int | float | None, text: str, data: dict[str, Any]) -> Loose:
    notes: list[str] = []
    day: date | None = None
    if data.get("date") not in (None, ""):
        try:
            day = date.fromisoformat(str(data["date"])[:10])
        except ValueError:
            notes.append(f"{str(data['date'])[:40]!r} is no ISO date (2016-05-29): coded without a date")
    language = data.get("lang")
    if language is not None and not isinstance(language, str):
        notes.append("`lang` is no language code: the text tells its language")
        language = None
    return Loose(id=name, text=text, day=day, language=language or None, notes=tuple(notes))


def _article(given: Loose, number: int, ground: pipeline.Ground) -> Article | str:
    """The text as an article that is all body; why not, where it cannot be one."""
    if given.problem:
        return given.problem
    if not given.text.strip():
        return "no text"
    most = Limits().article_characters
    if len(given.text) > most:
        return f"longer than {most} characters (limit article_characters)"
    at_hand = ", ".join(sorted(ground.packs))
    if given.language and given.language not in ground.packs:
        return f"no pack reads the language {given.language!r}; at hand: {at_hand}"
    language, known = (given.language, True) if given.language else pipeline.tell_language(given.text, ground)
    if not known:
        return f"written in a language that no pack reads ({language}); at hand: {at_hand}; `lang` decides"
    return _make(given, number, str(language))


def _make(given: Loose, number: int, language: str) -> Article:
    key = make_id("a", number, given.text)
    day = given.day
    return Article(
        id=key,
        capture="",
        page=str(number),
        sha256="",
        text=given.text,
        own_text=True,
        language=language,
        title=None,
        outlet=None,
        blocks=tuple(
            Block(start=found.start(), end=found.end(), kind="body", rule="loose")
            for found in _PARAGRAPH.finditer(given.text)
        ),
        published=Dating(earliest=day, latest=day, basis="explicit") if day else None,
    )
