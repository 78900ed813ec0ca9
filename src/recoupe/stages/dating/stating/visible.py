"""Dates that a reader sees: beside the headline, under a cue ("Publié le"), at the head of the first paragraph.

On flattened pages about five full dates stand on a page; choosing is the task. What counts is the place: a date of the
line between headline and first paragraph is the page's, one of a sidebar, a comment or a copyright is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from recoupe.languages.timex import Grammar, Period, find, resolve
from recoupe.records.pages import Article, Block
from recoupe.records.spans import Span
from recoupe.stages.dating.stating.clocks import moment, read_clocks
from recoupe.stages.dating.stating.cues import Cues
from recoupe.stages.dating.stating.signals import Role, Signal, plausible

CUED, CUED_BELOW = (
    ("date under a cue of publication", "date under a cue of update"),
    "cue of publication below the article",
)
LONG_LINE = 160  # a line beyond this is prose, not a byline
HEAD_ROOM = 60  # letters that may stand before a date at the head of the first paragraph: place, agency, cue
ABOVE, BELOW = 4, 3  # lines above the headline and below the article where an uncued date is looked at
LED = re.compile(r"\s*[.,]?\s*[-–—:|]\s*[-–—]?")  # "21 juin 2012. - …": what follows a dateline inside a paragraph
STANDFIRST = 500  # letters of a headline's repetition and a standfirst that may stand before the dateline in one line
WHOLE = re.compile(r"[^\W\d]{2,}\.?,?\s+(?:\d|[^\W\d]+\.?\s+\d).*\d{4}\W*$")  # with its weekday
RUNS_ON = re.compile(r"\s+(?:[^\W\d_a-zà-öø-ÿ]|\d\d:?\d\d|[\"“«(])")  # a new sentence without a stop, an hour
SENTENCE = re.compile(r"\s*,\s+[a-zà-öø-ÿ]")
WORDY = 3  # words in small letters beside a date beyond which its line is a sentence
OPENING = 5  # paragraphs at whose head such a dateline may stand, behind a standfirst
FIRST = 89  # a first publication told in so many words outweighs any date that a reader sees without a cue
LISTED, LISTED_WORDS = 44, 4  # a list that names this page's headline with a date; words that make a headline a name
BULLETS = "•*›»-–·"
THREAD = 4  # bare date lines of one shape: a list of comments or teasers, none of them the page's
LOWER_WORD = re.compile(r"(?<!\w)[a-zà-öø-ÿ]{3,}(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the page, its kind, and how many lines with words lie between it and the article's parts."""

    start: int
    end: int
    kind: str
    from_title: int | None  # lines below (positive) or above (negative) the last headline line before the text
    past_body: int | None  # lines below the last paragraph


def read_lines(article: Article) -> list[Line]:
    """The lines of an article's text that hold words, in order, with their place relative to headline and body."""
    text = article.text
    blocks = sorted(article.blocks, key=lambda block: block.start)
    rows: list[tuple[int, int, str]] = []
    at = 0
    for raw in text.splitlines(keepends=True):
        for piece in _pieces(raw, at, blocks):
            start, at = at, at + len(piece)
            if piece.strip():
                kind = next((block.kind for block in blocks if block.start < at and start < block.end), "furniture")
                rows.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()), kind))
    bodies = [index for index, row in enumerate(rows) if row[2] == "body"]
    first_body, last_body = (bodies[0], bodies[-1]) if bodies else (len(rows), len(rows))
    headline = (article.title or "").strip()
    titles = [
        index
        for index, (start, end, kind) in enumerate(rows)
        if index <= first_body and (kind == "title" or text[start:end].strip() == headline)
    ]
    return [
        Line(
            start=start,
            end=end,
            kind=kind,
            from_title=_from_title(index, titles),
            past_body=index - last_body if index > last_body else None,
        )
        for index, (start, end, kind) in enumerate(rows)
    ]


def _pieces(line: str, at: int, blocks: list[Block]) -> Iterator[str]:
    """A line, cut where a block begins or ends inside it: flattened pages glue a byline to the text."""
    end = at + len(line)
    cuts = sorted({cut - at for block in blocks for cut in (block.start, block.end) if at < cut < end})
    for first, last in pairwise([0, *cuts, len(line)]):
        yield line[first:last]


