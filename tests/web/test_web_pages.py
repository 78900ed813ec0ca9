"""Each screen shows what was found, counts open their lists, and the structure serves every reader."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from recoupe.records.pages import Article, Block
from recoupe.web import wording
from recoupe.web.holding import Holding
from recoupe.web.pages.reading import Marked, paragraphs


@pytest.mark.parametrize("language", ["en", "fr"])
def test_structure(reader: TestClient, addresses: list[str], language: str) -> None:
    for path in [*addresses, "/nowhere", "/chronology?q=zzz"]:
        tree = html.fromstring(reader.get(path, headers={"accept-language": language}).text)
        assert tree.get("lang") == language, path
        assert len(tree.xpath("//h1")) == 1 and len(tree.xpath("//main")) == 1, path
        levels = [int(node.tag[1]) for node in tree.xpath("//h1|//h2|//h3|//h4")]
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), path
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        assert not [value for value in tree.xpath("//@tabindex") if int(value) > 0], path
        fields = tree.xpath("//input[not(@type='hidden')]|//select")
        assert all(tree.xpath("//label[@for=$name]", name=field.get("id")) for field in fields), path
        assert not tree.xpath("//th[not(@scope)]") and len(tree.xpath("//table")) == len(tree.xpath("//caption")), path
        assert tree.xpath("//a[@class='skip'][@href='#main']") and not tree.xpath("//@style|//script"), path
        assert all("".join(node.itertext()).strip() for node in tree.xpath("//a|//button")), path


def test_every_link_leads_somewhere(reader: TestClient, addresses: list[str]) -> None:
    seen: set[str] = set()
    for path in addresses:
        tree = html.fromstring(reader.get(path).text)
        tree.make_links_absolute(f"http://127.0.0.1:8765{path}")
        seen.update(str(href) for href in tree.xpath("//a/@href|//link[@rel='alternate']/@href"))
    for address in sorted(seen):
        whole, _, fragment = address.partition("#")
        answer = reader.get(whole)
        assert answer.status_code == 200, address
        if fragment:
            assert html.fromstring(answer.text).xpath("//*[@id=$name]", name=fragment), address


def test_evidence_leads_to_the_words(reader: TestClient, holding: Holding) -> None:
    event = holding.current().findings.events[0]
    for proof in reader.get(f"/events/{event.id}.json").json()["evidence"]:
        page, _, anchor = proof["href"].partition("#")
        found = html.fromstring(reader.get(page).text).xpath("//*[@id=$name]", name=anchor)
        assert found[0].text == "a proposé" and "k-event" in found[0].get("class")


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 2),
        ("q=tr%C3%AAve", 1),
        ("q=zzz", 0),
        ("actor=p1", 1),
        ("did=p1", 1),
        ("had=p1", 0),
        ("outlet=L%27Exemple+%26+Cie", 1),
        ("outlet=nobody", 0),
        ("type=AGREE", 2),
        ("status=happened", 1),
        ("level=narrated", 1),
        ("origins=1", 2),
        ("origins=2", 0),
        ("disputed=1", 1),
        ("undated=1", 1),
        ("since=2022-04", 1),
        ("since=2022-05", 0),
        ("until=2022-02", 0),
        ("story=y1", 1),
        ("disputed=1&undated=1", 0),
    ],
)
def test_filters(reader: TestClient, query: str, number: int) -> None:
    assert reader.get(f"/chronology.json?{query}").json()["way"]["total"] == number


def test_counts_and_bars_open_the_list_that_they_count(reader: TestClient) -> None:
    told = reader.get("/chronology.json").json()
    pairs = [(count["href"], count["count"]) for count in told["counts"]]
    pairs += [(bar["href"], bar["sure"] + bar["maybe"]) for bar in told["strip"]["bars"]]
    assert len(pairs) >= 5
    for href, number in pairs:
        assert reader.get(href.replace("?", ".json?")).json()["way"]["total"] == number, href


def test_a_vague_date_is_possible_in_each_month_that_it_touches(reader: TestClient) -> None:
    bars = reader.get("/chronology.json").json()["strip"]["bars"]
    assert [(bar["since"], bar["sure"], bar["maybe"]) for bar in bars] == [("2022-03", 0, 1), ("2022-04", 0, 1)]


def test_a_search_with_too_many_hits_says_so(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Too many records" not in reader.get("/chronology?q=Moscou").text
    monkeypatch.setattr("recoupe.web.pages.chronology.MOST_HITS", 2)
    assert "Too many records" in reader.get("/chronology?q=Moscou").text


def test_the_undated_stand_apart(reader: TestClient) -> None:
    tree = html.fromstring(reader.get("/chronology").text)
    assert [node.text_content() for node in tree.xpath("//section[@class='undated']//h2")] == ["Without a date"]


def test_overlaps_become_segments_that_spell_the_text() -> None:
    text = "abcdefgh\n\nMenu\n"
    grey = Block(start=10, end=14, kind="furniture", rule="t")
    page = Article(
        id="a",
        capture="k",
        page="p",
        sha256="",
        text=text,
        own_text=True,
        language="fr",
        title=None,
        outlet=None,
        blocks=(grey,),
    )
    marks = [Marked(start=0, end=5, kind="statement", told="S"), Marked(start=3, end=8, kind="actor", told="A")]
    lines = paragraphs(page, marks, {3})
    told = [(s["text"], s["kinds"], s["told"]) for s in lines[0]["segments"] if s["text"].strip()]
    assert told == [("abc", ["statement"], "S"), ("de", ["statement", "actor"], "S; A"), ("fgh", ["actor"], "A")]
    assert [line["furniture"] for line in lines] == [False, True]


def test_furniture_is_grey_and_the_page_is_told_as_text(reader: TestClient, holding: Holding) -> None:
    tree = html.fromstring(reader.get(f"/articles/{holding.current().findings.readings[0].article.id}").text)
    assert [node.text_content().strip() for node in tree.xpath("//p[@class='furniture']")] == [
        "Abonnez-vous à la lettre"
    ]
    assert '"><img src=x onerror=y>' in tree.xpath("//article")[0].text_content()


def test_language_by_browser_then_by_switch_then_by_cookie(reader: TestClient) -> None:
    assert "Chronologie" in reader.get("/chronology", headers={"accept-language": "de, fr-CA;q=0.8, en;q=0.1"}).text
    assert 'lang="en"' in reader.get("/chronology", headers={"accept-language": "de"}).text
    assert 'lang="fr"' in reader.get("/chronology?lang=fr", headers={"accept-language": "en"}).text
    assert 'lang="fr"' in reader.get("/chronology", headers={"accept-language": "en"}).text
    assert 'lang="fr"' in reader.get("/chronology?lang=xx", headers={"accept-language": "en"}).text


def test_every_phrase_of_the_templates_is_translated() -> None:
    import re

    folder = Path(wording.__file__).parent
    said = "".join(path.read_text("utf-8") for path in (folder / "templates").glob("*.html"))
    phrases = set(re.findall(r"""_\(["']([^"']+)["']\)""", said))
    assert len(phrases) > 40
    assert not phrases - set(wording.load_catalogues()["fr"])


@pytest.mark.parametrize(
    ("earliest", "latest", "told"),
    [
        ("2022-03-01", "2022-03-01", "1 mars 2022"),
        ("2022-03-01", "2022-03-31", "mars 2022"),
        ("2024-02-01", "2024-02-29", "février 2024"),
        ("2022-01-01", "2022-12-31", "2022"),
    ],
)
def test_dates_are_as_precise_as_told(earliest: str, latest: str, told: str) -> None:
    assert wording.days(earliest, latest, "fr") == told


def test_a_range_names_both_ends() -> None:
    assert {"3", "9"} <= set(wording.days("2022-03-03", "2022-03-09", "en").replace("–", " ").replace(",", " ").split())


def test_unknown_ids_are_not_found(reader: TestClient) -> None:
    for path in ("/events/x", "/articles/x", "/actors/x", "/statements/x", "/events/x.json", "/openapi.json", "/docs"):
        assert reader.get(path).status_code == 404
