"""The words of an article as they are compared: body text only, folded, numbered."""

from __future__ import annotations

import re
import unicodedata
import zlib
from array import array
from dataclasses import dataclass

from recoupe.records.pages import Article

# One word; a number grouped by thousands is one word whichever mark groups it (283 000, 283.000, 283'000). A soft
# hyphen or zero-width space inside a word is part of it and is folded away.
WORD = re.compile("\\d{1,3}(?:[.,'’ \u00a0\u202f]\\d{3})+(?!\\w)|[\\w\u00ad\u200b]+")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "\u00ad": "", "\u200b": ""})
CONTENT_LETTERS = 4  # shorter words are mostly articles, prepositions and auxiliaries in any language written so
STEM = 5  # letters that the forms of one word mostly share
NOT_WORD = re.compile(r"[\W_]+")


def fold(word: str) -> str:
    """One spelling for a word, whatever house printed it: lower case, no accents, no ligatures, no grouping marks."""
    if word.isascii() and word.isalnum():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower().translate(LIGATURES))
    return NOT_WORD.sub("", "".join(mark for mark in plain if not unicodedata.combining(mark))) or word


def stem_of(plain: str) -> int:
    """The number of a folded word's opening, which its forms mostly share; 0 for short words and numbers."""
    if len(plain) < CONTENT_LETTERS or not plain[0].isalpha():
        return 0
    return zlib.crc32(plain[:STEM].encode("utf-8", "surrogatepass")) or 1


class WordNumbers(dict[str, int]):
    """The number of each spelling: the CRC-32 of its folded form, so that it does not hang on the order of pages.

    `stems` gives, for each number that was given out, the number of the word's opening, 0 for words without content.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stems: dict[int, int] = {}

    def __missing__(self, word: str) -> int:
        plain = fold(word)
        number = self[word] = zlib.crc32(plain.encode("utf-8", "surrogatepass"))
        self.stems[number] = stem_of(plain)
        return number


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article's comparable words: `numbers` in order, drawn from the `stretches` of its text."""

    article: Article
    stretches: tuple[tuple[int, int], ...]
    numbers: array[int]


def lay_out(article: Article, numbers: WordNumbers) -> Sheet:
    """Number the words of an article's body; titles, captions, datelines and furniture are left out."""
    stretches = _stretches(article)
    words: list[str] = []
    for start, end in stretches:
        words += WORD.findall(article.text, start, end)
    return Sheet(article, stretches, array("I", map(numbers.__getitem__, words)))


def _stretches(article: Article) -> tuple[tuple[int, int], ...]:
    """The body of an article; body blocks with nothing but white space between them are one stretch."""
    joined: list[tuple[int, int]] = []
    for block in sorted(block for block in article.blocks if block.kind == "body"):
        start, end = block.start, min(block.end, len(article.text))
        if joined and start <= joined[-1][1] + 200 and not article.text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return tuple(joined)
