"""What a page tells of itself: title, authors, outlet, section, tags out of markup, container and bylines."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flat_pages import LEAD, SECOND, THIRD, TITLE
from hypothesis import given, settings
from hypothesis import strategies as some
from media_tables import KNOWLEDGE
from trafilatura.utils import load_html

from recoupe.languages.en import PACK as ENGLISH
from recoupe.languages.fr import PACK as FRENCH
from recoupe.records.pages import Article, Declared, MediaType
from recoupe.stages.article import label_reasons, read_article
from recoupe.stages.article.authors.book import BylineFile, BylineRule, read_bylines
from recoupe.stages.article.authors.names import people
from recoupe.stages.article.markup import read_markup
from recoupe.stages.article.markup.choosing import choose_authors, choose_title
from recoupe.stages.capture.readers.pages import About, make_capture

PACKS = {"fr": FRENCH, "en": ENGLISH}
BOOK = read_bylines(PACKS)
RULES = [rule for pack in PACKS.values() for rule in pack.read("bylines", BylineFile).rules]


def page(head: str = "", byline: str = "", title: str = TITLE) -> str:
    return (
        f'<!DOCTYPE html><html lang="fr"><head><title>{title} | Gazette du Sud</title>{head}</head><body><article>'
        f"<h1>{title}</h1>{byline}<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p></article></body></html>"
    )


def linked(**fields: Any) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def read(markup: str, declared: Declared | None = None, kind: MediaType = "html", made: bool = False) -> Article:
    about = About(declared=declared)
    capture = make_capture(markup.encode(), "pages/p", kind, text=markup if made else None, about=about)
    found = read_article(capture, PACKS, KNOWLEDGE)
    assert isinstance(found, Article)
    for block in found.blocks:
        assert found.text[block.start : block.end].strip()
    for credit in found.credits:
        assert found.text[credit.start : credit.end] == credit.text
    return found


PERSON = {"@type": "Person", "name": "Jeanne Petit"}


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (linked(author=PERSON), ("Jeanne Petit",)),
        (linked(author=[PERSON, {"@type": "Person", "name": "Loïc Martin"}]), ("Jeanne Petit", "Loïc Martin")),
        (linked(author="Jeanne Petit et Loïc Martin"), ("Jeanne Petit", "Loïc Martin")),
        (linked(author={"@type": "Person", "givenName": "Jeanne", "familyName": "Petit"}), ("Jeanne Petit",)),
        (linked(author={"@type": "Person", "name": ["Jeanne Petit", "Loïc Martin"]}), ("Jeanne Petit", "Loïc Martin")),
        (linked(author={"@type": "Organization", "name": "Gazette du Sud"}), ()),
        (linked(author={"@type": "Person", "name": "La rédaction"}), ()),
        (linked(author={"@type": "Person", "name": "admin"}), ()),
        ('<meta name="author" content="Jeanne Petit">', ("Jeanne Petit",)),
        ('<meta name="author" content="Par Jeanne Petit, à Moscou">', ("Jeanne Petit",)),
        ('<meta property="article:author" content="https://social.example/jeanne">', ()),
        ('<meta name="author" content="jeanne@gazette.example">', ()),
        ('<meta name="author" content="gazette.example">', ()),
        (
            '<meta name="author" content="Gazette du Sud"><meta name="parsely-author" content="Anna Dupuis">',
            ("Anna Dupuis",),
        ),
        ('<meta name="sailthru.author" content="JEAN d\'ORVAL">', ("JEAN d'ORVAL",)),
        (
            '<meta name="DC.creator" content="Jeanne Petit"><meta name="DC.creator" content="Loïc Martin">',
            ("Jeanne Petit", "Loïc Martin"),
        ),
    ],
)
def test_authors_in_the_markup(head: str, authors: tuple[str, ...]) -> None:
    assert read(page(head)).authors == authors


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ('<p class="byline">Par <a rel="author" href="/jp">Jeanne Petit</a> le 12 mai 2016</p>', ("Jeanne Petit",)),
        ('<span itemprop="author"><span itemprop="name">Jeanne Petit</span> journaliste</span>', ("Jeanne Petit",)),
        ('<div class="article-author">By Jane Doe and John Roe</div>', ("Jane Doe", "John Roe")),
        ("<p>Par Jeanne Petit</p>", ("Jeanne Petit",)),
        ('<div class="comments"><span class="author">Loïc Martin</span></div>', ()),
        ('<aside class="related"><span class="author">Loïc Martin</span></aside>', ()),
    ],
)
def test_authors_in_elements(byline: str, authors: tuple[str, ...]) -> None:
    assert read(page(byline=byline)).authors == authors


def test_a_graph_with_references() -> None:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "Le Courrier du Golfe"},
            {"@type": "Person", "@id": "#p", "name": "Jeanne Petit"},
            {
                "@type": ["Article", "NewsArticle"],
                "headline": TITLE,
                "author": {"@id": "#p"},
                "publisher": {"@id": "#site"},
                "articleSection": ["Monde", "Golfe"],
                "keywords": "Norvanie, blé",
                "inLanguage": "fr-FR",
            },
        ],
    }
    script = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    found = read(page(script).replace("Gazette du Sud", "Le Courrier du Golfe"))
    assert (found.authors, found.outlet) == (("Jeanne Petit",), "Le Courrier du Golfe")
    assert (found.section, found.tags) == ("Monde", ("Norvanie", "blé"))


def test_section_and_tags_by_trust() -> None:
    head = (
        '<meta property="article:section" content="/monde/"><meta property="article:tag" content="Norvanie">'
        '<meta property="article:tag" content="Blé"><meta name="keywords" content="info, actualité, direct">'
    )
    found = read(page(head))
    assert (found.section, found.tags) == ("monde", ("Norvanie", "Blé"))
    assert read(page('<meta property="article:section" content="Uncategorized">')).section is None
    assert read(page('<meta name="keywords" content="info; blé; Info">')).tags == ("info", "blé")


def test_an_agency_that_the_markup_names_is_a_credit_with_a_place() -> None:
    for author in ("AFP", "La rédaction avec AFP", "Jeanne Petit avec AFP"):
        found = read(page(linked(author=author)))
        assert found.agencies == ("AFP",)
        assert found.authors == (("Jeanne Petit",) if "Petit" in author else ())
        assert any(block.rule == "article.byline.markup" for block in found.blocks)
    again = read(page(linked(author="AFP"), "<p>(AFP)</p>"))
    assert [credit.name for credit in again.credits] == ["AFP"]


def test_the_title_that_sources_agree_on() -> None:
    social = '<meta property="og:title" content="Vous ne devinerez jamais ce que le ministre a promis">'
    assert read(page(social + linked())).title == TITLE
    assert choose_title([("og", f"{TITLE} - Gazette"), ("h1", f"Monde | {TITLE}"), ("headline", TITLE)]) == TITLE
    assert choose_title([("og", TITLE[:30] + "…"), ("h1", TITLE)]) == TITLE
    assert choose_title([]) is None


def test_a_title_loses_its_site_even_with_a_tagline() -> None:
    head = '<meta property="og:site_name" content="Gazette du Sud - Le journal des rives">'
    markup = page(head).replace(" | Gazette du Sud", " | Gazette du Sud - Le journal des rives")
    found = read(markup.replace("<h1>", "<h2>").replace("</h1>", "</h2>"))
    assert (found.title, found.outlet) == (TITLE, "Gazette du Sud")


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="lemonde.fr">', "Le Monde"),
        (linked(publisher={"@type": "Organization", "name": "Radio du Lac"}), "Radio du Lac"),
        ('<meta property="og:site_name" content="www.radiodulac.example">', "Gazette du Sud"),
        ('<meta property="article:publisher" content="https://social.example/radiodulac">', "Gazette du Sud"),
        ("", "Gazette du Sud"),
    ],
)
def test_the_outlet_in_the_markup(head: str, outlet: str) -> None:
    assert read(page(head)).outlet == outlet


def test_what_a_container_declares_is_used_where_the_page_says_nothing() -> None:
    declared = Declared(
        source="row 1",
        title=TITLE,
        authors=("Jeanne Petit", "AFP"),
        outlet="Gazette du Sud",
        section="Monde",
        tags=("blé",),
    )
    found = read(f"{LEAD}\n\n{SECOND}\n\n{THIRD}\n", declared, kind="text", made=True)
    assert (found.title, found.authors, found.outlet) == (TITLE, ("Jeanne Petit",), "Gazette du Sud")
    assert (found.section, found.tags, found.agencies, found.own_text) == ("Monde", ("blé",), ("AFP",), True)
    assert [block.kind for block in found.blocks] == ["title", "dateline", "body", "body", "body"]
    assert found.text.startswith(TITLE)
    entry = read(f"<p>{LEAD}</p><h2>Contexte</h2><p>{SECOND}</p><p>{THIRD}</p>", declared)
    assert (entry.title, entry.blocks[0].rule) == (TITLE, "article.title.declared")


def test_a_declared_title_that_the_text_prints_is_not_written_twice() -> None:
    declared = Declared(source="row 1", title=f"{TITLE} | Gazette du Sud", outlet="Gazette du Sud")
    found = read(f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n", declared, kind="text", made=True)
    assert (found.title, found.text.count(TITLE)) == (TITLE, 1)
    file = Declared(source="metadata Title of the PDF", title="Microsoft Word - page_12.docx")
    assert read(f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n", file, kind="text", made=True).title == TITLE


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_byline_rules_keep_their_promises(rule: BylineRule) -> None:
    for text in rule.examples:
        assert people(text, BOOK, signed=False), text
    for text in rule.counter_examples:
        assert not people(text, BOOK, signed=False), text


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("De notre correspondant à Port-Azur, Loïc Martin", ["Loïc Martin"]),
        ("Propos recueillis par Jeanne Petit et Loïc Martin", ["Jeanne Petit", "Loïc Martin"]),
        ("By Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("(Reporting by Jane Doe in Beirut; Editing by John Roe)", ["Jane Doe"]),
        ("Par Ahmed al-Masri et Leïla Ben Ali (avec AFP)", ["Ahmed al-Masri", "Leïla Ben Ali"]),
        ("Par Jeanne Petit | 12 mai 2016 à 10h30", ["Jeanne Petit"]),
        ("Par ailleurs, le ministre a nié", []),
        ("By the river", []),
        ("Jeanne Petit", []),
    ],
)
def test_bylines_in_lines(line: str, names: list[str]) -> None:
    assert list(people(line, BOOK, signed=False)) == names


def test_authors_by_agreement() -> None:
    assert choose_authors([("A B",), ("C D",), ("C D",)]) == ("C D",)
    assert choose_authors([("A B",), ("A B", "C D")]) == ("A B", "C D")
    assert choose_authors([("A B",), ("A B", "C D", "E F", "G H")]) == ("A B",)
    assert choose_authors([]) == ()


def test_broken_linked_data_is_salvaged_or_left() -> None:
    for script in ("{", "[" * 50_000, '{"a": 1}' * 3, "null", '"text"', "[1, 2]", '{"@graph": {"@graph": null}}'):
        assert read(page(f'<script type="application/ld+json">{script}</script>')).title == TITLE
    comma = '{"@type": "NewsArticle", "author": {"@type": "Person", "name": "Jeanne Petit"},}'
    assert read(page(f'<script type="application/ld+json">{comma}</script>')).authors == ("Jeanne Petit",)


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=12),
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(
            some.sampled_from(
                [
                    "@type",
                    "@id",
                    "@graph",
                    "author",
                    "name",
                    "publisher",
                    "keywords",
                    "articleSection",
                    "headline",
                    "isPartOf",
                ]
            ),
            inner | some.sampled_from(["NewsArticle", "Person", "Organization", "WebPage"]),
            max_size=6,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_linked_data_is_read(data: Any) -> None:
    script = json.dumps(data).replace("</", "<\\/")
    tree = load_html(
        f'<html><head><script type="application/ld+json">{script}</script></head><body><p>x</p></body></html>'
    )
    found = read_markup(tree)
    assert all(isinstance(words, str) for fields in found.authors for words in fields)


def test_reasons_are_sentences() -> None:
    reasons = label_reasons()
    assert {"article.title.markup", "article.title.declared", "article.byline.markup"} <= reasons.keys()
    assert all(text.endswith(".") for text in reasons.values())
