"""How well pages are dated, beside htmldate: as HTML, flattened to lines, and from their text alone.

    python evaluation/dates.py FOLDER... [--each] [--json]

A FOLDER of dated pages holds one folder a language with `dates.json` (URL -> {file, date: YYYY-MM-DD}) and `html/`, the
layout of htmldate's evaluation corpus. A FOLDER with `evaldata.json` instead (trafilatura's) has no dates: there the
`datePublished` of an article in JSON-LD is taken as the truth, and only the flattened page is asked, whose lines do
not hold it; where that moment is in UTC before noon, the day before is right too (evening in the Americas). A file
`*.csv` with the columns article_title, article_content and date (month/day/year) gives dated plain text; of its rows
those count whose text opens with a full date within three days of the column, and that date is the truth.

Three questions, each with its peers in the same call:

- `html`: the page as saved; peer htmldate (first date, extensive search).
- `flat`: its visible lines without markup; peers htmldate on one <p> a line, and the first full date of the text.
- `text`: the lines with every mention of the true day (and its neighbours) blanked out: what can be inferred; with
  `--fetched 60` as if the page had been fetched sixty days after it came out.

A day that is the true one is exact; an interval or a set of days with the true day in it holds; everything else that is
answered is wrong; an interval counts as an answer. Pages in a language that Recoupe does not read are left out for
all. No page address is passed to anybody. `--each` lists what Recoupe does not hit.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from htmldate import find_date

from flattened import as_paragraphs, flatten
from recoupe.languages.en import PACK as ENGLISH
from recoupe.languages.fr import PACK as FRENCH
from recoupe.languages.pack import LanguagePack
from recoupe.languages.timex import find, load, resolve
from recoupe.records.ids import make_id
from recoupe.records.pages import Capture, MediaType, Refusal
from recoupe.records.times import Dating
from recoupe.resources.knowledge import Knowledge, load_knowledge
from recoupe.stages.article import read_article
from recoupe.stages.dating import date_article
from recoupe.stages.dating.inferring import infer

PACKS = {"en": ENGLISH, "fr": FRENCH}
VERDICTS = ("exact", "holds", "wrong", "silent", "refused")
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d\d-\d\d)(?:T(\d\d)[^"]*?(Z|[+-]\d\d:?\d\d)?)?"')
_NEAR = timedelta(days=1)
FOREIGN = "written in a language that no pack reads"


@dataclass(frozen=True)
class Page:
    """A page with its true day; `markup` is None for plain text, `told` whether HTML may be asked too."""

    name: str
    language: str
    day: date
    markup: bytes | None
    lines: tuple[str, ...]
    told: bool
    early: bool = False  # the day before is right too

    @property
    def days(self) -> tuple[date, ...]:
        """The right days."""
        return (self.day, self.day - _NEAR) if self.early else (self.day,)


@dataclass(frozen=True)
class Answer:
    """What a method said of a page, judged and in words."""

    verdict: str
    words: str


def read_folder(path: Path) -> Iterator[Page]:
    """The dated pages of a folder or table."""
    if path.suffix == ".csv":
        yield from _read_table(path)
        return
    for file in sorted(path.glob("*/dates.json")):
        for gold in json.loads(file.read_text("utf-8")).values():
            yield _page(file, gold["file"], date.fromisoformat(gold["date"]), told=True)
    for file in sorted(path.glob("*/evaldata.json")):
        for gold in json.loads(file.read_text("utf-8")).values():
            markup = (file.parent / "html" / gold["file"]).read_bytes().decode("utf-8", "replace")
            found = set(_PUBLISHED.findall(markup))
            if len({day for day, _, _ in found}) == 1:
                day, hour, zone = sorted(found)[-1]
                early = zone in ("Z", "+00:00", "+0000") and int(hour or 12) < 12
                yield _page(file, gold["file"], date.fromisoformat(day), told=False, early=early)


def _page(gold: Path, name: str, day: date, *, told: bool, early: bool = False) -> Page:
    data = (gold.parent / "html" / name).read_bytes()
    return Page(
        name=name, language=gold.parent.name, day=day, markup=data, lines=tuple(flatten(data)), told=told, early=early
    )


def _read_table(path: Path) -> Iterator[Page]:
    with path.open(encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), start=1):
            month, day, year = (int(part) for part in row["date"].split("/"))
            lines = (row["article_title"], "", row["article_content"])
            first = by_first_date("\n".join(lines), "en")
            if first is not None and abs(first - date(year, month, day)) <= timedelta(days=3):
                yield Page(name=f"row {number}", language="en", day=first, markup=None, lines=lines, told=False)


def by_recoupe(text: str, kind: MediaType, knowledge: Knowledge) -> Dating | str | None:
    """Our date of a page; a refusal's reason where no article was read."""
    capture = _capture(text, kind)
    article = read_article(capture, PACKS, knowledge)
    if isinstance(article, Refusal):
        return article.reason
    return date_article(article, capture, PACKS, knowledge).published


def by_inference(text: str, latest: date | None, knowledge: Knowledge) -> Dating | str | None:
    """Our date from the words of the article alone."""
    article = read_article(_capture(text, "text"), PACKS, knowledge)
    return article.reason if isinstance(article, Refusal) else infer(article, PACKS, knowledge, latest=latest)


