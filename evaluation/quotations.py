"""Which quotations on pages without gold get a speaker, by language and length; and those that get none, to be read.

    python evaluation/quotations.py PAGES... [--list N] [--seed S]

Builds one dossier of PAGES (a table of articles such as FA-KES is read too), takes every outermost stretch between
quotation marks in title and body, and tells how many lie in the content of a statement with a speaker. Stretches of one
to three words are told apart: most are titles, names and scare quotes, which are no statements. `--list` prints N
stretches of four words and more without a speaker, drawn at random, each in its sentence, for a reader to class.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import recoupe
from recoupe.records.readings import Reading
from recoupe.stages.statements.basis.quotations import find_quotations

AROUND = 160  # characters shown on either side
BANDS = ((3, "1-3 words"), (9, "4-9 words"), (10**6, "10 words and more"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """One quotation: where it stands, how long it is, whether a speaker was found."""

    page: str
    language: str
    words: int
    spoken: bool
    shown: str


def main() -> None:
    """Count, print the table, list what is left."""
    options = arguments()
    columns = {"text": "article_content", "title": "article_title"}
    with recoupe.build(options.pages, columns=columns) as dossier:
        stretches = [one for reading in dossier.view.readings() for one in stretches_of(reading)]
        defects = [r for r in dossier.view.refusals() if r.reason.startswith("unforeseen")]
    print(table(stretches))
    print(f"pages that failed with an error: {len(defects)}")
    left = [one for one in stretches if not one.spoken and one.words > BANDS[0][0]]
    random.Random(options.seed).shuffle(left)
    for one in left[: options.list]:
        print(f"\n[{one.language}] {one.page}\n  {one.shown}")


def arguments() -> argparse.Namespace:
    """What the user asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pages", nargs="+", help="pages, folders, archives or tables of articles")
    parser.add_argument("--list", type=int, default=0, metavar="N", help="print N quotations without a speaker")
    parser.add_argument("--seed", type=int, default=7, help="of the draw")
    return parser.parse_args()


def stretches_of(reading: Reading) -> Iterator[Stretch]:
    """The outermost quotations of one article."""
    article = reading.article
    text = article.text
    paragraphs = [(block.start, block.end) for block in article.blocks if block.kind in ("title", "body")]
    said = [
        (span.start, span.end)
        for statement in reading.statements
        if statement.speaker.text or statement.speaker.actors
        for span in statement.content
    ]
    for quotation in find_quotations(text, paragraphs):
        if quotation.depth:
            continue
        start, end = quotation.inner_start, quotation.inner_end
        covered = max((min(end, b) - max(start, a) for a, b in said), default=0)
        around = text[max(0, quotation.start - AROUND) : quotation.end + AROUND]
        yield Stretch(
            page=article.page,
            language=article.language,
            words=len(text[start:end].split()),
            spoken=covered >= (end - start) / 2 > 0,
            shown=" ".join(around.split()),
        )


def table(stretches: list[Stretch]) -> str:
    """Language, length, number of quotations, share with a speaker."""
    total: Counter[tuple[str, str]] = Counter()
    spoken: Counter[tuple[str, str]] = Counter()
    for one in stretches:
        key = one.language, next(name for most, name in BANDS if one.words <= most)
        total[key] += 1
        spoken[key] += one.spoken
    rows = [
        f"| {language} | {band} | {total[language, band]} | {spoken[language, band] / total[language, band]:.3f} |"
        for language in sorted({language for language, _ in total})
        for _, band in BANDS
        if total[language, band]
    ]
    return "\n".join(("| language | length | quotations | with a speaker |", "|---|---|---|---|", *rows))


if __name__ == "__main__":
    main()
