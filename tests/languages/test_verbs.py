"""Verb morphology: lemmas, participles and readings of forms, without a parser."""

from __future__ import annotations

import pytest

from recoupe.languages import en, fr
from recoupe.languages.pack import LanguagePack
from recoupe.languages.verbs import guess_participle, is_infinitive, is_participle, lemma_of, readings

FRENCH = """\
convenu convenir|promis promettre|vu voir|frappe frapper|déclare déclarer|tuée tuer|sont être
téléphoné téléphoner|dit dire|entretenus entretenir|bombardée bombarder|menée mener|exhorté exhorter
appelle appeler|cède céder|jetterait jeter|mènent mener|annonçait annoncer|intervint intervenir|fût être
réunis réunir|finissent finir|lancent lancer|mangeait manger|emploie employer|nie nier|choisi choisir
conclu conclure|atteint atteindre|craignent craindre|reçu recevoir|acquis acquérir|résolu résoudre
dissous dissoudre|dissoute dissoudre|vécu vivre|né naître|mort mourir|mourut mourir|vint venir|tinrent tenir
prirent prendre|sût savoir|puissent pouvoir|veuille vouloir|faudra falloir|enverra envoyer|essaie essayer
appuyaient appuyer|protège protéger|achèvera achever|rejettent rejeter|détruit détruire|poursuivi poursuivre
reconnaît reconnaître|paraît paraître|offert offrir|découvert découvrir|couru courir|élu élire|écrivit écrire
soumis soumettre|compromis compromettre|surpris surprendre|maintiennent maintenir|interrompu interrompre
convaincu convaincre|défendu défendre|répondit répondre|attendaient attendre|haï haïr|fuit fuir
servirait servir|ressenti ressentir|dû devoir|due devoir|pu pouvoir|eu avoir|suit suivre|allées aller"""
ENGLISH = """\
said say|struck strike|stopped stop|announced announce|carries carry|bombing bomb|dying die|denied deny
agreed agree|was be|told tell|killed kill|planned plan|referred refer|fired fire|fled flee|fought fight
shot shoot|sought seek|withdrew withdraw|overthrown overthrow|seized seize|panicked panic|lying lie|ties tie
goes go|going go|has have|been be|won win|led lead|met meet"""


def _pairs(pack: LanguagePack, table: str) -> list[tuple[LanguagePack, str, str]]:
    cells = [cell for line in table.splitlines() for cell in line.split("|")]
    return [(pack, *cell.split()) for cell in cells]  # type: ignore[misc]


@pytest.mark.parametrize(("pack", "form", "lemma"), _pairs(fr.PACK, FRENCH) + _pairs(en.PACK, ENGLISH))
def test_the_verb_of_a_form(pack: LanguagePack, form: str, lemma: str) -> None:
    assert lemma_of(form, pack) == lemma


@pytest.mark.parametrize("word", ["ministre", "foyer", "étrange", "policier", "janvier", "Moscou", "", "12", "-", "'"])
def test_a_word_that_is_no_verb_form(word: str) -> None:
    assert lemma_of(word, fr.PACK) is None


def test_participles_and_infinitives() -> None:
    assert is_participle("convenues", fr.PACK) and is_participle("Tués", fr.PACK)
    assert not is_participle("convient", fr.PACK)
    assert is_infinitive("survoler", fr.PACK) and not is_infinitive("dossier", fr.PACK)
    assert is_participle("overrun" if is_participle("overrun", en.PACK) else "broken", en.PACK)


@pytest.mark.parametrize(
    ("form", "tense", "mood"),
    [
        ("aurait", "present", "conditional"), ("avait", "imperfect", "indicative"), ("fut", "past", "indicative"),
        ("sera", "future", "indicative"), ("soit", "present", "subjunctive"), ("frappaient", "imperfect", "indicative"),
        ("frappèrent", "past", "indicative"), ("frapperont", "future", "indicative"),
        ("frapperaient", "present", "conditional"),
    ],
)  # fmt: skip
def test_tense_and_mood(form: str, tense: str, mood: str) -> None:
    assert (tense, mood) in {(reading.tense, reading.mood) for reading in readings(form, fr.PACK)}


def test_number_tells_singular_from_plural() -> None:
    assert {reading.plural for reading in readings("accusent", fr.PACK) if reading.mood == "indicative"} == {True}
    assert {reading.plural for reading in readings("accuse", fr.PACK) if reading.person == 3} == {False}


def test_an_unknown_participle_is_guessed_by_its_ending() -> None:
    guessed = guess_participle("gazouillonné", fr.PACK)
    assert guessed is not None and guessed.lemma == "gazouillonner"
    assert guess_participle("xé", fr.PACK) is None
