"""Quotation marks: from the text of paragraphs to quotations, whatever the marks, and with recovery where one is
missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PAIRED = {"«": "»", "“": "”", "„": "“", "‹": "›"}
CLOSING = frozenset(PAIRED.values()) | {"’"}
LONGEST_RUN = 8  # paragraphs of one quotation whose mark is closed only in the last
RECOVERED = 700  # characters at most that a quotation without a closing mark may take from its paragraph


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks: `start`..`end` with the marks, `inner_start`..`inner_end` without.

    Offsets count in the article's text. `pieces` are the stretches without marks, one a paragraph. `recovered` says
    that a mark was missing and the stretch is a reading. `depth` is 0 for an outermost quotation.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    pieces: tuple[tuple[int, int], ...]
    recovered: bool = False
    depth: int = 0


@dataclass(slots=True)
class _Open:
    at: int
    closer: str
    pieces: list[tuple[int, int]]
    paragraphs: int = 1


def find_quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[Quotation, ...]:
    """Every quotation of a text, in the order of the opening marks; `paragraphs` are the stretches to read, in order.

    Marks are balanced paragraph by paragraph: « », “ ”, „ “, ‘ ’ and straight double marks (told apart by the spaces
    beside them). A quotation whose next paragraphs open with a mark again runs on; a lone closing mark (a bullet)
    is ignored; a mark never closed is read as far as its paragraph goes, if that is not long.
    """
    listed = list(paragraphs)
    found: list[Quotation] = []
    open_: list[_Open] = []
    for number, (start, end) in enumerate(listed):
        open_ = _carry_over(text, open_, start, end)
        _read(text, start, end, open_, found)
        following = listed[number + 1] if number + 1 < len(listed) else None
        open_ = _settle(text, open_, end, following, found)
    return tuple(sorted((_trimmed(text, quotation) for quotation in found), key=lambda item: (item.start, -item.end)))


def _read(text: str, start: int, end: int, open_: list[_Open], found: list[Quotation]) -> None:
    """Read the marks of one paragraph; `open_` is the stack of marks that wait for their closing one."""
    begins = [item.pieces[-1][0] for item in open_]
    at = max([start, *begins]) if open_ else start
    while at < end:
        mark = text[at]
        if mark in PAIRED and not (open_ and open_[-1].closer == mark):
            open_.append(_Open(at, PAIRED[mark], [(at + 1, end)]))
        elif mark == '"':
            _straight(text, at, start, end, open_, found)
        elif mark == "‘" and _opens(text, at, start):
            open_.append(_Open(at, "’", [(at + 1, end)]))
        elif mark == "’" and not (_letter(text, at + 1) and _letter(text, at - 1)):
            if open_ and open_[-1].closer == "’":
                _close(open_.pop(), at, len(open_), found)
        elif mark in CLOSING and mark != "’":
            _close_matching(mark, at, open_, found)
        at += 1


def _straight(text: str, at: int, start: int, end: int, open_: list[_Open], found: list[Quotation]) -> None:
    waiting = next((item for item in reversed(open_) if item.closer == '"'), None)
    opens, closes = _opens(text, at, start), _closes(text, at, end)
    if waiting is not None and (closes or not opens):
        _close_matching('"', at, open_, found)
    elif waiting is None or _nested(text, at, start, end):
        open_.append(_Open(at, '"', [(at + 1, end)]))
    elif opens and not closes and _after_stop(text, at, start):
        open_.remove(waiting)  # its closing mark was lost: a new sentence opens a new quotation
        open_.append(_Open(at, '"', [(at + 1, end)]))
    else:
        _close_matching('"', at, open_, found)


def _nested(text: str, at: int, start: int, end: int) -> bool:
    """An opening mark within a quotation: the next two marks both close."""
    later = [place for place in range(at + 1, end) if text[place] == '"'][:2]
    return len(later) == 2 and all(_closes(text, place, end) and not _opens(text, place, start) for place in later)


def _after_stop(text: str, at: int, start: int) -> bool:
    return text[start:at].rstrip()[-1:] in (".", "!", "?", "…")


def _opens(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    return (before.isspace() or before in "([{-–—:'’«“") and at + 1 < len(text) and not text[at + 1].isspace()


def _closes(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    return not text[at - 1 : at].isspace() and (after.isspace() or after in ".,;:!?)]}»”-–—…")


def _letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalpha()


def _close_matching(mark: str, at: int, open_: list[_Open], found: list[Quotation]) -> None:
    """Close the nearest open mark of the kind; what was opened inside it and never closed is dropped."""
    for depth in range(len(open_) - 1, -1, -1):
        if open_[depth].closer == mark:
            item = open_[depth]
            del open_[depth:]
            _close(item, at, depth, found)
            return


def _close(item: _Open, at: int, depth: int, found: list[Quotation]) -> None:
    pieces = [*item.pieces[:-1], (item.pieces[-1][0], at)]
    found.append(Quotation(item.at, at + 1, pieces[0][0], at, tuple(pieces), depth=depth))


def _carry_over(text: str, open_: list[_Open], start: int, end: int) -> list[_Open]:
    """Marks that stay open from the paragraph before: the new paragraph may repeat the opening (or the closing)
    mark.
    """
    kept = open_[:1]
    for item in kept:
        at = start
        while at < end and (text[at] in '«»“”"' or text[at].isspace()):
            at += 1
        item.pieces.append((at, end))
        item.paragraphs += 1
    return kept


def _settle(
    text: str, open_: list[_Open], end: int, following: tuple[int, int] | None, found: list[Quotation]
) -> list[_Open]:
    """At the end of a paragraph: let an open quotation run on, or read it as far as the paragraph goes."""
    if not open_:
        return []
    item = open_[0]
    item.pieces[-1] = (item.pieces[-1][0], end)
    if following is not None and item.paragraphs < LONGEST_RUN and _runs_on(text, item, following):
        return [item]
    begin = item.pieces[-1][0]
    if item.paragraphs == 1 and end - begin <= RECOVERED:
        found.append(Quotation(item.at, end, begin, end, ((begin, end),), recovered=True))
    elif item.paragraphs > 1:
        found.append(Quotation(item.at, end, item.pieces[0][0], end, tuple(item.pieces), recovered=True))
    return []


def _runs_on(text: str, item: _Open, following: tuple[int, int]) -> bool:
    """The next paragraph opens with the same mark, or closes the mark before it opens one."""
    start, end = following
    opener = text[item.at]
    first = text[start : start + 1]
    if first == opener or (opener == "«" and first == "»"):
        return True
    if opener == '"':
        return False
    closing, opening = text.find(item.closer, start, end), text.find(opener, start, end)
    return closing >= 0 and (opening < 0 or closing < opening) and closing > start


def _trimmed(text: str, quotation: Quotation) -> Quotation:
    """Leave out white space beside the marks."""
    pieces = tuple(piece for piece in (_strip(text, *piece) for piece in quotation.pieces) if piece[0] < piece[1])
    if pieces:
        first, last = pieces[-1]
        pieces = (*pieces[:-1], (first, _without_stop(text, first, last)))
    if not pieces:
        pieces = ((quotation.inner_start, quotation.inner_start),)
    return Quotation(
        quotation.start, quotation.end, pieces[0][0], pieces[-1][1], pieces, quotation.recovered, quotation.depth
    )


def _without_stop(text: str, start: int, end: int) -> int:
    """The end of a quotation without its final comma or full stop (an ellipsis stays)."""
    while end - 1 > start and text[end - 1] in ",.;" and text[end - 2] != ".":
        end -= 1
    return end


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def outermost(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations that stand in no other."""
    kept: list[Quotation] = []
    for quotation in quotations:
        if not kept or quotation.start >= kept[-1].end:
            kept.append(quotation)
    return tuple(kept)
