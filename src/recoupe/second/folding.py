"""Finding words on a page that were copied with other white space, quotation marks or accents' encoding."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from recoupe.records.spans import Span

_SAME = {
    **dict.fromkeys("«»“”„‟″〝〞‹›", '"'),
    **dict.fromkeys("‘’‚‛ʼʹ′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
}
_LEFT_OUT = (
    ' \t\n\u00a0\u202f.…,;:"«»“”'  # marks at the ends of a quotation: of the page, or where a model shortened it
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A stretch of text with its marks made alike, and where each character of it stands in the whole text."""

    text: str
    places: tuple[int, ...]

    def find(self, words: str, within: Span | None = None) -> Iterator[Span]:
        """Every place where the words stand as whole words, in the order of the text; offsets of the whole text."""
        sought = fold(words.strip(_LEFT_OUT)).text.strip()
        if not any(character.isalnum() for character in sought):
            return
        at = self.text.find(sought)
        while at >= 0:
            end = at + len(sought)
            if self._whole(at, end):
                span = Span(start=self.places[at], end=self.places[end - 1] + 1)
                if within is None or within.holds(span):
                    yield span
            at = self.text.find(sought, at + 1)

    def _whole(self, start: int, end: int) -> bool:
        """Whether no word is cut at either end."""
        return not (
            _joined(self.text[start - 1 : start], self.text[start])
            or _joined(self.text[end - 1], self.text[end : end + 1])
        )


def fold(text: str, start: int = 0) -> Folded:
    """Make the marks of a text alike: one space for all white space, none beside quotation marks and before marks of
    French typography, one sort of quotation mark, apostrophe and dash, letters apart from their accents.

    `start` is the offset at which the text stands in a larger one. Upper and lower case stay apart.
    """
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text, start):
        for piece in _SAME.get(character, unicodedata.normalize("NFD", character)):
            if piece.isspace():
                if not characters or characters[-1] in ' "':
                    continue
                piece = " "
            elif piece in '";:!?' and characters and characters[-1] == " ":
                characters.pop()
                places.pop()
            characters.append(piece)
            places.append(place)
    return Folded("".join(characters), tuple(places))


def _joined(left: str, right: str) -> bool:
    """Whether two neighbouring characters belong to one word, an accent after its letter included."""
    if right and unicodedata.combining(right):
        return True
    return bool(left) and bool(right) and (left.isalnum() or bool(unicodedata.combining(left))) and right.isalnum()
