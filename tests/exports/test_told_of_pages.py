"""What exports and `recoupe explain` tell of a page: authors, section, tags, times, languages, rules of the code."""

from __future__ import annotations

import json
from datetime import date

import pytest

from builders import article
from recoupe.dossier import rule
from recoupe.errors import NotFoundError
from recoupe.exports.to_json import write_json
from recoupe.exports.to_markdown import write_markdown
from recoupe.records.pages import Article, Block
from recoupe.records.readings import Findings, Mentions, Reading
from recoupe.records.times import Dating

DAY = date(2016, 5, 12)


def told() -> Article:
    dated = Dating(earliest=DAY, latest=DAY, basis="markup", time="2016-05-12T10:30:00+02:00")
    blocks = (
        Block(start=0, end=4, kind="body", rule="article.form.prose"),
        Block(start=5, end=9, kind="body", rule="article.form.prose", language="en"),
    )
    return article(
        blocks=blocks,
        authors=("Jeanne Petit",),
        section="Monde *",
        tags=("blé", "Norvanie"),
        published=dated,
        updated=dated,
    )


def findings() -> Findings:
    reading = Reading(article=told(), mentions=Mentions(), statements=(), events=())
    return Findings(readings=(reading,), actors=(), events=(), copies=(), refusals=())


def test_json_tells_authors_section_tags_and_time() -> None:
    entry = json.loads(write_json(findings(), {}))["articles"][0]
    assert (entry["authors"], entry["section"], entry["tags"]) == (["Jeanne Petit"], "Monde *", ["blé", "Norvanie"])
    assert entry["published"]["time"] == entry["updated"]["time"] == "2016-05-12T10:30:00+02:00"
    assert [block.get("language") for block in entry["blocks"]] == [None, "en"]
    assert "language" not in entry["blocks"][0]


def test_markdown_tells_them_in_one_line() -> None:
    line = next(line for line in write_markdown(findings(), {}).splitlines() if "Jeanne Petit" in line)
    assert "by Jeanne Petit" in line and "in Monde \\*" in line and "tagged blé, Norvanie" in line
    assert line.count("2016-05-12T10:30:00+02:00") == 2


@pytest.mark.parametrize("name", ["article.title.markup", "article.byline.markup", "article.zone.outside"])
def test_rules_of_the_code_are_explained(name: str) -> None:
    told_of = rule(name)
    assert told_of.title == name
    assert told_of.facts[0].field == "what" and told_of.facts[0].value.endswith(".")


def test_a_part_of_a_name_brings_the_rules_of_the_code_near() -> None:
    with pytest.raises(NotFoundError) as caught:
        rule("article.title")
    assert "article.title.markup" in (caught.value.mend or "")
