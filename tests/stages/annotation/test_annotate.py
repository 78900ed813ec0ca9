"""From articles to passages: order, offsets, sentences, bounds."""

from __future__ import annotations

import pytest

from recoupe.errors import ResourceError
from recoupe.languages import en, fr
from recoupe.languages.pack import LanguagePack
from recoupe.records.pages import Article, Block, BlockKind
from recoupe.stages.annotation import annotate, passages

PACKS = {"fr": fr.PACK, "en": en.PACK}


def _article(text: str, language: str = "fr", kinds: tuple[BlockKind, ...] = ("body",), name: str = "a1") -> Article:
    size = len(text) // len(kinds)
    blocks = tuple(
        Block(start=place * size, end=len(text) if place == len(kinds) - 1 else (place + 1) * size, kind=kind, rule="t")
        for place, kind in enumerate(kinds)
    )
    return Article(
        id=name, capture="k1", page="one.txt", sha256="", text=text, own_text=True, language=language, title=None,
        outlet=None, blocks=blocks,
    )  # fmt: skip


def _sentences(text: str, language: str = "fr") -> list[str]:
    ((_, found),) = annotate([_article(text, language)], PACKS)
    return [str(passage.doc[start:end]).strip() for passage in found for start, end in passage.sentences]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le groupe est islamique.Au lendemain, il a fui.", ["Le groupe est islamique.", "Au lendemain, il a fui."]),
        ("M. Martin est parti. Mme Duval reste.", ["M. Martin est parti.", "Mme Duval reste."]),
        ("« Partez. Vite. », a dit J. B. Morel. Il sort.", ["« Partez. Vite. », a dit J. B. Morel.", "Il sort."]),
        ('"Partez. Vite", a dit le roi. Il sort.', ['"Partez. Vite", a dit le roi.', "Il sort."]),
        ('Ils ont fui ce pays."Les morts" restent.', ["Ils ont fui ce pays.", '"Les morts" restent.']),
        ("Le roi est mort.\nVive le roi.", ["Le roi est mort.", "Vive le roi."]),
        ("Paris propose\ndes discussions à Rome.", ["Paris propose des discussions à Rome."]),
        ("La guerre en chiffres\nLe conflit dure.", ["La guerre en chiffres", "Le conflit dure."]),
        ("« Ouvert sans fin. Il parle. Il sort.", ["« Ouvert sans fin.", "Il parle.", "Il sort."]),
        ("Le 3.5 est sorti. Fin.", ["Le 3.5 est sorti.", "Fin."]),
        ("Qui est là ? Personne.", ["Qui est là ?", "Personne."]),
    ],
)
def test_where_sentences_begin(text: str, expected: list[str]) -> None:
    assert _sentences(text) == expected


@pytest.mark.model
def test_lines_broken_for_width_are_one_sentence() -> None:
    lines = [
        "Le ministre des Affaires étrangères a rencontré mardi à",
        "Genève son homologue finlandais et le secrétaire de la",
        "Ligue, avant une visite à Rome où il doit retrouver le",
        "Premier ministre italien. La visite durera deux jours.",
    ]  # fmt: skip
    assert len(_sentences("\n".join(lines))) == 2


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "count"),
    [("Mr. Smith met Gen. Jones in the U.S. on Monday. He left.", 2), ("The town is dead.The next one lives.", 2)],
)
def test_english_sentences(text: str, count: int) -> None:
    assert len(_sentences(text, "en")) == count


@pytest.mark.model
def test_offsets_count_in_the_article() -> None:
    text = "Titre\n\nL’armée d’Alep\u00a0a frappé\tdeux villages."
    ((_, found),) = annotate([_article(text)], PACKS)
    for passage in found:
        for token in passage.doc:
            first, last = passage.offsets(token.i, token.i + 1)
            assert len(text[first:last]) == len(token.text)
            assert text[first:last].translate(passages.SAME_LENGTH) == token.text


@pytest.mark.model
def test_articles_come_back_in_their_order_whatever_their_language() -> None:
    given = [
        _article("Le roi dort.", "fr", name="a1"), _article("The king sleeps.", "en", name="a2"),
        _article("", "fr", name="a3"), _article("König", "de", name="a4"), _article("Il part.", "fr", name="a5"),
    ]  # fmt: skip
    found = list(annotate(given, PACKS))
    assert [article.id for article, _ in found] == ["a1", "a2", "a3", "a4", "a5"]
    assert [len(read) for _, read in found] == [1, 1, 0, 0, 1]
    assert all(passage.article == article.id for article, read in found for passage in read)


@pytest.mark.model
def test_titles_and_bodies_are_read_and_nothing_else() -> None:
    kinds: tuple[BlockKind, ...] = ("title", "body", "caption", "furniture", "dateline")
    ((_, found),) = annotate([_article("Un roi. " * 5, kinds=kinds)], PACKS)
    assert len(found) == 2


@pytest.mark.model
def test_a_long_block_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages, "PIECE", 60)
    text = "Le roi dort dans son lit. " * 8
    ((_, found),) = annotate([_article(text)], PACKS)
    assert len(found) > 1
    assert sum(len(passage.sentences) for passage in found) == 8
    assert all(text[passage.start :].startswith(passage.doc.text[:20]) for passage in found)


def test_a_missing_model_names_the_command_that_mends_it() -> None:
    pack = LanguagePack(code="fr", model="no_such_model", package="recoupe.languages.fr")
    with pytest.raises(ResourceError, match="pip install no-such-model"):
        list(annotate([_article("Le roi dort.")], {"fr": pack}))


def test_nothing_to_read_loads_no_model() -> None:
    pack = LanguagePack(code="fr", model="no_such_model", package="recoupe.languages.fr")
    assert [read for _, read in annotate([_article("")], {"fr": pack})] == [()]
