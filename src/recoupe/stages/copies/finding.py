"""The door of the stage: from articles to copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from recoupe.records.copies import Copy
from recoupe.records.ids import make_id
from recoupe.records.pages import Article
from recoupe.stages.copies.fingerprints import meetings, winnow
from recoupe.stages.copies.runs import Run, passages
from recoupe.stages.copies.sheets import WordNumbers, lay_out
from recoupe.stages.copies.telling import Lines, count

# Thresholds: reference runs between French press pages; eight equal words were a minister's title and name, the
# shortest sentence that was really taken over had eleven. "Telling" words are neither small nor near a name.
LONG_RUN, LONG_TELLING = 14, 5
SHORT_RUN, SHORT_TELLING = 9, 5
EDITED_RUN, EDITED_WORDS, EDITED_TELLING = 8, 20, 8
BACKED_RUN, BACKED_PLAIN = 8, 3  # enough where the same two articles share a passage that stands by itself
READ_AT_ONCE = 256  # articles whose words stay located: bounds memory, the same few are met again and again
OUTSIDE_QUOTATION = 4  # words outside the marks that two pages may share by chance: "a-t-il déclaré"


def find_copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Tell which passages stand in two articles, where, and whether only a quotation is shared.

    Compares body text only, words folded (case, accents, ligatures, grouping of numbers, hyphens, quotation marks);
    a passage printed twice on one page counts at its first place. A copy has at least 8 equal words in a row, and
    words that are no names or titles; its runs are maximal and stand in offsets of each article's text. Cost is
    linear in the number of articles: a group of words that more than 32 of them share is followed along a chain.
    """
    numbers = WordNumbers()
    sheets = [lay_out(article, numbers) for article in sorted(articles, key=lambda article: article.id)]
    found: list[Copy] = []
    read = lru_cache(maxsize=READ_AT_ONCE)(lambda number: Lines(sheets[number]))
    for one, other, met in meetings([winnow(sheet.numbers) for sheet in sheets]):
        shared = passages(sheets[one].numbers, sheets[other].numbers, met)
        if shared and sheets[one].article.id != sheets[other].article.id:
            pair = read(one), read(other)
            found += (_copy(pair, runs) for runs in _worth_telling(pair, shared))
    return tuple(sorted(found, key=lambda copy: (copy.articles, copy.spans, copy.id)))


def _worth_telling(pair: tuple[Lines, Lines], shared: list[tuple[Run, ...]]) -> Iterator[tuple[Run, ...]]:
    sound = [runs for runs in shared if _stands_alone(pair[0], runs)]
    yield from sound
    if sound:
        yield from (runs for runs in shared if runs not in sound and _stands_backed(pair[0], runs))


def _stands_alone(lines: Lines, runs: tuple[Run, ...]) -> bool:
    longest = max(runs, key=lambda run: (run.size, -run.left))
    words, telling = sum(run.size for run in runs), count(lines.telling, runs, "left")
    in_longest = count(lines.telling, (longest,), "left")
    return (
        (longest.size >= LONG_RUN and telling >= LONG_TELLING)
        or (longest.size >= SHORT_RUN and in_longest >= SHORT_TELLING)
        or (longest.size >= EDITED_RUN and words >= EDITED_WORDS and telling >= EDITED_TELLING)
    )


def _stands_backed(lines: Lines, runs: tuple[Run, ...]) -> bool:
    longest = max(run.size for run in runs)
    return longest >= BACKED_RUN and count(lines.plain, runs, "left") >= BACKED_PLAIN


def _copy(pair: tuple[Lines, Lines], runs: tuple[Run, ...]) -> Copy:
    left, right = pair[0].spans(runs, "left"), pair[1].spans(runs, "right")
    words = sum(run.size for run in runs)
    outside = [words - count(lines.quoted, runs, side) for lines, side in zip(pair, ("left", "right"), strict=True)]
    articles = pair[0].sheet.article.id, pair[1].sheet.article.id
    return Copy(
        id=make_id("c", *articles, left, right),
        articles=articles,
        spans=(left, right),
        words=words,
        longest_run=max(run.size for run in runs),
        inside_quotation=max(outside) <= OUTSIDE_QUOTATION and max(outside) < words,
    )
