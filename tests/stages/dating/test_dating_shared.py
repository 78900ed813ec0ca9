"""The founding pages and the development pages: no wrong date, and the founding pages' days by reasoning."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from recoupe.languages.en import PACK as EN
from recoupe.languages.fr import PACK as FR
from recoupe.languages.timex import Period, find, load, resolve
from recoupe.records.pages import Article, Refusal
from recoupe.records.times import Dating
from recoupe.resources.knowledge import load_knowledge
from recoupe.stages.article import read_article
from recoupe.stages.capture import read_pages
from recoupe.stages.dating import date_article

PACKS = {"fr": FR, "en": EN}

pytestmark = pytest.mark.shared


def articles(folder: Path) -> Iterator[Article]:
    knowledge = load_knowledge()
    for page in read_pages([folder]):
        if isinstance(page, Refusal):
            continue
        article = read_article(page, PACKS, knowledge)
        if not isinstance(article, Refusal):
            yield date_article(article, page, PACKS, knowledge)


def verdict(gold: tuple[date, date], got: Dating | None) -> str:
    """As score.py has it."""
    if got is None or got.earliest is None or got.latest is None:
        return "silent"
    if got.candidates:
        return "set" if gold[0] in got.candidates else "wrong"
    if (got.earliest, got.latest) == gold:
        return "exact"
    return "holds" if got.earliest <= gold[0] and gold[1] <= got.latest else "wrong"


def verdicts(pages: Path, gold: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for article in articles(pages):
        file = gold / f"{Path(article.page).stem}.json"
        if file.exists():
            told = json.loads(file.read_text("utf-8"))["published"]
            days = date.fromisoformat(told["earliest"]), date.fromisoformat(told["latest"])
            found[file.stem[:3] if file.stem[0].isdigit() else file.stem] = verdict(days, article.published)
    return found


def test_founding_pages_alone(shared: Path) -> None:
    found = verdicts(shared / "seeds", shared / "gold" / "seeds")
    assert found["000"] == found["003"] == "exact"
    assert found["001"] == found["002"] == "set"
    assert "wrong" not in found.values()


def test_development_pages(shared: Path) -> None:
    found = verdicts(shared / "corpora" / "dev" / "pages", shared / "gold" / "dev")
    assert "wrong" not in found.values()
    assert sum(verdict == "exact" for verdict in found.values()) >= 0.9 * len(found)


def values(day: str, sentence: str) -> list[str]:
    periods: dict[int, Period] = {}
    for index, hit in enumerate(find(sentence, load(FR))):
        told = periods.get(hit.told) if hit.told is not None else None
        period = resolve(hit.expression, date.fromisoformat(day), told)
        if period is not None:
            periods[index] = period
    return [period.value for period in periods.values() if period.value]


def test_french_time_expressions(shared: Path) -> None:
    with (shared / "gold" / "fr-timex.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    wrong = [
        row["text"]
        for row in rows
        if not {value.strip() for value in row["accepted_values"].split("|")} & set(values(row["dct"], row["text"]))
    ]
    assert len(rows) - len(wrong) >= 43, wrong


def test_french_traps(shared: Path) -> None:
    with (shared / "gold" / "fr-timex-traps.tsv").open(encoding="utf-8") as file:
        taken = {row["text"]: values(row["dct"], row["text"]) for row in csv.DictReader(file, delimiter="\t")}
    assert not {text: found for text, found in taken.items() if found}
