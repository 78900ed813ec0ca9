"""The door: text pages keep their own text, HTML pages get a clean one; what is no article is refused with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flat_pages import LEAD, SECOND, SIDEBAR, THIRD, TITLE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from media_tables import KNOWLEDGE

from recoupe.languages.en import PACK as ENGLISH
from recoupe.languages.fr import PACK as FRENCH
from recoupe.records.pages import Article, Capture, Refusal
from recoupe.stages.article import read_article
from recoupe.stages.capture import read_pages
from recoupe.stages.capture.readers.pages import make_capture

PACKS = {"fr": FRENCH, "en": ENGLISH}

MARKUP = f"""<!DOCTYPE html><html lang="fr"><head><title>{TITLE} | Le Soir</title>
<meta property="og:site_name" content="Le Soir"><link rel="canonical" href="https://www.lesoir.be/12345/norvanie">
</head><body><nav><ul><li>Accueil</li><li>Monde</li></ul></nav><article><h1>{TITLE}</h1>
<p>{LEAD}</p><p>{SECOND}</p><p>Lire aussi : Le pont de la discorde</p><p>{THIRD}</p><p>(Avec AFP)</p></article>
<footer>© 2016 Le Soir</footer></body></html>"""


def read(data: bytes | str, kind: str = "text") -> Article | Refusal:
    raw = data.encode() if isinstance(data, str) else data
    return read_article(make_capture(raw, "pages/p", "html" if kind == "html" else "text"), PACKS, KNOWLEDGE)


def check(article: Article) -> None:
    """Blocks are in order, apart from each other, inside the text, and end on words."""
    past = 0
    for block in article.blocks:
        assert past <= block.start < block.end <= len(article.text)
        past = block.end
        words = article.text[block.start : block.end]
        if block.kind in ("title", "body"):
            assert words == words.strip()
    for credit in article.credits:
        assert article.text[credit.start : credit.end] == credit.text


def words(article: Article, kind: str) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind == kind]


def test_a_text_page_keeps_its_own_text() -> None:
    found = read(SIDEBAR)
    assert isinstance(found, Article)
    check(found)
    assert (found.text, found.own_text, found.language, found.title) == (SIDEBAR, False, "fr", TITLE)
    assert words(found, "body") == [LEAD, SECOND, THIRD]
    assert found.outlet == "Le Courrier du Golfe"


def test_an_html_page_gets_a_clean_text() -> None:
    found = read(MARKUP, "html")
    assert isinstance(found, Article)
    check(found)
    assert (found.own_text, found.title, found.outlet, found.agencies) == (True, TITLE, "Le Soir", ("AFP",))
    assert found.url == "https://www.lesoir.be/12345/norvanie"
    assert words(found, "title") == [TITLE]
    assert words(found, "body") == [LEAD, SECOND, THIRD]
    assert "Lire aussi" not in found.text and "Accueil" not in found.text


def test_tables_that_lay_a_newsletter_out_are_read_as_paragraphs() -> None:
    rows = "".join(f"<tr><td><p>{paragraph}</p></td></tr>" for paragraph in (LEAD, SECOND, THIRD))
    inner = f"<table><tr><td><h1>{TITLE}</h1></td></tr>{rows}</table>"
    page = f"<html><body><table><tr><td>{inner}</td></tr></table></body></html>"
    found = read(page, "html")
    assert isinstance(found, Article)
    assert words(found, "body") == [LEAD, SECOND, THIRD]


def test_html_without_a_recognised_article_is_read_as_flattened_lines() -> None:
    cell = "<br>".join([TITLE, LEAD])
    found = read(f"<html><body><div>Accueil</div><table><tr><td>{cell}</td></tr></table>", "html")
    assert isinstance(found, Article)
    check(found)
    assert any(LEAD in line for line in words(found, "body"))


def test_bullets_and_tags_at_the_ends_are_left_out_of_blocks() -> None:
    found = read(f"\ufeff• {TITLE}\n\n<p> {LEAD} </p>\n► {SECOND}\n")
    assert isinstance(found, Article)
    check(found)
    assert words(found, "title") == [TITLE]
    assert words(found, "body") == [LEAD, SECOND]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Accueil\nMenu\n12/05/2016\n", "no article"),
        ("...\n---\n123\n", "no article"),
        (
            "Der Außenminister ist am Donnerstag in der Hauptstadt empfangen worden, wie sein Sprecher nach "
            "dem Treffen der Delegationen mitteilte, und er will im nächsten Monat wiederkommen.",
            "no pack reads: de",
        ),
    ],
)
def test_what_is_no_article_of_ours_is_refused(text: str, reason: str) -> None:
    found = read(text)
    assert isinstance(found, Refusal)
    assert reason in found.reason
    assert (found.stage, bool(found.mend)) == ("article", True)


def test_too_long_an_article_is_refused_by_the_limits_name() -> None:
    found = read((LEAD + " ") * 3000)
    assert isinstance(found, Refusal)
    assert "article_characters" in found.reason


def test_ids_depend_on_the_bytes_alone() -> None:
    assert read(SIDEBAR) == read(SIDEBAR)
    one, other = read(SIDEBAR), read(SIDEBAR + "\n")
    assert isinstance(one, Article) and isinstance(other, Article)
    assert one.id != other.id


PIECES = some.sampled_from(
    [
        TITLE,
        LEAD,
        SECOND,
        THIRD,
        "Accueil",
        "Commentaires",
        "Lire aussi",
        "© 2016 X",
        "<div id='a'>",
        "</p>",
        "•",
        "\t",
        "",
        "…",
        "12/05/2016",
        "Le port - Gazette",
        "(AFP)",
        LEAD[:80] + "...",
        "\ufeff",
        "\u2028",
        "\x0c",
        "<",
        ">",
        "[ ... ]",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.binary(max_size=1500), some.sampled_from(["text", "html"]))
def test_any_bytes_are_an_article_or_a_refusal(data: bytes, kind: str) -> None:
    found = read(data, kind)
    assert isinstance(found, Article | Refusal)
    if isinstance(found, Article):
        check(found)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    some.lists(some.one_of(PIECES, some.text(max_size=120)), max_size=30),
    some.sampled_from(["\n", "\r\n", "\n\n", " "]),
)
def test_any_pile_of_lines_gives_sound_blocks(pieces: list[str], break_: str) -> None:
    text = break_.join(pieces)
    try:
        found = read(text)
    except UnicodeEncodeError:
        return
    if isinstance(found, Article):
        check(found)
        assert any(block.kind == "body" for block in found.blocks)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.lists(some.tuples(some.sampled_from(["p", "div", "h1", "li", "td", "span", "b"]), PIECES), max_size=25))
def test_any_pile_of_elements_gives_sound_blocks(elements: list[tuple[str, str]]) -> None:
    found = read("<html><body>" + "".join(f"<{tag}>{words}</{tag}>" for tag, words in elements), "html")
    if isinstance(found, Article):
        check(found)


@pytest.mark.parametrize(
    "text", ["menu\n" * 20_000, "<a " * 100_000, "(" * 100_000, "- " * 100_000, "© 2013 " * 30_000, "AFP " * 50_000]
)
def test_hostile_pages_take_no_longer_than_others(text: str) -> None:
    assert isinstance(read(text), Article | Refusal)


@pytest.mark.shared
def test_the_founding_pages(shared: Path) -> None:
    """Article characters as the score counts them: F1 of at least 0.97; title, outlet and agencies right."""
    right = got = wanted = 0
    for capture in read_pages([shared / "seeds"]):
        assert isinstance(capture, Capture)
        gold = json.loads((shared / "gold" / "seeds" / f"{Path(capture.page).stem}.json").read_text("utf-8"))
        found = read_article(capture, PACKS, KNOWLEDGE)
        assert isinstance(found, Article)
        check(found)
        assert (found.title, found.outlet, list(found.agencies)) == (gold["title"], gold["outlet"], gold["agency"])
        furniture, ignored = list(gold["furniture"]), list(gold["ignored"])
        keep, skip, at = set(), set(), 0
        for line in capture.text.splitlines(keepends=True):
            bare = line.rstrip()
            span = range(at, at + len(bare))
            at += len(line)
            if bare in furniture:
                furniture.remove(bare)
            elif bare in ignored:
                ignored.remove(bare)
                skip.update(span)
            else:
                keep.update(span)
        kept = {place for place in keep if not capture.text[place].isspace()}
        article_blocks = [block for block in found.blocks if block.kind in ("title", "body")]
        told = {place for block in article_blocks for place in range(block.start, block.end)} - skip
        told = {place for place in told if not capture.text[place].isspace()}
        right, got, wanted = right + len(kept & told), got + len(told), wanted + len(kept)
    assert 2 * right / (got + wanted) >= 0.97


@pytest.mark.shared
def test_clean_pages_lose_nothing(shared: Path) -> None:
    for capture in read_pages([shared / "corpora" / "dev" / "pages"]):
        assert isinstance(capture, Capture)
        found = read_article(capture, PACKS, KNOWLEDGE)
        assert isinstance(found, Article), capture.page
        check(found)
        assert {block.kind for block in found.blocks} <= {"title", "body", "furniture"}, capture.page
        lost = sum(block.end - block.start for block in found.blocks if block.kind == "furniture")
        assert lost <= 0.1 * len(found.text), capture.page  # tags and boxes that run into a one-line body
        assert found.title
