"""Events told by nouns: complements, modifiers, owner, participles and the light verb above."""

from __future__ import annotations

import pytest

from recoupe.languages import en, fr
from recoupe.languages.nominals import Nominal, read_nominals
from recoupe.languages.pack import LanguagePack
from recoupe.records.clauses import Passage
from recoupe.records.pages import Article, Block
from recoupe.stages.annotation import annotate

PACKS = {"fr": fr.PACK, "en": en.PACK}
LEMMAS = frozenset(
    {"frappe", "entretien", "attaque", "arrestation", "livraison", "airstrike", "offer", "strike", "talk", "killing"}
    | {"attack"}
)
pytestmark = pytest.mark.model


def _read(text: str, pack: LanguagePack) -> tuple[Passage, Nominal]:
    block = Block(start=0, end=len(text), kind="body", rule="test")
    article = Article(
        id="a1", capture="k1", page="one.txt", sha256="", text=text, own_text=True, language=pack.code, title=None,
        outlet=None, blocks=(block,),
    )  # fmt: skip
    ((_, (passage,)),) = annotate([article], PACKS)
    (nominal,) = read_nominals(passage.doc, pack, LEMMAS, passage.clauses)
    return passage, nominal


@pytest.mark.parametrize(
    ("pack", "text", "complements"),
    [
        (fr.PACK, "Les frappes aériennes russes sur Alep ont repris.", ["sur Alep"]),
        (fr.PACK, "L'entretien téléphonique entre les deux ministres a duré une heure.", ["entre les deux ministres"]),
        (fr.PACK, "Le gouvernement a procédé à l'arrestation de deux opposants.", ["de deux opposants"]),
        (fr.PACK, "La livraison d'armes par Paris a repris.", ["de armes par Paris", "par Paris"]),
        (en.PACK, "The killing of two activists by the group shocked Paris.", ["of two activists", "by the group"]),
        (en.PACK, "Talks between Moscow and Washington failed.", ["between Moscow and Washington"]),
        (en.PACK, "Russian airstrikes on Aleppo killed ten people.", ["on Aleppo"]),
    ],
)
def test_complements_with_their_prepositions(pack: LanguagePack, text: str, complements: list[str]) -> None:
    passage, nominal = _read(text, pack)
    found = [f"{one.preposition} {passage.doc[one.start : one.end]}" for one in nominal.complements]
    assert found == complements


@pytest.mark.parametrize(
    ("pack", "text", "modifiers"),
    [
        (fr.PACK, "Les frappes aériennes russes sur Alep ont repris.", ["aériennes", "russes"]),
        (en.PACK, "The US-led strikes hit a base.", ["US", "led"]),
        (en.PACK, "Russian airstrikes on Aleppo killed ten people.", ["Russian"]),
    ],
)
def test_adjectives_and_compounds(pack: LanguagePack, text: str, modifiers: list[str]) -> None:
    passage, nominal = _read(text, pack)
    assert [passage.doc[place].text for place in nominal.modifiers] == modifiers


@pytest.mark.parametrize(
    ("pack", "text", "light_verb"),
    [
        (fr.PACK, "L'armée a mené une attaque contre la base.", "mener"),
        (fr.PACK, "Le gouvernement a procédé à l'arrestation de deux opposants.", "procéder"),
        (fr.PACK, "La coalition a porté sa troisième frappe contre le convoi.", "porter"),
        (en.PACK, "The army carried out an attack against the rebels in Homs.", "carry"),
        (fr.PACK, "L'attaque menée par les rebelles a échoué.", None),
    ],
)
def test_the_light_verb_above(pack: LanguagePack, text: str, light_verb: str | None) -> None:
    _, nominal = _read(text, pack)
    assert (nominal.light_verb.lemma if nominal.light_verb else None) == light_verb


def test_a_participle_that_modifies_the_noun() -> None:
    for pack, text, lemma in (
        (fr.PACK, "L'attaque menée par les rebelles a échoué.", "mener"),
        (en.PACK, "The airstrike carried out by the coalition killed a family.", "carry"),
    ):
        _, nominal = _read(text, pack)
        assert [clause.lemma for clause in nominal.participles] == [lemma]


def test_the_owner_and_the_number() -> None:
    passage, nominal = _read("Russia's offer to mediate was rejected.", en.PACK)
    assert nominal.possessor is not None and passage.doc[nominal.possessor.head].text == "Russia"
    assert not nominal.plural
    _, plural = _read("Les frappes aériennes russes sur Alep ont repris.", fr.PACK)
    assert plural.plural and plural.determiner == "les"