def _from_title(index: int, titles: list[int]) -> int | None:
    """Lines below the nearest headline line above, else (negative) above the first one; None on a page without."""
    above = [title for title in titles if title <= index]
    if above:
        return index - above[-1]
    return index - titles[0] if titles else None


def visible_signals(article: Article, grammars: Iterable[Grammar], cues: Cues) -> list[Signal]:
    """Every full date of the page that may be its own, with what its place is worth; the best first."""
    lines = read_lines(article)
    bodies = [line for line in lines if line.kind == "body"][:OPENING]
    found: dict[tuple[int, int], Signal] = {}
    for grammar in grammars:
        for line in lines:
            if line.kind == "body" and line not in bodies and line.end - line.start > LONG_LINE:
                continue
            head = bodies.index(line) if line in bodies else None
            for signal in _line_signals(article, line, head, grammar, cues):
                key = signal.span.start, signal.span.end
                if not any(start < key[1] and key[0] < end for start, end in found):
                    found[key] = signal
    kept = _without_lists(article, list(found.values()))
    return sorted(kept, key=lambda signal: (-signal.worth, signal.span.start))


def _without_lists(article: Article, signals: list[Signal]) -> list[Signal]:
    """Leave out date lines that come in rows (comments, teasers), and cues below the text that disagree."""
    shapes = Counter(_shape(article, signal) for signal in signals)
    below = {signal.day for signal in signals if signal.why == CUED_BELOW}
    return [
        signal
        for signal in signals
        if (signal.why in CUED or shapes[_shape(article, signal)] < THREAD)
        and (signal.why != CUED_BELOW or len(below) == 1)
    ]


def _shape(article: Article, signal: Signal) -> str:
    start = article.text.rfind("\n", 0, signal.span.start) + 1
    end = article.text.find("\n", signal.span.end)
    line = article.text[start : end if end >= 0 else None].strip()[:LONG_LINE]
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", line))


def _line_signals(article: Article, line: Line, head: int | None, grammar: Grammar, cues: Cues) -> Iterator[Signal]:
    words = article.text[line.start : line.end]
    if line.kind == "body" and len(words) > LONG_LINE:
        words = words[: _title_length(article, words) + STANDFIRST]
    words = _eased(words)
    for hit in find(words, grammar):
        expression = hit.expression
        if expression.kind not in ("calendar", "either") or not expression.get("year"):
            continue
        period = resolve(expression, None)
        if not period or not period.earliest or not period.latest or not plausible(period.earliest):
            continue
        if expression.kind == "calendar" and not expression.get("day"):
            yield from _first_month(line, words, hit.start, hit.end, period)
            continue
        verdict = _judge(article, line, head, words, hit.start, hit.end, cues)
        if verdict:
            role, worth, why = verdict
            yield Signal(
                day=period.earliest,
                latest=period.latest,
                role=role,
                worth=worth,
                basis="explicit",
                why=why,
                span=Span(start=line.start + hit.start, end=line.start + hit.end),
                time=moment(words, hit.start, hit.end, period.earliest),
            )


@cache
def _ease() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(r"(?<=\d{4})(?P<gap>\s*)[-–|](?=\s*\d{1,2}\s?[h:]\s?\d\d)"), re.compile(
        r"(?<!\d)(\d{1,2})\.(?=\s[^\W\d])"
    )


def _eased(words: str) -> str:
    """A byline of the same length without marks that keep a date from being read: "2015 - 22:25", "31. May"."""
    hour, ordinal = _ease()
    return ordinal.sub(r"\1 ", hour.sub(r"\g<gap>,", words))


@cache
def _first_cue() -> re.Pattern[str]:
    return re.compile(read_clocks().first_published, re.IGNORECASE)


def _first_month(line: Line, words: str, start: int, end: int, period: Period) -> Iterator[Signal]:
    """The month of the first publication ("initialement publié en avril 2017"): then the other dates are of changes."""
    if (
        line.kind != "body"
        and period.earliest
        and period.latest
        and _first_cue().search(words[max(0, start - 60) : start])
    ):
        yield Signal(
            day=period.earliest,
            latest=period.latest,
            role="published",
            worth=FIRST,
            basis="explicit",
            span=Span(start=line.start + start, end=line.start + end),
            why="month of the first publication",
        )


