"""Persons' names out of what stands where a page names its author; what is no person's name is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from recoupe.stages.article.authors.book import BylineBook
from recoupe.stages.article.labelling.units import fold, squeeze

LONGEST = 300  # characters of a field or line that are looked at
_TAG = re.compile(r"<[^<>]{0,400}>")
_MACHINE = re.compile(r"\b(?:https?://|www\.)\S*|\S+@\S+\.\w+|\b[\w-]{2,}\.[a-z]{2,4}\b(?![.\w])|(?<!\w)@\w+", re.I)
_CUT = re.compile(r"\s*(?:\||•|\d|\s[–—-](?:\s|$)).*$")
_BRACKETS = re.compile(r"\([^()]{0,120}\)?")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.\-‐]*(?:['’.\-‐][^\W\d_]*)*\.?")
_PARTICLE = re.compile(
    r"d[aeiou]|d[aeo]s|de[lnr]|della|d|l[ae]|les|von|van|al|el|ben|bin|ibn|abu|abou|ould|y|e|und|zu|ten|ter|st|af"
)
_MOST_WORDS = 5
_MOST = 12  # authors of a page at most
_ACRONYM = 5  # capitals that alone are no person's name, up to this many
_EDGES = " \t\u00a0.,;:–—-\"'«»“”*"


def people(text: str, book: BylineBook, *, signed: bool, opener: bool = False) -> tuple[str, ...]:
    """The persons whom a field or a line names, in order, in the spelling of the page.

    `signed` says that the text stands in a field for authors; else it must say so itself ("Par …", or, unless `opener`
    is asked for, "…, à Moscou"), and must hold nothing but names, roles, places and agencies. Addresses, handles,
    "La rédaction", "admin" are nobody.
    """
    plain = _MACHINE.sub(" ", " ".join(_TAG.sub(" ", unescape(text[:LONGEST])).split())).strip()
    rest = _opened(plain, book)
    words = book.tails.sub("", _CUT.sub("", rest))
    if not (signed or rest != plain or (not opener and book.roles.search(words))):
        return ()
    first, *others = book.between.split(_BRACKETS.sub(" ", words)) or [""]
    pieces = [_closed(first, book), *(_closed(f", {piece}", book) for piece in others if piece.strip())]
    told = [piece for piece in pieces if piece and not book.nobody.fullmatch(fold(piece))]
    names = [_trimmed(piece) for piece in told if is_name(piece, alone=signed)]
    if not signed and len(names) < len(told):
        return ()
    return distinct(names)


def is_name(text: str, *, alone: bool) -> bool:
    """Say whether words are built like a person's name; one word only where `alone` allows it."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS or len(text) > 60 or (len(words) == 1 and not alone):
        return False
    if not all(_WORD.fullmatch(word) for word in words):
        return False
    capitals = [_capital(word) for word in words]
    if not capitals[-1] or sum(capitals) < min(2, len(words)):
        return False
    if len(words) == 1 and (len(text) < 3 or (text.isupper() and len(text) <= _ACRONYM)):
        return False
    return all(
        large or _PARTICLE.fullmatch(fold(word).strip("'")) is not None
        for word, large in zip(words, capitals, strict=True)
    )


def _capital(word: str) -> bool:
    """A capital at the head, or behind a particle that is written with the name ("al-Masri", "d'Orval")."""
    head, _, rest = word.replace("’", "'").replace("'", "-").partition("-")
    return word[0].isupper() or (rest[:1].isupper() and _PARTICLE.fullmatch(head) is not None)


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Names without those that are there already or are part of a fuller one, at most twelve."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(squeeze(name), name)
    keys = tuple(kept)
    return tuple(kept[key] for key in keys if key and not any(key != other and f"{key}" in other for other in keys))[
        :_MOST
    ]


def _opened(text: str, book: BylineBook) -> str:
    for _ in range(3):
        found = book.opens.match(text)
        if found is None or not found.end():
            break
        text = text[found.end() :].lstrip(_EDGES)
    return text


def _closed(piece: str, book: BylineBook) -> str:
    """A piece without the role, town or agency behind the name; nothing is left of a piece that is only that."""
    for _ in range(4):
        found = book.closes.search(piece)
        if found is None:
            break
        piece = piece[: found.start()]
    return piece.strip(_EDGES if not _initial(piece) else _EDGES.replace(".", ""))


def _initial(text: str) -> bool:
    """A name that ends on an initial ("Loïc M.") keeps its point."""
    return bool(re.search(r"\s[^\W\d_]\.\s*$", text))


def _trimmed(name: str) -> str:
    """A name without the point of a sentence, and once where a link and its label print it twice."""
    words = name.split()
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:
        name = " ".join(words[:half])
    return name if _initial(name) else name.rstrip(".")
