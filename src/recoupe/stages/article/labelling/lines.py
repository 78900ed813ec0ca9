"""A page's lines with all that is seen in each: form, cue, repetition inside the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recoupe.stages.article.labelling.cues import Cue, CueBook, named_cue
from recoupe.stages.article.labelling.forms import Form, look_at
from recoupe.stages.article.labelling.units import Unit, squeezed

MENU = "article.form.menu"
_IN_LINE = named_cue(MENU)
_KEY = 40  # letters and digits that two copies of a paragraph must share at their start to be compared at all
_TITLED = 140  # characters of a line with a name behind it at most
_SIGNATURE = re.compile(r"^(?P<head>\S.{2,}?)\s+[-–—|·]\s+(?P<name>[A-ZÀ-Ý][^-–—|·.!?]{2,28})$")
_TRIED = 6  # lines with the same start that a broken-off line is compared with
_TOGETHER = 4  # lines from one teaser to the next at most
_TEASERS = 3  # teasers that stand together at least
_WALL = 3  # lines from one line of a notice on cookies to the next within which all is notice
_SHORT = 60  # a line of fewer characters that stands twice on a page is a label or a headline, not prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A unit with what was seen in it.

    `words` are its letters and figures (`squeeze`), `copy_of` is the number of an earlier line with the same words,
    `cut_copy` says that the line is a broken-off copy of other lines, `times` how often its words stand alone on a
    line of the page, `signed` that it closes with the same name as other lines do ("Damas - Le Journal"): a picture's
    title, `teaser` that a headline runs into its words, as on lines around it.
    """

    unit: Unit
    words: str
    form: Form
    cue: Cue | None
    copy_of: int | None
    cut_copy: bool
    times: int
    signed: bool
    teaser: bool

    @property
    def points(self) -> float:
        """How much speaks for prose, the line by itself."""
        if self.cue is not None or self.cut_copy or self.signed or self.teaser:
            return -5.0
        return self.form.points - (1.5 if self.times > 1 and self.form.length < _SHORT else 0.0)


def read_lines(units: Sequence[Unit], book: CueBook) -> tuple[Line, ...]:
    """Look at every unit of a page."""
    words = [squeezed(unit) for unit in units]
    times = Counter(words)
    seen: dict[tuple[str, bool], tuple[Form, Cue | None]] = {}
    looks = _behind_walls([_look(unit, book, seen) for unit in units])
    cut = _cut_copies(words, [form.cut for form, _ in looks])
    signed = _signed(units)
    teasers = _teasers([form.glued for form, _ in looks])
    first: dict[str, int] = {}
    lines: list[Line] = []
    for number, unit in enumerate(units):
        earlier = first.setdefault(words[number], number)
        form, cue = looks[number]
        lines.append(
            Line(
                unit=unit,
                words=words[number],
                form=form,
                cue=cue,
                copy_of=earlier if earlier != number and words[number] else None,
                cut_copy=number in cut,
                times=times[words[number]],
                signed=number in signed,
                teaser=number in teasers,
            )
        )
    return tuple(lines)


def _look(unit: Unit, book: CueBook, seen: dict[tuple[str, bool], tuple[Form, Cue | None]]) -> tuple[Form, Cue | None]:
    """Form and cue of a unit; the same words are looked at once a page."""
    key = unit.plain, unit.bullet or unit.menu
    if key not in seen:
        cue = book.find(unit.folded) if unit.plain else None
        seen[key] = look_at(unit, book.function_words), cue or (_IN_LINE if unit.menu else None)
    return seen[key]


def _behind_walls(looks: list[tuple[Form, Cue | None]]) -> list[tuple[Form, Cue | None]]:
    """Give a line between two lines of a notice on cookies the notice's cue: nobody writes about cookies there."""
    walls = [number for number, (_, cue) in enumerate(looks) if cue is not None and cue.rule.endswith(".cookies")]
    for low, high in pairwise(walls):
        if 1 < high - low <= _WALL:
            cue = looks[low][1]
            looks[low + 1 : high] = [(form, own or cue) for form, own in looks[low + 1 : high]]
    return looks


def _signed(units: Sequence[Unit]) -> set[int]:
    """Short lines with one name behind a dash or bar, where at least two different lines bear that name."""
    bearers: dict[str, dict[str, list[int]]] = {}
    for number, unit in enumerate(units):
        found = _SIGNATURE.match(unit.plain) if len(unit.plain) <= _TITLED else None
        if found:
            bearers.setdefault(found.group("name"), {}).setdefault(found.group("head"), []).append(number)
    return {number for heads in bearers.values() if len(heads) > 1 for numbers in heads.values() for number in numbers}


def _teasers(glued: Sequence[bool]) -> set[int]:
    """Lines in which a headline runs into the words behind it, where such lines stand together."""
    numbers = [number for number, found in enumerate(glued) if found]
    near = {one for one, other in pairwise(numbers) if other - one <= _TOGETHER}
    near |= {other for one, other in pairwise(numbers) if other - one <= _TOGETHER}
    return near if len(near) >= _TEASERS else set()


def _cut_copies(words: Sequence[str], breaks_off: Sequence[bool]) -> set[int]:
    """Lines that break off and repeat the start of another line, and of those after it (the page's own teaser)."""
    starts: dict[str, list[int]] = {}
    for number, text in enumerate(words):
        if len(text) >= _KEY:
            starts.setdefault(text[:_KEY], []).append(number)
    return {
        number
        for numbers in starts.values()
        if len(numbers) > 1
        for number in numbers
        if breaks_off[number] and any(_runs_on(words, number, other) for other in numbers[:_TRIED] if other != number)
    }


def _runs_on(words: Sequence[str], number: int, other: int) -> bool:
    """Say whether a line's words are the first words of another line and its followers."""
    text = words[number]
    return any(text == run[: len(text)] for run in _growing(words, number, other, len(text)))


def _growing(words: Sequence[str], number: int, other: int, length: int) -> Iterator[str]:
    run = ""
    for position in range(other, min(other + 8, len(words))):
        if position == number:
            break
        run += words[position]
        if len(run) >= length:
            yield run
            return
