"""Words of a text as the matcher sees them: folded (no case, no accents), with their places and what stands between."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache

LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss", "ð": "d", "þ": "th"})
ABBREVIATIONS = frozenset(
    [
        "m",
        "mm",
        "mr",
        "mrs",
        "ms",
        "mme",
        "dr",
        "pr",
        "prof",
        "gen",
        "maj",
        "lt",
        "col",
        "brig",
        "sgt",
        "capt",
        "cpl",
        "cmdr",
        "adm",
        "sen",
        "rep",
        "gov",
        "hon",
        "rev",
        "st",
        "ste",
        "mgr",
        "supt",
    ]
)
PLAIN = " -‑\u00a0\u202f'’ʼ\t"  # what may stand between two words of one phrase, beside a line end


@cache
def _word() -> re.Pattern[str]:
    """Dotted capitals ("U.S.", "O.N.U.") are one word; an apostrophe or hyphen ends a word."""
    return re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word without case, accents and points: "États" and "ETATS" agree, so do "U.S." and "US"."""
    bare = word.casefold()
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", bare).translate(LETTERS)
        bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return bare.replace(".", "")


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words of a name or phrase: "d'Al-Tanf" -> ("d", "al", "tanf")."""
    return tuple(fold(found) for found in _word().findall(text))


@dataclass(slots=True)
class WordList:
    """The words of one passage, in parallel lists; `starts` and `ends` count in the article's text.

    `joined[i]` is true when only a space, hyphen or apostrophe (or one line end) stands between word i-1 and word i;
    `gaps[i]` is what stands there. `sentence[i]` is the number of the word's sentence.
    """

    text: str
    folds: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    joined: list[bool] = field(default_factory=list)
    capital: list[bool] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.folds)

    def raw(self, place: int) -> str:
        """A word as it is written."""
        return self.text[self.starts[place] : self.ends[place]]

    def quote(self, first: int, last: int) -> str:
        """Words first..last (end exclusive) as they are written, marks between them included."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def opens_sentence(self, place: int) -> bool:
        """Say whether a word is the first of its sentence, where a capital means nothing."""
        return place == 0 or self.sentence[place] != self.sentence[place - 1]


def split_words(text: str, start: int, end: int, sentence_starts: tuple[int, ...]) -> WordList:
    """The words of text[start:end]; `sentence_starts` are offsets in the text, ascending."""
    words = WordList(text=text)
    last, number, following = start, 0, 1
    for found in _word().finditer(text, start, end):
        first = found.start()
        while following < len(sentence_starts) and first >= sentence_starts[following]:
            following += 1
            number += 1
        gap = text[last:first]
        word = found.group()
        words.folds.append(fold(word))
        words.starts.append(first)
        words.ends.append(found.end())
        words.gaps.append(gap)
        words.joined.append(
            len(words.gaps) > 1
            and (_plain(gap) or (gap[0] == "." and words.folds[-2] in ABBREVIATIONS and _plain(gap[1:] or " ")))
        )
        words.capital.append(word[0].isupper())
        words.sentence.append(number)
        last = found.end()
    return words


def _plain(gap: str) -> bool:
    if len(gap) == 1 and gap in PLAIN:
        return True
    bare = gap.strip(PLAIN)
    return not bare or bare in ("\n", "\r\n", "\r")
