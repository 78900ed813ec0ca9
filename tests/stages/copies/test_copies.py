"""Passages that stand in two articles: found where they stand, with edits, and nothing that is only a name."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article
from recoupe.records.copies import Copy
from recoupe.records.pages import Article, Block
from recoupe.records.times import Dating
from recoupe.stages.copies import find_copies
from recoupe.stages.copies.sheets import WordNumbers, fold, lay_out
from recoupe.stages.copies.telling import quotations

SENTENCE = (
    "les deux gouvernements prévoient de rouvrir avant la fin du mois les trois postes frontière que la crue "
    "avait emportés au printemps"
)
WORDS = [
    "barrage",
    "colline",
    "fenêtre",
    "marchand",
    "ouvrier",
    "rivière",
    "silence",
    "tambour",
    "village",
    "verger",
    "chemin",
    "grenier",
    "lanterne",
    "moulin",
    "nuage",
    "panier",
    "quartier",
    "sentier",
    "troupeau",
    "voisine",
    "de",
    "la",
    "sur",
    "et",
    "un",
    "pour",
    "dans",
    "avec",
]


def page(body: str, name: str, title: str = "Titre") -> Article:
    """An article with a title that no other has."""
    return article(f"{title} {name}\n\n{body}\n", f"{name}.txt")


def shared(copy: Copy, *articles: Article) -> list[str]:
    """The words of a copy on its first page."""
    text = next(one.text for one in articles if one.id == copy.articles[0])
    return [text[span.start : span.end] for span in copy.spans[0]]


def test_a_sentence_taken_over_is_found_where_it_stands() -> None:
    one = page(f"Le maire l'a dit hier soir. Selon lui, {SENTENCE}. Il pleuvait.", "one")
    other = page(f"Rien de neuf au marché. On apprend que {SENTENCE}, sans plus.", "other")
    (copy,) = find_copies([one, other])
    assert shared(copy, one, other) == [SENTENCE]
    assert copy.words == copy.longest_run == len(SENTENCE.split())
    assert not copy.inside_quotation


def test_a_changed_tense_and_an_added_word_are_bridged() -> None:
    edited = SENTENCE.replace("prévoient", "prévoyaient").replace("de rouvrir avant", "de rouvrir tous avant")
    one, other = page(SENTENCE, "one"), page(f"On croyait que {edited}.", "other")
    (copy,) = find_copies([one, other])
    assert len(copy.spans[0]) == len(copy.spans[1]) > 1
    assert copy.words >= 17


def test_titles_and_names_alone_are_no_copy() -> None:
    formula = "le ministre norvégien des Affaires étrangères Anders Nilsen"
    longer = (
        "la haute représentante de l'Union européenne pour les affaires étrangères et la politique de sécurité Ana Blum"
    )
    for words in (formula, longer):
        one = page(f"Hier à Oslo, {words} a reçu une délégation de pêcheurs.", "one")
        other = page(f"Au sommet, {words} demandait davantage de crédits.", "other")
        assert find_copies([one, other]) == ()


SAID = "La marine n'envisage pas de partager ses cartes des fonds avec le Danemark"
TOLD = "la marine a répondu qu'elle n'envisageait pas de partager ses cartes des fonds avec le Danemark"


def test_a_sentence_turned_into_indirect_speech_is_likely_a_copy_and_points_to_the_plain_one() -> None:
    one, other = page(f"Le port est fermé. {SAID}.", "one"), page(f"Il pleuvait. Toutefois, {TOLD}.", "other")
    (copy,) = find_copies([one, other])
    assert copy.certainty == "likely"
    first, second = (at.text[span[0].start : span[0].end] for at, span in zip((one, other), copy.spans, strict=True))
    assert (first, second) == (SAID, f"Toutefois, {TOLD}") or copy.articles[0] == other.id
    assert copy.direction == ("first->second" if copy.articles[0] == one.id else "second->first")
    assert "content words in the same order" in copy.why and "attribution" in copy.why
    assert copy.words >= 10


def test_a_sure_copy_is_not_proposed_again_as_likely() -> None:
    one, other = page(f"{SAID}. Rappel : {SENTENCE}.", "one"), page(f"Ainsi, {SENTENCE}. Mais {TOLD}.", "other")
    assert sorted(copy.certainty for copy in find_copies([one, other])) == ["likely", "sure"]


@pytest.mark.parametrize(
    "other",
    [
        "La marine norvégienne a publié de nouvelles cartes des fonds autour du Danemark et des îles",
        "Le ministre norvégien des Affaires étrangères Anders Nilsen a reçu à Oslo la délégation du Danemark",
        "Le Danemark avec ses fonds envisage des cartes que la marine de Norvège voudrait partager un jour",
    ],
)
def test_the_same_matter_in_other_words_or_another_order_is_no_likely_copy(other: str) -> None:
    assert find_copies([page(f"{SAID}.", "one"), page(f"{other}.", "other")]) == ()


def test_direction_follows_credits_and_dates_and_stays_open_when_they_disagree() -> None:
    words = f"{SENTENCE}."
    early = article(f"Titre un\n\n{words}\n", "one.txt", published=dated("2031-03-04"), outlet="Le Matin du fjord")
    late = article(f"Titre deux\n\n{words}\n", "two.txt", published=dated("2031-03-09"))
    assert pointed(early, late) == early.id
    crediting = article(f"Titre deux\n\n{words} C'est ce qu'écrit Le Matin du fjord.\n", "two.txt")
    assert pointed(replace(early, published=None), crediting) == early.id
    before = replace(crediting, published=dated("2031-03-01"))
    (copy,) = find_copies([early, before])
    assert copy.direction is None and copy.why.startswith("the evidence disagrees")
    (copy,) = find_copies([replace(early, published=None), late])
    assert copy.direction is None and copy.why == ""


def pointed(one: Article, other: Article) -> str:
    """The id of the article from which a passage came."""
    (copy,) = find_copies([one, other])
    assert copy.direction is not None
    return copy.articles[0 if copy.direction == "first->second" else 1]


def dated(day: str) -> Dating:
    """Published on that day."""
    return Dating(earliest=date.fromisoformat(day), latest=date.fromisoformat(day), basis="explicit")


def test_only_a_quotation_in_common_is_marked_so() -> None:
    words = "nous rouvrirons avant la fin du mois les trois postes que la crue avait emportés au printemps dernier"
    one = page(f"« {words} », a déclaré le préfet.", "one")
    other = page(f'Le préfet assure : "{words}".', "other")
    (copy,) = find_copies([one, other])
    assert copy.inside_quotation
    told = page(f"Le préfet assure que {words}.", "told")
    assert not any(copy.inside_quotation for copy in find_copies([one, told]))


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    text = "Titre\n\n« Jamais nous ne céderons\n\nLe calme est revenu, dit « la mairie »."
    assert [text[start:end].strip() for start, end in quotations(article(text))] == [
        "Jamais nous ne céderons",
        "la mairie",
    ]


def test_typography_of_houses_is_folded() -> None:
    end = "selon les relevés du port"
    one = page(f"Plus de 283 000 habitants ont quitté l’île en bateau, au cœur de l'hiver, {end}", "one")
    other = page(f"plus de 283.000 habitants ont quitté l'ile en bateau au coeur de l’hiver {end}", "other")
    (copy,) = find_copies([one, other])
    assert copy.longest_run == copy.words == 20
    assert fold("283'000") == fold("283\u00a0000") == "283000"


def test_furniture_captions_and_titles_are_not_compared() -> None:
    one, other = page(SENTENCE, "one"), page(SENTENCE, "other")
    for kind in ("furniture", "caption", "title", "dateline"):
        blocks = tuple(replace(block, kind=kind) for block in other.blocks)
        assert find_copies([one, replace(other, blocks=blocks)]) == ()


def test_a_run_is_cut_where_furniture_stands_between_its_words() -> None:
    words = SENTENCE.split()
    first, second = " ".join(words[:10]), " ".join(words[10:])
    text = f"T\n\n{first}\nLIRE AUSSI\n{second}"
    at = text.index("LIRE")
    blocks = (
        Block(start=3, end=3 + len(first), kind="body", rule="t"),
        Block(start=at, end=at + 10, kind="furniture", rule="t"),
        Block(start=at + 11, end=len(text), kind="body", rule="t"),
    )
    broken = article(text, "broken.txt", blocks=blocks)
    (copy,) = find_copies([page(SENTENCE, "whole"), broken])
    side = copy.articles.index(broken.id)
    assert all("LIRE" not in text[span.start : span.end] for span in copy.spans[side])
    assert len(copy.spans[side]) == 2


def test_a_passage_printed_twice_on_a_page_is_one_copy() -> None:
    one, other = page(SENTENCE, "one"), page(f"{SENTENCE}. Autre chose encore à dire. {SENTENCE}.", "other")
    assert len(find_copies([one, other])) == 1


@pytest.mark.parametrize("body", ["", "Court.", "mot " * 3])
def test_pages_with_hardly_a_word_are_read_without_complaint(body: str) -> None:
    empty = article(f"Titre\n\n{body}", "empty.txt")
    assert find_copies([empty, page(SENTENCE, "one")]) == ()
    assert find_copies([]) == ()


def drawn(seed: int, count: int) -> list[Article]:
    """Articles of drawn words, some with a passage of another one."""
    rng = random.Random(seed)
    texts = [rng.choices(WORDS, k=rng.randint(20, 60)) for _ in range(count)]
    for number in range(1, count):
        if rng.random() < 0.6:
            source = texts[rng.randrange(number)]
            begin = rng.randrange(max(1, len(source) - 18))
            at = rng.randrange(len(texts[number]))
            texts[number][at:at] = source[begin : begin + 18]
    return [page(" ".join(words), f"p{number}") for number, words in enumerate(texts)]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(2, 6), order=st.randoms(use_true_random=False))
def test_order_changes_nothing_and_both_sides_hold_the_same_words(seed: int, count: int, order: random.Random) -> None:
    articles = drawn(seed, count)
    copies = find_copies(articles)
    shuffled = articles[:]
    order.shuffle(shuffled)
    assert find_copies(shuffled) == copies
    by_id = {one.id: one for one in articles}
    for copy in copies:
        assert copy.articles == tuple(sorted(copy.articles))
        left, right = (
            [by_id[key].text[span.start : span.end].lower().split() for span in spans]
            for key, spans in zip(copy.articles, copy.spans, strict=True)
        )
        assert left == right
        assert copy.words == sum(len(run) for run in left)
        assert copy.longest_run == max(len(run) for run in left)
        for key, spans in zip(copy.articles, copy.spans, strict=True):
            body = next(block for block in by_id[key].blocks if block.kind == "body")
            assert all(body.start <= span.start < span.end <= body.end for span in spans)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_whoever_copies_whom_the_passage_is_the_same(seed: int) -> None:
    one, other = drawn(seed, 2)
    there = find_copies([one, other])
    renamed = replace(one, id="a" + "f" * 12), replace(other, id="a" + "0" * 12)
    back = find_copies(renamed)
    assert {frozenset(copy.spans) for copy in there} == {frozenset(copy.spans) for copy in back}


def test_word_numbers_do_not_hang_on_the_order_of_pages() -> None:
    first, second = page("rivière colline", "one"), page("colline rivière", "other")
    assert set(lay_out(first, WordNumbers()).numbers) == set(lay_out(second, WordNumbers()).numbers)


@pytest.mark.shared
def test_founding_pages_share_what_the_gold_says(shared: Path) -> None:
    pages = {}
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        whole = (Block(start=0, end=len(text), kind="body", rule="test"),)
        pages[path.stem] = article(text, path.name, blocks=whole)
    story = json.loads((shared / "gold" / "seeds" / "seeds.story.json").read_text("utf-8"))
    copies = find_copies(list(pages.values()))
    wanted = reached = 0
    for passage in story["copied_passages"]:
        for side in passage["spans"]:
            key, (start, end) = pages[side["page"]].id, side["span"]
            covered = {
                at
                for copy in copies
                if key in copy.articles
                for span in copy.spans[copy.articles.index(key)]
                for at in range(span.start, span.end)
            }
            wanted += end - start
            reached += len(covered & set(range(start, end)))
    assert reached / wanted >= 0.95
    pairs = {frozenset(copy.articles) for copy in copies}
    told = {frozenset(pages[name].id for name in passage["pages"]) for passage in story["copied_passages"]}
    assert pairs == told