def _capture(text: str, kind: MediaType) -> Capture:
    data = text.encode("utf-8", "replace")
    key = make_id("k", text)
    return Capture(id=key, page="page", sha256=key, media_type=kind, charset="utf-8", data=data, text=text)


def by_htmldate(markup: str) -> date | None:
    """htmldate's first date, extensive search."""
    found = find_date(markup, original_date=True, extensive_search=True)
    return date.fromisoformat(found) if found else None


def by_first_date(text: str, language: str) -> date | None:
    """The first full date of the text."""
    for day, _, _ in full_days(text, PACKS[language]):
        return day
    return None


def full_days(text: str, pack: LanguagePack) -> Iterator[tuple[date, int, int]]:
    """Every full date of a text with its place."""
    for hit in find(text, load(pack)):
        if hit.expression.kind == "calendar" and hit.expression.get("year") and hit.expression.get("day"):
            period = resolve(hit.expression, None)
            if period and period.earliest:
                yield period.earliest, hit.start, hit.end


def without_day(text: str, day: date) -> str:
    """The text with every mention of the day and its neighbours blanked out, in all languages."""
    kept = text
    for pack in PACKS.values():
        for found, start, end in full_days(text, pack):
            if abs(found - day) <= _NEAR:
                kept = kept[:start] + " " * (end - start) + kept[end:]
    return kept


def ask(page: Page, knowledge: Knowledge, fetched: int | None) -> Iterator[tuple[str, Answer]]:
    """Every method's answer on a page, as ("flat: recoupe", answer); none on a page in a language that is not read."""
    text = "\n".join(page.lines)
    if page.told and page.markup is not None:
        markup = page.markup.decode("utf-8", "replace")
        ours = answered(page, by_recoupe(markup, "html", knowledge))
        if ours.words.startswith(FOREIGN):
            return
        yield "html: recoupe", ours
        yield "html: htmldate", answered(page, by_htmldate(markup))
    ours = answered(page, by_recoupe(text, "text", knowledge))
    if ours.words.startswith(FOREIGN):
        return
    yield "flat: recoupe", ours
    yield "flat: htmldate", answered(page, by_htmldate(as_paragraphs(list(page.lines))))
    yield "flat: first date", answered(page, by_first_date(text, page.language))
    latest = page.day + timedelta(days=fetched) if fetched is not None else None
    yield "text: recoupe", answered(page, by_inference(without_day(text, page.day), latest, knowledge))


def answered(page: Page, said: Dating | date | str | None) -> Answer:
    """What one method says, judged."""
    if isinstance(said, date):
        said = Dating(earliest=said, latest=said, basis="explicit")
    if isinstance(said, str):
        return Answer("refused", said)
    return Answer(judge(page.days, said), tell(said))


def judge(right: tuple[date, ...], said: Dating | None) -> str:
    """Exact, holds, wrong or silent."""
    if said is None or (said.earliest is None and said.latest is None):
        return "silent"
    if said.day is not None:
        return "exact" if said.day in right else "wrong"
    if said.candidates:
        return "holds" if set(right) & set(said.candidates) else "wrong"
    return "holds" if any((said.earliest or day) <= day <= (said.latest or day) for day in right) else "wrong"


def tell(said: Dating | None) -> str:
    """An answer in a line."""
    if said is None:
        return "-"
    days = f"{said.earliest} … {said.latest}" if said.day is None else f"{said.day}"
    evidence = said.evidence[0].why if said.evidence else ""
    return f"{days} ({said.basis}: {evidence[:90]})"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--each", action="store_true", help="list what Recoupe says of every page it does not hit")
    parser.add_argument("--fetched", type=int, metavar="DAYS", help="days between the page and its fetch")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    args = parser.parse_args()
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    knowledge = load_knowledge()
    for folder in args.folders:
        for page in read_folder(folder):
            for method, answer in ask(page, knowledge, args.fetched):
                for language in ("all", page.language):
                    counts.setdefault((folder.name, method, language), Counter())[answer.verdict] += 1
                if args.each and "recoupe" in method and answer.verdict != "exact":
                    print(f"{method:<15} {answer.verdict:<7} {page.day} {page.language} {page.name}: {answer.words}")
    report(counts, as_json=args.json)


def report(counts: dict[tuple[str, str, str], Counter[str]], *, as_json: bool) -> None:
    """The figures of all methods, by language."""
    rows = [(*key, {verdict: row[verdict] for verdict in VERDICTS}) for key, row in sorted(counts.items())]
    if as_json:
        print(json.dumps([{"set": a, "method": b, "language": c, **row} for a, b, c, row in rows], indent=1))
        return
    print(f"{'set':<15}{'method':<19}{'':<4}{'n':>5}" + "".join(f"{verdict:>9}" for verdict in VERDICTS))
    for name, method, language, row in rows:
        cells = "".join(f"{row[verdict]:>9}" for verdict in VERDICTS)
        print(f"{name[:14]:<15}{method:<19}{language:<4}{sum(row.values()):>5}{cells}")


if __name__ == "__main__":
    main()
