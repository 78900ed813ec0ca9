"""Quotation marks: every kind, nested, over several paragraphs, lost ones; arbitrary text never breaks the reader."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.stages.statements.basis.quotations import Quotation, find_quotations, outermost

MARKS = st.text(alphabet=st.sampled_from("ab .,\n«»“”\"‘’'()-:é"), max_size=120)


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text whose paragraphs are its lines."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return find_quotations(text, found)


def inner(text: str) -> list[str]:
    """What stands between the marks."""
    return [text[item.inner_start : item.inner_end] for item in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il dit « oui » et « non ».", ["oui", "non"]),
        ("Il dit “oui” et “non”.", ["oui", "non"]),
        ('Il dit "oui" et "non".', ["oui", "non"]),
        ("He said ‘yes’ and ‘no’.", ["yes", "no"]),
        ("l'«inquiétude» et l'\"espoir\" de tous", ["inquiétude", "espoir"]),
        ('Il dit "oui, "bien sûr" et non".', ['oui, "bien sûr" et non', "bien sûr"]),
        ("“A ‘b c’ d” x", ["A ‘b c’ d", "b c"]),
        ("Don’t say it’s ‘over’ yet", ["over"]),
        ("» LIRE AUSSI : la suite", []),
        ("« La mer monte, dit-il. Rien ne va", ["La mer monte, dit-il. Rien ne va"]),
        ('"It was calm," he said. "It is over."', ["It was calm", "It is over"]),
        ('He said "it was calm. "Now it is over."', ["Now it is over"]),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_quotation_runs_over_paragraphs_that_repeat_its_mark() -> None:
    text = "« La digue a cédé.\n« Nous sommes partis.\n« Rien ne reste », a dit le maire."
    found = quotations(text)
    assert [text[start:end] for start, end in found[0].pieces] == [
        "La digue a cédé.", "Nous sommes partis.", "Rien ne reste",
    ]  # fmt: skip
    assert len(outermost(found)) == 1


def test_a_lost_mark_is_told() -> None:
    assert [item.recovered for item in quotations("Il dit « oui.\nPuis rien.")] == [True]
    assert [item.recovered for item in quotations("Il dit « oui ».")] == [False]


@given(MARKS)
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    for item in quotations(text):
        assert 0 <= item.start <= item.inner_start <= item.inner_end <= item.end <= len(text)
        assert all(item.start <= start <= end <= item.end for start, end in item.pieces)


@given(MARKS)
@settings(max_examples=100, deadline=None)
def test_outermost_quotations_do_not_overlap(text: str) -> None:
    outer = outermost(quotations(text))
    assert all(left.end <= right.start for left, right in pairwise(outer))
