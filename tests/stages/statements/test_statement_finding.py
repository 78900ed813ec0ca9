"""Statements across sentences: nesting, channels, pronouns, quotations that go on; and what any text gives."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from statement_cases import article, read, said, statements

from recoupe.records.pages import Article
from recoupe.records.statements import Statement

pytestmark = pytest.mark.model
WORDS = st.lists(
    st.sampled_from([
        "«", "»", '"', "“", "”", "a dit", "selon", "que", "le ministre", "la source", ",", ".", ":", ";", "\n", "et",
        "affirmant", "de", "Paris", "il", "dit-il", "a-t-il ajouté", "promesse", "par", "un communiqué", "(", ")", "—",
        "according to", "said", "the ministry", "that", "’", "pour qui", "de source", "😀", "lit-on dans",
    ]),
    max_size=30,
)  # fmt: skip


def only(found: tuple[Statement, ...], part: str) -> Statement:
    """The one statement whose rule's id ends so."""
    fitting = [statement for statement in found if statement.rule.endswith(part)]
    assert len(fitting) == 1, [statement.rule for statement in found]
    return fitting[0]


def test_the_headline_is_not_read() -> None:
    of, found = statements("Le maire a dit que la salle fermerait.", title="Le préfet a dit que la route fermerait")
    assert [said(of, statement) for statement in found] == [["la salle fermerait"]]


def test_reported_reports_carry_one_another() -> None:
    of, found = statements("Le ministre a insisté sur la paix, selon un communiqué de la présidence.")
    outer, inner = only(found, "prep-selon"), only(found, ".insister")
    assert said(of, outer) == ["Le ministre a insisté sur la paix"]
    assert outer.speaker.text == "la présidence"
    assert [words.text for words in outer.via] == ["un communiqué de la présidence"]
    assert inner.within == outer.id
    assert {"la présidence", "un communiqué de la présidence"} <= {words.text for words in inner.via}


def test_a_declaration_within_a_declaration() -> None:
    of, found = statements("La ministre a révélé que le royaume avait proposé d'ouvrir le port.")
    outer, inner = only(found, ".reveler"), only(found, ".proposer")
    assert said(of, inner) == ["ouvrir le port"]
    assert (inner.within, outer.within) == (outer.id, None)
    assert outer.stance == "reveals"


def test_sentence_taken_up_by_this_information() -> None:
    of, found = statements("Le pont sera fermé en mai.\nCette information a été annoncée par le préfet.")
    assert [said(of, statement) for statement in found] == [["Le pont sera fermé en mai"]]
    assert found[0].speaker.text == "le préfet"


def test_a_quotation_goes_on_after_its_cue() -> None:
    of, found = statements(
        "« Le barrage tiendra », a dit le préfet. « Nous l'avons vérifié ce matin avec les ingénieurs. »"
    )
    assert [said(of, statement) for statement in found] == [
        ["Le barrage tiendra"], ["Nous l'avons vérifié ce matin avec les ingénieurs"],
    ]  # fmt: skip
    assert {statement.speaker.text for statement in found} == {"le préfet"}
    assert found[0].cue == found[1].cue


def test_an_interrupted_quotation_is_two_statements() -> None:
    of, found = statements("« La digue a tenu toute la nuit », a dit le préfet, « et la ville est sauve ce matin ».")
    assert [said(of, statement) for statement in found] == [
        ["La digue a tenu toute la nuit"], ["et la ville est sauve ce matin"],
    ]  # fmt: skip


def test_two_verbs_of_one_speaker_are_two_statements() -> None:
    of, found = statements("Le maire a condamné l'attaque et a promis de rouvrir la salle.")
    assert [said(of, statement) for statement in found] == [["l'attaque"], ["rouvrir la salle"]]
    assert {statement.speaker.text for statement in found} == {"Le maire"}


def test_a_colon_with_a_quotation_makes_two() -> None:
    of, found = statements("Le maire a annoncé la fermeture du stade : « Nous n'avons plus un sou en caisse ».")
    assert [said(of, statement) for statement in found] == [
        ["la fermeture du stade"], ["Nous n'avons plus un sou en caisse"],
    ]  # fmt: skip
    assert [statement.form for statement in found] == ["indirect", "direct"]


def test_a_pronoun_keeps_the_channel_of_the_sentence_before() -> None:
    _, found = statements(
        "Le ministre a annoncé dans un communiqué que la trêve tenait. Il a ajouté que rien ne pressait."
    )
    assert [[words.text for words in statement.via] for statement in found] == [["un communiqué"], ["un communiqué"]]


def test_the_source_takes_up_who_relayed() -> None:
    _, found = statements("Le roi est mort, rapporte le service de presse. La reine est partie, souligne la source.")
    assert found[1].speaker.text in ("la source", "le service de presse")


def test_what_a_speaker_says_of_himself_in_a_quotation() -> None:
    _, found = statements("« J'ai dit clairement que la trêve était rompue », a déclaré le ministre.")
    nested = next(statement for statement in found if statement.within)
    assert nested.speaker.text == "le ministre"


@pytest.mark.parametrize(
    ("language", "text", "addressee"),
    [
        ("fr", "Le pape exhorte les dirigeants à protéger les réfugiés.", "les dirigeants"),
        ("fr", "Le groupe a proposé aux salariés de réduire leurs horaires.", "salariés"),
        ("fr", "Le ministre a dit que la trêve tenait.", None),
        ("en", "The governor told residents that the dykes had held.", "residents"),
    ],
)
def test_who_is_spoken_to(language: str, text: str, addressee: str | None) -> None:
    _, found = statements(text, language)
    assert [statement.addressee and statement.addressee.text for statement in found] == [addressee]


def test_same_text_same_ids() -> None:
    text = "Selon la police, deux hommes ont fui. « Nous les cherchons », a dit le préfet."
    assert statements(text)[1] == statements(text)[1]


def test_a_pronoun_and_a_document_do_not_chase_each_other() -> None:
    text = "It said a statement said it was over, it added that a report said a statement was wrong."
    of, found = statements(text, "en")
    _sound(of, found)


def test_empty_marks_say_nothing() -> None:
    _, found = statements("Le maire a répondu : « » puis il est parti.")
    assert not [statement for statement in found if statement.form == "direct"]


def _sound(of: Article, found: tuple[Statement, ...]) -> None:
    ids = {statement.id for statement in found}
    for statement in found:
        assert statement.content
        assert all(0 <= span.start < span.end <= len(of.text) for span in statement.content)
        words = [statement.speaker, *statement.via, *([statement.cue] if statement.cue else [])]
        assert all(of.text[item.start : item.end] == item.text for item in words)
        assert statement.within is None or statement.within in ids - {statement.id}


@given(WORDS)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words(words: list[str]) -> None:
    for language in ("fr", "en"):
        for of, found in read([article(1, " ".join(words), language)]):
            _sound(of, found)


@given(st.text(max_size=150))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text(text: str) -> None:
    for of, found in read([article(1, text, "fr")]):
        _sound(of, found)


def test_an_inverted_pronoun_is_quoted_without_the_mark_that_joins_it() -> None:
    of, found = statements("Le maire est arrivé lundi. « La salle fermera en mai », a-t-il ajouté.")
    (statement,) = [one for one in found if one.rule.endswith(".ajouter")]
    assert statement.speaker.text == "il"
    assert of.text[statement.speaker.start : statement.speaker.end] == "il"
