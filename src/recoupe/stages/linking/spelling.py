"""Names that differ only in how they are written in Latin letters: Choïgou, Shoigu, Shoygu."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from recoupe.resources.tables import particles

SERVANTS = ("abdel", "abdul", "abdal", "abdol", "abd")  # "Abdel Rahman", "Abdulrahman", "Abd al-Rahman"
LONG = 7  # letters; two spellings of a longer word may differ by two vowels, of a shorter one by one

# Longest first; each maps the spellings of one sound in French, English and German practice onto one sign.
SOUNDS: tuple[tuple[str, str], ...] = (
    ("tch", "c"),
    ("tsch", "c"),
    ("sch", "c"),
    ("shch", "c"),
    ("ch", "c"),
    ("sh", "c"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dj", "j"),
    ("dzh", "j"),
    ("zh", "j"),
    ("gu", "g"),
    ("qu", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ow", "u"),
    ("ei", "e"),
    ("ey", "e"),
    ("ai", "e"),
    ("ay", "e"),
    ("ie", "i"),
    ("ee", "i"),
    ("iy", "i"),
    ("yi", "i"),
    ("ii", "i"),
    ("ts", "s"),
    ("tz", "s"),
    ("ks", "x"),
    ("ck", "k"),
    ("q", "k"),
    ("c#", "k"),
    ("w", "v"),
    ("ff", "v"),
    ("y", "i"),
    ("z", "s"),
    ("o", "u"),
)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=65_536)
def spelling(name: str) -> tuple[str, ...]:
    """The words of a name by sound, particles left out: two transliterations of one name agree or nearly agree."""
    words: list[str] = []
    weightless = particles("weightless")
    for word in _word().findall(_bare(name)):
        for servant in SERVANTS:
            if word.startswith(servant) and len(word) > len(servant) + 3:
                words.append("abd")
                word = word[len(servant) :]
                break
        if word in SERVANTS:
            word = "abd"
        if word not in weightless and len(word) > 1:
            words.append(_sounds(word))
    return tuple(words)


def skeleton(name: str) -> tuple[str, ...]:
    """The consonants of each word: what names are compared by first."""
    return tuple(_consonants(word) for word in spelling(name))


def same_spelling(one: str, other: str) -> bool:
    """Say whether two full names may be one name: the same consonants word by word and nearly the same vowels."""
    if skeleton(one) != skeleton(other):
        return False
    pairs = zip(spelling(one), spelling(other), strict=True)
    return all(_distance(left, right) <= 1 + (min(len(left), len(right)) >= LONG) for left, right in pairs)


def _bare(name: str) -> str:
    if name.isascii():
        return name.lower().replace("'", "")
    bare = unicodedata.normalize(
        "NFKD", name.casefold().replace("œ", "oe").replace("ø", "o").replace("ł", "l").replace("ı", "i")
    )
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).replace("'", "").replace("’", "")


@lru_cache(maxsize=65_536)
def _sounds(word: str) -> str:
    for letters, sound in SOUNDS:
        word = word.replace(letters, sound)
    word = re.sub(r"c(?=[aou]|$)", "c", word)
    word = re.sub(r"(.)\1+", r"\1", word)
    return word.rstrip("e") or word


def _consonants(word: str) -> str:
    return word[:1] + "".join(letter for letter in word[1:] if letter not in "aeiouh")


def _distance(one: str, other: str) -> int:
    """The edit distance of two short words."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before, row[0] = row[0], place
        for column, wanted in enumerate(other, start=1):
            before, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, before + (letter != wanted))
    return row[-1]