def _judge(
    article: Article, line: Line, head: int | None, words: str, start: int, end: int, cues: Cues
) -> tuple[Role, int, str] | None:
    """What a full date at that place of its line dates, and how much that is worth."""
    before = article.text[
        max(0, line.start + start - 80) : line.start + start
    ]  # a cue may stand alone on the line above
    if cues.updated.search(before):
        return "updated", 70 - _distance(line), CUED[1]
    if cues.published.search(before):
        return "published", 75 - _distance(line), CUED[0] if line.past_body is None else CUED_BELOW
    if cues.other.search(words[max(0, start - 80) : start]):
        return None
    if line.kind == "body" and head is not None and head > 0:
        led = (
            start <= 1
            and words[start : start + 3].lower() != "le "
            and (LED.match(words, end) or RUNS_ON.match(words, end))
        )
        return ("published", 50, "dateline at the head of a paragraph") if led else None
    if line.kind == "body":
        return _at_head(article, words, start, end, cues) if head is not None else None
    if _names_page(article, words):
        return "published", LISTED, "date beside the page's own headline in a list"
    if words[0] in BULLETS and line.kind == "furniture" and len(words) > end - start + 6:
        return None  # a list of other pages, each with its date
    if line.kind == "title" and start and _between(words, start, end):
        return "published", 46, "weekday and full date between headline and text"
    before = before[-start:] if start else ""
    if cues.prose.search(before) and len(words) > LONG_LINE:
        return None
    return _by_place(line, words, start, end)


def _between(words: str, start: int, end: int) -> bool:
    """Whether a date with its weekday stands where a new sentence begins without a stop before it."""
    return bool(WHOLE.match(words[start:end]) and RUNS_ON.match(words, end))


def _names_page(article: Article, words: str) -> bool:
    """Whether a line beside its date holds the page's headline, long enough to be nobody else's."""
    title = " ".join((article.title or "").split()).lower()
    return (
        len(title.split()) >= LISTED_WORDS
        and len(words) < len(title) + LONG_LINE
        and title in " ".join(words.split()).lower()
    )


def _distance(line: Line) -> int:
    """How much a date loses by its distance from the headline; below the article it is worth little."""
    if line.past_body is not None:
        return 35 + min(line.past_body, 15)
    return 2 * min(abs(line.from_title), 15) if line.from_title is not None else 10


def _at_head(article: Article, words: str, start: int, end: int, cues: Cues) -> tuple[Role, int, str] | None:
    """A date at the head of the first paragraph: behind nothing but the repeated headline, a place, an agency."""
    opening = words[_title_length(article, words) : start] if start >= _title_length(article, words) else words[:start]
    bare = opening.strip()
    if _byline().match(opening):
        return "published", 62, "date behind the author at the head of the first paragraph"
    if _between(words, start, end) and not cues.prose.search(words[:start]):
        return "published", 46, "weekday and full date between standfirst and text"
    if len(bare) > HEAD_ROOM or cues.prose.search(words[:start]) or LOWER_WORD.search(bare):
        return None
    if SENTENCE.match(words, end) or (words[start : start + 3].lower() == "le " and not LED.match(words, end)):
        return None  # "Le 3 mars 2011, les deux délégations …": a sentence opens with a day
    return "published", 62, "date at the head of the first paragraph"


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(read_clocks().byline)


def _title_length(article: Article, words: str) -> int:
    """How many characters of a paragraph only repeat the headline."""
    title = (article.title or "").strip()
    return len(title) if title and words.lower().startswith(title.lower()) else 0


def _by_place(line: Line, words: str, start: int, end: int) -> tuple[Role, int, str] | None:
    """A date without a cue, outside the paragraphs, by its distance from the headline."""
    rest = (words[:start] + words[end:]).strip()
    short = len(rest) <= 60
    if line.kind == "dateline" and line.past_body is None:
        return "published", 60 - _distance(line) // 2, "date in the dateline"
    if line.kind in ("caption", "title") or not short or len(LOWER_WORD.findall(rest)) > WORDY:
        return None
    if line.past_body is not None:
        bare = line.past_body == 1 and not LOWER_WORD.search(rest)
        signature = bare or (line.kind == "dateline" and line.past_body <= BELOW)
        return ("published", 22 - line.past_body, "date right below the article") if signature else None
    if line.from_title is None:
        return "published", 20, "date above the text"
    if line.from_title >= 0:
        return "published", 58 - 2 * min(line.from_title, 12), "date between headline and text"
    if line.from_title >= -ABOVE:
        return "unsure", 26 + 2 * line.from_title, "date right above the headline"
    return None
