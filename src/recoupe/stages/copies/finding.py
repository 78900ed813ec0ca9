"""The door of the stage: from articles to copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from recoupe.records.copies import Copy
from recoupe.records.ids import make_id
from recoupe.records.pages import Article
from recoupe.records.spans import Span
from recoupe.stages.copies.direction import Passage, direction
from recoupe.stages.copies.fingerprints import meetings, winnow
from recoupe.stages.copies.likely import Likeness, covered, likely_copies
from recoupe.stages.copies.runs import Run, passages
from recoupe.stages.copies.sheets import WORD, Sheet, WordNumbers, fold, lay_out
from recoupe.stages.copies.telling import Lines, count, quotations

# Thresholds: reference runs between French press pages; eight equal words were a minister's title and name, the
# shortest sentence that was really taken over had eleven. "Telling" words are neither small nor near a name.
LONG_RUN, LONG_TELLING = 14, 5
SHORT_RUN, SHORT_TELLING = 9, 5
EDITED_RUN, EDITED_WORDS, EDITED_TELLING = 8, 20, 8
READ_AT_ONCE = 256  # articles whose words stay located: bounds memory, the same few are met again and again
HELD = 0.5  # share of a sentence that sure copies hold, above which it is no likely copy of its own
OUTSIDE_QUOTATION = 4  # words outside the marks that two pages may share by chance: "a-t-il déclaré"


def find_copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Tell which passages stand in two articles, where, and whether only a quotation is shared.

    Compares body text only, words folded (case, accents, ligatures, grouping of numbers, hyphens, quotation marks);
    a passage printed twice on one page counts at its first place. A copy has at least 8 equal words in a row, and
    words that are no names or titles; its runs are maximal and stand in offsets of each article's text. Cost is
    linear in the number of articles: a group of words that more than 32 of them share is followed along a chain.
    Sentences told again in other grammar or with light edits are proposed as likely (`likely.py`).
    """
    numbers = WordNumbers()
    sheets = [lay_out(article, numbers) for article in sorted(articles, key=lambda article: article.id)]
    found: list[Copy] = []
    read = lru_cache(maxsize=READ_AT_ONCE)(lambda number: Lines(sheets[number]))
    for one, other, met in meetings([winnow(sheet.numbers) for sheet in sheets]):
        shared = passages(sheets[one].numbers, sheets[other].numbers, met)
        if shared and sheets[one].article.id != sheets[other].article.id:
            pair = read(one), read(other)
            found += (_copy(pair, runs) for runs in shared if _stands_alone(pair[0], runs))
    found += _likely(sheets, numbers, found)
    return tuple(sorted(found, key=lambda copy: (copy.articles, copy.spans, copy.id)))


def _likely(sheets: Sequence[Sheet], numbers: WordNumbers, sure: Sequence[Copy]) -> Iterator[Copy]:
    """Likely copies, but for sentences of which sure copies of the same two articles hold most words already."""
    by_pair: dict[tuple[str, str], list[Copy]] = defaultdict(list)
    for copy in sure:
        by_pair[copy.articles].append(copy)

    def held(articles: tuple[str, str], sentences: tuple[Span, Span]) -> bool:
        copies = by_pair.get(articles, ())
        return any(
            covered(sentence, (run for copy in copies for run in copy.spans[side])) > HELD
            for side, sentence in enumerate(sentences)
        )

    for alike in likely_copies(sheets, numbers, held):
        yield _likely_copy((sheets[alike.one].article, sheets[alike.other].article), alike)


def _likely_copy(articles: tuple[Article, Article], alike: Likeness) -> Copy:
    left, right = Passage(articles[0], (alike.left.span,)), Passage(articles[1], (alike.right.span,))
    ours, theirs = (
        [fold(word) for word in WORD.findall(p.article.text[p.spans[0].start : p.spans[0].end])] for p in (left, right)
    )
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    way, reason = direction(left, right)
    method = f"{alike.equal} content words in the same order, {alike.share:.0%} of the shorter sentence by weight"
    return Copy(
        id=make_id("c", "likely", articles[0].id, articles[1].id, left.spans, right.spans),
        articles=(articles[0].id, articles[1].id),
        spans=(left.spans, right.spans),
        words=sum(block.size for block in blocks),
        longest_run=max(block.size for block in blocks),
        inside_quotation=all(_quoted(p) for p in (left, right)),
        certainty="likely",
        direction=way,
        why="; ".join(part for part in (method, reason) if part),
    )


def _quoted(passage: Passage) -> bool:
    """Whether a sentence stands between quotation marks."""
    span = passage.spans[0]
    return any(start <= span.start and span.end <= end for start, end in quotations(passage.article))


def _stands_alone(lines: Lines, runs: tuple[Run, ...]) -> bool:
    longest = max(runs, key=lambda run: (run.size, -run.left))
    words, telling = sum(run.size for run in runs), count(lines.telling, runs, "left")
    in_longest = count(lines.telling, (longest,), "left")
    return (
        (longest.size >= LONG_RUN and telling >= LONG_TELLING)
        or (longest.size >= SHORT_RUN and in_longest >= SHORT_TELLING)
        or (longest.size >= EDITED_RUN and words >= EDITED_WORDS and telling >= EDITED_TELLING)
    )


def _copy(pair: tuple[Lines, Lines], runs: tuple[Run, ...]) -> Copy:
    left, right = pair[0].spans(runs, "left"), pair[1].spans(runs, "right")
    words = sum(run.size for run in runs)
    outside = [words - count(lines.quoted, runs, side) for lines, side in zip(pair, ("left", "right"), strict=True)]
    articles = pair[0].sheet.article.id, pair[1].sheet.article.id
    way, reason = direction(Passage(pair[0].sheet.article, left), Passage(pair[1].sheet.article, right))
    return Copy(
        id=make_id("c", *articles, left, right),
        articles=articles,
        spans=(left, right),
        words=words,
        longest_run=max(run.size for run in runs),
        inside_quotation=max(outside) <= OUTSIDE_QUOTATION and max(outside) < words,
        direction=way,
        why=reason,
    )
