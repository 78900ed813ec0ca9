"""A page's lines with all that is seen in each: form, cue, repetition inside the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recoupe.stages.article.labelling.cues import Cue, CueBook
from recoupe.stages.article.labelling.forms import Form, look_at
from recoupe.stages.article.labelling.units import Unit, squeeze

_KEY = 40  # letters and digits that two copies of a paragraph must share at their start to be compared at all
_TITLED = 140  # characters of a line with a name behind it at most
_SIGNATURE = re.compile(r"^(?P<head>\S.{2,}?)\s+[-–—|·]\s+(?P<name>[A-ZÀ-Ý][^-–—|·.!?]{2,28})$")
_TRIED = 6  # lines with the same start that a broken-off line is compared with
_SHORT = 60  # a line of fewer characters that stands twice on a page is a label or a headline, not prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A unit with what was seen in it.

    `copy_of` is the number of an earlier line with the same words, `cut_copy` says that the line is a broken-off copy
    of other lines, `times` how often its words stand alone on a line of the page, `signed` that it closes with the
    same name as other lines do ("Damas - Le Journal"): a picture's title.
    """

    unit: Unit
    form: Form
    cue: Cue | None
    copy_of: int | None
    cut_copy: bool
    times: int
    signed: bool

    @property
    def points(self) -> float:
        """How much speaks for prose, the line by itself."""
        if self.cue is not None or self.cut_copy or self.signed:
            return -5.0
        return self.form.points - (1.5 if self.times > 1 and self.form.length < _SHORT else 0.0)


def read_lines(units: Sequence[Unit], book: CueBook) -> tuple[Line, ...]:
    """Look at every unit of a page."""
    squeezed = [squeeze(unit.plain) for unit in units]
    times = Counter(squeezed)
    seen: dict[tuple[str, bool], tuple[Form, Cue | None]] = {}
    looks = [_look(unit, book, seen) for unit in units]
    cut = _cut_copies(squeezed, [form.cut for form, _ in looks])
    signed = _signed(units)
    first: dict[str, int] = {}
    lines: list[Line] = []
    for number, unit in enumerate(units):
        earlier = first.setdefault(squeezed[number], number)
        form, cue = looks[number]
        lines.append(
            Line(
                unit=unit,
                form=form,
                cue=cue,
                copy_of=earlier if earlier != number and squeezed[number] else None,
                cut_copy=number in cut,
                times=times[squeezed[number]],
                signed=number in signed,
            )
        )
    return tuple(lines)


def _look(unit: Unit, book: CueBook, seen: dict[tuple[str, bool], tuple[Form, Cue | None]]) -> tuple[Form, Cue | None]:
    """Form and cue of a unit; the same words are looked at once a page."""
    key = unit.plain, unit.bullet
    if key not in seen:
        seen[key] = look_at(unit, book.function_words), book.find(unit.folded) if unit.plain else None
    return seen[key]


def _signed(units: Sequence[Unit]) -> set[int]:
    """Short lines with one name behind a dash or bar, where at least two different lines bear that name."""
    bearers: dict[str, dict[str, list[int]]] = {}
    for number, unit in enumerate(units):
        found = _SIGNATURE.match(unit.plain) if len(unit.plain) <= _TITLED else None
        if found:
            bearers.setdefault(found.group("name"), {}).setdefault(found.group("head"), []).append(number)
    return {number for heads in bearers.values() if len(heads) > 1 for numbers in heads.values() for number in numbers}


def _cut_copies(squeezed: Sequence[str], breaks_off: Sequence[bool]) -> set[int]:
    """Lines that break off and repeat the start of another line, and of those after it (the page's own teaser)."""
    starts: dict[str, list[int]] = {}
    for number, text in enumerate(squeezed):
        if len(text) >= _KEY:
            starts.setdefault(text[:_KEY], []).append(number)
    return {
        number
        for numbers in starts.values()
        if len(numbers) > 1
        for number in numbers
        if breaks_off[number]
        and any(_runs_on(squeezed, number, other) for other in numbers[:_TRIED] if other != number)
    }


def _runs_on(squeezed: Sequence[str], number: int, other: int) -> bool:
    """Say whether a line's words are the first words of another line and its followers."""
    text = squeezed[number]
    return any(text == run[: len(text)] for run in _growing(squeezed, number, other, len(text)))


def _growing(squeezed: Sequence[str], number: int, other: int, length: int) -> Iterator[str]:
    run = ""
    for position in range(other, min(other + 8, len(squeezed))):
        if position == number:
            break
        run += squeezed[position]
        if len(run) >= length:
            yield run
            return
