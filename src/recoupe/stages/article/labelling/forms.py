"""How much a line looks like running prose, by its own form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recoupe.stages.article.labelling.units import Unit

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_STOP = re.compile(  # "… la salle. (AFP)" and "… la salle.—AFP" are sentences
    r"[.!?:][\"'»”’)\]\s]*(?:[(\[][^()\[\]]{1,40}[)\]]\W{0,3}|[—–-] ?[A-ZÀ-Ý][\w '’/.-]{1,24})?$"
)
_CUT = re.compile(r"(?:…|\.{2,}|\[ ?(?:…|\.+) ?\])\s*$")
_SENTENCE = re.compile(r"[.!?…][\"'»”’)]*\s+[\"'«“‘(]*[^\W\d_a-zà-ÿ]")
# the rarer mark comes first in a pattern: a line is searched for it much faster
_GLUED = re.compile(r"[A-ZÀ-Ý](?<=[a-zà-ÿ]{2}.)[a-zà-ÿ]")
_RUN_IN = re.compile(r"[A-ZÀ-Ý](?:(?<=[a-zà-ÿ]{3}.)|(?<=[\d?!»”].))[a-zà-ÿ]*[ ’']")
_ADDRESS = re.compile(r"https?://|www\.|@\S+\.\w|\.(?<=\w.)(?:com|fr|org|net|info)\b", re.I)
_ICON = re.compile(r"\b[a-z]+(?:_[a-z]+)+")
_CODE = re.compile(
    r"[{};]\s*$|^\s*[{}]|function\s*\(|=>|\bvar \w+ ?=|\$\(|^//|^/\*|window\.|document\.|&&|@media|!important"
)
_CODE_MARK = re.compile(r"[{};(=/&@!]|\.(?<=(?:window|cument)\.)")
_PHONE = re.compile(r"^(?:\D{0,25})\+?\(?\d[\d .()/-]{6,}\d$")
_MACHINE = re.compile(
    r"^(?:[\W\d_]*|\S*\d{6,}\S*|\S+\.(?:jpe?g|png|gif|webp|svg|wav|mp[34]|pdf)|(?:https?://|www\.)\S+"
    r"|[\w.-]+\.[a-z]{2,4}/\S+)$",
    re.I,
)

# Points for a line of at least so many characters. Prose paragraphs of the press run to 200-600 characters, headlines
# to 40-110; the steps follow the share of body lines among the lines of each length on 153 French and English pages.
_LENGTHS = ((400, 3.4), (250, 3.0), (160, 2.3), (110, 1.3), (80, 0.4), (60, -0.5), (40, -1.4), (25, -2.2), (0, -3.2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a line looks like: `points` above 0 speak for prose; `sentence`: it ends as one; `cut`: it breaks off;
    `glued`: a headline runs into the words behind it."""

    points: float
    sentence: bool
    cut: bool
    length: int
    words: int
    machine: bool
    glued: bool = False


def look_at(unit: Unit, function_words: frozenset[str]) -> Form:
    """Weigh one line by itself: length, end, function words, sentences in it, capitals, figures, link-like marks."""
    plain = unit.plain
    length = len(plain)
    if length == 0 or _MACHINE.match(plain) or _PHONE.match(plain):
        return Form(points=-5.0, sentence=False, cut=False, length=length, words=0, machine=True)
    head = plain[:1500]
    words = _WORD.findall(head)
    cut = bool(_CUT.search(plain[-12:]))
    sentence = not cut and bool(_STOP.search(plain[-60:]))
    points = next(score for least, score in _LENGTHS if length >= least)
    points += _ending(length, sentence, cut, plain.endswith(("?", "!")))
    points += _wording(head, words, function_words)
    points += _marks(unit, head)
    machine = not sentence and bool(_CODE_MARK.search(head)) and bool(_CODE.search(head))
    points -= 4.0 if machine else 0.0
    return Form(
        points=points,
        sentence=sentence,
        cut=cut,
        length=length,
        words=len(words),
        machine=machine,
        glued=_runs_in(plain),
    )


def _runs_in(plain: str) -> bool:
    """Say whether a headline runs into a sentence without a space: "… dies at 53The player …"."""
    found = _RUN_IN.search(plain, 20, 160)
    return found is not None and len(plain) - found.end() > 40


def _ending(length: int, sentence: bool, cut: bool, question: bool) -> float:
    if cut:
        return -2.0 if length < 400 else -0.5
    if sentence and question and length < 80:
        return 0.0  # short questions and calls are headlines as often as sentences
    if sentence:
        return 1.3 if length >= 40 else 0.6
    return -0.9 if length >= 30 else -0.4


def _wording(head: str, words: list[str], function_words: frozenset[str]) -> float:
    """Prose has one function word in three; lists of names, headlines and menus have few."""
    if len(words) < 4:
        return -0.6
    share = sum(map(function_words.__contains__, map(str.lower, words))) / len(words)
    points = 1.0 if share >= 0.38 else 0.4 if share >= 0.28 else -0.4 if share >= 0.2 else -1.3
    if sum(word[0].isupper() for word in words) > 0.6 * len(words):
        points -= 1.2
    if head.upper() == head:
        points -= 1.2
    return points + min(1.0, 0.4 * len(_SENTENCE.findall(head)))


def _marks(unit: Unit, head: str) -> float:
    points = 0.0
    length = len(head)
    if unit.bullet and length < 120:
        points -= 0.9
    if len(_DIGIT.findall(head)) > 0.25 * length:
        points -= 1.2
    if any(mark in head for mark in "©™®|►→"):
        points -= 1.2
    if length < 200 and _ADDRESS.search(head):
        points -= 0.9
    if length < 300 and (_GLUED.search(head) or ("_" in head and _ICON.search(head))):
        points -= 0.8
    if "," in head and length > 60:
        points += 0.3
    return points
